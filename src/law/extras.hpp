// What stands beside the duties of the schedule and of its temporary provisions: duties whose rate the
// user gives (anti-dumping, countervailing), fees and taxes on request, entries under a provision that
// lays duty on a part of the value, and orders that are known to exist though their rates are not held.
//
// All of it is data of the importer (law/<importer>/extras.toml); nothing here knows a country.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/money.hpp"
#include "core/rate.hpp"
#include "law/condition.hpp"
#include "law/grade.hpp"

namespace trilat::law {

struct RuleBase;
struct Shipment;

// A duty at the rate that a fact of kind `rate` gives, on the customs value.
struct StatedDuty {
  std::string name;  // "add": how the charge is called
  std::string fact;  // "add_rate"
  std::string title;
  std::string citation;
  Grade grade = Grade::kC;
};

// A fee or tax, charged only when the shipment's options name it.
struct Fee {
  enum class Base {
    kCustomsValue,
    kDutyPaidValue,        // customs value and every duty, without fees
    kDutyAndFeePaidValue,  // the same with the fees that were asked for and stand before it
  };
  struct Segment {
    Interval effect;
    Rate rate;
    std::optional<Money> least, greatest;  // for one entry
    std::string citation;
    Grade grade = Grade::kC;
    std::string note;
  };
  std::string name;  // "mpf"
  std::string title;
  Base base = Base::kCustomsValue;
  Condition free_when;  // over facts alone
  std::string free_when_text;
  std::string free_for;  // the same in words
  std::string free_citation;
  std::vector<Segment> segments;
};

// A provision under which goods enter with duty on a part of their value, or none (HTS chapter 98).
struct SpecialEntry {
  std::string provision;  // "9802.00.50", the choice of the fact `entered_under`
  std::string title;
  bool free = false;                 // nothing is dutiable; otherwise the fact `declared_value` is
  std::vector<int> whole_value_for;  // authorities whose duty falls on the whole value all the same
  std::string citation;
  Grade grade = Grade::kC;
};

// An order known to exist whose rates are not held: the answer warns of it.
struct RemedyOrder {
  std::string title;  // "Softwood lumber from Canada (A-122-857, C-122-858)"
  CountrySet origins;
  std::vector<HsCode> products;  // prefixes; the order's words decide, not the codes
  Interval effect;
  std::string citation;
  Grade grade = Grade::kC;
};

// Authorities whose duties were held to be without a basis in law: what was paid under them is told apart.
struct StruckDown {
  std::vector<int> authorities;
  Date decided;
  Date ended;  // first day on which the duties were no longer due
  std::string citation;
  Grade grade = Grade::kC;
};

struct Extras {
  std::vector<StatedDuty> stated_duties;
  std::vector<Fee> fees;
  std::vector<SpecialEntry> special_entries;
  std::vector<RemedyOrder> orders;
  std::vector<StruckDown> struck_down;
};

// The special entry of a provision; null where there is none of that name.
const SpecialEntry* special_entry(const RuleBase& rules, std::string_view provision);

// What a fee costs on a day; null where no rate is held for it.
const Fee::Segment* segment_on(const Fee& fee, Date date);

// Orders that name the goods on the day, in words. An order whose duty was stated is left out.
std::vector<std::string> order_warnings(const RuleBase& rules, const Shipment& shipment);

// Errors: an option that is no fee (with those that are), a fee with no rate held for the day.
Status check_options(const RuleBase& rules, const Shipment& shipment);

}  // namespace trilat::law
