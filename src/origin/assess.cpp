#include "origin/assess.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "origin/applies.hpp"
#include "origin/de_minimis.hpp"
#include "origin/designation.hpp"
#include "origin/notes.hpp"
#include "origin/sets.hpp"
#include "origin/shift.hpp"
#include "origin/vehicle.hpp"
#include "origin/working.hpp"

namespace trilat::origin {
namespace {

void append(std::vector<Question>& to, const std::vector<Question>& from) {
  for (const Question& question : from) {
    if (std::find(to.begin(), to.end(), question) == to.end()) to.push_back(question);
  }
}

// "8708.94/3/2023-07-01": the codes, the alternative and the first day of a rule, as an override names it.
std::string override_key(const Rule& rule) {
  return fmt::format("{}/{}/{}", rule.codes.to_string(), rule.alternative, rule.when.from.to_string());
}

class Assessor {
 public:
  Assessor(const RuleBook& book, const Product& product) : book_(book), product_(product) {}

  Assessment run() {
    if (deemed() || obtained()) return std::move(out_);
    if (book_.empty() && !product_.rule) {
      out_.status = Status::kNotLoaded;
      out_.notes.emplace_back("the data hold no rules of origin");
      return std::move(out_);
    }
    const std::vector<const Note*> notes = notes_for(book_, product_);
    open(notes);
    if (is_set()) return std::move(out_);
    read_rules();
    if (exclusively_originating()) return std::move(out_);
    apply_rules();
    const Verdict fallback = test_fallback();
    const NoteFinding confers = conferring(notes, product_);
    Verdict verdict = either(either(out_.by_rule, confers.verdict), fallback);
    if (out_.by_rule != Verdict::kPass) append(out_.steps, confers.steps);
    verdict = both(verdict, conditions(notes));
    settle(verdict, fallback, confers);
    tell_notes(notes);
    return std::move(out_);
  }

 private:
  bool deemed() {
    const Provisions& provisions = book_.provisions;
    const bool whole = among(provisions.deemed_originating, product_.code);
    const bool in_part = among(provisions.deemed_in_part, product_.code);
    if (!whole && !(in_part && stated(product_, "deemed_good") == Verdict::kPass)) return false;
    out_.status = Status::kOriginating;
    out_.criterion = "deemed";
    out_.by_rule = Verdict::kPass;
    out_.reference = provisions.cite("deemed_originating");
    out_.steps.push_back({fmt::format("{} is on the list of goods that originate when they are imported from a party",
                                      product_.code.to_printed()),
                          out_.reference,
                          {},
                          {},
                          "no production is asked for; it may be used as an originating material",
                          {},
                          true,
                          Verdict::kPass,
                          {},
                          0});
    return true;
  }

  bool obtained() {
    if (stated(product_, "wholly_obtained") != Verdict::kPass) return false;
    out_.status = Status::kOriginating;
    out_.criterion = "A";
    out_.reference = book_.provisions.cite("wholly_obtained");
    out_.steps.push_back({"The good is stated to be wholly obtained or produced in the territory",
                          out_.reference,
                          {},
                          {},
                          {},
                          {},
                          true,
                          Verdict::kPass,
                          {},
                          0});
    return true;
  }

  void read_rules() {
    if (product_.rule) {
      out_.rules = {*product_.rule};
      return;
    }
    // a doubtful row may begin on another day, so its own dates are looked at after the override
    for (const Rule& rule : book_.rules) {
      if (rule.doubt.empty() || rule.codes.contains(product_.code) != Verdict::kPass) continue;
      const auto moved = product_.since.find(override_key(rule));
      if (moved == product_.since.end()) continue;
      Rule changed = rule;
      changed.when.from = moved->second;
      if (changed.when.contains(product_.date)) out_.rules.push_back(std::move(changed));
      out_.notes.push_back(fmt::format("{}: taken to begin on {}, as asked, instead of {} as printed", rule.reference(),
                                       moved->second.to_string(), rule.when.from.to_string()));
    }
    for (const Rule* rule : book_.rules_for(product_.code, product_.date, product_.trade)) {
      if (!product_.since.contains(override_key(*rule))) out_.rules.push_back(*rule);
    }
  }

  // Most bills are plain: nothing recovered, nothing self-produced, no note that changes what is counted.
  bool plain(const std::vector<const Note*>& notes) const {
    return !counts_otherwise(notes) &&
           std::none_of(product_.inputs.begin(), product_.inputs.end(),
                        [](const Input& input) { return input.self_produced || input.role == InputRole::kRecovered; });
  }

  void open(const std::vector<const Note*>& notes) {
    const OriginOf origin_of = [this](const Input& input) { return origin_of_produced(book_, product_, input); };
    if (plain(notes)) {
      out_.bill = open_bill(product_.inputs, origin_of);
    } else {
      CountedInputs counted = counted_inputs(notes, product_);
      append(out_.steps, counted.steps);
      append(condition_missing_, counted.missing);
      outside_originates_ = std::all_of(counted.outside.begin(), counted.outside.end(),
                                        [](const Input& input) { return input.origin == InputOrigin::kOriginating; });
      settle_recovered(counted.inputs);
      append(out_.steps, settle_designations(book_, product_, counted.inputs));
      out_.bill = open_bill(counted.inputs, origin_of);
    }
    append(out_.steps, out_.bill.steps);
    out_.bases = bases_of(product_, out_.bill);
    append(out_.steps, out_.bases.steps);
  }

  // Section 4: what is recovered from used goods originates where it goes into a remanufactured good.
  void settle_recovered(std::vector<Input>& inputs) {
    const Provisions& provisions = book_.provisions;
    const bool eligible =
        among(provisions.remanufactured, product_.code) && !among(provisions.not_remanufactured, product_.code);
    for (Input& input : inputs) {
      if (input.role != InputRole::kRecovered) continue;
      out_.steps.push_back({fmt::format("'{}' is recovered from used goods", input.name),
                            provisions.cite("remanufactured"),
                            {},
                            {},
                            eligible ? "it originates in a remanufactured good"
                                     : "the good is not among those that may be remanufactured",
                            {},
                            true,
                            verdict_of(eligible),
                            {},
                            0});
      if (!eligible) input.role = InputRole::kMaterial;
    }
  }

  // Section 6: the inputs are the goods of a set under general interpretative rule 3.
  bool is_set() {
    if (stated(product_, "set") != Verdict::kPass) return false;
    const OpenSum& foreign = out_.bill.non_originating;
    if (!product_.value || *product_.value <= Rational{}) {
      out_.questions.push_back({"value", "What is the value of the set?", {}});
      return true;
    }
    SetFinding least = set_test(book_.provisions, *product_.value, foreign.low);
    const SetFinding most = set_test(book_.provisions, *product_.value, foreign.high);
    const Verdict verdict = foreign.bounded && most.verdict == Verdict::kPass ? Verdict::kPass
                            : least.verdict == Verdict::kFail                 ? Verdict::kFail
                                                                              : Verdict::kUnknown;
    least.step.verdict = verdict;
    out_.steps.push_back(std::move(least.step));
    out_.by_rule = verdict;
    out_.status = verdict == Verdict::kPass   ? Status::kOriginating
                  : verdict == Verdict::kFail ? Status::kNotOriginating
                                              : Status::kCannotTell;
    out_.reference = book_.provisions.cite("sets");
    if (verdict == Verdict::kPass) out_.criterion = "B";
    if (verdict == Verdict::kUnknown) append(out_.questions, foreign.missing);
    return true;
  }

  bool exclusively_originating() {
    if (product_.inputs.empty() || !outside_originates_ || !out_.bill.tested.empty() ||
        !out_.bill.non_originating.settled() || !out_.bill.non_originating.low.is_zero())
      return false;
    out_.status = Status::kOriginating;
    out_.criterion = "C";
    out_.by_rule = Verdict::kPass;
    out_.reference = book_.provisions.cite("exclusively_originating");
    out_.steps.push_back({"All materials originate",
                          out_.reference,
                          {{"materials", std::to_string(product_.inputs.size())}},
                          {},
                          {},
                          {},
                          true,
                          Verdict::kPass,
                          {},
                          0});
    return true;
  }

  void apply_rules() {
    const Situation situation{book_, product_, out_.bill, out_.bases, out_.rules};
    for (const Rule& rule : out_.rules) {
      AlternativeFinding finding = apply_alternative(situation, rule);
      if (finding.applies != Verdict::kFail) out_.alternatives.push_back(std::move(finding));
    }
    mark_contradictions();
    for (const AlternativeFinding& finding : out_.alternatives) {
      Step head{fmt::format("Alternative {}: {}", finding.rule->alternative, finding.rule->to_string()),
                finding.rule->reference(),
                {},
                {},
                {},
                {},
                true,
                finding.verdict,
                {},
                0};
      for (const Question& question : finding.missing) head.missing.push_back(question.question);
      out_.steps.push_back(std::move(head));
      append(out_.steps, finding.steps);
      out_.by_rule = either(out_.by_rule, finding.verdict);
    }
  }

  // Two rows of one alternative in force on one day, of which one is doubtful: neither is chosen where they differ.
  void mark_contradictions() {
    for (AlternativeFinding& a : out_.alternatives) {
      for (const AlternativeFinding& b : out_.alternatives) {
        const bool rivals = &a != &b && a.rule->alternative == b.rule->alternative && a.rule->codes == b.rule->codes &&
                            a.rule->use == b.rule->use && a.rule->goods == b.rule->goods &&
                            a.rule->trade == b.rule->trade;
        if (!rivals || (a.rule->doubt.empty() && b.rule->doubt.empty()) || a.verdict == b.verdict) continue;
        const Rule& doubtful = a.rule->doubt.empty() ? *b.rule : *a.rule;
        if (a.verdict == Verdict::kPass) contested_.push_back(&a);
        const std::string doubt = fmt::format(
            "{}: {}; as printed it contradicts the row beside it. Say which holds: since = {{ \"{}\" = date }}",
            doubtful.reference(), doubtful.doubt, override_key(doubtful));
        if (std::find(out_.doubts.begin(), out_.doubts.end(), doubt) == out_.doubts.end()) out_.doubts.push_back(doubt);
      }
    }
    for (AlternativeFinding* finding : contested_) {
      finding->verdict = Verdict::kUnknown;
      finding->missing.push_back({"since", "Which of the contradicting rows of the rule holds?", {}});
    }
  }

  // Only parts may fail the change under section 3(4): every other material undergoes it by some alternative.
  bool changes_somewhere(const Input& input) const {
    return std::any_of(out_.rules.begin(), out_.rules.end(), [&](const Rule& rule) {
      return shift_of(rule, product_.code, input).verdict == Verdict::kPass;
    });
  }

  // Section 3(4)(a): good and parts stand in one subheading or undivided heading.
  Verdict test_fallback() {
    const auto& tested = out_.bill.tested;
    const bool parts = std::any_of(tested.begin(), tested.end(), [](const Input& input) { return input.part; });
    const bool others_change = std::all_of(
        tested.begin(), tested.end(), [this](const Input& input) { return input.part || changes_somewhere(input); });
    if (!parts || !others_change || among(book_.provisions.no_fallback, product_.code)) return Verdict::kFail;
    out_.fallback_considered = true;
    const std::string& reference = book_.provisions.cite("fallback");
    Step head{"Parts classified with the good: regional value content suffices",
              reference,
              {},
              {},
              {},
              {},
              true,
              Verdict::kFail,
              {},
              0};
    std::vector<Step> steps;
    ContentOutcome outcome;
    const DeMinimisFinding all = value_share_test(book_.provisions.de_minimis, out_.bill.non_originating, out_.bases);
    out_.fallback_content_waived = all.verdict == Verdict::kPass;
    if (out_.fallback_content_waived) {
      outcome.verdict = Verdict::kPass;
      head.result = "all non-originating materials are de minimis: no regional value content is asked for, s.5(4)";
    } else {
      outcome = content_outcome(product_, out_.bases, out_.bill.non_originating, book_.provisions.fallback_tv,
                                book_.provisions.fallback_nc, steps);
    }
    head.verdict = outcome.verdict;
    out_.steps.push_back(std::move(head));
    append(out_.steps, steps);
    if (outcome.verdict == Verdict::kUnknown) append(fallback_missing_, outcome.missing);
    return out_.fallback = outcome.verdict;
  }

  // What must hold whichever rule confers origin.
  Verdict conditions(const std::vector<const Note*>& notes) {
    const AlternativeFinding* chosen = decisive(out_);
    const auto exempted = exempted_notes(notes, product_, chosen == nullptr ? 0 : chosen->rule->alternative);
    Verdict verdict = Verdict::kPass;
    for (const NoteFinding& finding : {regional_inputs(notes, product_, exempted), wholly_obtained(notes, product_)}) {
      verdict = both(verdict, finding.verdict);
      append(out_.steps, finding.steps);
      append(condition_missing_, finding.missing);
    }
    const VehicleFinding vehicle = vehicle_conditions(book_, product_);
    append(out_.steps, vehicle.steps);
    append(condition_missing_, vehicle.missing);
    verdict = both(verdict, vehicle.verdict);
    return both(verdict, transit());
  }

  Verdict transit() {
    const std::string& reference = book_.provisions.cite("transit");
    const bool exception = among(book_.provisions.transit_exceptions, product_.code);
    Verdict verdict = Verdict::kPass;
    if (stated(product_, "left_customs_control") == Verdict::kPass) verdict = Verdict::kFail;
    if (stated(product_, "further_production_outside") == Verdict::kPass && !exception) verdict = Verdict::kFail;
    if (text_of(product_, "left_customs_control").empty() && text_of(product_, "further_production_outside").empty()) {
      out_.notes.push_back(fmt::format(
          "taken for granted: outside the territory the good stays under customs control and is not worked on ({})",
          reference));
      return verdict;
    }
    out_.steps.push_back({"Transit outside the territory", reference, {}, {}, {}, {}, true, verdict, {}, 0});
    return verdict;
  }

  void settle(Verdict verdict, Verdict fallback, const NoteFinding& confers) {
    if (out_.rules.empty() && verdict != Verdict::kPass) return settle_without_rule(confers);
    if (product_.inputs.empty() && verdict == Verdict::kPass) {
      verdict = Verdict::kUnknown;
      out_.questions.push_back({"inputs", "Which materials is the good made of?", {}});
    }
    if (verdict == Verdict::kPass) {
      out_.status = Status::kOriginating;
      const bool by_b = out_.by_rule == Verdict::kPass || confers.verdict == Verdict::kPass;
      out_.criterion = by_b ? "B" : "D";
      out_.reference = by_b && out_.by_rule == Verdict::kPass ? decisive(out_)->rule->reference()
                                                              : book_.provisions.cite(by_b ? "conferring" : "fallback");
      return;
    }
    out_.status = verdict == Verdict::kFail ? Status::kNotOriginating : Status::kCannotTell;
    if (verdict == Verdict::kFail) return;
    for (const AlternativeFinding& finding : out_.alternatives) {
      if (finding.verdict == Verdict::kUnknown) append(out_.questions, finding.missing);
    }
    if (fallback == Verdict::kUnknown) append(out_.questions, fallback_missing_);
    if (out_.by_rule != Verdict::kPass) append(out_.questions, confers.missing);
    append(out_.questions, condition_missing_);
  }

  void settle_without_rule(const NoteFinding& confers) {
    const bool dated = book_.covers(product_.code);
    out_.status = dated ? Status::kCannotTell : Status::kNotLoaded;
    out_.reference =
        fmt::format("{}, chapter {}", book_.provisions.cite("product_rules"), product_.code.prefix(2).to_string());
    out_.notes.push_back(dated ? fmt::format("no rule for {} is in force on {} as printed", product_.code.to_printed(),
                                             product_.date.to_string())
                               : fmt::format("rule not loaded: {} ({})", product_.code.to_printed(), out_.reference));
    append(out_.questions, confers.missing);
  }

  void tell_notes(const std::vector<const Note*>& notes) {
    for (const Note* note : notes) {
      if (note->kind == "told") out_.notes.push_back(fmt::format("{} ({})", note->words, note->reference));
      if (!note->doubt.empty()) out_.notes.push_back(fmt::format("{}: {}", note->reference, note->doubt));
    }
    for (const Rule& rule : out_.rules) {
      if (!rule.doubt.empty()) out_.notes.push_back(fmt::format("{}: {}", rule.reference(), rule.doubt));
      if (!rule.note.empty()) out_.notes.push_back(fmt::format("{}: {}", rule.reference(), rule.note));
    }
    std::sort(out_.notes.begin(), out_.notes.end());
    out_.notes.erase(std::unique(out_.notes.begin(), out_.notes.end()), out_.notes.end());
  }

  const RuleBook& book_;
  const Product& product_;
  Assessment out_;
  bool outside_originates_ = true;  // what is not in the component of apparel
  std::vector<AlternativeFinding*> contested_;
  std::vector<Question> fallback_missing_, condition_missing_;
};

// The bridge leaves several codes under the rules: the answer stands where all agree.
Assessment assess_each(const RuleBook& book, const Product& product) {
  std::optional<Assessment> first;
  for (const HsCode code : product.codes) {
    Product one = product;
    one.code = code;
    one.codes = {code};
    Assessment found = Assessor(book, one).run();
    if (!first) {
      first = std::move(found);
      continue;
    }
    if (found.status == first->status) continue;
    Question question{"rule_hs", "Under which code of the rules does the good stand?", {}};
    for (const HsCode each : product.codes) question.answers.push_back(each.to_printed());
    first->status = Status::kCannotTell;
    first->criterion.clear();
    first->questions.insert(first->questions.begin(), std::move(question));
    break;
  }
  return *std::move(first);
}

}  // namespace

const char* name(Status status) {
  switch (status) {
    case Status::kOriginating: return "originating";
    case Status::kNotOriginating: return "not originating";
    case Status::kCannotTell: return "cannot tell";
    case Status::kNotLoaded: return "rule not loaded";
  }
  return "cannot tell";
}

Assessment assess(const RuleBook& book, const Product& product) {
  return product.codes.size() > 1 ? assess_each(book, product) : Assessor(book, product).run();
}

const AlternativeFinding* decisive(const Assessment& assessment) {
  const AlternativeFinding* best = nullptr;
  for (const AlternativeFinding& finding : assessment.alternatives) {
    // of those that hold the first; of those that do not, one whose change is met comes nearer
    const auto rank = [](const AlternativeFinding& each) {
      return std::pair(each.verdict, each.verdict == Verdict::kPass ? Verdict::kPass : each.change);
    };
    if (best == nullptr || rank(finding) > rank(*best)) best = &finding;
  }
  return best;
}

}  // namespace trilat::origin
