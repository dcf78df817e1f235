#include "origin/quantity_test.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "origin/applies.hpp"

namespace trilat::origin {
namespace {

constexpr long kNine = 9;
constexpr long kFewest = 3;

// Nothing where the fact is not stated or is no number.
std::optional<Rational> number_of(const Product& product, const std::string& fact, const std::string& question,
                                  std::vector<Question>& missing) {
  const auto value = Rational::parse(text_of(product, fact));
  if (value) return *value;
  missing.push_back({"facts." + fact, question, {}});
  return std::nullopt;
}

Verdict count_test(const Product& product, const QuantityTest& test, Step& step, std::vector<Question>& missing) {
  const auto total =
      number_of(product, "assemblies_total", "How many printed circuit assemblies are in the good?", missing);
  const auto foreign =
      number_of(product, "assemblies_nonoriginating", "How many of them are non-originating?", missing);
  if (!total || !foreign) return Verdict::kUnknown;
  const long allowed = count_allowed(static_cast<long>(total->to_double()), test.limit);
  step.inputs = {{"in the good", total->to_string()},
                 {"non-originating", foreign->to_string()},
                 {"allowed", std::to_string(allowed)}};
  step.formula = "one for each nine or part of nine, none of fewer than three";
  return verdict_of(*foreign <= Rational(allowed));
}

}  // namespace

long count_allowed(long total, const Rational& each_nine) {
  if (total < kFewest) return 0;
  const long nines = (total + kNine - 1) / kNine;
  return static_cast<long>((each_nine * Rational(kNine)).to_double()) * nines;
}

Verdict quantity_test(const Product& product, const QuantityTest& test, std::vector<Step>& steps,
                      std::vector<Question>& missing) {
  Step step;
  step.depth = 1;
  step.reference = "product rule";
  std::vector<Question> open;
  Verdict verdict = Verdict::kUnknown;
  if (test.count()) {
    step.what = "Number of non-originating printed circuit assemblies";
    verdict = count_test(product, test, step, open);
  } else {
    step.what = fmt::format("{} by {}: {}, {} {} %", core::spoken(test.fact), test.basis, core::spoken(test.within),
                            test.at_least ? "at least" : "at most", test.limit.to_string());
    const auto share = number_of(
        product, test.fact,
        fmt::format("What percent by {} is '{}' {}?", test.basis, core::spoken(test.fact), core::spoken(test.within)),
        open);
    if (share) {
      step.inputs = {{core::spoken(test.fact), share->to_string() + " %"}};
      verdict = verdict_of(test.at_least ? *share >= test.limit : *share <= test.limit);
      step.margin =
          fmt::format("{} points {}", (*share > test.limit ? *share - test.limit : test.limit - *share).to_decimal(2),
                      verdict == Verdict::kPass ? "to spare" : "off");
    }
  }
  step.verdict = verdict;
  for (const Question& question : open) step.missing.push_back(question.question);
  missing.insert(missing.end(), open.begin(), open.end());
  steps.push_back(std::move(step));
  return verdict;
}

}  // namespace trilat::origin
