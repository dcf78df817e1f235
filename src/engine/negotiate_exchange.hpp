// What the partners of a link concede to each other, as it is shown.
#pragma once

#include "engine/negotiate_game.hpp"
#include "trilat/deals.hpp"

namespace trilat {

DealExchange described(const Negotiation& solved, const Negotiation::Exchange& exchange);

}  // namespace trilat
