// Sweeps: draws that depend on seed and number alone, resumption, and what is refused.
#include "trilat/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "economy/outcomes.hpp"
#include "engine/economy_source.hpp"
#include "io/csv.hpp"
#include "io/file.hpp"
#include "io/json.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

SweepParams small_sweep() {
  SweepParams params;
  params.shocks = {"tariffs-2025-08-08"};
  params.draws = 60;
  params.seed = 42;
  params.outcomes = {"real_income:*", "output_volume:CAN:C24", "value:USA:MEX:C29"};
  params.workers = 1;
  return params;
}

SweepResult swept(const SweepParams& params) {
  auto result = engine().sweep(params);
  if (!result) throw std::runtime_error(result.error().to_string());
  return *std::move(result);
}

std::string refusal(const SweepParams& params) {
  const auto result = engine().sweep(params);
  return result ? "accepted" : result.error().to_string();
}

TEST(Sweep, Any_number_of_workers_gives_the_same_table) {
  SweepParams params = small_sweep();
  const std::string one = to_csv(swept(params));
  params.workers = 3;
  EXPECT_EQ(to_csv(swept(params)), one);
}

TEST(Sweep, Another_seed_gives_other_draws) {
  SweepParams params = small_sweep();
  const std::string one = to_csv(swept(params));
  params.seed = 43;
  EXPECT_NE(to_csv(swept(params)), one);
}

TEST(Sweep, Without_spread_every_quantile_is_the_counterfactual_itself) {
  SweepParams params = small_sweep();
  params.spread = "none";
  params.draws = 3;
  const SweepResult result = swept(params);
  SimulateParams simulate;
  simulate.shock = "tariffs-2025-08-08";
  const auto expected = engine().simulate(simulate);
  ASSERT_TRUE(expected) << expected.error().to_string();
  for (std::size_t n = 0; n < expected->by_country.size(); ++n) {
    EXPECT_NEAR(result.rows[n].central, expected->by_country[n].real_income_pct, 1e-8);
    for (const double value : result.rows[n].quantiles) EXPECT_NEAR(value, result.rows[n].central, 1e-8);
  }
}

// The draw is the public generator's; the counterfactual at its elasticities is asked of another service.
TEST(Sweep, Closures_and_sets_are_swept_as_simulate_solves_them) {
  SweepParams params = small_sweep();
  params.closures = {"fixed", "balanced"};
  params.elasticities = {"FGO", "U4"};
  params.spread = "none";
  params.draws = 1;
  const SweepResult result = swept(params);
  ASSERT_EQ(result.cases.size(), 4U);
  const std::size_t width = result.rows.size() / 4;
  for (std::size_t at = 0; at < 4; ++at) {
    SimulateParams simulate;
    simulate.shock = "tariffs-2025-08-08";
    simulate.closure = result.cases[at].closure;
    simulate.elasticities = result.cases[at].elasticities;
    const auto expected = engine().simulate(simulate);
    ASSERT_TRUE(expected) << expected.error().to_string();
    EXPECT_NEAR(result.rows[at * width + 1].central, expected->by_country[1].real_income_pct, 1e-7);
  }
}

// Each regime against one solve of the model with the same options.
TEST(Sweep, Regimes_of_labour_and_revenue_are_swept_as_the_model_solves_them) {
  SweepParams params = small_sweep();
  params.closures = {"fixed+immobile", "share+government", "fixed+roy:2+supply:0.5"};
  params.outcomes = {"real_income:CAN"};
  params.spread = "none";
  params.draws = 1;
  const SweepResult result = swept(params);
  const auto pack = pack::Container::open(TRILAT_PACK);
  ASSERT_TRUE(pack) << pack.error().to_string();
  const auto data = open_economy(*pack, "na2024");
  const auto shock = open_shock(*pack, "na2024", "tariffs-2025-08-08");
  ASSERT_TRUE(data && shock);
  std::vector<economy::SolveOptions> regimes(3);
  regimes[0].labour = economy::Labour::kImmobile;
  regimes[1].closure = economy::Closure::kShareDeficit;
  regimes[1].revenue = economy::Revenue::kGovernment;
  regimes[2].labour = economy::Labour::kRoy;
  regimes[2].kappa = 2;
  regimes[2].labour_supply = 0.5;
  for (std::size_t at = 0; at < 3; ++at) {
    const auto found = economy::solve(*data, shock->shock, regimes[at]);
    ASSERT_TRUE(found) << found.error().to_string();
    EXPECT_NEAR(result.rows[at].central, 100 * economy::measure(*data, *found).countries[1].real_income, 1e-7);
  }
  EXPECT_GT(std::abs(result.rows[0].central - result.rows[1].central), 1e-3);
}

TEST(Sweep, More_spread_widens_the_quantiles) {
  SweepParams params = small_sweep();
  params.spread = "0.05";
  const double narrow = swept(params).rows[1].standard_deviation;
  params.spread = "0.3";
  EXPECT_GT(swept(params).rows[1].standard_deviation, 3 * narrow);
}

TEST(Sweep, A_checkpoint_is_taken_up_and_can_be_extended) {
  const testing::TemporaryFolder folder;
  SweepParams params = small_sweep();
  const std::string whole = to_csv(swept(params));
  params.checkpoint = (folder.path() / "sweep.checkpoint").string();
  params.draws = 25;
  EXPECT_EQ(swept(params).resumed, 0U);
  params.draws = 60;
  const SweepResult resumed = swept(params);
  EXPECT_EQ(resumed.resumed, 25U);
  EXPECT_EQ(to_csv(resumed), whole);
  EXPECT_EQ(swept(params).resumed, 60U);
}

TEST(Sweep, A_damaged_or_torn_checkpoint_costs_only_the_draws_that_it_lost) {
  const testing::TemporaryFolder folder;
  SweepParams params = small_sweep();
  params.checkpoint = (folder.path() / "sweep.checkpoint").string();
  const std::string whole = to_csv(swept(params));
  std::string bytes = io::read_file(params.checkpoint).value();
  const std::size_t record = 16 + 8 * 16;  // fourteen incomes, an output, a flow
  ASSERT_EQ((bytes.size() - 32) % record, 0U);
  bytes[32 + 5 * record + 20] ^= 1;         // one bit of the sixth record
  bytes.resize(bytes.size() - record / 2);  // the last one torn
  folder.write("sweep.checkpoint", bytes);
  const SweepResult resumed = swept(params);
  EXPECT_EQ(resumed.resumed, 58U);
  EXPECT_EQ(to_csv(resumed), whole);
  folder.write("sweep.checkpoint", bytes.substr(0, 20));  // killed while the file was begun
  EXPECT_EQ(swept(params).resumed, 0U);
}

TEST(Sweep, A_checkpoint_of_another_sweep_or_in_use_is_refused) {
  const testing::TemporaryFolder folder;
  SweepParams params = small_sweep();
  params.draws = 2;
  params.checkpoint = (folder.path() / "sweep.checkpoint").string();
  swept(params);
  params.seed = 1;
  EXPECT_THAT(refusal(params), HasSubstr("was made by another sweep"));
  params.checkpoint = folder.write("notes.txt", "these are notes");
  EXPECT_THAT(refusal(params), HasSubstr("is no checkpoint of a sweep"));
  EXPECT_EQ(io::read_file(params.checkpoint).value(), "these are notes");
  params.checkpoint = (folder.path() / "none" / "sweep.checkpoint").string();
  EXPECT_THAT(refusal(params), HasSubstr("cannot be opened"));
  params.checkpoint = (folder.path() / "held").string();
  const auto held = engine().open_sweep(params);
  ASSERT_TRUE(held) << held.error().to_string();
  EXPECT_THAT(refusal(params), HasSubstr("in use by another run"));
}

TEST(Sweep, Bad_input_is_refused_with_what_would_be_right) {
  const auto with = [](auto change) {
    SweepParams params = small_sweep();
    change(params);
    return refusal(params);
  };
  EXPECT_THAT(with([](auto& p) { p.outcomes = {"welfare:CAN"}; }), HasSubstr("use real_income"));
  EXPECT_THAT(with([](auto& p) { p.outcomes = {"real_income:CAM"}; }), HasSubstr("did you mean 'CAN'"));
  EXPECT_THAT(with([](auto& p) { p.outcomes = {"real_income"}; }), HasSubstr("NAME:COUNTRY"));
  EXPECT_THAT(with([](auto& p) { p.spread = "wide"; }), HasSubstr("give 0.2"));
  EXPECT_THAT(with([](auto& p) { p.spread = "published"; }), HasSubstr("add a column FGO_se"));
  EXPECT_THAT(with([](auto& p) { p.closures = {"open"}; }), HasSubstr("open"));
  EXPECT_THAT(with([](auto& p) { p.closures = {"fixed+idle"}; }), HasSubstr("use government, immobile"));
  EXPECT_THAT(with([](auto& p) { p.closures = {"fixed+roy:two"}; }), HasSubstr("'roy:two' has no number"));
  EXPECT_THAT(with([](auto& p) { p.quantiles = {1.5}; }), HasSubstr("outside 0 to 1"));
  EXPECT_THAT(with([](auto& p) { p.draws = 0; }), HasSubstr("at least one"));
  EXPECT_THAT(with([](auto& p) { p.draws = std::size_t{1} << 40U; }), HasSubstr("do not fit in memory"));
}

TEST(Sweep, Standard_errors_of_a_file_move_the_sectors_it_names) {
  const testing::TemporaryFolder folder;
  SweepParams params = small_sweep();
  params.outcomes = {"output_volume:CAN:C24"};
  params.spread = folder.write("errors.csv", "sector,standard_error\nC24,2\n");
  EXPECT_GT(swept(params).rows[0].standard_deviation, 0.1);
  params.spread = folder.write("bad.csv", "sector,standard_error\nC42,2\n");
  EXPECT_THAT(refusal(params), HasSubstr("bad.csv:2"));
}

TEST(Sweep, Its_json_and_csv_read_back) {
  const SweepResult result = swept(small_sweep());
  const auto json = io::parse_json(to_json(result), "sweep.json");
  ASSERT_TRUE(json) << json.error().to_string();
  EXPECT_EQ(json->array_at("cases").value()->size(), 1U);
  const auto csv = io::parse_csv(to_csv(result), "sweep.csv");
  ASSERT_TRUE(csv) << csv.error().to_string();
  ASSERT_EQ(csv->size(), 16U);
  EXPECT_EQ((*csv)[1].number("q0.5").value(), result.rows[1].quantiles[2]);
  EXPECT_THAT(to_text(result), HasSubstr("CAN real_income (%)"));
}

}  // namespace
}  // namespace trilat
