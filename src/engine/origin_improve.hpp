// What would make a product originate, and what that saves in a year.
#pragma once

#include "io/node.hpp"
#include "origin/improve.hpp"
#include "trilat/engine.hpp"

namespace trilat {

// [[operation]] of a product file.
Result<std::vector<origin::Operation>> read_operations(const io::Node& table);

// Where the product file states `annual_units` and both countries: the duty of a year's value without the claim less
// the duty with it. Empty where the duty cannot be determined; the reason goes to `notes`.
struct Trade {
  std::string from, to, hs, date;
  std::string claim;  // name of the preference
  std::optional<origin::Rational> value, annual_units;
};
OriginImprovement improvement_of(const Engine& engine, const origin::Improvement& found, const Trade& trade);

}  // namespace trilat
