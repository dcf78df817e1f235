#include "core/cancellation.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace trilat::core {
namespace {

using std::chrono::hours;

TEST(Cancellation, Without_one_work_is_wanted) {
  EXPECT_FALSE(cancelled());
  EXPECT_TRUE(still_wanted());
  EXPECT_FALSE(current_cancellation());
}

TEST(Cancellation, Calling_off_reaches_every_copy_and_ends_with_the_scope) {
  Cancellation work;
  {
    const CancellationScope scope(work);
    EXPECT_TRUE(still_wanted());
    work.cancel();
    const auto said = still_wanted();
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().code, ErrorCode::kCancelled);
    EXPECT_TRUE(current_cancellation()->called_off());
  }
  EXPECT_TRUE(still_wanted());
}

TEST(Cancellation, Time_that_is_up_stops_but_was_not_called_off) {
  const Cancellation late(Cancellation::Clock::now() - hours(1));
  EXPECT_TRUE(late.cancelled());
  EXPECT_FALSE(late.called_off());
  const Cancellation early(Cancellation::Clock::now() + hours(1));
  EXPECT_FALSE(early.cancelled());
}

TEST(Cancellation, An_inner_scope_gives_the_outer_one_back) {
  Cancellation outer;
  const CancellationScope scope(outer);
  {
    Cancellation inner;
    inner.cancel();
    const CancellationScope second(inner);
    EXPECT_TRUE(cancelled());
  }
  EXPECT_FALSE(cancelled());
}

TEST(Cancellation, A_thread_stands_under_one_only_where_it_is_handed_on) {
  Cancellation work;
  work.cancel();
  const CancellationScope scope(work);
  bool alone = true, handed = false;
  std::jthread([&] { alone = cancelled(); }).join();
  std::jthread([&, wanted = current_cancellation()] {
    const CancellationScope inner(wanted);
    handed = cancelled();
  }).join();
  EXPECT_FALSE(alone);
  EXPECT_TRUE(handed);
}

}  // namespace
}  // namespace trilat::core
