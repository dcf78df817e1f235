// Economies and shocks by name, from the data pack, or by path, from the user's own tables.
#pragma once

#include <string>

#include "pack/container.hpp"
#include "pack/economy_codec.hpp"

namespace trilat {

// kNotFound lists what the pack holds.
Result<economy::DataSet> open_economy(const pack::Container& container, const std::string& name);

// The shock `name` for `economy`: of the data pack, or a file. Empty: no change.
Result<pack::NamedShock> open_shock(const pack::Container& container, const std::string& economy,
                                    const std::string& name);

// "fixed", "share" or "balanced".
Result<economy::Closure> parse_closure(const std::string& text);

// A closure with what else may differ, joined by "+": DEFICITS[+government][+immobile | +roy:KAPPA][+supply:PSI],
// such as "fixed+government+roy:2". Revenue is rebated, labour mobile and its supply given unless it says other.
Result<economy::SolveOptions> parse_regime(const std::string& text);

// Names of the sections below a prefix: "cp1993, na2024", or "none".
std::string names_below(const pack::Container& container, const std::string& prefix);

}  // namespace trilat
