#include "trilat/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/cancellation.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "engine/rates_notes.hpp"
#include "engine/rates_rows.hpp"
#include "flows/rate_change.hpp"

namespace trilat {
namespace {

enum class ClaimMode { kObserved, kShare, kMonth };

// How much is claimed, read from the parameters.
struct ClaimChoice {
  ClaimMode mode = ClaimMode::kObserved;
  double share = 0;
  Date month;

  Date on(Date day) const { return mode == ClaimMode::kMonth ? month : day; }
  std::vector<flows::ClaimRule> rules() const {
    if (mode != ClaimMode::kShare) return {};
    return {{"*", share}};
  }
};

Result<ClaimChoice> read_claims(const std::string& text) {
  ClaimChoice choice;
  if (text == "observed") return choice;
  if (text == "statutory") {
    choice.mode = ClaimMode::kShare;
    return choice;
  }
  if (const auto month = Date::parse(text + "-01")) {
    choice.mode = ClaimMode::kMonth;
    choice.month = *month;
    return choice;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), choice.share);
  if (error == std::errc() && end == text.data() + text.size() && choice.share >= 0 && choice.share <= 1) {
    choice.mode = ClaimMode::kShare;
    return choice;
  }
  return bad_input(fmt::format("claims '{}' is not known", text),
                   "write observed, statutory, a month such as 2025-10, or a share from 0 to 1");
}

Result<Date> day_of(const char* name, const std::string& text, const law::RuleBase& rules) {
  TRILAT_TRY(const Date day, about(name, Date::parse(text)));
  if (rules.recorded.contains(day)) return day;
  return fail(ErrorCode::kOutOfRange,
              fmt::format("{}: the law of {} is recorded {}, which does not include {}", name, rules.importer.name(),
                          rules.recorded.to_string(), text),
              "give a day of that span");
}

Result<Interval> read_span(const law::RuleBase& rules, const RatesParams& params) {
  if (!params.on.empty()) {
    if (!params.since.empty() || !params.until.empty())
      return bad_input("a day and a span are both given", "give the one or the other");
    TRILAT_TRY(const Date day, day_of("on", params.on, rules));
    return Interval{day, day.plus_days(1)};
  }
  Interval span = rules.recorded;
  if (!params.since.empty()) {
    TRILAT_TRY(span.from, day_of("since", params.since, rules));
  }
  if (!params.until.empty()) {
    TRILAT_TRY(span.until, about("until", Date::parse(params.until)));
  }
  if (span.until > rules.recorded.until || span.empty()) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("until: {} does not lie after {} and within the record, which ends on {}",
                            span.until.to_string(), span.from.to_string(), rules.recorded.until.to_string()),
                "give another end");
  }
  return span;
}

// Everything that a request comes down to.
struct Request {
  ClaimChoice claims;
  Interval span;
  std::vector<Date> days;
  RatesView view;
  unsigned threads = 1;
};

std::vector<RatesDay> read_series(const RatesModel& model, const Request& request) {
  std::vector<RatesDay> found(request.days.size());
  const auto claims_on = [&](Date day) { return request.claims.on(day); };
  flows::read_days(*model.book, request.days, claims_on, request.threads,
                   [&](std::size_t i, const flows::DayRates& rates) { found[i] = day_of(model, request.view, rates); });
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].from = request.days[i];
    found[i].until = i + 1 < found.size() ? request.days[i + 1] : request.span.until;
    if (request.claims.mode == ClaimMode::kShare) found[i].claims_month.clear();
  }
  return found;
}

// A day on which nothing that is shown changes belongs to the one before.
std::vector<RatesDay> merged(std::vector<RatesDay> found) {
  std::vector<RatesDay> days;
  for (RatesDay& day : found) {
    if (!days.empty() && alike(days.back(), day))
      days.back().until = day.until;
    else
      days.push_back(std::move(day));
  }
  return days;
}

std::vector<RatesChange> read_changes(const RatesModel& model, const Request& request, Date before) {
  const Date after = request.span.from;
  std::array<std::vector<double>, 4> corners;  // law, then claims
  flows::RateReader reader(*model.book);
  flows::DayRates rates;
  for (std::size_t corner = 0; corner < corners.size(); ++corner) {
    const Date law = (corner & 1U) != 0 ? after : before;
    const Date claims = request.claims.on((corner & 2U) != 0 ? after : before);
    reader.read(law, claims, rates);
    corners[corner] = group_rates(model, request.view, rates);
  }
  std::vector<RatesChange> changes = empty_changes(model, request.view);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    flows::RateCorners rate{};
    for (std::size_t corner = 0; corner < rate.size(); ++corner) rate[corner] = corners[corner & 3U][i];
    const auto parts = flows::divide_change(rate);
    changes[i].before_pct = rate.front();
    changes[i].after_pct = rate.back();
    changes[i].law_pct = parts[0];
    changes[i].claims_pct = parts[1];
    changes[i].mix_pct = parts[2];
  }
  std::erase_if(changes, [](const RatesChange& change) { return change.before_pct == 0 && change.after_pct == 0; });
  return changes;
}

// Partners that the trade counts, and countries that it does not.
struct Chosen {
  std::vector<int> counted;
  std::vector<Country> others;
};

Result<Chosen> choose(const flows::Imports& imports, const RatesParams& params) {
  Chosen chosen;
  for (const std::string& text : params.partners) {
    if (const int partner = imports.find_partner(text); partner >= 0) {
      chosen.counted.push_back(partner);
      continue;
    }
    TRILAT_TRY(const Country country, about("partner", Country::parse(text)));
    if (const int partner = imports.find_partner(country.code()); partner >= 0) {
      chosen.counted.push_back(partner);
    } else {
      chosen.others.push_back(country);
    }
  }
  if (!chosen.others.empty() && (params.by != "partner" || !params.against.empty())) {
    return bad_input(fmt::format("no trade by product is held with {}", chosen.others.front().name()),
                     "ask for its rates by partner: simple averages over the lines");
  }
  return chosen;
}

// Adds rows of partners without trade by product: every line of the law weighs the same.
Status add_averages(const law::RuleBase& rules, const pack::TradeData& trade, const std::vector<Country>& countries,
                    const Request& request, std::vector<RatesDay>& days) {
  if (countries.empty()) return {};
  const law::RuleBase in_percent = flows::with_ad_valorem_equivalents(rules, trade.imports).rules;
  TRILAT_TRY(const auto model, make_rates_model(in_percent, lines_as_trade(rules, trade, countries)));
  Request averages = request;
  averages.view = make_view(*model, "partner", {});
  averages.days.clear();
  for (const RatesDay& day : days) averages.days.push_back(day.from);
  const auto claims_on = [&](Date day) { return request.claims.on(day); };
  flows::read_days(*model->book, averages.days, claims_on, request.threads,
                   [&](std::size_t i, const flows::DayRates& rates) {
                     for (RatesRow& row : day_of(*model, averages.view, rates).rows) {
                       row.simple_average = true;
                       row.value_musd = 0;
                       days[i].rows.push_back(std::move(row));
                     }
                   });
  return {};
}

}  // namespace

Result<RatesResult> Engine::rates(const RatesParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  TRILAT_TRY(auto trade, open_trade(impl_->container, rules->importer));
  if (!trade) {
    if (params.partners.empty()) {
      return bad_input(fmt::format("no trade of {} by product is held", rules->importer.name()),
                       "name partners: their rates are simple averages over the lines");
    }
    trade.emplace();
    trade->imports.importer = rules->importer;
  }
  Request request;
  TRILAT_TRY(request.claims, read_claims(params.claims));
  TRILAT_TRY(request.span, read_span(*rules, params));
  TRILAT_TRY(const Chosen chosen, choose(trade->imports, params));
  request.threads = std::max(params.threads, 1U);
  TRILAT_CHECK(check_by(params.by));
  const pack::TradeData held = chosen.others.empty() ? pack::TradeData{} : *trade;
  std::vector<flows::ClaimRule> shares = request.claims.rules();
  std::unique_ptr<RatesModel> recorded;
  if (impl_->scenario) {
    TRILAT_TRY(const law::RuleBase* without, impl_->law.recorded_of(rules->importer));
    TRILAT_TRY(recorded, make_rates_model(*without, *trade));
  }
  const bool assumed = impl_->scenario && request.claims.mode == ClaimMode::kObserved;
  if (assumed) shares = claim_rules(*impl_->scenario);
  TRILAT_TRY(const auto model,
             make_rates_model(*rules, std::move(*trade), std::move(shares), recorded ? recorded->book.get() : nullptr));
  request.view = make_view(*model, params.by, chosen.counted);
  request.view.none = chosen.counted.empty() && !chosen.others.empty();
  request.days =
      params.on.empty() ? flows::rate_days(*model->book, request.span) : std::vector<Date>{request.span.from};

  RatesResult result;
  result.days = read_series(*model, request);
  TRILAT_CHECK(core::still_wanted());  // days that were not read are empty
  TRILAT_CHECK(add_averages(*rules, held, chosen.others, request, result.days));
  result.days = merged(std::move(result.days));
  if (!params.against.empty()) {
    if (params.on.empty()) return bad_input("a change is asked for without its day", "give `on` as well");
    TRILAT_TRY(result.against, day_of("against", params.against, *rules));
    result.changes = read_changes(*model, request, result.against);
  }
  result.to = rules->importer.to_string();
  result.importer = std::string(rules->importer.name());
  result.by = params.by;
  result.claims = params.claims;
  if (assumed && !impl_->scenario->claims.empty()) result.claims += ", but for those that the scenario assumes";
  describe(*model, result);
  if (rules->carried_from) {
    result.notes.push_back(
        fmt::format("The law is recorded up to {}: what it then had for later days holds, as the "
                    "scenario changes it.",
                    rules->carried_from->plus_days(-1).to_string()));
  }
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
