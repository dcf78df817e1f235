// The inputs of a product, from TOML tables and CSV rows.
#pragma once

#include <string>

#include "io/node.hpp"
#include "origin/product.hpp"

namespace trilat {

Result<origin::Input> read_input(const io::Node& node);
Status read_labour(const io::Node& node, origin::Labour& labour);

}  // namespace trilat
