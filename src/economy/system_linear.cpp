// The derivative of the equations and its transpose, at the point last evaluated. Each step below is the
// derivative of the step of the same name in system.cpp; `pull` takes them in reverse.
#include <algorithm>
#include <cmath>

#include "economy/system.hpp"
#include "numerics/kernels.hpp"

namespace trilat::economy {
namespace {

using numerics::Vector;

void clear(Vector& vector) { std::fill(vector.begin(), vector.end(), 0.0); }

void add(const Vector& from, Vector& to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

}  // namespace

void System::push(std::span<const double> direction, const PolicyDirection* policy, std::span<double> image) {
  const std::size_t cells = tables_.cells();
  const auto wage = direction.first(wages_), price = direction.subspan(wages_, cells);
  for (auto* array : {&change_.customs, &change_.demand, &change_.phi, &change_.paid}) clear(*array);
  if (policy != nullptr) push_policy(*policy);
  push_costs(wage, price);
  push_markets(direction.subspan(wages_ + cells, cells));
  push_incomes(wage, price);
  push_residuals(direction, image);
}

// What the policy changes in the markets while the state stands still.
void System::push_policy(const PolicyDirection& direction) {
  for (std::size_t a = 0; a < T_; ++a) {
    const std::size_t row = a * S_;
    for (std::size_t n = 0; n < N_; ++n) {
      double phi = 0, paid = 0;
      for (std::size_t i = 0; i < N_; ++i) {
        const std::size_t at = tables_.market(a, n, i);
        const double tariff = direction.tariff[at] / (1 + tariff_[at]);
        const double levy = direction.export_tax[at] / (1 + export_tax(at));
        const double cost = -theta_[a] * (tariff + levy + direction.log_iceberg[at]);
        const double power = point_.power[row + i];
        phi += offered_[at] * cost * power;
        paid += net_[at] * (cost - tariff) * power;
        change_.demand[row + i] += receipts()[at] * (cost - tariff - levy) * point_.offer[row + n];
        change_.customs[row + i] += net_[at] * (cost - tariff) * point_.offer[row + n];
      }
      change_.phi[row + n] = phi;
      change_.paid[row + n] = paid;
    }
  }
  for (std::size_t c = T_ * S_; c < tables_.cells(); ++c) change_.phi[c] = direction.log_iceberg_untraded[c];
}

void System::push_costs(std::span<const double> wage, std::span<const double> price) {
  for (std::size_t a = 0; a < J_; ++a) {
    const double* own = one_wage_ ? wage.data() : &wage[a * S_];
    for (std::size_t n = 0; n < S_; ++n) change_.log_cost[a * S_ + n] = tables_.beta[a * S_ + n] * own[n];
  }
  numerics::batch_multiply_transposed(tables_.weight.data(), price.data(), change_.log_cost.data(), {J_, J_, S_});
  for (std::size_t a = 0; a < T_; ++a) {
    for (std::size_t c = a * S_; c < (a + 1) * S_; ++c) {
      change_.power[c] = -theta_[a] * point_.power[c] * change_.log_cost[c];
    }
  }
}

// Adds to what change_ holds of phi, paid, demand and customs: the part of the policy, or nothing.
void System::push_markets(std::span<const double> spend) {
  clear(change_.revenue);
  for (std::size_t a = 0; a < T_; ++a) {
    const std::size_t row = a * S_, table = tables_.market(a, 0, 0);
    double* work = scratch_.data();
    numerics::multiply(&offered_[table], &change_.power[row], work, N_, S_);
    for (std::size_t n = 0; n < N_; ++n) change_.phi[row + n] += work[n];
    numerics::multiply(&net_[table], &change_.power[row], work, N_, S_);
    for (std::size_t n = 0; n < N_; ++n) {
      const std::size_t c = row + n;
      change_.paid[c] += work[n];
      change_.offer[c] = (tables_.expenditure[c] * spend[c] - point_.offer[c] * change_.phi[c]) / point_.phi[c];
      change_.revenue[n] +=
          change_.offer[c] * (point_.phi[c] - point_.paid[c]) + point_.offer[c] * (change_.phi[c] - change_.paid[c]);
    }
    numerics::multiply_transposed(&receipts()[table], &change_.offer[row], &change_.demand[row], N_, S_);
    for (std::size_t c = row; c < row + S_; ++c) {
      change_.output[c] = change_.power[c] * point_.demand[c] + point_.power[c] * change_.demand[c];
    }
    if (!taxed_) continue;
    numerics::multiply_transposed(&net_[table], &change_.offer[row], &change_.customs[row], N_, S_);
    for (std::size_t i = 0; i < N_; ++i) {
      const std::size_t c = row + i;
      change_.revenue[i] += change_.power[c] * (point_.customs[c] - point_.demand[c]) +
                            point_.power[c] * (change_.customs[c] - change_.demand[c]);
    }
  }
  for (std::size_t c = T_ * S_; c < tables_.cells(); ++c) change_.output[c] = tables_.expenditure[c] * spend[c];
}

void System::push_incomes(std::span<const double> wage, std::span<const double> price) {
  for (auto* totals : {&change_.earned, &change_.earnings, &change_.log_hours, &change_.deficit}) clear(*totals);
  numerics::batch_dot(tables_.beta.data(), change_.output.data(), change_.earned.data(), J_, S_);
  change_.total = 0;
  for (std::size_t n = 0; n < N_; ++n) change_.total += change_.earned[n];
  if (one_wage_) {
    std::copy(wage.begin(), wage.end(), change_.earnings.begin());
  } else {
    numerics::batch_dot(point_.labour_share.data(), wage.data(), change_.earnings.data(), J_, S_);
  }
  if (options_.labour_supply > 0) {
    numerics::batch_dot(household_.data(), price.data(), change_.log_hours.data(), J_, S_);
    for (std::size_t n = 0; n < N_; ++n) {
      change_.log_hours[n] = options_.labour_supply * (change_.earnings[n] - change_.log_hours[n]);
    }
  }
  double owed = 0, home = 0;
  for (std::size_t n = 0; n < N_; ++n) {
    change_.value_added[n] = point_.value_added[n] * (change_.earnings[n] + change_.log_hours[n]);
    owed += tables_.deficit_share[n] * (change_.value_added[n] + change_.revenue[n]);
    home += change_.value_added[n] + change_.revenue[n];
  }
  if (options_.closure != Closure::kShareDeficit) return;
  const double mean = (owed - point_.mean_share * home) / point_.earned_home;
  for (std::size_t n = 0; n < N_; ++n) {
    change_.deficit[n] =
        (change_.value_added[n] + change_.revenue[n]) * (tables_.deficit_share[n] - point_.mean_share) -
        (point_.value_added[n] + point_.revenue[n]) * mean;
  }
}

void System::push_residuals(std::span<const double> direction, std::span<double> image) {
  const std::size_t cells = tables_.cells();
  const double shift = -change_.total / point_.total;
  std::fill(image.begin(), image.begin() + static_cast<std::ptrdiff_t>(wages_), 0.0);
  for (std::size_t c = 0; c < wages_; ++c) {
    const std::size_t n = c % S_;
    if (n >= N_) continue;
    if (one_wage_) {
      image[n] = change_.earned[n] / point_.earned[n] - change_.log_hours[n] - direction[n] + shift;
    } else if (tables_.value_added[c] > 0) {
      image[c] = change_.output[c] / point_.output[c] - kappa_ * direction[c] - (1 - kappa_) * change_.earnings[n] -
                 change_.log_hours[n] + shift;
    } else {
      image[c] = -direction[c];
    }
  }
  for (std::size_t a = 0; a < J_; ++a) {
    for (std::size_t n = 0, c = a * S_; n < S_; ++n, ++c) {
      image[wages_ + c] =
          (a < T_ ? -change_.phi[c] / (theta_[a] * point_.phi[c]) : change_.log_cost[c] + change_.phi[c]) -
          direction[wages_ + c];
      scratch_[c] = household_[c] * (change_.value_added[n] + change_.deficit[n]) + government_[c] * change_.revenue[n];
    }
  }
  numerics::batch_multiply(tables_.weight.data(), change_.output.data(), scratch_.data(), {J_, J_, S_});
  for (std::size_t c = 0; c < cells; ++c) {
    image[wages_ + cells + c] = scratch_[c] * tables_.inverse_expenditure[c] - direction[wages_ + cells + c];
  }
}

void System::pull(std::span<const double> weights, const Cotangent* outcome, std::span<double> gradient) {
  const std::size_t cells = tables_.cells();
  const auto wage = weights.first(wages_), price = weights.subspan(wages_, cells);
  const auto spend = weights.subspan(wages_ + cells, cells);
  const auto wage_gradient = gradient.first(wages_), price_gradient = gradient.subspan(wages_, cells);
  for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] = -weights[i];
  for (auto* array : {&w_output_, &w_revenue_, &w_value_added_, &w_deficit_, &w_earnings_, &w_hours_, &w_cost_}) {
    clear(*array);
  }
  // Expenditure: inputs, final demand.
  for (std::size_t c = 0; c < cells; ++c) scratch_[c] = spend[c] * tables_.inverse_expenditure[c];
  numerics::batch_multiply_transposed(tables_.weight.data(), scratch_.data(), w_output_.data(), {J_, J_, S_});
  if (outcome != nullptr && !outcome->final_demand.empty()) add(outcome->final_demand, scratch_);
  numerics::batch_dot(household_.data(), scratch_.data(), w_value_added_.data(), J_, S_);
  numerics::batch_dot(government_.data(), scratch_.data(), w_revenue_.data(), J_, S_);
  w_deficit_ = w_value_added_;
  if (outcome != nullptr) {
    if (!outcome->output.empty()) add(outcome->output, w_output_);
    if (!outcome->revenue.empty()) add(outcome->revenue, w_revenue_);
    if (!outcome->value_added.empty()) add(outcome->value_added, w_value_added_);
    if (!outcome->deficit.empty()) add(outcome->deficit, w_deficit_);
    if (!outcome->log_earnings.empty()) add(outcome->log_earnings, w_earnings_);
    if (!outcome->log_cost.empty()) add(outcome->log_cost, w_cost_);
    for (std::size_t c = 0; c < cells; ++c) {
      if (!outcome->log_price.empty()) price_gradient[c] += outcome->log_price[c];
      if (!outcome->expenditure.empty()) gradient[wages_ + cells + c] += outcome->expenditure[c];
    }
  }
  pull_deficits();
  pull_incomes(wage, wage_gradient, price_gradient);
  pull_markets(price, outcome, gradient.subspan(wages_ + cells, cells));
  // Costs.
  for (std::size_t a = 0; a < J_; ++a) {
    double* own = one_wage_ ? wage_gradient.data() : &wage_gradient[a * S_];
    for (std::size_t n = 0, c = a * S_; n < S_; ++n, ++c) own[n] += tables_.beta[c] * w_cost_[c];
  }
  numerics::batch_multiply(tables_.weight.data(), w_cost_.data(), price_gradient.data(), {J_, J_, S_});
}

void System::pull_deficits() {
  if (options_.closure != Closure::kShareDeficit) return;
  double mean = 0;
  for (std::size_t n = 0; n < N_; ++n) mean -= w_deficit_[n] * (point_.value_added[n] + point_.revenue[n]);
  for (std::size_t n = 0; n < N_; ++n) {
    const double home = (w_deficit_[n] + mean / point_.earned_home) * (tables_.deficit_share[n] - point_.mean_share);
    w_value_added_[n] += home;
    w_revenue_[n] += home;
  }
}

void System::pull_incomes(std::span<const double> wage, std::span<double> wage_gradient,
                          std::span<double> price_gradient) {
  double shift = 0;
  for (std::size_t c = 0; c < wages_; ++c) {
    if (one_wage_ ? c < N_ : tables_.value_added[c] > 0) shift += wage[c];
  }
  const double total = -shift / point_.total;
  for (std::size_t c = 0; c < tables_.cells(); ++c) {
    const std::size_t n = c % S_;
    if (n >= N_) continue;
    if (one_wage_) {
      w_output_[c] += tables_.beta[c] * (wage[n] / point_.earned[n] + total);
      continue;
    }
    w_output_[c] += tables_.beta[c] * total;
    if (!(tables_.value_added[c] > 0)) continue;  // its residual is minus its wage, as gradient began
    w_output_[c] += wage[c] / point_.output[c];
    wage_gradient[c] += (1 - kappa_) * wage[c];
    w_earnings_[n] -= (1 - kappa_) * wage[c];
    w_hours_[n] -= wage[c];
  }
  for (std::size_t n = 0; n < N_; ++n) {
    if (one_wage_) w_hours_[n] -= wage[n];
    w_earnings_[n] += w_value_added_[n] * point_.value_added[n];
    w_hours_[n] += w_value_added_[n] * point_.value_added[n];
    w_earnings_[n] += options_.labour_supply * w_hours_[n];
    w_hours_[n] *= -options_.labour_supply;
  }
  if (options_.labour_supply > 0) {
    numerics::batch_scale_add(household_.data(), w_hours_.data(), price_gradient.data(), J_, S_);
  }
  if (one_wage_) {
    for (std::size_t n = 0; n < N_; ++n) wage_gradient[n] += w_earnings_[n];
  } else {
    numerics::batch_scale_add(point_.labour_share.data(), w_earnings_.data(), wage_gradient.data(), J_, S_);
  }
}

void System::pull_markets(std::span<const double> price, const Cotangent* outcome, std::span<double> spend_gradient) {
  const bool flows = outcome != nullptr && !outcome->trade.empty();
  for (std::size_t a = 0; a < T_; ++a) {
    const std::size_t row = a * S_, table = tables_.market(a, 0, 0);
    for (std::size_t i = 0; i < S_; ++i) {
      const std::size_t c = row + i;
      w_power_[c] = w_output_[c] * point_.demand[c];
      w_demand_[c] = w_output_[c] * point_.power[c];
      if (!taxed_) continue;
      w_power_[c] += w_revenue_[i] * (point_.customs[c] - point_.demand[c]);
      w_customs_[c] = w_revenue_[i] * point_.power[c];
      w_demand_[c] -= w_customs_[c];
    }
    numerics::multiply(&receipts()[table], &w_demand_[row], &w_offer_[row], N_, S_);
    if (taxed_) {
      numerics::multiply(&net_[table], &w_customs_[row], scratch_.data(), N_, S_);
      for (std::size_t n = 0; n < N_; ++n) w_offer_[row + n] += scratch_[n];
    }
    if (flows) pull_flows(a, *outcome);
    for (std::size_t n = 0; n < N_; ++n) {
      const std::size_t c = row + n;
      w_offer_[c] += w_revenue_[n] * (point_.phi[c] - point_.paid[c]);
      w_phi_[c] = -price[c] / (theta_[a] * point_.phi[c]) + w_revenue_[n] * point_.offer[c] -
                  w_offer_[c] * point_.offer[c] / point_.phi[c];
      w_paid_[c] = -w_revenue_[n] * point_.offer[c];
      spend_gradient[c] += w_offer_[c] * tables_.expenditure[c] / point_.phi[c];
    }
    numerics::multiply_transposed(&offered_[table], &w_phi_[row], &w_power_[row], N_, S_);
    numerics::multiply_transposed(&net_[table], &w_paid_[row], &w_power_[row], N_, S_);
    for (std::size_t c = row; c < row + S_; ++c) w_cost_[c] -= theta_[a] * point_.power[c] * w_power_[c];
  }
  for (std::size_t c = T_ * S_; c < tables_.cells(); ++c) {
    spend_gradient[c] += w_output_[c] * tables_.expenditure[c];
    w_cost_[c] += price[c];
  }
}

// M'_ni = net_ni power_i offer_n
void System::pull_flows(std::size_t a, const Cotangent& outcome) {
  for (std::size_t n = 0; n < N_; ++n) {
    double offered = 0;
    for (std::size_t i = 0; i < N_; ++i) {
      const std::size_t at = tables_.market(a, n, i);
      const double weight = outcome.trade[at] * net_[at];
      offered += weight * point_.power[a * S_ + i];
      w_power_[a * S_ + i] += weight * point_.offer[a * S_ + n];
    }
    w_offer_[a * S_ + n] += offered;
  }
}

void System::pull_parameters(std::span<const double> weights, const Cotangent* outcome,
                             ParameterGradient& gradient) const {
  for (auto* market : {&gradient.tariff, &gradient.export_tax, &gradient.log_iceberg}) market->assign(net_.size(), 0.0);
  gradient.log_iceberg_untraded.assign(tables_.cells(), 0.0);
  gradient.theta.assign(J_, 0.0);
  gradient.transfer = w_deficit_;
  const bool flows = outcome != nullptr && !outcome->trade.empty();
  for (std::size_t a = 0; a < T_; ++a) {
    const std::size_t row = a * S_;
    double slope = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      const double offer = point_.offer[row + n];
      for (std::size_t i = 0; i < N_; ++i) {
        const std::size_t at = tables_.market(a, n, i);
        if (offered_[at] == 0) continue;
        const double power = point_.power[row + i];
        const double gross = offered_[at] * w_phi_[row + n] * power;
        double net = w_paid_[row + n] * power + (taxed_ ? w_customs_[row + i] * offer : 0.0);
        if (flows) net += outcome->trade[at] * power * offer;
        net *= net_[at];
        const double received = receipts()[at] * w_demand_[row + i] * offer;
        const double all = gross + net + received;
        const double cost = trade_cost(at);
        gradient.log_iceberg[at] = -theta_[a] * all;
        gradient.tariff[at] = (-theta_[a] * all - net - received) / (1 + tariff_[at]);
        gradient.export_tax[at] = (-theta_[a] * all - received) / (1 + export_tax(at));
        if (cost != 1) slope -= all * std::log(cost);
      }
      const std::size_t c = row + n;
      slope -= w_power_[c] * point_.power[c] * point_.log_cost[c];
      slope += weights[wages_ + c] * point_.log_phi[c] / (theta_[a] * theta_[a]);
    }
    gradient.theta[a] = slope;
  }
  for (std::size_t c = T_ * S_; c < tables_.cells(); ++c) gradient.log_iceberg_untraded[c] = weights[wages_ + c];
}

}  // namespace trilat::economy
