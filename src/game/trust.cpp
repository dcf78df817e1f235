#include "game/trust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace trilat::game {
namespace {

double log_odds(double belief) { return std::log(belief / (1 - belief)); }
double belief_at(double odds) { return 1 / (1 + std::exp(-odds)); }

Status check(const TrustModel& model) {
  if (!(model.prior > 0 && model.prior < 1))
    return bad_input(fmt::format("a prior belief of {} leaves nothing to learn", model.prior),
                     "give one between 0 and 1");
  if (!(model.half_life >= 0))
    return bad_input("a half-life cannot be negative", "use 0 for a memory that does not fade");
  if (!(model.weight >= 0 && model.weight <= 1))
    return bad_input(fmt::format("an event cannot weigh {}", model.weight), "give a weight from 0 to 1");
  for (const TrustEventKind& kind : model.kinds)
    for (const double likelihood : {kind.if_keeps, kind.if_breaks})
      if (!(likelihood > 0 && likelihood <= 1))
        return bad_input(fmt::format("'{}' has a likelihood of {}", kind.name, likelihood),
                         "give likelihoods above 0 and at most 1");
  return {};
}

Result<double> log_ratio(const TrustModel& model, const TrustEvent& event) {
  const auto named = [&](const TrustEventKind& kind) { return kind.name == event.kind; };
  const auto kind = std::find_if(model.kinds.begin(), model.kinds.end(), named);
  if (kind == model.kinds.end())
    return bad_input(fmt::format("the event of {} is of the kind '{}', which has no likelihoods",
                                 event.date.to_string(), event.kind),
                     "declare the kind with its two likelihoods");
  const double sure = event.grade == 'A' ? 1 : event.grade == 'B' ? model.sure_b : model.sure_c;
  return model.weight * std::log(sure * kind->if_keeps / kind->if_breaks + 1 - sure);
}

}  // namespace

Result<TrustPath> trust_path(const TrustModel& model, const std::vector<TrustEvent>& events, std::string_view partner,
                             Date until) {
  TRILAT_CHECK(check(model));
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return events[a].date < events[b].date; });
  TrustPath path;
  path.partner = partner;
  const double prior = log_odds(model.prior);
  double odds = prior;
  Date last = Date::min();
  const auto fade_to = [&](Date date) {
    const double years = (date.days_since_1970() - last.days_since_1970()) / 365.25;
    if (model.half_life > 0) odds = prior + (odds - prior) * std::exp2(-years / model.half_life);
    last = date;
  };
  for (const std::size_t k : order) {
    if (events[k].by != partner || until < events[k].date) continue;
    TRILAT_TRY(const double ratio, log_ratio(model, events[k]));
    fade_to(events[k].date);
    const double before = belief_at(odds);
    odds += ratio;
    path.steps.push_back({k, before, belief_at(odds)});
  }
  fade_to(std::max(until, last));
  path.belief = belief_at(odds);
  return path;
}

}  // namespace trilat::game
