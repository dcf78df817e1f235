// Every file of catalog/ is a published table that the engine must reproduce to the printed digit.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "io/toml.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

std::string in_digits_of(const std::string& printed, double value) {
  const auto point = printed.find('.');
  const auto digits = point == std::string::npos ? 0 : static_cast<int>(printed.size() - point - 1);
  const std::string text = fmt::format("{:.{}f}", value, digits);
  const bool nothing = text.find_first_not_of("-0.") == std::string::npos;  // "-0.00" is printed as "0.00"
  return nothing && text.front() == '-' ? text.substr(1) : text;
}

// The parts of a country's outcomes that trade with the bloc and with the rest make up, in per cent.
struct Split {
  double terms_bloc = 0, terms_rest = 0, volume_bloc = 0, volume_rest = 0;
  double imports_base = 0, imports = 0;  // from the bloc
};

// Caliendo and Parro (2015), equations 17 to 19, from the flows and unit costs of the answer.
Split split(const SimulateResult& result, const SimulateCountry& country, const std::set<std::string>& bloc) {
  std::map<std::pair<std::string, std::string>, double> cost;
  for (const SimulateSector& sector : result.by_sector) cost[{sector.country, sector.sector}] = sector.unit_cost_hat;
  Split parts;
  for (const SimulateFlow& flow : result.flows) {
    const double change = cost.at({flow.exporter, flow.sector}) - 1, share = 100 / country.income_base;
    if (flow.exporter == country.code) {
      (bloc.contains(flow.importer) ? parts.terms_bloc : parts.terms_rest) += share * flow.value_base * change;
    }
    if (flow.importer != country.code) continue;
    const bool inside = bloc.contains(flow.exporter);
    (inside ? parts.terms_bloc : parts.terms_rest) -= share * flow.value_base * change;
    (inside ? parts.volume_bloc : parts.volume_rest) +=
        share * flow.tariff_base * (flow.value - flow.value_base * (1 + change));
    if (!inside) continue;
    parts.imports_base += flow.value_base;
    parts.imports += flow.value;
  }
  return parts;
}

double outcome(const SimulateCountry& country, const Split& parts, const std::string& name) {
  if (name == "welfare") return country.terms_of_trade_pct + country.volume_of_trade_pct;
  if (name == "terms_of_trade") return country.terms_of_trade_pct;
  if (name == "volume_of_trade") return country.volume_of_trade_pct;
  if (name == "real_wage") return country.real_wage_pct;
  if (name == "real_income_exact") return country.real_income_pct;
  if (name == "terms_of_trade_bloc") return parts.terms_bloc;
  if (name == "terms_of_trade_rest") return parts.terms_rest;
  if (name == "volume_of_trade_bloc") return parts.volume_bloc;
  if (name == "volume_of_trade_rest") return parts.volume_rest;
  if (name == "imports_from_bloc") return 100 * (parts.imports / parts.imports_base - 1);
  ADD_FAILURE() << "unknown outcome " << name;
  return 0;
}

void check_row(const io::Node& row, const SimulateResult& result, const std::set<std::string>& bloc,
               const std::string& file) {
  const std::string name = row.string_at("country").value();
  const auto country = std::find_if(result.by_country.begin(), result.by_country.end(),
                                    [&](const SimulateCountry& entry) { return entry.name == name; });
  ASSERT_NE(country, result.by_country.end()) << file << ": " << name;
  const Split parts = split(result, *country, bloc);
  for (const io::Member& member : *row.as_table().value()) {
    if (member.key == "country") continue;
    const std::string printed = member.value.as_string().value();
    EXPECT_EQ(in_digits_of(printed, outcome(*country, parts, member.key)), printed)
        << file << ": " << name << " " << member.key;
  }
}

// Codes of the countries that a file names as its bloc.
std::set<std::string> bloc_of(const io::Node& node, const SimulateResult& result) {
  std::set<std::string> codes;
  const std::vector<std::string> names = node.maybe_strings("bloc").value();
  for (const std::string& name : names) {
    for (const SimulateCountry& country : result.by_country) {
      if (country.name == name) codes.insert(country.code);
    }
  }
  return codes;
}

TEST(Catalog, Published_tables_are_reproduced_to_the_digit) {
  int rows = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TRILAT_SOURCE_DIR "/catalog")) {
    if (entry.path().extension() != ".toml") continue;
    const auto node = io::read_toml(entry.path());
    ASSERT_TRUE(node) << node.error().to_string();
    SimulateParams params;
    params.economy = node->string_at("economy").value();
    params.shock = node->string_at("shock").value();
    params.closure = node->string_at("closure").value();
    params.elasticities = node->string_at("elasticities").value();
    const auto result = engine().simulate(params);
    ASSERT_TRUE(result) << result.error().to_string();
    for (const io::Node& row : *node->array_at("published").value()) {
      check_row(row, *result, bloc_of(*node, *result), entry.path().filename().string());
      ++rows;
    }
  }
  EXPECT_GE(rows, 12);
}

}  // namespace
}  // namespace trilat
