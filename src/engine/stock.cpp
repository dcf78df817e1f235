#include "engine/stock.hpp"

#include <fmt/format.h>

#include <map>

#include "engine/plain_text.hpp"

namespace trilat {
namespace {

using origin::Movement;
using origin::Rational;

Result<Rational> number_of(const io::Node& node) {
  TRILAT_TRY(const std::string text, plain_text(node));
  return node.placed(Rational::parse(text));
}

Result<Movement> read_receipt(const io::Node& node) {
  TRILAT_TRY(const io::Array* row, node.as_array());
  if (row->size() < 3 || row->size() > 4)
    return node.refuse("a receipt has 3 or 4 entries", "write [date, units, \"O\" or \"N\", unit value]");
  Movement movement;
  TRILAT_TRY(movement.date, (*row)[0].as_date());
  TRILAT_TRY(movement.units, number_of((*row)[1]));
  TRILAT_TRY(movement.unit_value, number_of(row->back()));
  if (row->size() == 4) {
    static const std::map<std::string, bool> kOrigins{{"O", true}, {"N", false}};
    TRILAT_TRY(const std::string origin, (*row)[2].as_string());
    const auto known = kOrigins.find(origin);
    if (known == kOrigins.end()) return (*row)[2].refuse(fmt::format("'{}' is no origin", origin), "write O or N");
    movement.originating = known->second;
  }
  return movement;
}

Result<Movement> read_shipment(const io::Node& node) {
  TRILAT_TRY(const io::Array* row, node.as_array());
  if (row->size() < 2 || row->size() > 3) return node.refuse("a shipment has 2 or 3 entries", "write [date, units]");
  Movement movement;
  movement.receipt = false;
  TRILAT_TRY(movement.date, (*row)[0].as_date());
  TRILAT_TRY(movement.units, number_of((*row)[1]));
  if (row->size() == 3) {
    TRILAT_TRY(const std::int64_t lot, (*row)[2].as_integer());
    if (lot < 1) return (*row)[2].refuse("lots are counted from 1", "name the receipt by its place");
    movement.lot = static_cast<std::size_t>(lot - 1);
  }
  return movement;
}

}  // namespace

Result<std::vector<Movement>> read_stock(const io::Node& given) {
  std::vector<Movement> movements;
  TRILAT_TRY(const io::Array* receipts, given.array_at("receipts"));
  for (const io::Node& node : *receipts) {
    TRILAT_TRY(const Movement movement, read_receipt(node));
    movements.push_back(movement);
  }
  TRILAT_TRY(const io::Array* shipments, given.maybe_array("shipments"));
  for (std::size_t i = 0; shipments != nullptr && i < shipments->size(); ++i) {
    TRILAT_TRY(const Movement movement, read_shipment((*shipments)[i]));
    movements.push_back(movement);
  }
  TRILAT_TRY(const auto shipments_first, given.maybe_bool("shipments_first"));
  return origin::in_order(std::move(movements), shipments_first.value_or(true));
}

Result<std::vector<origin::Input>> split_by_stock(const io::Node& stock, const origin::Input& input) {
  TRILAT_CHECK(stock.allow_only({"method", "receipts", "shipments", "shipments_first"}));
  TRILAT_TRY(const std::string word, stock.string_at("method"));
  TRILAT_TRY(const auto method, stock.find("method")->placed(origin::parse_inventory_method(word)));
  TRILAT_TRY(const auto movements, read_stock(stock));
  TRILAT_TRY(const auto shipments, stock.placed(origin::ship(method, movements)));
  if (shipments.empty())
    return stock.refuse("nothing is taken from the stock", "give shipments; the last is that of this good");
  const origin::Shipped& taken = shipments.back();
  std::vector<origin::Input> parts;
  const auto part = [&](const Rational& units, const Rational& value, origin::InputOrigin origin,
                        const char* word_of_origin) {
    if (units.is_zero()) return;
    origin::Input each = input;
    each.name = fmt::format("{} ({}, by {})", input.name, word_of_origin, word);
    each.origin = origin;
    each.why = "by the inventory method";
    each.value = value;
    parts.push_back(std::move(each));
  };
  part(taken.originating, taken.value - taken.vnm, origin::InputOrigin::kOriginating, "originating");
  part(taken.non_originating, taken.vnm, origin::InputOrigin::kNonOriginating, "non-originating");
  return parts;
}

}  // namespace trilat
