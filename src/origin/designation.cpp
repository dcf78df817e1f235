#include "origin/designation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "origin/assess.hpp"

namespace trilat::origin {
namespace {

bool has_content_rule(const RuleBook& book, const Product& product, const Input& input) {
  const auto rules = book.rules_for(input.code, product.date, product.trade);
  return std::any_of(rules.begin(), rules.end(), [](const Rule* rule) { return rule->has_value_content(); });
}

bool holds_designated(const RuleBook& book, const Product& product, const Input& input) {
  return std::any_of(input.inputs.begin(), input.inputs.end(), [&](const Input& each) {
    const bool itself = each.self_produced && each.designated && has_content_rule(book, product, each);
    return itself || holds_designated(book, product, each);
  });
}

}  // namespace

bool may_designate(bool outer_has_content, bool inner_designated_with_content, bool same_producer, bool accumulating) {
  return !(outer_has_content && inner_designated_with_content && (same_producer || accumulating));
}

std::vector<Step> settle_designations(const RuleBook& book, const Product& product, std::vector<Input>& inputs) {
  std::vector<Step> steps;
  for (Input& input : inputs) {
    for (Step& step : settle_designations(book, product, input.inputs)) steps.push_back(std::move(step));
    if (!input.self_produced || !input.designated) continue;
    if (may_designate(has_content_rule(book, product, input), holds_designated(book, product, input), true, false))
      continue;
    input.designated = false;
    steps.push_back(
        {fmt::format("'{}' may not be designated: it holds another designated material under a regional value content",
                     input.name),
         "SOR/2020-155 s.8(6)",
         {},
         {},
         "its materials are counted one by one",
         {},
         true,
         Verdict::kFail,
         {},
         0});
  }
  return steps;
}

InputOrigin origin_of_produced(const RuleBook& book, const Product& product, const Input& input) {
  if (input.origin != InputOrigin::kUnknown) return input.origin;
  Product part;
  part.name = input.name;
  part.code = input.code;
  part.codes = {input.code};
  part.date = product.date;
  part.trade = product.trade;
  part.facts = product.facts;
  part.inputs = input.inputs;
  part.method = Method::kNetCost;
  part.costs.total = input.total_cost ? input.total_cost : input.value;
  if (input.excluded) part.costs.excluded.emplace_back("excluded costs", *input.excluded);
  const Assessment found = assess(book, part);
  if (found.status == Status::kOriginating) return InputOrigin::kOriginating;
  return found.status == Status::kNotOriginating ? InputOrigin::kNonOriginating : InputOrigin::kUnknown;
}

}  // namespace trilat::origin
