// A measure of law as data: one heading, its scope, its condition and its dated segments.
// Nothing here knows a country: importers, origins and lists are all data under law/.
#pragma once

#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/rate.hpp"
#include "law/condition.hpp"
#include "law/duty_rate.hpp"
#include "law/grade.hpp"

namespace trilat::law {

enum class Effect {
  kCharge,      // a rate on the base
  kTopUp,       // column 1 plus this makes `rate` in total; nothing where column 1 is there already
  kExempt,      // nothing is due under the headings named in `instead_of`
  kExemptPart,  // the content `base_content` is taken out of the base of the headings in `instead_of`
  kProhibit,    // importation is prohibited
  kNotLoaded,   // the measure exists but its rate or list is not held
  kReplace,     // `rate` in place of the goods' own rate, on which nothing is then due ("in lieu of")
};

enum class BaseKind { kFullValue, kContent, kRemainder, kShare };

// What a measure does during one span of days.
struct Segment {
  Interval effect;  // entry dates it governs
  Interval known;   // publication dates between which it stood as the law (for --known-on)
  DutyRate rate;    // kCharge, kReplace; for kTopUp one percentage
  BaseKind base = BaseKind::kFullValue;
  std::string base_content;  // kContent: the content; kRemainder: the content taken away
  Rate base_share;           // kShare: of the value
  std::string citation;
  Grade grade = Grade::kC;
  std::string note;
};

struct ProductScope {
  bool all = true;         // no list: every product
  std::vector<int> lists;  // indices into RuleBase::lists
  std::vector<int> except_lists;
};

struct Measure {
  std::string heading;  // "9903.01.10"; a name in angle brackets where the law gives no heading
  std::string title;
  int authority = 0;  // index into RuleBase::authorities
  Effect effect = Effect::kCharge;
  CountrySet origins;
  ProductScope products;
  Condition when;
  std::string when_text;
  std::vector<std::string> instead_of;  // heading patterns, "9903.02.*"
  std::vector<Segment> segments;        // ordered by start, not overlapping within one publication span
  std::string source;                   // "law/us/ieepa-canada.toml:14", for messages
};

// A list of codes; a code counts on a date when the row covers the date. Rows are prefixes.
struct CodeList {
  struct Row {
    HsCode prefix;
    Interval effect;
    int line = 0;  // of its file, for messages; 0 in a data pack
  };
  std::string name;
  std::string title;
  std::string citation;
  Grade grade = Grade::kC;
  std::vector<Row> rows;  // sorted by prefix
};

// How several duty headings of one authority on the same goods combine.
enum class Several { kSum, kLowest };

struct Authority {
  std::string id;       // "s232_steel"
  std::string title;    // "Section 232: steel"
  std::string statute;  // "Trade Expansion Act of 1962, section 232"
  int filing_rank = 0;  // lower files earlier
  Several several = Several::kSum;
  std::string called = {};              // a kind of charge that several authorities levy, "surtax"; may be empty
  std::vector<Interval> in_force = {};  // when its duties are to be found, for check_law; not in a data pack
  std::string source = {};              // "law/us/precedence.toml:6", for messages; not in a data pack
  // Its measures stand in for rates of the schedule at hand, and end where another edition takes its place.
  bool of_schedule = false;
};

enum class Relation {
  kDisplaces,  // the lower duty is not due where the higher one is engaged
  kSplits,     // the lower duty falls on the value that the higher one leaves
  kAdds,       // both are due in full
};

// A dated relation between two authorities.
struct Precedence {
  int higher = 0;
  int lower = 0;                        // authority index
  std::vector<std::string> lower_only;  // heading patterns; empty means every heading of `lower`
  Relation relation = Relation::kAdds;
  bool only_when_owed = false;  // engaged only where the higher duty is more than nothing
  Interval effect;
  Interval known;
  std::string citation;
  Grade grade = Grade::kC;
  std::string note;
  std::string source;
};

// "9903.02.*", "9903.01.43-9903.01.76" or one heading.
bool heading_matches(std::string_view pattern, std::string_view heading);

}  // namespace trilat::law
