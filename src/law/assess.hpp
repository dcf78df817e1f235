// What a shipment pays and why.
//
// An assessment is a number where the facts suffice and otherwise the true hull over everything that
// is not known, with each open question and the money that hangs on it. The working is part of the
// result: every charge with its base, rate, heading, citation and grade, and every measure that looked
// relevant and did not apply with the reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/money.hpp"
#include "core/quantity.hpp"
#include "law/facts.hpp"
#include "law/law_index.hpp"

namespace trilat::law {

struct Shipment {
  Country origin;
  HsCode code;
  Date date;                         // entry date
  std::optional<Date> known_on;      // answer as the law stood published on this day; absent: as known last
  Money value;                       // customs value in the importer's currency
  std::vector<Quantity> quantities;  // in as many units as are known
  FactSet facts;                     // what was said
  // Country of origin by the rules of marking, where a preference may be claimed though `origin`, the
  // country of the last substantial transformation, is another.
  std::optional<Country> preference_origin;
  std::vector<std::string> options;  // fees and taxes asked for, by name
  bool beyond_horizon = false;       // take the law as last recorded to hold after the recorded span
};

// One heading on the entry. Exemption headings are filed at nothing.
struct Charge {
  std::string heading;    // "9903.94.05", or the printed code of the goods for the base duty
  std::string authority;  // id; "base" for chapters 1 to 97
  std::string title;      // of the measure
  std::string authority_title;
  Money base;
  std::string rate;  // as printed; "15% in total" for a top-up
  Money amount;
  bool exemption = false;
  bool fee = false;       // a fee or tax, not a duty
  std::string part;       // the content on which it falls, "rest" for what others leave; empty: the whole value
  std::string programme;  // "S" where a preference is claimed on the base line
  bool at_least = false;  // a quantity is missing: the amount is the least it can be
  std::string working;    // "25% of 10,000.00 = 2,500.00"
  std::string citation;
  Grade grade = Grade::kC;
  std::string note;
  std::string called;  // the kind of charge, "surtax"; empty where it has no name beside its heading
};

enum class Why {
  kDisplaced,  // another authority's duty takes its place
  kReplaced,   // another heading applies in its place
  kExempt,     // an exemption heading frees the goods
  kConditionNotMet,
  kNotInScope,  // no list of the authority names the goods
  kNotYetInForce,
  kExpired,
  kNothingLeft,   // no value is left for it to fall on
  kLowerApplies,  // of several headings of the authority the lowest is due
};

struct Considered {
  std::string heading;  // empty where a whole authority is meant
  std::string authority;
  std::string title;
  std::string authority_title;
  Why why = Why::kNotInScope;
  std::string reason;    // in words
  std::string citation;  // of the rule that decided
  Grade grade = Grade::kC;
};

// The assessment under one complete set of answers.
struct Outcome {
  Money duty;                   // without fees
  Money fees;                   // fees and taxes asked for
  std::vector<Charge> charges;  // in filing order, the goods' own line, stated duties, fees
  std::vector<Considered> considered;
  std::vector<std::string> prohibited;  // citations of prohibitions; not empty: may not be imported
  std::vector<std::string> not_loaded;  // what is not held and so not counted
  std::vector<std::string> unpriced;    // a specific rate without its quantity: "4.4¢/kg needs a quantity in kg"
  FactSet answers;                      // the open facts as this outcome takes them

  Money total() const { return duty + fees; }
};

struct Answer {
  std::string value;  // in words
  Money duty_min;
  Money duty_max;
};

struct OpenFact {
  std::string name;
  std::string question;
  Money at_stake;  // the most that this answer alone moves the least or the greatest duty
  std::vector<Answer> answers;
};

enum class AssessmentStatus { kDetermined, kRange, kProhibited, kNotLoaded };

struct Assessment {
  AssessmentStatus status = AssessmentStatus::kDetermined;
  Money value;              // as entered, after rounding where the law rounds
  std::string description;  // of the goods in the schedule
  Outcome low;              // where determined, the one outcome
  Outcome high;
  bool bounded = true;               // false: a missing quantity leaves the greatest duty open
  std::vector<OpenFact> open;        // largest money first
  std::vector<std::string> assumed;  // questions of facts taken as false, disclosed
  std::vector<std::string> warnings;
};

// Errors: a date outside the recorded span, a code that the schedule lacks or that is too short to
// price, a value of zero or less, an unknown fact, a content above the value, a preference that the
// origin cannot claim, the importer's own goods.
Result<Assessment> assess(const LawIndex& index, const Shipment& shipment);
// Resolves the names of the rule base first: for a single assessment.
Result<Assessment> assess(const RuleBase& rules, const Shipment& shipment);

const char* name(AssessmentStatus status);  // "determined"
const char* name(Why why);                  // "displaced"

}  // namespace trilat::law
