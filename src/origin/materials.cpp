#include "origin/materials.hpp"

#include <fmt/format.h>

namespace trilat::origin {
namespace {

void add_open(OpenSum& sum, const Input& input, InputOrigin origin, const std::optional<Rational>& value) {
  if (origin == InputOrigin::kOriginating) return;
  if (!value) {
    sum.bounded = false;
    sum.ask(value_question(input));
    return;
  }
  if (origin == InputOrigin::kNonOriginating) {
    sum.add(*value);
    return;
  }
  sum.high += *value;
  sum.ask(origin_question(input));
}

class BillOpener {
 public:
  explicit BillOpener(const OriginOf& origin_of) : origin_of_(origin_of) {}

  void open(const Input& input, bool for_change) {
    switch (input.role) {
      case InputRole::kShippingPacking: ++bill_.disregarded; return;
      case InputRole::kIndirect:
      case InputRole::kRecovered: ++bill_.originating; return;
      default: break;
    }
    if (input.self_produced && !input.designated) return open_produced(input, for_change);
    if (!input.self_produced) return take_in(input, for_change);
    Input seen = input;
    seen.origin = origin_of_(input);
    note_designation(seen);
    take_in(seen, for_change);
  }

  Bill take() { return std::move(bill_); }

 private:
  void take_in(const Input& seen, bool for_change) {
    if (seen.origin == InputOrigin::kOriginating) {
      ++bill_.originating;
      return;
    }
    count_value(seen);
    if (for_change) test_change(seen);
  }

  void open_produced(const Input& input, bool for_change) {
    if (for_change && input.as_material) {
      Input as_one = input;
      as_one.origin = InputOrigin::kNonOriginating;
      bill_.tested.push_back(std::move(as_one));
      bill_.steps.push_back({fmt::format("'{}' stands as the material for the change of classification", input.name),
                             "SOR/2020-155 s.3; elected by the producer",
                             {},
                             {},
                             {},
                             {},
                             false,
                             Verdict::kPass,
                             {},
                             1});
      for_change = false;
    }
    for (const Input& each : input.inputs) open(each, for_change);
  }

  void note_designation(const Input& seen) {
    const bool originates = seen.origin == InputOrigin::kOriginating;
    bill_.steps.push_back({fmt::format("'{}' is designated as an intermediate material", seen.name),
                           "SOR/2020-155 s.8(4)-(8)",
                           {{"value", seen.value ? seen.value->to_string() : "not stated"}},
                           {},
                           originates ? "it originates: the non-originating materials in it are not counted"
                                      : "it is not shown to originate: its whole value is non-originating",
                           {},
                           false,
                           originates ? Verdict::kPass : Verdict::kFail,
                           {},
                           1});
  }

  void count_value(const Input& seen) {
    const std::optional<Rational> value = adjusted_value(seen);
    if (seen.statement && (seen.statement->vnm || seen.statement->regional)) return count_stated(seen, value);
    add_open(bill_.non_originating, seen, seen.origin, value);
    if (seen.deductions && seen.value) {
      bill_.steps.push_back({fmt::format("Value of '{}' adjusted", seen.name),
                             "SOR/2020-155 s.8(2)",
                             {{"value", seen.value->to_string()}, {"deductions", seen.deductions->to_string()}},
                             "value - freight, duties, brokerage and waste in it",
                             value->to_string(),
                             {},
                             false,
                             Verdict::kPass,
                             {},
                             1});
    }
  }

  // Section 9: the supplier's figures take the place of the material's own.
  void count_stated(const Input& seen, const std::optional<Rational>& value) {
    const Statement& statement = *seen.statement;
    if (!value) {
      bill_.non_originating.bounded = false;
      bill_.non_originating.ask(value_question(seen));
      return;
    }
    Step step{fmt::format("Accumulation: supplier's statement for '{}'", seen.name),
              {},
              {{"value", value->to_string()}},
              {},
              {},
              {},
              false,
              Verdict::kPass,
              {},
              1};
    Rational vnm;
    if (statement.regional) {
      vnm = *value - *statement.regional;
      step.reference = "SOR/2020-155 s.9(2)(b)";
      step.inputs.emplace_back("regional net cost stated", statement.regional->to_string());
      step.formula = "VNM of the material = its value - the amount stated";
    } else {
      vnm = *statement.vnm;
      step.inputs.emplace_back("VNM stated", vnm.to_string());
      step.reference = statement.net_cost ? "SOR/2020-155 s.9(2)(a)" : "SOR/2020-155 s.9(3)";
      step.formula = "VNM of the material = VNM stated";
      if (statement.net_cost) {
        step.inputs.emplace_back("net cost stated", statement.net_cost->to_string());
        step.formula += "; net cost of the material = net cost stated";
        bill_.net_cost_change += *statement.net_cost - *value;
      }
    }
    step.result = fmt::format("VNM {}", vnm.to_string());
    bill_.non_originating.add(vnm);
    bill_.steps.push_back(std::move(step));
  }

  void test_change(const Input& seen) {
    if (seen.role == InputRole::kRetailPackaging || seen.role == InputRole::kAccessory) return;
    if (!seen.statement || seen.statement->materials.empty()) {
      bill_.tested.push_back(seen);
      return;
    }
    for (const HsCode code : seen.statement->materials) {
      Input behind = seen;
      behind.name = fmt::format("{} in '{}'", code.to_printed(), seen.name);
      behind.code = code;
      behind.codes = {code};
      bill_.tested.push_back(std::move(behind));
    }
    bill_.steps.push_back(
        {fmt::format("Accumulation: the change is tested from the supplier's materials of '{}'", seen.name),
         "SOR/2020-155 s.9(7)(a)(ii)",
         {},
         {},
         {},
         {},
         false,
         Verdict::kPass,
         {},
         1});
  }

  const OriginOf& origin_of_;
  Bill bill_;
};

}  // namespace

void OpenSum::ask(Question question) {
  constexpr std::size_t kMost = 100;
  if (missing.size() < kMost) {
    missing.push_back(std::move(question));
  } else if (missing.size() == kMost) {
    missing.push_back(
        {"inputs", "What is the origin, and the value, of further inputs of which it is not stated?", {}});
  }
}

Question origin_question(const Input& input) {
  return {fmt::format("input '{}': origin", input.name),
          fmt::format("Does '{}' originate?", input.name),
          {"originating", "non-originating"}};
}

Question value_question(const Input& input) {
  return {fmt::format("input '{}': value", input.name), fmt::format("What is the value of '{}'?", input.name), {}};
}

std::optional<Rational> adjusted_value(const Input& input) {
  if (!input.value) return std::nullopt;
  return input.deductions ? *input.value - *input.deductions : *input.value;
}

Bill open_bill(const std::vector<Input>& inputs, const OriginOf& origin_of) {
  BillOpener opener(origin_of);
  for (const Input& input : inputs) opener.open(input, true);
  return opener.take();
}

}  // namespace trilat::origin
