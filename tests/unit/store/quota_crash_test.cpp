// The ledger under several processes, and under kill -9: the processes are real, and so are the kills.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "store/quota_ledger.hpp"
#include "support/temporary_folder.hpp"

namespace trilat::store {
namespace {

const std::array<const char*, 5> kCountries = {"TR", "IN", "CN", "BR", "VN"};

QuotaLimit limit(const char* volume) {
  return {"CA",
          "steel_quota",
          "Steel Plate",
          "non-FTA",
          {Date(2025, 12, 26), Date(2026, 3, 26)},
          Quantity::parse(volume).value(),
          Rate::parse("36%").value()};
}

// Draw `number` of process `process`: uneven grams, so that any rounding would show.
DrawRequest draw_of(int process, int number) {
  const int grams = 1'000'003 + (process * 7919 + number * 104'729) % 900'001;
  return {fmt::format("{}-{}", process, number),
          Country::parse(kCountries.at(static_cast<std::size_t>(process + number) % kCountries.size())).value(),
          Date(2026, 1, 5),
          {grams, Unit::parse("t").value()}};
}

// Runs `work` in a process of its own, which ends with 0 where `work` gives true.
template <class Work>
pid_t start(Work work) {
  const pid_t process = fork();
  if (process == 0) _exit(work() ? 0 : 1);
  return process;
}

TEST(QuotaCrash, A_thousand_draws_of_several_processes_never_exceed_the_quota_and_lose_no_room) {
  constexpr int kProcesses = 8, kDraws = 125;
  testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "ledger.db").string();
  const QuotaLimit quota = limit("900.123457 t");
  std::vector<pid_t> processes;
  for (int process = 0; process < kProcesses; ++process) {
    processes.push_back(start([&] {
      auto ledger = QuotaLedger::open(path, OpenMode::kCreate);  // all of them at once make the file
      for (int i = 0; ledger && i < kDraws; ++i)
        if (!ledger->draw(quota, draw_of(process, i))) return false;
      return ledger.has_value();
    }));
  }
  for (const pid_t process : processes) {
    int status = 0;
    ASSERT_EQ(waitpid(process, &status, 0), process);
    EXPECT_EQ(status, 0);
  }
  const QuotaLedger ledger = QuotaLedger::open(path, OpenMode::kExisting).value();
  const std::vector<Draw> draws = ledger.draws({}).value();
  ASSERT_EQ(draws.size(), static_cast<std::size_t>(kProcesses * kDraws));
  std::map<std::string, std::int64_t> drawn, asked;
  std::int64_t total = 0, demand = 0;
  for (const Draw& draw : draws) {
    drawn[draw.country.to_string()] += draw.within.raw;
    asked[draw.country.to_string()] += draw.asked.raw;
    total += draw.within.raw;
  }
  const std::int64_t largest = 324'044'444;  // 36 % of 900,123,457 g, rounded down
  for (const auto& [country, grams] : drawn) EXPECT_LE(grams, largest) << country;
  for (const auto& [country, grams] : asked) demand += std::min(grams, largest);
  // more was asked than there is, and draws take what fits: nothing is left and nothing is exceeded
  ASSERT_GT(demand, quota.volume.raw);
  EXPECT_EQ(total, quota.volume.raw);
  EXPECT_TRUE(ledger.verify());
}

// Draws and tells the number of each draw through the pipe once it was returned.
bool draw_until_killed(const std::string& path, int process, int told) {
  auto ledger = QuotaLedger::open(path, OpenMode::kCreate);
  for (int number = 0; ledger; ++number) {
    if (!ledger->draw(limit("1000000 t"), draw_of(process, number))) return false;
    if (write(told, &number, sizeof number) != sizeof number) return false;
  }
  return false;
}

TEST(QuotaCrash, A_kill_at_any_moment_loses_no_draw_that_was_told_and_leaves_no_half_one) {
  constexpr int kRounds = 60;
  testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "ledger.db").string();
  std::mt19937 random(20251226);
  std::set<std::string> told_entries;
  for (int round = 0; round < kRounds; ++round) {
    std::array<int, 2> pipe_ends{};
    ASSERT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t process = start([&] {
      close(pipe_ends[0]);
      return draw_until_killed(path, round, pipe_ends[1]);
    });
    close(pipe_ends[1]);
    int number = 0;
    for (int draws = round % 4; draws > 0; --draws) {  // after none the file itself is being made
      ASSERT_EQ(read(pipe_ends[0], &number, sizeof number), static_cast<ssize_t>(sizeof number));
      told_entries.insert(draw_of(round, number).entry);
    }
    usleep(std::uniform_int_distribution<useconds_t>(0, 25'000)(random));
    ASSERT_EQ(kill(process, SIGKILL), 0);
    int status = 0;
    waitpid(process, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "round " << round << " ended by itself";
    while (read(pipe_ends[0], &number, sizeof number) == sizeof number)
      told_entries.insert(draw_of(round, number).entry);
    close(pipe_ends[0]);

    const auto ledger = QuotaLedger::open(path, OpenMode::kCreate);
    ASSERT_TRUE(ledger) << ledger.error().to_string();
    ASSERT_TRUE(ledger->verify());
  }
  ASSERT_GE(told_entries.size(), 90U);  // 0 + 1 + 2 + 3 each four rounds, at least
  const QuotaLedger ledger = QuotaLedger::open(path, OpenMode::kExisting).value();
  const std::vector<Draw> draws = ledger.draws({}).value();
  std::set<std::string> held;
  for (const Draw& draw : draws) {
    held.insert(draw.entry);
    const auto dash = draw.entry.find('-');
    const DrawRequest asked = draw_of(std::stoi(draw.entry.substr(0, dash)), std::stoi(draw.entry.substr(dash + 1)));
    EXPECT_EQ(draw.asked.raw, asked.quantity.raw) << draw.entry;
    EXPECT_EQ(draw.within.raw, asked.quantity.raw) << draw.entry;
    EXPECT_EQ(draw.country, asked.country) << draw.entry;
  }
  EXPECT_TRUE(std::includes(held.begin(), held.end(), told_entries.begin(), told_entries.end()));
  // a round may have written one draw that it could not tell any more
  EXPECT_LE(held.size(), told_entries.size() + kRounds);
}

TEST(QuotaCrash, What_a_killed_process_had_written_to_the_file_without_an_end_is_undone) {
  testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "ledger.db").string();
  ASSERT_TRUE(QuotaLedger::open(path, OpenMode::kCreate)->draw(limit("1000000 t"), draw_of(0, 0)));
  const auto size = std::filesystem::file_size(path);
  const pid_t process = start([&] {
    const auto database = Database::open(path, OpenMode::kExisting).value();
    // a small cache makes SQLite write pages to the file before the end
    if (!database->execute("PRAGMA cache_size = 4; BEGIN IMMEDIATE")) return false;
    for (int i = 1; i < 3000; ++i) {
      if (!database->execute(
              fmt::format("INSERT INTO draw (importer, entry, authority, quota, pool, period_from, period_until, "
                          "country, entered, unit, asked, "
                          "within, volume, country_volume) SELECT importer, 'half-{}', authority, quota, pool, "
                          "period_from, period_until, "
                          "country, entered, unit, asked, 0, volume, country_volume FROM draw WHERE number = 1",
                          i)))
        return false;
    }
    return raise(SIGKILL) == 0;
  });
  int status = 0;
  waitpid(process, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the process did not come to its end in the transaction";
  ASSERT_GT(std::filesystem::file_size(path), size) << "nothing was written that could be undone";
  const auto ledger = QuotaLedger::open(path, OpenMode::kExisting);
  ASSERT_TRUE(ledger);
  EXPECT_EQ(ledger->draws({})->size(), 1U);
  EXPECT_TRUE(ledger->verify());
}

TEST(QuotaCrash, A_writer_waits_for_another) {
  testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "ledger.db").string();
  ASSERT_TRUE(QuotaLedger::open(path, OpenMode::kCreate)->draw(limit("100 t"), draw_of(0, 0)));
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);
  const pid_t holder = start([&] {
    const auto database = Database::open(path, OpenMode::kExisting).value();
    if (!database->execute("BEGIN IMMEDIATE")) return false;
    if (write(pipe_ends[1], "x", 1) != 1) return false;
    usleep(150'000);
    return database->execute("COMMIT").has_value();
  });
  char held = 0;
  ASSERT_EQ(read(pipe_ends[0], &held, 1), 1);
  EXPECT_TRUE(QuotaLedger::open(path, OpenMode::kExisting)->draw(limit("100 t"), draw_of(0, 1)));
  int status = 0;
  waitpid(holder, &status, 0);
  EXPECT_EQ(status, 0);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

}  // namespace
}  // namespace trilat::store
