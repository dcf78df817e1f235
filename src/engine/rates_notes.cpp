#include "engine/rates_notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace trilat {
namespace {

std::string joined(const std::vector<HsCode>& codes) {
  std::vector<std::string> texts;
  for (const HsCode code : codes) texts.push_back(code.to_string());
  return fmt::format("{}", fmt::join(texts, " "));
}

// The largest share of the value, over the days, that bears a mark.
double largest(const RatesResult& result, double RatesRow::*share) {
  double found = 0;
  for (const RatesDay& day : result.days) found = std::max(found, day.total.*share);
  return found;
}

void add_marks(const RatesResult& result, std::vector<std::string>& notes) {
  const auto add = [&](double RatesRow::*share, const char* words) {
    if (const double found = largest(result, share); found > 0)
      notes.push_back(fmt::format("{:.2f} % {}", found, words));
  };
  add(&RatesRow::equivalent_pct,
      "of the value bears a duty that hangs on a quantity: its ad valorem equivalent is the duty over the value that "
      "partners without a preference paid in the year of trade.");
  add(&RatesRow::agreement_pct,
      "of the value comes from partners with agreements whose claims are not held: their part of the line's duty in "
      "the "
      "year of trade stays as it was.");
  add(&RatesRow::by_heading_pct,
      "of the value has a code that the schedule of the day lacks: lines near it stand for it.");
  add(&RatesRow::open_pct, "of the value hangs on facts that no standard answer gives: the least duty is taken.");
  add(&RatesRow::not_priced_pct, "of the value has a duty whose rate is not held: it counts as nothing.");
  add(&RatesRow::prohibited_pct, "of the value may not be imported at some time: it is priced all the same.");
}

void add_claims(const RatesModel& model, RatesResult& result) {
  std::vector<std::string>& notes = result.notes;
  if (result.claims == "statutory") {
    notes.emplace_back("Nothing is entered under a preference (statutory rates).");
    return;
  }
  const flows::Claims& table = model.trade.claims;
  const auto month = [](int index) { return flows::month_start(index).to_string().substr(0, 7); };
  const bool unrecorded = std::any_of(result.days.begin(), result.days.end(), [&](const RatesDay& day) {
    return day.from < flows::month_start(table.unrecorded_until) &&
           day.until > flows::month_start(table.unrecorded_from);
  });
  if (unrecorded) {
    result.claims_note = fmt::format(
        "Before {0}, claims on lines free of the ordinary duty were not recorded: from {1} on the shares of "
        "{0} stand for them.",
        month(table.unrecorded_until), month(table.unrecorded_from));
    notes.push_back(result.claims_note);
  }
  const auto carried = std::find_if(result.days.begin(), result.days.end(), [](const RatesDay& day) {
    return !day.claims_month.empty() && day.claims_carried;
  });
  if (model.trade.claims.rows.empty() || carried == result.days.end()) return;
  notes.push_back(fmt::format("Claim shares outside the months held are those of the nearest, such as {} on {}.",
                              carried->claims_month, carried->from.to_string()));
}

}  // namespace

void describe(const RatesModel& model, RatesResult& result) {
  const flows::Imports& imports = model.trade.imports;
  result.year = imports.year;
  result.unit = imports.unit;
  result.imports_source = imports.source;
  result.claims_source = model.trade.claims.source;
  for (const flows::StandardAnswer& answer : model.trade.assumptions.answers) {
    result.assumptions.push_back({answer.fact, answer.value, joined(answer.codes),
                                  fmt::format("{}", fmt::join(answer.partners, " ")), answer.reason, answer.source});
  }
  if (!imports.rows.empty()) {
    result.notes.push_back(
        fmt::format("Rates are weighted by the imports of {}, whatever the day; statistical lines "
                    "under one code of 8 digits weigh the same.",
                    imports.year));
  }
  add_claims(model, result);
  add_marks(result, result.notes);
  if (!result.days.empty() && result.days.front().apart.value_musd > 0) {
    result.notes.emplace_back(
        "Chapters 98 and 99, returned and special goods, are apart, at the duty of the year of trade.");
  }
  const bool averages = std::any_of(result.days.begin(), result.days.end(), [](const RatesDay& day) {
    return std::any_of(day.rows.begin(), day.rows.end(), [](const RatesRow& row) { return row.simple_average; });
  });
  if (averages) {
    result.notes.emplace_back(
        "No trade by product is held with partners marked *: every line weighs the same, and they are not in the "
        "total.");
  }
}

}  // namespace trilat
