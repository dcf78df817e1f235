#include "economy/system.hpp"

#include <algorithm>
#include <cmath>

#include "numerics/kernels.hpp"

namespace trilat::economy {

using numerics::Vector;

System::System(const Tables& tables, const SolveOptions& options, Vector household, Vector government)
    : tables_(tables),
      options_(options),
      N_(tables.N),
      J_(tables.J),
      T_(tables.traded),
      S_(tables.stride),
      one_wage_(options.labour == Labour::kMobile),
      household_(std::move(household)),
      government_(std::move(government)) {
  wages_ = one_wage_ ? S_ : tables.cells();
  kappa_ = options.labour == Labour::kImmobile ? 1.0 : options.kappa;
  theta_.assign(J_, 1.0);
  for (Point* point : {&point_, &change_}) {
    for (auto* cells : {&point->log_cost, &point->power, &point->phi, &point->log_phi, &point->paid, &point->offer,
                        &point->demand, &point->customs, &point->output, &point->labour_share, &point->final_demand}) {
      cells->assign(tables.cells(), 0.0);
    }
    for (auto* totals : {&point->earned, &point->earnings, &point->log_hours, &point->value_added, &point->revenue,
                         &point->deficit, &point->income}) {
      totals->assign(S_, 0.0);
    }
    std::fill(point->phi.begin(), point->phi.end(), 1.0);
  }
  for (auto* cells : {&scratch_, &spend_, &w_output_, &w_power_, &w_demand_, &w_customs_, &w_offer_, &w_phi_, &w_paid_,
                      &w_cost_, &log_home_iceberg_}) {
    cells->assign(tables.cells(), 0.0);
  }
  for (auto* totals : {&w_revenue_, &w_value_added_, &w_deficit_, &w_earnings_, &w_hours_}) totals->assign(S_, 0.0);
  transfer_.assign(S_, 0.0);
  tariff_ = tables.tariff;
  export_tax_ = tables.export_tax;
  offered_ = tables.share;
  net_ = tables.net;
  taxed_ = !export_tax_.empty();
  if (taxed_) receipts_ = tables.receipts;
}

void System::set_theta(std::span<const double> theta) {
  const bool same = std::equal(theta.begin(), theta.end(), theta_.begin());
  theta_.assign(theta.begin(), theta.end());
  if (!same && moved_) refresh();
}

void System::set_policy(const Policy& policy) {
  const auto moved = [](const std::vector<double>& rates, double neutral) {
    return std::any_of(rates.begin(), rates.end(), [=](double rate) { return rate != neutral; });
  };
  const bool iceberg = moved(policy.iceberg, 1);
  const bool levies = moved(policy.export_tax, 0);
  iceberg_.assign(iceberg ? tariff_.size() : 0, 1.0);
  if (levies) {
    export_tax_.assign(tariff_.size(), 0.0);
  } else if (policy.export_tax.empty()) {
    export_tax_ = tables_.export_tax;
  } else {
    export_tax_.clear();
  }
  std::fill(log_home_iceberg_.begin(), log_home_iceberg_.end(), 0.0);
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t n = 0; n < N_; ++n) {
      const std::size_t from = (tables_.sector[a] * N_ + n) * N_, to = tables_.market(a, n, 0);
      if (a >= T_) {
        if (iceberg) log_home_iceberg_[tables_.cell(a, n)] = std::log(policy.iceberg[from + n]);
        continue;
      }
      std::copy_n(&policy.tariff[from], N_, &tariff_[to]);
      if (levies) std::copy_n(&policy.export_tax[from], N_, &export_tax_[to]);
      if (iceberg) std::copy_n(&policy.iceberg[from], N_, &iceberg_[to]);
    }
  }
  refresh();
}

double System::trade_cost(std::size_t at) const {
  const double base = tables_.export_tax.empty() ? 0.0 : tables_.export_tax[at];
  return (1 + tariff_[at]) / (1 + tables_.tariff[at]) * (1 + export_tax(at)) / (1 + base) * iceberg(at);
}

void System::set_blend(double share) {
  if (share == blend_) return;
  blend_ = share;
  refresh();
}

// One plus a rate between the base and the policy.
double System::blended(double base, double target) const {
  return blend_ == 1 || base == target ? 1 + target : (1 + base) * std::pow((1 + target) / (1 + base), blend_);
}

void System::set_tariff(std::size_t a, std::size_t n, std::size_t i, double rate) {
  tariff_[tables_.market(a, n, i)] = rate;
  moved_ = true;
  refresh_row(a, n);
}

void System::set_transfers(std::span<const double> received) {
  std::copy(received.begin(), received.end(), transfer_.begin());
}

void System::refresh() {
  taxed_ = !export_tax_.empty();
  if (taxed_) receipts_.assign(net_.size(), 0.0);
  moved_ = false;
  for (std::size_t a = 0; a < T_; ++a) {
    for (std::size_t n = 0; n < N_; ++n) refresh_row(a, n);
  }
}

// Only rows that the policy changes take powers.
void System::refresh_row(std::size_t a, std::size_t n) {
  const std::size_t row = tables_.market(a, n, 0);
  bool base = true;
  for (std::size_t at = row; at < row + N_; ++at) {
    const double levy = tables_.export_tax.empty() ? 0.0 : tables_.export_tax[at];
    base = base && tariff_[at] == tables_.tariff[at] && iceberg(at) == 1.0 && export_tax(at) == levy;
  }
  if (base) {
    std::copy_n(&tables_.share[row], S_, &offered_[row]);
    std::copy_n(&tables_.net[row], S_, &net_[row]);
    if (taxed_) std::copy_n(&tables_.receipts_or_net()[row], S_, &receipts_[row]);
    return;
  }
  moved_ = true;
  for (std::size_t i = 0; i < S_; ++i) scratch_[i] = 1.0;
  for (std::size_t i = 0; i < N_; ++i) scratch_[i] = trade_cost(row + i);
  numerics::log_array(scratch_.data(), scratch_.data(), S_);
  for (std::size_t i = 0; i < S_; ++i) scratch_[i] *= -theta_[a] * blend_;
  numerics::exp_array(scratch_.data(), scratch_.data(), S_);
  for (std::size_t i = 0; i < N_; ++i) {
    const std::size_t at = row + i;
    offered_[at] = tables_.share[at] * scratch_[i];
    net_[at] = offered_[at] / blended(tables_.tariff[at], tariff_[at]);
    const double levy = tables_.export_tax.empty() ? 0.0 : tables_.export_tax[at];
    if (taxed_) receipts_[at] = net_[at] / blended(levy, export_tax_[at]);
  }
}

double System::evaluate(std::span<const double> x, std::span<double> residual) {
  const auto log_wage = x.first(wages_);
  const auto log_price = x.subspan(wages_, tables_.cells());
  costs(log_wage, log_price);
  markets(x.subspan(wages_ + tables_.cells(), tables_.cells()));
  incomes(log_wage, log_price);
  demand();
  return residuals(x, residual);
}

void System::costs(std::span<const double> log_wage, std::span<const double> log_price) {
  for (std::size_t a = 0; a < J_; ++a) {
    const double* wage = one_wage_ ? log_wage.data() : &log_wage[a * S_];
    for (std::size_t n = 0; n < S_; ++n) point_.log_cost[a * S_ + n] = tables_.beta[a * S_ + n] * wage[n];
  }
  numerics::batch_multiply_transposed(tables_.weight.data(), log_price.data(), point_.log_cost.data(), {J_, J_, S_});
  for (std::size_t a = 0; a < T_; ++a) {
    for (std::size_t n = 0; n < S_; ++n) scratch_[a * S_ + n] = -theta_[a] * point_.log_cost[a * S_ + n];
  }
  numerics::exp_array(scratch_.data(), point_.power.data(), T_ * S_);
}

void System::markets(std::span<const double> spend) {
  std::fill(point_.revenue.begin(), point_.revenue.end(), 0.0);
  for (std::size_t c = 0; c < spend_.size(); ++c) spend_[c] = tables_.expenditure[c] * spend[c];
  const Vector& receipts = this->receipts();
  for (std::size_t a = 0; a < T_; ++a) {
    const std::size_t row = a * S_, table = tables_.market(a, 0, 0);
    double* demand = &point_.demand[row];
    numerics::multiply(&offered_[table], &point_.power[row], &point_.phi[row], N_, S_);
    numerics::multiply(&net_[table], &point_.power[row], &point_.paid[row], N_, S_);
    for (std::size_t n = 0; n < S_; ++n) {
      point_.offer[row + n] = spend_[row + n] / point_.phi[row + n];
      point_.revenue[n] += point_.offer[row + n] * (point_.phi[row + n] - point_.paid[row + n]);
      demand[n] = 0;
    }
    numerics::multiply_transposed(&receipts[table], &point_.offer[row], demand, N_, S_);
    for (std::size_t i = 0; i < S_; ++i) point_.output[row + i] = point_.power[row + i] * demand[i];
    if (!taxed_) continue;
    double* customs = &point_.customs[row];
    std::fill_n(customs, S_, 0.0);
    numerics::multiply_transposed(&net_[table], &point_.offer[row], customs, N_, S_);
    for (std::size_t i = 0; i < S_; ++i) point_.revenue[i] += point_.power[row + i] * (customs[i] - demand[i]);
  }
  std::copy(spend_.begin() + static_cast<std::ptrdiff_t>(T_ * S_), spend_.end(),
            point_.output.begin() + static_cast<std::ptrdiff_t>(T_ * S_));
  numerics::log_array(point_.phi.data(), point_.log_phi.data(), T_ * S_);
}

// What labour earns, supplies and costs: `earnings` is the log of the hat of an hour's average pay.
void System::incomes(std::span<const double> log_wage, std::span<const double> log_price) {
  std::fill(point_.earned.begin(), point_.earned.end(), 0.0);
  numerics::batch_dot(tables_.beta.data(), point_.output.data(), point_.earned.data(), J_, S_);
  point_.total = 0;
  for (std::size_t n = 0; n < N_; ++n) point_.total += point_.earned[n];
  if (one_wage_) {
    std::copy(log_wage.begin(), log_wage.end(), point_.earnings.begin());
  } else {
    average_wages(log_wage);
  }
  std::fill(point_.log_hours.begin(), point_.log_hours.end(), 0.0);
  if (options_.labour_supply > 0) {
    numerics::batch_dot(household_.data(), log_price.data(), point_.log_hours.data(), J_, S_);
    for (std::size_t n = 0; n < N_; ++n) {
      point_.log_hours[n] = options_.labour_supply * (point_.earnings[n] - point_.log_hours[n]);
    }
  }
  for (std::size_t n = 0; n < N_; ++n) {
    point_.value_added[n] = tables_.country_value_added[n] * std::exp(point_.earnings[n] + point_.log_hours[n]);
  }
}

// Phi and each sector's share of the country's earnings; powers are taken against the highest wage, so that a large
// kappa does not overflow.
void System::average_wages(std::span<const double> log_wage) {
  Vector& highest = point_.log_hours;  // filled later
  std::copy_n(log_wage.begin(), S_, highest.begin());
  for (std::size_t a = 1; a < J_; ++a) {
    for (std::size_t n = 0; n < S_; ++n) highest[n] = std::max(highest[n], log_wage[a * S_ + n]);
  }
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t n = 0; n < S_; ++n) scratch_[a * S_ + n] = kappa_ * (log_wage[a * S_ + n] - highest[n]);
  }
  numerics::exp_array(scratch_.data(), point_.labour_share.data(), wages_);
  std::fill(point_.earnings.begin(), point_.earnings.end(), 0.0);
  for (std::size_t c = 0; c < wages_; ++c) point_.labour_share[c] *= tables_.value_added[c];
  numerics::batch_sum(point_.labour_share.data(), point_.earnings.data(), J_, S_);
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t n = 0; n < N_; ++n) point_.labour_share[a * S_ + n] /= point_.earnings[n];
  }
  for (std::size_t n = 0; n < N_; ++n) {
    point_.earnings[n] = highest[n] + std::log(point_.earnings[n] / tables_.country_value_added[n]) / kappa_;
  }
}

// Deficits, income and expenditure on inputs and final goods; the last is left in spend_.
void System::demand() {
  if (options_.closure == Closure::kFixedDeficit) {
    std::copy(tables_.deficit.begin(), tables_.deficit.end(), point_.deficit.begin());
  } else if (options_.closure == Closure::kZeroDeficit) {
    std::fill(point_.deficit.begin(), point_.deficit.end(), 0.0);
  } else if (options_.closure == Closure::kShareDeficit) {
    double owed = 0;
    point_.earned_home = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      const double home = point_.value_added[n] + point_.revenue[n];
      owed += tables_.deficit_share[n] * home;
      point_.earned_home += home;
    }
    point_.mean_share = owed / point_.earned_home;
    for (std::size_t n = 0; n < N_; ++n) {
      point_.deficit[n] = (point_.value_added[n] + point_.revenue[n]) * (tables_.deficit_share[n] - point_.mean_share);
    }
  }
  for (std::size_t n = 0; n < N_; ++n) {
    point_.deficit[n] += transfer_[n];
    point_.income[n] = point_.value_added[n] + point_.deficit[n] + point_.revenue[n];
  }
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t n = 0, c = a * S_; n < S_; ++n, ++c) {
      point_.final_demand[c] =
          household_[c] * (point_.income[n] - point_.revenue[n]) + government_[c] * point_.revenue[n];
      spend_[c] = point_.final_demand[c];
    }
  }
  numerics::batch_multiply(tables_.weight.data(), point_.output.data(), spend_.data(), {J_, J_, S_});
}

double System::residuals(std::span<const double> x, std::span<double> residual) {
  const std::size_t cells = tables_.cells();
  const auto log_price = x.subspan(wages_, cells), spend = x.subspan(wages_ + cells, cells);
  wage_residuals(x.first(wages_), residual.first(wages_));
  const auto price = residual.subspan(wages_, cells), expenditure = residual.subspan(wages_ + cells, cells);
  for (std::size_t a = 0; a < J_; ++a) {
    const double slope = a < T_ ? -1 / theta_[a] : 1;
    for (std::size_t c = a * S_; c < (a + 1) * S_; ++c) {
      price[c] =
          (a < T_ ? slope * point_.log_phi[c] : point_.log_cost[c] + blend_ * log_home_iceberg_[c]) - log_price[c];
    }
  }
  double largest = numerics::largest_magnitude(residual.data(), wages_ + cells);
  bool outside = std::isnan(largest);
  for (std::size_t c = 0; c < cells; ++c) {
    expenditure[c] = spend_[c] * tables_.inverse_expenditure[c] - spend[c];
    const double relative = std::abs(expenditure[c]) / (spend[c] > 0 ? spend[c] : 1.0);
    if (!(relative <= largest)) largest = relative;
    outside = outside || std::isnan(relative) || spend[c] < 0;
  }
  return outside ? std::nan("") : largest;
}

void System::wage_residuals(std::span<const double> log_wage, std::span<double> residual) const {
  const double shift = std::log(tables_.world / point_.total);
  std::fill(residual.begin(), residual.end(), 0.0);
  if (one_wage_) {
    for (std::size_t n = 0; n < N_; ++n) {
      residual[n] =
          std::log(point_.earned[n] / tables_.country_value_added[n]) - point_.log_hours[n] - log_wage[n] + shift;
    }
    return;
  }
  for (std::size_t c = 0; c < wages_; ++c) {
    const std::size_t n = c % S_;
    if (!(tables_.value_added[c] > 0)) {
      residual[c] = -log_wage[c];
      continue;
    }
    residual[c] = std::log(tables_.beta[c] * point_.output[c] / tables_.value_added[c]) - kappa_ * log_wage[c] -
                  (1 - kappa_) * point_.earnings[n] - point_.log_hours[n] + shift;
  }
}

}  // namespace trilat::economy
