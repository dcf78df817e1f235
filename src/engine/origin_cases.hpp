// Worked cases of origin: the sums and tests of the regulation, in the form that docs/cases.md tells.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "io/node.hpp"
#include "origin/rule_book.hpp"
#include "trilat/cases.hpp"

namespace trilat {

// One thing that a computation gives: truth, a number or a word; or several.
using OriginScalar = std::variant<bool, origin::Rational, std::string>;
struct OriginAnswer {
  std::vector<OriginScalar> values;
  bool list = false;
};
using OriginAnswers = std::map<std::string, OriginAnswer>;

void put(OriginAnswers& answers, const std::string& name, OriginScalar value);
void put(OriginAnswers& answers, const std::string& name, const std::vector<origin::Rational>& values);

// Computes a kind of sum from what is given. Error: a kind that does not exist, figures that are missing.
Result<OriginAnswers> origin_sum(const origin::RuleBook& book, const std::string& kind, const io::Node& given);
// Assesses the product of a case.
Result<OriginAnswers> origin_of_case(const origin::RuleBook& book, const io::Node& product, std::string& working);

// Where an expectation is not met, in words. `<name>_printed` holds where the computed figure rounds or truncates to
// it.
std::vector<std::string> differences(const io::Node& expect, const OriginAnswers& answers);

Result<CaseReport> run_origin_case(const origin::RuleBook& book, const io::Node& node);

}  // namespace trilat
