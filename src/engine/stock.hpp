// Receipts and shipments of a stock of fungible materials or goods, as files state them.
#pragma once

#include <vector>

#include "io/node.hpp"
#include "origin/inventory.hpp"
#include "origin/product.hpp"

namespace trilat {

// `receipts`: [date, units, "O" or "N", unit value], or [date, units, unit value] where none originates; `shipments`:
// [date, units], or [date, units, lot] where lots are identified, counted from 1 in the order of the receipts;
// `shipments_first`: on one day they come before the receipts (so unless it is false).
Result<std::vector<origin::Movement>> read_stock(const io::Node& given);

// An input taken from a stock by its last shipment: its originating and its non-originating units as two inputs.
Result<std::vector<origin::Input>> split_by_stock(const io::Node& stock, const origin::Input& input);

}  // namespace trilat
