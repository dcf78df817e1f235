// Effective rates of the United States against what was paid and what public trackers find.
#include <gtest/gtest.h>

#include <map>

#include "engine/rates_model.hpp"
#include "io/csv.hpp"
#include "io/file.hpp"
#include "pack/law_codec.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

RatesDay rates_on(const std::string& day, const std::string& claims = "observed") {
  RatesParams params;
  params.on = day;
  params.claims = claims;
  return engine().rates(params).value().days.front();
}

const RatesRow& row_of(const RatesDay& day, const std::string& code) {
  for (const RatesRow& row : day.rows) {
    if (row.code == code) return row;
  }
  return day.total;
}

// Duty calculated over value of 2024, all goods, by the United States Census Bureau (data/flows/us/imports-2024.csv).
// The law and claims of January 2025 on that trade come within a tenth of a point, but where docs/assumptions.md says
// why they do not.
TEST(Rates, January_2025_reproduces_the_duty_of_2024) {
  const RatesDay january = rates_on("2025-01-15");
  const std::map<std::string, double> published{{"CA", 0.100},  {"MX", 0.248}, {"EU27", 1.229}, {"JP", 1.508},
                                                {"KR", 0.191},  {"GB", 0.957}, {"CH", 0.596},   {"AU", 0.115},
                                                {"BD", 15.060}, {"CO", 0.141}, {"CL", 0.029}};
  for (const auto& [code, observed] : published) {
    const RatesRow& row = row_of(january, code);
    // chapters 98 and 99 bore nothing to speak of: the row's duty over all goods
    const double all = row.rate_pct * observed / row.observed_pct;
    EXPECT_NEAR(all, observed, 0.1) << code;
  }
  EXPECT_NEAR((january.total.value_musd + january.apart.value_musd) / 1000, 3208.8, 0.1);
}

// China: exclusions from section 301 granted by description are not held, and four lists rose in the autumn of 2024 and
// on 2025-01-01. The base without section 301 is the test of the rest.
TEST(Rates, China_of_January_2025_differs_by_exclusions_from_section_301) {
  const RatesDay january = rates_on("2025-01-15");
  const RatesRow& china = row_of(january, "CN");
  EXPECT_GT(china.rate_pct, china.observed_pct);
  EXPECT_LT(china.rate_pct, china.observed_pct + 2.5);
}

// One law and trade for all days below.
const RatesModel& model() {
  static const auto made = [] {
    const auto pack = pack::Container::open(TRILAT_PACK).value();
    const auto rules = pack::decode_law(pack.section("law/us").value()).value();
    return make_rates_model(rules, open_trade(pack, rules.importer).value().value()).value();
  }();
  return *made;
}

// By partner, chapters 98 and 99 last. Days already read are kept, since many points share one.
const std::vector<flows::RateSum>& sums_on(const std::string& day, const std::string& claims) {
  static flows::RateReader reader(*model().book);
  static flows::DayRates rates;
  static std::map<std::pair<std::string, std::string>, std::vector<flows::RateSum>> days;
  const auto [at, added] = days.try_emplace({day, claims});
  if (added) {
    reader.read(Date::parse(day).value(), Date::parse(claims).value(), rates);
    at->second = flows::sum_rates(*model().book, rates, flows::by_partner(model().trade.imports));
  }
  return at->second;
}

double all_goods(const std::vector<flows::RateSum>& sums) {
  double duty = 0, value = 0;
  for (const flows::RateSum& sum : sums) {
    duty += sum.duty;
    value += sum.value;
  }
  return 100 * duty / value;
}

double number(const io::CsvRow& row, std::string_view column) { return row.number(column).value(); }

// The rate as the tracker of a point counts it, in per cent.
double as_tracker(const io::CsvRow& row) {
  const std::string day(row["day"]);
  if (row["tracker"] == "a") return all_goods(sums_on(day, "2025-10-01"));
  const auto partner = static_cast<std::size_t>(model().trade.imports.find_partner(row["partner"]));
  const double before = sums_on("2025-01-01", "2025-01-01")[partner].duty;
  return 100 * (sums_on(day, day)[partner].duty - before) / (1e6 * number(row, "imports_musd"));
}

TEST(Rates, Agree_with_public_trackers_within_half_a_point_or_for_a_reason_that_is_written_down) {
  const auto table = io::read_csv(TRILAT_SOURCE_DIR "/tests/unit/engine/tracker_points.csv").value();
  const std::string reasons = io::read_file(TRILAT_SOURCE_DIR "/docs/assumptions.md").value();
  for (const io::CsvRow& row : table) {
    const std::string why(row["why"]);
    const double published = number(row, "published_pct"), low = number(row, "low"), high = number(row, "high");
    const double difference = as_tracker(row) - published;
    EXPECT_GE(difference, low) << row["day"] << ' ' << row["partner"] << ", published " << published;
    EXPECT_LE(difference, high) << row["day"] << ' ' << row["partner"] << ", published " << published;
    if (low < -0.5 || high > 0.5) {
      EXPECT_NE(reasons.find("`" + why + "`"), std::string::npos) << "no reason '" << why << "'";
    }
  }
  EXPECT_GT(table.size(), 100U);
}

// What the economy is given: the same rates, by partner and sector.
TEST(Rates, Of_sectors_sum_to_those_of_partners) {
  const Date day = Date::parse("2025-08-10").value();
  const SectorRates rates = sector_rates(*model().book, model().trade.bridge, day, day);
  const auto& sums = sums_on("2025-08-10", "2025-08-10");
  for (std::size_t partner = 0; partner < rates.partners.size(); ++partner) {
    double duty = 0, statutory = 0, value = 0;
    for (const SectorRate& cell : rates.cells[partner]) {
      duty += cell.rate * cell.covered * cell.import_value;
      statutory += cell.statutory * cell.covered * cell.import_value;
      value += cell.import_value;
    }
    EXPECT_NEAR(duty / value, sums[partner].duty / value, 1e-12) << rates.partners[partner].code;
    EXPECT_NEAR(statutory / value, sums[partner].statutory / value, 1e-12) << rates.partners[partner].code;
    EXPECT_NEAR(value / sums[partner].value, 1, 1e-3) << rates.partners[partner].code;  // shares of codes are rounded
  }
}

}  // namespace
}  // namespace trilat
