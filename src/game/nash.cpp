#include "game/nash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "numerics/anderson.hpp"

namespace trilat::game {
namespace {

constexpr double kSamePoint = 1e-5;  // of the payoffs of one equilibrium, per cent
constexpr int kMemory = 30;
constexpr int kFirstRounds = 2;  // of best responses before all move at once
constexpr int kFewSteps = 8;     // of a best response in them
constexpr int kMostRounds = 12;
constexpr double kLoose = 1e-3;
constexpr int kJointDepth = 6;

class Solver {
 public:
  Solver(Position& position, const NashOptions& options) : position_(position), options_(options) {
    for (std::size_t d = 0; d < position.play().deciders.size(); ++d) {
      responders_.push_back(std::make_unique<numerics::ProjectedQuasiNewton>(position.count(d), kMemory));
    }
  }

  // Leaves the best point in x and returns its residual.
  double run(std::vector<double>& x) {
    for (auto& responder : responders_) responder->forget();
    for (int k = 0; k < kFirstRounds && (options_.start.empty() || narrow()); ++k) round(x, kLoose, kFewSteps);
    double residual = joint(x);
    for (int k = 0; k < kMostRounds && !(residual <= options_.tolerance) && !spent(); ++k) {
      round(x, options_.tolerance, 60);
      residual = joint(x);
    }
    return residual;
  }

  int rounds() const { return rounds_; }
  bool spent() const { return position_.game().solves() - first_solve_ >= options_.max_equilibria; }

 private:
  // A product of gains has no value where one is lost: whole steps come after careful ones.
  bool narrow() const {
    const auto& deciders = position_.play().deciders;
    return std::any_of(deciders.begin(), deciders.end(),
                       [](const Decider& decider) { return decider.aim.kind == Aim::Kind::kProduct; });
  }

  void round(std::vector<double>& x, double tolerance, int steps) {
    ++rounds_;
    for (std::size_t d = 0; d < responders_.size(); ++d) {
      if (position_.count(d) == 0) continue;
      ResponseOptions options;
      options.tolerance = tolerance;
      options.max_iterations = steps;
      const Response found = best_response(position_, d, x, options, responders_[d].get());
      std::copy(found.rates.begin(), found.rates.end(), x.begin() + static_cast<std::ptrdiff_t>(position_.first(d)));
    }
  }

  double joint(std::vector<double>& x) {
    numerics::AndersonOptions numeric;
    numeric.tolerance = options_.tolerance;
    numeric.max_iterations = 60;
    numeric.patience = 8;
    numeric.max_restarts = 3;
    numerics::Vector state(x.begin(), x.end());
    numerics::Anderson anderson(x.size(), kJointDepth);
    const auto found = anderson.run([&](auto at, auto image) { return step(at, image); }, state, numeric);
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] = std::clamp(state[i], position_.lower()[i], position_.upper()[i]);
    }
    return found.converged ? found.residual : kkt_residual(position_, x);
  }

  // Everyone's whole step from `at` brought into the bounds; returns the KKT residual there.
  double step(std::span<const double> at, std::span<double> image) {
    std::vector<double> x(at.begin(), at.end());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::clamp(x[i], position_.lower()[i], position_.upper()[i]);
    if (spent() || !position_.solve(x)) return std::nan("");
    double residual = 0;
    for (std::size_t d = 0; d < responders_.size(); ++d) {
      const std::size_t first = position_.first(d), count = position_.count(d);
      if (count == 0) continue;
      std::vector<double> slope(count);
      if (!position_.slope(d, slope)) return std::nan("");
      for (double& value : slope) value = -value;
      const numerics::Box box{position_.lower().subspan(first, count), position_.upper().subspan(first, count)};
      const std::span<const double> own = std::span(x).subspan(first, count);
      const auto curvature = position_.curvature().subspan(first, count);
      residual = std::max(residual, numerics::projected_residual(own, slope, curvature, box));
      responders_[d]->step(own, slope, curvature, box, image.subspan(first, count));
    }
    return residual;
  }

  Position& position_;
  const NashOptions& options_;
  std::vector<std::unique_ptr<numerics::ProjectedQuasiNewton>> responders_;
  int rounds_ = 0, first_solve_ = position_.game().solves();
};

Result<NashPoint> examine(Position& position, const std::vector<double>& x, const NashOptions& options) {
  NashPoint point;
  point.levers = x;
  point.rates = position.rates(x);
  if (options.search) {
    TRILAT_TRY(point.certificate, certify(position, x, options.searches));
  } else {
    point.certificate.kkt = kkt_residual(position, x);
  }
  if (!position.solve(x)) return fail(ErrorCode::kNotConverged, "there is no equilibrium at the solution");
  point.payoffs = position.game().payoffs();
  point.country_payoffs = position.game().country_payoffs();
  point.certified =
      options.search && point.certificate.kkt <= options.tolerance && point.certificate.largest_gain <= options.regret;
  point.reached = 1;
  return point;
}

// Where a search did better, its levers in place of the decider's; true if any did by more than `regret`.
bool repair(const Position& position, const NashPoint& point, double regret, std::vector<double>& x) {
  bool moved = false;
  for (std::size_t d = 0; d < point.certificate.better.size(); ++d) {
    const auto& better = point.certificate.better[d];
    if (better.empty() || point.certificate.gain[d] <= regret) continue;
    std::copy(better.begin(), better.end(), x.begin() + static_cast<std::ptrdiff_t>(position.first(d)));
    moved = true;
  }
  return moved;
}

double difference(std::span<const double> a, std::span<const double> b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

std::string why(const NashResult& result, const NashOptions& options) {
  if (result.points.empty()) {
    return fmt::format("no start of {} led to a point with an equilibrium of the economy", result.starts);
  }
  const Certificate& best = result.points.front().certificate;
  if (!options.search) {
    return fmt::format("not searched for better replies; the KKT residual is {:.3g}", best.kkt);
  }
  return fmt::format(
      "no certified equilibrium in {} equilibria of the economy: the best point has a KKT residual of {:.3g} (limit "
      "{:.3g}), and {} searches gain up to {:.3g} (limit {:.3g})",
      result.equilibria, best.kkt, options.tolerance, best.searches, best.largest_gain, options.regret);
}

// A point already found with these payoffs; null where it is new.
NashPoint* known(NashResult& result, std::span<const double> payoffs) {
  for (NashPoint& point : result.points) {
    if (difference(point.payoffs, payoffs) <= kSamePoint) return &point;
  }
  return nullptr;
}

}  // namespace

Result<NashResult> solve_nash(TariffGame& game, const Play& play, const NashOptions& options) {
  Position position(game, play);
  if (!options.start.empty() && options.start.size() != position.size()) {
    return bad_input("the start of a game has another size than its levers", "give one rate a lever");
  }
  const std::vector<double> given = options.start.empty() ? position.base() : options.start;
  NashResult result;
  Solver solver(position, options);
  const int before = game.solves();
  for (int start = 0; start < std::max(1, options.starts); ++start) {
    if (start > 0 && solver.spent()) break;
    ++result.starts;
    std::vector<double> x = start_of(position, given, options.seed, start);
    for (int attempt = 0;; ++attempt) {
      const double residual = solver.run(x);
      if (!std::isfinite(residual) || !position.solve(x)) {
        ++result.failed;
        break;
      }
      if (NashPoint* same = known(result, game.payoffs())) {
        if (same == &result.points.front()) result.spread = std::max(result.spread, difference(same->levers, x));
        ++same->reached;
        break;
      }
      TRILAT_TRY(NashPoint point, examine(position, x, options));
      const bool again = attempt < options.repairs && !solver.spent() && repair(position, point, options.regret, x);
      if (again) continue;
      result.points.push_back(std::move(point));
      break;
    }
  }
  std::stable_sort(result.points.begin(), result.points.end(), [](const NashPoint& a, const NashPoint& b) {
    return a.certified != b.certified ? a.certified : a.certificate.largest_gain < b.certificate.largest_gain;
  });
  result.rounds = solver.rounds();
  result.equilibria = game.solves() - before;
  if (!result.certified()) result.reason = why(result, options);
  return result;
}

}  // namespace trilat::game
