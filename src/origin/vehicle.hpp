// What vehicles must show beside their own regional value content, SOR/2020-155 Part 6:
//   core parts   each originates by its threshold of table A.2, or all as one super-core part      s.14
//   labour       LVC = (HWLC + HWM) / NC x 100 + HWTC + HWAC                                       s.18(6)(a)
//                or (APV + HWLC) / (TAPV + HWLC) x 100 + HWTC + HWAC                               s.18(6)(b)
//                technology at most 10 points, assembly at most 5, a least of high-wage material   s.18(1)-(2)
//   purchases    70 percent of the steel, and of the aluminium, originates                         s.17
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "origin/product.hpp"
#include "origin/rule_book.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

struct VehicleFinding {
  Verdict verdict = Verdict::kPass;
  std::vector<Step> steps;
  std::vector<Question> missing;
};

struct LabourFinding {
  Verdict verdict = Verdict::kUnknown;
  std::optional<Rational> material, technology, assembly, total;  // points
  Rational required, material_least;
  Step step;
  std::vector<Question> missing;
};
LabourFinding labour_value_content(const Labour& labour, const LabourThreshold& threshold);

struct PurchaseFinding {
  Verdict verdict = Verdict::kUnknown;
  std::optional<Rational> share;  // percent
  Step step;
};
PurchaseFinding purchase_test(const std::string& metal, const std::optional<Rational>& bought,
                              const std::optional<Rational>& originating, const Rational& required,
                              const std::string& reference);

// Whether steel may originate by its product rule, or fails because of where it was made: from a day on, all
// steelmaking from melting to coating must take place in the parties (s.17(5)). `made_in` is a country a stage.
Verdict steel_may_originate(const RuleBook& book, HsCode code, const std::vector<Country>& made_in, Date date);

VehicleFinding core_parts_test(const std::vector<CorePart>& parts, bool super_core, const PartThreshold& threshold);

// The first averaging period of vehicles: from entry into force to the end of the fiscal year that begins after it.
Interval first_averaging_period(Date in_force, Date fiscal_year_start);
int months_of(const Interval& period);

// All of it, for a product stated to be such a vehicle; passes for every other good.
VehicleFinding vehicle_conditions(const RuleBook& book, const Product& product);

}  // namespace trilat::origin
