#include "exposure/tally.hpp"

#include <algorithm>

namespace trilat::exposure {
namespace {

void add_amounts(const Line& line, const PricedLine& priced, ByAuthority& sums) {
  for (const AuthorityAmount& part : priced.low) sums[{line.importer, part.authority}].duty.least += part.amount;
  for (const AuthorityAmount& part : priced.high) {
    AuthoritySum& sum = sums[{line.importer, part.authority}];
    sum.duty.greatest += part.amount;
    if (part.amount.is_zero()) continue;
    ++sum.lines;
    sum.cost += line.cost;
  }
}

template <class Key, class Value>
void merge_into(std::map<Key, Value>& to, const std::map<Key, Value>& from) {
  for (const auto& [key, value] : from) to[key] += value;
}

template <class Key, class Value>
void merge_counts(std::map<Key, std::pair<std::uint64_t, Value>>& to,
                  const std::map<Key, std::pair<std::uint64_t, Value>>& from) {
  for (const auto& [key, value] : from) {
    to[key].first += value.first;
    to[key].second += value.second;
  }
}

// Equal rises in the order of the file.
bool rises_more(const TopLine& a, const TopLine& b) {
  return a.rise() != b.rise() ? a.rise() > b.rise() : a.number < b.number;
}

}  // namespace

Range& Range::operator+=(const Range& other) {
  least += other.least;
  greatest += other.greatest;
  return *this;
}

void Sum::add(const Line& line) {
  ++lines;
  cost += line.cost;
  before += line.before.duty;
  now += line.now.duty;
}

Sum& Sum::operator+=(const Sum& other) {
  lines += other.lines;
  cost += other.cost;
  before += other.before;
  now += other.now;
  return *this;
}

void ClaimSum::add(const Line& line) {
  ++lines;
  cost += line.cost;
  amount += line.claim_amount;
}

ClaimSum& ClaimSum::operator+=(const ClaimSum& other) {
  lines += other.lines;
  cost += other.cost;
  amount += other.amount;
  return *this;
}

AuthoritySum& AuthoritySum::operator+=(const AuthoritySum& other) {
  lines += other.lines;
  cost += other.cost;
  duty += other.duty;
  return *this;
}

LateSum& LateSum::operator+=(const LateSum& other) {
  lines += other.lines;
  first = std::min(first, other.first);
  last = std::max(last, other.last);
  shown += other.shown;
  open += other.open;
  lapsed += other.lapsed;
  return *this;
}

GoodsSum& GoodsSum::operator+=(GoodsSum&& other) {
  sum += other.sum;
  const bool stands =
      other.example && (!example || other.example->value > example->value ||
                        (other.example->value == example->value && other.example->line < example->line));
  if (stands) example = std::move(other.example);
  return *this;
}

Sum& SupplierTally::of(std::string_view supplier) {
  if (const auto at = by_name.find(supplier); at != by_name.end()) return at->second;
  if (by_name.size() >= kMostSuppliers) return others;
  return by_name[std::string(supplier)];
}

void SupplierTally::merge(const SupplierTally& other) {
  // in the order of names, so that which suppliers are told apart does not hang on the table
  std::vector<const std::string*> names;
  for (const auto& [name, sum] : other.by_name) names.push_back(&name);
  std::sort(names.begin(), names.end(), [](const auto* a, const auto* b) { return *a < *b; });
  for (const std::string* name : names) of(*name) += other.by_name.find(*name)->second;
  others += other.others;
}

void Tally::add_claims(const Line& line) {
  if (!line.claimable) return;
  const bool refused = line.origination == Origination::kRefused;
  if (line.claimed) {
    (refused ? claimed_refused : claimed).add(line);
    return;
  }
  if (line.claim_amount <= Money{}) return;
  (refused ? unclaimed_refused : line.origination == Origination::kShown ? unclaimed_shown : unclaimed_open).add(line);
  if (!refused) claims.add(line.cost, line.claim_amount);
}

void Tally::add_entry(const Line& line) {
  if (!line.entered) return;
  ++entered;
  if (!line.recorded) ++not_recorded;
  for (const auto& [authority, paid] : line.struck_down) {
    auto& [lines, sum] = struck_down[{line.importer, authority}];
    ++lines;
    sum += paid;
  }
  if (!line.claim_until || line.origination == Origination::kRefused || !line.month) return;
  LateSum sum{1, *line.claim_until, *line.claim_until, {}, {}, {}};
  (*line.claim_until < as_of_                ? sum.lapsed
   : line.origination == Origination::kShown ? sum.shown
                                             : sum.open) = line.late_claim;
  late[*line.month] += sum;
}

void Tally::add_goods(const Line& line) {
  GoodsSum& at = goods[{line.importer, line.code, line.origin}];
  at.sum.add(line);
  if (line.query == nullptr) return;
  const law::PriceQuery& query = *line.query;
  const bool stands = !at.example || query.value > at.example->value ||
                      (query.value == at.example->value && line.number < at.example->line);
  if (!stands) return;
  if (!at.example) at.example.emplace();
  at.example->line = line.number;
  at.example->value = query.value;
  at.example->quantities.assign(query.quantities.begin(), query.quantities.end());
  at.example->facts.assign(query.facts.begin(), query.facts.end());
}

void Tally::add_top(const Line& line) {
  const Money rise = line.now.duty.greatest - line.before.duty.greatest;
  if (rise <= Money{} || top_ == 0 || (top.size() == top_ && rise < top.back().rise())) return;
  if (top.size() == top_ && rise == top.back().rise() && line.number > top.back().number) return;
  TopLine made{line.number,
               std::string(line.part),
               std::string(line.supplier),
               line.code,
               line.origin,
               line.now.status,
               line.cost,
               line.before.duty,
               line.now.duty};
  top.insert(std::upper_bound(top.begin(), top.end(), made, rises_more), std::move(made));
  if (top.size() > top_) top.pop_back();
}

void Tally::add(const Line& line) {
  all.add(line);
  ++status_before[static_cast<std::size_t>(line.before.status)];
  ++status_now[static_cast<std::size_t>(line.now.status)];
  if (!line.before.bounded) ++unbounded_before;
  if (!line.now.bounded) ++unbounded_now;
  if (line.with_orders) ++with_orders;
  countries[line.origin].add(line);
  if (line.month) months[*line.month].add(line);
  add_amounts(line, line.before, before);
  add_amounts(line, line.now, now);
  for (const law::OpenStake& stake : line.open) {
    auto& [lines, amount] = open[{line.importer, stake.fact}];
    ++lines;
    amount += stake.at_stake;
  }
  add_claims(line);
  add_entry(line);
  add_goods(line);
  add_top(line);
}

void Tally::merge(Tally&& other) {
  all += other.all;
  for (std::size_t i = 0; i < kStatuses; ++i) {
    status_before[i] += other.status_before[i];
    status_now[i] += other.status_now[i];
  }
  unbounded_before += other.unbounded_before;
  unbounded_now += other.unbounded_now;
  with_orders += other.with_orders;
  merge_into(countries, other.countries);
  merge_into(months, other.months);
  merge_into(before, other.before);
  merge_into(now, other.now);
  merge_counts(open, other.open);
  unclaimed_shown += other.unclaimed_shown;
  unclaimed_open += other.unclaimed_open;
  unclaimed_refused += other.unclaimed_refused;
  claimed += other.claimed;
  claimed_refused += other.claimed_refused;
  claims.merge(other.claims);
  entered += other.entered;
  not_recorded += other.not_recorded;
  merge_into(late, other.late);
  merge_counts(struck_down, other.struck_down);
  for (auto& [key, sum] : other.goods) goods[key] += std::move(sum);
  top.insert(top.end(), std::make_move_iterator(other.top.begin()), std::make_move_iterator(other.top.end()));
  std::sort(top.begin(), top.end(), rises_more);
  if (top.size() > top_) top.resize(top_);
}

}  // namespace trilat::exposure
