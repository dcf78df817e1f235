#include "law/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "law/condition_words.hpp"

namespace trilat::law {
namespace {

class Explanation {
 public:
  Explanation(const Case& subject, const Goods& goods, const Ruling& ruling)
      : case_(subject), rules_(subject.index.rules()), goods_(goods), ruling_(ruling) {}

  Outcome run() {
    Outcome outcome;
    outcome.duty = ruling_.duty.money;
    outcome.fees = ruling_.fees.money;
    if (ruling_.entry != nullptr) outcome.charges.push_back(special_entry());
    for (const Filed& filed : filing_order(case_, ruling_)) {
      outcome.charges.push_back(filed.exemption ? exemption(filed.candidate) : charge(filed.candidate));
    }
    outcome.charges.push_back(line(outcome));
    for (const Extra& stated : ruling_.stated) outcome.charges.push_back(stated_duty(stated));
    for (const Extra& fee : ruling_.charged_fees) outcome.charges.push_back(fee_line(fee));
    for (std::size_t i = 0; i < ruling_.fates.size(); ++i) {
      if (ruling_.fates[i].end != Fate::End::kLowerApplies) add_uncharged(static_cast<int>(i), outcome);
    }
    add_lower(outcome);
    for (const PassedOver& passed : goods_.passed_over) outcome.considered.push_back(words_of(passed));
    for (const int i : ruling_.prohibited) outcome.prohibited.push_back(segment(i).citation);
    for (const int i : ruling_.not_loaded) {
      outcome.not_loaded.push_back(
          fmt::format("{}: {} ({})", measure(i).heading, measure(i).title, segment(i).citation));
    }
    for (const int i : ruling_.unpriced) {
      outcome.unpriced.push_back(missing(measure(i).heading, segment(i).rate, fate(i).base.money));
    }
    for (const Said& said : ruling_.answers) outcome.answers.emplace(case_.index.fact(said.fact).name, said.value);
    return outcome;
  }

 private:
  const Measure& measure(int candidate) const {
    return case_.index.measure(case_.candidates[static_cast<std::size_t>(candidate)].measure);
  }
  const Segment& segment(int candidate) const { return *case_.candidates[static_cast<std::size_t>(candidate)].segment; }
  const Fate& fate(int candidate) const { return ruling_.fates[static_cast<std::size_t>(candidate)]; }
  const Authority& authority(int candidate) const { return case_.index.authority(measure(candidate).authority); }

  std::string missing(const std::string& heading, const DutyRate& rate, Money base) const {
    const auto priced = price(rate, base, goods_.quantities);
    return fmt::format("{} at {}: {}", heading, rate.text, priced ? std::string() : priced.error().message);
  }

  std::string working(const DutyRate& rate, Money base) const {
    const auto priced = price(rate, base, goods_.quantities);
    if (priced) return fmt::format("{}", fmt::join(priced->working, "; "));
    const PricedRate least = least_price(rate, base, goods_.quantities);
    return fmt::format("{}{}the part that lacks its quantity is not counted", fmt::join(least.working, "; "),
                       least.working.empty() ? "" : "; ");
  }

  std::string top_up_working(int candidate) const {
    const DutyRate& rate = segment(candidate).rate;
    const Rate total = percentage(rate);
    const Money base = fate(candidate).base.money;
    Money column_1 = ruling_.line.ordinary.money;
    const Money whole = ruling_.line.base.money;
    if (base != whole && !whole.is_zero()) column_1 = column_1.times(base.share_of(whole));
    return fmt::format("{} of {} less {} under column 1 = {}", total.to_percent_string(), base.to_display(),
                       column_1.to_display(), fate(candidate).amount.money.to_display());
  }

  Charge charge(int candidate) const {
    const Segment& at = segment(candidate);
    const bool tops_up = measure(candidate).effect == Effect::kTopUp;
    Charge line;
    line.heading = measure(candidate).heading;
    line.authority = authority(candidate).id;
    line.title = measure(candidate).title;
    line.authority_title = authority(candidate).title;
    line.called = authority(candidate).called;
    line.base = fate(candidate).base.money;
    line.rate = tops_up ? at.rate.text + " in total" : at.rate.text;
    line.amount = fate(candidate).amount.money;
    line.at_least = std::find(ruling_.unpriced.begin(), ruling_.unpriced.end(), candidate) != ruling_.unpriced.end();
    line.part = part_of(at, line.base);
    line.working = tops_up ? top_up_working(candidate) : working(at.rate, line.base);
    line.citation = at.citation;
    line.grade = at.grade;
    line.note = at.note;
    return line;
  }

  // The content that a charge falls on; "rest" where others take theirs out of its base, nothing for all.
  std::string part_of(const Segment& segment, Money base) const {
    if (base == goods_.value) return {};
    return segment.base == BaseKind::kContent ? segment.base_content : "rest";
  }

  // The provision of a special entry stands first: it frees what is not dutiable under it.
  Charge special_entry() const {
    const SpecialEntry& entry = *ruling_.entry;
    Charge line;
    line.heading = entry.provision;
    line.authority = "special_entry";
    line.title = line.authority_title = entry.title;
    line.base = goods_.value - ruling_.line.base.money;
    line.rate = "free";
    line.exemption = true;
    line.working = fmt::format("{} of {} is not dutiable", line.base.to_display(), goods_.value.to_display());
    line.citation = entry.citation;
    line.grade = entry.grade;
    return line;
  }

  Charge stated_duty(const Extra& stated) const {
    const StatedDuty& duty = rules_.extras.stated_duties[stated.which];
    const Said* said = find_answer(ruling_.answers, case_.index.find_fact(duty.fact));
    Charge line;
    line.heading = line.authority = duty.name;
    line.title = line.authority_title = duty.title;
    line.base = stated.base.money;
    line.rate = said->value.share.to_percent_string();
    line.amount = stated.amount.money;
    line.working = fmt::format("{} of {} = {}", line.rate, line.base.to_display(), line.amount.to_display());
    line.citation = duty.citation;
    line.grade = duty.grade;
    line.note = "at the rate that was stated";
    return line;
  }

  Charge fee_line(const Extra& charged) const {
    const auto [fee, segment] = case_.fees[charged.which];
    Charge line;
    line.heading = line.authority = fee->name;
    line.title = line.authority_title = fee->title;
    line.fee = true;
    line.base = charged.base.money;
    line.rate = charged.free ? "free" : segment->rate.to_percent_string();
    line.amount = charged.amount.money;
    line.citation = charged.free ? fee->free_citation : segment->citation;
    line.grade = segment->grade;
    line.note = segment->note;
    if (charged.free) {
      line.working = fmt::format("not due on {}", fee->free_for);
      return line;
    }
    const Money priced = line.base.times(segment->rate);
    line.working = fmt::format("{} of {} = {}", line.rate, line.base.to_display(), priced.to_display());
    if (segment->least && priced < *segment->least) {
      line.working += fmt::format(", not less than {}", segment->least->to_display());
    }
    if (segment->greatest && priced > *segment->greatest) {
      line.working += fmt::format(", not more than {}", segment->greatest->to_display());
    }
    return line;
  }

  // Exemption headings that freed the goods of a duty are filed too, at nothing.
  Charge exemption(int candidate) const {
    const Segment& at = segment(candidate);
    Charge line;
    line.heading = measure(candidate).heading;
    line.authority = authority(candidate).id;
    line.title = measure(candidate).title;
    line.authority_title = authority(candidate).title;
    line.base = goods_.value;
    line.rate = "free";
    line.exemption = true;
    line.working = "exempt";
    line.citation = at.citation;
    line.grade = at.grade;
    line.note = at.note;
    return line;
  }

  // The goods' own line; what it lacks goes to the outcome.
  Charge line(Outcome& outcome) const {
    const LineDuty& duty = ruling_.line;
    const DutyRate& rate = *case_.rates.list[static_cast<std::size_t>(duty.rate)];
    Charge line;
    line.heading = goods_.code.to_printed();
    line.authority = "base";
    line.authority_title = "Chapters 1 to 97";
    line.title = goods_.description;
    line.base = duty.base.money;
    line.rate = rate.text;
    line.amount = duty.amount.money;
    line.at_least = duty.unpriced;
    line.citation = rules_.schedule_citation;
    line.grade = rules_.schedule_grade;
    const LineEvidence* evidence =
        goods_.evidence < 0 ? nullptr : &rules_.evidence[static_cast<std::size_t>(goods_.evidence)];
    if (evidence != nullptr) {
      line.citation = evidence->citation;
      line.grade = evidence->grade;
      line.note = evidence->note;
    }
    if (duty.rate == kColumn2) {
      line.citation = rules_.column_2_citation;
      line.note = "column 2";
    } else if (duty.preference >= 0) {
      const Preference& preference = rules_.preferences[static_cast<std::size_t>(duty.preference)];
      line.programme = programme(rules_, case_.rates, duty.preference);
      line.citation = preference.citation;
      line.grade = preference.grade;
      const bool lower = case_.rates.special[static_cast<std::size_t>(duty.preference)].rate.has_value();
      line.note = lower ? preference.title : fmt::format("{}: the line gives no lower rate", preference.title);
      if (evidence != nullptr) {
        line.citation += "; " + evidence->citation;
        line.grade = std::max(line.grade, evidence->special_grade.value_or(evidence->grade));
        if (!evidence->special_note.empty()) line.note += "; " + evidence->special_note;
      }
      if (duty.referred) line.note += fmt::format(", through {}", referred_line(duty).code.to_printed());
    }
    if (duty.replaced_by >= 0) {
      const std::string& heading = measure(duty.replaced_by).heading;
      line.working = fmt::format("{} is charged in its place = 0.00", heading);
    } else if (duty.in_words) {
      outcome.not_loaded.push_back(
          fmt::format("the rate of {} reads '{}', which is not priced here", line.heading, rate.text));
    } else if (duty.unpriced) {
      outcome.unpriced.push_back(missing(line.heading, rate, line.base));
      line.working = working(rate, line.base);
    } else if (!line.base.is_zero()) {
      line.working = rate.is_free() ? "free" : working(rate, line.base);
    }
    return line;
  }

  const ReferredLine& referred_line(const LineDuty& duty) const {
    const Referred& referred = *case_.rates.referred[static_cast<std::size_t>(duty.preference)];
    return duty.rate == over_quota(rules_, duty.preference) ? *referred.over : *referred.within;
  }

  Considered considered(int candidate, Why why, std::string reason) const {
    return {measure(candidate).heading,
            authority(candidate).id,
            measure(candidate).title,
            authority(candidate).title,
            why,
            std::move(reason),
            segment(candidate).citation,
            segment(candidate).grade};
  }

  // Why an in-scope duty was not charged.
  void add_uncharged(int candidate, Outcome& outcome) const {
    const Fate& found = fate(candidate);
    Considered entry;
    switch (found.end) {
      case Fate::End::kDisplaced:
        entry = considered(candidate, Why::kDisplaced,
                           fmt::format("{} takes its place", case_.index.authority(found.rule->higher).title));
        entry.citation = found.rule->citation;
        entry.grade = found.rule->grade;
        break;
      case Fate::End::kNothingLeft:
        entry = considered(candidate, Why::kNothingLeft, "no value is left for it to fall on");
        break;
      case Fate::End::kConditionNotMet:
        entry = considered(candidate, Why::kConditionNotMet,
                           "it applies where " + in_words(rules_, measure(candidate).when));
        break;
      case Fate::End::kReplaced: {
        const bool exempt = measure(found.replaced_by).effect == Effect::kExempt;
        entry = considered(candidate, exempt ? Why::kExempt : Why::kReplaced,
                           fmt::format("{} {}: {}", exempt ? "exempt through" : "replaced by",
                                       measure(found.replaced_by).heading, measure(found.replaced_by).title));
        entry.citation = segment(found.replaced_by).citation;
        entry.grade = segment(found.replaced_by).grade;
        break;
      }
      default: return;
    }
    outcome.considered.push_back(std::move(entry));
  }

  void add_lower(Outcome& outcome) const {
    for (std::size_t authority = 0; authority < rules_.authorities.size(); ++authority) {
      for (std::size_t i = 0; i < ruling_.fates.size(); ++i) {
        const Fate& found = ruling_.fates[i];
        const int candidate = static_cast<int>(i);
        if (found.end != Fate::End::kLowerApplies || measure(candidate).authority != static_cast<int>(authority)) {
          continue;
        }
        outcome.considered.push_back(considered(
            candidate, Why::kLowerApplies,
            fmt::format("{} is lower, and one heading of this authority is due", measure(found.by).heading)));
      }
    }
  }

  // A measure that covers the goods and the origin on other days only, or the origin and day but not the goods.
  Considered words_of(const PassedOver& passed) const {
    const Measure& at = case_.index.measure(passed.measure);
    const Authority& of = case_.index.authority(at.authority);
    if (passed.segment != nullptr) {
      return {{},
              of.id,
              {},
              of.title,
              Why::kNotInScope,
              fmt::format("no list of it names {}", goods_.code.to_printed()),
              passed.segment->citation,
              passed.segment->grade};
    }
    const Segment* nearest = &at.segments.front();
    bool expired = false;
    for (const Segment& segment : at.segments) {
      if (segment.effect.until > goods_.date) continue;
      nearest = &segment;
      expired = true;
    }
    return {at.heading,
            of.id,
            at.title,
            of.title,
            expired ? Why::kExpired : Why::kNotYetInForce,
            expired ? fmt::format("ended; last in force on {}", nearest->effect.until.plus_days(-1).to_string())
                    : fmt::format("not in force before {}", nearest->effect.from.to_string()),
            nearest->citation,
            nearest->grade};
  }

  const Case& case_;
  const RuleBase& rules_;
  const Goods& goods_;
  const Ruling& ruling_;
};

}  // namespace

Outcome explain(const Case& subject, const Goods& goods, const Ruling& ruling) {
  return Explanation(subject, goods, ruling).run();
}

}  // namespace trilat::law
