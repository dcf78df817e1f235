#include "trilat/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/cancellation.hpp"
#include "core/country_words.hpp"
#include "engine/change_words.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"

namespace trilat {
namespace {

constexpr const char* kNoAnswer = "no_answer";

auto shown(const DutyCharge& line) {
  return std::tie(line.heading, line.authority, line.rate, line.base, line.amount, line.exemption, line.programme);
}

bool same_charges(const std::vector<DutyCharge>& a, const std::vector<DutyCharge>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const DutyCharge& one, const DutyCharge& two) { return shown(one) == shown(two); });
}

bool alike(const TimelineRow& a, const TimelineRow& b) {
  if (a.status != b.status) return false;
  if (a.status == kNoAnswer) return true;  // the message names the day
  return a.duty_min == b.duty_min && a.duty_max == b.duty_max && a.bounded == b.bounded && a.open == b.open &&
         a.reasons == b.reasons && same_charges(a.low, b.low) && same_charges(a.high, b.high);
}

TimelineRow row_of(const DutyResult& duty) {
  TimelineRow row;
  row.status = name(duty.status);
  row.duty_min = duty.low.duty;
  row.duty_max = duty.high.duty;
  row.total_min = duty.low.total;
  row.total_max = duty.high.total;
  row.bounded = duty.bounded;
  row.low = duty.low.charges;
  row.high = duty.high.charges;
  for (const DutyQuestion& question : duty.questions) row.open.push_back(question.fact);
  std::sort(row.open.begin(), row.open.end());
  for (const auto* reasons : {&duty.prohibited, &duty.not_loaded, &duty.unpriced}) {
    row.reasons.insert(row.reasons.end(), reasons->begin(), reasons->end());
  }
  return row;
}

// What differs between two neighbouring rows, to tell the changes of law that did it.
class Moved {
 public:
  Moved(const TimelineRow& before, const TimelineRow& after) {
    add(before.low, after.low);
    add(before.high, after.high);
    // neither a charge: the goods cannot be priced, may not be imported, or part of the law is not loaded
    words_ = before.status != after.status || before.reasons != after.reasons;
  }

  bool by(const LawChange& change) const {
    if (change.authority == "schedule") return authorities_.contains("base") || words_;
    if (change.kind.starts_with("precedence")) {
      return std::any_of(authorities_.begin(), authorities_.end(), [&](const std::string& id) {
        return change.authority.starts_with(id + " / ") || change.authority.ends_with(" / " + id);
      });
    }
    const auto silent = [](const std::string& terms) { return terms == "prohibited" || terms == "not loaded"; };
    return headings_.contains(change.heading) || (words_ && (silent(change.before) || silent(change.after)));
  }

 private:
  void add(const std::vector<DutyCharge>& before, const std::vector<DutyCharge>& after) {
    for (const auto& [one, other] : {std::pair{&before, &after}, std::pair{&after, &before}}) {
      for (const DutyCharge& line : *one) {
        const bool kept = std::any_of(other->begin(), other->end(),
                                      [&](const DutyCharge& same) { return shown(line) == shown(same); });
        if (kept) continue;
        headings_.insert(line.heading);
        authorities_.insert(line.authority);
      }
    }
  }

  std::set<std::string> headings_;
  std::set<std::string> authorities_;
  bool words_ = false;
};

std::vector<TimelineCause> causes_of(std::vector<LawChange> changes, const TimelineRow& before,
                                     const TimelineRow& after) {
  const Moved moved(before, after);
  std::vector<TimelineCause> causes;
  for (LawChange& change : changes) {
    const bool decisive = moved.by(change);
    causes.push_back({std::move(change), decisive});
  }
  const auto is_decisive = [](const TimelineCause& cause) { return cause.decisive; };
  if (std::none_of(causes.begin(), causes.end(), is_decisive)) {
    for (TimelineCause& cause : causes) cause.decisive = true;
  }
  std::stable_partition(causes.begin(), causes.end(), is_decisive);
  return causes;
}

Result<Interval> read_span(const law::RuleBase& rules, const TimelineParams& params) {
  Interval span = rules.recorded;
  if (!params.since.empty()) {
    TRILAT_TRY(span.from, about("since", Date::parse(params.since)));
  }
  if (!params.until.empty()) {
    TRILAT_TRY(span.until, about("until", Date::parse(params.until)));
  }
  if (span.empty()) {
    return bad_input(
        fmt::format("the span ends on {} and so has no day from {} on", span.until.to_string(), span.from.to_string()),
        "give an end after the start");
  }
  const bool late = span.until > rules.recorded.until && !params.shipment.beyond_horizon;
  if (span.from < rules.recorded.from || late) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("the law of {} is recorded {}, which does not include {}",
                            core::in_sentence(rules.importer), rules.recorded.to_string(), span.to_string()),
                late ? "give an earlier end, or ask for the last recorded law to be taken as still in force"
                     : "give a later start");
  }
  return span;
}

}  // namespace

Result<TimelineResult> Engine::timeline(const TimelineParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.shipment.to)));
  law::ChangeScope scope;
  TRILAT_TRY(scope.origin, about("from", Country::parse(params.shipment.from)));
  TRILAT_TRY(scope.code, about("hs", HsCode::parse_printed(params.shipment.hs)));
  std::optional<Date> known_on;
  if (!params.shipment.known_on.empty()) {
    TRILAT_TRY(known_on, about("known-on", Date::parse(params.shipment.known_on)));
  }
  TRILAT_TRY(const Interval span, read_span(*rules, params));

  TimelineResult result;
  std::optional<Error> first_error;
  bool answered = false;
  for (const Date day : law::change_days(*rules, scope, known_on, span)) {
    TRILAT_CHECK(core::still_wanted());
    DutyParams shipment = params.shipment;
    shipment.date = day.to_string();
    const auto found = duty(shipment);
    TimelineRow row;
    if (found) {
      row = row_of(*found);
      if (!answered) {
        result.description = found->description;
        result.value = found->value;
      }
      answered = true;
    } else {
      row.status = kNoAnswer;
      row.reasons = {found.error().message};
      if (!first_error) first_error = found.error();
    }
    if (!result.rows.empty() && alike(result.rows.back(), row)) continue;
    row.from = day;
    if (!result.rows.empty()) {
      const auto changes = law::compare_law(*rules, scope, {day.plus_days(-1), known_on}, {day, known_on});
      row.causes = causes_of(in_words(*rules, changes), result.rows.back(), row);
      result.rows.back().until = day;
    }
    result.rows.push_back(std::move(row));
  }
  if (!answered) return tl::unexpected(*first_error);
  result.rows.back().until = span.until;
  result.to = rules->importer.to_string();
  result.from = scope.origin->to_string();
  result.hs = scope.code->to_printed();
  result.currency = rules->currency;
  result.claim = params.shipment.claim;
  result.known_on = params.shipment.known_on;
  result.since = span.from;
  result.until = span.until;
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
