// One amendment, 35 % to 30 % on Canada, followed from a shipment through the effective rates to the tariffs of the
// economy; and what scenarios do to the economies.
#include "trilat/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>

#include "engine/law_tariffs.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

constexpr const char* kThirty = R"(title = "Thirty on Canada"
date = 2025-08-08
[[amend]]
importer = "US"
action = "rate"
headings = ["9903.01.10"]
rate = "30%"
)";

class ScenarioChain : public ::testing::Test {
 protected:
  std::string write(const std::string& text) { return folder_.write("scenario.toml", text); }
  static Engine open(const std::string& scenario) {
    auto engine = Engine::open({TRILAT_PACK, scenario});
    if (!engine) throw std::runtime_error(engine.error().to_string());
    return std::move(*engine);
  }
  static SimulateResult simulate(const Engine& engine, const std::string& scenario, const std::string& against) {
    SimulateParams params;
    params.scenario = scenario;
    params.against = against;
    auto result = engine.simulate(params);
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }
  static std::map<std::string, double> sector_rates(const Engine& engine) {
    RatesParams params;
    params.on = "2025-08-08";
    params.by = "sector";
    params.partners = {"CA"};
    const auto result = engine.rates(params);
    if (!result) throw std::runtime_error(result.error().to_string());
    std::map<std::string, double> rates;
    for (const RatesRow& row : result->days.front().rows) rates[row.code] = row.rate_pct;
    return rates;
  }
  static std::map<std::string, const SimulateLaw*> of_canada(const SimulateResult& result) {
    std::map<std::string, const SimulateLaw*> cells;
    for (const SimulateLaw& cell : result.law)
      if (cell.importer == "USA" && cell.exporter == "CAN") cells[cell.sector] = &cell;
    return cells;
  }

  testing::TemporaryFolder folder_;
};

// EO 14325: 35 % on goods of Canada outside the pact, from 2025-08-01.
TEST_F(ScenarioChain, A_repeal_of_all_leaves_measures_that_never_begin_and_these_are_not_spoken_of) {
  const Engine engine = open(write(R"(title = "Nothing beyond the schedule"
date = 2025-01-01
[[amend]]
importer = "US"
action = "repeal"
headings = ["*"]
)"));
  DutyParams laptop;
  laptop.to = "US";
  laptop.from = "CN";
  laptop.hs = "8471300100";
  laptop.value = "10000";
  laptop.date = "2025-08-08";
  const auto result = engine.duty(laptop);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->high.duty.to_string(), "0.00");
}

TEST_F(ScenarioChain, A_shipment_pays_the_amended_rate) {
  const std::string path = write(kThirty);
  DutyParams laptop;
  laptop.to = "US";
  laptop.from = "CA";
  laptop.hs = "8471300100";
  laptop.value = "10000";
  laptop.date = "2025-08-08";
  laptop.claim = "none";
  EXPECT_EQ(open("").duty(laptop)->low.duty.to_string(), "3500.00");
  EXPECT_EQ(open(path).duty(laptop)->low.duty.to_string(), "3000.00");
}

TEST_F(ScenarioChain, The_rate_of_the_authority_falls_by_a_seventh_and_the_whole_by_as_much) {
  const std::string path = write(kThirty);
  const auto canada = [](const Engine& engine) {
    RatesParams params;
    params.on = "2025-08-08";
    params.partners = {"CA"};
    return engine.rates(params)->days.front().rows.front();
  };
  const RatesRow before = canada(open("")), after = canada(open(path));
  const auto part = [](const RatesRow& row) {
    for (const RatesPart& one : row.parts)
      if (one.authority == "ieepa_fentanyl_ca") return one.rate_pct;
    return std::nan("");
  };
  // energy and potash pay 10 %, which the amendment leaves: so the part falls by a seventh of what 9903.01.10 gives
  EXPECT_LT(part(after), part(before));
  EXPECT_GE(part(after), part(before) * 30 / 35);
  EXPECT_NEAR(before.rate_pct - after.rate_pct, part(before) - part(after), 1e-9);
}

TEST_F(ScenarioChain, The_tariffs_of_the_economy_are_the_rates_of_the_table) {
  const std::string path = write(kThirty);
  const Engine plain = open("");
  const SimulateResult thirty = simulate(plain, path, "law-2025-08-08");
  const std::map<std::string, double> rates = sector_rates(open(path));
  const std::map<std::string, double> rates_before = sector_rates(plain);
  const auto cells = of_canada(thirty);
  ASSERT_GE(cells.size(), 20U);
  int moved = 0;
  for (const auto& [sector, cell] : cells) {
    EXPECT_NEAR(100 * cell->rate, rates.at(sector), 1e-9) << sector;
    // the change is of the part of the sector that is priced; chapters 98 and 99 stay
    const double fall = rates_before.at(sector) - rates.at(sector);
    EXPECT_GE(100 * (cell->tariff_before - cell->tariff), 0.5 * fall - 1e-9) << sector;
    EXPECT_LE(100 * (cell->tariff_before - cell->tariff), fall + 1e-9) << sector;
    moved += fall > 0.01;
  }
  EXPECT_GT(moved, 10);
  for (const SimulateLaw& cell : thirty.law) {
    if (cell.exporter == "CAN") continue;
    EXPECT_EQ(cell.tariff, cell.tariff_before) << cell.exporter << " " << cell.sector;
  }
}

TEST_F(ScenarioChain, The_law_first_recorded_leaves_the_base_year_as_it_is) {
  const SimulateResult same = simulate(open(""), "law-2025-01-01", "");
  for (const SimulateCountry& country : same.by_country) EXPECT_NEAR(country.real_income_pct, 0, 1e-8) << country.code;
}

TEST_F(ScenarioChain, A_mirror_adds_what_the_other_side_rose_by) {
  const Engine engine = open("");
  const SimulateResult war = simulate(engine, "mirrored-trade-war", "law-2025-01-01");
  const SimulateResult alone = simulate(engine, "law-2025-08-08", "law-2025-01-01");
  std::map<std::array<std::string, 3>, double> base, after;
  for (const SimulateFlow& flow : war.flows) {
    base[{flow.importer, flow.exporter, flow.sector}] = flow.tariff_base;
    after[{flow.importer, flow.exporter, flow.sector}] = flow.tariff;
  }
  int answered = 0;
  for (const auto& [flow, rate] : after) {
    const auto& [importer, exporter, sector] = flow;
    if (exporter != "USA" || (importer != "CAN" && importer != "MEX")) continue;
    const std::array theirs = {std::string("USA"), importer, sector};
    const double rose = after.contains(theirs) ? std::max(after[theirs] - base[theirs], 0.0) : 0;
    EXPECT_NEAR(rate - base[flow], rose, 1e-12) << importer << " " << sector;
    answered += rose > 0.01;
  }
  EXPECT_GT(answered, 20);
  const auto income = [](const SimulateResult& result, const char* code) {
    for (const SimulateCountry& country : result.by_country)
      if (country.code == code) return country.real_income_pct;
    return std::nan("");
  };
  EXPECT_LT(income(war, "USA"), income(alone, "USA"));
}

TEST_F(ScenarioChain, A_scenario_against_itself_changes_nothing) {
  const SimulateResult same = simulate(open(""), "mirrored-trade-war", "mirrored-trade-war");
  for (const SimulateCountry& country : same.by_country) EXPECT_NEAR(country.real_income_pct, 0, 1e-8) << country.code;
}

TEST_F(ScenarioChain, The_law_of_the_first_day_amended_leaves_the_calibration_alone) {
  const std::string path = write(R"(title = "Ten on all"
date = 2025-01-01
[[add]]
importer = "US"
authority = "ten"
authority_title = "Ten"
[[add.measure]]
heading = "<ten>"
title = "All goods"
[[add.measure.segment]]
from = 2025-01-01
rate = "10%"
cite = "assumed"
grade = "C"
)");
  const auto rate = [](const Engine& engine, const char* partner) {
    RatesParams params;
    params.on = "2025-01-01";
    params.partners = {partner};
    return engine.rates(params)->days.front().rows.front().rate_pct;
  };
  const Engine plain = open(""), ten = open(path);
  for (const char* partner : {"EU27", "KR", "MX", "CN"})
    EXPECT_NEAR(rate(ten, partner) - rate(plain, partner), 10, 0.02) << partner;
}

TEST_F(ScenarioChain, Free_trade_is_free) {
  for (const SimulateLaw& cell : simulate(open(""), "free-trade-in-the-bloc", "").law) {
    if (cell.exporter != "CAN" && cell.exporter != "MEX") continue;
    EXPECT_EQ(cell.rate, 0) << cell.exporter << " " << cell.sector;
    EXPECT_EQ(cell.tariff, cell.reference > 0 ? 0 : cell.tariff_before) << cell.exporter << " " << cell.sector;
  }
}

// data/shocks/na2024/collapse-to-mfn.csv holds the MFN rates of Canada and Mexico by sector.
TEST_F(ScenarioChain, A_link_that_lapses_means_mfn_on_both_sides) {
  const Engine engine = open("");
  const SimulateResult alone = simulate(engine, "canada-mexico-alone", "law-2026-09-29");
  std::map<std::array<std::string, 3>, std::pair<double, double>> rates;
  for (const SimulateFlow& flow : alone.flows)
    rates[{flow.importer, flow.exporter, flow.sector}] = {flow.tariff_base, flow.tariff};
  const auto rose = [&](const char* importer, const char* exporter) {
    return rates.at({importer, exporter, "C13T15"}).second - rates.at({importer, exporter, "C13T15"}).first;
  };
  EXPECT_GT(rose("CAN", "USA"), 0.05);
  EXPECT_GT(rose("MEX", "USA"), 0.05);
  EXPECT_GT(rose("USA", "CAN"), 0.03);
  EXPECT_EQ(rose("CAN", "MEX"), 0);
  EXPECT_EQ(rose("MEX", "CAN"), 0);
  EXPECT_THAT(alone.law_notes, ::testing::Contains(HasSubstr("MFN rates")));
}

TEST_F(ScenarioChain, An_economy_that_codes_are_not_bridged_to_is_refused) {
  SimulateParams params;
  params.scenario = "law-2025-08-08";
  params.economy = "cp1993";
  const auto result = open("").simulate(params);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("not bridged"));
  params.economy = "world2022";  // its sectors are finer, its regions are countries
  EXPECT_TRUE(open("").simulate(params)) << "world2022";
}

TEST(SectorWithin, Reads_divisions_and_spans) {
  EXPECT_TRUE(sector_within("A01", "A01_02"));
  EXPECT_TRUE(sector_within("C24A", "C24"));
  EXPECT_TRUE(sector_within("C301", "C30"));
  EXPECT_TRUE(sector_within("C302T309", "C30"));
  EXPECT_TRUE(sector_within("C31T33", "C31T33"));
  EXPECT_FALSE(sector_within("A03", "A01_02"));
  EXPECT_FALSE(sector_within("B05", "C05"));
  EXPECT_FALSE(sector_within("SVC", "C10T12"));
  EXPECT_FALSE(sector_within("Agriculture", "A01"));
}

}  // namespace
}  // namespace trilat
