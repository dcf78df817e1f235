#include "engine/audit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trilat {
namespace {

using Verdict = AuditFinding::Verdict;

constexpr int kMonthsAYear = 12;
constexpr int kNeighbourDays = 31;  // an entry this near to a change may have been filed under the other law
const Money kRounding = Money::whole(1);

struct Ends {
  Money low, high;
  bool at(Money paid) const { return low == paid || high == paid; }
};

class Audit {
 public:
  Audit(const law::LawIndex& law, law::Pricer& pricer, const law::PriceQuery* query, const RowAnswer& answer,
        Money paid)
      : law_(law), rules_(law.rules()), pricer_(pricer), query_(query), answer_(answer), paid_(paid) {}

  AuditFinding run() {
    judge();
    if (query_ != nullptr) look_at_claim();
    if (found_.reason.empty() && found_.verdict != Verdict::kAgrees && found_.verdict != Verdict::kOpen) explain();
    if (found_.reason.empty()) found_.reason = default_reason();
    add_struck_down();
    return std::move(found_);
  }

 private:
  Money magnitude() const { return found_.difference < Money{} ? Money{} - found_.difference : found_.difference; }

  void judge() {
    const bool range = answer_.duty_min != answer_.duty_max || !answer_.bounded;
    if (paid_ >= answer_.duty_min && (paid_ <= answer_.duty_max || !answer_.bounded)) {
      found_.verdict = range ? Verdict::kOpen : Verdict::kAgrees;
      return;
    }
    found_.difference = paid_ - (paid_ < answer_.duty_min ? answer_.duty_min : answer_.duty_max);
    found_.verdict = found_.difference < Money{} ? Verdict::kUnderpaid : Verdict::kOverpaid;
    if (magnitude() <= kRounding) found_.reason = "rounding";
  }

  std::string default_reason() const {
    switch (found_.verdict) {
      case Verdict::kAgrees: return "none";
      case Verdict::kOpen: return "facts_open";
      default: return "unexplained";
    }
  }

  std::optional<Ends> price(const law::PriceQuery& query) {
    law::Price price;
    if (!pricer_.price(query, price) || !price.bounded) return std::nullopt;
    return Ends{price.duty_min, price.duty_max};
  }

  // The duty under another answer to the claim.
  std::optional<Ends> with_claim(const std::string& choice) {
    std::vector<law::KnownFact> facts;
    for (const law::KnownFact& known : query_->facts) {
      if (known.fact != law_.claim()) facts.push_back(known);
    }
    law::KnownFact claim{law_.claim(), {}};
    claim.value.choice = choice;
    facts.push_back(claim);
    law::PriceQuery query = *query_;
    query.facts = facts;
    return price(query);
  }

  std::string claimed() const {
    for (const law::KnownFact& known : query_->facts) {
      if (known.fact == law_.claim()) return known.value.choice;
    }
    return {};
  }

  // Whether the amount is what another answer to the claim gives, and what a late claim would give back.
  void look_at_claim() {
    for (const law::Preference& preference : rules_.preferences) {
      if (!law::may_claim(preference, query_->origin, query_->date)) continue;
      const auto with = with_claim(preference.claim);
      const auto without = with_claim("none");
      if (!with || !without || with->low >= without->low) continue;
      const bool made = claimed() == preference.claim;
      if (paid_ > with->high && without->at(paid_)) {
        found_.verdict = Verdict::kOverpaid;
        found_.difference = found_.late_claim = paid_ - with->high;
        found_.reason = "unclaimed_preference";
        found_.detail = fmt::format("paid as without a claim under {}{}; with it {}", preference.title,
                                    made ? ", though the row makes one" : "", with->high.to_string());
        found_.late_claim_until = late_claim_until(preference, query_->date);
      } else if (!made && found_.verdict == Verdict::kUnderpaid && with->at(paid_)) {
        found_.reason = "claim_not_made";
        found_.detail = fmt::format("paid as with a claim under {}, which the row does not make", preference.title);
      }
    }
  }

  void explain() {
    if (query_ == nullptr) {
      missing_heading();
      return;
    }
    if (published_then() || other_date(kNeighbourDays, "wrong_era")) return;
    if (missing_heading() || heading_not_due()) return;
    other_date(rules_.recorded.until.days_since_1970() - rules_.recorded.from.days_since_1970(),
               "rate_of_another_date");
  }

  // The law as it stood published on the day of entry, where a later order reached back to it.
  bool published_then() {
    law::PriceQuery query = *query_;
    query.known_on = query.date;
    const auto then = price(query);
    if (!then || !then->at(paid_)) return false;
    found_.reason = "wrong_era";
    found_.detail =
        fmt::format("the duty of the law as published on {}; a later order reached back to it", query.date.to_string());
    return true;
  }

  // The spans of law beside the day of entry, the nearest first.
  bool other_date(int most_days, const char* reason) {
    const std::vector<Date>& changes = pricer_.changes();
    const auto next = std::upper_bound(changes.begin(), changes.end(), query_->date);
    struct Step {
      int days;
      Date day;
    };
    std::vector<Step> steps;
    const int entered = query_->date.days_since_1970();
    for (auto at = changes.begin(); at != changes.end(); ++at) {
      const bool before = at < next;
      const Date day = before ? at->plus_days(-1) : *at;  // the last day before a change, the first day after one
      if (!rules_.recorded.contains(day)) continue;
      steps.push_back({before ? entered - at->days_since_1970() + 1 : day.days_since_1970() - entered, day});
    }
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.days < b.days; });
    for (const Step& step : steps) {
      if (step.days > most_days) return false;
      if (step.days > kNeighbourDays && step.day > query_->date) continue;  // nobody files under law still far off
      law::PriceQuery query = *query_;
      query.date = step.day;
      const auto then = price(query);
      if (!then || !then->at(paid_)) continue;
      found_.reason = reason;
      found_.detail = fmt::format("the duty of {}", step.day.to_string());
      return true;
    }
    return false;
  }

  const std::vector<AnswerHeading>& nearer() const { return paid_ < answer_.duty_min ? answer_.low : answer_.high; }

  bool missing_heading() {
    if (found_.verdict != Verdict::kUnderpaid) return false;
    for (const AnswerHeading& line : nearer()) {
      if (line.amount.is_zero() || line.amount != magnitude()) continue;
      found_.reason = "missing_heading";
      found_.detail = fmt::format("{}: {}", line.heading, line.amount.to_string());
      missing_ = line.authority;
      return true;
    }
    return false;
  }

  bool is_charged(const std::string& heading) const {
    return std::any_of(answer_.high.begin(), answer_.high.end(),
                       [&](const AnswerHeading& line) { return line.heading == heading && !line.amount.is_zero(); });
  }

  // A duty in force on the goods that is displaced or not owed, paid all the same.
  bool heading_not_due() {
    if (found_.verdict != Verdict::kOverpaid) return false;
    const law::CandidateSet set = law::find_candidates(
        law_, {query_->origin, query_->code, query_->date, query_->known_on.value_or(law::latest_known())});
    for (const law::Candidate& candidate : set.active) {
      const law::Measure& measure = law_.measure(candidate.measure);
      if (is_charged(measure.heading)) continue;
      const auto duty = law::duty_of(candidate.segment->rate, query_->value.rounded_to_whole(), query_->quantities);
      if (measure.effect != law::Effect::kCharge || !duty || duty->is_zero() || *duty != magnitude()) continue;
      found_.reason = "heading_not_due";
      found_.detail = fmt::format("{}: {}", measure.heading, duty->to_string());
      extra_ = {measure.authority, *duty};
      return true;
    }
    return false;
  }

  // What was paid under authorities that fell since. Where the amount is not explained, nothing is said.
  void add_struck_down() {
    const bool known = found_.reason == "none" || found_.reason == "rounding" || found_.reason == "missing_heading" ||
                       found_.reason == "heading_not_due" || found_.reason == "unclaimed_preference";
    if (!known) return;
    const auto add = [&](int authority, Money amount) {
      const auto& fallen = rules_.extras.struck_down;
      const bool counts = std::any_of(fallen.begin(), fallen.end(), [&](const law::StruckDown& each) {
        return std::find(each.authorities.begin(), each.authorities.end(), authority) != each.authorities.end();
      });
      if (authority >= 0 && counts && !amount.is_zero()) found_.struck_down.emplace_back(authority, amount);
    };
    for (const AnswerHeading& line : answer_.high) {
      if (line.authority != missing_) add(line.authority, line.amount);
    }
    add(extra_.first, extra_.second);
  }

  const law::LawIndex& law_;
  const law::RuleBase& rules_;
  law::Pricer& pricer_;
  const law::PriceQuery* query_;
  const RowAnswer& answer_;
  Money paid_;
  AuditFinding found_;
  int missing_ = -2;  // authority of a heading that was not paid
  std::pair<int, Money> extra_ = {-1, {}};
};

}  // namespace

std::optional<Date> late_claim_until(const law::Preference& preference, Date entered) {
  if (preference.late_claim_years == 0) return std::nullopt;
  return entered.plus_months(kMonthsAYear * preference.late_claim_years);
}

const char* name(Verdict verdict) {
  constexpr const char* kNames[] = {"agrees", "open", "overpaid", "underpaid"};
  return kNames[static_cast<std::size_t>(verdict)];
}

AuditFinding audit(const law::LawIndex& law, law::Pricer& pricer, const law::PriceQuery* query, const RowAnswer& answer,
                   Money paid) {
  return Audit(law, pricer, query, answer, paid).run();
}

}  // namespace trilat
