// A product-specific rule of origin as data. A good originates by its rule when one alternative holds: every
// non-originating material undergoes the change of classification, and what else the alternative asks for
// (regional value content, a quantity, a process) is met too.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "origin/code_range.hpp"
#include "origin/rational.hpp"

namespace trilat::origin {

// What a non-originating material must change from.
enum class Change {
  kNone,            // nothing: no change is required
  kChapter,         // CC: any other chapter
  kHeading,         // CTH: any other heading
  kSubheading,      // CTSH: any other subheading
  kItem,            // CTI: any other tariff item (8 digits)
  kGoodSubheading,  // CGS: another good of the subheading, or any other subheading
  kGoodHeading,     // CGH: another good of the heading, or any other heading
  kGoodOrHeading,   // CGSH: another good of the subheading, or any other heading
  kSpecified,       // only from the codes that are named
};

Result<Change> parse_change(std::string_view text);  // "CTH"
const char* name(Change change);                     // "CTH"
std::string words(Change change);                    // "a change from any other heading"

// A quantity that the rule limits: weight, volume or count, in percent of what it is measured on.
struct QuantityTest {
  std::string basis;  // weight, volume, count
  bool at_least = false;
  Rational limit;      // percent; of count: units for each nine of the whole
  std::string fact;    // what is measured: "originating_active_ingredient"
  std::string within;  // what it is measured on: "of_total_active_ingredient"
  bool count() const { return basis == "count"; }
};

struct Rule {
  CodeRange codes;
  int alternative = 1;
  std::string number;  // of the rule in its chapter; may be empty
  std::string trade;   // "US-MX", "US-CA", "other"; empty: all
  std::string use;     // "PV_LT", "HT", ...; empty: any
  std::string goods;   // kind of good; empty: any
  CodeRanges not_goods;
  Interval when;
  Change change = Change::kNone;
  bool outside_group = false;             // the change must come from outside `codes`
  std::optional<Change> also_change;      // whether or not there is also this change
  CodeRanges from;                        // kSpecified
  std::vector<CodeRanges> from_groups;    // kSpecified: more than one of these
  std::string from_kind;                  // only this kind of good of `from` or `also_from`
  CodeRanges also_from;                   // permitted beside the change
  CodeRanges inside;                      // a change only from within these
  CodeRanges except;                      // blocks first
  std::vector<CodeRanges> except_groups;  // from at most one of these
  std::string except_kind;                // blocks this kind of good, which no code tells
  std::optional<Rational> tv, nc;         // regional value content, percent, beside the change
  std::vector<QuantityTest> quantities;
  std::string process;
  bool assembled = false;   // cut (or knit to shape) and sewn or otherwise assembled in the territory
  bool cut_only = false;    // knitting to shape is not enough
  bool automotive = false;  // for use in a motor vehicle the automotive appendix overrides
  bool steel = false;
  bool phased = false;  // the figures are those of the last phase; the automotive tables have the dated ones
  std::string section;  // "VI", "VII", "XI"
  bool parsed = true;   // false: a kind of good, a process or a use must be answered, or a reconstruction
  char grade = 'C';
  std::string source, doubt, note;

  bool has_value_content() const { return tv.has_value() || nc.has_value(); }
  std::string reference() const;  // "GN11(o), chapter 84, rule 47, alternative 2"
  std::string to_string() const;  // in words
};

}  // namespace trilat::origin
