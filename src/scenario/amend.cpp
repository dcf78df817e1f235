#include "scenario/amend.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/text.hpp"
#include "law/candidates.hpp"

namespace trilat::scenario {
namespace {

using law::Measure;
using law::RuleBase;
using law::Segment;

bool targets(const RuleBase& rules, const Amendment& amendment, const Measure& measure) {
  const auto named = [&](const std::string& pattern) { return law::heading_matches(pattern, measure.heading); };
  if (!amendment.authority.empty() &&
      rules.authorities[static_cast<std::size_t>(measure.authority)].id != amendment.authority)
    return false;
  return amendment.headings.empty() || std::any_of(amendment.headings.begin(), amendment.headings.end(), named);
}

// Every name that an amendment gives is one of the law's.
Status check_names(const RuleBase& rules, const Amendment& amendment) {
  if (!amendment.authority.empty() && rules.find_authority(amendment.authority) < 0) {
    std::vector<std::string> known;
    for (const auto& each : rules.authorities) known.push_back(each.id);
    return bad_input(fmt::format("{} has no authority '{}'", core::in_sentence(rules.importer), amendment.authority),
                     core::did_you_mean(amendment.authority, known, "see `trilat facts --to` for those that there are"),
                     amendment.where);
  }
  for (const std::string& pattern : amendment.headings) {
    const bool found = std::any_of(rules.measures.begin(), rules.measures.end(), [&](const Measure& measure) {
      return law::heading_matches(pattern, measure.heading);
    });
    if (found) continue;
    std::vector<std::string> known;
    for (const auto& each : rules.measures) known.push_back(each.heading);
    return bad_input(fmt::format("the law of {} has no heading '{}'", core::in_sentence(rules.importer), pattern),
                     core::did_you_mean(pattern, known, "use a heading of law/"), amendment.where);
  }
  return {};
}

bool in_force_within(const Measure& measure, Interval span) {
  return std::any_of(measure.segments.begin(), measure.segments.end(),
                     [&](const Segment& segment) { return segment.effect.overlaps(span); });
}

// The parts of a segment before, within and after a span; empty ones are left out.
struct Cut {
  std::vector<Segment> outside;
  std::vector<Segment> inside;
};

Cut cut(const std::vector<Segment>& segments, Interval span) {
  Cut parts;
  const auto keep = [](std::vector<Segment>& into, Segment segment, Interval effect) {
    if (effect.empty()) return;
    segment.effect = effect;
    into.push_back(std::move(segment));
  };
  for (const Segment& segment : segments) {
    if (!segment.effect.overlaps(span)) {
      parts.outside.push_back(segment);
      continue;
    }
    keep(parts.outside, segment, {segment.effect.from, std::min(segment.effect.until, span.from)});
    keep(parts.inside, segment, segment.effect.intersect(span));
    keep(parts.outside, segment, {std::max(segment.effect.from, span.until), segment.effect.until});
  }
  return parts;
}

void sort_segments(Measure& measure) {
  std::stable_sort(measure.segments.begin(), measure.segments.end(),
                   [](const Segment& a, const Segment& b) { return a.effect.from < b.effect.from; });
}

// The conditions on the quota, decided.
law::Condition with_quota(law::Condition condition, const std::string& fill) {
  if (condition.op == law::Condition::Op::kFact && condition.name == "quota") {
    const bool holds = std::any_of(condition.values.begin(), condition.values.end(),
                                   [&](const law::FactValue& value) { return value.choice == fill; });
    law::Condition decided;
    if (holds) return decided;
    law::Condition never;
    never.op = law::Condition::Op::kNot;
    never.operands.push_back(decided);
    return never;
  }
  for (law::Condition& operand : condition.operands) operand = with_quota(std::move(operand), fill);
  return condition;
}

bool asks_of_quota(const law::Condition& condition) {
  if (condition.op == law::Condition::Op::kFact && condition.name == "quota") return true;
  return std::any_of(condition.operands.begin(), condition.operands.end(), asks_of_quota);
}

class Amender {
 public:
  Amender(RuleBase rules, const Scenario& scenario) : rules_(std::move(rules)), scenario_(scenario) {}

  Result<RuleBase> run() {
    carry();
    for (const Amendment& amendment : scenario_.amendments) {
      if (amendment.action == Action::kLapse) {
        TRILAT_CHECK(lapse(amendment));
        continue;
      }
      if (amendment.importer != rules_.importer) continue;
      TRILAT_CHECK(check_names(rules_, amendment));
      TRILAT_CHECK(change(amendment));
    }
    return std::move(rules_);
  }

 private:
  // A scenario of days after the record: what was last in force holds on, for a year past what it speaks of.
  void carry() {
    const Date last = last_day(scenario_);
    if (last < rules_.recorded.until) return;
    rules_.carried_from = rules_.recorded.until;
    rules_.recorded.until = last.plus_months(12);
  }

  Status change(const Amendment& amendment) {
    law::DutyRate rate;
    if (amendment.action == Action::kRate) {
      rate = law::parse_duty_rate(amendment.rate);
      if (rate.kind != law::DutyRate::Kind::kPriced)
        return bad_input(fmt::format("'{}' cannot be read as a rate", amendment.rate), "write it as '25%'",
                         amendment.where);
    }
    TRILAT_CHECK(check_codes(amendment));
    if (amendment.action == Action::kWiden) TRILAT_CHECK(check_widening(amendment));
    const int list = add_list(amendment);
    const std::size_t count = rules_.measures.size();  // what is added below is not amended again
    bool in_force = false, of_origin = false, any = false;
    for (std::size_t i = 0; i < count; ++i) {
      if (!targets(rules_, amendment, rules_.measures[i])) continue;
      if (!in_force_within(rules_.measures[i], amendment.effect)) continue;
      in_force = true;
      TRILAT_CHECK(check_changed(amendment, rules_.measures[i]));
      const auto at = split_by_origin(amendment, i);
      if (!at) continue;
      of_origin = true;
      TRILAT_TRY(const bool touched, change(amendment, *at, rate, list));
      any = any || touched;
    }
    if (any) return {};
    if (!in_force)
      return bad_input(fmt::format("nothing of what it names is law of {} {}", core::in_sentence(rules_.importer),
                                   amendment.effect.to_string()),
                       "give dates on which it is in force", amendment.where);
    if (!of_origin)
      return bad_input("what it names is for none of these origins", "give other origins, or none", amendment.where);
    return bad_input(fmt::format("'{}' changes nothing of what it names", name(amendment.action)),
                     amendment.action == Action::kRate    ? "name what charges a duty, not what frees of one"
                     : amendment.action == Action::kQuota ? "name what a quota decides"
                                                          : "name what does not cover all goods already",
                     amendment.where);
  }

  // Codes under which the schedule has no line of the day.
  Status check_codes(const Amendment& amendment) const {
    for (const HsCode code : amendment.codes) {
      if (rules_.schedule.rows().empty() || !rules_.schedule.leaves(code, amendment.effect.from).empty()) continue;
      if (rules_.schedule.find(code, amendment.effect.from)) continue;
      return bad_input(
          fmt::format("the schedule of {} has nothing under {}", core::in_sentence(rules_.importer), code.to_printed()),
          "give codes of the schedule of the day", amendment.where);
    }
    return {};
  }

  // Goods can be put into one provision; which of several they would fall to the amendment does not say.
  Status check_widening(const Amendment& amendment) const {
    int found = 0;
    for (const Measure& measure : rules_.measures)
      found += targets(rules_, amendment, measure) && in_force_within(measure, amendment.effect) ? 1 : 0;
    if (found <= 1) return {};
    return bad_input(fmt::format("it names {} provisions, and goods would come under each", found),
                     "name a heading that is one provision, or add a measure ([[add]])", amendment.where);
  }

  // Two amendments of one provision on the same days, by whatever names.
  Status check_changed(const Amendment& amendment, const Measure& measure) {
    const auto replaces = [](Action action) {
      return action == Action::kRepeal || action == Action::kSuspend || action == Action::kRate;
    };
    if (!replaces(amendment.action)) return {};
    const CountrySet origins = amendment.origins.members().empty() ? measure.origins : amendment.origins;
    const std::string key = measure.heading + " " + measure.source;
    for (const Changed& before : changed_) {
      CountrySet apart = origins;
      apart -= before.origins;
      const bool shared = apart.members().size() < origins.members().size();
      if (before.key != key || before.where.line == amendment.where.line || !shared ||
          !before.effect.overlaps(amendment.effect))
        continue;
      return bad_input(fmt::format("this amendment and that of line {} both change {} on the same days",
                                   before.where.line, measure.heading),
                       "end one before the other begins, or leave one out", amendment.where);
    }
    changed_.push_back({key, origins, amendment.effect, amendment.where});
    return {};
  }

  // Where an amendment is for some origins, they get a measure of their own: its place, or nothing where
  // the measure names none of them.
  std::optional<std::size_t> split_by_origin(const Amendment& amendment, std::size_t at) {
    if (amendment.origins.members().empty()) return at;
    CountrySet rest = rules_.measures[at].origins;
    rest -= amendment.origins;
    CountrySet named = rules_.measures[at].origins;
    named -= rest;
    if (named.members().empty()) return std::nullopt;
    if (rest.members().empty()) return at;
    Measure own = rules_.measures[at];
    own.origins = named;
    rules_.measures[at].origins = rest;
    rules_.measures.push_back(std::move(own));
    return rules_.measures.size() - 1;
  }

  Result<bool> change(const Amendment& amendment, std::size_t at, const law::DutyRate& rate, int list) {
    Measure& measure = rules_.measures[at];
    Cut parts = cut(measure.segments, amendment.effect);
    switch (amendment.action) {
      case Action::kRepeal:
      case Action::kSuspend: measure.segments = std::move(parts.outside); break;
      case Action::kRate:
        if (!law::is_duty(measure.effect)) return false;
        for (Segment& segment : parts.inside) {
          segment.note = fmt::format("the scenario '{}' puts it in place of {}", scenario_.title, segment.rate.text);
          segment.citation = fmt::format("assumed; the law: {}", segment.citation);
          segment.grade = law::Grade::kC;
          segment.rate = rate;
        }
        measure.segments = std::move(parts.outside);
        measure.segments.insert(measure.segments.end(), parts.inside.begin(), parts.inside.end());
        sort_segments(measure);
        break;
      case Action::kWiden:
        if (measure.products.all) return false;
        measure.products.lists.push_back(list);
        break;
      case Action::kNarrow: measure.products.except_lists.push_back(list); break;
      case Action::kQuota: return fill(amendment, at, std::move(parts));
      case Action::kLapse: break;
    }
    return !parts.inside.empty();
  }

  // Within the span the measure is a second one, whose condition knows the quota.
  bool fill(const Amendment& amendment, std::size_t at, Cut parts) {
    if (parts.inside.empty() || !asks_of_quota(rules_.measures[at].when)) return false;
    Measure filled = rules_.measures[at];
    filled.when = with_quota(filled.when, amendment.quota);
    filled.when_text += fmt::format(" (quota taken as {})", amendment.quota);
    filled.segments = std::move(parts.inside);
    rules_.measures[at].segments = std::move(parts.outside);
    rules_.measures.push_back(std::move(filled));
    return true;
  }

  // The list of the codes that an amendment of scope gives; -1 for other actions.
  int add_list(const Amendment& amendment) {
    if (amendment.codes.empty()) return -1;
    law::CodeList list;
    list.name = fmt::format("{} line {}", scenario_.name, amendment.where.line);
    list.title = list.citation = fmt::format("scenario '{}'", scenario_.title);
    for (const HsCode code : amendment.codes) list.rows.push_back({code, amendment.effect});
    std::sort(list.rows.begin(), list.rows.end(), [](const auto& a, const auto& b) { return a.prefix < b.prefix; });
    rules_.lists.push_back(std::move(list));
    return static_cast<int>(rules_.lists.size()) - 1;
  }

  Status lapse(const Amendment& amendment) {
    if (law::find_preference(rules_, amendment.agreement) == nullptr) {
      std::vector<std::string> names;
      for (const auto& preference : rules_.preferences) names.push_back(preference.claim);
      return bad_input(
          fmt::format("{} grants no preference '{}'", core::in_sentence(rules_.importer), amendment.agreement),
          core::did_you_mean(amendment.agreement, names, "use the word of the claim"), amendment.where);
    }
    CountrySet gone;
    for (const auto& [a, b] : amendment.links) {
      for (const Country end : {a, b}) {
        const bool member = end == rules_.importer || law::ever_claimable(rules_, amendment.agreement, end);
        if (!member)
          return bad_input(fmt::format("{} is no party to '{}'", end.name(), amendment.agreement),
                           "name links between its parties", amendment.where);
      }
      if (a == rules_.importer) gone.add(b);
      if (b == rules_.importer) gone.add(a);
    }
    std::vector<law::Preference> changed;
    for (const law::Preference& preference : rules_.preferences) {
      if (preference.claim != amendment.agreement || !preference.effect.overlaps(amendment.effect)) {
        changed.push_back(preference);
        continue;
      }
      const auto keep = [&](Interval effect, const CountrySet& origins) {
        if (effect.empty() || origins.members().empty()) return;
        law::Preference part = preference;
        part.effect = effect;
        part.origins = origins;
        changed.push_back(std::move(part));
      };
      CountrySet rest = preference.origins;
      rest -= amendment.links.empty() ? preference.origins : gone;
      keep({preference.effect.from, std::min(preference.effect.until, amendment.effect.from)}, preference.origins);
      keep(preference.effect.intersect(amendment.effect), rest);
      keep({std::max(preference.effect.from, amendment.effect.until), preference.effect.until}, preference.origins);
    }
    rules_.preferences = std::move(changed);
    return {};
  }

  struct Changed {
    std::string key;
    CountrySet origins;
    Interval effect;
    Position where;
  };

  RuleBase rules_;
  const Scenario& scenario_;
  std::vector<Changed> changed_;
};

std::string names_of(const CountrySet& countries) {
  std::vector<std::string_view> names;
  for (const Country country : countries.members()) names.push_back(country.name());
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string what(const RuleBase& rules, const Amendment& amendment) {
  std::string law = fmt::format("{}", fmt::join(amendment.headings, ", "));
  if (const int authority = rules.find_authority(amendment.authority); authority >= 0)
    law = rules.authorities[static_cast<std::size_t>(authority)].title + (law.empty() ? "" : " (" + law + ")");
  if (law == "*") law = "every duty and exemption beyond the schedule";
  if (!amendment.origins.members().empty()) law += fmt::format(", for goods of {},", names_of(amendment.origins));
  std::vector<std::string> codes;
  for (const HsCode code : amendment.codes) codes.push_back(code.to_printed());
  switch (amendment.action) {
    case Action::kRepeal: return fmt::format("{} is repealed", law);
    case Action::kSuspend: return fmt::format("{} is suspended", law);
    case Action::kRate: return fmt::format("{} charges {}", law, amendment.rate);
    case Action::kWiden: return fmt::format("{} also covers {}", law, fmt::join(codes, ", "));
    case Action::kNarrow: return fmt::format("{} no longer covers {}", law, fmt::join(codes, ", "));
    case Action::kQuota:
      return fmt::format("goods of {} are {} the quota", law, amendment.quota == "in" ? "within" : "over");
    case Action::kLapse: break;
  }
  if (amendment.links.empty()) return fmt::format("the agreement '{}' lapses", amendment.agreement);
  std::vector<std::string> links;
  for (const auto& [a, b] : amendment.links)
    links.push_back(fmt::format("{} and {}", core::in_sentence(a), core::in_sentence(b)));
  return fmt::format("the agreement '{}' lapses between {}", amendment.agreement, fmt::join(links, ", "));
}

}  // namespace

Result<law::RuleBase> amend(const law::RuleBase& rules, const Scenario& scenario) {
  return Amender(rules, scenario).run();
}

std::vector<std::string> explain(const law::RuleBase& rules, const Scenario& scenario) {
  std::vector<std::string> sentences;
  for (const Amendment& amendment : scenario.amendments) {
    if (amendment.action != Action::kLapse && amendment.importer != rules.importer) continue;
    std::string sentence = fmt::format("{}: {}", amendment.effect.to_string(), what(rules, amendment));
    if (amendment.action == Action::kRate) {
      std::vector<std::string> before;
      for (const Measure& measure : rules.measures) {
        if (!targets(rules, amendment, measure) || !law::is_duty(measure.effect)) continue;
        for (const Segment& segment : measure.segments) {
          if (segment.effect.contains(amendment.effect.from) &&
              std::find(before.begin(), before.end(), segment.rate.text) == before.end())
            before.push_back(segment.rate.text);
        }
      }
      if (!before.empty()) sentence += fmt::format(" in place of {}", fmt::join(before, ", "));
    }
    sentences.push_back(sentence + ".");
  }
  return sentences;
}

}  // namespace trilat::scenario
