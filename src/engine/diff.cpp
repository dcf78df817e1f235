#include "trilat/diff.hpp"

#include <fmt/format.h>

#include "core/country_words.hpp"
#include "engine/change_words.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"

namespace trilat {
namespace {

Result<law::ChangeScope> read_scope(const law::RuleBase& rules, const DiffParams& params) {
  law::ChangeScope scope;
  if (!params.hs.empty() && params.hs != "all") {
    TRILAT_TRY(scope.code, about("hs", HsCode::parse_printed(params.hs)));
    if (rules.schedule.rows_under(*scope.code).empty()) {
      return fail(ErrorCode::kNotFound, fmt::format("hs: the schedule has never had {}", scope.code->to_printed()),
                  "give a chapter of two digits, a longer code, or all");
    }
  }
  if (!params.from.empty()) {
    TRILAT_TRY(scope.origin, about("from", Country::parse(params.from)));
  }
  return scope;
}

Result<law::LawState> read_state(const law::RuleBase& rules, const std::string& date, const std::string& known_on) {
  law::LawState state;
  TRILAT_TRY(state.entry, about("date", Date::parse(date)));
  if (!rules.recorded.contains(state.entry)) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("the law of {} is recorded {}, which does not include {}",
                            core::in_sentence(rules.importer), rules.recorded.to_string(), state.entry.to_string()),
                "give dates in that span");
  }
  if (!known_on.empty()) {
    TRILAT_TRY(state.known_on, about("known-on", Date::parse(known_on)));
  }
  return state;
}

}  // namespace

Result<DiffResult> Engine::diff(const DiffParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  TRILAT_TRY(const law::ChangeScope scope, read_scope(*rules, params));
  if (params.dates.size() != 2) {
    return bad_input(fmt::format("two dates are compared, and {} given", params.dates.size()),
                     "give --date twice, the earlier first");
  }
  if (params.known_on.size() > 2) return bad_input("known-on is given more than twice", "give it once, or once a date");
  const std::string first = params.known_on.empty() ? "" : params.known_on.front();
  const std::string last = params.known_on.empty() ? "" : params.known_on.back();
  TRILAT_TRY(const law::LawState before, read_state(*rules, params.dates[0], first));
  TRILAT_TRY(const law::LawState after, read_state(*rules, params.dates[1], last));
  if (after.entry < before.entry) {
    return bad_input(fmt::format("{} is before {}", params.dates[1], params.dates[0]), "give the earlier date first");
  }
  DiffResult result;
  result.to = rules->importer.to_string();
  if (scope.origin) result.from = scope.origin->to_string();
  if (scope.code) result.hs = scope.code->to_printed();
  result.before = before.entry;
  result.after = after.entry;
  result.known_on = params.known_on;
  result.changes = in_words(*rules, law::compare_law(*rules, scope, before, after));
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
