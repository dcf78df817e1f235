// Sums of the automotive appendix.
#include <fmt/format.h>

#include "engine/origin_inputs.hpp"
#include "engine/origin_sums.hpp"
#include "engine/plain_text.hpp"
#include "origin/vehicle.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

using origin::Rational;
using origin::RuleBook;
using origin::Verdict;

Result<HsCode> code_at(const io::Node& given) {
  TRILAT_TRY(const io::Node* hs, given.require("hs"));
  TRILAT_TRY(const std::string text, plain_text(*hs));
  return hs->placed(HsCode::parse_printed(text));
}

// What a vehicle, or a part by its table, must reach on a date; and whether a content reaches it.
Result<OriginAnswers> auto_rvc(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"vehicle", "hs", "table", "date", "rvc_nc", "rvc_tv"}));
  TRILAT_TRY(const Date date, given.date_at("date"));
  TRILAT_TRY(const auto table, given.maybe_string("table"));
  OriginAnswers answers;
  Rational nc;
  std::optional<Rational> tv;
  if (table) {
    const origin::PartThreshold* part = book.automotive.threshold(*table, date);
    if (part == nullptr)
      return given.find("table")->refuse(fmt::format("there is no table {} on {}", *table, date.to_string()),
                                         "write A.1, A.2, B, C, D, E or F");
    if (given.find("hs") != nullptr) {
      TRILAT_TRY(const HsCode code, code_at(given));
      const auto& parts = book.automotive.parts;
      const bool listed = std::any_of(parts.begin(), parts.end(), [&](const origin::PartEntry& entry) {
        return entry.table == *table && entry.codes.contains(code) == Verdict::kPass;
      });
      put(answers, "listed", listed);
    }
    nc = part->nc;
    tv = part->tv;
  } else {
    TRILAT_TRY(const std::string vehicle, given.string_at("vehicle"));
    TRILAT_TRY(const HsCode code, code_at(given));
    const origin::VehicleThreshold* row = book.automotive.vehicle(vehicle, code, date);
    if (row == nullptr)
      return given.refuse(fmt::format("no {} of {} is known on {}", vehicle, code.to_printed(), date.to_string()),
                          "see law/usmca/automotive.toml");
    nc = row->nc;
    tv = row->tv;
  }
  put(answers, "threshold", nc);
  put(answers, "nc", nc);
  if (tv) put(answers, "tv", *tv);
  Verdict verdict = Verdict::kUnknown;
  TRILAT_TRY(const auto reached_nc, pack::maybe_rational(given, "rvc_nc"));
  TRILAT_TRY(const auto reached_tv, pack::maybe_rational(given, "rvc_tv"));
  if (reached_nc) verdict = origin::verdict_of(*reached_nc >= nc);
  if (reached_tv && tv)
    verdict =
        reached_nc ? either(verdict, origin::verdict_of(*reached_tv >= *tv)) : origin::verdict_of(*reached_tv >= *tv);
  if (verdict != Verdict::kUnknown) put(answers, "passes", verdict == Verdict::kPass);
  return answers;
}

Result<OriginAnswers> auto_averaging(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"in_force", "fiscal_year_start"}));
  TRILAT_TRY(const auto in_force, given.maybe_date("in_force"));
  TRILAT_TRY(const Date start, given.date_at("fiscal_year_start"));
  const Interval period = origin::first_averaging_period(in_force.value_or(book.provisions.in_force), start);
  OriginAnswers answers;
  answers["period"] = {{period.from.to_string(), period.until.plus_days(-1).to_string()}, true};
  put(answers, "months", Rational(origin::months_of(period)));
  return answers;
}

Result<OriginAnswers> auto_lvc(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"vehicle", "date", "labour"}));
  TRILAT_TRY(const std::string vehicle, given.string_at("vehicle"));
  TRILAT_TRY(const Date date, given.date_at("date"));
  TRILAT_TRY(const io::Node* node, given.require("labour"));
  origin::Labour labour;
  TRILAT_CHECK(read_labour(*node, labour));
  const origin::LabourThreshold* threshold = book.automotive.labour_of(vehicle, date);
  if (threshold == nullptr)
    return given.refuse(fmt::format("no labour value content is asked of a {} on {}", vehicle, date.to_string()),
                        "write passenger_vehicle, light_truck or heavy_truck");
  const origin::LabourFinding found = origin::labour_value_content(labour, *threshold);
  if (!found.total)
    return node->refuse("labour value content cannot be computed", "give materials and base, or points");
  OriginAnswers answers;
  put(answers, "lvc", *found.total);
  put(answers, "high_wage_points", *found.material);
  put(answers, "technology", *found.technology);
  put(answers, "assembly", *found.assembly);
  put(answers, "required", found.required);
  put(answers, "material_min", found.material_least);
  put(answers, "passes", found.verdict == Verdict::kPass);
  return answers;
}

Result<OriginAnswers> auto_steel(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(
      given.allow_only({"steel", "steel_originating", "aluminium", "aluminium_originating", "hs", "made_in", "dates"}));
  OriginAnswers answers;
  if (given.find("made_in") != nullptr) {
    TRILAT_TRY(const HsCode code, code_at(given));
    std::vector<Country> countries;
    TRILAT_TRY(const auto made_in, given.strings_at("made_in"));
    for (const std::string& text : made_in) {
      TRILAT_TRY(const Country country, given.find("made_in")->placed(Country::parse(text)));
      countries.push_back(country);
    }
    TRILAT_TRY(const io::Array* dates, given.array_at("dates"));
    OriginAnswer& may = answers["may_originate_by_psr"];
    may.list = true;
    for (const io::Node& node : *dates) {
      TRILAT_TRY(const Date date, node.as_date());
      may.values.emplace_back(origin::steel_may_originate(book, code, countries, date) == Verdict::kPass);
    }
    return answers;
  }
  const origin::AutomotiveTables& tables = book.automotive;
  for (const auto& [metal, required] :
       {std::pair{"steel", &tables.steel_share}, {"aluminium", &tables.aluminium_share}}) {
    TRILAT_TRY(const auto bought, pack::maybe_rational(given, metal));
    TRILAT_TRY(const auto originating, pack::maybe_rational(given, std::string(metal) + "_originating"));
    const origin::PurchaseFinding found =
        origin::purchase_test(metal, bought, originating, *required, tables.purchase_reference);
    if (!found.share) continue;
    put(answers, std::string(metal) + "_share", *found.share);
    put(answers, std::string(metal) + "_pass", found.verdict == Verdict::kPass);
  }
  return answers;
}

}  // namespace

OriginSums automotive_sums() {
  return {
      {"auto_rvc", auto_rvc}, {"auto_averaging", auto_averaging}, {"auto_lvc", auto_lvc}, {"auto_steel", auto_steel}};
}

}  // namespace trilat
