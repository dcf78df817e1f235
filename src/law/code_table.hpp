// Every code that a schedule ever prints, and the codes that they begin with, numbered in order of digits.
#pragma once

#include <cstdint>
#include <vector>

#include "law/schedule.hpp"

namespace trilat::law {

class CodeTable {
 public:
  struct Range {
    std::size_t first = 0;
    std::size_t last = 0;  // one past the end
  };

  explicit CodeTable(const Schedule& schedule);

  std::size_t size() const { return codes_.size(); }
  HsCode at(std::size_t index) const { return codes_[index]; }
  // -1 where the schedule has no such code on any date.
  int find(HsCode code) const;
  // The codes that begin with `prefix`, itself among them.
  Range under(HsCode prefix) const;

 private:
  std::vector<HsCode> codes_;
  std::vector<std::uint64_t> slots_;  // open addressing; a code and its number in one word, 0: free
};

}  // namespace trilat::law
