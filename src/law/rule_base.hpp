// The whole dated law of one importer, as the data pack holds it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "law/extras.hpp"
#include "law/facts.hpp"
#include "law/measure.hpp"
#include "law/official_table.hpp"
#include "law/quota.hpp"
#include "law/reference.hpp"
#include "law/schedule.hpp"

namespace trilat::law {

// A preference that an importer may claim.
struct Preference {
  std::string claim;                    // "usmca", the word of the `claim` fact
  std::string title;                    // "USMCA (general note 11)"
  CountrySet origins;                   // who may claim it
  Interval effect;                      // entry dates on which it may be claimed
  std::vector<std::string> programmes;  // codes of the special column, "S", "S+"
  std::vector<ReferenceRule> references;
  std::string citation;
  Grade grade = Grade::kC;
  int late_claim_years = 0;  // after import, in which it may still be claimed; 0: not known
  std::string late_claim_citation;
};

// Whether goods of the origin may be entered under the preference on the day.
bool may_claim(const Preference& preference, Country origin, Date entry);

// An agreement whose claims are not modelled: where its programme would give a line another rate, the answer warns.
struct OtherAgreement {
  std::string title;
  std::vector<std::string> programmes;  // codes of the special column
  CountrySet origins;
};

// How good the evidence of a line of the schedule is, where it is not that of the schedule as a whole.
struct LineEvidence {
  std::string key;  // in the schedule's column `evidence`
  std::string citation;
  Grade grade = Grade::kC;
  std::string note;  // what is doubtful, in words; may be empty
  // Of the preferential rates of the line, where they differ.
  std::optional<Grade> special_grade;
  std::string special_note;
};

struct RuleBase {
  Country importer;
  std::string currency;      // "USD"
  bool whole_units = false;  // customs value is entered in whole units of the currency
  // Goods are valued at the place of entry (CIF): freight and insurance to it are part of the customs value.
  bool value_with_freight = false;
  Interval recorded;  // entry dates that the rule base answers for
  // From this day on the law is not recorded but what was last in force, as a scenario changes it.
  std::optional<Date> carried_from;
  std::map<std::string, CountrySet> groups;  // of origins, by name
  CountrySet column_2_origins;
  std::string column_2_citation;
  std::string schedule_citation;
  Grade schedule_grade = Grade::kB;
  std::vector<LineEvidence> evidence;
  // Digits of a tariff item: longer codes are statistical and price as their item. 0: no such limit.
  int item_digits = 0;
  std::vector<Preference> preferences;
  std::vector<OtherAgreement> other_agreements;
  std::vector<FactDefinition> facts;
  std::vector<Authority> authorities;
  std::vector<CodeList> lists;
  std::vector<Measure> measures;
  std::vector<Precedence> precedence;
  Extras extras;
  std::vector<QuotaLevel> quotas;
  OfficialTable official_table;
  Schedule schedule;

  const FactDefinition* find_fact(std::string_view name) const;
  int find_fact_index(std::string_view name) const;  // -1 where unknown
  int find_authority(std::string_view id) const;     // -1 where unknown
  int find_list(std::string_view name) const;        // -1 where unknown
};

// The first preference of the claim; null where the rule base has none.
const Preference* find_preference(const RuleBase& rules, std::string_view claim);
// `may_claim` of every preference, in their order.
std::vector<bool> claimable(const RuleBase& rules, Country origin, Date entry);
// Whether the origin has, had or will have a preference of this claim. False is an error of the one who claims;
// a claim on a day without the preference is none.
bool ever_claimable(const RuleBase& rules, std::string_view claim, Country origin);

// Membership of a code in a list on a date. A code shorter than a listed one is a member only if it is
// covered by a prefix as a whole; `partly` then tells that some longer code under it is listed.
struct Membership {
  bool member = false;
  bool partly = false;
};
Membership membership(const CodeList& list, HsCode code, Date date);

// Two precedence rules that order the same pair differently on a shared date, or a cycle of
// displacement: an error naming both sources. So is a rate in place of the goods' own that would hang on other
// duties, since they may look at the ordinary duty. Called when a pack is compiled.
Status check_precedence(const RuleBase& rules);

}  // namespace trilat::law
