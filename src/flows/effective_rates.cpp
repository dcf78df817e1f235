#include "flows/effective_rates.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "law/changes.hpp"

namespace trilat::flows {
namespace {

constexpr int kShortest = 4;  // digits that may stand for a code that the schedule lacks

bool is_apart(HsCode code) { return code.chapter() >= core::kFirstChapterApart; }

double observed(const ImportRow& row) { return row.value > 0 ? row.duty / row.value : 0; }

const Partner& partner_of(const Imports& imports, const ImportRow& row) {
  return imports.partners[static_cast<std::size_t>(row.partner)];
}

std::vector<Date> schedule_days(const law::Schedule& schedule) {
  std::set<Date> days{Date::min()};
  for (const law::ScheduleRow& row : schedule.rows()) {
    days.insert(row.effect.from);
    days.insert(row.effect.until);
  }
  return {days.begin(), days.end()};
}

}  // namespace

// ---- the book

RateBook::RateBook(AdValorem law, const Imports& imports, const ClaimShares& claims, std::vector<ClaimRule> claim_rules)
    : imports_(imports),
      claims_(claims),
      claim_rules_(std::move(claim_rules)),
      law_(std::move(law)),
      index_(law_.rules) {
  for (const Partner& partner : imports.partners) {
    const auto& preferences = law_.rules.preferences;
    may_claim_.push_back(std::any_of(preferences.begin(), preferences.end(), [&](const law::Preference& preference) {
      return preference.origins.contains(partner.law);
    }));
  }
  equivalent_.reserve(imports.rows.size());
  bool replaced = false;
  for (std::size_t i = 0; i < imports.rows.size(); ++i) {
    const HsCode code = imports.rows[i].code;
    if (i == 0 || code != imports.rows[i - 1].code) replaced = law_.replaced(code);
    equivalent_.push_back(replaced);
  }
}

Result<std::unique_ptr<RateBook>> RateBook::make(const law::RuleBase& rules, const Imports& imports,
                                                 const ClaimShares& claims, const Assumptions& assumptions,
                                                 std::vector<ClaimRule> claim_rules, const RateBook* recorded) {
  AdValorem law;
  if (recorded == nullptr) {
    law = with_ad_valorem_equivalents(rules, imports);
  } else {
    law = {rules, recorded->law_.lines};
    law.rules.schedule = recorded->law_.rules.schedule;
  }
  std::unique_ptr<RateBook> book(new RateBook(std::move(law), imports, claims, std::move(claim_rules)));
  TRILAT_TRY(const Answers answers, Answers::make(book->index_, assumptions));
  book->set_facts(answers);
  if (recorded == nullptr) {
    book->set_free_lines();
    book->set_agreements();
  } else {
    book->free_ = recorded->free_;  // of the same schedule
    book->borne_ = recorded->borne_;
  }
  return book;
}

// Rows with the same facts share them.
void RateBook::set_facts(const Answers& answers) {
  std::map<std::string, int> numbers;
  for (const ImportRow& row : imports_.rows) {
    std::vector<law::KnownFact> facts = answers.of(row.code, partner_of(imports_, row));
    std::string key;
    for (const law::KnownFact& known : facts) {
      key += index_.fact(known.fact).name + '=' + law::to_string(index_.fact(known.fact), known.value) + '\n';
    }
    const auto [at, added] = numbers.emplace(std::move(key), static_cast<int>(facts_.size()));
    if (added) facts_.push_back(std::move(facts));
    facts_of_row_.push_back(at->second);
  }
}

void RateBook::set_agreements() {
  borne_.assign(imports_.rows.size(), 1);
  DayRates first;
  RateReader(*this).read(law_.rules.recorded.from, law_.rules.recorded.from, first);
  for (std::size_t i = 0; i < imports_.rows.size(); ++i) {
    const ImportRow& row = imports_.rows[i];
    if (!partner_of(imports_, row).preference || is_apart(row.code)) continue;
    const auto parts = first.parts_of(i);
    if (parts.empty() || parts.front().authority != kBase) continue;
    const double base = parts.front().statutory;
    borne_[i] = std::clamp((observed(row) - (first.statutory[i] - base)) / base, 0.0, 1.0);
  }
}

ClaimShare RateBook::claim_share(const ImportRow& row, Date date) const {
  if (!may_claim_[static_cast<std::size_t>(row.partner)]) return {};
  const std::string& code = partner_of(imports_, row).code;
  const ClaimRule* rule = nullptr;
  for (const ClaimRule& each : claim_rules_) {
    if (each.partner == "*" || each.partner == code) rule = &each;
  }
  if (rule != nullptr && rule->share) return {*rule->share, ClaimBasis::kNone, false};
  const Claims& table = claims_.claims();
  const int month = month_index(date);
  const bool recorded = month < table.unrecorded_from || month >= table.unrecorded_until ||
                        !std::binary_search(free_.begin(), free_.end(), row.code);
  if (recorded) return claims_.of(row.code, row.partner, date);
  return claims_.of(row.code, row.partner, month_start(table.unrecorded_until), table.unrecorded_until);
}

void RateBook::set_free_lines() {
  const Claims& table = claims_.claims();
  if (table.unrecorded_from >= table.unrecorded_until) return;
  const law::Schedule& schedule = law_.rules.schedule;
  const Date day = month_start(table.unrecorded_from);
  for (const ImportRow& row : imports_.rows) {  // by code
    if (!free_.empty() && free_.back() == row.code) continue;
    const std::vector<HsCode> lines = schedule.leaves(row.code, day);
    const bool free = !lines.empty() && std::all_of(lines.begin(), lines.end(), [&](HsCode code) {
      const auto line = schedule.find(code, day);
      return line && line->general.is_free();
    });
    if (free) free_.push_back(row.code);
  }
}

// ---- the reader

RateReader::RateReader(const RateBook& book)
    : book_(book), prices_(book.index_), schedule_days_(schedule_days(book.law_.rules.schedule)) {
  leaves_.resize(schedule_days_.size());
  statutory_.resize(book.law_.rules.authorities.size() + 1);
  claimed_.resize(statutory_.size());
}

// The lines under a code on a day, or under the longest shorter code that has any.
const std::vector<HsCode>& RateReader::leaves(HsCode code, Date date, bool& by_heading) {
  if (last_ != nullptr && last_code_ == code && last_date_ == date) {
    by_heading = last_->by_heading;
    return last_->codes;
  }
  const auto span = std::upper_bound(schedule_days_.begin(), schedule_days_.end(), date) - schedule_days_.begin() - 1;
  const auto [at, added] = leaves_[static_cast<std::size_t>(span)].try_emplace(code.padded());
  if (added) {
    const law::Schedule& schedule = book_.law_.rules.schedule;
    for (int length = code.length(); at->second.codes.empty() && length >= kShortest; --length) {
      at->second.codes = schedule.leaves(code.prefix(length), date);
      at->second.by_heading = length < code.length();
    }
  }
  last_ = &at->second;
  last_code_ = code;
  last_date_ = date;
  by_heading = last_->by_heading;
  return last_->codes;
}

// Adds a line's rates to the sums by authority.
void RateReader::add(const LineRates& line, double borne, bool claimed) {
  std::vector<double>& sums = claimed ? claimed_ : statutory_;
  const auto add_to = [&](std::size_t at, double rate) {
    if (rate <= 0) return;
    if (statutory_[at] <= 0 && claimed_[at] <= 0) touched_.push_back(at);
    sums[at] += rate;
  };
  const double base = line.base * borne;
  add_to(0, base);
  for (const AuthorityRate& part : line.parts) {
    const double more = part.tops_up ? line.base - base : 0;
    add_to(static_cast<std::size_t>(part.authority) + 1, part.rate + more);
  }
  marks_.open = marks_.open || line.open;
  marks_.not_priced = marks_.not_priced || line.not_priced;
  marks_.prohibited = marks_.prohibited || line.prohibited;
}

// The place of the next look-up: on days with the same lines, that of the same goods.
PlacePrices::Memo& RateReader::next_memo() {
  if (memo_ == memos_.size()) memos_.emplace_back();
  return memos_[memo_++];
}

void RateReader::read_row(std::size_t row, Date date, Date claims, DayRates& rates) {
  const ImportRow& entry = book_.imports_.rows[row];
  const auto partner = static_cast<std::size_t>(entry.partner);
  const Country origin = book_.imports_.partners[partner].law;
  const int facts = book_.facts_of_row_[row];
  marks_ = {};
  marks_.equivalent = book_.equivalent_[row];
  marks_.agreement = book_.imports_.partners[partner].preference;
  for (const std::size_t at : touched_) statutory_[at] = claimed_[at] = 0;
  touched_.clear();
  const ClaimShare share = book_.claim_share(entry, claims);
  marks_.carried = share.carried;
  const auto& lines = leaves(entry.code, date, marks_.by_heading);
  std::size_t found = 0;
  for (const HsCode line : lines) {
    const int plain =
        prices_.find(origin, line, date, book_.facts_[static_cast<std::size_t>(facts)], facts, false, next_memo());
    if (plain < 0) continue;
    ++found;
    add(prices_.rates(plain), book_.borne_[row], false);
    if (!book_.may_claim_[partner]) continue;
    const int with =
        prices_.find(origin, line, date, book_.facts_[static_cast<std::size_t>(facts)], facts, true, next_memo());
    add(prices_.rates(with < 0 ? plain : with), book_.borne_[row], true);
  }
  if (found == 0) marks_.not_priced = true;
  const double weight = found == 0 ? 0 : 1.0 / static_cast<double>(found);
  double statutory = 0, rate = 0;
  std::sort(touched_.begin(), touched_.end());
  for (const std::size_t i : touched_) {
    const double plain = statutory_[i] * weight;
    const double mixed =
        book_.may_claim_[partner] ? (1 - share.share) * plain + share.share * claimed_[i] * weight : plain;
    rates.parts.push_back({static_cast<int>(i) - 1, plain, mixed});
    statutory += plain;
    rate += mixed;
  }
  rates.statutory.push_back(statutory);
  rates.rate.push_back(rate);
  rates.claim_share.push_back(share.share);
}

void RateReader::read(Date date, Date claims, DayRates& rates) {
  const auto& rows = book_.imports_.rows;
  rates.date = date;
  rates.claims = claims;
  for (auto* values : {&rates.statutory, &rates.rate, &rates.claim_share}) {
    values->clear();
    values->reserve(rows.size());
  }
  rates.marks.clear();
  rates.parts.clear();
  rates.first.assign(1, 0);
  memo_ = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_apart(rows[i].code)) {
      marks_ = {};
      marks_.apart = true;
      const double rate = observed(rows[i]);
      if (rate > 0) rates.parts.push_back({kBase, rate, rate});
      rates.statutory.push_back(rate);
      rates.rate.push_back(rate);
      rates.claim_share.push_back(0);
    } else {
      read_row(i, date, claims, rates);
    }
    rates.marks.push_back(marks_);
    rates.first.push_back(static_cast<std::uint32_t>(rates.parts.size()));
  }
}

std::vector<Date> rate_days(const RateBook& book, Interval span) {
  std::set<Date> days;
  for (const Date day : law::change_days(book.rules(), {}, std::nullopt, span)) days.insert(day);
  for (Date month = span.from; month < span.until; month = month.plus_months(1)) {
    const auto day = month.ymd();
    const Date first(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), 1);
    const int index = month_index(first);
    // outside the months held the nearest holds
    if (span.contains(first) && index > book.claims().first_month() && index <= book.claims().last_month())
      days.insert(first);
  }
  return {days.begin(), days.end()};
}

}  // namespace trilat::flows
