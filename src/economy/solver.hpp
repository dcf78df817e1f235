// An equilibrium service: holds the tables and the work space of one data set and one set of options, and solves
// again and again for other shocks, elasticities and starts. No allocation in a solve once the shock is set.
//
//   TRILAT_TRY(Solver solver, Solver::make(data, options));
//   TRILAT_CHECK(solver.set_shock(shock));
//   for each draw: solver.set_theta(theta); solver.solve(&start); solver.real_income(n);
//
// One Solver belongs to one thread; make one a worker. The data set must outlive it.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "economy/equilibrium.hpp"
#include "numerics/simd.hpp"

namespace trilat::economy {

// A solved point, to start another solve from. Fits every Solver of the same sizes and labour regime.
struct Start {
  numerics::Vector state;
};

struct SolveSummary {
  double residual = 0;  // largest relative residual of any equation
  int sweeps = 0;       // evaluations of the equations
  int newton_steps = 0;
};

class Solver {
 public:
  // Errors: those of the options: an elasticity that is not positive, a basket that does not sum to one or leaves
  // households below nothing, kappa below 1, a negative labour supply elasticity.
  static Result<Solver> make(const DataSet& data, SolveOptions options = {});
  Solver(Solver&&) noexcept;
  Solver& operator=(Solver&&) noexcept;
  ~Solver();

  Status set_shock(const Shock& shock);
  // For callers with arrays of rates, such as games. Errors as `resolve`.
  Status set_policy(const Policy& policy);
  // One rate, without touching the rest.
  Status set_tariff(std::size_t importer, std::size_t exporter, std::size_t sector, double rate);
  // What each country receives from the others, [n], million USD in units of the numeraire, on top of D'. Sums to zero.
  Status set_transfers(std::span<const double> received);
  Status set_theta(std::span<const double> theta);  // [j]

  // From the base (all hats one), or from `start`. kNotConverged with the residual; the accessors below
  // are then meaningless.
  Result<SolveSummary> solve(const Start* start = nullptr);
  Result<SolveSummary> solve(const Shock& shock, const Start* start = nullptr);

  // At the solved point.
  Start point() const;
  double real_income(std::size_t n) const;            // change, a fraction: I'/I / prod_j P^alpha - 1
  double wage(std::size_t n) const;                   // hat
  double consumer_price(std::size_t n) const;         // hat of prod_j P^alpha
  double income(std::size_t n) const;                 // level
  double revenue(std::size_t n) const;                // level
  double output(std::size_t n, std::size_t j) const;  // level
  double price(std::size_t n, std::size_t j) const;   // hat
  double cost(std::size_t n, std::size_t j) const;    // hat
  Equilibrium equilibrium() const;                    // everything, in new arrays

  const DataSet& data() const;
  const SolveOptions& options() const;
  const std::vector<double>& theta() const;

  struct Impl;  // for the gradient and the decomposition
  Impl& impl() { return *impl_; }

 private:
  explicit Solver(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trilat::economy
