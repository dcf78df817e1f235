// The rules of the agreement as loaded: product rules, the bridge from later codes to those of the rules, notes
// of sections and chapters, general provisions. Automotive tables are in automotive_tables.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "origin/automotive_tables.hpp"
#include "origin/rule.hpp"

namespace trilat::origin {

// Codes of a later Harmonized System and where their goods stood in that of the rules.
struct BridgeRow {
  int system = 0;  // 2017, 2022
  HsCode code;
  std::vector<HsCode> old;
  HsCode preferred;
  bool same_rule = true;
};

// A rule of a section, chapter, heading or subheading. What it does is its kind:
//   confers           the answer yes to `fact` confers origin, whatever the product rule says
//   disregard         materials of `materials` are not counted
//   component         only the component that determines classification is tested
//   regional_input    materials of `materials` or of kind `material_kind` must meet `requirement`
//   same_subheading   de minimis is (or is not) available within the subheading for that material
//   wholly_obtained   the answer yes to `fact` says that what it asks for was wholly obtained
//   fabric_list       outer shell wholly of a listed fabric: an alternative route
//   exempt            goods to which `exempts` do not apply
//   told              definitions and lists of parts, shown with the rule
struct Note {
  std::string id, kind, reference, words;
  CodeRanges goods;
  CodeRanges not_goods;
  Interval when;
  std::string fact, question;
  CodeRanges materials;
  std::string material_kind;
  std::vector<std::string> exempts;
  bool allowed = false;  // same_subheading
  int alternative = 0;   // exempt: only under this alternative of the rule; 0: always
  char grade = 'C';
  std::string doubt;
};

// Section 5(3): materials to which the 10 percent does not extend when used in these goods.
struct DeMinimisException {
  std::string paragraph;
  CodeRanges materials;
  std::string material_kind;
  CodeRanges goods;
  std::string goods_kind;
};

// General provisions; percent unless said otherwise.
struct Provisions {
  std::string name;
  Date in_force;
  std::vector<Country> parties;
  Rational de_minimis, textile_weight, elastomeric_weight, set_share, fallback_tv, fallback_nc;
  CodeRanges textile_goods;         // weight of the good
  CodeRanges apparel_goods;         // weight of the component
  CodeRanges de_minimis_other_sub;  // goods whose de minimis needs a material of another subheading
  CodeRanges no_fallback;
  std::vector<std::string> textile_excluded_kinds;  // thread, narrow elastics, ...: no de minimis
  CodeRanges deemed_originating;
  CodeRanges deemed_in_part;  // only some goods of these
  CodeRanges remanufactured, not_remanufactured;
  CodeRanges transit_exceptions;
  std::vector<DeMinimisException> exceptions;
  std::map<std::string, std::string> references;  // provision -> citation
  const std::string& cite(const std::string& provision) const;
};

struct EvidenceRule {
  std::string country, role, words, from, citation;
  int years = 0;
  char grade = 'C';
};

struct WaiverRule {
  std::string country, amount, currency, citation;
  char grade = 'C';
};

struct CertificationRules {
  std::vector<std::string> elements;  // "certifier_role" ...
  int validity_years = 0, blanket_months = 0;
  std::string statement, citation;
  char grade = 'C';
  std::vector<EvidenceRule> records;
  std::vector<WaiverRule> waivers;
  std::vector<EvidenceRule> post_import;  // years in which preference may still be claimed
};

struct RuleBook {
  std::vector<Rule> rules;        // in order of their first code
  std::vector<BridgeRow> bridge;  // in order of system and code
  std::vector<Note> notes;
  Provisions provisions;
  CertificationRules certification;
  AutomotiveTables automotive;
  std::vector<HsCode> subheadings;  // of the system of the rules

  bool empty() const { return rules.empty(); }
  // Rules of the longest range that covers the code on the date, for the trade between two countries; a date of
  // `since_override` (rule text -> date) replaces a doubtful one.
  std::vector<const Rule*> rules_for(HsCode code, Date date, const std::string& trade) const;
  // Any rule at all, whatever the date: tells "not loaded" from "not in force".
  bool covers(HsCode code) const;
  // Where goods of `code` stood; null where the code is unchanged.
  const BridgeRow* bridged(int system, HsCode code) const;
  bool is_party(Country country) const;
  // Whether the rules of a subheading are loaded, and all of them without reconstruction.
  struct Coverage {
    bool loaded = false;
    bool parsed = false;
  };
  Coverage coverage(HsCode subheading) const;
};

}  // namespace trilat::origin
