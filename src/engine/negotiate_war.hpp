// The tariff war of every country of an economy against every other, by the closed form and exactly.
#pragma once

#include <string>

#include "economy/data_set.hpp"
#include "io/json.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

// All purchases final and trade balanced, as the closed form has it (src/game/uniform_nash.hpp); the exact game is of
// the same model, with one rate a partner. Errors: of the closed form. An exact game that is not solved is told in it.
Result<NegotiateGlobalWar> global_war(const economy::DataSet& data, const economy::Elasticities& set);

// Empty where it was not asked for; else an empty line first, and a line end last.
std::string war_text(const NegotiateGlobalWar& war);
// An object, empty where it was not asked for.
void write_war(io::JsonWriter& json, const NegotiateGlobalWar& war);

}  // namespace trilat
