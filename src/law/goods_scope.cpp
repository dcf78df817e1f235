#include "law/goods_scope.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

const CodeList& list_at(const RuleBase& rules, int index) { return rules.lists[static_cast<std::size_t>(index)]; }

bool member_of_any(const RuleBase& rules, const std::vector<int>& lists, HsCode code, Date date) {
  return std::any_of(lists.begin(), lists.end(),
                     [&](int list) { return membership(list_at(rules, list), code, date).member; });
}

}  // namespace

bool overlap(HsCode a, HsCode b) { return a.is_prefix_of(b) || b.is_prefix_of(a); }

bool list_touches(const CodeList& list, const std::optional<HsCode>& code, std::optional<Date> date) {
  if (code && date) {
    const Membership found = membership(list, *code, *date);
    return found.member || found.partly;
  }
  return std::any_of(list.rows.begin(), list.rows.end(), [&](const CodeList::Row& row) {
    return (!code || overlap(row.prefix, *code)) && (!date || row.effect.contains(*date));
  });
}

bool names_goods(const RuleBase& rules, const ProductScope& products, const std::optional<HsCode>& code, Date date) {
  const bool named = products.all || std::any_of(products.lists.begin(), products.lists.end(), [&](int list) {
                       return list_touches(list_at(rules, list), code, date);
                     });
  return named && !(code && member_of_any(rules, products.except_lists, *code, date));
}

bool covers(const RuleBase& rules, const ProductScope& products, HsCode code, Date date) {
  return (products.all || member_of_any(rules, products.lists, code, date)) &&
         !member_of_any(rules, products.except_lists, code, date);
}

std::vector<HsCode> listed_codes(const RuleBase& rules, const ProductScope& products, const std::optional<HsCode>& code,
                                 Date date) {
  std::vector<HsCode> codes;
  for (const int list : products.all ? products.except_lists : products.lists) {
    for (const CodeList::Row& row : list_at(rules, list).rows) {
      if (!row.effect.contains(date) || (code && !overlap(row.prefix, *code))) continue;
      if (!products.all && member_of_any(rules, products.except_lists, row.prefix, date)) continue;
      codes.push_back(row.prefix);
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

const Segment* segment_in_force(const Measure& measure, Date date, std::optional<Date> known_on) {
  const Date known = known_on.value_or(Date::max().plus_days(-1));
  for (const Segment& segment : measure.segments) {
    if (segment.effect.contains(date) && segment.known.contains(known)) return &segment;
  }
  return nullptr;
}

}  // namespace trilat::law
