#include "pack/economy_icio.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

#include "core/text.hpp"
#include "io/csv.hpp"

namespace trilat::pack {
namespace {

using economy::DataSet;

constexpr std::array kFinalDemand = {"HFCE",  "NPISH",    "GGFC", "GFCF", "INVNT",  "INV",
                                     "DPABR", "CONS_ABR", "P33",  "FD",   "NONRES", "CONS"};
constexpr std::array kTotals = {"OUT", "OUTPUT", "TOTAL"};
constexpr std::array kTaxes = {"TLS", "TAXSUB"};
constexpr std::array kValueAdded = {"VA", "VALU"};
constexpr std::size_t kRowBytes = std::size_t{1} << 26U;

bool among(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string whole_country(std::string_view code) {
  static const std::map<std::string, std::string, std::less<>> parts = {
      {"CN1", "CHN"}, {"CN2", "CHN"}, {"MX1", "MEX"}, {"MX2", "MEX"}};
  const auto at = parts.find(code);
  return at == parts.end() ? std::string(code) : at->second;
}

struct Label {
  std::string country, what;
};

std::optional<Label> split_label(std::string_view text) {
  const std::size_t at = text.find('_');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return std::nullopt;
  return Label{whole_country(text.substr(0, at)), std::string(text.substr(at + 1))};
}

std::size_t place(std::vector<std::string>& codes, const std::string& code) {
  const auto at = static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) - codes.begin());
  if (at == codes.size()) codes.push_back(code);
  return at;
}

// What a column of the table is.
struct Column {
  enum class Kind { kLabel, kUser, kFinal, kTotal } kind = Kind::kLabel;
  std::size_t n = 0, k = 0;
};

// Sums of the table, with room for the identities it states itself.
struct Sums {
  std::vector<double> inputs;                           // [n][j][k] duty paid
  std::vector<double> input_net;                        // [n][k] at basic prices
  std::vector<double> taxes, value_added, stated_cost;  // [n][k]
  std::vector<double> stated_sales;                     // [i][j]
  bool has_taxes = false, has_value_added = false, has_cost = false, has_sales = false;
};

class IcioReader {
 public:
  explicit IcioReader(const IcioSource& source) : source_(source) {}

  Result<EconomyTables> read() {
    std::ifstream input(source_.table);
    if (!input) return fail(ErrorCode::kNotFound, fmt::format("there is no table {}", source_.table.string()));
    io::CsvColumns columns;
    columns.max_row_bytes = kRowBytes;
    TRILAT_TRY(io::CsvReader reader, io::CsvReader::open(input, source_.table.string(), columns));
    TRILAT_CHECK(read_header(reader));
    TRILAT_CHECK(read_tariffs());
    TRILAT_CHECK(read_elasticities());
    io::CsvRow row;
    for (;;) {
      TRILAT_TRY(const bool more, reader.next(row));
      if (!more) break;
      TRILAT_CHECK(read_row(row));
    }
    TRILAT_CHECK(close_flows());
    TRILAT_CHECK(check_source());
    TRILAT_CHECK(close_shares());
    TRILAT_CHECK(economy::account(data_));
    EconomyTables tables;
    tables.data = std::move(data_);
    return tables;
  }

 private:
  Status read_header(const io::CsvReader& reader) {
    const auto& names = reader.columns();
    columns_.resize(names.size());
    for (std::size_t at = 1; at < names.size(); ++at) {
      Column& column = columns_[at];
      const auto label = split_label(names[at]);
      if (among(kTotals, names[at])) {
        column.kind = Column::Kind::kTotal;
      } else if (!label) {
        return bad_input(fmt::format("column '{}' is neither COUNTRY_SECTOR, COUNTRY_CATEGORY nor OUT", names[at]),
                         "give the table as the OECD publishes it", {source_.table.string(), 1, 0});
      } else {
        column.kind = among(kFinalDemand, label->what) ? Column::Kind::kFinal : Column::Kind::kUser;
        column.n = place(data_.countries, label->country);
        if (column.kind == Column::Kind::kUser) column.k = place(data_.sectors, label->what);
      }
    }
    if (data_.sectors.empty())
      return bad_input("the table has no COUNTRY_SECTOR column", {}, {source_.table.string(), 1, 0});
    data_.country_names = data_.countries;
    data_.sector_names = data_.sectors;
    data_.name = source_.name;
    data_.title = source_.title.empty() ? source_.name : source_.title;
    data_.source = source_.source.empty() ? source_.table.filename().string() : source_.source;
    data_.year = source_.year;
    const std::size_t N = data_.country_count(), J = data_.sector_count();
    data_.trade.assign(N * N * J, 0);
    data_.tariff.assign(N * N * J, 0);
    data_.gamma.assign(N * J * J, 0);
    data_.beta.assign(N * J, 1);
    sums_.inputs.assign(N * J * J, 0);
    for (auto* cells : {&sums_.input_net, &sums_.taxes, &sums_.value_added, &sums_.stated_cost, &sums_.stated_sales})
      cells->assign(N * J, 0);
    return {};
  }

  Status read_tariffs() {
    if (source_.tariffs.empty()) {
      data_.steps.emplace_back("no tariff table was given: every tariff is zero");
      return {};
    }
    TRILAT_TRY(const NamedShock table, read_shock(source_.tariffs));
    TRILAT_TRY(data_.tariff, economy::apply_tariffs(data_, table.shock));
    return {};
  }

  Status read_elasticities() {
    const std::size_t J = data_.sector_count();
    if (source_.elasticities.empty()) {
      data_.elasticities.push_back(
          {"U4", "4 in every sector; Simonovska and Waugh (2014)", std::vector<double>(J, 4), {}});
      data_.steps.emplace_back("no elasticities were given: 4 in every sector");
      return {};
    }
    TRILAT_TRY(const io::CsvTable table, io::read_csv(source_.elasticities, {"sector"}, {}));
    for (const std::string& name : table.columns()) {
      if (name == "sector" || name == "name" || name.ends_with("_se")) continue;
      economy::Elasticities set{name, citation_of(table, name), std::vector<double>(J, 0), {}};
      if (table.has_column(name + "_se")) set.standard_error.assign(J, 0);
      data_.elasticities.push_back(std::move(set));
    }
    for (const io::CsvRow& row : table) {
      TRILAT_TRY(const std::size_t j, row.placed("sector", data_.find_sector(std::string(row["sector"]))));
      if (table.has_column("name")) data_.sector_names[j] = std::string(row["name"]);
      for (economy::Elasticities& set : data_.elasticities) {
        TRILAT_TRY(set.theta[j], row.number(set.name));
        if (set.standard_error.empty()) continue;
        TRILAT_TRY(set.standard_error[j], row.number(set.name + "_se"));
      }
    }
    return {};  // a sector that no row names has elasticity zero, which account() refuses by name
  }

  static std::string citation_of(const io::CsvTable& table, const std::string& set) {
    for (const std::string& line : table.comments()) {
      if (line.starts_with(set + ":")) return std::string(core::trim(std::string_view(line).substr(set.size() + 1)));
    }
    return "as given";
  }

  Status read_row(const io::CsvRow& row) {
    const std::string_view name = row[std::size_t{0}];
    const auto label = split_label(name);
    if (among(kTotals, name)) return read_margin(row, sums_.stated_cost, sums_.has_cost);
    if (among(kValueAdded, name)) return read_margin(row, sums_.value_added, sums_.has_value_added);
    if (among(kTaxes, name) || (label && among(kTaxes, label->what)))
      return read_margin(row, sums_.taxes, sums_.has_taxes);
    if (!label) return unknown(row, name);
    const auto i = std::find(data_.countries.begin(), data_.countries.end(), label->country);
    const auto j = std::find(data_.sectors.begin(), data_.sectors.end(), label->what);
    if (i == data_.countries.end() || j == data_.sectors.end()) return unknown(row, name);
    return read_sales(row, static_cast<std::size_t>(i - data_.countries.begin()),
                      static_cast<std::size_t>(j - data_.sectors.begin()));
  }

  tl::unexpected<Error> unknown(const io::CsvRow& row, std::string_view name) const {
    return bad_input(fmt::format("row '{}' is neither COUNTRY_SECTOR of a column nor VA, TLS, TAXSUB or OUT", name),
                     "give the table as the OECD publishes it", {source_.table.string(), row.line(), 1});
  }

  Result<double> cell(const io::CsvRow& row, std::size_t at) const {
    const std::string text(row[at]);
    char* end = nullptr;
    const double value = text.empty() ? 0.0 : std::strtod(text.c_str(), &end);
    if (text.empty() || (end == text.c_str() + text.size() && std::isfinite(value))) return value;
    return bad_input(fmt::format("'{}' is not a number", text), "write million USD",
                     {source_.table.string(), row.line(), 0});
  }

  Status read_margin(const io::CsvRow& row, std::vector<double>& margin, bool& given) {
    given = true;
    for (std::size_t at = 1; at < columns_.size(); ++at) {
      if (columns_[at].kind != Column::Kind::kUser) continue;
      TRILAT_TRY(const double value, cell(row, at));
      margin[data_.cell(columns_[at].n, columns_[at].k)] += value;
    }
    return {};
  }

  Status read_sales(const io::CsvRow& row, std::size_t i, std::size_t j) {
    for (std::size_t at = 1; at < columns_.size(); ++at) {
      const Column& column = columns_[at];
      TRILAT_TRY(const double value, cell(row, at));
      if (column.kind == Column::Kind::kTotal) {
        sums_.stated_sales[data_.cell(i, j)] += value;
        sums_.has_sales = true;
        continue;
      }
      const std::size_t flow = data_.flow(j, column.n, i);
      data_.trade[flow] += value;
      if (column.kind == Column::Kind::kFinal) continue;
      sums_.input_net[data_.cell(column.n, column.k)] += value;
      sums_.inputs[data_.input(column.n, j, column.k)] += value * (1 + data_.tariff[flow]);
    }
    return {};
  }

  // Purchases of a country that inventories make negative become nothing.
  Status close_flows() {
    std::size_t count = 0;
    double sum = 0;
    sales_.assign(data_.beta.size(), 0);
    for (std::size_t j = 0; j < data_.sector_count(); ++j) {
      for (std::size_t n = 0; n < data_.country_count(); ++n) {
        for (std::size_t i = 0; i < data_.country_count(); ++i) {
          double& value = data_.trade[data_.flow(j, n, i)];
          sales_[data_.cell(i, j)] += value;
          if (value >= 0) continue;
          ++count;
          sum -= value;
          value = 0;
        }
      }
    }
    if (count > 0) {
      data_.steps.push_back(fmt::format(
          "{} flows were negative (drawn from inventories), {:.6g} million USD together: set to zero", count, sum));
    }
    return {};
  }

  Status hold(const char* what, const std::vector<double>& found, const std::vector<double>& stated) const {
    double worst = 0;
    std::size_t worst_cell = 0;
    for (std::size_t at = 0; at < found.size(); ++at) {
      const double scale = std::max({std::abs(found[at]), std::abs(stated[at]), 1e-3});
      const double error = std::abs(found[at] - stated[at]) / scale;
      if (error <= worst) continue;
      worst = error;
      worst_cell = at;
    }
    if (worst <= source_.tolerance) return {};
    const std::size_t J = data_.sector_count();
    return bad_input(fmt::format("identity '{}' fails, worst for {} in {}: {} against {} stated", what,
                                 data_.sectors[worst_cell % J], data_.countries[worst_cell / J], found[worst_cell],
                                 stated[worst_cell]),
                     fmt::format("mend the table, or allow more than {:g}", source_.tolerance),
                     {source_.table.string(), 0, 0});
  }

  // The table's own totals, where it states them.
  Status check_source() {
    if (sums_.has_sales) TRILAT_CHECK(hold("sales sum to OUT", sales_, sums_.stated_sales));
    if (!sums_.has_cost) return {};
    TRILAT_CHECK(hold("sales sum to the OUT row", sales_, sums_.stated_cost));
    if (!sums_.has_value_added) return {};
    std::vector<double> cost = sums_.input_net;
    for (std::size_t at = 0; at < cost.size(); ++at) cost[at] += sums_.taxes[at] + sums_.value_added[at];
    return hold("inputs, taxes and value added sum to OUT", cost, sums_.stated_cost);
  }

  Status close_shares() {
    double taxes = 0, value_added = 0;
    std::vector<double> output(data_.beta.size(), 0);
    for (std::size_t j = 0; j < data_.sector_count(); ++j) {
      for (std::size_t n = 0; n < data_.country_count(); ++n) {
        for (std::size_t i = 0; i < data_.country_count(); ++i)
          output[data_.cell(i, j)] += data_.trade[data_.flow(j, n, i)];
      }
    }
    for (std::size_t n = 0; n < data_.country_count(); ++n) {
      for (std::size_t k = 0; k < data_.sector_count(); ++k) {
        const std::size_t at = data_.cell(n, k);
        taxes += sums_.taxes[at];
        double cost = 0;
        for (std::size_t j = 0; j < data_.sector_count(); ++j) {
          const double spent = sums_.inputs[data_.input(n, j, k)];
          if (spent < 0) return negative_input(n, j, k, spent);
          cost += spent;
        }
        if (output[at] <= 0 || cost <= 0) continue;  // value added is all there is
        data_.beta[at] = 1 - cost / output[at];
        value_added += data_.beta[at] * output[at];
        if (data_.beta[at] < 0) {
          return bad_input(fmt::format("{} in {} buys inputs for {} duty paid and sells for {}", data_.sectors[k],
                                       data_.countries[n], cost, output[at]),
                           "its value added would be negative: mend the column", {source_.table.string(), 0, 0});
        }
        for (std::size_t j = 0; j < data_.sector_count(); ++j)
          data_.gamma[data_.input(n, j, k)] = sums_.inputs[data_.input(n, j, k)] / cost;
      }
    }
    data_.steps.push_back(
        fmt::format("value added is output less inputs at duty-paid prices: it holds {:.6g} million USD of other taxes "
                    "less subsidies "
                    "on inputs, {:.3f} % of it",
                    taxes, value_added > 0 ? 100 * taxes / value_added : 0));
    return {};
  }

  tl::unexpected<Error> negative_input(std::size_t n, std::size_t j, std::size_t k, double spent) const {
    return bad_input(
        fmt::format("{} in {} buys {} of {}", data_.sectors[k], data_.countries[n], spent, data_.sectors[j]),
        "inputs are not negative: mend the column", {source_.table.string(), 0, 0});
  }

  const IcioSource& source_;
  DataSet data_;
  std::vector<Column> columns_;
  Sums sums_;
  std::vector<double> sales_;
};

}  // namespace

Result<EconomyTables> read_icio(const IcioSource& source) { return IcioReader(source).read(); }

}  // namespace trilat::pack
