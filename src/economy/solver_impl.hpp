// What a Solver holds; shared by the solve, the gradient and the decomposition.
#pragma once

#include "economy/preconditioner.hpp"
#include "economy/solver.hpp"
#include "economy/system.hpp"
#include "numerics/anderson.hpp"
#include "numerics/newton_krylov.hpp"

namespace trilat::economy {

inline constexpr double kLinearTolerance = 1e-13;  // of the one solve of a derivative

// Final shares of households and government, [n][j].
struct Baskets {
  std::vector<double> household, government;
};
Result<Baskets> baskets_of(const DataSet& data, const SolveOptions& options);

struct Solver::Impl {
  Impl(const DataSet& base, SolveOptions chosen, const Baskets& baskets);

  Status set_policy(const Policy& policy);
  Status set_theta(std::span<const double> theta);
  Result<SolveSummary> solve(const Start* start);
  Equilibrium equilibrium() const;
  void start_at_base();
  bool sweep(double tolerance, int patience);
  bool lead();
  // Solves by Newton from `state`, at most `work` evaluations and products.
  numerics::NewtonSummary polish(double tolerance, int work);
  numerics::NewtonKrylov& newton();  // made when first asked for
  // J x = b at the point last evaluated.
  numerics::GmresSummary solve_linear(std::span<const double> b, std::span<double> x,
                                      const numerics::GmresOptions& numeric);

  std::size_t order_of(std::size_t j) const { return order[j]; }
  double log_price(std::size_t n, std::size_t j) const { return state[system.wages() + tables.cell(order[j], n)]; }
  double log_consumer_price(std::size_t n) const;

  const DataSet& data;
  SolveOptions options;
  Tables tables;
  System system;
  Preconditioner preconditioner;
  numerics::Anderson anderson;
  std::unique_ptr<numerics::NewtonKrylov> krylov;
  std::vector<std::size_t> order;  // [j] -> a
  std::vector<double> theta;       // [j]
  numerics::Vector state, residual;
  SolveSummary summary;
};

}  // namespace trilat::economy
