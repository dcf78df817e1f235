// Self-produced materials designated as intermediate materials, SOR/2020-155 section 8(4)-(12).
#pragma once

#include <vector>

#include "origin/product.hpp"
#include "origin/rule_book.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

// Section 8(6): a material under a regional value content may not be designated where it holds another designated
// one under such a rule, unless a different producer who does not accumulate made that other (8(7)(c), 9(6)).
bool may_designate(bool outer_has_content, bool inner_designated_with_content, bool same_producer, bool accumulating);

// Takes back the outer designation where two stand in one another against section 8(6), and says so.
std::vector<Step> settle_designations(const RuleBook& book, const Product& product, std::vector<Input>& inputs);

// A designated material assessed as a good: by net cost, since it is not sold.
InputOrigin origin_of_produced(const RuleBook& book, const Product& product, const Input& input);

}  // namespace trilat::origin
