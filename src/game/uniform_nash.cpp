#include "game/uniform_nash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numerics/anderson.hpp"

namespace trilat::game {
namespace {

constexpr double kTolerance = 1e-12;
constexpr double kDamping = 0.3;  // of wages by excess sales
constexpr int kDepth = 8;

// Shares and incomes at factual tariffs, and the hat algebra from them.
class World {
 public:
  explicit World(const UniformNashInput& input)
      : in_(input), N_(input.countries.size()), J_(input.sectors.size()), share_(input.expenditure.size()) {
    spend_.assign(J_ * N_, 0.0);
    income_.assign(N_, 0.0);
    wages_.assign(N_, 0.0);
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t n = 0; n < N_; ++n) {
        double sum = 0;
        for (std::size_t i = 0; i < N_; ++i) sum += in_.expenditure[in_.flow(j, n, i)];
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t at = in_.flow(j, n, i);
          share_[at] = sum > 0 ? in_.expenditure[at] / sum : 0.0;
          wages_[i] += in_.expenditure[at] / (1 + in_.tariff[at]);
        }
        spend_[j * N_ + n] = sum;
        income_[n] += sum;
      }
    }
    for (std::size_t c = 0; c < spend_.size(); ++c) spend_[c] /= income_[c % N_];
    scale_ = share_;
    power_.assign(J_ * N_, 1.0);
    offer_ = power_;
    phi_ = power_;
  }

  Status check() const {
    for (std::size_t n = 0; n < N_; ++n) {
      if (income_[n] > 0 && wages_[n] > 0) continue;
      return bad_input(fmt::format("{} sells or buys nothing", in_.countries[n]), "leave it out");
    }
    return {};
  }

  // Wages that balance trade at factual tariffs; shares, wage bills and incomes become those.
  Result<int> balance() {
    std::vector<double> x(N_, 0.0);
    TRILAT_TRY(const int sweeps, settle(x, [this](auto at, auto image) { return balanced_step(at, image); }));
    for (std::size_t at = 0; at < share_.size(); ++at) {
      const std::size_t i = at % N_, row = at / N_;
      share_[at] *= power_[row / N_ * N_ + i] / phi_[row];
    }
    for (std::size_t n = 0; n < N_; ++n) {
      wages_[n] *= std::exp(x[n]);
      income_[n] = earned_[n];
    }
    return sweeps;
  }

  Result<UniformNash> nash() {
    for (std::size_t at = 0; at < share_.size(); ++at) {  // the factual tariff lifted
      scale_[at] = share_[at] * std::pow(1 + in_.tariff[at], in_.elasticity[at / (N_ * N_)]);
    }
    std::vector<double> x(2 * N_, 0.0);
    std::fill(x.begin() + static_cast<std::ptrdiff_t>(N_), x.end(), std::log1p(0.3));
    UniformNash found;
    TRILAT_TRY(found.iterations, settle(x, [this](auto at, auto image) { return nash_step(at, image); }));
    found.residual = residual_;
    for (std::size_t n = 0; n < N_; ++n) {
      double log_price = 0;
      for (std::size_t j = 0; j < J_; ++j) {
        const double spend = spend_[j * N_ + n];
        if (spend > 0) log_price -= spend * std::log(phi_[j * N_ + n]) / in_.elasticity[j];
      }
      found.wage.push_back(std::exp(x[n]));
      found.tariff.push_back(std::expm1(x[N_ + n]));
      found.real_income.push_back(100 * std::expm1(std::log(earned_[n] / income_[n]) - log_price));
    }
    return found;
  }

 private:
  template <class Step>
  Result<int> settle(std::vector<double>& x, const Step& step) {
    numerics::AndersonOptions numeric;
    numeric.tolerance = kTolerance;
    numerics::Vector state(x.begin(), x.end());
    numerics::Anderson anderson(x.size(), kDepth);
    const auto found = anderson.run(step, state, numeric);
    std::copy(state.begin(), state.end(), x.begin());
    residual_ = found.residual;
    if (found.converged) return found.iterations;
    return fail(ErrorCode::kNotConverged,
                fmt::format("uniform tariffs were not found: residual {:.3g} after {} sweeps, above {:.3g}",
                            found.residual, found.iterations, kTolerance),
                "look for an elasticity or a flow far from the others");
  }

  // w_i^-eps of every sector.
  void set_powers(std::span<const double> log_wage) {
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t i = 0; i < N_; ++i) power_[j * N_ + i] = std::exp(-in_.elasticity[j] * log_wage[i]);
    }
  }

  // Wages that move towards what their countries sell, with the world's wage bill held; the largest excess.
  double move_wages(std::span<const double> log_wage, std::span<const double> sales, std::span<double> image) const {
    double residual = 0, before = 0, after = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      const double excess = std::log(sales[n] / wages_[n]) - log_wage[n];
      residual = std::max(residual, std::abs(excess));
      if (std::isnan(excess)) return excess;
      image[n] = log_wage[n] + kDamping * excess;
      before += wages_[n];
      after += wages_[n] * std::exp(image[n]);
    }
    const double shift = std::log(before / after);
    for (std::size_t n = 0; n < N_; ++n) image[n] += shift;
    return std::max(residual, std::abs(shift));
  }

  double balanced_step(std::span<const double> x, std::span<double> image) {
    set_powers(x);
    std::vector<double> sales(N_, 0.0), kept(N_, 1.0);
    for (std::size_t row = 0; row < J_ * N_; ++row) {
      const std::size_t j = row / N_, n = row % N_;
      double sum = 0, net = 0;
      for (std::size_t i = 0; i < N_; ++i) {
        const double offer = share_[row * N_ + i] * power_[j * N_ + i];
        sum += offer;
        net += offer / (1 + in_.tariff[row * N_ + i]);
      }
      phi_[row] = sum;
      if (sum > 0) kept[n] -= spend_[row] * (1 - net / sum);
    }
    earn(x, kept);
    for (std::size_t row = 0; row < J_ * N_; ++row) {
      const std::size_t j = row / N_, n = row % N_;
      if (!(phi_[row] > 0)) continue;
      const double spent = spend_[row] * earned_[n] / phi_[row];
      for (std::size_t i = 0; i < N_; ++i) {
        sales[i] += spent * share_[row * N_ + i] * power_[j * N_ + i] / (1 + in_.tariff[row * N_ + i]);
      }
    }
    return move_wages(x, sales, image);
  }

  // Income: wages over the part of a dollar spent that is not tariff revenue.
  void earn(std::span<const double> log_wage, std::span<const double> kept) {
    earned_.resize(N_);
    for (std::size_t n = 0; n < N_; ++n) earned_[n] = wages_[n] * std::exp(log_wage[n]) / kept[n];
  }

  double nash_step(std::span<const double> x, std::span<double> image) {
    set_powers(x);
    const auto rate = x.subspan(N_);
    std::vector<double> sales(N_, 0.0), exports(N_, 0.0), slope(N_, 0.0), kept(N_, 1.0);
    for (std::size_t row = 0; row < J_ * N_; ++row) {
      const std::size_t j = row / N_, n = row % N_;
      double all = 0;
      for (std::size_t i = 0; i < N_; ++i) all += scale_[row * N_ + i] * power_[j * N_ + i];
      const double home = scale_[row * N_ + n] * power_[j * N_ + n];
      offer_[row] = std::exp(-in_.elasticity[j] * rate[n]);
      phi_[row] = home + offer_[row] * (all - home);
      if (phi_[row] > 0) kept[n] -= spend_[row] * (1 - home / phi_[row]) * -std::expm1(-rate[n]);
    }
    earn(x, kept);
    for (std::size_t row = 0; row < J_ * N_; ++row) {
      const std::size_t j = row / N_, n = row % N_;
      if (!(phi_[row] > 0)) continue;
      const double per_share = spend_[row] * earned_[n] * std::exp(-rate[n]), lift = offer_[row] / phi_[row];
      const double eps = in_.elasticity[j];
      for (std::size_t i = 0; i < N_; ++i) {
        const double share = scale_[row * N_ + i] * power_[j * N_ + i] * lift;
        exports[i] += per_share * share;
        slope[i] += per_share * share * (1 - share) * eps;
      }
      const double home = scale_[row * N_ + n] * power_[j * N_ + n] * lift;  // not an export
      exports[n] -= per_share * home;
      slope[n] -= per_share * home * (1 - home) * eps;
      sales[n] += spend_[row] * earned_[n] * scale_[row * N_ + n] * power_[j * N_ + n] / phi_[row];
    }
    double residual = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      sales[n] += exports[n];
      image[N_ + n] = std::log1p(1 / std::max(1.0, slope[n] / exports[n]));
      residual = std::max(residual, std::abs(image[N_ + n] - rate[n]));
    }
    return std::max(residual, move_wages(x.first(N_), sales, image));
  }

  const UniformNashInput& in_;
  std::size_t N_, J_;
  std::vector<double> share_;                // [j][n][i] of expenditure
  std::vector<double> scale_;                // [j][n][i] shares with the factual tariff lifted, before division by phi
  std::vector<double> spend_;                // [j][n] share of the sector in expenditure
  std::vector<double> income_, wages_;       // [n] levels
  std::vector<double> earned_;               // [n] income at the point
  std::vector<double> power_, offer_, phi_;  // [j][n]
  double residual_ = 0;
};

Status check_input(const UniformNashInput& input) {
  const std::size_t N = input.countries.size(), J = input.sectors.size();
  if (N < 2 || J == 0 || input.expenditure.size() != N * N * J || input.tariff.size() != N * N * J ||
      input.elasticity.size() != J) {
    return bad_input("the tables have other sizes than countries and sectors say", "give [j][n][i] and [j]");
  }
  for (std::size_t j = 0; j < J; ++j) {
    if (!(input.elasticity[j] > 0) || !std::isfinite(input.elasticity[j])) {
      return bad_input(fmt::format("the elasticity of {} is {}", input.sectors[j], input.elasticity[j]),
                       "give a number above zero");
    }
  }
  return {};
}

}  // namespace

Result<UniformNash> uniform_nash(const UniformNashInput& input) {
  TRILAT_CHECK(check_input(input));
  World world(input);
  TRILAT_CHECK(world.check());
  TRILAT_TRY(const int sweeps, world.balance());
  TRILAT_TRY(UniformNash found, world.nash());
  found.iterations += sweeps;
  return found;
}

UniformNashInput without_inputs(const economy::DataSet& data, const std::vector<double>& elasticity) {
  UniformNashInput input{data.countries, data.sectors, data.trade, data.tariff, elasticity};
  for (std::size_t at = 0; at < input.expenditure.size(); ++at) input.expenditure[at] *= 1 + input.tariff[at];
  return input;
}

Result<economy::DataSet> labour_alone(const UniformNashInput& input) {
  TRILAT_CHECK(check_input(input));
  const std::size_t N = input.countries.size(), J = input.sectors.size();
  economy::DataSet data;
  data.name = "labour-alone";
  data.countries = data.country_names = input.countries;
  data.sectors = data.sector_names = input.sectors;
  data.elasticities.push_back({"given", "given", input.elasticity});
  data.trade = input.expenditure;
  data.tariff = input.tariff;
  for (std::size_t at = 0; at < data.trade.size(); ++at) data.trade[at] /= 1 + data.tariff[at];
  data.gamma.assign(N * J * J, 0.0);
  data.beta.assign(N * J, 1.0);
  TRILAT_CHECK(economy::complete(data));
  return data;
}

}  // namespace trilat::game
