// On small random bills, trying every set of changes finds no cheaper one than the optimiser, and the optimiser none
// that is not there. Rules are those of law/usmca and inline ones of every shape.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "origin/covering.hpp"
#include "origin/improve.hpp"

namespace trilat::origin {
namespace {

HsCode code(const char* text) { return HsCode::parse_printed(text).value_or(HsCode{}); }

RuleBook small_book() {
  RuleBook book;
  book.provisions.de_minimis = 10;
  book.provisions.textile_weight = 10;
  book.provisions.elastomeric_weight = 7;
  book.provisions.parties = {*Country::parse("US"), *Country::parse("CA"), *Country::parse("MX")};
  return book;
}

Product random_product() {
  constexpr std::array kCodes{"8481.90", "8481.80", "7318.15", "8501.10", "8466.93"};
  Product product;
  product.code = code("8481.80");
  product.codes = {product.code};
  product.date = Date(2025, 7, 1);
  product.value = Rational(*rc::gen::inRange(60, 160));
  product.costs.others = {{"labour", Rational(*rc::gen::inRange(5, 60))}};
  Rule rule;
  rule.codes = {product.code, product.code};
  rule.change = *rc::gen::element(Change::kNone, Change::kHeading, Change::kSubheading);
  if (*rc::gen::arbitrary<bool>()) rule.except = {{code("8466.93"), code("8466.93")}};
  if (*rc::gen::arbitrary<bool>()) rule.tv = Rational(*rc::gen::inRange(20, 80));
  if (*rc::gen::arbitrary<bool>()) rule.nc = Rational(*rc::gen::inRange(20, 80));
  product.rule = rule;
  const int count = *rc::gen::inRange(1, 7);
  for (int i = 0; i < count; ++i) {
    Input input;
    input.name = "input " + std::to_string(i);
    input.line = i;
    input.code = code(*rc::gen::elementOf(kCodes));
    input.codes = {input.code};
    input.origin =
        *rc::gen::element(InputOrigin::kOriginating, InputOrigin::kNonOriginating, InputOrigin::kNonOriginating);
    input.value = Rational(*rc::gen::inRange(0, 40));
    if (*rc::gen::inRange(0, 4) > 0) input.move_cost = Rational::ratio(*rc::gen::inRange(0, 60), 4);
    product.inputs.push_back(input);
  }
  return product;
}

// The cheapest of all subsets, each assessed as a good of its own.
std::optional<Rational> brute_force(const RuleBook& book, const Product& product) {
  std::optional<Rational> best;
  for (unsigned set = 0; set < (1U << product.inputs.size()); ++set) {
    Product tried = product;
    Rational cost;
    bool possible = true;
    for (std::size_t i = 0; i < tried.inputs.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      Input& input = tried.inputs[i];
      possible = possible && input.origin == InputOrigin::kNonOriginating && input.move_cost;
      if (!possible) break;
      cost += *input.move_cost;
      input.origin = InputOrigin::kOriginating;
      *input.value += *input.move_cost;
    }
    if (possible && (!best || cost < *best) && assess(book, tried).status == Status::kOriginating) best = cost;
  }
  return best;
}

RC_GTEST_PROP(Improve, Costs_what_trying_every_set_of_changes_costs, ()) {
  const RuleBook book = small_book();
  const Product product = random_product();
  const auto best = brute_force(book, product);
  const Improvement found = improve(book, product, {});
  RC_ASSERT(found.found == best.has_value());
  if (best) {
    RC_ASSERT(found.cost == *best);
    RC_ASSERT(found.lower_bound <= *best);
  }
}

CoverProblem random_cover() {
  CoverProblem problem;
  const int count = *rc::gen::inRange(1, 10);
  for (int i = 0; i < count; ++i)
    problem.items.push_back(
        {Rational(*rc::gen::inRange(0, 30)), Rational(*rc::gen::inRange(-3, 30)), Rational(*rc::gen::inRange(0, 30))});
  problem.need_a = Rational(*rc::gen::inRange(-5, 120));
  problem.need_b = Rational(*rc::gen::inRange(-5, 120));
  return problem;
}

std::optional<Rational> cheapest_cover(const CoverProblem& problem) {
  std::optional<Rational> best;
  for (unsigned set = 0; set < (1U << problem.items.size()); ++set) {
    CoverItem sum;
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      sum.cost += problem.items[i].cost;
      sum.a += problem.items[i].a;
      sum.b += problem.items[i].b;
    }
    if (sum.a >= problem.need_a && sum.b >= problem.need_b && (!best || sum.cost < *best)) best = sum.cost;
  }
  return best;
}

RC_GTEST_PROP(Covering, Branch_and_bound_finds_the_cheapest_cover, ()) {
  const CoverProblem problem = random_cover();
  const auto best = cheapest_cover(problem);
  const auto found = cover(problem, 100'000);
  RC_ASSERT(found.has_value() == best.has_value());
  if (best) {
    RC_ASSERT(found->exact);
    RC_ASSERT(found->cost == *best);
  }
}

RC_GTEST_PROP(Covering, Without_a_search_the_bound_and_the_cost_enclose_the_cheapest, ()) {
  const CoverProblem problem = random_cover();
  const auto best = cheapest_cover(problem);
  const auto found = cover(problem, 0);
  if (!best || !found) return;
  RC_ASSERT(found->lower_bound <= *best);
  RC_ASSERT(found->cost >= *best);
}

}  // namespace
}  // namespace trilat::origin
