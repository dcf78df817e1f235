// What to know of effective rates, in words.
#pragma once

#include "engine/rates_model.hpp"
#include "trilat/rates.hpp"

namespace trilat {

// Fills the sources, the standard answers and the notes of a result that has its days.
void describe(const RatesModel& model, RatesResult& result);

}  // namespace trilat
