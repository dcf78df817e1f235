// The tariff games of ../shared/data/economy/game_reference, found by solvers that share no code with this one (block
// Newton with an exact adjoint; payoffs cross-checked by two more to 1e-9 percentage points). Tolerances are those
// stated there: payoffs 1e-8 per cent, uniform tariffs 1e-7, tariffs by sector 1e-6 where base imports are over 10
// million USD, critical discount factors 1e-7. Transfers are given to about 7 digits.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "game/cheating.hpp"
#include "io/csv.hpp"
#include "support/default_economy.hpp"

namespace trilat::game {
namespace {

namespace fs = std::filesystem;

constexpr double kPayoff = 1e-8, kUniform = 1e-7, kSector = 1e-6, kDiscount = 1e-7;
constexpr double kSevenDigits = 2e-7, kFewDollars = 2e-3;  // per cent; million USD

const fs::path kReference = fs::path(TRILAT_SHARED_DIR) / "data" / "economy" / "game_reference";

#define SKIP_WITHOUT_REFERENCE()                                                \
  do {                                                                          \
    if (!fs::exists(kReference)) GTEST_SKIP() << kReference << " is not there"; \
  } while (false)

const std::vector<std::string> kPlayers{"USA", "CAN", "MEX"};

io::CsvTable read(const std::string& name) {
  auto table = io::read_csv(kReference / name);
  EXPECT_TRUE(table) << table.error().to_string();
  return *std::move(table);
}

double number(const io::CsvRow& row, const std::string& column) {
  const auto value = row.number(column);
  EXPECT_TRUE(value) << value.error().to_string();
  return value.value_or(0);
}

TariffGame make(const std::string& kind, std::string_view closure) {
  GameOptions options;
  if (kind == "S") options.instruments.detail = Detail::kSector;
  if (kind == "W") options.instruments.origins = Origins::kMembersAndRest;
  options.solve.elasticities = "FGO";
  options.solve.closure = closure == "zero_deficit" ? economy::Closure::kZeroDeficit : economy::Closure::kFixedDeficit;
  auto game = TariffGame::make(trilat::testing::economy_named("na2024"), options);
  EXPECT_TRUE(game) << game.error().to_string();
  return *std::move(game);
}

// "UC+UM", "none", of the links USA-CAN, USA-MEX, CAN-MEX.
Network network_of(std::string_view name) {
  Network network(3);
  if (name.find("UC") != std::string::npos) network = network.with(0, 1);
  if (name.find("UM") != std::string::npos) network = network.with(0, 2);
  if (name.find("CM") != std::string::npos) network = network.with(1, 2);
  return network;
}

LinkedRates linked_of(std::string_view name) {
  return name.find("zero") != std::string::npos ? LinkedRates::kZero : LinkedRates::kStanding;
}

// Tables once solved, by game, closure and what links mean.
const StructureTable& table_of(const std::string& kind, std::string_view closure, std::string_view linked) {
  static std::map<std::string, StructureTable> solved;
  const std::string key = fmt::format("{} {} {}", kind, closure, linked);
  if (const auto at = solved.find(key); at != solved.end()) return at->second;
  TariffGame game = make(kind, closure);
  StructureOptions options;
  options.linked = linked_of(linked);
  options.nash.search = kind == "U" && linked == "zero";  // half of them, for time
  auto table = solve_structures(game, options);
  EXPECT_TRUE(table) << table.error().to_string();
  return solved.emplace(key, *std::move(table)).first->second;
}

const StructureOutcome& outcome_of(const StructureTable& table, const Network& network) {
  return *std::find_if(table.outcomes.begin(), table.outcomes.end(),
                       [&](const auto& outcome) { return outcome.network == network; });
}

void expect_payoffs(const io::CsvRow& row, const std::vector<double>& payoffs, const std::string& what) {
  const economy::DataSet& data = trilat::testing::economy_named("na2024");
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    EXPECT_NEAR(payoffs[n], number(row, "pay_" + data.countries[n]), kPayoff) << what << " " << data.countries[n];
  }
}

std::size_t control_of(const TariffGame& game, std::string_view importer, std::string_view origin,
                       std::string_view sectors) {
  for (std::size_t c = 0; c < game.controls().size(); ++c) {
    const Control& control = game.controls()[c];
    if (kPlayers[static_cast<std::size_t>(control.player)] == importer && control.origin == origin &&
        control.sectors == sectors) {
      return c;
    }
  }
  ADD_FAILURE() << importer << " " << origin << " " << sectors;
  return 0;
}

TEST(GameReference, Structures_of_uniform_tariffs) {
  SKIP_WITHOUT_REFERENCE();
  const auto rows = read("structures.csv");
  EXPECT_EQ(rows.size(), 32U);
  for (const auto& row : rows) {
    const std::string what = fmt::format("{} {} {}", row["closure"], row["linked_rate"], row["structure"]);
    const StructureTable& table = table_of("U", row["closure"], row["linked_rate"]);
    const StructureOutcome& outcome = outcome_of(table, network_of(row["structure"]));
    EXPECT_TRUE(outcome.certified || row["linked_rate"] != "zero") << what << ": " << outcome.reason;
    expect_payoffs(row, outcome.country_payoffs, what);
    const TariffGame game = make("U", row["closure"]);
    for (const std::string& importer : kPlayers) {
      for (const std::string& origin : kPlayers) {
        const std::string column = "t_" + importer + "_on_" + origin;
        if (importer == origin || row[column].empty()) continue;
        EXPECT_NEAR(outcome.rates[control_of(game, importer, origin, "all")], number(row, column), kUniform)
            << what << " " << column;
      }
    }
  }
}

TEST(GameReference, Link_changes) {
  SKIP_WITHOUT_REFERENCE();
  for (const auto& row : read("link_changes.csv")) {
    const std::string what = fmt::format("{} {} {} {} {} {} {}", row["closure"], row["game"], row["linked_rate"],
                                         row["structure"], row["move"], row["link_or_result"], row["player"]);
    const StructureTable& table = table_of(std::string(row["game"]), row["closure"], row["linked_rate"]);
    const Network before = network_of(row["structure"]), move = network_of(row["link_or_result"]);
    Network after = row["move"] == "leave_all" ? move : before;  // which then names what results
    for (const auto& [a, b] : pairs(3)) {
      if (!move.linked(a, b)) continue;
      if (row["move"] == "add") after = before.with(a, b);
      if (row["move"] == "cut") after = before.without(a, b);
    }
    const auto p =
        static_cast<std::size_t>(std::find(kPlayers.begin(), kPlayers.end(), row["player"]) - kPlayers.begin());
    EXPECT_NEAR(table.payoffs.of(before)[p], number(row, "payoff_before_pct"), kPayoff) << what;
    EXPECT_NEAR(table.payoffs.of(after)[p], number(row, "payoff_after_pct"), kPayoff) << what;
  }
}

TEST(GameReference, Best_responses_with_uniform_tariffs) {
  SKIP_WITHOUT_REFERENCE();
  for (const auto& row : read("best_response.csv")) {
    const std::string what = fmt::format("{} {} {}", row["closure"], row["others_at"], row["player"]);
    TariffGame game = make("U", row["closure"]);
    StructureOptions options;
    options.linked = row["others_at"] == "base2024" ? LinkedRates::kStanding : LinkedRates::kZero;
    const auto outcome = solve_structure(game, Network::complete(3), options, nullptr, {});
    ASSERT_TRUE(outcome);
    const auto player = static_cast<int>(std::find(kPlayers.begin(), kPlayers.end(), row["player"]) - kPlayers.begin());
    const auto found = deviation_of(game, *outcome, player, std::vector<double>{-1, -1, -1}, {.starts = 3});
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged) << what;
    EXPECT_NEAR(found->stage.cooperation, number(row, "payoff_before_player"), kPayoff) << what;
    EXPECT_NEAR(found->stage.cheating, number(row, "payoff_player"), kPayoff) << what;
    for (const std::string which : {"first", "second"}) {
      const std::string partner(row[which].substr(row[which].find("<-") + 2));
      EXPECT_NEAR(found->rates[control_of(game, row["player"], partner, "all")], number(row, "tariff_on_" + which),
                  kUniform)
          << what << " " << which;
    }
    ASSERT_TRUE(game.solve(found->rates));
    expect_payoffs(row, game.country_payoffs(), what);
  }
}

TEST(GameReference, Cheating) {
  SKIP_WITHOUT_REFERENCE();
  const auto rows = read("cheating.csv");
  EXPECT_EQ(rows.size(), 24U);
  for (const auto& row : rows) {
    const std::string kind(row["game"]);
    const std::string what = fmt::format("{} {} {} {}", row["closure"], kind, row["cooperation"], row["player"]);
    TariffGame game = make(kind, row["closure"]);
    StructureOptions options;
    options.linked = linked_of(row["cooperation"]);
    const auto outcome = solve_structure(game, Network::complete(3), options, nullptr, {});
    ASSERT_TRUE(outcome);
    const auto player = static_cast<int>(std::find(kPlayers.begin(), kPlayers.end(), row["player"]) - kPlayers.begin());
    const auto& none = table_of(kind, row["closure"], "zero").outcomes.front().payoffs;
    const auto found = deviation_of(game, *outcome, player, none);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->stage.cooperation, number(row, "coop_pct"), kPayoff) << what;
    EXPECT_NEAR(found->stage.cheating, number(row, "deviation_pct"), kPayoff) << what;
    EXPECT_NEAR(found->stage.punishment, number(row, "nash_pct"), kPayoff) << what;
    const auto patience = critical_discount(found->stage);
    ASSERT_TRUE(patience && *patience);
    EXPECT_NEAR(**patience, number(row, "delta_star"), kDiscount) << what;
  }
}

// What a case of game_S, game_S_structures or game_W asks for: the rates of every control.
std::vector<double> rates_of_case(TariffGame& game, const std::string& kind, std::string_view closure,
                                  const std::string& name) {
  const std::string from_base = "unilateral_from_base_", from_zero = "unilateral_from_trilateral_zero_";
  if (name.starts_with("unilateral")) {
    const bool zero = name.starts_with(from_zero);
    StructureOptions options;
    options.linked = zero ? LinkedRates::kZero : LinkedRates::kStanding;
    // Outsiders pay what the base has, also where the game could set it.
    StructureOutcome outcome(Network::complete(3));
    outcome.rates = game.base_rates();
    for (std::size_t c = 0; zero && c < outcome.rates.size(); ++c) {
      if (game.controls()[c].partner >= 0) outcome.rates[c] = 0;
    }
    EXPECT_TRUE(game.solve(outcome.rates));
    outcome.payoffs = game.payoffs();
    const std::string player = name.substr((zero ? from_zero : from_base).size());
    const auto p = static_cast<int>(std::find(kPlayers.begin(), kPlayers.end(), player) - kPlayers.begin());
    const auto found = deviation_of(game, outcome, p, std::vector<double>{-1, -1, -1});
    EXPECT_TRUE(found);
    EXPECT_TRUE(found->converged) << name;
    return found->rates;
  }
  const std::string structure = name == "nash_trilateral_zero" ? "UC+UM+CM" : name.substr(5);
  return outcome_of(table_of(kind, closure, "zero"), network_of(structure)).rates;
}

void check_cases(const std::string& kind, const std::string& file) {
  for (const auto& row : read(file)) {
    const std::string name(row["case"]), what = fmt::format("{} {} {}", kind, row["closure"], name);
    TariffGame game = make(kind, row["closure"]);
    const auto rates = rates_of_case(game, kind, row["closure"], name);
    ASSERT_TRUE(game.solve(rates)) << what;
    expect_payoffs(row, game.country_payoffs(), what);
    if (kind != "W") continue;
    for (const std::string& importer : kPlayers) {
      for (const std::string origin : {"USA", "CAN", "MEX", "OTHER"}) {
        const std::string column = "t_" + importer + "_on_" + origin;
        if (importer == origin || row[column].empty()) continue;
        const std::string place = origin == "OTHER" ? "others" : origin;
        EXPECT_NEAR(rates[control_of(game, importer, place, "all")], number(row, column), kUniform) << what << column;
      }
    }
  }
}

TEST(GameReference, Tariffs_on_outsiders_too) {
  SKIP_WITHOUT_REFERENCE();
  check_cases("W", "game_W.csv");
}

TEST(GameReference, Tariffs_by_sector) {
  SKIP_WITHOUT_REFERENCE();
  check_cases("S", "game_S.csv");
  check_cases("S", "game_S_structures.csv");
}

TEST(GameReference, Tariffs_by_sector_cell_by_cell) {
  SKIP_WITHOUT_REFERENCE();
  for (const std::string file : {"game_S_tariffs.csv", "game_S_structures_tariffs.csv"}) {
    std::string last;
    std::unique_ptr<TariffGame> game;
    std::vector<double> rates;
    std::size_t compared = 0;
    for (const auto& row : read(file)) {
      const std::string name(row["case"]), what = fmt::format("{} {} {}", file, row["closure"], name);
      if (what != last) {
        game = std::make_unique<TariffGame>(make("S", row["closure"]));
        rates = rates_of_case(*game, "S", row["closure"], name);
        last = what;
      }
      if (number(row, "base_imports_musd") <= 10) continue;
      ++compared;
      EXPECT_NEAR(rates[control_of(*game, row["importer"], row["exporter"], row["sector"])], number(row, "tariff"),
                  kSector)
          << what << " " << row["importer"] << " on " << row["exporter"] << " " << row["sector"];
    }
    EXPECT_GT(compared, 600U) << file;
  }
}

TEST(GameReference, Bargaining_with_transfers_in_the_equilibrium) {
  SKIP_WITHOUT_REFERENCE();
  const auto rows = read("bargaining_in_model.csv");
  EXPECT_EQ(rows.size(), 12U);
  for (const auto& row : rows) {
    const std::string what = fmt::format("{} {} {}", row["closure"], row["agreement"], row["player"]);
    TariffGame game = make("U", row["closure"]);
    StructureOptions options;
    options.linked = linked_of(row["agreement"]);
    options.transfers = true;
    const auto& none = table_of("U", row["closure"], "zero").outcomes.front().payoffs;
    const auto outcome = solve_structure(game, Network::complete(3), options, nullptr, none);
    ASSERT_TRUE(outcome) << outcome.error().to_string();
    ASSERT_TRUE(outcome->bargained) << outcome->reason;
    const auto p =
        static_cast<std::size_t>(std::find(kPlayers.begin(), kPlayers.end(), row["player"]) - kPlayers.begin());
    EXPECT_NEAR(outcome->payoffs[p], number(row, "no_transfer_pct"), kPayoff) << what;
    EXPECT_NEAR(outcome->bargained->payoffs[p], number(row, "bargained_pct"), kSevenDigits) << what;
    EXPECT_NEAR(outcome->bargained->received[p], number(row, "transfer_received_musd"), kFewDollars) << what;
    EXPECT_LT(outcome->bargained->first_order, 1e-7) << what;
  }
}

TEST(GameReference, Base_incomes) {
  SKIP_WITHOUT_REFERENCE();
  for (const auto& row : read("base_incomes.csv")) {
    const TariffGame game = make("U", row["closure"]);
    for (std::size_t p = 0; p < 3; ++p) {
      if (row["country"] != kPlayers[p]) continue;
      const double stated = number(row, "base_income_musd");
      EXPECT_NEAR(game.base_income(static_cast<int>(p)), stated, 1e-9 * stated) << row["closure"] << kPlayers[p];
    }
  }
}

}  // namespace
}  // namespace trilat::game
