// Parts of motor vehicles: which table of the automotive appendix a part stands in, and what it asks for on a date.
#pragma once

#include <optional>

#include "origin/automotive_tables.hpp"
#include "origin/product.hpp"

namespace trilat::origin {

// Kinds of vehicle that a stated use means: "PV_LT" is both of two; empty where it is for none.
std::vector<std::string> vehicles_of_use(const std::string& use);

// By the use and, where a table takes only some goods of a code, the `item` stated. Null where none applies.
const PartThreshold* part_threshold(const AutomotiveTables& tables, const Product& product);

// The highest that any table may ask of the code on the date.
std::optional<PartThreshold> highest_part_threshold(const AutomotiveTables& tables, const Product& product);

}  // namespace trilat::origin
