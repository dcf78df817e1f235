// The brief: what shipments pay on a date and what the day's tariffs do to the three economies, as one page.
#pragma once

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

// Something that happened before the day of the brief, with its source and evidence grade.
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
  std::vector<BriefDuty> before;  // the same as duties under the scenario that it is set against; empty where none is
};

struct BriefResult {
  Date date;
  Date
      since;  // what happened and the rates begin here: the day it is set against, else that on which the record begins
  std::string importer;
  std::string scenario, against;           // titles, where it is of scenarios
  std::vector<BriefEvent> measures, acts;  // of law, and of governments beside it
  std::vector<BriefGood> goods;
  std::vector<SimulateResult> effects;  // one a scenario
  std::optional<NegotiateResult> negotiation;
  std::optional<TreatyResult> treaty;  // absent after the term
  std::optional<RatesResult> rates;    // from `since` to the day
  std::string data_hash;
};

// One self-contained page: no network, light and dark, prints, readable on a phone.
std::string to_html(const BriefResult& brief);
// The summary of the page for a terminal.
std::string to_text(const BriefResult& brief);

// A table of the brief, as text a reader can take on: names of countries, units in the heads.
struct BriefTable {
  std::string name;   // of its file, "duties"
  std::string title;  // a sentence that says what to see
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
std::vector<BriefTable> tables_of(const BriefResult& brief);
std::string to_csv(const BriefTable& table);
// For newsrooms: the same page without charts, its tables in full.
std::string to_markdown(const BriefResult& brief);

}  // namespace trilat
