// Expected values: worked by hand.
#include "law/tape.hpp"

#include <gtest/gtest.h>

namespace trilat::law {
namespace {

class Recorded : public ::testing::Test {
 protected:
  // 15 % of the value less the duty on the line at 2.5 %, not less than nothing, where the value is below 1,000.
  void SetUp() override {
    rate_ = parse_duty_rate("2.5%");
    rates_ = {&rate_};
    Tape tape({Money::whole(200), {}, rates_, {}}, true);
    const Number value = tape.value();
    const Number line = tape.line_duty(0, value).value();
    ASSERT_TRUE(tape.less(value, tape.constant(Money::whole(1000))));
    result_ = tape.greatest(tape.minus(tape.times(value, Rate::percent(15)), line), tape.constant({}));
    ASSERT_EQ(result_.money, Money::whole(25));  // 30.00 - 5.00
    steps_ = tape.take();
    amounts_.resize(steps_.size());
  }
  bool replay_with(Money value) { return replay(steps_, {value, {}, rates_, {}}, 0, steps_.size(), amounts_.data()); }
  Money amount() const { return amounts_[static_cast<std::size_t>(result_.node)]; }

  DutyRate rate_;
  std::vector<const DutyRate*> rates_;
  Recording steps_;
  Number result_;
  std::vector<Money> amounts_;
};

TEST_F(Recorded, Another_value_gives_its_own_amount_to_the_cent) {
  ASSERT_TRUE(replay_with(Money::whole(999)));
  EXPECT_EQ(amount(), Money::from_cents(12487));  // 149.85 - 24.98, each rounded half up
}

TEST_F(Recorded, A_value_on_another_course_is_refused) {
  EXPECT_FALSE(replay_with(Money::whole(1000)));
  EXPECT_TRUE(replay_with(Money::from_cents(99999)));
}

TEST_F(Recorded, Another_line_may_have_another_rate) {
  const std::int64_t plain[] = {Rate::percent(20).raw()};
  ASSERT_TRUE(replay(steps_, {Money::whole(100), {}, rates_, {}, plain}, 0, steps_.size(), amounts_.data()));
  EXPECT_EQ(amount(), Money{});  // 15.00 - 20.00 is less than nothing
}

TEST(Tape, An_operation_done_twice_is_recorded_once) {
  Tape tape({Money::whole(1), {}, {}, {}}, true);
  const Number a = tape.times(tape.value(), Rate::percent(25));
  const Number b = tape.times(tape.value(), Rate::percent(25));
  EXPECT_EQ(a.node, b.node);
  EXPECT_EQ(tape.length(), 2U);
}

}  // namespace
}  // namespace trilat::law
