// The brief: what shipments pay on a date and what the day's tariffs do to the three economies, as one page.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "trilat/duty.hpp"
#include "trilat/duty_table.hpp"
#include "trilat/negotiate.hpp"
#include "trilat/rates.hpp"
#include "trilat/simulate.hpp"
#include "trilat/treaty.hpp"

namespace trilat {

struct BriefParams {
  std::string date;  // "2025-08-08"; empty: the date of the engine's scenario
  // Of an engine under a scenario: the scenario that its effects are set against; empty: the economy's base year.
  std::string against = {};
  bool game = true;   // with the negotiation and the treaty clock
  bool rates = true;  // with effective rates over time, into the importer of the shipments
};

// How a measure of law turned.
struct BriefTurn {
  enum class Kind { kBegins, kChanges, kEnds, kOrigins, kReliefBegins, kReliefEnds, kCodes };
  Kind kind = Kind::kBegins;
  std::string title;           // of the measure
  std::string before, after;   // rates as printed; empty where there is none
  int added = 0, removed = 0;  // kCodes: codes on its lists
  // kOrigins: countries that it came to name, or no longer names; names, where they are few.
  int more_origins = 0, fewer_origins = 0;
  std::vector<std::string> origins;
  int others = 0;               // further measures of the authority that turned in the same way
  std::string lowest, highest;  // of their rates and this one's, where all are one percentage; else empty
};

// The turns of one authority's duties on one day, the one with most trade first. Measures for special cases (such as
// donations, goods in transit, findings of evasion) are left out.
struct BriefLawEvent {
  Date date;
  std::string importer;   // ISO 3166-1 alpha-2
  std::string authority;  // its title
  std::vector<BriefTurn> turns;
  std::optional<double> reach_musd;  // imports of the year of trade that the first turn names; absent: not known
  std::string citation;              // of the first
  char grade = 'C';
};

// An act of a government beside the law, before the day of the brief, with its source and evidence grade.
struct BriefEvent {
  Date date;
  std::string country;  // whose law or act
  std::string what, citation;
  char grade = 'C';
};

struct BriefDuty {
  std::string origin;    // ISO 3166-1 alpha-2
  DutyResult unclaimed;  // without a claim under the agreement
  DutyResult claimed;    // with one
};

struct BriefGood {
  std::string name, note;
  std::vector<BriefDuty> duties;  // one an origin
  DutyTableResult all_sides;      // into every importer whose law is held, from each of the others
  std::vector<BriefDuty> before;  // the same as duties on the day that it is set against; empty on that day itself
};

struct BriefResult {
  Date date;
  Date
      since;  // what happened and the rates begin here: the day it is set against, else that on which the record begins
  std::string importer;
  std::string scenario, against;  // titles, where it is of scenarios
  std::vector<BriefLawEvent> measures;
  std::vector<BriefEvent> acts;
  std::vector<BriefGood> goods;
  std::vector<SimulateResult> effects;  // one a scenario
  std::optional<NegotiateResult> negotiation;
  std::optional<TreatyResult> treaty;        // absent after the term
  std::optional<RatesResult> rates;          // from `since` to the day
  std::vector<NamedCode> elasticities;       // the sets that the cases are of, with their citations as names
  std::map<std::string, std::string> texts;  // the words of the brief, by key (data/brief/english.toml)
  std::string data_hash;
};

// One self-contained page: no network, light and dark, prints, readable on a phone.
std::string to_html(const BriefResult& brief);
// The summary of the page for a terminal.
std::string to_text(const BriefResult& brief);

// A column of a table; its unit is in the head. A range is two columns of a CSV file, the least and the greatest.
struct BriefColumn {
  std::string head;
  bool number = false, range = false;
};

// What a reader sees, and the plain numbers behind it: empty where one is not known, or there is none.
struct BriefCell {
  std::string text;
  std::string low = {}, high = {};
};

struct BriefTable {
  std::string name;   // of its file, "duties"
  std::string title;  // a sentence that says what to see
  std::vector<BriefColumn> columns;
  std::vector<std::vector<BriefCell>> rows;
};
std::vector<BriefTable> tables_of(const BriefResult& brief);
std::string to_csv(const BriefTable& table);
// For newsrooms: the same page without charts, its tables in full.
std::string to_markdown(const BriefResult& brief);

}  // namespace trilat
