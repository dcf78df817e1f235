// Every file of catalog/ is a published table that the engine must reproduce to the printed digit.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "io/toml.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

std::string in_digits_of(const std::string& printed, double value) {
  const auto point = printed.find('.');
  const auto digits = point == std::string::npos ? 0 : static_cast<int>(printed.size() - point - 1);
  return fmt::format("{:.{}f}", value, digits);
}

double outcome(const SimulateCountry& country, const std::string& name) {
  if (name == "welfare") return country.terms_of_trade_pct + country.volume_of_trade_pct;
  if (name == "terms_of_trade") return country.terms_of_trade_pct;
  if (name == "volume_of_trade") return country.volume_of_trade_pct;
  if (name == "real_wage") return country.real_wage_pct;
  if (name == "real_income_exact") return country.real_income_pct;
  ADD_FAILURE() << "unknown outcome " << name;
  return 0;
}

void check_row(const io::Node& row, const SimulateResult& result, const std::string& file) {
  const std::string name = row.string_at("country").value();
  const auto country = std::find_if(result.by_country.begin(), result.by_country.end(),
                                    [&](const SimulateCountry& entry) { return entry.name == name; });
  ASSERT_NE(country, result.by_country.end()) << file << ": " << name;
  for (const io::Member& member : *row.as_table().value()) {
    if (member.key == "country") continue;
    const std::string printed = member.value.as_string().value();
    EXPECT_EQ(in_digits_of(printed, outcome(*country, member.key)), printed)
        << file << ": " << name << " " << member.key;
  }
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
      check_row(row, *result, entry.path().filename().string());
      ++rows;
    }
  }
  EXPECT_GE(rows, 3);
}

}  // namespace
}  // namespace trilat
