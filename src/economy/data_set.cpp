#include "economy/data_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace trilat::economy {
namespace {

Result<std::size_t> find(const std::vector<std::string>& codes, const std::string& code, const char* what) {
  const auto at = std::find(codes.begin(), codes.end(), code);
  if (at != codes.end()) return static_cast<std::size_t>(at - codes.begin());
  return fail(ErrorCode::kNotFound, fmt::format("the economy has no {} '{}'", what, code),
              core::did_you_mean(code, codes, fmt::format("it has {}", fmt::join(codes, ", "))));
}

tl::unexpected<Error> broken(const DataSet& data, const std::string& what) {
  return bad_input(fmt::format("economy {}: {}", data.name, what), "mend the cell in its table");
}

Status check_sizes(const DataSet& data) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  const bool right = N > 0 && J > 0 && data.trade.size() == N * N * J && data.tariff.size() == N * N * J &&
                     data.gamma.size() == N * J * J && data.beta.size() == N * J && !data.elasticities.empty() &&
                     (data.export_tax.empty() || data.export_tax.size() == N * N * J);
  if (!right) return broken(data, "a table is missing or has another size than countries and sectors say");
  for (const Elasticities& set : data.elasticities) {
    if (!set.standard_error.empty() && set.standard_error.size() != J)
      return broken(data, fmt::format("standard errors of {} do not cover every sector", set.name));
    if (set.theta.size() != J) return broken(data, fmt::format("elasticities {} do not cover every sector", set.name));
    for (std::size_t j = 0; j < J; ++j) {
      if (!(set.theta[j] > 0) || !std::isfinite(set.theta[j])) {
        return broken(data, fmt::format("elasticity {} of {} is {}, and must be positive", set.name, data.sectors[j],
                                        set.theta[j]));
      }
    }
  }
  return {};
}

Status check_flows(const DataSet& data) {
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const std::size_t at = data.flow(j, n, i);
        const auto cell = [&] {
          return fmt::format("{} from {} to {}", data.sectors[j], data.countries[i], data.countries[n]);
        };
        if (!(data.trade[at] >= 0) || !std::isfinite(data.trade[at]))
          return broken(data, fmt::format("trade in {} is {}", cell(), data.trade[at]));
        if (!(data.tariff[at] > -1) || !std::isfinite(data.tariff[at]))
          return broken(data, fmt::format("the tariff on {} is {}", cell(), data.tariff[at]));
        if (n == i && data.tariff[at] != 0)
          return broken(data, fmt::format("there is a tariff on domestic sales of {}", cell()));
        const double levy = data.export_tax.empty() ? 0 : data.export_tax[at];
        if (!(levy > -1) || !std::isfinite(levy))
          return broken(data, fmt::format("the export tax on {} is {}", cell(), levy));
        if (n == i && levy != 0)
          return broken(data, fmt::format("there is an export tax on domestic sales of {}", cell()));
      }
    }
  }
  return {};
}

Result<double> input_sum(const DataSet& data, std::size_t n, std::size_t k) {
  const double beta = data.beta[data.cell(n, k)];
  const auto cell = [&] { return fmt::format("{} in {}", data.sectors[k], data.countries[n]); };
  if (!(beta >= 0 && beta <= 1)) return broken(data, fmt::format("the value-added share of {} is {}", cell(), beta));
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    const double share = data.gamma[data.input(n, j, k)];
    if (!(share >= 0) || !std::isfinite(share))
      return broken(data, fmt::format("the share of {} in the inputs of {} is {}", data.sectors[j], cell(), share));
    sum += share;
  }
  return sum;
}

// Input shares of each user sum to one wherever it uses inputs; rounding is taken out.
Status balance_inputs(DataSet& data) {
  double worst = 0, worst_sum = 0;
  std::string worst_cell;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t k = 0; k < data.sector_count(); ++k) {
      TRILAT_TRY(const double sum, input_sum(data, n, k));
      if (data.beta[data.cell(n, k)] < 1 && std::abs(sum - 1) > worst) {
        worst = std::abs(sum - 1);
        worst_sum = sum;
        worst_cell = fmt::format("{} in {}", data.sectors[k], data.countries[n]);
      }
      for (std::size_t j = 0; j < data.sector_count() && sum > 0; ++j) data.gamma[data.input(n, j, k)] /= sum;
    }
  }
  if (worst > kIdentityTolerance) {
    return broken(
        data, fmt::format("identity 'input shares sum to one' fails for {}: they sum to {}", worst_cell, worst_sum));
  }
  return {};
}

void derive_totals(DataSet& data) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  data.expenditure.assign(N * J, 0);
  data.output.assign(N * J, 0);
  for (auto* total : {&data.value_added, &data.revenue, &data.deficit, &data.income}) total->assign(N, 0);
  for (std::size_t j = 0; j < J; ++j) {
    for (std::size_t n = 0; n < N; ++n) {
      for (std::size_t i = 0; i < N; ++i) {
        const double value = data.trade[data.flow(j, n, i)];
        const double rate = data.tariff[data.flow(j, n, i)];
        const double levy = data.export_tax.empty() ? 0 : data.export_tax[data.flow(j, n, i)];
        data.expenditure[data.cell(n, j)] += value * (1 + rate);
        data.output[data.cell(i, j)] += value / (1 + levy);
        data.revenue[n] += value * rate;
        data.revenue[i] += value * levy / (1 + levy);
        data.deficit[n] += value;
        data.deficit[i] -= value;
      }
    }
  }
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t j = 0; j < J; ++j)
      data.value_added[n] += data.beta[data.cell(n, j)] * data.output[data.cell(n, j)];
    data.income[n] = data.value_added[n] + data.revenue[n] + data.deficit[n];
  }
}

Status derive_final_demand(DataSet& data) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  data.alpha.assign(N * J, 0);
  for (std::size_t n = 0; n < N; ++n) {
    if (!(data.value_added[n] > 0) || !(data.income[n] > 0))
      return broken(data, fmt::format("{} has no income", data.countries[n]));
    for (std::size_t j = 0; j < J; ++j) {
      const std::size_t cell = data.cell(n, j);
      data.alpha[cell] = (data.expenditure[cell] - data.used_as_input(n, j)) / data.income[n];
    }
  }
  return {};
}

// The most negative final demand is refused, relative to what is bought or used; rounding becomes zero.
Status check_final_demand(DataSet& data) {
  std::size_t worst = 0;
  double worst_error = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      const std::size_t cell = data.cell(n, j);
      if (data.alpha[cell] >= 0) continue;
      const double scale = std::max(data.expenditure[cell], data.used_as_input(n, j));
      const double error = -data.alpha[cell] * data.income[n] / scale;
      if (error > worst_error) {
        worst_error = error;
        worst = cell;
      }
    }
  }
  if (worst_error > kIdentityTolerance) {
    const std::size_t n = worst / data.sector_count(), j = worst % data.sector_count();
    return broken(data,
                  fmt::format("identity 'final demand is not negative' fails for {} in {}: {} bought, {} used as input",
                              data.sectors[j], data.countries[n], data.expenditure[worst], data.used_as_input(n, j)));
  }
  for (double& share : data.alpha) share = std::max(share, 0.0);
  return {};
}

}  // namespace

double DataSet::used_as_input(std::size_t n, std::size_t j) const {
  double used = 0;
  for (std::size_t k = 0; k < sector_count(); ++k) {
    used += gamma[input(n, j, k)] * (1 - beta[cell(n, k)]) * output[cell(n, k)];
  }
  return used;
}

Result<std::size_t> DataSet::find_country(const std::string& code) const { return find(countries, code, "country"); }

Result<std::size_t> DataSet::find_sector(const std::string& code) const { return find(sectors, code, "sector"); }

Result<const Elasticities*> DataSet::find_elasticities(const std::string& set) const {
  if (set.empty() && !elasticities.empty()) return &elasticities.front();
  std::vector<std::string> names;
  for (const Elasticities& entry : elasticities) names.push_back(entry.name);
  TRILAT_TRY(const std::size_t at, find(names, set, "elasticity set"));
  return &elasticities[at];
}

Status account(DataSet& data) {
  TRILAT_CHECK(check_sizes(data));
  TRILAT_CHECK(check_flows(data));
  TRILAT_CHECK(balance_inputs(data));
  derive_totals(data);
  return derive_final_demand(data);
}

Status complete(DataSet& data) {
  TRILAT_CHECK(account(data));
  return check_final_demand(data);
}

}  // namespace trilat::economy
