#include "game/contract_curve.hpp"

namespace trilat::game {
namespace {

class Tracer {
 public:
  Tracer(TariffGame& game, Pair link, const NetworkGame& none, const NashOptions& nash)
      : game_(game),
        link_(link),
        network_(Network(static_cast<int>(game.player_count())).with(link.first, link.second)),
        none_(none),
        nash_(nash) {}

  // From the even split outwards, each point searched for from its neighbour's tariffs.
  Result<std::vector<ContractPoint>> trace(int count) {
    std::vector<ContractPoint> points(static_cast<std::size_t>(count));
    TRILAT_CHECK(run(points, count / 2, count, 1));
    levers_ = middle_;
    TRILAT_CHECK(run(points, count / 2 - 1, -1, -1));
    return points;
  }

 private:
  Status run(std::vector<ContractPoint>& points, int from, int end, int step) {
    for (int k = from; k != end; k += step) {
      const double weight = static_cast<double>(k + 1) / static_cast<double>(points.size() + 1);
      TRILAT_TRY(points[static_cast<std::size_t>(k)], point(weight));
      if (middle_.empty()) middle_ = levers_;
    }
    return {};
  }

  Result<ContractPoint> point(double weight) {
    StructureOptions options;
    options.linked = LinkedRates::kCooperative;
    options.joint = Aim::Kind::kProduct;
    options.shares.assign(game_.player_count(), 1);
    options.shares[static_cast<std::size_t>(link_.first)] = weight;
    options.shares[static_cast<std::size_t>(link_.second)] = 1 - weight;
    TRILAT_TRY(const Play play, play_of(game_, network_, options, &none_));
    ContractPoint found;
    found.weight = weight;
    NashOptions nash = nash_;
    nash.start = levers_;
    if (nash.start.empty()) {
      TRILAT_TRY(nash.start, product_start(game_, play));
    }
    if (nash.start.empty()) {
      found.reason = "no tariffs were found that are better for both than to go without the deal";
      return found;
    }
    TRILAT_TRY(const NashResult solved, solve_nash(game_, play, nash));
    found.reason = solved.reason;
    if (solved.points.empty()) return found;
    found.certified = solved.certified();
    found.rates = solved.points.front().rates;
    found.payoffs = solved.points.front().payoffs;
    levers_ = solved.points.front().levers;
    return found;
  }

  TariffGame& game_;
  Pair link_;
  Network network_;
  const NetworkGame& none_;
  NashOptions nash_;
  std::vector<double> levers_, middle_;  // of the point found last, and of the first
};

}  // namespace

Result<ContractCurve> trace_contract_curve(TariffGame& game, Pair link, const NetworkGame& none, int points,
                                           const NashOptions& nash) {
  if (points < 1) return bad_input("a contract curve of no points is asked for", "ask for one or more");
  const Network alone(static_cast<int>(game.player_count()));
  StructureOptions free;
  free.linked = LinkedRates::kZero;
  free.nash = nash;
  TRILAT_TRY(StructureOutcome zero, solve_structure(game, alone.with(link.first, link.second), free, &none, {}));
  ContractCurve curve{link, none.of(alone), {}, std::move(zero)};
  TRILAT_TRY(curve.points, Tracer(game, link, none, nash).trace(points));
  return curve;
}

}  // namespace trilat::game
