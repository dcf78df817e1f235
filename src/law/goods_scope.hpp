// Which measures and listed codes bear on a part of the schedule: one code, what is below it, or all.
#pragma once

#include <optional>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

// One code begins with the other, so that they have goods in common.
bool overlap(HsCode a, HsCode b);

// Some row of the list names goods of `code` (absent: any goods) on `date` (absent: on any day).
bool list_touches(const CodeList& list, const std::optional<HsCode>& code, std::optional<Date> date);

// The products take in some goods of `code` on `date`, exceptions taken away where they cover all of it.
bool names_goods(const RuleBase& rules, const ProductScope& products, const std::optional<HsCode>& code, Date date);

// Every good of `code` is within the products on `date`.
bool covers(const RuleBase& rules, const ProductScope& products, HsCode code, Date date);

// The rows of the products' lists on `date` that have goods in common with `code`, less those excepted.
// Of every product: the codes excepted instead. In order, each once.
std::vector<HsCode> listed_codes(const RuleBase& rules, const ProductScope& products, const std::optional<HsCode>& code,
                                 Date date);

// The segment in force for entries on `date` as published on `known_on` (absent: as known last), or null.
const Segment* segment_in_force(const Measure& measure, Date date, std::optional<Date> known_on);

}  // namespace trilat::law
