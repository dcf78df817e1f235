#include "economy/rebenchmark.hpp"

#include <fmt/format.h>

#include <cmath>

#include "economy/equilibrium.hpp"
#include "economy/identities.hpp"

namespace trilat::economy {
namespace {

// Negative shares to zero, the rest of each country scaled to one.
void clip(DataSet& data, RebenchmarkReport& report) {
  double negative = 0, world = 0, worst = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double kept = 0;
    world += data.income[n];
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      double& share = data.alpha[data.cell(n, j)];
      ++report.cells;
      if (share < 0) {
        ++report.clipped;
        negative -= share * data.income[n];
        if (share < worst) {
          worst = share;
          report.worst_cell = fmt::format("{} in {}", data.sectors[j], data.countries[n]);
        }
        share = 0;
      }
      kept += share;
    }
    for (std::size_t j = 0; j < data.sector_count(); ++j) data.alpha[data.cell(n, j)] /= kept;
  }
  report.clipped_share = negative / world;
  if (report.clipped == 0) return;
  report.steps.push_back(fmt::format(
      "final demand was negative in {} of {} cells, {:.4f} % of the world's, most in {}: set to zero, and the other "
      "shares of each country scaled to sum to one",
      report.clipped, report.cells, 100 * report.clipped_share, report.worst_cell));
}

double log_consumer_price(const DataSet& data, const Equilibrium& found, std::size_t n) {
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    if (data.alpha[data.cell(n, j)] > 0) sum += data.alpha[data.cell(n, j)] * std::log(found.price[data.cell(n, j)]);
  }
  return sum;
}

void compare(const DataSet& before, const Equilibrium& found, const DataSet& after, RebenchmarkReport& report) {
  double moved = 0, total = 0, wage = 0;
  std::string farthest;
  for (std::size_t at = 0; at < before.trade.size(); ++at) {
    moved += std::abs(after.trade[at] - before.trade[at]);
    total += before.trade[at];
  }
  report.moved = moved / total;
  report.residual = found.residual;
  for (std::size_t n = 0; n < before.country_count(); ++n) {
    report.countries.push_back({before.countries[n], found.wage[n], std::exp(log_consumer_price(before, found, n)),
                                before.value_added[n], after.value_added[n], after.revenue[n], before.deficit[n],
                                after.deficit[n], after.income[n]});
    if (std::abs(found.wage[n] - 1) < wage) continue;
    wage = std::abs(found.wage[n] - 1);
    farthest = fmt::format("{} {:+.2f} %", before.countries[n], 100 * (found.wage[n] - 1));
  }
  report.steps.push_back(fmt::format(
      "the equilibrium at the tables' own tariffs was solved with {} to a residual of {:.0e} and taken as the base: "
      "{:.3f} % of the value of all flows moved, and wages by at most {}",
      std::abs(after.deficit[0]) < 1e-9 * after.income[0] ? "balanced trade" : "deficits kept", found.residual,
      100 * report.moved, farthest));
}

}  // namespace

Result<Rebenchmarked> rebenchmark(DataSet data, const RebenchmarkOptions& options) {
  RebenchmarkReport report;
  if (options.clip_final_demand) {
    clip(data, report);
  } else {
    TRILAT_CHECK(check_identities(data));
  }
  SolveOptions solving;
  solving.closure = options.balance_trade ? Closure::kZeroDeficit : Closure::kFixedDeficit;
  solving.elasticities = options.elasticities;
  solving.tolerance = options.tolerance;
  TRILAT_TRY(const Equilibrium found, solve(data, {}, solving));
  Rebenchmarked done;
  done.data = data;
  done.data.trade = found.trade;
  done.data.stated_output.clear();  // the source states the tables, not the new base
  TRILAT_CHECK(complete(done.data));
  compare(data, found, done.data, report);
  for (const std::string& step : report.steps) done.data.steps.push_back(step);
  done.report = std::move(report);
  return done;
}

}  // namespace trilat::economy
