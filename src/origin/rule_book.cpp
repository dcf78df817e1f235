#include "origin/rule_book.hpp"

#include <algorithm>

namespace trilat::origin {
namespace {

constexpr int kSubheadingDigits = 6;

bool excluded(const Rule& rule, HsCode code) { return any_contains(rule.not_goods, code) == Verdict::kPass; }

// "US-MX" speaks of that pair, "other" of every pair that no other rule of the code names.
bool in_trade(const std::vector<const Rule*>& rules, const Rule& rule, const std::string& trade) {
  if (rule.trade.empty() || rule.trade == trade) return true;
  if (rule.trade != "other") return false;
  return std::none_of(rules.begin(), rules.end(), [&](const Rule* each) { return each->trade == trade; });
}

// Rules that cover the code, those of the longest range alone.
std::vector<const Rule*> covering(const std::vector<Rule>& rules, HsCode code) {
  std::vector<const Rule*> found;
  int longest = 0;
  for (const Rule& rule : rules) {
    if (rule.codes.length() > code.length() || rule.codes.contains(code) != Verdict::kPass) continue;
    if (excluded(rule, code)) continue;
    longest = std::max(longest, rule.codes.length());
    found.push_back(&rule);
  }
  std::erase_if(found, [&](const Rule* rule) { return rule->codes.length() < longest; });
  return found;
}

}  // namespace

const std::string& Provisions::cite(const std::string& provision) const {
  static const std::string kNone;
  const auto at = references.find(provision);
  return at == references.end() ? kNone : at->second;
}

std::vector<const Rule*> RuleBook::rules_for(HsCode code, Date date, const std::string& trade) const {
  const std::vector<const Rule*> all = covering(rules, code);
  std::vector<const Rule*> found;
  for (const Rule* rule : all) {
    if (rule->when.contains(date) && in_trade(all, *rule, trade)) found.push_back(rule);
  }
  return found;
}

bool RuleBook::covers(HsCode code) const { return !covering(rules, code).empty(); }

const BridgeRow* RuleBook::bridged(int system, HsCode code) const {
  if (code.length() < kSubheadingDigits) return nullptr;
  const HsCode subheading = code.prefix(kSubheadingDigits);
  const auto before = [](const BridgeRow& row, const std::pair<int, HsCode>& key) {
    return std::pair(row.system, row.code) < key;
  };
  const auto at = std::lower_bound(bridge.begin(), bridge.end(), std::pair(system, subheading), before);
  return at != bridge.end() && at->system == system && at->code == subheading ? &*at : nullptr;
}

bool RuleBook::is_party(Country country) const {
  const auto& parties = provisions.parties;
  return std::find(parties.begin(), parties.end(), country) != parties.end();
}

RuleBook::Coverage RuleBook::coverage(HsCode subheading) const {
  Coverage result;
  bool all_parsed = true;
  for (const Rule* rule : covering(rules, subheading)) {
    result.loaded = true;
    all_parsed = all_parsed && rule->parsed;
  }
  // a subheading may be divided into tariff items that have rules of their own
  for (const Rule& rule : rules) {
    if (rule.codes.length() <= kSubheadingDigits || rule.codes.first.prefix(kSubheadingDigits) != subheading) continue;
    result.loaded = true;
    all_parsed = all_parsed && rule.parsed;
  }
  result.parsed = result.loaded && all_parsed;
  return result;
}

}  // namespace trilat::origin
