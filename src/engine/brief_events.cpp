#include "engine/brief_events.hpp"

#include <algorithm>

#include "core/alpha3.hpp"
#include "engine/brief_reach.hpp"
#include "law/changes.hpp"

namespace trilat {
namespace {

using law::Truth;
using Kind = BriefTurn::Kind;

// What a shipment is like of which nothing unusual is said: no flag is up, nothing is stated; the rest is open.
class Ordinary : public law::ConditionContext {
 public:
  explicit Ordinary(const law::RuleBase& rules) : rules_(rules) {}
  Truth fact(const law::Condition& leaf) override {
    return rules_.facts[static_cast<std::size_t>(leaf.fact)].kind == law::FactKind::kFlag ? Truth::kNo
                                                                                          : Truth::kUnknown;
  }
  Truth column_1(const law::Condition&) override { return Truth::kUnknown; }
  Truth subject_to(const std::string&) override { return Truth::kUnknown; }
  Truth owes(const std::string&) override { return Truth::kUnknown; }

 private:
  const law::RuleBase& rules_;
};

bool is_special(const law::RuleBase& rules, const law::Condition& when) {
  Ordinary shipment(rules);
  return evaluate(when, shipment) == Truth::kNo;
}

bool relieves(const law::Measure& measure) {
  return measure.effect == law::Effect::kExempt || measure.effect == law::Effect::kExemptPart;
}

constexpr double kLeastReach = 1e6;  // money: a turn on less trade is not told
constexpr std::size_t kOriginsNamed = 4;

// A turn before it is grouped.
struct Turned {
  BriefTurn turn;
  const law::Measure* measure = nullptr;
  const law::Segment* segment = nullptr;
  double reach = 0;
  bool taken = false;  // another tells of it

  bool on_content() const { return segment->base == law::BaseKind::kContent; }
};

// What comes first is told first. A relief or a change of origins counts less than a charge on as much trade.
double weight(const Turned& turned) {
  return turned.reach * (turned.turn.kind == Kind::kOrigins ? 0.1 : relieves(*turned.measure) ? 0.5 : 1.0);
}

// By the trade that they name; but where most of it is charged on a content only, of which nobody knows how much of the
// trade it is, those come first, in the order of the law.
void put_in_order(std::vector<Turned>& turns) {
  double whole = 0, content = 0;
  for (const Turned& each : turns) {
    double& sum = each.on_content() ? content : whole;
    sum = std::max(sum, each.reach);
  }
  const bool content_first = content > 10 * whole;
  std::stable_sort(turns.begin(), turns.end(), [content_first](const Turned& a, const Turned& b) {
    if (a.on_content() != b.on_content()) return a.on_content() == content_first;
    return !a.on_content() && weight(a) > weight(b);
  });
}

// One percentage of the value, as a number.
std::optional<double> percentage(const std::string& rate) {
  const law::DutyRate read = law::parse_duty_rate(rate);
  if (!read.is_ad_valorem()) return std::nullopt;
  return read.parts.empty() ? 0 : read.parts.front().amount.to_double();
}

// The rate that a turn tells of.
const std::string& rate_of(const BriefTurn& turn) { return turn.kind == Kind::kEnds ? turn.before : turn.after; }

// Takes in another turn of the same kind.
void take_in_turn(BriefTurn& sum, const BriefTurn& other) {
  sum.added += other.added;
  sum.removed += other.removed;
  ++sum.others;
  if (sum.kind != Kind::kBegins && sum.kind != Kind::kChanges && sum.kind != Kind::kEnds) return;
  if (sum.others == 1) sum.lowest = sum.highest = rate_of(sum);
  const auto rate = percentage(rate_of(other)), low = percentage(sum.lowest), high = percentage(sum.highest);
  if (!rate || !low || !high) {
    sum.lowest.clear();
    sum.highest.clear();
    return;
  }
  if (*rate < *low) sum.lowest = rate_of(other);
  if (*rate > *high) sum.highest = rate_of(other);
}

// On one day, of one importer.
class Day {
 public:
  Day(const law::RuleBase& rules, Reach& reach, Date day) : rules_(rules), reach_(reach), day_(day) {}

  std::vector<BriefLawEvent> events() {
    const law::LawChanges changes = law::compare_law(rules_, {}, {day_.plus_days(-1), {}}, {day_, {}});
    for (const law::MeasureChange& change : changes.measures) add(change);
    pair_up();
    std::map<int, std::vector<Turned>> by_authority;
    for (Turned& each : turned_)
      if (!each.taken) by_authority[each.measure->authority].push_back(std::move(each));
    std::vector<BriefLawEvent> events;
    for (auto& [authority, turns] : by_authority) events.push_back(event_of(authority, std::move(turns)));
    return events;
  }

 private:
  void add(const law::MeasureChange& change) {
    const bool goes_on = change.after != nullptr;
    const law::Measure& measure = goes_on ? *change.after : *change.before;
    const law::Segment& segment = goes_on ? *change.segment_after : *change.segment_before;
    if (is_special(rules_, measure.when) || rules_.authorities[static_cast<std::size_t>(measure.authority)].of_schedule)
      return;
    Turned to;
    to.measure = &measure;
    to.segment = &segment;
    to.turn.title = measure.title;
    if (goes_on) to.turn.after = segment.rate.text;
    if (change.before != nullptr) to.turn.before = change.segment_before->rate.text;
    to.reach = reach_.of(measure, goes_on ? day_ : day_.plus_days(-1));
    if (change.before == nullptr || !goes_on) {
      const bool relief = relieves(measure);
      to.turn.kind =
          goes_on ? (relief ? Kind::kReliefBegins : Kind::kBegins) : (relief ? Kind::kReliefEnds : Kind::kEnds);
    } else if (to.turn.before != to.turn.after) {
      to.turn.kind = Kind::kChanges;
    } else if (!change.added.empty() || !change.removed.empty()) {
      to.turn.kind = Kind::kCodes;
      to.turn.added = static_cast<int>(change.added.size());
      to.turn.removed = static_cast<int>(change.removed.size());
      std::vector<HsCode> codes = change.added;
      codes.insert(codes.end(), change.removed.begin(), change.removed.end());
      to.reach = reach_.of(measure, codes);
    } else if (change.before->origins == change.after->origins) {
      return;  // its conditions, or what it stands in for, are put in other words
    } else {
      to.turn.kind = Kind::kOrigins;
      to.reach = reach_.of(measure, day_, set_origins(change.before->origins, change.after->origins, to.turn));
    }
    if (!reach_.known() || to.reach >= kLeastReach) turned_.push_back(std::move(to));
  }

  // Those that differ.
  static CountrySet set_origins(const CountrySet& before, const CountrySet& after, BriefTurn& turn) {
    CountrySet more = after, fewer = before;
    more -= before;
    fewer -= after;
    turn.more_origins = static_cast<int>(more.size());
    turn.fewer_origins = static_cast<int>(fewer.size());
    const CountrySet& told = more.empty() ? fewer : more;
    if (told.size() <= kOriginsNamed)
      for (const Country country : told.members()) turn.origins.emplace_back(country.name());
    more |= fewer;
    return more;
  }

  // A measure that begins where another of the authority ends on the same origins changes its rate.
  void pair_up() {
    for (Turned& begun : turned_) {
      if (begun.turn.kind != Kind::kBegins) continue;
      for (Turned& ended : turned_) {
        const bool same = ended.turn.kind == Kind::kEnds && !ended.taken &&
                          ended.measure->authority == begun.measure->authority &&
                          ended.measure->origins == begun.measure->origins && goods_in_common(ended, begun);
        if (!same) continue;
        ended.taken = true;
        begun.turn.before = ended.turn.before;
        begun.turn.kind = Kind::kChanges;
        begun.taken = begun.turn.before == begun.turn.after;
        break;
      }
    }
  }

  bool goods_in_common(const Turned& a, const Turned& b) const {
    return (a.measure->products.all && b.measure->products.all) || a.measure->heading == b.measure->heading;
  }

  BriefLawEvent event_of(int authority, std::vector<Turned> turns) const {
    put_in_order(turns);
    BriefLawEvent event;
    event.date = day_;
    event.importer = rules_.importer.to_string();
    event.authority = rules_.authorities[static_cast<std::size_t>(authority)].title;
    if (reach_.known()) event.reach_musd = turns.front().reach / 1e6;
    event.citation = turns.front().segment->citation;
    event.grade = static_cast<char>(turns.front().segment->grade);
    for (Turned& each : turns) {
      const auto like = std::find_if(event.turns.begin(), event.turns.end(),
                                     [&](const BriefTurn& turn) { return turn.kind == each.turn.kind; });
      if (like == event.turns.end()) {
        event.turns.push_back(std::move(each.turn));
      } else {
        take_in_turn(*like, each.turn);
      }
    }
    return event;
  }

  const law::RuleBase& rules_;
  Reach& reach_;
  Date day_;
  std::vector<Turned> turned_;
};

}  // namespace

std::vector<BriefLawEvent> law_events(const std::map<Country, law::RuleBase>& laws,
                                      const std::map<Country, pack::TradeData>& trades, Date since, Date until) {
  std::vector<BriefLawEvent> events;
  for (const auto& [importer, rules] : laws) {
    const auto trade = trades.find(importer);
    Reach reach(rules, trade == trades.end() ? nullptr : &trade->second);
    for (const Date day : law::change_days(rules, {}, {}, {since, until.plus_days(1)})) {
      if (day == since || !rules.recorded.contains(day) || !rules.recorded.contains(day.plus_days(-1))) continue;
      for (BriefLawEvent& event : Day(rules, reach, day).events()) events.push_back(std::move(event));
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
    return std::pair(a.date, -a.reach_musd.value_or(0)) < std::pair(b.date, -b.reach_musd.value_or(0));
  });
  return events;
}

std::vector<BriefEvent> pact_events(const TreatyResult& treaty, Date since, Date until) {
  std::vector<BriefEvent> events;
  for (const TreatyTrust& trust : treaty.trust) {
    const auto country = core::country_of_alpha3(trust.player);
    for (const TreatyEventStep& step : trust.steps) {
      if (step.date <= since || step.date > until) continue;
      events.push_back(
          {step.date, country ? std::string(country->name()) : trust.player, step.what, step.source, step.grade});
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  return events;
}

}  // namespace trilat
