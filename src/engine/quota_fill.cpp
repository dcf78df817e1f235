#include "engine/quota_fill.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/unique.hpp"
#include "engine/parameter.hpp"
#include "engine/quota_level.hpp"
#include "trilat/quota.hpp"

namespace trilat {
namespace {

const std::string kQuotaFact = "quota";

// How much the user says has been drawn of the volume, as "96%" or "180000 t".
Result<std::int64_t> stated_fill(const std::string& text, const Quantity& volume) {
  if (text.ends_with('%')) {
    TRILAT_TRY(const Rate share, about("quota-fill", Rate::parse(text)));
    if (share < Rate::zero())
      return bad_input(fmt::format("quota-fill: {} is below zero", text), "give what has been drawn");
    // rounded up: what is not sure to be left is not left
    const core::Int128 drawn = static_cast<core::Int128>(volume.raw) * share.raw();
    return static_cast<std::int64_t>((drawn + Rate::kScale - 1) / Rate::kScale);
  }
  TRILAT_TRY(const Quantity drawn, about("quota-fill", Quantity::parse(text)));
  return about("quota-fill", store::in_unit(drawn, volume.unit)).map([](const Quantity& found) { return found.raw; });
}

class Fill {
 public:
  Fill(const law::RuleBase& rules, const law::Shipment& shipment, const DutyParams& params)
      : rules_(rules), shipment_(shipment), params_(params) {}

  Result<QuotaFill> run() {
    const auto levels = rules_.find_fact(kQuotaFact) == nullptr
                            ? std::vector<const law::QuotaLevel*>{}
                            : law::quota_levels(rules_, shipment_.origin, shipment_.code, shipment_.date);
    if (levels.empty()) {
      fill_.working.push_back(
          fmt::format("no quota covers these goods of {} that day", core::in_sentence(shipment_.origin)));
      return std::move(fill_);
    }
    TRILAT_TRY(const law::QuotaLevel* level, quota_level(rules_, shipment_.origin, shipment_.code, shipment_.date, {}));
    TRILAT_TRY(const store::QuotaLimit limit, quota_limit(rules_, *level));
    TRILAT_TRY(fill_.asked, quantity_in(limit.volume.unit));
    const Quantity most = store::country_volume(limit);
    fill_.working.push_back(fmt::format("{}, {}, {}: {}, of which one country may take {} [{}] {}", level->goods,
                                        pool_in_words(level->pool), level->period.to_string(), display(limit.volume),
                                        most.raw == limit.volume.raw ? "all" : display(most),
                                        static_cast<char>(level->grade), level->citation));
    TRILAT_TRY(const std::int64_t room, params_.ledger.empty() ? by_statement(limit) : by_ledger(limit));
    settle(room);
    return std::move(fill_);
  }

 private:
  Result<Quantity> quantity_in(const Unit& unit) const {
    for (const Quantity& quantity : shipment_.quantities)
      if (quantity.unit.comparable(unit)) return store::in_unit(quantity, unit);
    return bad_input("whether the goods are within the quota hangs on their quantity",
                     fmt::format("give it in {} (--quantity)", unit.to_string()));
  }

  Result<std::int64_t> by_statement(const store::QuotaLimit& limit) {
    TRILAT_TRY(const std::int64_t drawn, stated_fill(params_.quota_fill, limit.volume));
    const std::int64_t most = store::country_volume(limit).raw;
    const std::int64_t left = std::max<std::int64_t>(limit.volume.raw - drawn, 0);
    fill_.working.push_back(fmt::format("as stated {} has been drawn and {} is left; what {} itself drew is not known",
                                        params_.quota_fill, display({left, limit.volume.unit}),
                                        core::in_sentence(shipment_.origin)));
    return std::min(left, most);
  }

  // What the entry drew, or, where it is not named, what it could draw now.
  Result<std::int64_t> by_ledger(const store::QuotaLimit& limit) {
    TRILAT_TRY(const store::QuotaLedger ledger, store::QuotaLedger::open(params_.ledger, store::OpenMode::kExisting));
    if (params_.entry.empty()) {
      TRILAT_TRY(const Quantity room, ledger.room(limit, shipment_.origin));
      fill_.working.push_back(fmt::format("by {} {} is left for {}; nothing is drawn by asking", params_.ledger,
                                          display(room), core::in_sentence(shipment_.origin)));
      return room.raw;
    }
    store::DrawFilter filter;
    filter.entry = params_.entry;
    TRILAT_TRY(const auto draws, ledger.draws(filter));
    const bool same = draws.size() == 1 && draws[0].quota == limit.quota && draws[0].pool == limit.pool &&
                      draws[0].period == limit.period && draws[0].country == shipment_.origin &&
                      draws[0].asked.raw == fill_.asked.raw;
    if (!same) {
      return bad_input(
          fmt::format("entry '{}' has not drawn {} of {}", params_.entry, display(fill_.asked), limit.quota),
          "draw it first with `trilat quota draw`, or leave the entry out", {params_.ledger, 0, 0});
    }
    fill_.working.push_back(
        fmt::format("by {} entry {} drew {}", params_.ledger, params_.entry, display(draws[0].within)));
    return draws[0].within.raw;
  }

  void settle(std::int64_t room) {
    fill_.within = {std::min(room, fill_.asked.raw), fill_.asked.unit};
    if (fill_.within.raw == fill_.asked.raw)
      fill_.answer = QuotaFill::Answer::kIn;
    else
      fill_.answer = fill_.within.raw == 0 ? QuotaFill::Answer::kOver : QuotaFill::Answer::kPart;
    if (fill_.answer == QuotaFill::Answer::kPart) {  // a part that is worth less than a cent is no part
      if (quota_part(rules_, shipment_, fill_, true).value.is_zero()) fill_.answer = QuotaFill::Answer::kOver;
      if (quota_part(rules_, shipment_, fill_, false).value.is_zero()) fill_.answer = QuotaFill::Answer::kIn;
    }
    fill_.working.push_back(fmt::format("of {} {} is within the quota", display(fill_.asked), display(fill_.within)));
  }

  const law::RuleBase& rules_;
  const law::Shipment& shipment_;
  const DutyParams& params_;
  QuotaFill fill_;
};

std::int64_t share_of(std::int64_t amount, const QuotaFill& fill, bool within) {
  const std::int64_t part = core::divide_half_up(static_cast<core::Int128>(amount) * fill.within.raw, fill.asked.raw);
  return within ? part : amount - part;
}

void add(DutyOutcome& sum, const DutyOutcome& part) {
  sum.duty += part.duty;
  sum.fees += part.fees;
  sum.total += part.total;
  sum.charges.insert(sum.charges.end(), part.charges.begin(), part.charges.end());
  sum.lines.insert(sum.lines.end(), part.lines.begin(), part.lines.end());
  for (const DutyConsidered& entry : part.considered) {
    const bool known = std::any_of(sum.considered.begin(), sum.considered.end(), [&](const DutyConsidered& each) {
      return each.heading == entry.heading && each.title == entry.title && each.reason == entry.reason;
    });
    if (!known) sum.considered.push_back(entry);
  }
}

void name_part(DutyOutcome& outcome, const char* part) {
  for (DutyCharge& charge : outcome.charges) charge.title += fmt::format(" ({})", part);
  for (EntryLine& line : outcome.lines) line.part = line.part.empty() ? part : fmt::format("{}, {}", part, line.part);
}

void add(std::vector<DutyQuestion>& questions, const std::vector<DutyQuestion>& more) {
  for (const DutyQuestion& question : more) {
    const auto known = std::find_if(questions.begin(), questions.end(),
                                    [&](const DutyQuestion& each) { return each.fact == question.fact; });
    if (known == questions.end()) {
      questions.push_back(question);
      continue;
    }
    known->at_stake += question.at_stake;
    for (DutyAnswer& answer : known->answers) {
      const auto same = std::find_if(question.answers.begin(), question.answers.end(),
                                     [&](const DutyAnswer& each) { return each.value == answer.value; });
      if (same == question.answers.end()) continue;
      answer.duty_min += same->duty_min;
      answer.duty_max += same->duty_max;
    }
  }
}

}  // namespace

Result<QuotaFill> quota_fill(const law::RuleBase& rules, const law::Shipment& shipment, const DutyParams& params) {
  if (params.ledger.empty() && params.quota_fill.empty()) return QuotaFill{};
  if (!params.ledger.empty() && !params.quota_fill.empty())
    return bad_input("the quota is said by a ledger and by a fill", "give one of them");
  if (shipment.facts.contains(kQuotaFact))
    return bad_input("the fact quota is said, and a ledger or fill besides", "give one of them");
  return Fill(rules, shipment, params).run();
}

law::Shipment quota_part(const law::RuleBase& rules, const law::Shipment& shipment, const QuotaFill& fill,
                         bool within) {
  law::Shipment part = shipment;
  part.value = Money::from_cents(share_of(shipment.value.cents(), fill, within));
  for (Quantity& quantity : part.quantities) quantity.raw = share_of(quantity.raw, fill, within);
  for (auto& [name, value] : part.facts) {
    const law::FactDefinition* definition = rules.find_fact(name);
    if (definition == nullptr || definition->kind != law::FactKind::kContent || definition->whole || value.is_share)
      continue;
    value.money = Money::from_cents(share_of(value.money.cents(), fill, within));
  }
  law::FactValue answer;
  answer.choice = within ? "in" : "over";
  part.facts[kQuotaFact] = answer;
  return part;
}

DutyResult joined(DutyResult within, const DutyResult& over_quota) {
  DutyResult over = over_quota;
  for (DutyOutcome* outcome : {&within.low, &within.high}) name_part(*outcome, "within the quota");
  for (DutyOutcome* outcome : {&over.low, &over.high}) name_part(*outcome, "over the quota");
  within.value += over.value;
  add(within.low, over.low);
  add(within.high, over.high);
  within.bounded = within.bounded && over.bounded;
  // the less certain of the two; prohibited only where both are
  if (within.status != over.status) {
    const bool unheld = within.status == DutyStatus::kNotLoaded || over.status == DutyStatus::kNotLoaded;
    within.status = unheld ? DutyStatus::kNotLoaded : DutyStatus::kRange;
  }
  add(within.questions, over.questions);
  core::add_all_unique(within.assumed, over.assumed);
  core::add_all_unique(within.prohibited, over.prohibited);
  core::add_all_unique(within.not_loaded, over.not_loaded);
  core::add_all_unique(within.unpriced, over.unpriced);
  core::add_all_unique(within.warnings, over.warnings);
  return within;
}

}  // namespace trilat
