#include "store/quota_schema.hpp"

#include <fmt/format.h>

namespace trilat::store {
namespace {

constexpr std::int64_t kApplicationId = 0x54524c51;  // "TRLQ", in the header of the file
constexpr std::int64_t kVersion = 1;

// {0}: the sum of draws of the same quota and period that stand beside a new one; to be narrowed and closed with ')'.
constexpr const char* kStanding =
    "(SELECT COALESCE(SUM(within), 0) FROM draw WHERE cancelled = 0 AND importer = NEW.importer AND authority = "
    "NEW.authority AND quota = NEW.quota "
    "AND pool = NEW.pool AND period_from = NEW.period_from";

constexpr const char* kSchema =
    "CREATE TABLE draw ("
    "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  importer TEXT NOT NULL,"
    "  entry TEXT NOT NULL UNIQUE CHECK (entry <> ''),"
    "  authority TEXT NOT NULL,"
    "  quota TEXT NOT NULL,"
    "  pool TEXT NOT NULL,"
    "  period_from TEXT NOT NULL,"
    "  period_until TEXT NOT NULL,"
    "  country TEXT NOT NULL,"
    "  entered TEXT NOT NULL,"
    "  unit TEXT NOT NULL,"
    "  asked INTEGER NOT NULL CHECK (asked > 0),"
    "  within INTEGER NOT NULL CHECK (within BETWEEN 0 AND asked),"
    "  volume INTEGER NOT NULL CHECK (volume >= 0),"
    "  country_volume INTEGER NOT NULL CHECK (country_volume BETWEEN 0 AND volume),"
    "  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1))"
    ") STRICT;"
    "CREATE INDEX draw_standing ON draw (importer, authority, quota, pool, period_from, country, within) WHERE "
    "cancelled = 0;"
    "CREATE TRIGGER draw_fits BEFORE INSERT ON draw WHEN NEW.within > 0 AND ("
    "  NEW.within > NEW.volume - {0}) OR"
    "  NEW.within > NEW.country_volume - {0} AND country = NEW.country)) "
    "BEGIN SELECT RAISE(ABORT, 'the draw exceeds its quota'); END;"
    // what was drawn is never rewritten; it may be cancelled, and stays so
    "CREATE TRIGGER draw_stays BEFORE UPDATE ON draw WHEN OLD.cancelled = 1 OR NEW.cancelled <> 1 OR "
    "  (OLD.number, OLD.importer, OLD.entry, OLD.authority, OLD.quota, OLD.pool, OLD.period_from, OLD.period_until, "
    "OLD.country,"
    "   OLD.entered, OLD.unit, OLD.asked, OLD.within, OLD.volume, OLD.country_volume) IS NOT"
    "  (NEW.number, NEW.importer, NEW.entry, NEW.authority, NEW.quota, NEW.pool, NEW.period_from, NEW.period_until, "
    "NEW.country,"
    "   NEW.entered, NEW.unit, NEW.asked, NEW.within, NEW.volume, NEW.country_volume) "
    "BEGIN SELECT RAISE(ABORT, 'a draw may be cancelled, not changed'); END;"
    "CREATE TRIGGER draw_kept BEFORE DELETE ON draw "
    "BEGIN SELECT RAISE(ABORT, 'a draw may be cancelled, not deleted'); END;";

tl::unexpected<Error> no_ledger(const Database& database) {
  return fail(ErrorCode::kDataDamaged, "this is no quota ledger of Trilat, or one of another version",
              "name a ledger, or a file that does not exist yet", {database.path(), 0, 0});
}

}  // namespace

Status prepare_schema(const Database& database, OpenMode mode) {
  TRILAT_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  TRILAT_TRY(const std::int64_t kind, database.number("PRAGMA application_id"));
  if (version == kVersion && kind == kApplicationId) return {};
  if (version != 0 || kind != 0 || mode == OpenMode::kExisting) return no_ledger(database);
  TRILAT_TRY(Transaction transaction, Transaction::begin(database));
  // another program may have made them while this one waited for the lock
  TRILAT_TRY(const std::int64_t now, database.number("PRAGMA user_version"));
  if (now == kVersion) return transaction.commit();
  TRILAT_TRY(const std::int64_t tables, database.number("SELECT COUNT(*) FROM sqlite_schema"));
  if (tables != 0) return no_ledger(database);
  TRILAT_CHECK(database.execute(fmt::format(kSchema, kStanding)));
  TRILAT_CHECK(
      database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, kVersion)));
  return transaction.commit();
}

}  // namespace trilat::store
