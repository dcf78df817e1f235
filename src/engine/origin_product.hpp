// A product with its bill of materials, from TOML and CSV. docs/origin.md tells the keys.
#pragma once

#include <string>

#include "io/node.hpp"
#include "origin/product.hpp"
#include "origin/rule_book.hpp"

namespace trilat {

// From the table of a product file, or of a case.
Result<origin::Product> read_product(const origin::RuleBook& book, const io::Node& table);
// Adds the rows of a bill to the product's inputs.
Status read_bill(const origin::RuleBook& book, const std::string& path, origin::Product& product);
// Puts each code in its place under the rules, and settles what the facts of an input say of its origin.
void settle_inputs(const origin::RuleBook& book, origin::Product& product);

Status set_code(const origin::RuleBook& book, const std::string& text, origin::Product& product);
// "MX-US": the pair of countries that the product is traded between.
Result<std::string> trade_of(const std::string& from, const std::string& to);

// The inline form of a rule, for a good whose rule is given with it.
Result<origin::Rule> read_inline_rule(const io::Node& table);

}  // namespace trilat
