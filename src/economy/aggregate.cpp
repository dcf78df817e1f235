#include "economy/aggregate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace trilat::economy {
namespace {

// Flows and tariff revenue of the groups; revenue is turned into rates at the end.
void sum_flows(const DataSet& data, const Grouping& countries, const Grouping& sectors, DataSet& to,
               AggregateReport& report) {
  std::vector<double> revenue(to.trade.size(), 0), dropped(to.country_count(), 0);
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const double value = data.trade[data.flow(j, n, i)];
        const double paid = value * data.tariff[data.flow(j, n, i)];
        const std::size_t buyer = countries.group_of[n], seller = countries.group_of[i];
        const std::size_t at = to.flow(sectors.group_of[j], buyer, seller);
        to.trade[at] += value;
        if (n != i) report.trade_total += value;
        report.revenue_total += paid;
        if (buyer != seller) {
          revenue[at] += paid;
        } else if (n != i) {
          report.trade_inside += value;
          report.revenue_dropped += paid;
          dropped[buyer] += paid;
        }
      }
    }
  }
  for (std::size_t at = 0; at < revenue.size(); ++at) to.tariff[at] = to.trade[at] > 0 ? revenue[at] / to.trade[at] : 0;
  double most = 0;
  for (std::size_t n = 0; n < dropped.size(); ++n) {
    if (dropped[n] > most) report.largest_drop = to.countries[n];
    most = std::max(most, dropped[n]);
  }
}

// Costs by group, as shares of the group's output and of its intermediate cost.
void sum_costs(const DataSet& data, const Grouping& countries, const Grouping& sectors, DataSet& to) {
  std::vector<double> output(to.beta.size(), 0), inputs(to.beta.size(), 0);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t k = 0; k < data.sector_count(); ++k) {
      const std::size_t cell = data.cell(n, k);
      const std::size_t group = countries.group_of[n], user = sectors.group_of[k];
      output[to.cell(group, user)] += data.output[cell];
      const double spent = (1 - data.beta[cell]) * data.output[cell];
      inputs[to.cell(group, user)] += spent;
      for (std::size_t j = 0; j < data.sector_count(); ++j) {
        to.gamma[to.input(group, sectors.group_of[j], user)] += data.gamma[data.input(n, j, k)] * spent;
      }
    }
  }
  for (std::size_t n = 0; n < to.country_count(); ++n) {
    for (std::size_t k = 0; k < to.sector_count(); ++k) {
      const std::size_t cell = to.cell(n, k);
      to.beta[cell] = output[cell] > 0 ? 1 - inputs[cell] / output[cell] : 1;
      if (!(inputs[cell] > 0)) to.beta[cell] = 1;
      for (std::size_t j = 0; j < to.sector_count(); ++j) {
        double& share = to.gamma[to.input(n, j, k)];
        share = inputs[cell] > 0 ? share / inputs[cell] : 0;
      }
    }
  }
}

// International trade of each sector, or its output where there is none; never nothing, so that every sector counts.
std::vector<double> sector_weights(const DataSet& data) {
  std::vector<double> weights(data.sector_count(), 0);
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    double domestic = 0;
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        (n == i ? domestic : weights[j]) += data.trade[data.flow(j, n, i)];
      }
    }
    if (!(weights[j] > 0)) weights[j] = std::max(domestic, 1.0);
  }
  return weights;
}

Elasticities average(const Elasticities& set, const Grouping& sectors, const std::vector<double>& weights) {
  const std::size_t groups = sectors.codes.size();
  std::vector<double> total(groups, 0), variance(groups, 0);
  Elasticities averaged{set.name, set.citation, std::vector<double>(groups, 0), {}};
  for (std::size_t j = 0; j < weights.size(); ++j) total[sectors.group_of[j]] += weights[j];
  for (std::size_t j = 0; j < weights.size(); ++j) {
    const std::size_t group = sectors.group_of[j];
    const double weight = weights[j] / total[group];
    averaged.theta[group] += weight * set.theta[j];
    if (!set.standard_error.empty()) variance[group] += std::pow(weight * set.standard_error[j], 2);
  }
  if (!set.standard_error.empty()) {
    for (const double value : variance) averaged.standard_error.push_back(std::sqrt(value));
  }
  return averaged;
}

}  // namespace

Grouping keep_all(const std::vector<std::string>& codes, const std::vector<std::string>& names) {
  Grouping all{codes, names, std::vector<std::size_t>(codes.size())};
  std::iota(all.group_of.begin(), all.group_of.end(), std::size_t{0});
  return all;
}

Result<Aggregated> aggregate(const DataSet& data, const Grouping& countries, const Grouping& sectors) {
  if (std::any_of(data.export_tax.begin(), data.export_tax.end(), [](double levy) { return levy != 0; })) {
    return bad_input(fmt::format("economy {} has export taxes, which are not summed", data.name),
                     "sum the economy before a shock brings them in");
  }
  Aggregated done;
  DataSet& to = done.data;
  to.name = data.name;
  to.title = data.title;
  to.source = data.source;
  to.year = data.year;
  to.countries = countries.codes;
  to.country_names = countries.names;
  to.sectors = sectors.codes;
  to.sector_names = sectors.names;
  const std::size_t N = to.country_count(), J = to.sector_count();
  to.trade.assign(N * N * J, 0);
  to.tariff.assign(N * N * J, 0);
  to.gamma.assign(N * J * J, 0);
  to.beta.assign(N * J, 0);
  sum_flows(data, countries, sectors, to, done.report);
  sum_costs(data, countries, sectors, to);
  const std::vector<double> weights = sector_weights(data);
  for (const Elasticities& set : data.elasticities) to.elasticities.push_back(average(set, sectors, weights));
  to.steps = data.steps;
  to.steps.push_back(
      fmt::format("{} countries and {} sectors were summed to {} and {}: {:.2f} % of international trade became "
                  "domestic sales, and "
                  "{:.2f} % of tariff revenue was dropped with it",
                  data.country_count(), data.sector_count(), N, J,
                  done.report.trade_total > 0 ? 100 * done.report.trade_inside / done.report.trade_total : 0,
                  done.report.revenue_total > 0 ? 100 * done.report.revenue_dropped / done.report.revenue_total : 0));
  TRILAT_CHECK(complete(to));
  return done;
}

}  // namespace trilat::economy
