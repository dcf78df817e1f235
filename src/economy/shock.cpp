// From a shock's cells to rates of every flow.
#include <fmt/format.h>

#include <cmath>
#include <span>
#include <unordered_map>

#include "economy/equilibrium.hpp"

namespace trilat::economy {
namespace {

// What a cell's number means, and where it may lie.
struct Kind {
  const char* name;
  double above;
  const char* remedy;
  bool domestic;  // may it fall on sales at home?
};

constexpr Kind kTariff{"tariff", -1, "give a fraction above -1, such as 0.25", false};
constexpr Kind kExportTax{"export tax", -1, "give a fraction above -1, such as 0.05", false};
constexpr Kind kIceberg{"trade cost factor", 0, "give a factor above 0, such as 1.1", true};

Status check_cell(const DataSet& data, const Shock::Cell& cell, const Kind& kind) {
  const auto placed = [&](auto result) -> Status {
    if (result) return {};
    result.error().where = cell.where;
    return tl::unexpected(result.error());
  };
  if (cell.importer != "*") TRILAT_CHECK(placed(data.find_country(cell.importer)));
  if (cell.exporter != "*") TRILAT_CHECK(placed(data.find_country(cell.exporter)));
  if (cell.sector != "*") TRILAT_CHECK(placed(data.find_sector(cell.sector)));
  if (!std::isfinite(cell.rate) || cell.rate <= kind.above) {
    return bad_input(fmt::format("a {} of {} on {} from {} to {} is outside the domain", kind.name, cell.rate,
                                 cell.sector, cell.exporter, cell.importer),
                     kind.remedy, cell.where);
  }
  if (cell.importer == cell.exporter && cell.importer != "*" && !kind.domestic) {
    return bad_input(fmt::format("{} cannot tax its own sales", cell.importer), "name another exporter", cell.where);
  }
  return {};
}

// Codes to numbers, once a shock.
class Codes {
 public:
  explicit Codes(const std::vector<std::string>& codes) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      number_.emplace(codes[i], i);
      all_.push_back(i);
    }
  }
  // Precondition: `code` is one of them or "*".
  std::span<const std::size_t> operator[](const std::string& code) const {
    if (code == "*") return all_;
    return std::span(all_).subspan(number_.at(code), 1);
  }

 private:
  std::unordered_map<std::string, std::size_t> number_;
  std::vector<std::size_t> all_;
};

template <class Change>
Status apply(const DataSet& data, const std::vector<Shock::Cell>& cells, const Kind& kind, const Change& change) {
  if (cells.empty()) return {};
  const Codes countries(data.countries), sectors(data.sectors);
  for (const Shock::Cell& cell : cells) {
    TRILAT_CHECK(check_cell(data, cell, kind));
    const bool own = cell.importer != "*" && cell.importer == cell.exporter;
    for (const std::size_t n : countries[cell.importer]) {
      for (const std::size_t i : countries[cell.exporter]) {
        if (n == i && !own) continue;
        for (const std::size_t j : sectors[cell.sector]) change(data.flow(j, n, i), cell.rate);
      }
    }
  }
  return {};
}

Status check_array(const DataSet& data, const std::vector<double>& values, const Kind& kind, double neutral) {
  if (values.size() != data.trade.size()) {
    return bad_input(fmt::format("the array of every {} has {} entries and the economy {} flows", kind.name,
                                 values.size(), data.trade.size()),
                     "give sectors x importers x exporters");
  }
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const double value = values[data.flow(j, n, i)];
        const bool fits = std::isfinite(value) && value > kind.above && (n != i || kind.domestic || value == neutral);
        if (!fits) {
          return bad_input(fmt::format("a {} of {} on {} from {} to {} is outside the domain", kind.name, value,
                                       data.sectors[j], data.countries[i], data.countries[n]),
                           kind.remedy);
        }
      }
    }
  }
  return {};
}

}  // namespace

Status check(const DataSet& data, const Policy& policy) {
  TRILAT_CHECK(check_array(data, policy.tariff, kTariff, 0));
  if (!policy.export_tax.empty()) TRILAT_CHECK(check_array(data, policy.export_tax, kExportTax, 0));
  if (!policy.iceberg.empty()) TRILAT_CHECK(check_array(data, policy.iceberg, kIceberg, 1));
  return {};
}

Result<Policy> resolve(const DataSet& data, const Shock& shock) {
  Policy policy{shock.tariff.empty() ? data.tariff : shock.tariff, {}, shock.iceberg};
  if (!shock.export_taxes.empty()) {
    policy.export_tax = data.export_tax;
    policy.export_tax.resize(data.trade.size(), 0.0);
  }
  if (!shock.iceberg_cells.empty()) policy.iceberg.resize(data.trade.size(), 1.0);
  if (!shock.iceberg.empty()) TRILAT_CHECK(check_array(data, shock.iceberg, kIceberg, 1));
  if (!shock.tariff.empty()) TRILAT_CHECK(check_array(data, policy.tariff, kTariff, 0));
  TRILAT_CHECK(apply(data, shock.tariffs, kTariff, [&](std::size_t at, double rate) { policy.tariff[at] = rate; }));
  TRILAT_CHECK(
      apply(data, shock.export_taxes, kExportTax, [&](std::size_t at, double rate) { policy.export_tax[at] = rate; }));
  TRILAT_CHECK(
      apply(data, shock.iceberg_cells, kIceberg, [&](std::size_t at, double factor) { policy.iceberg[at] *= factor; }));
  return policy;
}

Result<std::vector<double>> apply_tariffs(const DataSet& data, const Shock& shock) {
  TRILAT_TRY(Policy policy, resolve(data, shock));
  return std::move(policy.tariff);
}

}  // namespace trilat::economy
