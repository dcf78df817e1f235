// Statements about deals that are true or false of a case, and in how many cases of a sensitivity they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "game/network.hpp"
#include "game/repeated.hpp"
#include "trilat/deals.hpp"

namespace trilat {

// A case with certified equilibria: payoffs in money, the least gain that counts, and what breaking its word where all
// are linked would pay each player (empty: not known).
struct JudgedCase {
  std::string name;  // "FGO, fixed"
  game::NetworkGame money{};
  double strict = 0;
  std::vector<game::Temptation> stages = {};
};

struct Claim {
  std::string statement;
  std::optional<bool> holds;  // absent where it makes no sense, such as shares of nothing
};

// The same statements in the same order for every case of the same players.
std::vector<Claim> claims_of(const JudgedCase& one);

// Least and greatest so far, entry by entry, with one more; both empty before the first.
void widen(const std::vector<double>& by, std::vector<double>& low, std::vector<double>& high);

// Fills the conclusions, and what else of `deals` counts cases. `others` are without the case shown.
void add_conclusions(const JudgedCase& shown, const std::vector<JudgedCase>& others, NegotiateDeals& deals);

}  // namespace trilat
