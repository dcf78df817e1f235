// `trilat duty --to all`: one good into every importer from each of the others.
#pragma once

#include <string>
#include <vector>

#include "trilat/engine.hpp"

namespace trilat::cli {

// `codes` are "CA=87032390", `rates` "CAD=1.37". Exit status: 0 all determined, 3 some a range or not loaded, 2 bad
// input.
int run_duty_table(const Engine& engine, const DutyParams& shipment, const std::vector<std::string>& codes,
                   const std::vector<std::string>& rates, const std::string& format);

}  // namespace trilat::cli
