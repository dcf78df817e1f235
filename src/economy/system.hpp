// The equations of the equilibrium as residuals of a state, with their derivative and its transpose.
//
// State, all hats: log w (one a country where labour is mobile, else one a cell), log P (cells), X'/X (cells), in
// the layout of Tables. Residuals, in the same layout:
//   wage         log(beta Y' / labour's supply) + log(world value added / sum beta Y')
//   price        -log(Phi) / theta - log P,  Phi = sum_i pi tau^-theta c_i^-theta
//   expenditure  (inputs + final demand) / X - X'/X
// `measure` is the largest of them in relative terms. pi tau^-theta is computed when the policy or theta changes, so
// that an evaluation takes exponentials and logarithms of cells only and multiplies and adds over flows.
#pragma once

#include <span>
#include <vector>

#include "economy/equilibrium.hpp"
#include "economy/tables.hpp"

namespace trilat::economy {

// Cells and countries of one point; the derivative is taken there.
struct Point {
  numerics::Vector log_cost, power, phi, log_phi, paid, offer, demand, customs, output, labour_share, final_demand;
  numerics::Vector earned, earnings, log_hours, value_added, revenue, deficit, income;
  double total = 0, mean_share = 0, earned_home = 0;
};

// Weights on what a point determines, and in the end the derivative of the weighted sum. Empty means none.
struct Cotangent {
  numerics::Vector output, log_price, log_cost, expenditure, final_demand;  // cells; expenditure of X'/X
  numerics::Vector revenue, value_added, log_earnings, deficit;             // [n]
  numerics::Vector trade;                                                   // market, on M'
};

// Derivative by the parameters of every flow, in the order of the markets, and of theta.
struct ParameterGradient {
  numerics::Vector tariff, export_tax, log_iceberg;  // market
  numerics::Vector log_iceberg_untraded;             // cells of untraded sectors
  std::vector<double> theta;                         // [a]
  numerics::Vector transfer;                         // [n]
};

// A direction of the policy, market layout; the last in cells.
struct PolicyDirection {
  numerics::Vector tariff, export_tax, log_iceberg, log_iceberg_untraded;
};

class System {
 public:
  System(const Tables& tables, const SolveOptions& options, numerics::Vector household, numerics::Vector government);

  std::size_t size() const { return wages_ + 2 * tables_.cells(); }
  std::size_t wages() const { return wages_; }
  bool one_wage() const { return one_wage_; }

  void set_theta(std::span<const double> theta);  // in solver order
  // Takes the policy, [j][n][i], and computes the market tables.
  void set_policy(const Policy& policy);
  // The policy a share of the way from the base, in logarithms of one plus a rate; 1 unless a solve is led.
  void set_blend(double share);
  void set_tariff(std::size_t a, std::size_t n, std::size_t i, double rate);
  // Received from abroad on top of D', [n], in units of the numeraire; sums to zero.
  void set_transfers(std::span<const double> received);

  // Writes the residuals at `x` and returns the largest relative one.
  double evaluate(std::span<const double> x, std::span<double> residual);

  // At the point last evaluated: J v + the derivative of the residuals by the policy in its direction, if any; and
  // J^T v + the transposed derivative of the weights, if any. `change` is what the last push did to the point.
  void push(std::span<const double> direction, const PolicyDirection* policy, std::span<double> image);
  const Point& change() const { return change_; }
  void pull(std::span<const double> weights, const Cotangent* outcome, std::span<double> gradient);
  // Derivative of the weighted sum by the parameters. Precondition: `pull` was last called with the same arguments.
  void pull_parameters(std::span<const double> weights, const Cotangent* outcome, ParameterGradient& gradient) const;

  const Tables& tables() const { return tables_; }
  const Point& point() const { return point_; }
  std::span<const double> theta() const { return theta_; }
  const numerics::Vector& offered() const { return offered_; }
  const numerics::Vector& net() const { return net_; }
  const numerics::Vector& receipts() const { return taxed_ ? receipts_ : net_; }
  const numerics::Vector& tariff() const { return tariff_; }
  double export_tax(std::size_t at) const { return export_tax_.empty() ? 0.0 : export_tax_[at]; }
  double iceberg(std::size_t at) const { return iceberg_.empty() ? 1.0 : iceberg_[at]; }
  // (1 + t') / (1 + t) x (1 + e') / (1 + e) x iceberg
  double trade_cost(std::size_t at) const;
  bool taxed() const { return taxed_; }
  const numerics::Vector& household() const { return household_; }
  const numerics::Vector& government() const { return government_; }
  const SolveOptions& options() const { return options_; }

 private:
  double blended(double base, double target) const;
  void refresh_row(std::size_t a, std::size_t n);
  void refresh();
  void costs(std::span<const double> log_wage, std::span<const double> log_price);
  void markets(std::span<const double> spend);
  void incomes(std::span<const double> log_wage, std::span<const double> log_price);
  void average_wages(std::span<const double> log_wage);
  void demand();
  double residuals(std::span<const double> x, std::span<double> residual);
  void wage_residuals(std::span<const double> log_wage, std::span<double> residual) const;
  void push_policy(const PolicyDirection& direction);
  void push_costs(std::span<const double> wage, std::span<const double> price);
  void push_markets(std::span<const double> spend);
  void push_incomes(std::span<const double> wage, std::span<const double> price);
  void push_residuals(std::span<const double> direction, std::span<double> image);
  void pull_deficits();
  void pull_incomes(std::span<const double> wage, std::span<double> wage_gradient, std::span<double> price_gradient);
  void pull_markets(std::span<const double> price, const Cotangent* outcome, std::span<double> spend_gradient);
  void pull_flows(std::size_t a, const Cotangent& outcome);

  const Tables& tables_;
  const SolveOptions options_;
  std::size_t N_, J_, T_, S_, wages_;
  bool one_wage_, taxed_ = false, moved_ = false;
  double kappa_ = 1, blend_ = 1;
  std::vector<double> theta_;
  numerics::Vector household_, government_;
  numerics::Vector tariff_, export_tax_, iceberg_;  // the last two empty where there is none
  numerics::Vector log_home_iceberg_;
  numerics::Vector transfer_;                  // [n]
  numerics::Vector offered_, net_, receipts_;  // market: pi tau^-theta, over (1 + t), over (1 + t)(1 + e)
  numerics::Vector spend_;
  Point point_;
  Point change_;              // of push
  numerics::Vector scratch_;  // cells
  // of pull: weights on the intermediates
  numerics::Vector w_output_, w_revenue_, w_value_added_, w_deficit_, w_earnings_, w_hours_;
  numerics::Vector w_power_, w_demand_, w_customs_, w_offer_, w_phi_, w_paid_, w_cost_;
};

}  // namespace trilat::economy
