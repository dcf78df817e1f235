// Effective rates of the United States against what was paid and what public trackers find.
#include <gtest/gtest.h>

#include <map>

#include "engine/rates_model.hpp"
#include "io/csv.hpp"
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
  constexpr double kValue2024 = 3208.8;  // billion dollars, as above
  for (const auto& [code, observed] : published) {
    const RatesRow& row = row_of(january, code);
    // over all goods: chapters 98 and 99 bore nothing to speak of
    const double all = row.value_musd * row.rate_pct / (row.value_musd * row.observed_pct) * observed;
    EXPECT_NEAR(all, observed, 0.1) << code;
  }
  EXPECT_NEAR((january.total.value_musd + january.apart.value_musd) / 1000, kValue2024, 0.1);
}

// China: exclusions from section 301 granted by description are not held, and four lists rose in the autumn of 2024 and
// on 2025-01-01. The base without section 301 is the test of the rest.
TEST(Rates, China_of_January_2025_differs_by_exclusions_from_section_301) {
  const RatesDay january = rates_on("2025-01-15");
  const RatesRow& china = row_of(january, "CN");
  EXPECT_GT(china.rate_pct, china.observed_pct);
  EXPECT_LT(china.rate_pct, china.observed_pct + 2.5);
}

}  // namespace
}  // namespace trilat
