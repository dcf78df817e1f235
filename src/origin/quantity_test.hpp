// Limits of weight, volume and count in product rules.
#pragma once

#include "origin/product.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

// Percent facts are named by the test; a count asks for `<fact>_total` and `<fact>_nonoriginating`.
Verdict quantity_test(const Product& product, const QuantityTest& test, std::vector<Step>& steps,
                      std::vector<Question>& missing);

// Of a count: for each nine of the whole, or part of nine, that many may be non-originating; none of fewer than three.
long count_allowed(long total, const Rational& each_nine);

}  // namespace trilat::origin
