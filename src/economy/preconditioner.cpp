#include "economy/preconditioner.hpp"

#include <Eigen/LU>
#include <algorithm>

#include "numerics/kernels.hpp"

namespace trilat::economy {
namespace {

constexpr double kSmallHome = 1e-3;  // below, own costs and home sales are left to the iteration

}  // namespace

Preconditioner::Preconditioner(const Tables& tables, const System& system)
    : tables_(tables), system_(system), N_(tables.N), J_(tables.J), S_(tables.stride) {
  factors_.assign(J_ * tables.cells(), 0.0);
  for (auto* cells : {&price_of_wage_, &spend_of_wage_, &cost_of_wage_, &labour_, &labour_share_, &lost_sales_,
                      &lost_inputs_, &stiffness_, &cells_}) {
    cells->assign(tables.cells(), 0.0);
  }
  country_.assign(S_, 0.0);
  country2_.assign(S_, 0.0);
  for (auto* matrix : {&response_, &inverse_, &inverse_transposed_, &rows_, &columns_}) matrix->assign(N_ * S_, 0.0);
}

void Preconditioner::expand_at_base(std::span<const double> theta) {
  at_ = {tables_.share.data(),       tables_.receipts_or_net().data(),
         tables_.expenditure.data(), tables_.value_added.data(),
         tables_.home.data(),        tables_.country_value_added.data()};
  at_base_ = true;
  build(theta);
}

void Preconditioner::expand_at_point(std::span<const double> theta, std::span<const double> spend) {
  const Point& point = system_.point();
  near_.share = system_.offered();
  near_.receipts = system_.receipts();
  near_.home.assign(tables_.cells(), 1.0);
  near_.expenditure.assign(tables_.cells(), 0.0);
  near_.value_added = near_.expenditure;
  near_.country_value_added = point.earned;
  for (std::size_t c = 0; c < tables_.cells(); ++c) {
    near_.expenditure[c] = tables_.expenditure[c] * spend[c];
    near_.value_added[c] = tables_.beta[c] * point.output[c];
  }
  for (std::size_t a = 0; a < tables_.traded; ++a) {
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t i = 0; i < N_; ++i) {
        const std::size_t at = tables_.market(a, n, i);
        const double sold = point.power[tables_.cell(a, i)] / point.phi[tables_.cell(a, n)];
        near_.share[at] *= sold;
        near_.receipts[at] *= sold;
      }
      near_.home[tables_.cell(a, n)] = near_.receipts[tables_.market(a, n, n)];
    }
  }
  at_ = {near_.share.data(),       near_.receipts.data(), near_.expenditure.data(),
         near_.value_added.data(), near_.home.data(),     near_.country_value_added.data()};
  at_base_ = false;
  build(theta);
}

void Preconditioner::build(std::span<const double> theta) {
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t b = 0; b < J_; ++b) {
      const std::size_t row = (a * J_ + b) * S_;
      for (std::size_t n = 0; n < S_; ++n) {
        factors_[row + n] = (a == b ? 1.0 : 0.0) - tables_.weight[row + n] * at_.home[b * S_ + n];
      }
    }
  }
  numerics::batch_factor(factors_.data(), J_, S_);
  respond_to_wages();
  respond_to_costs(theta);
  std::fill(response_.begin(), response_.end(), 0.0);
  for (std::size_t a = 0; a < J_; ++a) add_market(a, theta[a]);
  invert();
}

// Domestic prices and costs when the wage rises; elasticities do not matter for them.
void Preconditioner::respond_to_wages() {
  const std::size_t cells = tables_.cells();
  for (std::size_t c = 0; c < cells; ++c) {
    price_of_wage_[c] = at_.home[c] * tables_.beta[c];
    cost_of_wage_[c] = tables_.beta[c];
    const double whole = system_.one_wage() ? at_.country_value_added[c % S_] : at_.value_added[c];
    labour_[c] = whole > 0 ? tables_.beta[c] / whole : 0;
    if (whole > 0) labour_share_[c] = at_.value_added[c] / at_.country_value_added[c % S_];
  }
  numerics::batch_solve_transposed(factors_.data(), price_of_wage_.data(), J_, S_);
  numerics::batch_multiply_transposed(tables_.weight.data(), price_of_wage_.data(), cost_of_wage_.data(), {J_, J_, S_});
}

// How output falls with its own cost, d Y_n / d log c_n, and through it expenditure with the wage.
void Preconditioner::respond_to_costs(std::span<const double> theta) {
  const std::size_t cells = tables_.cells();
  std::fill(lost_sales_.begin(), lost_sales_.end(), 0.0);
  std::fill(lost_inputs_.begin(), lost_inputs_.end(), 0.0);
  for (std::size_t c = 0; c < cells; ++c) cells_[c] = 0;
  for (std::size_t a = 0; a < tables_.traded; ++a) {
    for (std::size_t l = 0; l < N_; ++l) {
      const double* share = &at_.share[tables_.market(a, l, 0)];
      const double* receipts = &at_.receipts[tables_.market(a, l, 0)];
      const double spent = at_.expenditure[tables_.cell(a, l)];
      for (std::size_t n = 0; n < N_; ++n) cells_[a * S_ + n] += spent * receipts[n] * (1 - share[n]);
    }
    for (std::size_t c = a * S_; c < (a + 1) * S_; ++c) cells_[c] *= -theta[a];
  }
  stiffness_ = cells_;
  std::size_t country = 0;  // of the cell: they run through the countries again and again
  for (std::size_t c = 0; c < cells; ++c) {
    spend_of_wage_[c] = system_.household()[c] * at_.country_value_added[country];
    country = country + 1 == S_ ? 0 : country + 1;
    if (at_.home[c] > kSmallHome) {
      lost_sales_[c] = cells_[c] / at_.home[c];
      lost_inputs_[c] = lost_sales_[c] / at_.home[c];
    }
    cells_[c] *= cost_of_wage_[c];
  }
  numerics::batch_multiply(tables_.weight.data(), cells_.data(), spend_of_wage_.data(), {J_, J_, S_});
  numerics::batch_solve(factors_.data(), spend_of_wage_.data(), J_, S_);
  for (std::size_t c = 0; c < cells; ++c) spend_of_wage_[c] *= tables_.inverse_expenditure[c];
  const double kappa = system_.options().labour == Labour::kImmobile ? 1.0 : system_.options().kappa;
  for (std::size_t c = 0; c < cells; ++c) {
    const double slope = at_.value_added[c] > 0 ? stiffness_[c] * tables_.beta[c] * labour_[c] : 0;
    stiffness_[c] = at_.value_added[c] > 0 ? 1 / (kappa - slope) : 1.0;
  }
}

// d log X / d log w; spend_of_wage_ is in units of the base.
double Preconditioner::growth_of_spend(std::size_t cell) const {
  return at_.expenditure[cell] > 0 ? spend_of_wage_[cell] * tables_.expenditure[cell] / at_.expenditure[cell] : 0;
}

// d (beta Y_n) / d log w_m of one sector, in million USD.
void Preconditioner::add_market(std::size_t a, double theta) {
  const std::size_t row = a * S_;
  if (a >= tables_.traded) {
    for (std::size_t n = 0; n < N_; ++n) {
      response_[n * S_ + n] += at_.value_added[row + n] * growth_of_spend(row + n);
    }
    return;
  }
  // columns_[l][m] = share of m in l, times how m's cost follows its wage; rows_[n][l] = sales of n in l
  for (std::size_t l = 0; l < N_; ++l) {
    const std::size_t from = tables_.market(a, l, 0);
    for (std::size_t m = 0; m < N_; ++m) {
      columns_[l * S_ + m] = at_.share[from + m] * cost_of_wage_[row + m];
      rows_[m * S_ + l] = theta * tables_.beta[row + m] * at_.receipts[from + m] * at_.expenditure[row + l];
    }
  }
  numerics::multiply_matrices(rows_.data(), columns_.data(), response_.data(), N_, N_, S_);
  for (std::size_t n = 0; n < N_; ++n) {
    double* response = &response_[n * S_];
    response[n] -= theta * cost_of_wage_[row + n] * at_.value_added[row + n];
    for (std::size_t m = 0; m < N_; ++m) {
      response[m] += rows_[n * S_ + m] / theta * growth_of_spend(row + m);
    }
  }
}

// (1 - response / V + numeraire)^-1
void Preconditioner::invert() {
  const auto size = static_cast<Eigen::Index>(N_);
  Eigen::MatrixXd matrix(size, size);
  for (std::size_t n = 0; n < N_; ++n) {
    const double supply = 1 + system_.options().labour_supply;
    for (std::size_t m = 0; m < N_; ++m) {
      const double own = n == m ? supply : 0;
      matrix(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(m)) =
          own - response_[n * S_ + m] / at_.country_value_added[n] + at_.country_value_added[m] / tables_.world;
    }
  }
  const Eigen::MatrixXd inverse = matrix.partialPivLu().inverse();
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t m = 0; m < N_; ++m) {
      const double value = inverse(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(m));
      inverse_[n * S_ + m] = value;
      inverse_transposed_[m * S_ + n] = value;
    }
  }
}

// Prices first; then expenditure, where a cost that moves takes sales with it; then wages, for which labour demand at
// home counts; and last what wages do to prices and expenditure. With v the change of output by its own cost,
//   (I - Gamma D)^-1 (r + Gamma v) = (I - Gamma D)^-1 (r + v / D) - v / D,   Gamma^T dp = (dp - r) / D.
void Preconditioner::apply(std::span<const double> r, std::span<double> z) {
  const std::size_t wages = system_.wages(), cells = tables_.cells();
  const auto price = z.subspan(wages, cells), spend = z.subspan(wages + cells, cells);
  const auto r_price = r.subspan(wages, cells), r_spend = r.subspan(wages + cells, cells);
  std::copy(r_price.begin(), r_price.end(), price.begin());
  numerics::batch_solve_transposed(factors_.data(), price.data(), J_, S_);
  for (std::size_t c = 0; c < cells; ++c) {
    cells_[c] = lost_inputs_[c] * (price[c] - r_price[c]);
    spend[c] = r_spend[c] * tables_.expenditure[c] + cells_[c];
  }
  numerics::batch_solve(factors_.data(), spend.data(), J_, S_);
  for (std::size_t c = 0; c < cells; ++c) {
    spend[c] -= cells_[c];
    cells_[c] = labour_[c] * (at_.home[c] * spend[c] + lost_sales_[c] * (price[c] - r_price[c]));
    spend[c] *= tables_.inverse_expenditure[c];
  }
  std::fill(country_.begin(), country_.end(), 0.0);
  if (system_.one_wage()) {
    for (std::size_t n = 0; n < N_; ++n) country_[n] = r[n];
    numerics::batch_sum(cells_.data(), country_.data(), J_, S_);
    numerics::multiply(inverse_.data(), country_.data(), country2_.data(), N_, S_);
    std::copy(country2_.begin(), country2_.end(), z.begin());
  } else {
    for (std::size_t c = 0; c < cells; ++c) cells_[c] += r[c];
    numerics::batch_dot(labour_share_.data(), cells_.data(), country_.data(), J_, S_);
    numerics::multiply(inverse_.data(), country_.data(), country2_.data(), N_, S_);
    for (std::size_t a = 0; a < J_; ++a) {
      for (std::size_t n = 0, c = a * S_; n < S_; ++n, ++c) {
        z[c] = stiffness_[c] * (cells_[c] - country_[n]) + country2_[n];
      }
    }
  }
  numerics::batch_scale_add(price_of_wage_.data(), country2_.data(), price.data(), J_, S_);
  numerics::batch_scale_add(spend_of_wage_.data(), country2_.data(), spend.data(), J_, S_);
}

void Preconditioner::apply_transposed(std::span<const double> r, std::span<double> z) {
  const std::size_t wages = system_.wages(), cells = tables_.cells();
  const auto price = z.subspan(wages, cells), spend = z.subspan(wages + cells, cells);
  const auto r_price = r.subspan(wages, cells), r_spend = r.subspan(wages + cells, cells);
  std::fill(country_.begin(), country_.end(), 0.0);
  numerics::batch_dot(price_of_wage_.data(), r_price.data(), country_.data(), J_, S_);
  numerics::batch_dot(spend_of_wage_.data(), r_spend.data(), country_.data(), J_, S_);
  if (system_.one_wage()) {
    for (std::size_t n = 0; n < N_; ++n) country_[n] += r[n];
    numerics::multiply(inverse_transposed_.data(), country_.data(), country2_.data(), N_, S_);
    std::copy(country2_.begin(), country2_.end(), z.begin());
    std::fill(cells_.begin(), cells_.end(), 0.0);
    numerics::batch_scale_add(labour_.data(), country2_.data(), cells_.data(), J_, S_);
  } else {
    numerics::batch_sum(r.data(), country_.data(), J_, S_);
    numerics::multiply(inverse_transposed_.data(), country_.data(), country2_.data(), N_, S_);
    for (std::size_t c = 0; c < cells; ++c) z[c] = stiffness_[c] * r[c];
    std::fill(country_.begin(), country_.end(), 0.0);
    numerics::batch_sum(z.data(), country_.data(), J_, S_);
    for (std::size_t n = 0; n < S_; ++n) country2_[n] -= country_[n];
    numerics::batch_scale_add(labour_share_.data(), country2_.data(), z.data(), J_, S_);
    for (std::size_t c = 0; c < cells; ++c) cells_[c] = labour_[c] * z[c];
  }
  for (std::size_t c = 0; c < cells; ++c) {
    price[c] = tables_.inverse_expenditure[c] * r_spend[c] + at_.home[c] * cells_[c];
    spend[c] = price[c];
  }
  numerics::batch_solve_transposed(factors_.data(), spend.data(), J_, S_);
  for (std::size_t c = 0; c < cells; ++c) {
    cells_[c] = lost_inputs_[c] * (spend[c] - price[c]) + lost_sales_[c] * cells_[c];
    spend[c] *= tables_.expenditure[c];
    price[c] = r_price[c] + cells_[c];
  }
  numerics::batch_solve(factors_.data(), price.data(), J_, S_);
  for (std::size_t c = 0; c < cells; ++c) price[c] -= cells_[c];
}

}  // namespace trilat::economy
