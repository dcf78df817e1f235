#include "origin/applies.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::origin {
namespace {

constexpr std::string_view kOtherGood = "any other good";
constexpr std::string_view kVehicle = "VEHICLE_";

bool same(const std::string& a, const std::string& b) { return core::to_lower(a) == core::to_lower(b); }

bool is_other(const std::string& goods) { return goods.starts_with(kOtherGood) || goods == "other"; }

// Uses come in groups: LT is part of PV_LT, and OTHER of OTHER_OR_AFTERMARKET.
bool use_matches(const std::string& asked, const std::string& stated) {
  if (same(asked, stated)) return true;
  const std::string use = core::to_lower(stated);
  if (asked == "PV_LT") return use == "pv" || use == "lt" || use == "passenger_vehicle" || use == "light_truck";
  if (asked == "LT") return use == "light_truck";
  if (asked == "HT" || asked == "VEHICLE_HT") return use == "heavy_truck";
  if (asked == "VEHICLE_PV") return use == "passenger_vehicle";
  if (asked == "VEHICLE_LT") return use == "light_truck";
  if (asked == "OTHER_OR_AFTERMARKET" || asked == "OTHER")
    return use == "other" || use == "aftermarket" || use == "other_or_aftermarket";
  return false;
}

// The answers are the values of `field` that the rules tell apart.
Question question_of(const Situation& situation, const char* fact, const char* words, std::string Rule::*field) {
  Question question{fact, words, {}};
  std::vector<std::string>& answers = question.answers;
  for (const Rule& rule : situation.rules) {
    const std::string& answer = rule.*field;
    if (!answer.empty() && std::find(answers.begin(), answers.end(), answer) == answers.end())
      answers.push_back(answer);
  }
  return question;
}

Question use_question(const Situation& situation) {
  return question_of(situation, "facts.use", "What is the good for, or which kind of vehicle is it?", &Rule::use);
}

Question goods_question(const Situation& situation) {
  return question_of(situation, "facts.goods", "Which kind of good is it?", &Rule::goods);
}

Verdict of_kind(const Situation& situation, const Rule& rule, const std::string& goods, const std::string& use) {
  if (rule.goods.empty()) return Verdict::kPass;
  const bool vehicle = rule.use.starts_with(kVehicle);
  if (vehicle && !use.empty()) return Verdict::kPass;  // the use has said it
  if (!is_other(rule.goods)) return goods.empty() ? Verdict::kUnknown : verdict_of(same(rule.goods, goods));
  if (same(rule.goods, goods) || same("other", goods)) return Verdict::kPass;
  if (goods.empty() && use.empty()) return Verdict::kUnknown;
  bool another = false;
  for (const Rule& each : situation.rules) {
    if (is_other(each.goods)) continue;
    another = another || (!each.goods.empty() && same(each.goods, goods));
    another = another || (each.use.starts_with(kVehicle) && use_matches(each.use, use));
  }
  if (goods.empty() && !use.starts_with(kVehicle)) return another ? Verdict::kFail : Verdict::kUnknown;
  return verdict_of(!another);
}

}  // namespace

const std::string& text_of(const Product& product, const std::string& fact) {
  static const std::string kNone;
  const auto at = product.facts.find(fact);
  return at == product.facts.end() ? kNone : at->second;
}

Verdict stated(const Product& product, const std::string& fact) {
  const std::string& text = text_of(product, fact);
  if (text.empty()) return Verdict::kUnknown;
  return verdict_of(text == "yes" || text == "true");
}

Applicability applicability(const Situation& situation, const Rule& rule) {
  Applicability result;
  const std::string& use = text_of(situation.product, "use");
  const std::string& goods = text_of(situation.product, "goods");
  if (!rule.trade.empty() && situation.product.trade.empty()) {
    result.verdict = Verdict::kUnknown;
    result.missing.push_back({"from and to", "Between which two countries is the good traded?", {}});
  }
  if (!rule.use.empty()) {
    const Verdict used = use.empty() ? Verdict::kUnknown : verdict_of(use_matches(rule.use, use));
    if (used == Verdict::kUnknown && !(rule.use.starts_with(kVehicle) && same(rule.goods, goods))) {
      result.verdict = both(result.verdict, used);
      result.missing.push_back(use_question(situation));
    }
    if (used == Verdict::kFail) return {Verdict::kFail, {}};
  }
  const Verdict kind = of_kind(situation, rule, goods, use);
  if (kind == Verdict::kFail) return {Verdict::kFail, {}};
  if (kind == Verdict::kUnknown) result.missing.push_back(goods_question(situation));
  result.verdict = both(result.verdict, kind);
  return result;
}

}  // namespace trilat::origin
