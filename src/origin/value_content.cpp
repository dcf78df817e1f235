#include "origin/value_content.hpp"

#include <fmt/format.h>

#include "origin/rational.hpp"

namespace trilat::origin {
namespace {

// Materials of the bill that make part of the total cost: what was bought, and what went into what was made.
void add_materials(const std::vector<Input>& inputs, Rational& sum, std::vector<Question>& missing) {
  for (const Input& input : inputs) {
    if (input.self_produced && !input.total_cost && !input.inputs.empty()) {
      add_materials(input.inputs, sum, missing);
    } else if (input.self_produced && input.total_cost) {
      sum += *input.total_cost;
    } else if (input.value) {
      sum += *input.value;
    } else {
      missing.push_back(value_question(input));
    }
  }
}

void read_transaction_value(const Product& product, Bases& bases) {
  if (!product.value) {
    bases.missing_tv.push_back({"value", "What is the transaction value of the good?", {}});
    return;
  }
  const Rational shipping = product.shipping.value_or(Rational{});
  bases.transaction_value = *product.value - shipping;
  if (!product.shipping) return;
  bases.steps.push_back({"Transaction value without international shipping",
                         "SOR/2020-155 s.7(2)",
                         {{"value", product.value->to_string()}, {"international shipping", shipping.to_string()}},
                         "value - international shipping",
                         bases.transaction_value->to_string(),
                         {},
                         false,
                         Verdict::kPass,
                         {},
                         0});
}

void read_costs(const Product& product, const Bill& bill, Bases& bases) {
  if (!product.costs.stated()) {
    bases.missing_nc.push_back({"cost", "What does the good cost to make: labour, overhead, other costs?", {}});
    return;
  }
  Step step{
      "Net cost", "SOR/2020-155 s.7(11)-(13)", {}, "total cost - excluded costs", {}, {}, false, Verdict::kPass, {}, 0};
  Rational total;
  if (product.costs.total) {
    total = *product.costs.total;
  } else {
    add_materials(product.inputs, total, bases.missing_nc);
    step.inputs.emplace_back("materials", total.to_string());
    for (const auto& [name, amount] : product.costs.others) {
      total += amount;
      step.inputs.emplace_back(name, amount.to_string());
    }
  }
  if (!bases.missing_nc.empty()) return;
  bases.total_cost = total;
  Rational excluded;
  step.inputs.emplace_back("total cost", total.to_string());
  for (const auto& [name, amount] : product.costs.excluded) {
    excluded += amount;
    step.inputs.emplace_back("excluded: " + name, amount.to_string());
  }
  bases.net_cost = total - excluded + bill.net_cost_change;
  if (!bill.net_cost_change.is_zero())
    step.inputs.emplace_back("by suppliers' statements", bill.net_cost_change.to_string());
  step.result = bases.net_cost->to_string();
  bases.steps.push_back(std::move(step));
}

std::string margin_words(const Rational& content, const Rational& threshold) {
  if (content < threshold) return fmt::format("{} points short", (threshold - content).to_decimal(2));
  return fmt::format("{} points to spare", (content - threshold).to_decimal(2));
}

}  // namespace

Rational value_content(const Rational& base, const Rational& vnm) { return (base - vnm) / base * Rational(kPercent); }

std::string percent_words(const Rational& percent) {
  const std::string exact = percent.to_string();
  const std::string rounded = percent.to_decimal(2);
  const std::string one = percent.to_decimal(1);
  const std::string cut = percent.to_decimal(1, Rounding::kTruncate);
  std::string text =
      exact.find('/') == std::string::npos ? exact + " %" : fmt::format("{} %, that is {}", exact, rounded);
  if (one != cut) text += fmt::format(" (printed as {}, truncated {})", one, cut);
  return text;
}

Bases bases_of(const Product& product, const Bill& bill) {
  Bases bases;
  read_transaction_value(product, bases);
  read_costs(product, bill, bases);
  return bases;
}

ContentFinding content_test(Method method, const Bases& bases, const OpenSum& vnm, const Rational& threshold) {
  const bool net = method == Method::kNetCost;
  const std::optional<Rational>& base = net ? bases.net_cost : bases.transaction_value;
  ContentFinding finding;
  Step& step = finding.step;
  step.what = net ? "Regional value content, net cost" : "Regional value content, transaction value";
  step.reference = net ? "SOR/2020-155 s.7(3)" : "SOR/2020-155 s.7(2)";
  step.formula = net ? "(NC - VNM) / NC x 100" : "(TV - VNM) / TV x 100";
  step.verdict = Verdict::kUnknown;
  finding.missing = net ? bases.missing_nc : bases.missing_tv;
  if (base && (base->is_zero() || base->negative())) {
    step.verdict = finding.verdict = Verdict::kFail;
    step.result = "the base is not above zero";
    return finding;
  }
  if (base) step.inputs.emplace_back(net ? "NC" : "TV", base->to_string());
  step.inputs.emplace_back("VNM", vnm.settled() ? vnm.low.to_string()
                                  : vnm.bounded ? fmt::format("{} to {}", vnm.low.to_string(), vnm.high.to_string())
                                                : fmt::format("at least {}", vnm.low.to_string()));
  step.inputs.emplace_back("required", threshold.to_string() + " %");
  if (base) {
    const Rational best = value_content(*base, vnm.low);
    const Rational worst = value_content(*base, vnm.high);
    if (best < threshold) {
      finding.verdict = Verdict::kFail;
    } else if (vnm.bounded && worst >= threshold) {
      finding.verdict = Verdict::kPass;
    } else {
      finding.missing = vnm.missing;
    }
    step.result = vnm.settled() ? percent_words(best)
                  : vnm.bounded ? fmt::format("{} % to {} %", worst.to_decimal(2), best.to_decimal(2))
                                : fmt::format("at most {} %", best.to_decimal(2));
    if (vnm.settled()) finding.content = best;
    if (finding.verdict != Verdict::kUnknown)
      step.margin = margin_words(finding.verdict == Verdict::kFail ? best : worst, threshold);
  }
  step.verdict = finding.verdict;
  if (finding.verdict == Verdict::kUnknown) {
    for (const Question& question : finding.missing) step.missing.push_back(question.question);
  } else {
    finding.missing.clear();
  }
  return finding;
}

}  // namespace trilat::origin
