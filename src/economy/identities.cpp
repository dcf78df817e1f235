#include "economy/identities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace trilat::economy {
namespace {

// Keeps the worst cell of one identity.
class Gauge {
 public:
  explicit Gauge(const char* name) { found_.name = name; }

  template <class Cell>
  void look(double difference, double scale, Cell cell) {
    ++found_.cells;
    const double error = scale > 0 ? std::abs(difference) / scale : std::abs(difference) > 0 ? HUGE_VAL : 0;
    if (error > kIdentityTolerance) ++found_.broken;
    if (!(error > found_.error)) return;
    found_.error = error;
    found_.cell = cell();
  }
  Identity found() const { return found_; }

 private:
  Identity found_;
};

std::string place(const DataSet& data, std::size_t n, std::size_t j) {
  return fmt::format("{} in {}", data.sectors[j], data.countries[n]);
}

template <class Look>
void each_cell(const DataSet& data, Look look) {
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t j = 0; j < data.sector_count(); ++j) look(n, j, data.cell(n, j));
  }
}

Identity stated_output(const DataSet& data) {
  Gauge gauge("gross output as stated = sum of sales");
  each_cell(data, [&](std::size_t n, std::size_t j, std::size_t cell) {
    const double stated = data.stated_output[cell], sold = data.output[cell];
    gauge.look(stated - sold, std::max(stated, sold),
               [&] { return fmt::format("{}: {} stated, {} sold", place(data, n, j), stated, sold); });
  });
  return gauge.found();
}

Identity goods_market(const DataSet& data) {
  Gauge gauge("expenditure = intermediate use + final demand");
  each_cell(data, [&](std::size_t n, std::size_t j, std::size_t cell) {
    const double used = data.used_as_input(n, j), wanted = data.alpha[cell] * data.income[n];
    gauge.look(data.expenditure[cell] - used - wanted, std::max({data.expenditure[cell], used, std::abs(wanted)}),
               [&] { return place(data, n, j); });
  });
  return gauge.found();
}

Identity cost(const DataSet& data) {
  Gauge gauge("gross output = value added + intermediate cost");
  each_cell(data, [&](std::size_t n, std::size_t k, std::size_t cell) {
    double shares = data.beta[cell];
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      shares += data.gamma[data.input(n, j, k)] * (1 - data.beta[cell]);
    }
    gauge.look(shares - 1, 1, [&] { return place(data, n, k); });
  });
  return gauge.found();
}

Identity income(const DataSet& data) {
  Gauge gauge("income = value added + tariff revenue + deficit = final demand");
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double spent = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) spent += data.alpha[data.cell(n, j)];
    gauge.look(spent - 1, 1, [&] { return data.countries[n]; });
  }
  return gauge.found();
}

Identity deficits(const DataSet& data) {
  Gauge gauge("deficits sum to zero, of world value added");
  gauge.look(std::accumulate(data.deficit.begin(), data.deficit.end(), 0.0),
             std::accumulate(data.value_added.begin(), data.value_added.end(), 0.0), [] { return "the world"; });
  return gauge.found();
}

Identity final_demand(const DataSet& data) {
  Gauge gauge("final demand is not negative");
  each_cell(data, [&](std::size_t n, std::size_t j, std::size_t cell) {
    const double wanted = data.alpha[cell] * data.income[n];
    gauge.look(std::min(wanted, 0.0), std::max(data.expenditure[cell], data.used_as_input(n, j)), [&] {
      return fmt::format("{}: {} bought, {} used as input", place(data, n, j), data.expenditure[cell],
                         data.used_as_input(n, j));
    });
  });
  return gauge.found();
}

}  // namespace

std::vector<Identity> identities(const DataSet& data) {
  std::vector<Identity> found;
  if (!data.stated_output.empty()) found.push_back(stated_output(data));
  for (auto* identity : {goods_market, cost, income, deficits, final_demand}) found.push_back(identity(data));
  return found;
}

Status check_identities(const DataSet& data) {
  for (const Identity& identity : identities(data)) {
    if (identity.holds()) continue;
    return bad_input(fmt::format("economy {}: identity '{}' fails in {} of {} cells, worst by {:.3g} at {}", data.name,
                                 identity.name, identity.broken, identity.cells, identity.error, identity.cell),
                     "mend the cell in its table, or take a re-benchmarking step");
  }
  return {};
}

}  // namespace trilat::economy
