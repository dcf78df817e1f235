#include "origin/covering.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace trilat::origin {
namespace {

const Rational kZero;

struct State {
  Rational cost, need_a, need_b;
  bool covered() const { return need_a <= kZero && need_b <= kZero; }
};

// Items in order of cost for each unit that they cover of one constraint, cheapest first; items of no use last.
std::vector<std::size_t> by_ratio(const std::vector<CoverItem>& items, Rational CoverItem::*weight) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> ratio(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double units = (items[i].*weight).to_double();
    ratio[i] = units > 0 ? items[i].cost.to_double() / units : 1e300;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return ratio[x] < ratio[y]; });
  return order;
}

class Search {
 public:
  Search(const CoverProblem& problem, std::size_t most_nodes)
      : problem_(problem),
        most_(most_nodes),
        order_a_(by_ratio(problem.items, &CoverItem::a)),
        order_b_(by_ratio(problem.items, &CoverItem::b)),
        taken_(problem.items.size(), 0) {}

  std::optional<Cover> run() {
    const State start{kZero, problem_.need_a, problem_.need_b};
    if (!coverable(start)) return std::nullopt;
    Cover result;
    result.lower_bound = bound(start);
    greedy(start);
    if (most_ > 0) descend(0, start);
    result.chosen = best_;
    result.cost = best_cost_;
    result.exact = most_ > 0 && nodes_ <= most_;
    if (result.exact || result.lower_bound >= best_cost_) {
      result.exact = true;
      result.lower_bound = best_cost_;
    }
    return result;
  }

 private:
  static constexpr char kFree = 0;
  static constexpr char kIn = 1;
  static constexpr char kOut = 2;

  bool coverable(const State& state) const {
    Rational a;
    Rational b;
    for (std::size_t i = 0; i < problem_.items.size(); ++i) {
      if (taken_[i] != kFree) continue;
      if (problem_.items[i].a > kZero) a += problem_.items[i].a;
      if (problem_.items[i].b > kZero) b += problem_.items[i].b;
    }
    return a >= state.need_a && b >= state.need_b;
  }

  // The cost of covering one constraint alone with fractions of items.
  Rational fractional(const std::vector<std::size_t>& order, Rational CoverItem::*weight, Rational need) const {
    Rational cost;
    for (const std::size_t i : order) {
      if (need <= kZero) break;
      const CoverItem& item = problem_.items[i];
      if (taken_[i] != kFree || item.*weight <= kZero) continue;
      const bool whole = item.*weight <= need;
      cost += whole ? item.cost : item.cost * need / (item.*weight);
      need -= item.*weight;
    }
    return cost;
  }

  Rational bound(const State& state) const {
    return state.cost + std::max(fractional(order_a_, &CoverItem::a, state.need_a),
                                 fractional(order_b_, &CoverItem::b, state.need_b));
  }

  void keep(std::vector<std::size_t> chosen, const Rational& cost) {
    if (any_ && cost >= best_cost_) return;
    any_ = true;
    std::sort(chosen.begin(), chosen.end());
    best_ = std::move(chosen);
    best_cost_ = cost;
  }

  // Cheapest first for the constraint that is open, then without what turned out to be needless.
  void greedy(State state) {
    std::vector<std::size_t> chosen;
    std::vector<char> in(problem_.items.size(), 0);
    for (const auto& [order, weight, need] :
         {std::tuple{&order_b_, &CoverItem::b, &state.need_b}, {&order_a_, &CoverItem::a, &state.need_a}}) {
      for (const std::size_t i : *order) {
        if (*need <= kZero) break;
        if (in[i] != 0 || problem_.items[i].*weight <= kZero) continue;
        in[i] = 1;
        apply(state, i);
        chosen.push_back(i);
      }
    }
    if (!state.covered()) {  // a weight below zero undid it: take all that help
      chosen.clear();
      state = {kZero, problem_.need_a, problem_.need_b};
      for (std::size_t i = 0; i < problem_.items.size(); ++i) {
        if (problem_.items[i].a < kZero || problem_.items[i].b < kZero) continue;
        apply(state, i);
        chosen.push_back(i);
      }
      if (!state.covered()) return;
    }
    drop_needless(state, chosen);
    keep(chosen, state.cost);
  }

  void drop_needless(State& state, std::vector<std::size_t>& chosen) const {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](std::size_t x, std::size_t y) { return problem_.items[x].cost > problem_.items[y].cost; });
    std::vector<std::size_t> left;
    for (const std::size_t i : chosen) {
      const CoverItem& item = problem_.items[i];
      if (state.need_a + item.a <= kZero && state.need_b + item.b <= kZero) {
        state = {state.cost - item.cost, state.need_a + item.a, state.need_b + item.b};
      } else {
        left.push_back(i);
      }
    }
    chosen = std::move(left);
  }

  void apply(State& state, std::size_t i) const {
    const CoverItem& item = problem_.items[i];
    state.cost += item.cost;
    state.need_a -= item.a;
    state.need_b -= item.b;
  }

  void descend(std::size_t depth, const State& state) {
    if (++nodes_ > most_) return;
    if (state.covered()) {
      std::vector<std::size_t> chosen;
      for (std::size_t i = 0; i < taken_.size(); ++i) {
        if (taken_[i] == kIn) chosen.push_back(i);
      }
      keep(std::move(chosen), state.cost);
      return;
    }
    if (depth == order_a_.size() || (any_ && bound(state) >= best_cost_) || !coverable(state)) return;
    const std::size_t i = state.need_a > kZero ? next(order_a_) : next(order_b_);
    taken_[i] = kIn;
    State with = state;
    apply(with, i);
    descend(depth + 1, with);
    taken_[i] = kOut;
    descend(depth + 1, state);
    taken_[i] = kFree;
  }

  std::size_t next(const std::vector<std::size_t>& order) const {
    return *std::find_if(order.begin(), order.end(), [&](std::size_t i) { return taken_[i] == kFree; });
  }

  const CoverProblem& problem_;
  std::size_t most_;
  std::vector<std::size_t> order_a_, order_b_;
  std::vector<char> taken_;
  std::vector<std::size_t> best_;
  Rational best_cost_;
  bool any_ = false;
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Cover> cover(const CoverProblem& problem, std::size_t most_nodes) {
  auto found = Search(problem, most_nodes).run();
  if (found && found->chosen.empty() && (problem.need_a > kZero || problem.need_b > kZero)) return std::nullopt;
  return found;
}

}  // namespace trilat::origin
