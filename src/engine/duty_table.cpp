#include "trilat/duty_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/unique.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"

namespace trilat {
namespace {

constexpr int kSubheadingDigits = 6;

// The lines of the importer that the good may fall in: its own code, else the given one, else all of its subheading.
Result<std::vector<HsCode>> lines_of(const law::RuleBase& rules, const DutyTableParams& params, HsCode asked,
                                     Date date) {
  HsCode code = asked;
  if (const auto own = params.codes.find(rules.importer.to_string()); own != params.codes.end()) {
    TRILAT_TRY(code, about("hs", HsCode::parse_printed(own->second)));
  } else if (code.length() > kSubheadingDigits && rules.schedule.leaves(code, date).empty()) {
    code = code.prefix(kSubheadingDigits);
  }
  std::vector<HsCode> lines = rules.schedule.leaves(code, date);
  if (!lines.empty()) return lines;
  return fail(ErrorCode::kNotFound,
              fmt::format("no line of {} begins with {}", core::in_sentence(rules.importer), code.to_printed()));
}

char weakest_grade(const DutyResult& result) {
  char grade = 'A';
  for (const DutyOutcome* outcome : {&result.low, &result.high})
    for (const DutyCharge& charge : outcome->charges) grade = std::max(grade, charge.grade);
  return grade;
}

void take_in(DutyTableDuty& sum, const DutyResult& line, bool first_held) {
  sum.duty_min = first_held ? line.low.duty : std::min(sum.duty_min, line.low.duty);
  sum.duty_max = first_held ? line.high.duty : std::max(sum.duty_max, line.high.duty);
  sum.bounded = sum.bounded && line.bounded;
  sum.grade = std::max(sum.grade, weakest_grade(line));
  for (const DutyQuestion& question : line.questions) core::add_unique(sum.questions, question.question);
}

DutyTableDuty combined(const std::vector<DutyResult>& lines) {
  DutyTableDuty sum;
  sum.lines = lines.size();
  std::size_t prohibited = 0, held = 0;
  bool open = false;
  for (const DutyResult& line : lines) {
    for (const std::string& reason : line.not_loaded) core::add_unique(sum.reasons, reason);
    for (const std::string& reason : line.prohibited) core::add_unique(sum.reasons, reason);
    if (line.status == DutyStatus::kNotLoaded) ++sum.not_held;
    if (line.status == DutyStatus::kProhibited) ++prohibited;
    if (line.status == DutyStatus::kNotLoaded || line.status == DutyStatus::kProhibited) continue;
    take_in(sum, line, held++ == 0);
    open = open || line.status == DutyStatus::kRange;
  }
  if (held == 0) {
    sum.status = prohibited == lines.size() ? DutyStatus::kProhibited : DutyStatus::kNotLoaded;
    return sum;
  }
  const bool one = !open && held == lines.size() && sum.duty_min == sum.duty_max && sum.bounded;
  sum.status = one ? DutyStatus::kDetermined : DutyStatus::kRange;
  return sum;
}

// The facts that the importer's law knows.
std::map<std::string, std::string> known_facts(const law::RuleBase& rules, const DutyParams& shipment) {
  std::map<std::string, std::string> facts;
  for (const auto& [name, value] : shipment.facts)
    if (rules.find_fact(name) != nullptr) facts[name] = value;
  return facts;
}

// The claim that goods of the origin may make on the day; empty where there is none.
std::string claim_of(const law::RuleBase& rules, Country origin, Date date) {
  const std::vector<bool> may = law::claimable(rules, origin, date);
  for (std::size_t i = 0; i < may.size(); ++i)
    if (may[i]) return rules.preferences[i].claim;
  return {};
}

// A fact that no importer knows is a slip.
Status check_facts(const std::map<Country, law::RuleBase>& law, const DutyParams& shipment) {
  for (const auto& [name, value] : shipment.facts) {
    const bool known = std::any_of(law.begin(), law.end(),
                                   [&fact = name](const auto& each) { return each.second.find_fact(fact) != nullptr; });
    if (!known)
      return bad_input(fmt::format("'{}' is not a fact", name), "`trilat facts --to` with an importer lists them");
  }
  return {};
}

class Table {
 public:
  Table(const Engine& engine, const std::map<Country, law::RuleBase>& law, const DutyTableParams& params)
      : engine_(engine), law_(law), params_(params) {}

  Result<DutyTableRow> row(const law::RuleBase& rules, HsCode asked, Date date) {
    DutyTableRow row;
    row.to = rules.importer.to_string();
    row.to_name = std::string(rules.importer.name());
    row.currency = rules.currency;
    DutyParams shipment = shipment_into(rules);
    const auto lines = lines_of(rules, params_, asked, date);
    if (!lines) {
      row.problem = lines.error().message;
      return row;
    }
    for (const HsCode line : *lines) row.codes.push_back(line.to_printed());
    for (const auto& [origin, law] : law_) {
      if (origin == rules.importer) continue;
      DutyTableCell cell;
      cell.from = shipment.from = origin.to_string();
      cell.claim = claim_of(rules, origin, date);
      shipment.claim = rules.find_fact("claim") == nullptr ? "" : "none";
      TRILAT_TRY(cell.unclaimed, priced(shipment, *lines, row));
      shipment.claim = cell.claim;
      if (!cell.claim.empty()) {
        TRILAT_TRY(cell.claimed, priced(shipment, *lines, row));
      }
      row.cells.push_back(std::move(cell));
    }
    return row;
  }

 private:
  DutyParams shipment_into(const law::RuleBase& rules) const {
    DutyParams shipment = params_.shipment;
    shipment.to = rules.importer.to_string();
    shipment.facts = known_facts(rules, params_.shipment);
    shipment.exchange_rate.clear();
    if (shipment.currency == rules.currency) shipment.currency.clear();
    const auto rate = params_.exchange_rates.find(rules.currency);
    if (rate != params_.exchange_rates.end() && !shipment.currency.empty()) shipment.exchange_rate = rate->second;
    return shipment;
  }

  Result<DutyTableDuty> priced(DutyParams& shipment, const std::vector<HsCode>& lines, DutyTableRow& row) {
    std::vector<DutyResult> results;
    for (const HsCode line : lines) {
      shipment.hs = line.to_string();
      TRILAT_TRY(DutyResult result, engine_.duty(shipment));
      row.value = result.value;
      row.value_working = result.value_working;
      results.push_back(std::move(result));
    }
    return combined(results);
  }

  const Engine& engine_;
  const std::map<Country, law::RuleBase>& law_;
  const DutyTableParams& params_;
};

}  // namespace

Result<DutyTableResult> Engine::duty_table(const DutyTableParams& params) const {
  TRILAT_TRY(const HsCode code, about("hs", HsCode::parse_printed(params.shipment.hs)));
  if (code.length() < kSubheadingDigits)
    return bad_input(fmt::format("hs: {} is too short for one good", code.to_printed()), "give at least six digits");
  TRILAT_TRY(const auto* law, impl_->law.all());
  TRILAT_CHECK(check_facts(*law, params.shipment));
  DutyTableResult result;
  TRILAT_TRY(result.date, about("date", Date::parse(params.shipment.date)));
  result.hs = code.to_printed();
  result.value = params.shipment.value;
  result.currency = params.shipment.currency;
  for (const auto& [importer, rules] : *law) {
    if (result.description.empty())
      result.description = fmt::format("{}", fmt::join(rules.schedule.words(code, result.date), ": "));
    Table table(*this, *law, params);
    TRILAT_TRY(DutyTableRow row, table.row(rules, code, result.date));
    result.rows.push_back(std::move(row));
  }
  result.data_hash = impl_->hash();
  return result;
}

int exit_status(const DutyTableResult& result) {
  for (const DutyTableRow& row : result.rows) {
    if (!row.problem.empty()) return 3;
    for (const DutyTableCell& cell : row.cells) {
      const auto open = [](const DutyTableDuty& duty) {
        return duty.status == DutyStatus::kRange || duty.status == DutyStatus::kNotLoaded;
      };
      if (open(cell.unclaimed) || (!cell.claim.empty() && open(cell.claimed))) return 3;
    }
  }
  return 0;
}

}  // namespace trilat
