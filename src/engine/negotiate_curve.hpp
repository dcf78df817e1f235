// What two players could agree on in tariffs alone, as it is shown.
#pragma once

#include <string>

#include "engine/negotiate_game.hpp"
#include "io/json.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

// With what the cases of the sensitivity say of the same two.
DealContractCurve described(const Negotiation& solved, const game::ContractCurve& curve);

// Empty where none was asked for; else an empty line first, and a line end last.
std::string curves_text(const NegotiateResult& result);
// An array.
void write_curves(io::JsonWriter& json, const std::vector<DealContractCurve>& curves);

}  // namespace trilat
