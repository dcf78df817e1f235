// How charges stand on the lines of an entry: where a duty falls on a content alone, the value is
// reported on two lines or more, what is left first with the whole quantity, then each content with
// none (CSMS 64384423 and 65649652 describe it for steel and for vehicles).
#pragma once

#include <vector>

#include "trilat/duty.hpp"

namespace trilat {

// `charges` in filing order; `value` is the whole customs value. The amounts of a heading over all
// lines sum to its charge: one that falls on the whole value is shared by value, the last line taking
// the remainder.
std::vector<EntryLine> entry_lines(const std::vector<DutyCharge>& charges, Money value);

}  // namespace trilat
