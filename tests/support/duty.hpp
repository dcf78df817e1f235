// A shipment priced by the engine of this build; one that is refused fails the test.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "support/engine.hpp"
#include "trilat/duty.hpp"

namespace trilat {

inline DutyResult priced(const DutyParams& params) {
  auto result = engine().duty(params);
  EXPECT_TRUE(result) << result.error().to_string();
  return result ? *std::move(result) : DutyResult{};
}

// The goods' own line.
inline const DutyCharge& base_line(const DutyOutcome& outcome) {
  const auto& charges = outcome.charges;
  return *std::find_if(charges.begin(), charges.end(), [](const auto& line) { return line.authority == "base"; });
}

}  // namespace trilat
