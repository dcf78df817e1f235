// Effective tariff rates: what an importer's law takes of the value it bought, on a day or over a span of days.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat {

struct RatesParams {
  std::string to = "US";                   // whose imports
  std::string on;                          // a day; or a span
  std::string since, until;                // first day, and first day no longer shown; empty: the record's own
  std::string against;                     // an earlier day to take the change from; with `on`
  std::string by = "partner";              // "partner", "chapter", "sector" or "authority"
  std::vector<std::string> partners = {};  // only these; all where empty. "EU27" or a country
  // How much is entered under a preference: "observed" (the months held), "statutory" (none), a month held, "2025-10",
  // or one share of all, "0.85".
  std::string claims = "observed";
  unsigned threads = 2;
};

struct RatesPart {
  std::string authority, title;  // "base" for the goods' own line
  double statutory_pct = 0, rate_pct = 0;
};

// Rates in per cent of value, values in million dollars of the year of trade.
struct RatesRow {
  std::string code, name;
  double value_musd = 0;
  double statutory_pct = 0;    // without claims
  double rate_pct = 0;         // with claims as they are taken
  double claim_share_pct = 0;  // of the value
  double observed_pct = 0;     // duty calculated in the year of trade
  std::vector<RatesPart> parts;
  // How much of the value is priced through an ad valorem equivalent, the share that an agreement left of the duty in
  // the year, another code's lines; with facts open; without a rate that is held; though prohibited.
  double equivalent_pct = 0, agreement_pct = 0, by_heading_pct = 0, open_pct = 0, not_priced_pct = 0,
         prohibited_pct = 0;
  bool simple_average = false;  // no trade by product is held: every line weighs the same
};

// Days on which nothing below changes.
struct RatesDay {
  Date from, until;             // half-open; of `on` only that day
  std::string claims_month;     // "2025-08"
  bool claims_carried = false;  // it is the nearest month held
  RatesRow total;               // of chapters 1 to 97
  std::vector<RatesRow> rows;   // largest value first, or in the order of codes; without empty ones
  RatesRow apart;               // chapters 98 and 99, at the duty of their year
  double all_goods_pct = 0;     // total and apart together
};

// The change of a rate between two days, in points of per cent. The parts sum to it.
struct RatesChange {
  std::string code, name;
  double before_pct = 0, after_pct = 0;
  double law_pct = 0, claims_pct = 0, mix_pct = 0;
};

struct RatesAssumption {
  std::string fact, value, codes, partners, reason, source;
};

struct RatesResult {
  std::string to, importer, by, claims, unit, imports_source, claims_source;
  int year = 0;  // of the trade
  std::vector<RatesDay> days;
  Date against;                      // where asked for
  std::vector<RatesChange> changes;  // all, then group by group
  std::vector<RatesAssumption> assumptions;
  std::string claims_note;         // one of the notes: months in which claims were not recorded in full; may be empty
  std::vector<std::string> notes;  // what to know of these rates, in words
  std::string data_hash;
};

std::string to_text(const RatesResult& result);
std::string to_json(const RatesResult& result);
// One long table: from, until, by, code, authority, value_musd, statutory_pct, rate_pct, claim_share_pct.
std::string to_csv(const RatesResult& result);
// One self-contained page with charts and a sentence to each: no network, light and dark, phone, print.
std::string to_html(const RatesResult& result);

}  // namespace trilat
