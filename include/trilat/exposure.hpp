// What a company's purchases cost in duty under one state of law, set against another.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "trilat/batch.hpp"

namespace trilat {

struct ExposureParams {
  std::string ledger;  // CSV file with a header, a line a purchase or part
  // The law now and the law before: a ready scenario, a scenario file, a day ("2025-08-08": the recorded law of that
  // day), or a scenario on another day than its own ("pact-lapses-2036@2037-01-01").
  std::string scenario, against;
  std::string to = {};         // importer of lines that do not say
  std::string out_lines = {};  // CSV file to write: the lines with their duty; it appears whole or not at all
  // What a column means -> its name in the ledger, "value" -> "annual_cost"; the others are guessed. "" leaves out.
  std::map<std::string, std::string> columns = {};
  std::map<std::string, std::string> facts = {};  // hold for every line that leaves them empty; "claim" too
  std::string currency = {};                      // of the report; empty: the importer's
  std::map<std::string, std::string> rates = {};  // currency -> what one unit is worth in the report's
  std::string as_of = {};                         // day on which late claims are looked at; empty: the scenario's
  bool prices = false;                            // the economy's price changes too, as `simulate` has them
  std::size_t top = 20;                           // lines, suppliers and codes shown
  std::size_t sources = 5;                        // alternative countries of a code
  unsigned threads = 0;                           // workers; 0: as many as the machine has
  std::function<void(const BatchProgress&)> progress = {};
};

// Least and greatest over what is not known; the same where everything is.
struct MoneyRange {
  Money least, greatest;
  MoneyRange& operator+=(const MoneyRange& other);
};

// A group of lines. `cost` is what the goods cost, without duty; of an authority, of the lines that it charges now.
struct ExposureRow {
  std::string code, name;
  std::uint64_t lines = 0;
  Money cost;
  MoneyRange before, now;
  std::string note = {};  // of an authority: when it was struck down
};

// Lines that one answer decides.
struct ExposureOpenFact {
  std::string fact, question;
  std::uint64_t lines = 0;
  Money at_stake;  // the duty now that the answers move, the lines' amounts summed
};

struct ExposureClaims {
  std::uint64_t lines = 0;
  Money cost;
  Money amount;  // duty now without the claim less duty with it
};

// Past entries without a claim that could have had one, by month of entry.
struct ExposureLateClaims {
  std::string month;
  Date first_until, last_until;  // last days on which a claim may be made, of its first and last entry
  std::uint64_t lines = 0;
  Money shown, open;  // what claims would give back: origin said to be shown; not said
  Money lapsed;       // what could have been claimed before `as_of`
};

struct ExposureStruckDown {
  std::string authority, title, citation;
  Date decided;
  std::uint64_t lines = 0;
  MoneyRange paid;
};

// How much of the cost must change for the duty now to be no more than before.
struct ExposureBreakEven {
  Money at_most;              // duty saved where all that can change does
  double all_pct = 0;         // the cost that can change, in per cent of all
  bool reached = false;       // whether `at_most` makes up for the rise
  double evenly_pct = 0;      // per cent of all cost, where a like share of everything changes
  double best_first_pct = 0;  // where the goods that save most a unit of cost change first
};

struct ExposureSource {
  std::string country, name, claim;        // claim: the preference that the rate needs, or empty
  double least_pct = 0, greatest_pct = 0;  // duty in per cent of value
  bool bounded = true;                     // false: a quantity is missing, the greatest is open
  double imports_musd = -1;                // the importer's imports of the code from there; -1: not held
};

struct ExposureCode {
  std::string importer, hs, description;
  std::string origin;  // where its goods come from now
  Money cost;
  MoneyRange now;
  std::size_t ranked = 0;               // countries compared
  std::vector<ExposureSource> sources;  // of those that sell the code first; cheapest first
};

struct ExposureLine {
  int line = 0;
  std::string part, supplier, hs, origin, status;
  Money cost;
  MoneyRange before, now;
};

// Prices of the seller of an input before duty, from the equilibrium; in per cent, against world value added.
struct ExposurePrice {
  std::string country, sector, name;
  Money cost;
  double price_pct = 0;
};

struct ExposureColumn {
  std::string meaning, column;
  bool guessed = false;
};

struct ExposureResult {
  std::string ledger, scenario, against, currency;
  Date date, against_date, as_of;
  std::vector<ExposureColumn> columns;
  std::vector<std::string> unused_columns;
  std::uint64_t lines = 0, priced = 0;
  std::vector<BatchError> errors;  // the first of them, in order
  std::uint64_t error_count = 0;
  std::map<std::string, std::uint64_t> status_before, status_now;  // lines by status
  std::uint64_t unbounded_before = 0, unbounded_now = 0;           // without a quantity: counted with their least
  std::uint64_t with_orders = 0;  // lines of goods that orders against dumping or subsidies name
  Money cost;
  MoneyRange before, now;
  std::vector<ExposureRow> suppliers, countries, authorities, months;
  std::vector<ExposureOpenFact> open;  // most money first
  // Goods on which a preference may be claimed now: without a claim and said to originate, not said, said not to; with
  // a claim; with one though they are said not to originate.
  ExposureClaims unclaimed_shown, unclaimed_open, unclaimed_refused, claimed, claimed_refused;
  std::vector<ExposureLateClaims> late_claims;
  std::vector<ExposureStruckDown> struck_down;
  std::uint64_t entries = 0, entries_not_recorded = 0;  // lines with a day of entry; of a day before the record
  bool paid_given = false;                              // struck_down and late_claims go by a column of duty paid
  ExposureBreakEven by_claims, by_switching;
  std::vector<ExposureCode> codes;  // most duty now first
  std::vector<ExposureLine> top;    // those whose duty rises, largest rise first
  std::vector<ExposurePrice> prices;
  std::vector<std::string> notes;
  std::string data_hash;
};

// 0 where every line was priced, 2 where some are in error.
int exit_status(const ExposureResult& result);
std::string to_text(const ExposureResult& result);
std::string to_json(const ExposureResult& result);
// One long table: table, importer, code, name, detail, lines, cost, and least and greatest duty before and now.
std::string to_csv(const ExposureResult& result);
// One self-contained page with charts and a sentence to each: no network, light and dark, phone, print.
std::string to_html(const ExposureResult& result);

}  // namespace trilat
