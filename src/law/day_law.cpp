#include "law/day_law.hpp"

#include <algorithm>
#include <set>

namespace trilat::law {
namespace {

constexpr std::int32_t kUnknown = -1;
constexpr std::int32_t kNoLine = -2;
constexpr std::int32_t kNotHere = -2;  // the code is too short, or its rate stands in another line

RateKind kind_of(const DutyRate* rate) {
  if (rate == nullptr) return RateKind::kNone;
  if (rate->kind == DutyRate::Kind::kReference) return RateKind::kReference;
  if (rate->kind != DutyRate::Kind::kPriced) return RateKind::kWords;
  if (rate->is_free()) return RateKind::kFree;
  return rate->is_ad_valorem() ? RateKind::kAdValorem : RateKind::kNeedsQuantity;
}

std::vector<Date> sorted(const std::set<Date>& days) { return {days.begin(), days.end()}; }

// The last change on or before the day. Precondition: there is one.
std::size_t span_of(const std::vector<Date>& changes, Date day) {
  return static_cast<std::size_t>(std::upper_bound(changes.begin(), changes.end(), day) - changes.begin()) - 1;
}

void mark(std::vector<std::uint64_t>& bits, std::size_t word, std::size_t bit) {
  bits[word + bit / 64] |= std::uint64_t{1} << (bit % 64);
}

std::size_t hash_of(const Situation& situation) {
  std::size_t hash = situation.column_2 ? 7 : 3;
  const auto mix = [&hash](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15U + (hash >> 31U); };
  for (const Candidate& candidate : situation.candidates) {
    mix(static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(candidate.segment)));
  }
  for (const Precedence* rule : situation.precedence) {
    mix(static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(rule)));
  }
  for (const bool claimable : situation.claimable) mix(claimable ? 2 : 1);
  for (const RateKind kind : situation.kinds) mix(static_cast<std::size_t>(kind) + 11);
  return hash;
}

bool same(const Situation& a, const Situation& b) {
  return a.column_2 == b.column_2 && a.candidates == b.candidates && a.precedence == b.precedence &&
         a.claimable == b.claimable && a.kinds == b.kinds;
}

}  // namespace

LineRecord::LineRecord(const RuleBase& rules, const ScheduleRow& row)
    : rates(rules, parse_duty_rate(row.general), row.special, parse_duty_rate(row.column_2)) {
  for (const DutyRate* rate : rates.list) {
    kinds.push_back(kind_of(rate));
    needs_quantity = needs_quantity || kinds.back() == RateKind::kNeedsQuantity;
  }
}

DayLaws::DayLaws(const LawIndex& index)
    : index_(index),
      rules_(index.rules()),
      codes_(rules_.schedule),
      words_((rules_.lists.size() + 63) / 64),
      rates_a_line_(kFirstSpecial + 3 * rules_.preferences.size()) {
  divide_origins();
  mark_changes();
}

// Countries that the same measures, preferences and columns name are one class.
void DayLaws::divide_origins() {
  std::vector<CountrySet> sets = {rules_.column_2_origins};
  const auto add = [&](const CountrySet& set) {
    if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
  };
  for (const Preference& preference : rules_.preferences) add(preference.origins);
  for (const Measure& measure : rules_.measures) add(measure.origins);
  std::map<std::vector<bool>, std::int32_t> classes;
  for (const Country country : Country::all()) {
    std::vector<bool> named;
    for (const CountrySet& set : sets) named.push_back(set.contains(country));
    origin_class_.push_back(classes.try_emplace(named, static_cast<std::int32_t>(classes.size())).first->second);
  }
  origin_classes_ = classes.size();
}

void DayLaws::mark_changes() {
  const Interval& recorded = rules_.recorded;
  const auto add = [&](std::set<Date>& days, const Interval& span) {
    if (recorded.contains(span.from)) days.insert(span.from);
    if (recorded.contains(span.until)) days.insert(span.until);
  };
  std::set<Date> lists = {recorded.from}, law, known = {Date::min()};
  for (const CodeList& list : rules_.lists) {
    for (const CodeList::Row& row : list.rows) add(lists, row.effect);
  }
  std::set<Date> schedule = {recorded.from};
  for (const ScheduleRow& row : rules_.schedule.rows()) add(schedule, row.effect);
  std::set<Date> goods = lists;
  goods.insert(schedule.begin(), schedule.end());
  law = goods;
  const auto add_known = [&](const Interval& span) { known.insert({span.from, span.until}); };
  for (const Measure& measure : rules_.measures) {
    for (const Segment& segment : measure.segments) {
      add(law, segment.effect);
      add_known(segment.known);
    }
  }
  for (const Preference& preference : rules_.preferences) add(law, preference.effect);
  for (const Precedence& rule : rules_.precedence) {
    add(law, rule.effect);
    add_known(rule.known);
  }
  list_changes_ = sorted(lists);
  schedule_changes_ = sorted(schedule);
  goods_changes_ = sorted(goods);
  law_changes_ = sorted(law);
  known_changes_ = sorted(known);
  const int days = recorded.until.days_since_1970() - recorded.from.days_since_1970();
  for (int day = 0; day < days; ++day) {
    law_by_day_.push_back(static_cast<std::int16_t>(span_of(law_changes_, recorded.from.plus_days(day))));
  }
  latest_.assign(law_changes_.size(), nullptr);
}

void DayLaws::clear() {
  situations_.clear();
  situation_numbers_.clear();
  rows_.clear();
  for (auto& [when, law] : laws_) law->rows.clear();
}

// ---- goods

std::vector<std::uint32_t> DayLaws::make_patterns(Date date) {
  const std::size_t stride = 2 * words_;
  std::vector<std::uint64_t> bits(codes_.size() * stride, 0);
  for (std::size_t list = 0; list < rules_.lists.size(); ++list) {
    for (const CodeList::Row& row : rules_.lists[list].rows) {
      if (!row.effect.contains(date)) continue;
      const CodeTable::Range named = codes_.under(row.prefix);
      for (std::size_t code = named.first; code < named.last; ++code) mark(bits, code * stride, list);
      for (int digits = row.prefix.length() - 1; digits >= 2; --digits) {
        const int shorter = codes_.find(row.prefix.prefix(digits));
        if (shorter >= 0) mark(bits, static_cast<std::size_t>(shorter) * stride + words_, list);
      }
    }
  }
  std::vector<std::uint32_t> patterns;
  patterns.reserve(codes_.size());
  std::string key;
  for (std::size_t code = 0; code < codes_.size(); ++code) {
    std::uint64_t* own = bits.data() + code * stride;
    for (std::size_t word = 0; word < words_; ++word) own[words_ + word] &= ~own[word];
    key.assign(reinterpret_cast<const char*>(own), stride * sizeof(std::uint64_t));
    const auto next = static_cast<std::uint32_t>(pattern_numbers_.size());
    const auto [at, fresh] = pattern_numbers_.try_emplace(key, next);
    if (fresh) pattern_bits_.insert(pattern_bits_.end(), own, own + stride);
    patterns.push_back(at->second);
  }
  return patterns;
}

const std::vector<std::uint32_t>& DayLaws::patterns_on(Date date) {
  const Date first = list_changes_[span_of(list_changes_, date)];
  auto at = patterns_.find(first);
  if (at == patterns_.end()) at = patterns_.emplace(first, make_patterns(first)).first;
  return at->second;
}

DayLaws::GoodsTable& DayLaws::goods_on(Date date) {
  const Date first = goods_changes_[span_of(goods_changes_, date)];
  GoodsTable& table = goods_[first];
  if (table.patterns == nullptr) {
    table.date = first;
    table.patterns = &patterns_on(first);
    table.lines = &line_tables_[schedule_changes_[span_of(schedule_changes_, first)]];
    table.lines->resize(codes_.size(), kUnknown);
    table.cells.resize(codes_.size());
  }
  return table;
}

std::int32_t DayLaws::line_of(const ScheduleRow* row) {
  const auto [at, fresh] = line_by_row_.try_emplace(row, 0);
  if (!fresh) return at->second;
  const std::string texts = row->general + '\n' + row->special + '\n' + row->column_2;
  const auto [same_text, fresh_text] = line_by_text_.try_emplace(texts, static_cast<std::int32_t>(lines_.size()));
  if (fresh_text) {
    lines_.push_back(std::make_unique<LineRecord>(rules_, *row));
    for (std::size_t i = 0; i < rates_a_line_; ++i) {
      const RateKind kind = lines_.back()->kinds[i];
      const bool plain = kind == RateKind::kFree || kind == RateKind::kAdValorem;
      plain_rates_.push_back(plain ? percentage(*lines_.back()->rates.list[i]).raw() : kNotPlain);
    }
  }
  at->second = same_text->second;
  return at->second;
}

void DayLaws::look_up(GoodsTable& table, std::size_t code) {
  Cell& cell = table.cells[code];
  std::int32_t& line = (*table.lines)[code];
  if (line == kUnknown) {
    const ScheduleRow* row = rules_.schedule.rated_row(codes_.at(code), table.date);
    line = row == nullptr ? kNoLine : line_of(row);
  }
  cell.line = line;
  if (line == kNoLine) {
    cell.goods = kNoLine;
    return;
  }
  const std::pair key((*table.patterns)[code], lines_[static_cast<std::size_t>(cell.line)]->kinds);
  const auto [at, fresh] = goods_numbers_.try_emplace(key, static_cast<std::int32_t>(goods_classes_.size()));
  if (fresh) goods_classes_.push_back({key.first, key.second});
  cell.goods = at->second;
}

// ---- situations

Membership DayLaws::any(const std::vector<int>& lists, std::uint32_t pattern) const {
  const std::uint64_t* bits = pattern_bits_.data() + 2 * words_ * pattern;
  Membership found;
  for (const int list : lists) {
    const auto at = static_cast<std::size_t>(list);
    found.member = found.member || ((bits[at / 64] >> (at % 64)) & 1U) != 0;
    found.partly = found.partly || ((bits[words_ + at / 64] >> (at % 64)) & 1U) != 0;
  }
  return found;
}

std::int32_t DayLaws::intern(Situation situation) {
  std::vector<std::int32_t>& alike = situation_numbers_[hash_of(situation)];
  for (const std::int32_t number : alike) {
    if (same(*situations_[static_cast<std::size_t>(number)], situation)) return number;
  }
  for (const Candidate& candidate : situation.candidates) {
    const auto& leaves = index_.leaves(candidate.measure);
    situation.leaves.insert(situation.leaves.end(), leaves.begin(), leaves.end());
    if (kind_of(&candidate.segment->rate) == RateKind::kNeedsQuantity) {
      situation.specific.push_back(&candidate.segment->rate);
    }
  }
  alike.push_back(static_cast<std::int32_t>(situations_.size()));
  situations_.push_back(std::make_unique<Situation>(std::move(situation)));
  return alike.back();
}

const std::vector<Candidate>& DayLaws::active_for(DayLaw& law, Country origin) {
  auto& active = law.active_for[static_cast<std::size_t>(origin_class_[origin.index()])];
  if (active.empty()) {
    for (const Candidate& candidate : law.active) {
      if (index_.measure(candidate.measure).origins.contains(origin)) active.push_back(candidate);
    }
  }
  return active;
}

std::int32_t DayLaws::situation_of(DayLaw& law, const GoodsClass& goods, Country origin) {
  Situation situation;
  std::vector<bool> in_play(rules_.authorities.size(), false);
  const auto membership_of = [&](const std::vector<int>& lists) { return any(lists, goods.pattern); };
  for (const Candidate& candidate : active_for(law, origin)) {
    const Measure& measure = index_.measure(candidate.measure);
    const Membership scope = scope_of(measure.products, membership_of);
    if (scope.partly) return kNotHere;
    if (!scope.member) continue;
    situation.candidates.push_back(candidate);
    in_play[static_cast<std::size_t>(measure.authority)] = true;
  }
  for (const Precedence* rule : law.precedence) {
    const bool both = in_play[static_cast<std::size_t>(rule->higher)] && in_play[static_cast<std::size_t>(rule->lower)];
    if (both) situation.precedence.push_back(rule);
  }
  situation.column_2 = rules_.column_2_origins.contains(origin);
  for (std::size_t i = 0; i < rules_.preferences.size(); ++i) {
    situation.claimable.push_back(may_claim(rules_.preferences[i], origin, law.date));
    const RateKind special = goods.kinds[static_cast<std::size_t>(kFirstSpecial) + i];
    const RateKind claimed = special == RateKind::kNone ? goods.kinds[kGeneral] : special;
    if (situation.claimable.back() && claimed == RateKind::kReference) return kNotHere;
  }
  situation.kinds = goods.kinds;
  return intern(std::move(situation));
}

// ---- days

DayLaws::DayLaw& DayLaws::make_law(Date date, Date known) {
  const std::size_t span = span_of(law_changes_, date);
  const Date published = known_changes_[span_of(known_changes_, known)];
  auto& at = laws_[{static_cast<int>(span), published}];
  if (at) return *at;
  at = std::make_unique<DayLaw>();
  at->date = law_changes_[span];
  at->known = published;
  at->goods = &goods_on(at->date);
  for (std::size_t i = 0; i < rules_.measures.size(); ++i) {
    const Segment* segment = segment_on(rules_.measures[i], at->date, published);
    if (segment != nullptr) at->active.push_back({static_cast<int>(i), segment});
  }
  at->active_for.resize(origin_classes_);
  at->precedence = active_precedence(index_, at->date, published);
  return *at;
}

DayLaws::DayLaw& DayLaws::law_on(Date date, Date known) {
  if (known != latest_known()) return make_law(date, known);
  const int day = date.days_since_1970() - rules_.recorded.from.days_since_1970();
  DayLaw*& latest = latest_[static_cast<std::size_t>(law_by_day_[static_cast<std::size_t>(day)])];
  if (latest == nullptr) latest = &make_law(date, known);
  return *latest;
}

DayLaws::Found DayLaws::find(Country origin, HsCode code, Date date, Date known) {
  const int at = codes_.find(code);
  if (at < 0) return {};
  DayLaw& law = law_on(date, known);
  Cell& cell = law.goods->cells[static_cast<std::size_t>(at)];
  if (cell.goods == kUnknown) look_up(*law.goods, static_cast<std::size_t>(at));
  if (cell.goods < 0) return {};
  const auto goods = static_cast<std::size_t>(cell.goods);
  if (law.rows.size() <= goods) law.rows.resize(goods_classes_.size(), kUnknown);
  if (law.rows[goods] == kUnknown) {
    law.rows[goods] = static_cast<std::int32_t>(rows_.size());
    rows_.resize(rows_.size() + origin_classes_, kUnknown);
  }
  const auto place =
      static_cast<std::size_t>(law.rows[goods]) + static_cast<std::size_t>(origin_class_[origin.index()]);
  if (rows_[place] == kUnknown) rows_[place] = situation_of(law, goods_classes_[goods], origin);
  return {rows_[place], cell.line};
}

}  // namespace trilat::law
