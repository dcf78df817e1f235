#include "economy/equilibrium.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "numerics/anderson.hpp"

namespace trilat::economy {
namespace {

// One sweep of the system on preallocated arrays. Layout of a point: log w [n], log P [n][j] and
// log X'/X [n][j].
class Sweep {
 public:
  Sweep(const DataSet& data, std::vector<double> tariff, const Shock& shock, const SolveOptions& options,
        const std::vector<double>& theta)
      : data_(data),
        tariff_(std::move(tariff)),
        theta_(theta),
        N_(data.country_count()),
        J_(data.sector_count()),
        zero_deficit_(options.closure == Closure::kZeroDeficit) {
    world_ = std::accumulate(data.value_added.begin(), data.value_added.end(), 0.0);
    for (auto* cells : {&cost_, &power_, &phi_, &output_, &expenditure_, &spend_}) cells->assign(N_ * J_, 0);
    for (auto* totals : {&revenue_, &income_, &wage_, &deficit_}) totals->assign(N_, 0);
    demand_.assign(N_, 0);
    if (!zero_deficit_) deficit_ = data.deficit;
    precompute(shock);
  }

  std::size_t size() const { return N_ + 2 * N_ * J_; }

  void operator()(std::span<const double> x, std::span<double> image) {
    const auto log_wage = x.first(N_);
    const auto log_price = x.subspan(N_, N_ * J_);
    const auto log_spend = x.subspan(N_ + N_ * J_, N_ * J_);
    unit_costs(log_wage, log_price);
    for (std::size_t n = 0; n < N_; ++n) wage_[n] = std::exp(log_wage[n]);
    for (std::size_t c = 0; c < N_ * J_; ++c) expenditure_[c] = data_.expenditure[c] * std::exp(log_spend[c]);
    markets();
    for (std::size_t c = 0; c < N_ * J_; ++c) {
      const double theta = theta_[c % J_];
      image[N_ + c] = phi_[c] > 0 ? -std::log(phi_[c]) / theta : cost_[c];
    }
    next_expenditure(image.subspan(N_ + N_ * J_, N_ * J_));
    next_wage(image.first(N_));
  }

  // Levels at a solved point. Precondition: operator() was last called there.
  Equilibrium levels(std::span<const double> x) {
    Equilibrium found;
    found.wage = wage_;
    found.price.assign(N_ * J_, 0);
    found.cost.assign(N_ * J_, 0);
    for (std::size_t c = 0; c < N_ * J_; ++c) {
      found.price[c] = std::exp(x[N_ + c]);
      found.cost[c] = std::exp(cost_[c]);
    }
    found.expenditure = expenditure_;
    found.output = output_;
    found.revenue = revenue_;
    found.income = income_;
    found.deficit = deficit_;
    found.theta = theta_;
    found.trade.assign(N_ * N_ * J_, 0);
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t n = 0; n < N_; ++n) {
        const double phi = phi_[n * J_ + j];
        const double y = phi > 0 ? expenditure_[n * J_ + j] / phi : 0;
        for (std::size_t i = 0; i < N_; ++i) {
          found.trade[data_.flow(j, n, i)] = net_[data_.flow(j, n, i)] * power_[j * N_ + i] * y;
        }
      }
    }
    found.tariff = tariff_;
    return found;
  }

 private:
  // shares x trade costs, to the power -theta, gross and net of the new tariff
  void precompute(const Shock& shock) {
    gross_.assign(N_ * N_ * J_, 0);
    net_.assign(N_ * N_ * J_, 0);
    traded_.assign(J_, false);
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t n = 0; n < N_; ++n) {
        const double spent = data_.expenditure[data_.cell(n, j)];
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t at = data_.flow(j, n, i);
          if (data_.trade[at] == 0 || spent == 0) continue;
          traded_[j] = traded_[j] || n != i;
          const double before = 1 + data_.tariff[at], after = 1 + tariff_[at];
          double cost = after / before;
          if (!shock.iceberg.empty()) cost *= shock.iceberg[at];
          const double share = data_.trade[at] * before / spent;
          gross_[at] = cost == 1 ? share : share * std::pow(cost, -theta_[j]);
          net_[at] = gross_[at] / after;
        }
      }
    }
    weight_.assign(N_ * J_ * J_, 0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        for (std::size_t k = 0; k < J_; ++k) {
          weight_[data_.input(n, j, k)] = data_.gamma[data_.input(n, j, k)] * (1 - data_.beta[data_.cell(n, k)]);
        }
      }
    }
  }

  void unit_costs(std::span<const double> log_wage, std::span<const double> log_price) {
    for (std::size_t n = 0; n < N_; ++n) {
      double* cost = &cost_[n * J_];
      for (std::size_t k = 0; k < J_; ++k) cost[k] = data_.beta[n * J_ + k] * log_wage[n];
      for (std::size_t j = 0; j < J_; ++j) {
        const double price = log_price[n * J_ + j];
        const double* weight = &weight_[(n * J_ + j) * J_];
        for (std::size_t k = 0; k < J_; ++k) cost[k] += weight[k] * price;
      }
    }
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t i = 0; i < N_; ++i) power_[j * N_ + i] = std::exp(-theta_[j] * cost_[i * J_ + j]);
    }
  }

  // Phi, output and revenue of every market at the current costs and expenditure.
  void markets() {
    std::fill(revenue_.begin(), revenue_.end(), 0.0);
    for (std::size_t j = 0; j < J_; ++j) {
      if (traded_[j]) {
        traded_market(j);
      } else {
        for (std::size_t n = 0; n < N_; ++n) {
          const std::size_t at = data_.flow(j, n, n);
          phi_[n * J_ + j] = gross_[at] * power_[j * N_ + n];
          output_[n * J_ + j] = gross_[at] > 0 ? expenditure_[n * J_ + j] : 0;
        }
      }
    }
  }

  void traded_market(std::size_t j) {
    const double* power = &power_[j * N_];
    std::fill(demand_.begin(), demand_.end(), 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      const double* gross = &gross_[(j * N_ + n) * N_];
      const double* net = &net_[(j * N_ + n) * N_];
      double phi = 0, paid = 0;
      for (std::size_t i = 0; i < N_; ++i) {
        phi += gross[i] * power[i];
        paid += net[i] * power[i];
      }
      phi_[n * J_ + j] = phi;
      const double y = phi > 0 ? expenditure_[n * J_ + j] / phi : 0;
      for (std::size_t i = 0; i < N_; ++i) demand_[i] += net[i] * y;
      revenue_[n] += y * (phi - paid);
    }
    for (std::size_t i = 0; i < N_; ++i) output_[i * J_ + j] = power[i] * demand_[i];
  }

  void next_expenditure(std::span<double> log_spend) {
    for (std::size_t n = 0; n < N_; ++n) {
      income_[n] = wage_[n] * data_.value_added[n] + revenue_[n] + deficit_[n];
      for (std::size_t j = 0; j < J_; ++j) {
        const double* weight = &weight_[(n * J_ + j) * J_];
        double spend = data_.alpha[n * J_ + j] * income_[n];
        for (std::size_t k = 0; k < J_; ++k) spend += weight[k] * output_[n * J_ + k];
        const double base = data_.expenditure[n * J_ + j];
        log_spend[n * J_ + j] = base > 0 ? std::log(spend / base) : 0;
      }
    }
  }

  void next_wage(std::span<double> log_wage) {
    double total = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      double earned = 0;
      for (std::size_t j = 0; j < J_; ++j) earned += data_.beta[n * J_ + j] * output_[n * J_ + j];
      total += earned;
      log_wage[n] = std::log(earned / data_.value_added[n]);
    }
    const double level = std::log(world_ / total);
    for (double& wage : log_wage) wage += level;
  }

  const DataSet& data_;
  std::vector<double> tariff_;
  const std::vector<double>& theta_;
  std::size_t N_, J_;
  bool zero_deficit_;
  double world_ = 0;
  std::vector<double> gross_, net_, weight_;
  std::vector<bool> traded_;
  std::vector<double> cost_, power_, phi_, output_, expenditure_, spend_;
  std::vector<double> revenue_, income_, wage_, deficit_, demand_;
};

std::vector<std::size_t> matches(const std::vector<std::string>& codes, const std::string& code) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (code == "*" || code == codes[i]) found.push_back(i);
  }
  return found;
}

Status check_cell(const DataSet& data, const Shock::Cell& cell) {
  const auto placed = [&](auto result) -> Status {
    if (result) return {};
    result.error().where = cell.where;
    return tl::unexpected(result.error());
  };
  if (cell.importer != "*") TRILAT_CHECK(placed(data.find_country(cell.importer)));
  if (cell.exporter != "*") TRILAT_CHECK(placed(data.find_country(cell.exporter)));
  if (cell.sector != "*") TRILAT_CHECK(placed(data.find_sector(cell.sector)));
  if (!std::isfinite(cell.rate) || cell.rate <= -1) {
    return bad_input(fmt::format("a tariff of {} is outside the domain", cell.rate),
                     "give a fraction above -1, such as 0.25", cell.where);
  }
  if (cell.importer == cell.exporter && cell.importer != "*") {
    return bad_input(fmt::format("{} cannot tax its own sales", cell.importer), "name another exporter", cell.where);
  }
  return {};
}

}  // namespace

Result<std::vector<double>> apply_tariffs(const DataSet& data, const Shock& shock) {
  std::vector<double> rates = data.tariff;
  for (const Shock::Cell& cell : shock.tariffs) {
    TRILAT_CHECK(check_cell(data, cell));
    for (const std::size_t n : matches(data.countries, cell.importer)) {
      for (const std::size_t i : matches(data.countries, cell.exporter)) {
        if (n == i) continue;
        for (const std::size_t j : matches(data.sectors, cell.sector)) rates[data.flow(j, n, i)] = cell.rate;
      }
    }
  }
  return rates;
}

Result<Equilibrium> solve(const DataSet& data, const Shock& shock, const SolveOptions& options) {
  TRILAT_TRY(const Elasticities* elasticities, data.find_elasticities(options.elasticities));
  TRILAT_TRY(std::vector<double> tariff, apply_tariffs(data, shock));
  Sweep sweep(data, std::move(tariff), shock, options, elasticities->theta);
  std::vector<double> x(sweep.size(), 0.0);
  numerics::AndersonOptions numeric;
  numeric.tolerance = options.tolerance;
  numeric.max_iterations = options.max_sweeps;
  const auto summary = numerics::anderson([&](auto point, auto image) { sweep(point, image); }, x, numeric);
  if (!summary.converged) {
    return fail(ErrorCode::kNotConverged,
                fmt::format("the equilibrium was not found: residual {:.3g} after {} sweeps, above {:.3g}",
                            summary.residual, summary.iterations, options.tolerance),
                "take a smaller shock or a larger tolerance");
  }
  std::vector<double> image(x.size());
  sweep(x, image);
  Equilibrium found = sweep.levels(x);
  found.residual = summary.residual;
  found.sweeps = summary.iterations;
  return found;
}

}  // namespace trilat::economy
