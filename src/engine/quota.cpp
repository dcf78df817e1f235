#include "trilat/quota.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "engine/quota_level.hpp"

namespace trilat {
namespace {

using store::OpenMode;
using store::QuotaLedger;

QuotaDraw described(const store::Draw& draw) {
  return {draw.number,   draw.entry,
          draw.importer, draw.country.to_string(),
          draw.quota,    pool_in_words(draw.pool),
          draw.period,   draw.date,
          draw.asked,    draw.within,
          draw.over(),   draw.cancelled};
}

Status need(const std::string& text, const char* option) {
  if (!text.empty()) return {};
  return bad_input(fmt::format("{} is required", option), "trilat quota --help lists the options");
}

// What a country drew of a level, and may still draw.
Result<QuotaRow::Country> row_of_country(const QuotaLedger* ledger, const store::QuotaLimit& limit, Country country,
                                         const store::QuotaUse& use) {
  const Unit unit = limit.volume.unit;
  QuotaRow::Country row{country.to_string(), {0, unit}, store::country_volume(limit), store::country_volume(limit)};
  for (const auto& each : use.countries)
    if (each.country == country) row.drawn = each.drawn;
  if (ledger != nullptr) {
    TRILAT_TRY(row.left, ledger->room(limit, country));
  }
  return row;
}

Result<QuotaRow> row_of(const law::RuleBase& rules, const law::QuotaLevel& level, const QuotaLedger* ledger,
                        std::optional<Country> origin) {
  QuotaRow row{level.goods,    pool_in_words(level.pool),     level.period, level.quantity, {}, {}, {}, {},
               level.citation, static_cast<char>(level.grade)};
  if (level.country_share) row.country_share = level.country_share->to_percent_string();
  if (!level.quantity) return row;
  TRILAT_TRY(const store::QuotaLimit limit, quota_limit(rules, level));
  store::QuotaUse use{{0, limit.volume.unit}, {}};
  if (ledger != nullptr) {
    TRILAT_TRY(use, ledger->use(limit));
  }
  row.drawn = use.drawn;
  row.left = {std::max<std::int64_t>(limit.volume.raw - use.drawn.raw, 0), limit.volume.unit};
  std::vector<Country> countries;
  for (const auto& each : use.countries) countries.push_back(each.country);
  if (origin) countries = {*origin};
  for (const Country country : countries) {
    TRILAT_TRY(QuotaRow::Country each, row_of_country(ledger, limit, country, use));
    row.countries.push_back(std::move(each));
  }
  return row;
}

// The levels of the day that the parameters do not leave out.
Result<std::vector<const law::QuotaLevel*>> levels_asked(const law::RuleBase& rules, const QuotaStatusParams& params,
                                                         Date date, std::optional<Country> origin) {
  std::optional<HsCode> code;
  if (!params.hs.empty()) {
    TRILAT_TRY(code, about("hs", HsCode::parse_printed(params.hs)));
  }
  std::vector<const law::QuotaLevel*> levels;
  for (const law::QuotaLevel& level : rules.quotas) {
    if (!level.period.contains(date)) continue;
    if (!params.goods.empty() && core::to_lower(params.goods) != core::to_lower(level.goods)) continue;
    const auto pool = rules.groups.find(level.pool);
    if (origin && (pool == rules.groups.end() || !pool->second.contains(*origin))) continue;
    if (code) {
      const auto found = law::membership(rules.lists[static_cast<std::size_t>(level.list)], *code, date);
      if (!found.member && !found.partly) continue;
    }
    levels.push_back(&level);
  }
  return levels;
}

}  // namespace

Result<QuotaDrawResult> Engine::quota_draw(const QuotaDrawParams& params) const {
  for (const auto& [option, text] : {std::pair{"--ledger", &params.ledger}, {"--entry", &params.entry}})
    TRILAT_CHECK(need(*text, option));
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  TRILAT_TRY(const Country origin, about("from", Country::parse(params.from)));
  TRILAT_TRY(const HsCode code, about("hs", HsCode::parse_printed(params.hs)));
  TRILAT_TRY(const Date date, about("date", Date::parse(params.date)));
  TRILAT_TRY(const Quantity quantity, about("quantity", Quantity::parse(params.quantity)));
  TRILAT_TRY(const law::QuotaLevel* level, quota_level(*rules, origin, code, date, params.goods));
  TRILAT_TRY(const store::QuotaLimit limit, quota_limit(*rules, *level));
  TRILAT_TRY(QuotaLedger ledger, QuotaLedger::open(params.ledger, OpenMode::kCreate));
  TRILAT_TRY(const store::DrawOutcome drawn, ledger.draw(limit, {params.entry, origin, date, quantity, params.whole}));
  QuotaDrawResult result{described(drawn.draw),          drawn.repeated, {}, {}, level->citation,
                         static_cast<char>(level->grade)};
  TRILAT_TRY(result.left, ledger.room(limit, origin));
  TRILAT_TRY(const store::QuotaUse use, ledger.use(limit));
  result.left_of = {std::max<std::int64_t>(limit.volume.raw - use.drawn.raw, 0), limit.volume.unit};
  return result;
}

Result<QuotaStatusResult> Engine::quota_status(const QuotaStatusParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  QuotaStatusResult result{rules->importer.to_string(), params.ledger, {}, {}, impl_->hash()};
  TRILAT_TRY(result.date, about("date", Date::parse(params.date)));
  std::optional<Country> origin;
  if (!params.from.empty()) {
    TRILAT_TRY(origin, about("from", Country::parse(params.from)));
  }
  std::optional<QuotaLedger> ledger;
  if (!params.ledger.empty()) {
    TRILAT_TRY(ledger, QuotaLedger::open(params.ledger, OpenMode::kExisting));
  }
  TRILAT_TRY(const auto levels, levels_asked(*rules, params, result.date, origin));
  for (const law::QuotaLevel* level : levels) {
    TRILAT_TRY(QuotaRow row, row_of(*rules, *level, ledger ? &*ledger : nullptr, origin));
    result.rows.push_back(std::move(row));
  }
  return result;
}

Result<QuotaListResult> quota_list(const QuotaListParams& params) {
  TRILAT_CHECK(need(params.ledger, "--ledger"));
  TRILAT_TRY(const QuotaLedger ledger, QuotaLedger::open(params.ledger, OpenMode::kExisting));
  store::DrawFilter filter;
  filter.quota = params.goods;
  filter.entry = params.entry;
  filter.cancelled = params.cancelled;
  if (!params.to.empty()) {
    TRILAT_TRY(const Country importer, about("to", Country::parse(params.to)));
    filter.importer = importer.to_string();
  }
  if (!params.from.empty()) {
    TRILAT_TRY(filter.country, about("from", Country::parse(params.from)));
  }
  if (!params.date.empty()) {
    TRILAT_TRY(filter.date, about("date", Date::parse(params.date)));
  }
  TRILAT_TRY(const auto draws, ledger.draws(filter));
  QuotaListResult result{params.ledger, {}};
  for (const store::Draw& draw : draws) result.draws.push_back(described(draw));
  return result;
}

Result<QuotaDraw> quota_cancel(const QuotaCancelParams& params) {
  for (const auto& [option, text] : {std::pair{"--ledger", &params.ledger}, {"--entry", &params.entry}})
    TRILAT_CHECK(need(*text, option));
  TRILAT_TRY(QuotaLedger ledger, QuotaLedger::open(params.ledger, OpenMode::kExisting));
  TRILAT_TRY(const store::Draw draw, ledger.cancel(params.entry));
  return described(draw);
}

}  // namespace trilat
