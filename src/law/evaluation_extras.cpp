// The parts of an evaluation that come after the duties of the law: stated duties, fees, and the order of filing.
#include <algorithm>

#include "law/evaluation.hpp"

namespace trilat::law {

// Duties at a rate that was said.
void Evaluation::add_stated() {
  for (std::size_t i = 0; i < rules_.extras.stated_duties.size(); ++i) {
    const Said* said = find_answer(answers_, case_.index.find_fact(rules_.extras.stated_duties[i].fact));
    if (said == nullptr) continue;
    const Number amount = tape_.times(tape_.value(), said->value.share);
    ruling_.stated.push_back({i, tape_.value(), amount, false});
    ruling_.duty = tape_.plus(ruling_.duty, amount);
  }
}

void Evaluation::add_fees() {
  ruling_.fees = tape_.constant({});
  for (std::size_t i = 0; i < case_.fees.size(); ++i) {
    const auto [fee, segment] = case_.fees[i];
    const bool free = !fee->free_when.always() && holds(fee->free_when);
    if (missing_ >= 0) return;
    Number base = tape_.value();
    if (fee->base != Fee::Base::kCustomsValue) base = tape_.plus(base, ruling_.duty);
    if (fee->base == Fee::Base::kDutyAndFeePaidValue) base = tape_.plus(base, ruling_.fees);
    Number amount = tape_.times(base, segment->rate);
    if (segment->least) amount = tape_.greatest(amount, tape_.constant(*segment->least));
    if (segment->greatest) amount = tape_.least(amount, tape_.constant(*segment->greatest));
    if (free) amount = tape_.constant({});
    ruling_.charged_fees.push_back({i, base, amount, free});
    ruling_.fees = tape_.plus(ruling_.fees, amount);
  }
}

std::vector<Filed> filing_order(const Case& subject, const Ruling& ruling) {
  std::vector<Filed> filed;
  for (std::size_t i = 0; i < ruling.fates.size(); ++i) {
    if (ruling.fates[i].end == Fate::End::kCharged) filed.push_back({static_cast<int>(i), false});
  }
  const auto measure = [&](int candidate) -> const Measure& {
    return subject.index.measure(subject.candidates[static_cast<std::size_t>(candidate)].measure);
  };
  const std::size_t charged = filed.size();
  for (const Fate& fate : ruling.fates) {
    if (fate.replaced_by < 0 || measure(fate.replaced_by).effect != Effect::kExempt) continue;
    const bool known = std::any_of(
        filed.begin() + static_cast<std::ptrdiff_t>(charged), filed.end(),
        [&](const Filed& other) { return measure(other.candidate).heading == measure(fate.replaced_by).heading; });
    if (!known) filed.push_back({fate.replaced_by, true});
  }
  std::stable_sort(filed.begin(), filed.end(), [&](const Filed& a, const Filed& b) {
    const auto rank = [&](const Filed& entry) {
      return subject.index.authority(measure(entry.candidate).authority).filing_rank;
    };
    return rank(a) < rank(b);
  });
  return filed;
}

}  // namespace trilat::law
