#include "law/law_index.hpp"

#include <algorithm>
#include <unordered_map>

namespace trilat::law {
namespace {

using Headings = std::unordered_map<std::string_view, std::vector<std::size_t>>;

bool is_one_heading(std::string_view pattern) { return pattern.find_first_of("*-") == std::string_view::npos; }

}  // namespace

LawIndex::LawIndex(const RuleBase& rules) : rules_(&rules) {
  claim_ = find_fact("claim");
  quota_ = find_fact("quota");
  entered_under_ = find_fact("entered_under");
  complements_.assign(rules.facts.size(), -1);
  disjoint_.assign(rules.facts.size(), false);
  for (std::size_t i = 0; i < rules.facts.size(); ++i) {
    const FactDefinition& fact = rules.facts[i];
    disjoint_[i] = fact.kind == FactKind::kContent && !fact.apart && !fact.whole && fact.complement_of.empty();
    const int other = fact.complement_of.empty() ? -1 : find_fact(fact.complement_of);
    if (other < 0) continue;
    complements_[i] = other;
    complements_[static_cast<std::size_t>(other)] = static_cast<int>(i);
  }
  for (const int other : complements_) {
    if (other >= 0) disjoint_[static_cast<std::size_t>(other)] = false;
  }
  Headings headings;
  for (std::size_t i = 0; i < rules.measures.size(); ++i) {
    collect_facts(rules.measures[i].when, leaves_.emplace_back());
    headings[rules.measures[i].heading].push_back(i);
  }
  const std::size_t count = rules.measures.size();
  instead_.assign(count * count, false);
  for (std::size_t by = 0; by < count; ++by) {
    for (const std::string& pattern : rules.measures[by].instead_of) {
      if (const auto same = headings.find(pattern); same != headings.end()) {
        for (const std::size_t measure : same->second) instead_[by * count + measure] = true;
      }
      if (is_one_heading(pattern)) continue;
      for (std::size_t measure = 0; measure < count; ++measure) {
        if (heading_matches(pattern, rules.measures[measure].heading)) instead_[by * count + measure] = true;
      }
    }
  }
}

}  // namespace trilat::law
