// A scenario: one file that says which law holds, and what the economy and the game take for granted.
//
//   title = "Thirty per cent on Canada"
//   date = 2025-08-08                       the day whose law it is
//   [[amend]]                               what is changed in that law, in order
//   importer = "US"
//   action = "rate"                         repeal, suspend, rate, widen, narrow, lapse, quota
//   headings = ["9903.01.10"]               or authority = "ieepa_fentanyl_ca"; patterns as in the law
//   origins = ["CA"]                        absent: every origin that the law names
//   from = 2025-08-08                       first entry date; absent: the scenario's date
//   until = 2025-12-01                      first entry date on which it no longer holds; absent: for good
//   rate = "30%"                            action rate alone
//   codes = ["8708"]                        actions widen and narrow
//   agreement = "usmca"                     action lapse; links = [["US", "CA"]], absent: every link
//   quota = "over"                          action quota: how far the quota of these headings is filled
//   [[add]]                                 measures of its own, written as the law's are
//   [[retaliate]]                           what others levy in answer: mirror, rate or list
//   [[claims]]                              shares of claims in place of those observed
//   [economy] [game]                        settings of `trilat simulate` and `trilat negotiate`
//
// The full list of keys is in docs/scenarios.md. Reading checks the file alone; what names law is checked
// by `amend` against the law it is applied to.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/hs_code.hpp"
#include "io/node.hpp"

namespace trilat::scenario {

enum class Action { kRepeal, kSuspend, kRate, kWiden, kNarrow, kLapse, kQuota };

using Link = std::pair<Country, Country>;

struct Amendment {
  Action action = Action::kRepeal;
  Country importer;                   // kLapse: any
  std::vector<std::string> headings;  // patterns; empty: every heading of `authority`
  std::string authority;
  CountrySet origins;  // empty: every origin
  Interval effect;
  std::string rate;           // kRate, as the law writes it
  std::vector<HsCode> codes;  // kWiden, kNarrow
  std::string agreement;      // kLapse
  std::vector<Link> links;    // kLapse; empty: every link
  std::string quota;          // kQuota: "in" or "over"
  Position where;
};

// What the effective rates take for granted where the law asks and statistics do not say.
struct ClaimAssumption {
  std::string partner;          // "*" every partner
  std::optional<double> share;  // a fixed share of the value; absent: the months held
};

// Measures added to the law of an importer; `table` is read against that law (pack/additions_toml.hpp).
struct Addition {
  Country importer;
  io::Node table;
};

enum class Answer {
  kMirror,  // what the other side's duties rose by, sector by sector
  kRate,    // a rate on top, on all goods or on the sectors named
  kList,    // a rate on top, on the goods of a list of codes
};

// What a country whose law is not held levies in answer to another, on top of its own duties.
struct Retaliation {
  std::vector<Country> by;
  Country against;
  Answer answer = Answer::kMirror;
  double rate = 0;                   // kRate, kList: a fraction of the value
  std::vector<std::string> sectors;  // kRate: of the economy; empty: all goods
  std::vector<HsCode> codes;         // kList
  Interval effect;
  Position where;
};

// A behavioural parameter of the treaty clock; game/treaty_parameters.hpp has the table.
struct BehaviourSetting {
  std::string name;
  double value = 0;
  Position where;
};

// Settings of the negotiation, as `trilat negotiate` and `trilat treaty` take them; empty: their defaults.
struct GameSettings {
  std::vector<std::string> players;  // countries of the economy
  std::string instruments, linked;
  std::vector<BehaviourSetting> behaviour;
};

struct EconomySettings {
  std::string economy = "na2024";
  std::string closure = "fixed";
  std::string elasticities;  // empty: the economy's first
};

struct Scenario {
  std::string name;  // of the file, without its ending
  std::string title, summary;
  Date date;
  std::vector<Amendment> amendments;
  std::vector<Addition> additions;
  std::vector<Retaliation> retaliations;
  std::vector<ClaimAssumption> claims;
  EconomySettings economy;
  GameSettings game;
};

// Errors name file, line and remedy: a misspelt key, a word that is none, dates out of order, an action
// that lacks what it needs or has what it does not, two amendments of one heading that overlap in time.
Result<Scenario> read_scenario(const std::filesystem::path& path);
// The same of a text; `name` stands for it in messages and is the scenario's.
Result<Scenario> parse_scenario(std::string_view text, const std::string& name);

// The last day that the scenario speaks of: its own, or one on which a change begins.
Date last_day(const Scenario& scenario);

const char* name(Action action);  // "repeal"
const char* name(Answer answer);  // "mirror"

}  // namespace trilat::scenario
