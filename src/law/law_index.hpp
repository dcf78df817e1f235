// A rule base with its names resolved to numbers, once, so that assessments compare integers.
#pragma once

#include <map>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

class LawIndex {
 public:
  // `rules` must outlive the index and stay as it is.
  explicit LawIndex(const RuleBase& rules);

  const RuleBase& rules() const { return *rules_; }
  const FactDefinition& fact(int index) const { return rules_->facts[static_cast<std::size_t>(index)]; }
  const Authority& authority(int index) const { return rules_->authorities[static_cast<std::size_t>(index)]; }
  const Measure& measure(int index) const { return rules_->measures[static_cast<std::size_t>(index)]; }

  int find_fact(std::string_view name) const { return rules_->find_fact_index(name); }
  // Facts that the law itself asks about: the preference claimed; -1 where the rule base has none.
  int claim() const { return claim_; }
  int quota() const { return quota_; }                  // within or over a quota
  int entered_under() const { return entered_under_; }  // the provision of a special entry
  // The content whose value and this one's make up the whole; -1 where there is none.
  int complement(int fact) const { return complements_[static_cast<std::size_t>(fact)]; }
  // Contents without a complement are disjoint parts of the customs value.
  bool shares_the_value(int fact) const { return disjoint_[static_cast<std::size_t>(fact)]; }
  // The leaves of the measure's condition that compare facts.
  const std::vector<const Condition*>& leaves(int measure) const { return leaves_[static_cast<std::size_t>(measure)]; }
  // Whether `by` is written to stand instead of `measure`.
  bool stands_instead(int by, int measure) const {
    return instead_[static_cast<std::size_t>(by) * rules_->measures.size() + static_cast<std::size_t>(measure)];
  }

 private:
  const RuleBase* rules_;
  int claim_ = -1;
  int quota_ = -1;
  int entered_under_ = -1;
  std::vector<int> complements_;
  std::vector<bool> disjoint_;
  std::vector<std::vector<const Condition*>> leaves_;
  std::vector<bool> instead_;  // by measure, then measure
};

// The law of each importer that is held.
using LawIndices = std::map<Country, const LawIndex*>;

}  // namespace trilat::law
