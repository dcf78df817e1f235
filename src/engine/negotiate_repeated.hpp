// From the payoff sets of play repeated on a grid of tariffs to what the result says of them.
#pragma once

#include "engine/negotiate_game.hpp"
#include "trilat/deals.hpp"

namespace trilat {

DealGrid described_grid(const Negotiation& solved);

}  // namespace trilat
