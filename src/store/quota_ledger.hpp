// The ledger of quotas: who drew how much of which quota, kept in one SQLite file that survives a crash.
//
// A draw is one transaction. Inside it the ledger reads what was drawn before, gives what fits in the volume of the
// period and in the largest share of one country, and writes the draw; triggers of the file refuse whatever would
// exceed either, whoever writes. Draws by several programs at once follow one another. A draw that was returned is on
// the disk; one that was cut off left nothing. An entry draws once: the same draw asked again gives the first answer.
//
// Amounts are whole numbers of millionths of the quota's unit (of a tonne: grams), so that sums are exact.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/quantity.hpp"
#include "core/rate.hpp"
#include "store/database.hpp"

namespace trilat::store {

// The quantity of one quota, in one pool of origins, for one period.
struct QuotaLimit {
  std::string importer;                    // ISO 3166-1 alpha-2
  std::string authority;                   // id of the measures that the quota belongs to
  std::string quota;                       // class of goods, as the law names it
  std::string pool;                        // group of origins that draws on it; empty: the only one
  Interval period;                         // with both ends
  Quantity volume;                         // of the whole period
  std::optional<Rate> country_share = {};  // largest share of one country; nothing: no such limit
};

// What one country may draw at most: its share of the volume, rounded down to a millionth; without a share all of it.
Quantity country_volume(const QuotaLimit& limit);

// A quantity in the unit of a quota, exactly. Errors: units that do not convert, an amount finer than a millionth of
// the unit.
Result<Quantity> in_unit(const Quantity& quantity, const Unit& unit);

struct DrawRequest {
  std::string entry;   // the user's reference of the entry, or of its line; names the draw for good
  Country country;     // of origin
  Date date;           // of entry; within the period
  Quantity quantity;   // in a unit that converts into the quota's
  bool whole = false;  // draws all or nothing; otherwise what fits, and the rest is over
};

struct Draw {
  std::int64_t number = 0;  // in order of drawing, from 1
  std::string importer, entry, authority, quota, pool;
  Interval period;
  Country country;
  Date date;
  Quantity asked, within;  // in the quota's unit
  bool cancelled = false;

  Quantity over() const { return {asked.raw - within.raw, asked.unit}; }
};

struct DrawOutcome {
  Draw draw;
  bool repeated = false;  // it was drawn before; nothing was written now
};

// What has been drawn of a quota in a period.
struct QuotaUse {
  struct ByCountry {
    Country country;
    Quantity drawn;
  };
  Quantity drawn;
  std::vector<ByCountry> countries;  // those that drew, in order of code
};

// Which draws; what is empty does not narrow.
struct DrawFilter {
  std::string importer = {}, authority = {}, quota = {}, pool = {}, entry = {};
  std::optional<Country> country = {};
  std::optional<Date> date = {};  // lies in the period
  bool cancelled = false;         // also those
};

class QuotaLedger {
 public:
  // Errors: a file that does not exist (kExisting), cannot be opened, or is no ledger.
  static Result<QuotaLedger> open(const std::string& path, OpenMode mode);

  // Errors, with nothing written: a quantity of zero or in a unit that does not convert, or finer than a millionth of
  // the quota's unit; a date outside the period; an entry that has drawn something else, or was cancelled; `whole` and
  // it does not fit; another program that holds the file too long.
  Result<DrawOutcome> draw(const QuotaLimit& limit, const DrawRequest& request);

  // Gives back what an entry drew; the entry stays on the list as cancelled. Cancelling again changes nothing. An error
  // where the entry has drawn nothing.
  Result<Draw> cancel(const std::string& entry);

  Result<QuotaUse> use(const QuotaLimit& limit) const;
  // What a country could draw now.
  Result<Quantity> room(const QuotaLimit& limit, Country country) const;
  // In order of drawing.
  Result<std::vector<Draw>> draws(const DrawFilter& filter) const;
  // SQLite's own check of the file, and that no quota is exceeded.
  Status verify() const;

 private:
  explicit QuotaLedger(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  std::unique_ptr<Database> database_;
};

}  // namespace trilat::store
