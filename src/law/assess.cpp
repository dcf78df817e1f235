#include "law/assess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/country_words.hpp"
#include "core/text.hpp"
#include "law/explanation.hpp"
#include "law/exploration.hpp"
#include "law/hull.hpp"
#include "law/questions.hpp"

namespace trilat::law {
namespace {

tl::unexpected<Error> unknown_fact(const RuleBase& rules, const std::string& name) {
  std::vector<std::string> names;
  for (const FactDefinition& fact : rules.facts) names.push_back(fact.name);
  return bad_input(fmt::format("'{}' is not a fact", name), core::did_you_mean(name, names, "see the list of facts"));
}

Status check_facts(const LawIndex& index, Shipment& shipment) {
  Money contents;
  for (auto& [name, value] : shipment.facts) {
    const int fact = index.find_fact(name);
    if (fact < 0) return unknown_fact(index.rules(), name);
    if (index.fact(fact).kind != FactKind::kContent) continue;
    if (value.is_share) value.money = shipment.value.times(value.share);
    value.is_share = false;
    if (index.fact(fact).whole) {
      if (value.money >= shipment.value) continue;
      return bad_input(fmt::format("{} of {} is below the customs value of {}, which it takes in", name,
                                   value.money.to_display(), shipment.value.to_display()),
                       "give the amount with this shipment in it");
    }
    if (value.money < Money{} || value.money > shipment.value) {
      return bad_input(fmt::format("{} of {} is not between nothing and the customs value of {}", name,
                                   value.money.to_display(), shipment.value.to_display()),
                       "give the part of the customs value that it is");
    }
    if (index.shares_the_value(fact)) contents += value.money;
  }
  if (contents > shipment.value) {
    return bad_input(fmt::format("the contents come to {}, more than the customs value of {}", contents.to_display(),
                                 shipment.value.to_display()),
                     "give parts of the customs value that do not exceed it together");
  }
  return {};
}

Status check_claim(const RuleBase& rules, const Shipment& shipment) {
  const auto claim = shipment.facts.find("claim");
  if (claim == shipment.facts.end()) return {};
  const Country origin = shipment.preference_origin.value_or(shipment.origin);
  const Preference* preference = find_preference(rules, claim->second.choice);
  if (preference == nullptr || ever_claimable(rules, preference->claim, origin)) return {};
  return bad_input(fmt::format("goods of {} cannot claim {}", core::in_sentence(origin), preference->title),
                   "leave the claim out, say 'none', or give the country of marking (--preference-from)");
}

Status check(const LawIndex& index, Shipment& shipment) {
  const RuleBase& rules = index.rules();
  if (shipment.origin == rules.importer) {
    return bad_input(fmt::format("goods of {} are not imports there", core::in_sentence(shipment.origin)),
                     "give another country of origin");
  }
  const bool after = shipment.date >= rules.recorded.until;
  if (!rules.recorded.contains(shipment.date) && !(shipment.beyond_horizon && after)) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("the law of {} is recorded {}, which does not include {}",
                            core::in_sentence(rules.importer), rules.recorded.to_string(), shipment.date.to_string()),
                after ? "give a date in that span, or ask for the last recorded law to be taken as still in force "
                        "(--beyond-horizon)"
                      : "give a date in that span");
  }
  if (shipment.value <= Money{}) {
    return bad_input(fmt::format("a customs value of {} is not more than nothing", shipment.value.to_display()),
                     "give a positive value");
  }
  if (rules.whole_units) {
    const Money given = shipment.value;
    shipment.value = given.rounded_to_whole();
    if (shipment.value.is_zero()) {
      return bad_input(fmt::format("a customs value of {} rounds to nothing", given.to_display()),
                       fmt::format("values are entered in whole {}; give at least 0.50", rules.currency));
    }
  }
  TRILAT_CHECK(check_facts(index, shipment));
  TRILAT_CHECK(check_options(rules, shipment));
  return check_claim(rules, shipment);
}

AssessmentStatus status_of(const std::vector<Ruling>& rulings, bool one_duty, bool bounded) {
  const auto all = [&](auto test) { return std::all_of(rulings.begin(), rulings.end(), test); };
  const auto any = [&](auto test) { return std::any_of(rulings.begin(), rulings.end(), test); };
  if (all([](const Ruling& ruling) { return !ruling.prohibited.empty(); })) return AssessmentStatus::kProhibited;
  if (any([](const Ruling& ruling) { return ruling.is_not_loaded(); })) return AssessmentStatus::kNotLoaded;
  const bool mixed = any([](const Ruling& ruling) { return !ruling.prohibited.empty(); });
  return one_duty && bounded && !mixed ? AssessmentStatus::kDetermined : AssessmentStatus::kRange;
}

// The open facts that move the duty, largest stake first, in words.
std::vector<OpenFact> in_words(const LawIndex& index, const std::vector<OpenQuestion>& questions) {
  std::vector<OpenFact> open;
  for (const OpenQuestion& question : questions) {
    if (question.at_stake.money.is_zero()) continue;
    const FactDefinition& definition = index.fact(question.fact);
    OpenFact& fact = open.emplace_back(OpenFact{definition.name, definition.question, question.at_stake.money, {}});
    for (const TriedAnswer& tried : question.answers) {
      fact.answers.push_back({to_string(definition, tried.value), tried.duty_min.money, tried.duty_max.money});
    }
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const OpenFact& a, const OpenFact& b) { return a.at_stake > b.at_stake; });
  return open;
}

// In order of the facts' names.
std::vector<std::string> assumed_questions(const LawIndex& index, const std::vector<bool>& assumed) {
  std::vector<const FactDefinition*> facts;
  for (std::size_t i = 0; i < assumed.size(); ++i) {
    if (assumed[i]) facts.push_back(&index.fact(static_cast<int>(i)));
  }
  std::sort(facts.begin(), facts.end(),
            [](const FactDefinition* a, const FactDefinition* b) { return a->name < b->name; });
  std::vector<std::string> questions;
  for (const FactDefinition* fact : facts) questions.push_back(fact->question);
  return questions;
}

Assessment summarise(const Case& subject, const Goods& goods, Tape& tape, std::size_t given, const Exploration& found) {
  Assessment assessment;
  assessment.value = goods.value;
  assessment.description = goods.description;
  const Ends ends = ends_of(found.rulings);
  const Ruling& low = found.rulings[ends.low];
  const Ruling& high = found.rulings[ends.high];
  assessment.bounded = std::none_of(found.rulings.begin(), found.rulings.end(),
                                    [](const Ruling& ruling) { return ruling.is_unpriced(); });
  assessment.status = status_of(found.rulings, low.total.money == high.total.money, assessment.bounded);
  assessment.open = in_words(subject.index, open_questions(subject, tape, found.rulings, given));
  assessment.assumed = assumed_questions(subject.index, found.disclosure.assumed);
  assessment.low = explain(subject, goods, low);
  assessment.high = ends.high == ends.low ? assessment.low : explain(subject, goods, high);
  return assessment;
}

// Agreements that would give the line another rate, were they modelled.
void add_other_agreements(const RuleBase& rules, Country origin, const DutyRate& general, std::string_view special,
                          std::vector<std::string>& words) {
  if (general.is_free()) return;
  for (const OtherAgreement& agreement : rules.other_agreements) {
    if (!agreement.origins.contains(origin)) continue;
    const auto rate = special_rate(special, agreement.programmes);
    if (!rate) continue;
    words.push_back(fmt::format(
        "{}: goods that qualify pay {} on their own line under SPI {}; its claims are not modelled, and the "
        "general rate is taken",
        agreement.title, rate->text, special_programme(special, agreement.programmes)));
  }
}

// A claim under an agreement that is not in force for the origin on the day.
void add_lapsed_claim(const RuleBase& rules, const Shipment& shipment, std::vector<std::string>& words) {
  const auto claim = shipment.facts.find("claim");
  const Preference* named = claim == shipment.facts.end() ? nullptr : find_preference(rules, claim->second.choice);
  if (named == nullptr) return;
  const Country origin = shipment.preference_origin.value_or(shipment.origin);
  const bool may = std::any_of(rules.preferences.begin(), rules.preferences.end(), [&](const Preference& preference) {
    return preference.claim == named->claim && may_claim(preference, origin, shipment.date);
  });
  if (!may) {
    words.push_back(fmt::format("{} is not in force for goods of {} on {}: the claim counts for nothing", named->title,
                                core::in_sentence(origin), shipment.date.to_string()));
  }
}

std::vector<std::string> warnings(const RuleBase& rules, const Shipment& shipment, const GoodsRates& rates,
                                  std::string_view special) {
  std::vector<std::string> words = order_warnings(rules, shipment);
  add_other_agreements(rules, shipment.origin, rates.general, special, words);
  add_lapsed_claim(rules, shipment, words);
  const Interval recorded{rules.recorded.from, rules.carried_from.value_or(rules.recorded.until)};
  if (shipment.date >= recorded.until) {
    words.push_back(fmt::format("the law is recorded {}: what it then had for later days is taken to hold on {}",
                                recorded.to_string(), shipment.date.to_string()));
  }
  return words;
}

// Fees and taxes by name, as they read on the day; options are checked before.
std::vector<FeeAsked> fees_asked(const RuleBase& rules, const std::vector<std::string>& options, Date date) {
  std::vector<FeeAsked> fees;
  for (const Fee& fee : rules.extras.fees) {
    if (std::find(options.begin(), options.end(), fee.name) != options.end())
      fees.push_back({&fee, segment_on(fee, date)});
  }
  return fees;
}

tl::unexpected<Error> too_short(const RuleBase& rules, const Shipment& shipment) {
  std::vector<std::string> longer;
  for (const HsCode code : rules.schedule.leaves(shipment.code, shipment.date)) longer.push_back(code.to_string());
  return bad_input(fmt::format("{} is too short to price: measures in force name only some of the codes under it",
                               shipment.code.to_printed()),
                   fmt::format("give one of {}", fmt::join(longer, ", ")));
}

CandidateSet candidates_of(const LawIndex& index, const Shipment& shipment, HsCode scope) {
  return find_candidates(index, {shipment.origin, scope, shipment.date, shipment.known_on.value_or(latest_known())});
}

// The shipment on the line of one code, with the measures that name it. `any_code`: the line stands for the codes under
// it that no list names.
Result<Assessment> assess_code(const LawIndex& index, const Shipment& shipment, HsCode code, bool any_code,
                               CandidateSet candidates) {
  const RuleBase& rules = index.rules();
  TRILAT_TRY(ScheduleLine line, rules.schedule.find(code, shipment.date));
  if (candidates.code_too_short && !any_code) return too_short(rules, shipment);
  GoodsRates rates(rules, std::move(line.general), line.special, std::move(line.column_2));
  const Country preference_origin = shipment.preference_origin.value_or(shipment.origin);
  rates.follow(rules, code, preference_origin, shipment.date);
  const Case subject{index,
                     shipment.origin,
                     rates,
                     claimable(rules, preference_origin, shipment.date),
                     std::move(candidates.active),
                     active_precedence(index, shipment.date, shipment.known_on.value_or(latest_known())),
                     fees_asked(rules, shipment.options, shipment.date)};
  Answers answers;
  for (const auto& [name, value] : shipment.facts) {
    answers.push_back({index.find_fact(name), value, {value.money, -1}});
  }
  Tape tape({shipment.value, {}, rates.list, shipment.quantities}, false);
  Exploration exploration(subject, tape);
  TRILAT_CHECK(exploration.run(answers));
  const Goods goods{shipment.code,       line.description,       shipment.date, shipment.value,
                    shipment.quantities, candidates.passed_over, line.evidence};
  Assessment assessment = summarise(subject, goods, tape, answers.size(), exploration);
  assessment.warnings = warnings(rules, shipment, rates, line.special);
  return assessment;
}

// Codes of one item that the same measures name, told apart by the codes that the schedule prints under it, or, where
// it prints none, by those that lists name.
Result<Assessment> assess_item(const LawIndex& index, const Shipment& shipment, HsCode item) {
  const RuleBase& rules = index.rules();
  if (auto line = rules.schedule.find(item, shipment.date); !line) return tl::unexpected(std::move(line.error()));
  std::vector<HsCode> codes = rules.schedule.leaves(item, shipment.date);
  if (codes == std::vector<HsCode>{item}) {
    for (const CodeList& list : rules.lists)
      for (const CodeList::Row& row : list.rows)
        if (row.effect.contains(shipment.date) && item.is_prefix_of(row.prefix)) codes.push_back(row.prefix);
  }
  std::vector<std::vector<Candidate>> seen;
  std::vector<CodeAssessment> found;
  for (const HsCode code : codes) {
    CandidateSet candidates = candidates_of(index, shipment, code);
    const auto alike = std::find(seen.begin(), seen.end(), candidates.active);
    if (alike != seen.end()) {
      ++found[static_cast<std::size_t>(alike - seen.begin())].others;
      continue;
    }
    seen.push_back(candidates.active);
    TRILAT_TRY(Assessment one, assess_code(index, shipment, item, code == item, std::move(candidates)));
    found.push_back({code, 0, std::move(one)});
  }
  return hull(found);
}

// The item of a code that is longer than an item and that the schedule does not print, or that is shorter and has one
// item alone under it; else the code.
HsCode priced_code(const RuleBase& rules, HsCode code, Date date) {
  if (rules.item_digits == 0 || code.length() == rules.item_digits) return code;
  if (code.length() < rules.item_digits) {
    const ScheduleRow* row = rules.schedule.rated_row(code, date);
    return row != nullptr && code.is_prefix_of(row->code) ? row->code : code;
  }
  return rules.schedule.leaves(code, date).empty() ? code.prefix(rules.item_digits) : code;
}

bool ends_in_zeros(HsCode code, int digits) {
  return code.to_string().find_first_not_of('0', static_cast<std::size_t>(digits)) == std::string::npos;
}

}  // namespace

Result<Assessment> assess(const RuleBase& rules, const Shipment& shipment) { return assess(LawIndex(rules), shipment); }

Result<Assessment> assess(const LawIndex& index, const Shipment& given) {
  const RuleBase& rules = index.rules();
  Shipment shipment = given;
  TRILAT_CHECK(check(index, shipment));
  const HsCode line = priced_code(rules, shipment.code, shipment.date);
  CandidateSet candidates = candidates_of(index, shipment, line);
  const bool by_codes = candidates.code_too_short && rules.item_digits > 0 && line.length() >= rules.item_digits;
  TRILAT_TRY(Assessment assessment, by_codes ? assess_item(index, shipment, line)
                                             : assess_code(index, shipment, line, false, std::move(candidates)));
  if (line.length() < shipment.code.length() && !ends_in_zeros(shipment.code, line.length()))
    assessment.warnings.push_back(fmt::format("{} is no statistical code of the schedule held: it is taken as {}",
                                              shipment.code.to_printed(), line.to_printed()));
  return assessment;
}

const char* name(AssessmentStatus status) {
  constexpr std::array kNames = {"determined", "range", "prohibited", "not_loaded"};
  return kNames[static_cast<std::size_t>(status)];
}

const char* name(Why why) {
  constexpr std::array kNames = {"displaced",        "replaced", "exempt",       "condition_not_met", "not_in_scope",
                                 "not_yet_in_force", "expired",  "nothing_left", "lower_applies"};
  return kNames[static_cast<std::size_t>(why)];
}

}  // namespace trilat::law
