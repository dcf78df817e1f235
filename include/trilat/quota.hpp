// Quotas as state: what of a quantity that may enter at the lower rate has been drawn, by class, period, pool and
// country.
//
// The law holds the quantities, a ledger the draws. A ledger is one SQLite file of the user's; it survives a crash, and
// several programs may draw on it at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/quantity.hpp"

namespace trilat {

struct QuotaDrawParams {
  std::string ledger;    // file; made where it does not exist
  std::string to;        // importing country, ISO 3166-1 alpha-2
  std::string from;      // country of origin
  std::string hs;        // tariff code, which names the class
  std::string date;      // entry date, "2026-04-15", which names the period
  std::string quantity;  // "120 t"
  std::string entry;     // reference of the entry or of its line; it draws once
  std::string goods;     // the class, where the code may fall in several; empty: as the code has it
  bool whole = false;    // draw all or nothing; otherwise what fits, and the rest is over
};

struct QuotaStatusParams {
  std::string ledger;  // empty: nothing has been drawn
  std::string to;
  std::string date;
  std::string from;   // empty: every pool, and the countries that drew
  std::string hs;     // empty: every class
  std::string goods;  // a class; empty: every one
};

struct QuotaListParams {
  std::string ledger;
  std::string to, from, goods, entry;  // empty: all
  std::string date;                    // of the period; empty: all
  bool cancelled = false;              // also draws that were cancelled
};

struct QuotaCancelParams {
  std::string ledger, entry;
};

struct QuotaDraw {
  std::int64_t number = 0;  // in the ledger
  std::string entry, to, from, goods, pool;
  Interval period;
  Date date;
  Quantity asked, within, over;
  bool cancelled = false;
};

struct QuotaDrawResult {
  QuotaDraw draw;
  bool repeated = false;   // the entry had drawn this before; nothing was written
  Quantity left, left_of;  // of the country after it, and of the volume
  std::string citation;
  char grade = 'C';
};

// One class, pool and period.
struct QuotaRow {
  struct Country {
    std::string country;
    Quantity drawn, most, left;
  };
  std::string goods, pool;
  Interval period;
  std::optional<Quantity> volume;  // nothing where it is not held: then nothing can be drawn
  std::string country_share;       // "36%"; empty: a country may take all of it
  Quantity drawn, left;
  std::vector<Country> countries;
  std::string citation;
  char grade = 'C';
};

struct QuotaStatusResult {
  std::string to, ledger;
  Date date;
  std::vector<QuotaRow> rows;
  std::string data_hash;
};

struct QuotaListResult {
  std::string ledger;
  std::vector<QuotaDraw> draws;
};

// These two need no law. Errors: a file that is no ledger, an entry that drew nothing.
Result<QuotaListResult> quota_list(const QuotaListParams& params);
Result<QuotaDraw> quota_cancel(const QuotaCancelParams& params);

std::string to_text(const QuotaDrawResult& result);
std::string to_json(const QuotaDrawResult& result);
std::string to_text(const QuotaStatusResult& result);
std::string to_json(const QuotaStatusResult& result);
std::string to_text(const QuotaListResult& result);
std::string to_json(const QuotaListResult& result);
std::string to_text(const QuotaDraw& cancelled);
std::string to_json(const QuotaDraw& cancelled);

// "1,872.432 t".
std::string display(const Quantity& quantity);

}  // namespace trilat
