// Regional value content, SOR/2020-155 section 7:
//   transaction value  (TV - VNM) / TV x 100,  TV without international shipping      s.7(2)
//   net cost           (NC - VNM) / NC x 100,  NC = total cost - excluded costs       s.7(3), (11)-(13)
// Exact fractions throughout; printed figures stand beside them, rounded and truncated.
#pragma once

#include <optional>
#include <string>

#include "origin/materials.hpp"
#include "origin/product.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

Rational value_content(const Rational& base, const Rational& vnm);  // percent; precondition: base is not zero

// "2450/57 %, that is 42.98 (42.9 truncated)".
std::string percent_words(const Rational& percent);

// What a good sells for and costs, as far as stated.
struct Bases {
  std::optional<Rational> transaction_value, total_cost, net_cost;
  std::vector<Question> missing_tv, missing_nc;
  std::vector<Step> steps;
};

Bases bases_of(const Product& product, const Bill& bill);

struct ContentFinding {
  Verdict verdict = Verdict::kUnknown;
  std::optional<Rational> content;  // percent, where it is settled
  Step step;
  std::vector<Question> missing;
};

// One method against its threshold.
ContentFinding content_test(Method method, const Bases& bases, const OpenSum& vnm, const Rational& threshold);

}  // namespace trilat::origin
