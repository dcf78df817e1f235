#include "engine/rates_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace trilat {
namespace {

constexpr double kMillion = 1e6;
constexpr double kPercent = 100;
constexpr int kCodeDigits = 8;

double percent(double part, double whole) { return whole > 0 ? kPercent * part / whole : 0; }

std::string authority_code(const law::RuleBase& rules, int authority) {
  return authority == flows::kBase ? "base" : rules.authorities[static_cast<std::size_t>(authority)].id;
}

std::string authority_title(const law::RuleBase& rules, int authority) {
  return authority == flows::kBase ? "Duty of the line" : rules.authorities[static_cast<std::size_t>(authority)].title;
}

RatesRow row_of(const RatesModel& model, const flows::RateSum& sum) {
  RatesRow row;
  row.value_musd = sum.value / kMillion;
  row.statutory_pct = percent(sum.statutory, sum.value);
  row.rate_pct = percent(sum.duty, sum.value);
  row.claim_share_pct = percent(sum.claimed, sum.value);
  row.equivalent_pct = percent(sum.equivalent, sum.value);
  row.agreement_pct = percent(sum.agreement, sum.value);
  row.by_heading_pct = percent(sum.by_heading, sum.value);
  row.open_pct = percent(sum.open, sum.value);
  row.not_priced_pct = percent(sum.not_priced, sum.value);
  row.prohibited_pct = percent(sum.prohibited, sum.value);
  const law::RuleBase& rules = model.book->rules();
  for (std::size_t i = 0; i < sum.parts.size(); ++i) {
    if (sum.parts[i] <= 0 && sum.statutory_parts[i] <= 0) continue;
    const int authority = static_cast<int>(i) - 1;
    row.parts.push_back({authority_code(rules, authority), authority_title(rules, authority),
                         percent(sum.statutory_parts[i], sum.value), percent(sum.parts[i], sum.value)});
  }
  return row;
}

std::string group_name(const RatesModel& model, const RatesView& view, std::size_t group) {
  const std::string& code = view.grouping.groups[group];
  if (view.by != "partner") return code;
  const int partner = model.trade.imports.find_partner(code);
  return partner < 0 ? code : model.trade.imports.partners[static_cast<std::size_t>(partner)].name;
}

// Duty calculated in the year of trade, by group.
std::vector<double> observed_duty(const RatesModel& model, const flows::Grouping& grouping) {
  std::vector<double> duty(grouping.groups.size());
  const auto& rows = model.trade.imports.rows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::uint32_t at = grouping.first[row]; at < grouping.first[row + 1]; ++at) {
      const auto& entry = grouping.entries[at];
      duty[static_cast<std::size_t>(entry.group)] += entry.share * rows[row].duty;
    }
  }
  return duty;
}

flows::RateSum total_of(const std::vector<flows::RateSum>& sums) {
  flows::RateSum total;
  for (std::size_t i = 0; i + 1 < sums.size(); ++i) total += sums[i];
  return total;
}

std::string month_words(int months_since_1970) {
  return fmt::format("{}-{:02}", 1970 + months_since_1970 / 12, months_since_1970 % 12 + 1);
}

// A row an authority: what it adds to the rate of all.
std::vector<RatesRow> authority_rows(const RatesRow& total) {
  std::vector<RatesRow> rows;
  for (const RatesPart& part : total.parts) {
    RatesRow row;
    row.code = part.authority;
    row.name = part.title;
    row.value_musd = total.value_musd;
    row.statutory_pct = part.statutory_pct;
    row.rate_pct = part.rate_pct;
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const RatesRow& a, const RatesRow& b) { return a.rate_pct > b.rate_pct; });
  return rows;
}

std::vector<HsCode> codes_of(const law::RuleBase& rules, const pack::TradeData& trade) {
  std::set<HsCode> codes;
  for (const flows::ImportRow& row : trade.imports.rows) codes.insert(row.code);
  if (codes.empty()) {
    for (const law::ScheduleRow& row : rules.schedule.rows()) {
      if (row.code.length() >= kCodeDigits) codes.insert(row.code.prefix(kCodeDigits));
    }
  }
  std::erase_if(codes, [](HsCode code) { return code.chapter() >= core::kFirstChapterApart; });
  return {codes.begin(), codes.end()};
}

}  // namespace

Status check_by(const std::string& by) {
  if (by == "partner" || by == "chapter" || by == "sector" || by == "authority") return {};
  return bad_input(fmt::format("rates by '{}' are not known", by), "write partner, chapter, sector or authority");
}

RatesView make_view(const RatesModel& model, const std::string& by, const std::vector<int>& partners) {
  const flows::Imports& imports = model.trade.imports;
  RatesView view{by, {}, false};
  view.grouping = by == "chapter"  ? flows::by_chapter(imports, partners)
                  : by == "sector" ? flows::by_sector(imports, model.trade.bridge, partners)
                                   : flows::by_partner(imports, partners);
  return view;
}

RatesDay day_of(const RatesModel& model, const RatesView& view, const flows::DayRates& rates) {
  RatesDay day;
  day.from = rates.date;
  const int month = flows::month_index(rates.claims);
  const int held =
      std::clamp(month, model.claims.first_month(), std::max(model.claims.first_month(), model.claims.last_month()));
  day.claims_month = month_words(held);
  day.claims_carried = held != month;
  if (view.none) return day;
  const auto sums = flows::sum_rates(*model.book, rates, view.grouping);
  const auto observed = observed_duty(model, view.grouping);
  const flows::RateSum all = total_of(sums);
  day.total = row_of(model, all);
  double total_observed = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].value <= 0) continue;
    RatesRow row = row_of(model, sums[i]);
    row.code = view.grouping.groups[i];
    row.name = group_name(model, view, i);
    row.observed_pct = percent(observed[i], sums[i].value);
    if (static_cast<int>(i) == view.grouping.apart()) {
      row.name = "Chapters 98 and 99";
      day.apart = std::move(row);
    } else {
      total_observed += observed[i];
      day.rows.push_back(std::move(row));
    }
  }
  day.total.code = "all";
  day.total.name = "Chapters 1 to 97";
  day.total.observed_pct = percent(total_observed, all.value);
  day.all_goods_pct = percent(all.duty + sums.back().duty, all.value + sums.back().value);
  if (view.by == "authority") day.rows = authority_rows(day.total);
  if (view.by == "partner" || view.by == "sector") {
    std::stable_sort(day.rows.begin(), day.rows.end(),
                     [](const RatesRow& a, const RatesRow& b) { return a.value_musd > b.value_musd; });
  }
  return day;
}

std::vector<double> group_rates(const RatesModel& model, const RatesView& view, const flows::DayRates& rates) {
  const auto sums = flows::sum_rates(*model.book, rates, view.grouping);
  const flows::RateSum total = total_of(sums);
  std::vector<double> found{percent(total.duty, total.value)};
  if (view.by == "authority") {
    for (const double part : total.parts) found.push_back(percent(part, total.value));
  } else {
    for (std::size_t i = 0; i + 1 < sums.size(); ++i) found.push_back(percent(sums[i].duty, sums[i].value));
  }
  return found;
}

std::vector<RatesChange> empty_changes(const RatesModel& model, const RatesView& view) {
  std::vector<RatesChange> changes{{"all", "Chapters 1 to 97", 0, 0, 0, 0, 0}};
  const law::RuleBase& rules = model.book->rules();
  if (view.by == "authority") {
    for (int i = flows::kBase; i < static_cast<int>(rules.authorities.size()); ++i)
      changes.push_back({authority_code(rules, i), authority_title(rules, i), 0, 0, 0, 0, 0});
    return changes;
  }
  for (std::size_t i = 0; i + 1 < view.grouping.groups.size(); ++i)
    changes.push_back({view.grouping.groups[i], group_name(model, view, i), 0, 0, 0, 0, 0});
  return changes;
}

bool alike(const RatesDay& a, const RatesDay& b) {
  const auto same = [](const RatesRow& one, const RatesRow& other) {
    return one.code == other.code && one.rate_pct == other.rate_pct && one.statutory_pct == other.statutory_pct &&
           one.claim_share_pct == other.claim_share_pct;
  };
  return same(a.total, b.total) && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same);
}

pack::TradeData lines_as_trade(const law::RuleBase& rules, const pack::TradeData& trade,
                               const std::vector<Country>& countries) {
  pack::TradeData lines;
  lines.imports.importer = rules.importer;
  lines.imports.year = trade.imports.year;
  lines.claims.claim = trade.claims.claim;
  for (const Country country : countries)
    lines.imports.partners.push_back({country.to_string(), std::string(country.name()), country, false});
  for (const HsCode code : codes_of(rules, trade)) {
    for (std::size_t i = 0; i < countries.size(); ++i) lines.imports.rows.push_back({code, static_cast<int>(i), 1, 0});
  }
  lines.assumptions = trade.assumptions;
  return lines;
}

}  // namespace trilat
