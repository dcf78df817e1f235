#include "law/code_table.hpp"

#include <algorithm>
#include <bit>

namespace trilat::law {
namespace {

constexpr int kShortest = 2;
constexpr unsigned kNumberBits = 24;

// Digits and length in 38 bits, never 0.
std::uint64_t key_of(HsCode code) {
  return static_cast<std::uint64_t>(code.padded()) * 16U + static_cast<std::uint64_t>(code.length());
}

std::size_t hash_of(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15U) >> 32U; }

}  // namespace

CodeTable::CodeTable(const Schedule& schedule) {
  HsCode last;
  for (const ScheduleRow& row : schedule.rows()) {
    if (row.code == last) continue;
    last = row.code;
    codes_.push_back(row.code);
    for (int digits = row.code.length() - 2; digits >= kShortest; digits -= 2) {
      codes_.push_back(row.code.prefix(digits));
    }
  }
  std::sort(codes_.begin(), codes_.end());
  codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
  slots_.assign(std::bit_ceil(2 * codes_.size() + 1), 0);
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    const std::uint64_t key = key_of(codes_[i]);
    std::size_t slot = hash_of(key) & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = (key << kNumberBits) | i;
  }
}

int CodeTable::find(HsCode code) const {
  const std::uint64_t key = key_of(code);
  std::size_t slot = hash_of(key) & (slots_.size() - 1);
  while (slots_[slot] != 0) {
    if (slots_[slot] >> kNumberBits == key) return static_cast<int>(slots_[slot] & ((1U << kNumberBits) - 1));
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return -1;
}

CodeTable::Range CodeTable::under(HsCode prefix) const {
  const auto first = std::lower_bound(codes_.begin(), codes_.end(), prefix);
  const auto last = std::partition_point(first, codes_.end(), [&](HsCode code) { return prefix.is_prefix_of(code); });
  return {static_cast<std::size_t>(first - codes_.begin()), static_cast<std::size_t>(last - codes_.begin())};
}

}  // namespace trilat::law
