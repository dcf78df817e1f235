#include "law/pricer.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

constexpr std::size_t kMostCourses = 6;  // plans kept for one choice of facts
constexpr unsigned kClaimBits = 8;       // of a key: the claim; above them the rates that can be priced
constexpr unsigned kMostPriceable = 24;

}  // namespace

void Price::headings(const PlannedOutcome& outcome, std::vector<PricedHeading>& out) const {
  out.clear();
  for (const PlannedHeading& heading : outcome.headings) {
    const bool exemption = heading.amount < 0;
    out.push_back({&rules_->measures[static_cast<std::size_t>(heading.measure)],
                   exemption ? Money{} : amounts_[heading.amount], exemption});
  }
  out.push_back({nullptr, amounts_[outcome.line_duty], false});
}

const std::string& Price::programme(const PlannedOutcome& outcome) const {
  return law::programme(*rules_, line_->rates, outcome.preference);
}

const DutyRate& Price::line_rate(const PlannedOutcome& outcome) const {
  return *line_->rates.list[static_cast<std::size_t>(outcome.rate)];
}

Pricer::Pricer(const LawIndex& index, std::size_t most_bytes)
    : index_(index), rules_(index.rules()), most_bytes_(most_bytes), laws_(index) {
  if (index.claim() >= 0) claims_ += index.fact(index.claim()).choices.size();
}

// Turns contents into money. False where they do not fit the value, or a preference is claimed that the origin
// cannot claim.
bool Pricer::read_facts(const PriceQuery& query, Money value) {
  contents_.clear();
  Money disjoint;
  for (const KnownFact& known : query.facts) {
    if (known.fact == index_.entered_under() || index_.fact(known.fact).kind == FactKind::kRate) return false;
    if (index_.fact(known.fact).whole) return false;
    if (index_.fact(known.fact).kind == FactKind::kContent) {
      const Money content = known.value.is_share ? value.times(known.value.share) : known.value.money;
      if (content < Money{} || content > value) return false;
      if (index_.shares_the_value(known.fact)) disjoint += content;
      contents_.push_back(content);
    } else if (known.fact == index_.claim()) {
      const std::string& claim = known.value.choice;
      if (find_preference(rules_, claim) != nullptr && !ever_claimable(rules_, claim, query.origin)) return false;
    }
  }
  return disjoint <= value;
}

bool Pricer::is_only_claim(const PriceQuery& query) const {
  return query.facts.empty() || (query.facts.size() == 1 && query.facts.front().fact == index_.claim());
}

// 0 stands for a claim not said.
std::uint32_t Pricer::claim_of(const FactValue& value) const {
  const auto& choices = index_.fact(index_.claim()).choices;
  return static_cast<std::uint32_t>(std::find(choices.begin(), choices.end(), value.choice) - choices.begin()) + 1;
}

const Plan*& Pricer::shortcut(std::int32_t situation, std::uint32_t claim) {
  const std::size_t at = static_cast<std::size_t>(situation) * claims_ + claim;
  if (shortcuts_.size() <= at) shortcuts_.resize(at + claims_, nullptr);
  return shortcuts_[at];
}

// The truths that the facts give to the conditions in play, and which rates can be priced.
void Pricer::sign(const Situation& situation, const LineRecord& line, const PriceQuery& query, Money value) {
  key_ = 0;
  signature_.clear();
  const bool only_claim = is_only_claim(query);
  for (const KnownFact& known : query.facts) {
    if (known.fact == index_.claim()) key_ = claim_of(known.value);
    if (only_claim) continue;
    signature_ += static_cast<char>(known.fact + 1);
    if (index_.fact(known.fact).kind == FactKind::kContent) continue;
    for (const Condition* leaf : situation.leaves) {
      if (leaf->fact != known.fact) continue;
      signature_ += satisfies(*leaf, index_.fact(known.fact).kind, known.value, value) ? '+' : '-';
    }
  }
  unsigned bit = kClaimBits;
  const auto mark = [&](const DutyRate& rate) {
    if (duty_of(rate, value, query.quantities)) key_ |= 1U << bit;
    ++bit;
  };
  if (line.needs_quantity) {
    for (std::size_t i = 0; i < line.kinds.size(); ++i) {
      if (line.kinds[i] == RateKind::kNeedsQuantity) mark(*line.rates.list[i]);
    }
  }
  for (const DutyRate* rate : situation.specific) mark(*rate);
}

Plans& Pricer::plans_for(Situation& situation) {
  if (!signature_.empty()) {
    signature_.append(reinterpret_cast<const char*>(&key_), sizeof key_);
    return situation.by_facts[signature_];
  }
  for (auto& [key, plans] : situation.plain) {
    if (key == key_) return plans;
  }
  return situation.plain.emplace_back(key_, Plans{}).second;
}

// A plan for this query, not kept yet; null where the open facts combine in too many ways.
const Plan* Pricer::assess_once(const PriceQuery& query) {
  Answers answers;
  for (const KnownFact& known : query.facts) answers.push_back({known.fact, known.value, {}});
  const Situation& situation = laws_.situation(found_.situation);
  const Case subject{index_,
                     query.origin,
                     laws_.line(found_.line).rates,
                     situation.claimable,
                     situation.candidates,
                     situation.precedence,
                     {}};
  auto made = make_plan(subject, inputs_, answers);
  once_ = made ? std::move(*made) : nullptr;
  return once_.get();
}

// The plan that fits, of those kept or made anew.
const Plan* Pricer::applied(Plans& plans, const PriceQuery& query, PlanResult& result) {
  for (const auto& plan : plans) {
    if (const auto found = apply(*plan, inputs_, amounts_)) {
      result = *found;
      return plan.get();
    }
  }
  const Plan* plan = assess_once(query);
  const auto found = plan == nullptr ? std::nullopt : apply(*plan, inputs_, amounts_);
  if (!found) return nullptr;
  result = *found;
  if (plans.size() >= kMostCourses) return plan;
  bytes_ += plan->bytes();
  plans.push_back(std::move(once_));
  return plan;
}

bool Pricer::price(const PriceQuery& query, Price& price) {
  plan_ = nullptr;
  if (query.origin == rules_.importer || !rules_.recorded.contains(query.date)) return false;
  const Money value = rules_.whole_units ? query.value.rounded_to_whole() : query.value;
  if (query.value <= Money{} || value.is_zero() || value > kLargestReplayed || !read_facts(query, value)) return false;
  if (bytes_ > most_bytes_) {
    laws_.clear();
    shortcuts_.clear();
    bytes_ = 0;
    ++forgotten_;
    asked_.reset();
  }
  const Asked asked{query.origin, query.code, query.date, query.known_on.value_or(latest_known())};
  if (asked_ != asked) {
    found_ = laws_.find(asked.origin, asked.code, asked.date, asked.known);
    asked_ = asked;
  }
  if (found_.situation < 0) return false;
  const LineRecord& line = laws_.line(found_.line);
  inputs_ = {value, contents_, line.rates.list, query.quantities, laws_.plain_rates(found_.line)};
  const auto result = plan_of(query);
  if (!result) return false;
  price.status = result->status;
  price.bounded = plan_->bounded;
  price.value = value;
  price.duty_min = result->duty_min;
  price.duty_max = result->duty_max;
  price.low = result->low;
  price.high = result->high;
  price.rules_ = &rules_;
  price.line_ = &line;
  price.amounts_ = amounts_.data();
  return true;
}

// Sets plan_ to the plan that fits and gives what it comes to.
std::optional<PlanResult> Pricer::plan_of(const PriceQuery& query) {
  const bool only_claim = is_only_claim(query);
  const std::uint32_t claim = only_claim && !query.facts.empty() ? claim_of(query.facts.front().value) : 0;
  if (only_claim) {
    plan_ = shortcut(found_.situation, claim);
    if (plan_ != nullptr) {
      if (auto result = apply(*plan_, inputs_, amounts_)) return result;
    }
  }
  Situation& situation = laws_.situation(found_.situation);
  const LineRecord& line = laws_.line(found_.line);
  if (situation.specific.size() + line.kinds.size() > kMostPriceable) return std::nullopt;
  sign(situation, line, query, inputs_.value);
  Plans& plans = plans_for(situation);
  PlanResult result;
  plan_ = applied(plans, query, result);
  if (plan_ == nullptr) return std::nullopt;
  if (only_claim && !line.needs_quantity && situation.specific.empty() && !plans.empty()) {
    shortcut(found_.situation, claim) = plans.front().get();
  }
  return result;
}

const std::vector<OpenStake>& Pricer::open_facts(const PriceQuery& query) {
  open_.clear();
  if (plan_ == nullptr || law::open_facts(*plan_, inputs_, amounts_, open_)) return open_;
  // the stakes of this value take another course than those that the plan holds
  std::vector<Money> amounts;
  const Plan* anew = assess_once(query);
  if (anew != nullptr && apply(*anew, inputs_, amounts)) law::open_facts(*anew, inputs_, amounts, open_);
  return open_;
}

}  // namespace trilat::law
