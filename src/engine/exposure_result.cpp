#include "engine/exposure_result.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trilat {
namespace {

using exposure::Sum;

constexpr int kMonthsOfYear = 12;

MoneyRange range_of(const exposure::Range& range) { return {range.least, range.greatest}; }

ExposureRow row_of(std::string code, std::string name, const Sum& sum) {
  return {std::move(code), std::move(name), sum.lines, sum.cost, range_of(sum.before), range_of(sum.now), {}};
}

void sort_by_duty(std::vector<ExposureRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const ExposureRow& a, const ExposureRow& b) {
    return a.now.greatest != b.now.greatest ? a.now.greatest > b.now.greatest : a.cost > b.cost;
  });
}

std::string month_words(int months_since_1970) {
  return fmt::format("{}-{:02}", 1970 + months_since_1970 / kMonthsOfYear, months_since_1970 % kMonthsOfYear + 1);
}

void add_suppliers(const exposure::SupplierTally& suppliers, ExposureResult& result) {
  std::map<std::string, const Sum*> in_order;
  for (const auto& [name, sum] : suppliers.by_name) in_order[name] = &sum;
  for (const auto& [name, sum] : in_order)
    result.suppliers.push_back(row_of(name, name.empty() ? "no supplier given" : name, *sum));
  sort_by_duty(result.suppliers);
  if (suppliers.others.lines > 0)
    result.suppliers.push_back(
        row_of("other", fmt::format("all after the first {} suppliers", exposure::kMostSuppliers), suppliers.others));
}

const law::StruckDown* fallen(const law::RuleBase& rules, int authority) {
  for (const law::StruckDown& each : rules.extras.struck_down)
    if (std::find(each.authorities.begin(), each.authorities.end(), authority) != each.authorities.end()) return &each;
  return nullptr;
}

class Authorities {
 public:
  explicit Authorities(bool several) : several_(several) {}

  void add(const exposure::ByAuthority& sums, const LedgerLaw& law, MoneyRange ExposureRow::*end) {
    for (const auto& [key, sum] : sums) {
      const auto& [importer, authority] = key;
      const law::RuleBase& rules = law.laws.at(importer)->rules();
      const bool base = authority < 0;
      const std::string id = base ? "base" : rules.authorities[static_cast<std::size_t>(authority)].id;
      ExposureRow& row = rows_[{importer, id}];
      row.code = several_ ? importer.to_string() + " " + id : id;
      row.name = base ? "Duty of the tariff line" : rules.authorities[static_cast<std::size_t>(authority)].title;
      if (several_) row.name += fmt::format(" ({})", importer.name());
      row.*end += range_of(sum.duty);
      if (end == &ExposureRow::now) {
        row.lines = sum.lines;
        row.cost = sum.cost;
      }
      if (const auto* struck = base ? nullptr : fallen(rules, authority))
        row.note = fmt::format("struck down on {}", struck->decided.to_string());
    }
  }

  std::vector<ExposureRow> rows() const {
    std::vector<ExposureRow> rows;
    for (const auto& [key, row] : rows_) {
      if (!row.before.greatest.is_zero() || !row.now.greatest.is_zero()) rows.push_back(row);
    }
    sort_by_duty(rows);
    return rows;
  }

 private:
  bool several_;
  std::map<std::pair<Country, std::string>, ExposureRow> rows_;
};

void add_open(const LedgerSetting& setting, const exposure::Tally& sums, ExposureResult& result) {
  std::map<std::string, ExposureOpenFact> by_name;  // importers may ask the same
  for (const auto& [key, sum] : sums.open) {
    const law::FactDefinition& fact = setting.now.laws.at(key.first)->fact(key.second);
    ExposureOpenFact& open = by_name[fact.name];
    open.fact = fact.name;
    open.question = fact.question;
    open.lines += sum.first;
    open.at_stake += sum.second;
  }
  for (auto& [name, open] : by_name) result.open.push_back(std::move(open));
  std::stable_sort(result.open.begin(), result.open.end(),
                   [](const auto& a, const auto& b) { return a.at_stake > b.at_stake; });
}

ExposureClaims claims_of(const exposure::ClaimSum& sum) { return {sum.lines, sum.cost, sum.amount}; }

void add_entries(const LedgerSetting& setting, const exposure::Tally& sums, ExposureResult& result) {
  result.entries = sums.entered;
  result.entries_not_recorded = sums.not_recorded;
  result.paid_given = setting.columns.paid >= 0;
  for (const auto& [month, sum] : sums.late)
    result.late_claims.push_back({month_words(month), sum.first, sum.last, sum.lines, sum.shown, sum.open, sum.lapsed});
  for (const auto& [key, sum] : sums.struck_down) {
    const law::RuleBase& rules = setting.recorded.laws.at(key.first)->rules();
    const law::Authority& authority = rules.authorities[static_cast<std::size_t>(key.second)];
    const law::StruckDown* struck = fallen(rules, key.second);
    if (struck == nullptr) continue;
    result.struck_down.push_back(
        {authority.id, authority.title, struck->citation, struck->decided, sum.first, range_of(sum.second)});
  }
  std::stable_sort(result.struck_down.begin(), result.struck_down.end(),
                   [](const auto& a, const auto& b) { return a.paid.greatest > b.paid.greatest; });
}

void add_top(const exposure::Tally& sums, ExposureResult& result) {
  for (const exposure::TopLine& line : sums.top)
    result.top.push_back({line.number, line.part, line.supplier, line.code.to_printed(), line.origin.to_string(),
                          law::name(line.status), line.cost, range_of(line.before), range_of(line.now)});
}

}  // namespace

MoneyRange& MoneyRange::operator+=(const MoneyRange& other) {
  least += other.least;
  greatest += other.greatest;
  return *this;
}

ExposureBreakEven break_even(const exposure::SavingCurve& curve, Money rise, Money cost) {
  ExposureBreakEven found;
  found.at_most = curve.saving();
  const double all = cost.to_double();
  found.all_pct = all > 0 ? 100 * curve.cost().to_double() / all : 0;
  found.reached = rise <= curve.saving();
  if (!found.reached || rise <= Money{}) return found;
  found.evenly_pct = 100 * curve.evenly(rise) / all;
  found.best_first_pct = 100 * curve.best_first(rise) / all;
  return found;
}

void add_tables(const LedgerSetting& setting, const exposure::Tally& sums, const exposure::SupplierTally& suppliers,
                ExposureResult& result) {
  result.priced = sums.all.lines;
  result.cost = sums.all.cost;
  result.before = range_of(sums.all.before);
  result.now = range_of(sums.all.now);
  for (std::size_t i = 0; i < exposure::kStatuses; ++i) {
    const char* const status = law::name(static_cast<law::AssessmentStatus>(i));
    if (sums.status_before[i] > 0) result.status_before[status] = sums.status_before[i];
    if (sums.status_now[i] > 0) result.status_now[status] = sums.status_now[i];
  }
  result.unbounded_before = sums.unbounded_before;
  result.unbounded_now = sums.unbounded_now;
  result.with_orders = sums.with_orders;
  if (setting.columns.supplier >= 0) add_suppliers(suppliers, result);
  for (const auto& [country, sum] : sums.countries)
    result.countries.push_back(row_of(country.to_string(), std::string(country.name()), sum));
  sort_by_duty(result.countries);
  std::map<Country, bool> importers;
  for (const auto& [goods, sum] : sums.goods) importers[goods.importer] = true;
  Authorities authorities(importers.size() > 1);
  authorities.add(sums.before, setting.before, &ExposureRow::before);
  authorities.add(sums.now, setting.now, &ExposureRow::now);
  result.authorities = authorities.rows();
  for (const auto& [month, sum] : sums.months) result.months.push_back(row_of(month_words(month), {}, sum));
  add_open(setting, sums, result);
  result.unclaimed_shown = claims_of(sums.unclaimed_shown);
  result.unclaimed_open = claims_of(sums.unclaimed_open);
  result.unclaimed_refused = claims_of(sums.unclaimed_refused);
  result.claimed = claims_of(sums.claimed);
  result.claimed_refused = claims_of(sums.claimed_refused);
  add_entries(setting, sums, result);
  add_top(sums, result);
  result.by_claims = break_even(sums.claims, sums.all.now.greatest - sums.all.before.greatest, sums.all.cost);
}

}  // namespace trilat
