#include "flows/rate_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "core/cancellation.hpp"

namespace trilat::flows {
namespace {

constexpr int kChapters = 97;
constexpr const char* kApart = "apart";
constexpr const char* kUnmapped = "UNMAPPED";

// Builds a grouping row by row.
template <class AddRow>
Grouping group_rows(const Imports& imports, const std::vector<int>& partners, std::vector<std::string> groups,
                    const AddRow& add_row) {
  Grouping made;
  made.groups = std::move(groups);
  made.groups.emplace_back(kApart);
  made.first.push_back(0);
  for (const ImportRow& row : imports.rows) {
    const bool wanted = partners.empty() || std::find(partners.begin(), partners.end(), row.partner) != partners.end();
    if (wanted && row.code.chapter() >= core::kFirstChapterApart) {
      made.entries.push_back({made.apart(), 1});
    } else if (wanted) {
      add_row(row, made.entries);
    }
    made.first.push_back(static_cast<std::uint32_t>(made.entries.size()));
  }
  return made;
}

// Adds the sectors of a code, numbered from `start`.
void add_sectors(const SectorBridge& bridge, HsCode code, int start, std::vector<Grouping::Entry>& entries) {
  const auto before = [](const SectorRow& row, HsCode wanted) { return row.code < wanted; };
  auto at = std::lower_bound(bridge.rows.begin(), bridge.rows.end(), code, before);
  if (at == bridge.rows.end() || at->code != code)
    entries.push_back({start + static_cast<int>(bridge.sectors.size()), 1});
  for (; at != bridge.rows.end() && at->code == code; ++at) entries.push_back({start + at->sector, at->share});
}

std::vector<std::string> sectors_of(const SectorBridge& bridge) {
  std::vector<std::string> sectors = bridge.sectors;
  sectors.emplace_back(kUnmapped);
  return sectors;
}

void add_to(std::vector<double>& sums, const std::vector<double>& more) {
  if (sums.size() < more.size()) sums.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sums[i] += more[i];
}

void add_row(const DayRates& rates, std::size_t row, double value, RateSum& sum) {
  sum.value += value;
  sum.statutory += value * rates.statutory[row];
  sum.duty += value * rates.rate[row];
  sum.claimed += value * rates.claim_share[row];
  for (const RatePart& part : rates.parts_of(row)) {
    const auto at = static_cast<std::size_t>(part.authority) + 1;  // the base, -1, stands first
    sum.statutory_parts[at] += value * part.statutory;
    sum.parts[at] += value * part.rate;
  }
  const RateMarks& marks = rates.marks[row];
  if (marks.equivalent) sum.equivalent += value;
  if (marks.agreement) sum.agreement += value;
  if (marks.by_heading) sum.by_heading += value;
  if (marks.open) sum.open += value;
  if (marks.not_priced) sum.not_priced += value;
  if (marks.prohibited) sum.prohibited += value;
  if (marks.carried) sum.carried += value;
}

}  // namespace

Grouping by_partner(const Imports& imports, const std::vector<int>& partners) {
  std::vector<std::string> groups;
  for (const Partner& partner : imports.partners) groups.push_back(partner.code);
  return group_rows(imports, partners, std::move(groups), [](const ImportRow& row, auto& entries) {
    entries.push_back({row.partner, 1});
  });
}

Grouping by_chapter(const Imports& imports, const std::vector<int>& partners) {
  std::vector<std::string> groups;
  for (int chapter = 1; chapter <= kChapters; ++chapter) groups.push_back(fmt::format("{:02}", chapter));
  return group_rows(imports, partners, std::move(groups), [](const ImportRow& row, auto& entries) {
    entries.push_back({row.code.chapter() - 1, 1});
  });
}

Grouping by_sector(const Imports& imports, const SectorBridge& bridge, const std::vector<int>& partners) {
  return group_rows(imports, partners, sectors_of(bridge),
                    [&](const ImportRow& row, auto& entries) { add_sectors(bridge, row.code, 0, entries); });
}

Grouping by_partner_and_sector(const Imports& imports, const SectorBridge& bridge) {
  const std::vector<std::string> sectors = sectors_of(bridge);
  std::vector<std::string> groups;
  for (const Partner& partner : imports.partners) {
    for (const std::string& sector : sectors) groups.push_back(partner.code + '/' + sector);
  }
  return group_rows(imports, {}, std::move(groups), [&](const ImportRow& row, auto& entries) {
    add_sectors(bridge, row.code, row.partner * static_cast<int>(sectors.size()), entries);
  });
}

RateSum& RateSum::operator+=(const RateSum& other) {
  value += other.value;
  statutory += other.statutory;
  duty += other.duty;
  claimed += other.claimed;
  add_to(statutory_parts, other.statutory_parts);
  add_to(parts, other.parts);
  equivalent += other.equivalent;
  agreement += other.agreement;
  by_heading += other.by_heading;
  open += other.open;
  not_priced += other.not_priced;
  prohibited += other.prohibited;
  carried += other.carried;
  return *this;
}

std::vector<RateSum> sum_rates(const RateBook& book, const DayRates& rates, const Grouping& grouping,
                               const std::vector<double>& weights) {
  const auto& rows = book.imports().rows;
  std::vector<RateSum> sums(grouping.groups.size());
  for (RateSum& sum : sums) {
    sum.statutory_parts.resize(book.rules().authorities.size() + 1);
    sum.parts.resize(sum.statutory_parts.size());
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double value = weights.empty() ? rows[row].value : weights[row];
    for (std::uint32_t at = grouping.first[row]; at < grouping.first[row + 1]; ++at) {
      const Grouping::Entry& entry = grouping.entries[at];
      add_row(rates, row, value * entry.share, sums[static_cast<std::size_t>(entry.group)]);
    }
  }
  return sums;
}

void read_days(const RateBook& book, const std::vector<Date>& days, const std::function<Date(Date)>& claims_on,
               unsigned threads, const std::function<void(std::size_t, const DayRates&)>& use) {
  const std::size_t workers = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(days.size(), 1));
  std::vector<std::jthread> running;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    running.emplace_back([&, worker, wanted = core::current_cancellation()] {
      const core::CancellationScope scope(wanted);
      RateReader reader(book);
      DayRates rates;
      const std::size_t end = days.size() * (worker + 1) / workers;
      for (std::size_t i = days.size() * worker / workers; i < end && !core::cancelled(); ++i) {
        reader.read(days[i], claims_on(days[i]), rates);
        use(i, rates);
      }
    });
  }
}

}  // namespace trilat::flows
