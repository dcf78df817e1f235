#include "pack/economy_writer.hpp"

#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/file.hpp"
#include "io/json.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;
using economy::DataSet;
using Row = std::vector<std::string>;

// A TOML basic string; JSON's escapes are TOML's.
std::string quoted(const std::string& text) { return io::json_quoted(text); }

std::string head(const EconomyTables& tables) {
  const DataSet& data = tables.data;
  std::string text = fmt::format("name = {}\ntitle = {}\nyear = {}\nunit = \"million USD\"\nsource = {}\n",
                                 quoted(data.name), quoted(data.title), data.year, quoted(data.source));
  if (!data.steps.empty()) {
    text += "steps = [\n";
    for (const std::string& step : data.steps) text += "  " + quoted(step) + ",\n";
    text += "]\n";
  }
  for (const auto& set : data.elasticities) {
    text += fmt::format("\n[[elasticities]]\nname = {}\ncite = {}\n", quoted(set.name), quoted(set.citation));
  }
  if (tables.rebenchmark) {
    text += fmt::format("\n[rebenchmark]\nfinal_demand = \"{}\"\ndeficits = \"{}\"\n",
                        tables.rebenchmark->clip_final_demand ? "clip" : "keep",
                        tables.rebenchmark->balance_trade ? "balanced" : "kept");
    if (!tables.rebenchmark->elasticities.empty())
      text += fmt::format("elasticities = {}\n", quoted(tables.rebenchmark->elasticities));
  }
  return text;
}

std::string countries(const DataSet& data) {
  io::CsvWriter csv;
  csv.row(Row{"code", "name"});
  for (std::size_t n = 0; n < data.country_count(); ++n) csv.row(Row{data.countries[n], data.country_names[n]});
  return csv.text();
}

std::string sectors(const DataSet& data) {
  io::CsvWriter csv;
  Row columns = {"code", "name"};
  for (const auto& set : data.elasticities) {
    columns.push_back(set.name);
    if (!set.standard_error.empty()) columns.push_back(set.name + "_se");
  }
  csv.row(columns);
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    Row row = {data.sectors[j], data.sector_names[j]};
    for (const auto& set : data.elasticities) {
      row.push_back(io::json_number(set.theta[j]));
      if (!set.standard_error.empty()) row.push_back(io::json_number(set.standard_error[j]));
    }
    csv.row(row);
  }
  return csv.text();
}

std::string flows(const DataSet& data) {
  io::CsvWriter csv;
  csv.row(Row{"importer", "exporter", "sector", "value", "tariff"});
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      for (std::size_t j = 0; j < data.sector_count(); ++j) {
        const std::size_t at = data.flow(j, n, i);
        if (data.trade[at] == 0) continue;
        csv.row(Row{data.countries[n], data.countries[i], data.sectors[j], io::json_number(data.trade[at]),
                    io::json_number(data.tariff[at])});
      }
    }
  }
  return csv.text();
}

std::string inputs(const DataSet& data) {
  io::CsvWriter csv;
  const std::vector<double>& output = data.stated_output.empty() ? data.output : data.stated_output;
  Row columns = {"country", "user", "output", "value_added_share"};
  for (const std::string& code : data.sectors) columns.push_back("input_" + code);
  csv.row(columns);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t k = 0; k < data.sector_count(); ++k) {
      const std::size_t cell = data.cell(n, k);
      Row row = {data.countries[n], data.sectors[k], io::json_number(output[cell]), io::json_number(data.beta[cell])};
      for (std::size_t j = 0; j < data.sector_count(); ++j) {
        row.push_back(io::json_number(data.gamma[data.input(n, j, k)]));
      }
      csv.row(row);
    }
  }
  return csv.text();
}

}  // namespace

Status write_economy(const fs::path& folder, const EconomyTables& tables) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return bad_input(fmt::format("the folder {} cannot be made: {}", folder.string(), error.message()));
  TRILAT_CHECK(io::write_file_atomic(folder / "economy.toml", head(tables)));
  TRILAT_CHECK(io::write_file_atomic(folder / "countries.csv", countries(tables.data)));
  TRILAT_CHECK(io::write_file_atomic(folder / "sectors.csv", sectors(tables.data)));
  TRILAT_CHECK(io::write_file_atomic(folder / "flows.csv", flows(tables.data)));
  return io::write_file_atomic(folder / "inputs.csv", inputs(tables.data));
}

}  // namespace trilat::pack
