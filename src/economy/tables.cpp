#include "economy/tables.hpp"

#include <algorithm>

namespace trilat::economy {
namespace {

bool is_traded(const DataSet& data, std::size_t j) {
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      if (n != i && data.trade[data.flow(j, n, i)] > 0) return true;
    }
  }
  return false;
}

void order_sectors(const DataSet& data, Tables& tables) {
  std::vector<std::size_t> last;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    (is_traded(data, j) ? tables.sector : last).push_back(j);
  }
  tables.traded = tables.sector.size();
  tables.sector.insert(tables.sector.end(), last.begin(), last.end());
}

void lay_markets(const DataSet& data, Tables& tables) {
  const std::size_t size = tables.traded * tables.N * tables.stride;
  const bool taxed = std::any_of(data.export_tax.begin(), data.export_tax.end(), [](double levy) { return levy != 0; });
  for (auto* table : {&tables.share, &tables.tariff, &tables.net}) table->assign(size, 0.0);
  for (auto* table : {&tables.export_tax, &tables.receipts}) table->assign(taxed ? size : 0, 0.0);
  for (std::size_t a = 0; a < tables.traded; ++a) {
    const std::size_t j = tables.sector[a];
    for (std::size_t n = 0; n < tables.N; ++n) {
      const double spent = data.expenditure[data.cell(n, j)];
      for (std::size_t i = 0; i < tables.N; ++i) {
        const std::size_t at = tables.market(a, n, i), from = data.flow(j, n, i);
        const double rate = data.tariff[from];
        tables.tariff[at] = rate;
        tables.share[at] = spent > 0 ? data.trade[from] * (1 + rate) / spent : (n == i ? 1.0 : 0.0);
        tables.net[at] = tables.share[at] / (1 + rate);
        if (!taxed) continue;
        tables.export_tax[at] = data.export_tax[from];
        tables.receipts[at] = tables.net[at] / (1 + data.export_tax[from]);
      }
    }
  }
}

void lay_cells(const DataSet& data, Tables& tables) {
  for (auto* cells : {&tables.beta, &tables.expenditure, &tables.inverse_expenditure, &tables.value_added, &tables.home,
                      &tables.alpha}) {
    cells->assign(tables.cells(), 0.0);
  }
  tables.weight.assign(tables.J * tables.cells(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    const std::size_t j = tables.sector[a];
    for (std::size_t n = 0; n < tables.N; ++n) {
      const std::size_t to = tables.cell(a, n), from = data.cell(n, j);
      tables.beta[to] = data.beta[from];
      tables.expenditure[to] = data.expenditure[from];
      tables.inverse_expenditure[to] = data.expenditure[from] > 0 ? 1 / data.expenditure[from] : 0;
      tables.value_added[to] = data.beta[from] * data.output[from];
      tables.alpha[to] = data.alpha[from];
      tables.home[to] = a < tables.traded ? tables.net[tables.market(a, n, n)] : 1.0;
      for (std::size_t b = 0; b < tables.J; ++b) {
        const std::size_t k = tables.sector[b];
        tables.weight[(a * tables.J + b) * tables.stride + n] =
            data.gamma[data.input(n, j, k)] * (1 - data.beta[data.cell(n, k)]);
      }
    }
  }
}

}  // namespace

Tables lay_out(const DataSet& data) {
  Tables tables;
  tables.N = data.country_count();
  tables.J = data.sector_count();
  tables.stride = numerics::padded(tables.N);
  order_sectors(data, tables);
  lay_markets(data, tables);
  lay_cells(data, tables);
  for (auto* totals : {&tables.country_value_added, &tables.deficit, &tables.deficit_share}) {
    totals->assign(tables.stride, 0.0);
  }
  for (std::size_t n = 0; n < tables.N; ++n) {
    tables.country_value_added[n] = data.value_added[n];
    tables.deficit[n] = data.deficit[n];
    tables.deficit_share[n] = data.deficit[n] / (data.value_added[n] + data.revenue[n]);
    tables.world += data.value_added[n];
  }
  return tables;
}

}  // namespace trilat::economy
