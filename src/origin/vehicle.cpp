#include "origin/vehicle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "origin/applies.hpp"
#include "origin/automotive_part.hpp"
#include "origin/rational.hpp"
#include "origin/value_content.hpp"

namespace trilat::origin {
namespace {

constexpr int kYear = 12;
constexpr const char* kSuperCore = "A.2";

std::optional<Rational> high_wage_points(const Labour& labour) {
  if (labour.points) return labour.points;
  if (!labour.materials || !labour.base) return std::nullopt;
  const Rational wages = labour.wages.value_or(Rational{});
  const Rational base = labour.by_purchases ? *labour.base + wages : *labour.base;
  if (base <= Rational{}) return std::nullopt;
  return (*labour.materials + wages) / base * Rational(kPercent);
}

void add(VehicleFinding& to, Verdict verdict, Step step) {
  to.verdict = both(to.verdict, verdict);
  to.steps.push_back(std::move(step));
}

void test_labour(const RuleBook& book, const Product& product, const std::string& vehicle, VehicleFinding& finding) {
  const LabourThreshold* threshold = book.automotive.labour_of(vehicle, product.date);
  if (threshold == nullptr) return;
  LabourFinding labour = labour_value_content(product.vehicle ? product.vehicle->labour : Labour{}, *threshold);
  finding.missing.insert(finding.missing.end(), labour.missing.begin(), labour.missing.end());
  add(finding, labour.verdict, std::move(labour.step));
}

void test_purchases(const RuleBook& book, const Product& product, VehicleFinding& finding) {
  const AutomotiveTables& tables = book.automotive;
  const Purchases purchases = product.vehicle ? product.vehicle->purchases : Purchases{};
  const auto one = [&](const char* metal, const auto& bought, const auto& originating, const Rational& share) {
    PurchaseFinding found = purchase_test(metal, bought, originating, share, tables.purchase_reference);
    if (found.verdict == Verdict::kUnknown)
      finding.missing.push_back(
          {"vehicle.purchases",
           fmt::format("How much {} was purchased in the year, and how much of it originates?", metal),
           {}});
    add(finding, found.verdict, std::move(found.step));
  };
  one("steel", purchases.steel, purchases.steel_originating, tables.steel_share);
  one("aluminium", purchases.aluminium, purchases.aluminium_originating, tables.aluminium_share);
}

void test_core_parts(const RuleBook& book, const Product& product, VehicleFinding& finding) {
  const PartThreshold* threshold = book.automotive.threshold(kSuperCore, product.date);
  if (threshold == nullptr) return;
  if (!product.vehicle || product.vehicle->core_parts.empty()) {
    finding.missing.push_back(
        {"vehicle.core_parts", "What do the core parts cost net, and what is non-originating in them?", {}});
    add(finding, Verdict::kUnknown,
        {"Core parts originate",
         threshold->reference,
         {},
         {},
         {},
         {},
         true,
         Verdict::kUnknown,
         {"net cost and VNM of the core parts"},
         0});
    return;
  }
  VehicleFinding parts = core_parts_test(product.vehicle->core_parts, product.vehicle->super_core, *threshold);
  finding.verdict = both(finding.verdict, parts.verdict);
  for (Step& step : parts.steps) finding.steps.push_back(std::move(step));
}

}  // namespace

LabourFinding labour_value_content(const Labour& labour, const LabourThreshold& threshold) {
  LabourFinding finding;
  finding.required = threshold.total;
  finding.material_least = threshold.material_least;
  finding.material = high_wage_points(labour);
  finding.technology = std::min(labour.technology.value_or(Rational{}), threshold.technology_most);
  finding.assembly = std::min(labour.assembly.value_or(Rational{}), threshold.assembly_most);
  Step& step = finding.step;
  step.what = "Labour value content";
  step.reference = threshold.reference;
  step.formula = labour.by_purchases ? "(APV + HWLC) / (TAPV + HWLC) x 100 + HWTC + HWAC"
                                     : "(HWLC + HWM) / NC x 100 + HWTC + HWAC";
  step.verdict = Verdict::kUnknown;
  if (!finding.material) {
    finding.missing.push_back(
        {"vehicle.labour", "What are high-wage labour and material costs, and the net cost?", {}});
    step.missing.push_back(finding.missing.front().question);
    return finding;
  }
  finding.total = *finding.material + *finding.technology + *finding.assembly;
  step.inputs = {{"high-wage material and labour, points", finding.material->to_string()},
                 {"at least", threshold.material_least.to_string()},
                 {"technology, points", finding.technology->to_string()},
                 {"assembly, points", finding.assembly->to_string()},
                 {"required", threshold.total.to_string()}};
  step.result = percent_words(*finding.total);
  finding.verdict = verdict_of(*finding.total >= threshold.total && *finding.material >= threshold.material_least);
  const Rational off = *finding.total - threshold.total;
  step.margin =
      fmt::format("{} points {}", (off.negative() ? -off : off).to_decimal(2), off.negative() ? "short" : "to spare");
  if (*finding.material < threshold.material_least)
    step.margin += fmt::format("; high-wage material {} points short",
                               (threshold.material_least - *finding.material).to_decimal(2));
  step.verdict = finding.verdict;
  return finding;
}

PurchaseFinding purchase_test(const std::string& metal, const std::optional<Rational>& bought,
                              const std::optional<Rational>& originating, const Rational& required,
                              const std::string& reference) {
  PurchaseFinding finding;
  finding.step.what = fmt::format("Purchases of {} that originate", metal);
  finding.step.reference = reference;
  finding.step.formula = "originating / purchased x 100";
  finding.step.verdict = Verdict::kUnknown;
  if (!bought || !originating || *bought <= Rational{}) {
    finding.step.missing.push_back(fmt::format("purchases of {} in the year, and how much of them originates", metal));
    return finding;
  }
  finding.share = *originating / *bought * Rational(kPercent);
  finding.verdict = finding.step.verdict = verdict_of(*finding.share >= required);
  finding.step.inputs = {{"purchased", bought->to_string()},
                         {"originating", originating->to_string()},
                         {"required", required.to_string() + " %"}};
  finding.step.result = percent_words(*finding.share);
  return finding;
}

Verdict steel_may_originate(const RuleBook& book, HsCode code, const std::vector<Country>& made_in, Date date) {
  const AutomotiveTables& tables = book.automotive;
  if (date < tables.steel_made_from) return Verdict::kPass;
  if (any_contains(tables.steelmaking_exempt, code) == Verdict::kPass) return Verdict::kPass;
  if (made_in.empty()) return Verdict::kUnknown;
  return verdict_of(
      std::all_of(made_in.begin(), made_in.end(), [&](Country country) { return book.is_party(country); }));
}

VehicleFinding core_parts_test(const std::vector<CorePart>& parts, bool super_core, const PartThreshold& threshold) {
  VehicleFinding finding;
  Bases bases;
  const auto one = [&](const std::string& name, const Rational& net_cost, const Rational& vnm) {
    bases.net_cost = net_cost;
    OpenSum open;
    open.add(vnm);
    ContentFinding found = content_test(Method::kNetCost, bases, open, threshold.nc);
    found.step.what = fmt::format("Core part '{}': regional value content, net cost", name);
    found.step.reference = threshold.reference;
    add(finding, found.verdict, std::move(found.step));
  };
  Rational net_cost;
  Rational vnm;
  for (const CorePart& part : parts) {
    if (!super_core) one(part.name, part.net_cost, part.vnm);
    net_cost += part.net_cost;
    vnm += part.vnm;
  }
  if (super_core) one("super-core part", net_cost, vnm);
  return finding;
}

Interval first_averaging_period(Date in_force, Date fiscal_year_start) {
  Date start = fiscal_year_start;
  while (start < in_force) start = start.plus_months(kYear);
  while (start.plus_months(-kYear) > in_force) start = start.plus_months(-kYear);
  return {in_force, start.plus_months(kYear)};
}

int months_of(const Interval& period) {
  int months = 0;
  while (period.from.plus_months(months + 1) <= period.until) ++months;
  return months;
}

VehicleFinding vehicle_conditions(const RuleBook& book, const Product& product) {
  VehicleFinding finding;
  std::string use = text_of(product, "use");
  if (use.starts_with("VEHICLE_")) use = use.substr(8);
  for (const std::string& vehicle : vehicles_of_use(use)) {
    if (vehicle == "other_vehicle" || book.automotive.vehicle(vehicle, product.code, product.date) == nullptr) continue;
    if (vehicle != "heavy_truck") test_core_parts(book, product, finding);
    test_labour(book, product, vehicle, finding);
    test_purchases(book, product, finding);
  }
  return finding;
}

}  // namespace trilat::origin
