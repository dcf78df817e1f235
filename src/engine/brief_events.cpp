#include "engine/brief_events.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/alpha3.hpp"

namespace trilat {
namespace {

bool is_charge(law::Effect effect) { return effect != law::Effect::kExempt; }

// The first of these in a group speaks for it: what begins says more than what it replaces.
enum class TurnKind { kBegins, kChanges, kEnds };

// What a measure does on a day on which one of its segments begins or ends; nothing on other days.
struct Turn {
  TurnKind kind;
  std::string words;
  const law::Segment* segment = nullptr;
};

std::vector<std::pair<Date, Turn>> turns_of(const law::Measure& measure) {
  std::vector<std::pair<Date, Turn>> turns;
  const auto& segments = measure.segments;
  for (std::size_t k = 0; k < segments.size(); ++k) {
    const law::Segment& now = segments[k];
    const law::Segment* before = k > 0 && segments[k - 1].effect.until == now.effect.from ? &segments[k - 1] : nullptr;
    if (before == nullptr) {
      turns.push_back({now.effect.from, {TurnKind::kBegins, fmt::format("begins at {}", now.rate.text), &now}});
    } else if (before->rate.text != now.rate.text) {
      turns.push_back({now.effect.from,
                       {TurnKind::kChanges, fmt::format("{} becomes {}", before->rate.text, now.rate.text), &now}});
    }
    const bool goes_on = k + 1 < segments.size() && segments[k + 1].effect.from == now.effect.until;
    if (!goes_on && now.effect.until != Date::max())
      turns.push_back({now.effect.until, {TurnKind::kEnds, fmt::format("ends (was {})", now.rate.text), &now}});
  }
  return turns;
}

struct Group {
  BriefEvent event;
  TurnKind kind = TurnKind::kEnds;
  std::size_t measures = 0;
};

}  // namespace

std::vector<BriefEvent> law_events(const std::map<Country, law::RuleBase>& laws, Date since, Date until) {
  std::vector<BriefEvent> events;
  for (const auto& [importer, rules] : laws) {
    std::map<std::pair<Date, int>, Group> groups;
    for (const law::Measure& measure : rules.measures) {
      if (!is_charge(measure.effect)) continue;
      for (const auto& [day, turn] : turns_of(measure)) {
        if (day <= since || day > until || turn.segment->rate.text.empty()) continue;
        Group& group = groups[{day, measure.authority}];
        if (group.measures++ > 0 && turn.kind >= group.kind) continue;
        group.kind = turn.kind;
        const law::Authority& authority = rules.authorities[static_cast<std::size_t>(measure.authority)];
        group.event = {day, std::string(importer.name()), authority.title + ": " + measure.title + " " + turn.words,
                       turn.segment->citation, static_cast<char>(turn.segment->grade)};
      }
    }
    for (auto& [key, group] : groups) {
      if (group.measures > 1) group.event.what += fmt::format(", and {} more", group.measures - 1);
      events.push_back(std::move(group.event));
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  return events;
}

std::vector<BriefEvent> pact_events(const TreatyResult& treaty, Date since, Date until) {
  std::vector<BriefEvent> events;
  for (const TreatyTrust& trust : treaty.trust) {
    const auto country = core::country_of_alpha3(trust.player);
    for (const TreatyEventStep& step : trust.steps) {
      if (step.date <= since || step.date > until) continue;
      events.push_back(
          {step.date, country ? std::string(country->name()) : trust.player, step.what, step.source, step.grade});
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  return events;
}

}  // namespace trilat
