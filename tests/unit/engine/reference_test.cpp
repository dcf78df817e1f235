// Every reference solution through the public engine. They come from two solvers that share no code with
// this one (nested fixed points in levels; one Newton iteration in logs) and agree among themselves to
// 1e-11. Here percentages must agree to 1e-7 absolute, levels to 1e-7 relative.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "io/csv.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;

constexpr double kTolerance = 1e-7;

struct Case {
  std::string dataset, scenario, elasticity, closure;
  auto operator<=>(const Case&) const = default;
  std::string to_string() const { return fmt::format("{} {} {} {}", dataset, scenario, elasticity, closure); }
};

Case case_of(const io::CsvRow& row) {
  return {std::string(row["dataset"]), std::string(row["scenario"]), std::string(row["elasticity"]),
          std::string(row["closure"])};
}

// What a solution says, by the names of the reference columns.
using Values = std::map<std::string, double>;
struct Solution {
  std::map<std::string, Values> countries;                       // code
  std::map<std::string, Values> sectors;                         // country/sector
  std::map<std::string, Values> flows;                           // importer/exporter/sector
  std::map<std::string, std::map<std::string, double>> tariffs;  // base rates, for scenarios made from them
};

Solution index(const SimulateResult& result) {
  Solution found;
  for (const SimulateCountry& country : result.by_country) {
    found.countries[country.code] = {{"real_income_pct", country.real_income_pct},
                                     {"real_wage_pct", country.real_wage_pct},
                                     {"wage_hat", country.wage_hat},
                                     {"consumer_price_hat", country.consumer_price_hat},
                                     {"tot_cp_pct", country.terms_of_trade_pct},
                                     {"vot_cp_pct", country.volume_of_trade_pct},
                                     {"income_base", country.income_base},
                                     {"income_new", country.income},
                                     {"tariff_revenue_base", country.revenue_base},
                                     {"tariff_revenue_new", country.revenue},
                                     {"exports_base", country.exports_base},
                                     {"exports_new", country.exports},
                                     {"imports_base", country.imports_base},
                                     {"imports_new", country.imports}};
  }
  for (const SimulateSector& sector : result.by_sector) {
    found.sectors[sector.country + "/" + sector.sector] = {{"output_base", sector.output_base},
                                                           {"output_new", sector.output},
                                                           {"output_volume_pct", sector.output_volume_pct},
                                                           {"unit_cost_hat", sector.unit_cost_hat},
                                                           {"price_index_hat", sector.price_index_hat},
                                                           {"exports_base", sector.exports_base},
                                                           {"exports_new", sector.exports},
                                                           {"imports_base", sector.imports_base},
                                                           {"imports_new", sector.imports}};
  }
  for (const SimulateFlow& flow : result.flows) {
    found.flows[flow.importer + "/" + flow.exporter + "/" + flow.sector] = {{"value_base", flow.value_base},
                                                                            {"value_new", flow.value},
                                                                            {"tariff_base", flow.tariff_base},
                                                                            {"tariff_new", flow.tariff}};
  }
  return found;
}

class Reference : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(folder_)) GTEST_SKIP() << "the reference solutions are not beside the project";
  }

  // The economy that a case is solved on. The balanced and the observed base of 1993 are two economies.
  static std::string economy_of(const Case& wanted) {
    if (wanted.dataset == "icio2022_full") return "world2022";
    if (wanted.dataset == "icio2022_na/raw2022") return "na2022";
    if (wanted.dataset == "icio2022_na/rescaled2024") return "na2024";
    return wanted.closure == "zero_deficit" ? "cp1993" : "cp1993-deficits";
  }

  // The shock of a case as a file; "base" has none.
  std::string shock_of(const Case& wanted) {
    if (wanted.dataset == "cp2015") {
      return wanted.scenario == "nafta" ? "nafta-2005" : table(wanted.scenario, "cp2015/tariff.csv", "", "t2005");
    }
    if (wanted.dataset == "icio2022_full") return points_on_all_goods(wanted.scenario);
    return table(wanted.scenario, "reference/icio2022_na_scenarios.csv", wanted.scenario, "rate_new");
  }

  const Solution& solution(const Case& wanted) {
    const auto at = solutions_.find(wanted);
    if (at != solutions_.end()) return at->second;
    SimulateParams params;
    params.economy = economy_of(wanted);
    params.shock = shock_of(wanted);
    params.elasticities = wanted.elasticity;
    const bool own_base = wanted.dataset == "cp2015";
    params.closure = wanted.closure == "zero_deficit" && !own_base ? "balanced" : "fixed";
    const auto result = engine().simulate(params);
    if (!result) throw std::runtime_error(wanted.to_string() + ": " + result.error().to_string());
    return solutions_.emplace(wanted, index(*result)).first->second;
  }

  // Compares every row of a reference table; `key` names the columns that make up a row's place.
  int compare(const std::string& name, const std::vector<std::string>& key,
              std::map<std::string, Values> Solution::*part) {
    const auto table = io::read_csv(folder_ / name);
    if (!table) throw std::runtime_error(table.error().to_string());
    int rows = 0;
    for (const io::CsvRow& row : *table) {
      const Case wanted = case_of(row);
      if (wanted.scenario == "base_zero_deficit") continue;  // a change of base, held by the re-benchmarking test
      std::string place;
      for (const std::string& column : key) place += (place.empty() ? "" : "/") + std::string(row[column]);
      const auto& values = (solution(wanted).*part);
      const auto found = values.find(place);
      if (found == values.end()) {
        EXPECT_EQ(row["value_new"], "0") << wanted.to_string() << ": no " << place;
        continue;
      }
      for (const auto& [column, value] : found->second) {
        if (!table->has_column(column)) continue;
        const double expected = row.number(column).value();
        EXPECT_NEAR(value, expected, kTolerance * std::max(1.0, std::abs(expected)))
            << wanted.to_string() << ": " << place << " " << column;
      }
      ++rows;
    }
    return rows;
  }

 private:
  std::string table(const std::string& name, const std::string& file, const std::string& scenario, const char* rate) {
    const auto rows = io::read_csv(folder_.parent_path() / file);
    if (!rows) throw std::runtime_error(rows.error().to_string());
    std::string text = "importer,exporter,sector,rate\n";
    for (const io::CsvRow& row : *rows) {
      if (!scenario.empty() && row["scenario"] != scenario) continue;
      if (row["importer"] == row["exporter"]) continue;
      text += fmt::format("{},{},{},{}\n", row["importer"], row["exporter"], row["sector"], row[rate]);
    }
    return temporary_.write(name + ".csv", text);
  }

  // Scenarios i and ii of the large economy: 25 points on all goods of Canada and Mexico, and back.
  std::string points_on_all_goods(const std::string& scenario) {
    SimulateParams params;
    params.economy = "world2022";
    const auto base = engine().simulate(params);
    if (!base) throw std::runtime_error(base.error().to_string());
    const std::set<std::string> members = {"CAN", "MEX"};
    std::string text = "importer,exporter,sector,rate\n";
    for (const SimulateFlow& flow : base->flows) {
      const bool out = flow.importer == "USA" && members.contains(flow.exporter);
      const bool back = flow.exporter == "USA" && members.contains(flow.importer) && scenario == "ii_us25_retaliation";
      if ((!out && !back) || flow.sector == "SVC") continue;
      text += fmt::format("{},{},{},{}\n", flow.importer, flow.exporter, flow.sector, flow.tariff_base + 0.25);
    }
    return temporary_.write(scenario + ".csv", text);
  }

  const fs::path folder_ = fs::path(TRILAT_SHARED_DIR) / "data" / "economy" / "reference";
  testing::TemporaryFolder temporary_;
  std::map<Case, Solution> solutions_;
};

TEST_F(Reference, The_compact_economies_agree_in_every_scenario_closure_and_elasticity_set) {
  EXPECT_EQ(compare("icio2022_na_country.csv", {"country"}, &Solution::countries), 20 * 14);
  EXPECT_GT(compare("icio2022_na_sector.csv", {"country", "sector"}, &Solution::sectors), 1000);
  EXPECT_GT(compare("icio2022_na_bilateral.csv", {"importer", "exporter", "sector"}, &Solution::flows), 500);
}

TEST_F(Reference, The_economy_of_1993_agrees_with_and_without_deficits) {
  EXPECT_EQ(compare("cp2015_country.csv", {"country"}, &Solution::countries), 2 * 31);
  EXPECT_GT(compare("cp2015_sector.csv", {"country", "sector"}, &Solution::sectors), 200);
  EXPECT_GT(compare("cp2015_bilateral.csv", {"importer", "exporter", "sector"}, &Solution::flows), 200);
}

TEST_F(Reference, The_world_of_2022_agrees) {
  EXPECT_EQ(compare("icio2022_full_country.csv", {"country"}, &Solution::countries), 2 * 77);
  EXPECT_GT(compare("icio2022_full_sector.csv", {"country", "sector"}, &Solution::sectors), 100);
}

}  // namespace
}  // namespace trilat
