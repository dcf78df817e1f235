// From a solved negotiation to what its result says of deals.
#pragma once

#include <string>

#include "engine/negotiate_deals.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

std::string closure_word(economy::Closure closure);

// The structures without a certified equilibrium, in words; empty where there are none.
std::string uncertified(const game::StructureTable& table);

// Fills result.deals; the rest of the result is filled before. Nothing is said of deals where a structure has no
// certified equilibrium, since any of them may decide who leaves. Errors: those of deals_of.
Status add_deals(const Negotiation& solved, const DealOptions& options, NegotiateResult& result);

}  // namespace trilat
