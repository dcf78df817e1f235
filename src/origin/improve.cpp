#include "origin/improve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "origin/applies.hpp"
#include "origin/covering.hpp"
#include "origin/de_minimis.hpp"
#include "origin/notes.hpp"
#include "origin/shift.hpp"

namespace trilat::origin {
namespace {

constexpr std::size_t kMostSwitches = 6;  // designations and operations tried in all combinations
const Rational kHundred = 100;

// An input that may be moved, in a product of its own.
struct Movable {
  Input* input = nullptr;
  Rational cost, value, growth;  // of the move; of the material; of the total cost
};

void gather(std::vector<Input>& inputs, std::vector<Movable>& movable, std::vector<Input*>& produced) {
  for (Input& input : inputs) {
    if (input.self_produced) {
      produced.push_back(&input);
      if (!input.designated) gather(input.inputs, movable, produced);
      continue;
    }
    const bool counts = input.role == InputRole::kMaterial || input.role == InputRole::kRetailPackaging ||
                        input.role == InputRole::kAccessory;
    const auto cost = cost_of_move(input);
    if (!counts || input.origin == InputOrigin::kOriginating || input.statement || !cost) continue;
    const bool shown = input.origin == InputOrigin::kUnknown && !input.move_cost && !input.price;
    Movable entry{&input, *cost, adjusted_value(input).value_or(Rational{}), {}};
    if (!shown) entry.growth = input.price && input.value ? *input.price - *input.value : *cost;
    movable.push_back(std::move(entry));
  }
}

void move(Product& product, const Movable& moved, std::vector<ChangeMade>& changes) {
  Input& input = *moved.input;
  const bool shown = input.origin == InputOrigin::kUnknown && !input.move_cost && !input.price;
  changes.push_back(
      {shown ? fmt::format("show by the supplier's declaration that '{}' originates", input.name)
             : fmt::format("buy '{}' ({}) from a source in the territory", input.name, input.code.to_printed()),
       moved.cost});
  input.origin = InputOrigin::kOriginating;
  input.deductions.reset();
  if (input.value) *input.value += moved.growth;
  if (product.costs.total) *product.costs.total += moved.growth;
}

// One way of meeting a rule: a covering problem over the movable inputs with some that must move.
struct Plan {
  CoverProblem problem;
  std::vector<std::size_t> forced;
};

class Planner {
 public:
  Planner(const RuleBook& book, const Product& product, const Assessment& found, const std::vector<Movable>& movable)
      : book_(book),
        product_(product),
        found_(found),
        movable_(movable),
        notes_(notes_for(book, product)),
        bare_(product) {
    bare_.inputs.clear();
    for (const Movable& each : movable) known_.insert(key(*each.input));
  }

  std::vector<Plan> plans(const Rule& rule, const AlternativeFinding& finding) const {
    std::vector<Plan> all;
    for (const std::vector<std::size_t>& forced : forced_sets(rule)) {
      for (const bool by_cost : {false, true}) add_plans(rule, finding, forced, by_cost, all);
    }
    return all;
  }

 private:
  // Inputs that no limit can excuse: they must be regional, or de minimis does not extend to them.
  std::vector<std::size_t> always_forced(const Rule& rule) const {
    std::vector<std::size_t> forced;
    Product alone = bare_;
    for (std::size_t i = 0; i < movable_.size(); ++i) {
      alone.inputs = {*movable_[i].input};
      alone.inputs.front().origin = InputOrigin::kNonOriginating;
      const bool regional = regional_inputs(notes_, alone, {}).verdict != Verdict::kPass;
      if (regional || (fails(rule, i) && barred(i))) forced.push_back(i);
    }
    return forced;
  }

  bool barred(std::size_t i) const {
    return !de_minimis_of(book_, product_, found_.bases, {{movable_[i].input, true}}).available;
  }

  bool fails(const Rule& rule, std::size_t i) const {
    return movable_[i].input->role == InputRole::kMaterial &&
           shift_of(rule, product_.code, *movable_[i].input).verdict != Verdict::kPass;
  }

  // With groups of which at most one may be met, each choice of the one that stays.
  std::vector<std::vector<std::size_t>> forced_sets(const Rule& rule) const {
    const std::vector<std::size_t> always = always_forced(rule);
    if (rule.except_groups.empty()) return {always};
    std::vector<std::vector<std::size_t>> sets;
    for (std::size_t kept = 0; kept < rule.except_groups.size(); ++kept) {
      std::vector<std::size_t> forced = always;
      for (std::size_t i = 0; i < movable_.size(); ++i) {
        for (std::size_t g = 0; g < rule.except_groups.size(); ++g) {
          if (g != kept && any_contains(rule.except_groups[g], movable_[i].input->code) != Verdict::kFail)
            forced.push_back(i);
        }
      }
      std::sort(forced.begin(), forced.end());
      forced.erase(std::unique(forced.begin(), forced.end()), forced.end());
      sets.push_back(std::move(forced));
    }
    return sets;
  }

  bool by_weight() const {
    return any_contains(book_.provisions.textile_goods, product_.code) == Verdict::kPass ||
           any_contains(book_.provisions.apparel_goods, product_.code) == Verdict::kPass;
  }

  void add_plans(const Rule& rule, const AlternativeFinding& finding, const std::vector<std::size_t>& forced,
                 bool by_cost, std::vector<Plan>& all) const {
    Plan plan;
    plan.forced = forced;
    if (!fill_change(rule, by_cost, plan)) return;
    if (!finding.need_tv && !finding.need_nc) {
      all.push_back(std::move(plan));
      return;
    }
    const auto& bases = found_.bases;
    if (finding.need_tv && bases.transaction_value && product_.method != Method::kNetCost)
      add_content(plan, *bases.transaction_value, *finding.need_tv, false, all);
    if (finding.need_nc && bases.net_cost && product_.method != Method::kTransactionValue)
      add_content(plan, *bases.net_cost, *finding.need_nc, true, all);
    const auto& whole = by_cost ? bases.total_cost : bases.transaction_value;
    if (whole) add_content(plan, *whole, kHundred - book_.provisions.de_minimis, by_cost, all);  // s.5(4)
  }

  // What does not change, less 10 percent of the base: all of it where there is no base of that kind.
  bool fill_change(const Rule& rule, bool by_cost, Plan& plan) const {
    const auto& bases = found_.bases;
    const std::optional<Rational>& base = by_cost ? bases.total_cost : bases.transaction_value;
    const bool weight = by_weight();
    if (by_cost && (weight || !base)) return false;
    const auto& whole_weight = product_.component_weight ? product_.component_weight : product_.weight;
    const Rational share = (weight ? book_.provisions.textile_weight : book_.provisions.de_minimis) / kHundred;
    Rational allowed;
    if (weight && whole_weight) allowed = *whole_weight * share;
    if (!weight && base) allowed = *base * share;
    plan.problem.need_b = -allowed;
    for (std::size_t i = 0; i < movable_.size(); ++i) {
      CoverItem item{movable_[i].cost, {}, {}};
      if (fails(rule, i)) item.b = weight ? movable_[i].input->weight.value_or(Rational{}) : movable_[i].value;
      plan.problem.need_b += item.b;
      if (by_cost) item.b += share * movable_[i].growth;
      plan.problem.items.push_back(std::move(item));
    }
    plan.problem.need_b += stuck(rule);
    return true;
  }

  // Materials that do not change and cannot be moved.
  Rational stuck(const Rule& rule) const {
    Rational sum;
    for (const Input& input : found_.bill.tested) {
      if (known_.contains(key(input)) || shift_of(rule, product_.code, input).verdict == Verdict::kPass) continue;
      sum += by_weight() ? input.weight.value_or(Rational{}) : adjusted_value(input).value_or(Rational{});
    }
    return sum;
  }

  void add_content(Plan plan, const Rational& base, const Rational& threshold, bool grows,
                   std::vector<Plan>& all) const {
    const Rational left = Rational(1) - threshold / kHundred;
    plan.problem.need_a = found_.bill.non_originating.high - left * base;
    for (std::size_t i = 0; i < movable_.size(); ++i) {
      plan.problem.items[i].a = movable_[i].value;
      if (grows) plan.problem.items[i].a += left * movable_[i].growth;
    }
    all.push_back(std::move(plan));
  }

  const RuleBook& book_;
  const Product& product_;
  const Assessment& found_;
  using Key = std::tuple<int, std::string, HsCode>;
  static Key key(const Input& input) { return {input.line, input.name, input.code}; }

  const std::vector<Movable>& movable_;
  std::vector<const Note*> notes_;
  Product bare_;  // without its inputs
  std::set<Key> known_;
};

// A product with some self-produced materials designated and some operations moved.
struct Variant {
  Product product;
  std::vector<ChangeMade> changes;
  Rational cost;
};

class Improver {
 public:
  Improver(const RuleBook& book, const Product& product, const std::vector<Operation>& operations,
           const ImproveOptions& options)
      : book_(book), product_(product), operations_(operations), options_(options) {}

  Improvement run() {
    const std::size_t designations = std::min(undesignated(), kMostSwitches);
    const std::size_t operations = std::min(operations_.size(), kMostSwitches);
    for (std::size_t d = 0; d < (std::size_t{1} << designations); ++d) {
      for (std::size_t o = 0; o < (std::size_t{1} << operations); ++o) look_at(variant(d, o));
    }
    if (!best_.found) {
      best_.notes.emplace_back(
          "none of the changes that are given would make it originate; give move_cost or price of inputs, or "
          "operations");
      return std::move(best_);
    }
    best_.lower_bound = bounded_ ? std::min(bound_, best_.cost) : best_.cost;
    best_.exact = best_.lower_bound >= best_.cost;
    return std::move(best_);
  }

 private:
  std::size_t undesignated() {
    Product copy = product_;
    std::vector<Movable> movable;
    std::vector<Input*> produced;
    gather(copy.inputs, movable, produced);
    return static_cast<std::size_t>(
        std::count_if(produced.begin(), produced.end(), [](const Input* input) { return !input->designated; }));
  }

  Variant variant(std::size_t designated, std::size_t moved) const {
    Variant out{product_, {}, {}};
    std::vector<Movable> movable;
    std::vector<Input*> produced;
    gather(out.product.inputs, movable, produced);
    std::erase_if(produced, [](const Input* input) { return input->designated; });
    for (std::size_t i = 0; i < std::min(produced.size(), kMostSwitches); ++i) {
      if ((designated >> i & 1U) == 0) continue;
      produced[i]->designated = true;
      out.changes.push_back({fmt::format("designate '{}' as an intermediate material", produced[i]->name), {}});
    }
    for (std::size_t i = 0; i < std::min(operations_.size(), kMostSwitches); ++i) {
      if ((moved >> i & 1U) == 0) continue;
      const Operation& operation = operations_[i];
      out.cost += operation.cost;
      out.changes.push_back({fmt::format("move '{}' into the territory", operation.name), operation.cost});
      for (const auto& [fact, value] : operation.facts) out.product.facts[fact] = value;
      if (out.product.costs.total)
        *out.product.costs.total += operation.adds;
      else if (!operation.adds.is_zero())
        out.product.costs.others.emplace_back(operation.name, operation.adds);
    }
    return out;
  }

  void look_at(Variant variant) {
    const Assessment found = assess(book_, variant.product);
    if (found.status == Status::kOriginating) {
      offer(variant.changes, variant.cost, found);
      lower(variant.cost);
      return;
    }
    std::vector<Movable> movable;
    std::vector<Input*> produced;
    gather(variant.product.inputs, movable, produced);
    if (movable.empty()) return;
    const Planner planner(book_, variant.product, found, movable);
    for (const AlternativeFinding& finding : found.alternatives) {
      for (const Plan& plan : planner.plans(*finding.rule, finding)) try_plan(variant, plan);
    }
    everything(variant, movable.size());
  }

  // All that can be moved, where no plan fits: criterion C.
  void everything(const Variant& variant, std::size_t count) {
    if (best_.found) return;
    std::vector<std::size_t> all(count);
    for (std::size_t i = 0; i < count; ++i) all[i] = i;
    verify(variant, all);
  }

  void try_plan(const Variant& variant, const Plan& plan) {
    CoverProblem rest = plan.problem;
    Rational forced_cost;
    std::vector<std::size_t> free;
    rest.items.clear();
    for (std::size_t i = 0; i < plan.problem.items.size(); ++i) {
      const CoverItem& item = plan.problem.items[i];
      if (!std::binary_search(plan.forced.begin(), plan.forced.end(), i)) {
        free.push_back(i);
        rest.items.push_back(item);
        continue;
      }
      forced_cost += item.cost;
      rest.need_a -= item.a;
      rest.need_b -= item.b;
    }
    const auto found = cover(rest, rest.items.size() <= options_.exact_up_to ? options_.most_nodes : 0);
    if (!found) return;
    lower(variant.cost + forced_cost + found->lower_bound);
    if (best_.found && variant.cost + forced_cost + found->cost >= best_.cost) return;
    std::vector<std::size_t> chosen = plan.forced;
    for (const std::size_t i : found->chosen) chosen.push_back(free[i]);
    verify(variant, chosen);
  }

  void verify(Variant variant, const std::vector<std::size_t>& chosen) {
    std::vector<Movable> movable;
    std::vector<Input*> produced;
    gather(variant.product.inputs, movable, produced);
    for (const std::size_t i : chosen) {
      variant.cost += movable[i].cost;
      move(variant.product, movable[i], variant.changes);
    }
    const Assessment found = assess(book_, variant.product);
    if (found.status == Status::kOriginating) offer(variant.changes, variant.cost, found);
  }

  void lower(const Rational& bound) {
    if (!bounded_ || bound < bound_) bound_ = bound;
    bounded_ = true;
  }

  void offer(const std::vector<ChangeMade>& changes, const Rational& cost, const Assessment& found) {
    if (best_.found && cost >= best_.cost) return;
    best_.found = true;
    best_.changes = changes;
    best_.cost = cost;
    best_.by = found.reference;
  }

  const RuleBook& book_;
  const Product& product_;
  const std::vector<Operation>& operations_;
  const ImproveOptions& options_;
  Improvement best_;
  Rational bound_;
  bool bounded_ = false;
};

}  // namespace

std::optional<Rational> cost_of_move(const Input& input) {
  if (input.move_cost) return input.move_cost;
  if (input.price && input.value) return std::max(Rational{}, *input.price - *input.value);
  if (input.origin == InputOrigin::kUnknown && input.country) return Rational{};  // a declaration may show it
  return std::nullopt;
}

Improvement improve(const RuleBook& book, const Product& product, const std::vector<Operation>& operations,
                    const ImproveOptions& options) {
  return Improver(book, product, operations, options).run();
}

}  // namespace trilat::origin
