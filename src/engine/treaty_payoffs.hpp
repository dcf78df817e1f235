// Where the payoffs of the treaty clock come from: a file, rows given, or a negotiation solved for it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/treaty_source.hpp"

namespace trilat {

class Engine;

struct TreatyPayoffs {
  StructureGame shown;
  std::string source;  // in words
  // Of a negotiation: itself, and the same game under the other cases of its sensitivity.
  std::optional<NegotiateResult> negotiation;
  std::vector<std::pair<std::string, game::NetworkGame>> others;
};

// Of a negotiation solved before. Errors: other than three players, or a structure without a certified equilibrium, of
// which no answer is given.
Result<TreatyPayoffs> treaty_payoffs(NegotiateResult solved);

// As the parameters say. Errors: payoffs given twice; those of the file; those of the negotiation.
Result<TreatyPayoffs> treaty_payoffs(const Engine& engine, const TreatyParams& params);

}  // namespace trilat
