#include "pack/economy_csv.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "core/text.hpp"
#include "economy/identities.hpp"
#include "io/csv.hpp"
#include "io/toml.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;
using economy::DataSet;

// Places of codes, with errors at the field that names one.
class Index {
 public:
  Index(const std::vector<std::string>& codes, const char* what, const char* table) : what_(what), table_(table) {
    for (std::size_t i = 0; i < codes.size(); ++i) places_.emplace(codes[i], i);
    codes_ = codes;
  }
  Result<std::size_t> find(const io::CsvRow& row, std::string_view column) const {
    const auto at = places_.find(std::string(row[column]));
    if (at != places_.end()) return at->second;
    return row.refuse(column, fmt::format("{} '{}' is not in {}", what_, row[column], table_),
                      core::did_you_mean(row[column], codes_, "use one of its codes"));
  }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::string> codes_;
  const char* what_;
  const char* table_;
};

Result<economy::RebenchmarkOptions> read_rebenchmark(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"final_demand", "deficits", "elasticities"}));
  economy::RebenchmarkOptions options;
  TRILAT_TRY(const std::string final_demand, node.string_at("final_demand"));
  TRILAT_TRY(const std::string deficits, node.string_at("deficits"));
  TRILAT_TRY(const auto set, node.maybe_string("elasticities"));
  TRILAT_TRY(options.clip_final_demand, node.placed(parse_final_demand(final_demand)));
  TRILAT_TRY(options.balance_trade, node.placed(parse_deficits(deficits)));
  options.elasticities = set.value_or("");
  return options;
}

// The head names the folder that holds the tables: its own, or another's.
Status read_head(const fs::path& path, EconomyTables& read, fs::path& tables) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_CHECK(root.allow_only(
      {"name", "title", "year", "unit", "source", "tables", "shocks", "steps", "elasticities", "rebenchmark"}));
  DataSet& data = read.data;
  TRILAT_TRY(data.name, root.string_at("name"));
  TRILAT_TRY(data.title, root.string_at("title"));
  TRILAT_TRY(data.source, root.string_at("source"));
  TRILAT_TRY(const std::int64_t year, root.integer_at("year"));
  data.year = static_cast<int>(year);
  TRILAT_TRY(const std::string unit, root.string_at("unit"));
  if (unit != "million USD") return root.refuse(fmt::format("unit '{}'", unit), "give values in million USD");
  TRILAT_TRY(data.steps, root.maybe_strings("steps"));
  TRILAT_TRY(const auto shocks, root.maybe_string("shocks"));
  read.shocks = shocks.value_or(data.name);
  TRILAT_TRY(const auto elsewhere, root.maybe_string("tables"));
  tables = elsewhere ? path.parent_path() / *elsewhere : path.parent_path();
  TRILAT_TRY(const io::Array* sets, root.array_at("elasticities"));
  for (const io::Node& set : *sets) {
    TRILAT_CHECK(set.allow_only({"name", "cite"}));
    economy::Elasticities entry;
    TRILAT_TRY(entry.name, set.string_at("name"));
    TRILAT_TRY(entry.citation, set.string_at("cite"));
    data.elasticities.push_back(std::move(entry));
  }
  if (sets->empty()) return root.refuse("no elasticity set", "add an [[elasticities]] table");
  if (const io::Node* steps = root.find("rebenchmark")) {
    TRILAT_TRY(read.rebenchmark, read_rebenchmark(*steps));
  }
  return {};
}

Status add_code(const io::CsvRow& row, std::vector<std::string>& codes, std::vector<std::string>& names) {
  const std::string code(row["code"]);
  if (code.empty() || code == "*") return row.refuse("code", "a code is missing");
  for (const std::string& other : codes) {
    if (other == code) return row.refuse("code", fmt::format("code '{}' is given twice", code));
  }
  codes.push_back(code);
  names.emplace_back(row["name"]);
  return {};
}

Status read_codes(const fs::path& folder, DataSet& data) {
  TRILAT_TRY(const io::CsvTable countries, io::read_csv(folder / "countries.csv", {"code", "name"}));
  for (const io::CsvRow& row : countries) TRILAT_CHECK(add_code(row, data.countries, data.country_names));
  std::vector<std::string> columns = {"code", "name"};
  for (const auto& set : data.elasticities) columns.push_back(set.name);
  TRILAT_TRY(const io::CsvTable sectors, io::read_csv(folder / "sectors.csv", columns));
  for (const io::CsvRow& row : sectors) {
    TRILAT_CHECK(add_code(row, data.sectors, data.sector_names));
    for (auto& set : data.elasticities) {
      TRILAT_TRY(const double theta, row.number(set.name));
      if (!(theta > 0)) return row.refuse(set.name, fmt::format("elasticity {} is not positive", theta));
      set.theta.push_back(theta);
      const std::string error = set.name + "_se";
      if (!sectors.has_column(error)) continue;
      TRILAT_TRY(const double deviation, row.number(error));
      if (deviation < 0) return row.refuse(error, fmt::format("a standard error of {} is negative", deviation));
      set.standard_error.push_back(deviation);
    }
  }
  return {};
}

Status read_flows(const fs::path& path, DataSet& data, const Index& countries, const Index& sectors) {
  const std::size_t cells = data.country_count() * data.country_count() * data.sector_count();
  data.trade.assign(cells, 0);
  data.tariff.assign(cells, 0);
  std::vector<bool> given(cells, false);
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"importer", "exporter", "sector", "value", "tariff"}));
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(const std::size_t n, countries.find(row, "importer"));
    TRILAT_TRY(const std::size_t i, countries.find(row, "exporter"));
    TRILAT_TRY(const std::size_t j, sectors.find(row, "sector"));
    const std::size_t at = data.flow(j, n, i);
    if (given[at]) return row.refuse("importer", "this flow is given twice", "keep one row for it");
    given[at] = true;
    TRILAT_TRY(data.trade[at], row.number("value"));
    TRILAT_TRY(data.tariff[at], row.number("tariff"));
    if (data.trade[at] < 0) return row.refuse("value", fmt::format("a flow of {} is negative", data.trade[at]));
    if (data.tariff[at] <= -1)
      return row.refuse("tariff", fmt::format("a tariff of {} is outside the domain", data.tariff[at]));
    if (n == i && data.tariff[at] != 0) return row.refuse("tariff", "domestic sales bear no tariff", "write 0");
  }
  return {};
}

Status read_inputs(const fs::path& path, DataSet& data, const Index& countries, const Index& sectors) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  data.gamma.assign(N * J * J, 0);
  data.beta.assign(N * J, -1);
  std::vector<std::string> columns = {"country", "user", "value_added_share"};
  for (const std::string& code : data.sectors) columns.push_back("input_" + code);
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, columns));
  const bool stated = table.has_column("output");
  if (stated) data.stated_output.assign(N * J, 0);
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(const std::size_t n, countries.find(row, "country"));
    TRILAT_TRY(const std::size_t k, sectors.find(row, "user"));
    if (stated) {
      TRILAT_TRY(data.stated_output[data.cell(n, k)], row.number("output"));
    }
    double& beta = data.beta[data.cell(n, k)];
    if (beta >= 0) return row.refuse("country", "this user is given twice", "keep one row for it");
    TRILAT_TRY(beta, row.number("value_added_share"));
    if (!(beta >= 0 && beta <= 1))
      return row.refuse("value_added_share", fmt::format("a share of {} is outside 0 to 1", beta));
    for (std::size_t j = 0; j < J; ++j) {
      double& share = data.gamma[data.input(n, j, k)];
      TRILAT_TRY(share, row.number(columns[j + 3]));
      if (share < 0) return row.refuse(columns[j + 3], fmt::format("a share of {} is negative", share));
    }
  }
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t k = 0; k < J; ++k) {
      if (data.beta[data.cell(n, k)] < 0) {
        return bad_input(fmt::format("there is no row for sector {} of {}", data.sectors[k], data.countries[n]),
                         "add it", {path.string(), 0, 0});
      }
    }
  }
  return {};
}

std::string comment(const io::CsvTable& table, std::string_view key) {
  for (const std::string& line : table.comments()) {
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ':') {
      return std::string(core::trim(std::string_view(line).substr(key.size() + 1)));
    }
  }
  return {};
}

}  // namespace

Result<bool> parse_final_demand(const std::string& text) {
  if (text == "clip" || text == "keep") return text == "clip";
  return bad_input(fmt::format("step '{}' for negative final demand is not known", text),
                   "use clip (set to zero) or keep (refuse it)");
}

Result<bool> parse_deficits(const std::string& text) {
  if (text == "balanced" || text == "kept") return text == "balanced";
  return bad_input(fmt::format("step '{}' for deficits is not known", text), "use balanced or kept");
}

Result<EconomyTables> read_tables(const fs::path& folder) {
  EconomyTables read;
  DataSet& data = read.data;
  fs::path tables;
  TRILAT_CHECK(read_head(folder / "economy.toml", read, tables));
  TRILAT_CHECK(read_codes(tables, data));
  const Index countries(data.countries, "country", "countries.csv");
  const Index sectors(data.sectors, "sector", "sectors.csv");
  TRILAT_CHECK(read_flows(tables / "flows.csv", data, countries, sectors));
  TRILAT_CHECK(read_inputs(tables / "inputs.csv", data, countries, sectors));
  TRILAT_CHECK(economy::account(data));
  return read;
}

Result<DataSet> build_economy(EconomyTables read) {
  if (read.rebenchmark) {
    TRILAT_TRY(economy::Rebenchmarked base, economy::rebenchmark(std::move(read.data), *read.rebenchmark));
    return std::move(base.data);
  }
  TRILAT_CHECK(economy::check_identities(read.data));
  TRILAT_CHECK(economy::complete(read.data));
  return std::move(read.data);
}

Result<DataSet> read_economy(const fs::path& folder) {
  TRILAT_TRY(EconomyTables read, read_tables(folder));
  return build_economy(std::move(read));
}

Result<NamedShock> read_shock(const fs::path& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"importer", "exporter", "sector", "rate"}));
  NamedShock named;
  named.name = path.stem().string();
  named.title = comment(table, "title");
  named.note = comment(table, "note");
  named.approximation = comment(table, "approximation");
  named.citation = comment(table, "cite");
  if (named.title.empty()) named.title = named.name;
  for (const io::CsvRow& row : table) {
    economy::Shock::Cell cell;
    cell.importer = row["importer"];
    cell.exporter = row["exporter"];
    cell.sector = row["sector"];
    TRILAT_TRY(cell.rate, row.number("rate"));
    cell.where = row.position("importer");
    named.shock.tariffs.push_back(std::move(cell));
  }
  return named;
}

}  // namespace trilat::pack
