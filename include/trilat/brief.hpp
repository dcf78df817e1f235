// The brief: what shipments pay on a date and what the day's tariffs do to the three economies, as one page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trilat/duty.hpp"
#include "trilat/duty_table.hpp"
#include "trilat/negotiate.hpp"
#include "trilat/simulate.hpp"
#include "trilat/treaty.hpp"

namespace trilat {

struct BriefParams {
  std::string date;  // "2025-08-08"; empty: the date of the engine's scenario
  // Of an engine under a scenario: the scenario that its effects are set against; empty: the economy's base year.
  std::string against = {};
  bool game = true;  // with the negotiation and the treaty clock
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
};

struct BriefResult {
  Date date;
  std::string importer;
  std::vector<BriefGood> goods;
  std::vector<SimulateResult> effects;  // one a scenario
  std::optional<NegotiateResult> negotiation;
  std::optional<TreatyResult> treaty;  // absent after the term
  std::string data_hash;
};

// One self-contained page: no network, light and dark, prints, readable on a phone.
std::string to_html(const BriefResult& brief);
// The summary of the page for a terminal.
std::string to_text(const BriefResult& brief);

}  // namespace trilat
