#include "store/quota_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "store/quota_schema.hpp"

namespace trilat::store {
namespace {

constexpr std::size_t kLongestReference = 200;
constexpr const char* kColumns =
    "number, importer, entry, authority, quota, pool, period_from, period_until, country, entered, unit, asked, "
    "within, cancelled";

std::string until_text(const Interval& period) { return period.open_ended() ? "" : period.until.to_string(); }

Result<Draw> read_draw(const Statement& row) {
  Draw draw;
  draw.number = row.number(0);
  draw.importer = row.text(1);
  draw.entry = row.text(2);
  draw.authority = row.text(3);
  draw.quota = row.text(4);
  draw.pool = row.text(5);
  TRILAT_TRY(draw.period.from, Date::parse(row.text(6)));
  if (const std::string until = row.text(7); !until.empty()) {
    TRILAT_TRY(draw.period.until, Date::parse(until));
  }
  TRILAT_TRY(draw.country, Country::parse(row.text(8)));
  TRILAT_TRY(draw.date, Date::parse(row.text(9)));
  TRILAT_TRY(const Unit unit, Unit::parse(row.text(10)));
  draw.asked = {row.number(11), unit};
  draw.within = {row.number(12), unit};
  draw.cancelled = row.number(13) != 0;
  return draw;
}

Result<std::optional<Draw>> find_entry(const Database& database, const std::string& entry) {
  TRILAT_TRY(Statement find, database.prepare(fmt::format("SELECT {} FROM draw WHERE entry = ?1", kColumns)));
  find.bind(1, entry);
  TRILAT_TRY(const bool found, find.step());
  if (!found) return std::optional<Draw>();
  TRILAT_TRY(Draw draw, read_draw(find));
  return std::optional<Draw>(std::move(draw));
}

bool same_draw(const Draw& draw, const QuotaLimit& limit, const DrawRequest& request, const Quantity& quantity) {
  return draw.importer == limit.importer && draw.authority == limit.authority && draw.quota == limit.quota &&
         draw.pool == limit.pool && draw.period == limit.period && draw.country == request.country &&
         draw.date == request.date && draw.asked.raw == quantity.raw && draw.asked.unit == quantity.unit;
}

// The earlier answer of an entry that draws the same again; an error where it drew something else.
Result<DrawOutcome> repeated(const Database& database, const Draw& draw, bool same) {
  if (draw.cancelled) {
    return bad_input(fmt::format("the draw of entry '{}' was cancelled", draw.entry), "draw under another reference",
                     {database.path(), 0, 0});
  }
  if (!same) {
    return bad_input(fmt::format("entry '{}' has drawn already: {} of {} from {}, entered {}", draw.entry,
                                 draw.asked.to_string(), draw.quota, draw.country.code(), draw.date.to_string()),
                     "draw under another reference, or cancel that draw first", {database.path(), 0, 0});
  }
  return DrawOutcome{draw, true};
}

// The draws that stand in a period of a quota; its parameters are 1 to 5.
constexpr const char* kOfPeriod =
    "cancelled = 0 AND importer = ?1 AND authority = ?2 AND quota = ?3 AND pool = ?4 AND period_from = ?5";

Result<Statement> of_period(const Database& database, const QuotaLimit& limit, const char* sql) {
  TRILAT_TRY(Statement statement, database.prepare(fmt::format(fmt::runtime(sql), kOfPeriod)));
  statement.bind(1, limit.importer).bind(2, limit.authority).bind(3, limit.quota).bind(4, limit.pool);
  statement.bind(5, limit.period.from.to_string());
  return statement;
}

// Drawn in the period: by the country, or by all.
Result<std::int64_t> drawn(const Database& database, const QuotaLimit& limit, std::optional<Country> country) {
  TRILAT_TRY(Statement sum, of_period(database, limit,
                                      "SELECT COALESCE(SUM(within), 0) FROM draw WHERE {} AND (?6 IS NULL OR country "
                                      "= ?6)"));
  if (country)
    sum.bind(6, country->code());
  else
    sum.bind_null(6);
  TRILAT_TRY(const bool row, sum.step());
  return row ? sum.number(0) : 0;
}

// Amounts of one period add up only in one unit.
Status check_unit(const Database& database, const QuotaLimit& limit) {
  TRILAT_TRY(Statement other, of_period(database, limit, "SELECT unit FROM draw WHERE {} AND unit <> ?6 LIMIT 1"));
  other.bind(6, limit.volume.unit.to_string());
  TRILAT_TRY(const bool found, other.step());
  if (!found) return {};
  return bad_input(fmt::format("{} was drawn in {} and is now a quota in {}", limit.quota, other.text(0),
                               limit.volume.unit.to_string()),
                   "use the data pack that the ledger was begun with", {database.path(), 0, 0});
}

Result<std::int64_t> room_for(const Database& database, const QuotaLimit& limit, Country country) {
  TRILAT_CHECK(check_unit(database, limit));
  TRILAT_TRY(const std::int64_t all, drawn(database, limit, std::nullopt));
  TRILAT_TRY(const std::int64_t own, drawn(database, limit, country));
  const std::int64_t left = std::min(limit.volume.raw - all, country_volume(limit).raw - own);
  return std::max<std::int64_t>(left, 0);  // below zero where an amendment lowered the volume
}

Status insert(const Database& database, const QuotaLimit& limit, const Draw& draw) {
  TRILAT_TRY(Statement statement,
             database.prepare("INSERT INTO draw (importer, entry, authority, quota, pool, period_from, period_until, "
                              "country, entered, unit, asked, within, volume, country_volume) VALUES "
                              "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"));
  statement.bind(1, draw.importer).bind(2, draw.entry).bind(3, draw.authority).bind(4, draw.quota).bind(5, draw.pool);
  statement.bind(6, draw.period.from.to_string()).bind(7, until_text(draw.period));
  statement.bind(8, draw.country.code()).bind(9, draw.date.to_string()).bind(10, draw.asked.unit.to_string());
  statement.bind(11, draw.asked.raw).bind(12, draw.within.raw);
  statement.bind(13, limit.volume.raw).bind(14, country_volume(limit).raw);
  return statement.run();
}

Status check_request(const QuotaLimit& limit, const DrawRequest& request, const Quantity& quantity) {
  const auto control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
  if (request.entry.empty() || request.entry.size() > kLongestReference ||
      std::any_of(request.entry.begin(), request.entry.end(), control)) {
    return bad_input("the draw names no entry that can be kept",
                     fmt::format("give a reference of 1 to {} characters on one line", kLongestReference));
  }
  if (quantity.raw <= 0) return bad_input("a draw of nothing", "give a quantity above zero");
  if (!limit.period.contains(request.date)) {
    return fail(
        ErrorCode::kOutOfRange,
        fmt::format("{} lies outside the period of the quota, {}", request.date.to_string(), limit.period.to_string()),
        "give an entry date in it");
  }
  return {};
}

}  // namespace

Result<Quantity> in_unit(const Quantity& quantity, const Unit& unit) {
  if (!quantity.unit.comparable(unit)) {
    return bad_input(
        fmt::format("a quantity in {} cannot draw on a quota in {}", quantity.unit.to_string(), unit.to_string()),
        fmt::format("give the quantity in {}", unit.to_string()));
  }
  const core::Int128 numerator =
      static_cast<core::Int128>(quantity.raw) * quantity.unit.numerator() * unit.denominator();
  const core::Int128 denominator = static_cast<core::Int128>(quantity.unit.denominator()) * unit.numerator();
  if (numerator % denominator != 0) {
    return bad_input(
        fmt::format("{} is finer than a millionth of the quota's unit, {}", quantity.to_string(), unit.to_string()),
        "round the quantity");
  }
  const core::Int128 raw = numerator / denominator;
  if (raw > std::numeric_limits<std::int64_t>::max())
    return fail(ErrorCode::kOutOfRange, fmt::format("{} is too large", quantity.to_string()), "check the quantity");
  return Quantity{static_cast<std::int64_t>(raw), unit};
}

Quantity country_volume(const QuotaLimit& limit) {
  if (!limit.country_share) return limit.volume;
  const core::Int128 share = static_cast<core::Int128>(limit.volume.raw) * limit.country_share->raw() / Rate::kScale;
  return {std::min(limit.volume.raw, static_cast<std::int64_t>(share)), limit.volume.unit};
}

Result<QuotaLedger> QuotaLedger::open(const std::string& path, OpenMode mode) {
  TRILAT_TRY(auto database, Database::open(path, mode));
  TRILAT_CHECK(prepare_schema(*database, mode));
  return QuotaLedger(std::move(database));
}

Result<DrawOutcome> QuotaLedger::draw(const QuotaLimit& limit, const DrawRequest& request) {
  TRILAT_TRY(const Quantity quantity, in_unit(request.quantity, limit.volume.unit));
  TRILAT_CHECK(check_request(limit, request, quantity));
  TRILAT_TRY(Transaction transaction, Transaction::begin(*database_));
  TRILAT_TRY(const auto earlier, find_entry(*database_, request.entry));
  if (earlier) return repeated(*database_, *earlier, same_draw(*earlier, limit, request, quantity));
  TRILAT_TRY(const std::int64_t room, room_for(*database_, limit, request.country));
  if (request.whole && room < quantity.raw) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("{} does not fit: {} are left of {} for {}", quantity.to_string(),
                            Quantity{room, quantity.unit}.to_string(), limit.quota, request.country.code()),
                "draw less, or let the rest be over quota; nothing was drawn");
  }
  Draw draw{0,
            limit.importer,
            request.entry,
            limit.authority,
            limit.quota,
            limit.pool,
            limit.period,
            request.country,
            request.date,
            quantity,
            {std::min(room, quantity.raw), quantity.unit}};
  TRILAT_CHECK(insert(*database_, limit, draw));
  TRILAT_TRY(draw.number, database_->number("SELECT last_insert_rowid()"));
  TRILAT_CHECK(transaction.commit());
  return DrawOutcome{std::move(draw), false};
}

Result<Draw> QuotaLedger::cancel(const std::string& entry) {
  TRILAT_TRY(Transaction transaction, Transaction::begin(*database_));
  TRILAT_TRY(auto draw, find_entry(*database_, entry));
  if (!draw) {
    return fail(ErrorCode::kNotFound, fmt::format("entry '{}' has drawn nothing", entry),
                "`trilat quota list` shows the draws", {database_->path(), 0, 0});
  }
  if (draw->cancelled) return std::move(*draw);
  TRILAT_TRY(Statement statement, database_->prepare("UPDATE draw SET cancelled = 1 WHERE entry = ?1"));
  TRILAT_CHECK(statement.bind(1, entry).run());
  TRILAT_CHECK(transaction.commit());
  draw->cancelled = true;
  return std::move(*draw);
}

Result<QuotaUse> QuotaLedger::use(const QuotaLimit& limit) const {
  QuotaUse use{{0, limit.volume.unit}, {}};
  TRILAT_CHECK(check_unit(*database_, limit));
  TRILAT_TRY(Statement sums, of_period(*database_, limit,
                                       "SELECT country, SUM(within) FROM draw WHERE {} GROUP BY country ORDER BY "
                                       "country"));
  while (true) {
    TRILAT_TRY(const bool row, sums.step());
    if (!row) return use;
    TRILAT_TRY(const Country country, Country::parse(sums.text(0)));
    use.countries.push_back({country, {sums.number(1), limit.volume.unit}});
    use.drawn.raw += sums.number(1);
  }
}

Result<Quantity> QuotaLedger::room(const QuotaLimit& limit, Country country) const {
  TRILAT_TRY(const std::int64_t left, room_for(*database_, limit, country));
  return Quantity{left, limit.volume.unit};
}

Result<std::vector<Draw>> QuotaLedger::draws(const DrawFilter& filter) const {
  TRILAT_TRY(Statement find,
             database_->prepare(fmt::format(
                 "SELECT {} FROM draw WHERE (?1 = '' OR importer = ?1) AND (?2 = '' OR quota = ?2) AND (?3 = '' OR "
                 "pool = ?3) AND (?4 = '' OR entry = ?4) AND (?5 = '' OR country = ?5) AND (?6 = '' OR (period_from "
                 "<= ?6 AND (period_until = '' OR ?6 < period_until))) AND (?7 = 1 OR cancelled = 0) AND (?8 = '' OR "
                 "authority = ?8) ORDER BY number",
                 kColumns)));
  find.bind(1, filter.importer).bind(2, filter.quota).bind(3, filter.pool).bind(4, filter.entry);
  find.bind(5, filter.country ? filter.country->code() : std::string_view());
  find.bind(6, filter.date ? filter.date->to_string() : std::string());
  find.bind(7, filter.cancelled ? 1 : 0).bind(8, filter.authority);
  std::vector<Draw> found;
  while (true) {
    TRILAT_TRY(const bool row, find.step());
    if (!row) return found;
    TRILAT_TRY(Draw draw, read_draw(find));
    found.push_back(std::move(draw));
  }
}

Status QuotaLedger::verify() const {
  TRILAT_TRY(Statement check, database_->prepare("PRAGMA integrity_check"));
  TRILAT_TRY(const bool row, check.step());
  if (!row || check.text(0) != "ok") {
    return fail(ErrorCode::kDataDamaged, "the ledger is damaged: " + check.text(0), "restore it from a copy",
                {database_->path(), 0, 0});
  }
  // volumes may change by amendment: no draw took more than what was left of its own
  TRILAT_TRY(const std::int64_t exceeded, database_->number(kExceeded));
  if (exceeded == 0) return {};
  return fail(ErrorCode::kDataDamaged, fmt::format("{} draws exceed their quota", exceeded), "restore it from a copy",
              {database_->path(), 0, 0});
}

}  // namespace trilat::store
