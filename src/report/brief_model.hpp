// What the brief may say of the economies, the deals and the clock: ranges over all cases, and what holds in each.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "report/brief_say.hpp"
#include "trilat/brief.hpp"

namespace trilat::report {

struct Held {
  double low = 0, high = 0;
  bool sure = false;   // the same sign in every case
  bool moves = false;  // it is not nothing in all
};

Held held(const SimulateResult& effect, const std::string& country, const std::string& outcome,
          const std::string& sector = {});

// "falls by 0.23 to 0.39 %", "moves by ..., so that no finding", "does not change".
std::string change_words(const Say& say, const Held& change);

// The few sectors of a country that move most among those that move the same way in every case, the most moved first.
std::vector<SimulateSector> sure_sectors(const SimulateResult& effect, const std::string& country);

// Whose tariffs differ from those of the state compared with, by the names of the countries.
std::vector<std::string> who_changes(const Say& say, const SimulateResult& effect);
bool only_law(const SimulateResult& effect);  // nobody's but of importers whose law is held

// Sets of deals: in how many cases each lasts, and its name.
int lasting_cases(const NegotiateDeals& deals, std::size_t structure);
std::string structure_name(const Say& say, const NegotiateResult& game, std::size_t structure);
// Least and greatest change of a player's real income over the cases.
std::pair<double, double> payoff_range(const NegotiateResult& game, std::size_t structure, std::size_t player);

// The years of the clock that are shown, up to one after the expiry, and how the chances of one divide. The names are
// those of the texts.
inline constexpr std::array kClockParts = {"extended", "unextended", "rebuilt", "split", "gone"};
std::vector<TreatyYear> shown_years(const TreatyResult& treaty);
std::vector<double> chances(const TreatyYear& year);

// Partners whose rates are told one by one.
inline constexpr std::array kToldPartners = {"US", "CA", "MX", "CN"};

// Where a player stands in the lists that are of every player. Precondition: it plays.
std::size_t player_place(const NegotiateResult& game, const std::string& player);

// A deal of three players is drawn and told; else why not.
bool told(const NegotiateResult& game);

// How sure each part is, by the part's table of texts: "duties", "rates".
std::string sure_words(const BriefResult& brief, const std::string& part);

}  // namespace trilat::report
