// Lashkaripour's uniform-tariff Nash against the outcome of his own code for both tables, and against the exact game.
//
// Expected: nash_uniform.csv of ../shared/data/economy/nash_reference, from the replication files of Lashkaripour
// (2021) run on the World Input-Output Database 2014 (44 x 16) and on OECD inter-country tables 2022 (81 x 28),
// in-sample elasticities.
#include "game/uniform_nash.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <tuple>

#include "io/csv.hpp"
#include "support/temporary_folder.hpp"

namespace trilat::game {
namespace {

namespace fs = std::filesystem;

TEST(UniformNash, Of_two_like_countries_is_the_inverse_of_elasticity_times_own_share) {
  UniformNashInput input{{"A", "B"}, {"goods"}, {80, 20, 20, 80}, {0, 0, 0, 0}, {4}};
  const auto found = uniform_nash(input);
  ASSERT_TRUE(found) << found.error().to_string();
  // At the equilibrium the share of imports solves lambda / (1 - lambda) = 0.25 (1 + t)^-4, t = 1 / (4 (1 - lambda)).
  const double t = found->tariff[0], odds = 0.25 * std::pow(1 + t, -4), own = 1 / (1 + odds);
  EXPECT_NEAR(t, 1 / (4 * own), 1e-10);
  EXPECT_NEAR(found->tariff[1], t, 1e-12);
  EXPECT_NEAR(found->wage[0], 1, 1e-12);
}

const fs::path kCatalog = fs::path(TRILAT_SOURCE_DIR) / "catalog" / "uniform-nash";
constexpr double kTariff = 5e-6, kIncome = 5e-5;  // of inputs kept to seven digits

io::CsvTable table(const fs::path& path) {
  auto read = io::read_csv(path);
  EXPECT_TRUE(read) << read.error().to_string();
  return *std::move(read);
}

std::size_t place(const std::vector<std::string>& codes, std::string_view code) {
  return static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) - codes.begin());
}

UniformNashInput sized(const std::string& name, const std::string& set) {
  UniformNashInput input;
  for (const auto& row : table(kCatalog / (name + "-elasticity.csv"))) {
    input.sectors.emplace_back(row["sector"]);
    input.elasticity.push_back(row.number(set).value());
  }
  for (const auto& row : table(kCatalog / (name + "-expected.csv"))) input.countries.emplace_back(row["country"]);
  input.expenditure.assign(input.sectors.size() * input.countries.size() * input.countries.size(), 0.0);
  input.tariff = input.expenditure;
  return input;
}

UniformNashInput of_2014(const std::string& set) {
  UniformNashInput input = sized("wiod2014", set);
  for (const auto& [file, values] :
       {std::pair{"wiod2014-expenditure.csv", &input.expenditure}, std::pair{"wiod2014-tariff.csv", &input.tariff}}) {
    for (const auto& row : table(kCatalog / file)) {
      for (std::size_t i = 0; i < input.countries.size(); ++i) {
        (*values)[input.flow(place(input.sectors, row["sector"]), place(input.countries, row["importer"]), i)] =
            row.number(input.countries[i]).value();
      }
    }
  }
  return input;
}

void expect_published(const UniformNashInput& input, const std::string& name, double tariff, double income) {
  const auto found = uniform_nash(input);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_LT(found->residual, 1e-11);
  const auto expected = table(kCatalog / (name + "-expected.csv"));
  EXPECT_EQ(expected.size(), input.countries.size());
  for (const auto& row : expected) {
    const std::size_t n = place(input.countries, row["country"]);
    EXPECT_NEAR(found->tariff[n], row.number("nash_tariff").value(), tariff) << row["country"];
    EXPECT_NEAR(found->real_income[n], row.number("real_income_pct").value(), income) << row["country"];
  }
}

TEST(UniformNash, Of_2014_is_what_was_published_for_every_country) {
  expect_published(of_2014("IS"), "wiod2014", kTariff, kIncome);
}

TEST(UniformNash, Of_2022_is_what_the_published_code_gives_for_every_country) {
  const fs::path folder = fs::path(TRILAT_SHARED_DIR) / "data" / "economy" / "nash_reference" / "icio2022";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
  UniformNashInput input = sized("icio2022", "IS");
  const trilat::testing::TemporaryFolder unpacked;
  for (const auto& [file, column, values] : {std::tuple{"trade_gross.csv", "expenditure", &input.expenditure},
                                             std::tuple{"tariff.csv", "rate", &input.tariff}}) {
    const std::string command =
        "gzip -dc " + (folder / (std::string(file) + ".gz")).string() + " > " + (unpacked.path() / file).string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    for (const auto& row : table(unpacked.path() / file)) {
      (*values)[input.flow(place(input.sectors, row["sector"]), place(input.countries, row["importer"]),
                           place(input.countries, row["exporter"]))] = row.number(column).value();
    }
  }
  expect_published(input, "icio2022", 1e-8, 1e-6);
}

TEST(UniformNash, Is_found_for_every_set_of_elasticities) {
  for (const std::string set : {"BSY", "CP", "FGO", "GYY", "LL", "Shap", "U4"}) {
    const auto found = uniform_nash(of_2014(set));
    ASSERT_TRUE(found) << set << found.error().to_string();
    for (const double tariff : found->tariff) EXPECT_TRUE(tariff > 0 && tariff <= 1 + 1e-9) << set << tariff;
  }
}

TEST(UniformNash, Refuses_tables_that_do_not_fit) {
  EXPECT_FALSE(uniform_nash({{"A", "B"}, {"goods"}, {80, 20, 20}, {0, 0, 0, 0}, {4}}));
  EXPECT_FALSE(uniform_nash({{"A", "B"}, {"goods"}, {80, 20, 20, 80}, {0, 0, 0, 0}, {-4}}));
  EXPECT_FALSE(uniform_nash({{"A", "B"}, {"goods"}, {80, 0, 0, 0}, {0, 0, 0, 0}, {4}}));
}

}  // namespace
}  // namespace trilat::game
