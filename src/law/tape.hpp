// Arithmetic on the money of a shipment that can be recorded and done again for another value.
//
// An assessment is exact decimal arithmetic and comparisons. Its course depends on the customs value only
// through the comparisons it makes: while each of them comes out as it did, the same operations give the
// same assessment for another value, to the cent. A recording is a list of steps: each operation once, and
// each comparison as a guard where it was made. `replay` does the steps and says whether every guard held; one
// that does not hold means that this value takes another course and has to be assessed anew.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "law/condition.hpp"
#include "law/duty_rate.hpp"

namespace trilat::law {

// An amount, and the operation that made it (-1 where nothing is recorded).
struct Number {
  Money money;
  int node = -1;
};

// The rates that the goods' own line may be priced at: general, column 2, then one for each preference of
// the rule base. Null where the line gives no such rate.
using LineRates = std::span<const DutyRate* const>;

// What an assessment starts from.
struct Inputs {
  Money value;
  std::span<const Money> contents;  // contents that were said
  LineRates rates;
  std::span<const Quantity> quantities;
  // The line's rates again where they are plain percentages, or kNotPlain; may be empty.
  std::span<const std::int64_t> plain_rates = {};
};
constexpr std::int64_t kNotPlain = -1;

// Sixteen bytes, since millions of them are walked through.
struct Step {
  enum class Kind : std::int8_t {
    kValue,       // the customs value
    kContent,     // the content numbered `raw` of the inputs
    kConstant,    // `raw` cents
    kPlus,        // a + b
    kMinus,       // a - b
    kTimes,       // a at the rate `raw`, to the cent
    kProportion,  // a times the share of b in the amount at `raw`, to the cent
    kLeast,
    kGreatest,
    kLineDuty,       // the duty on a at the line's rate numbered `raw`
    kDuty,           // the duty on a at the rate that `raw` points to
    kLeastLineDuty,  // the least of kLineDuty, where it cannot be worked out
    kLeastDuty,      // the least of kDuty
    // Guards; `expected` is how the comparison came out.
    kEqual,    // a = b
    kLess,     // a < b
    kColumn1,  // the share of a in the customs value, compared with `raw` by `compare`
    kHolds,    // the content a satisfies the leaf that `raw` points to
    // How a plan ends (plan.hpp).
    kOutcome,
  };
  Kind kind = Kind::kValue;
  bool expected = false;
  Condition::Compare compare = Condition::Compare::kIs;  // one byte
  std::int16_t a = -1;                                   // places in the recording
  std::int16_t b = -1;
  std::int64_t raw = 0;

  friend bool operator==(const Step&, const Step&) = default;
};

using Recording = std::vector<Step>;

// The largest value that a recording is used for, so that no product leaves 64 bits: 100 trillion.
constexpr Money kLargestReplayed = Money::whole(100'000'000'000'000);

// Does the steps from `done` up to `end`; `amounts` has a place for each step, filled up to `done` before. False
// where a guard does not hold or a rate cannot be priced.
bool replay(const Recording& recording, const Inputs& inputs, std::size_t done, std::size_t end, Money* amounts);

class Tape {
 public:
  Tape(const Inputs& inputs, bool recording) : inputs_(inputs), recording_(recording) {}

  const Inputs& inputs() const { return inputs_; }
  Number value();
  Number content(int which);
  Number constant(Money money);
  Number plus(Number a, Number b);
  Number minus(Number a, Number b);
  Number times(Number a, Rate rate);
  Number proportion(Number a, Number part, Number whole);  // precondition: the whole is not nothing
  Number least(Number a, Number b);
  Number greatest(Number a, Number b);
  std::optional<Number> line_duty(int rate, Number base);  // nothing where a quantity or named part is missing
  std::optional<Number> duty(const DutyRate& rate, Number base);
  // What is due at least where those give nothing.
  Number least_line_duty(int rate, Number base);
  Number least_duty(const DutyRate& rate, Number base);

  bool equal(Number a, Number b);
  bool less(Number a, Number b);
  bool is_zero(Number a) { return equal(a, constant({})); }
  bool column_1(const Condition& leaf, Number amount);
  bool content_satisfies(const Condition& leaf, Number amount);

  // Notes that an outcome comes to the amount of `node`.
  void outcome(int node, std::size_t last_found);

  // True where the recording grew so long that assessing anew is as fast; its places no longer hold.
  bool too_long() const;
  std::size_t length() const { return steps_.size(); }
  Recording take() { return std::move(steps_); }

 private:
  struct Hash {
    std::size_t operator()(const Step& step) const;
  };
  int place(const Step& step);
  Number made(Money money, const Step& step);
  bool guarded(bool truth, Step step);

  Inputs inputs_;
  bool recording_;
  Recording steps_;
  std::unordered_map<Step, int, Hash> places_;
};

}  // namespace trilat::law
