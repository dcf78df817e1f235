// What the columns of a batch file mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "law/rule_base.hpp"
#include "trilat/batch.hpp"

namespace trilat {

struct BatchColumns {
  struct Fact {
    std::size_t column = 0;
    std::string name;
  };
  static constexpr int kNone = -1;
  int to = kNone, from = kNone, hs = kNone, date = kNone, value = kNone, quantity = kNone, claim = kNone;
  int known_on = kNone, preference_from = kNone, options = kNone, paid = kNone;
  std::vector<Fact> facts;
  std::vector<std::string> unused;
  std::size_t count = 0;
};

// Columns that a batch adds to its input.
const std::vector<std::string>& batch_output_columns(bool audited);

// Errors: a column named twice, one that the output adds itself, one that is needed and neither there nor given
// as a default.
Result<BatchColumns> read_batch_columns(const std::vector<std::string_view>& header, const BatchParams& params,
                                        const std::vector<const law::RuleBase*>& laws);

}  // namespace trilat
