#include "origin/alternative.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "origin/applies.hpp"
#include "origin/automotive_part.hpp"
#include "origin/de_minimis.hpp"
#include "origin/quantity_test.hpp"
#include "origin/shift.hpp"
#include "origin/working.hpp"

namespace trilat::origin {
namespace {

// Materials that are alike in what the change looks at share one step.
using Likeness = std::tuple<HsCode, std::string, int, std::vector<HsCode>>;

Likeness likeness(const Input& input) {
  return {input.code, input.kind, static_cast<int>(input.origin),
          input.codes.size() > 1 ? input.codes : std::vector<HsCode>{}};
}

class Application {
 public:
  Application(const Situation& situation, const Rule& rule) : at_(situation), rule_(rule) { finding_.rule = &rule; }

  AlternativeFinding run() {
    const Applicability applies = applicability(at_, rule_);
    finding_.applies = applies.verdict;
    if (applies.verdict == Verdict::kFail) return std::move(finding_);
    Verdict verdict = test_change();
    verdict = both(verdict, test_groups());
    verdict = both(verdict, test_content());
    for (const QuantityTest& test : rule_.quantities)
      verdict = both(verdict, quantity_test(at_.product, test, finding_.steps, finding_.missing));
    verdict = both(verdict, test_process());
    if (applies.verdict == Verdict::kUnknown && verdict != Verdict::kFail) {
      verdict = Verdict::kUnknown;
      append(finding_.missing, applies.missing);
    }
    finding_.verdict = verdict;
    if (verdict != Verdict::kUnknown) finding_.missing.clear();
    return std::move(finding_);
  }

 private:
  // Materials that are alike, and what the change says of them.
  struct Alike {
    ShiftFinding found;
    std::size_t count = 0;
    const Input* first = nullptr;
  };

  Verdict test_change() {
    std::map<Likeness, Alike> groups;
    for (const Input& input : at_.bill.tested) {
      Alike& alike = groups[likeness(input)];
      if (alike.count++ == 0) {
        alike.first = &input;
        alike.found = shift_of(rule_, at_.product.code, input);
      }
      if (alike.found.verdict != Verdict::kPass)
        failing_.push_back(
            {&input, alike.found.verdict == Verdict::kFail && input.origin == InputOrigin::kNonOriginating});
    }
    for (const auto& [key, alike] : groups) tell(*alike.first, alike.count, alike.found);
    if (failing_.empty()) return Verdict::kPass;
    const bool certain =
        std::any_of(failing_.begin(), failing_.end(), [](const NotChanged& each) { return each.certain; });
    finding_.change = certain ? Verdict::kFail : Verdict::kUnknown;
    return rescued_by_de_minimis(finding_.change);
  }

  void tell(const Input& input, std::size_t count, const ShiftFinding& found) {
    Step step;
    step.what = count == 1 ? fmt::format("Change of classification of '{}', {}", input.name, input.code.to_printed())
                           : fmt::format("Change of classification of '{}' and {} more of {}", input.name, count - 1,
                                         input.code.to_printed());
    step.reference = rule_.reference();
    step.result = found.why;
    step.verdict = found.verdict;
    step.depth = 1;
    if (found.verdict != Verdict::kPass && input.origin == InputOrigin::kUnknown) {
      step.verdict = Verdict::kUnknown;
      step.missing.push_back(origin_question(input).question);
      finding_.missing.push_back(origin_question(input));
    }
    for (const Question& question : found.missing) step.missing.push_back(question.question);
    append(finding_.missing, found.missing);
    finding_.steps.push_back(std::move(step));
  }

  Verdict rescued_by_de_minimis(Verdict change) {
    DeMinimisFinding rescue = de_minimis_of(at_.book, at_.product, at_.bases, failing_);
    finding_.steps.insert(finding_.steps.end(), rescue.steps.begin(), rescue.steps.end());
    finding_.de_minimis = rescue.verdict == Verdict::kPass;
    if (rescue.verdict == Verdict::kUnknown) append(finding_.missing, rescue.missing);
    return either(change, rescue.verdict);
  }

  // Non-originating materials may come from at most one of the groups.
  Verdict test_groups() {
    if (rule_.except_groups.empty()) return Verdict::kPass;
    int certain = 0;
    int possible = 0;
    for (const CodeRanges& group : rule_.except_groups) {
      Verdict hit = Verdict::kFail;
      for (const Input& input : at_.bill.tested) {
        const Verdict listed = any_contains(group, input.code);
        hit = either(hit, input.origin == InputOrigin::kUnknown ? both(listed, Verdict::kUnknown) : listed);
      }
      certain += hit == Verdict::kPass ? 1 : 0;
      possible += hit != Verdict::kFail ? 1 : 0;
    }
    const Verdict verdict = certain > 1 ? Verdict::kFail : possible > 1 ? Verdict::kUnknown : Verdict::kPass;
    finding_.steps.push_back({"Non-originating materials come from at most one of the excepted groups",
                              rule_.reference(),
                              {{"groups met", std::to_string(certain)}},
                              {},
                              {},
                              {},
                              true,
                              verdict,
                              {},
                              1});
    if (verdict == Verdict::kFail) finding_.change = Verdict::kFail;
    return verdict;
  }

  // For a part of a motor vehicle the automotive appendix takes the place of the rule's own figures.
  void read_thresholds() {
    finding_.need_tv = rule_.tv;
    finding_.need_nc = rule_.nc;
    if (!rule_.automotive || !rule_.nc || !(rule_.use.empty() || rule_.phased)) return;
    const PartThreshold* part = part_threshold(at_.book.automotive, at_.product);
    if (part == nullptr) return;
    finding_.need_nc = part->nc;
    if (rule_.tv) finding_.need_tv = part->tv;
    finding_.steps.push_back(
        {fmt::format("Part of table {} of the automotive appendix ({})", part->table, part->category),
         part->reference,
         {{"from", part->when.from.to_string()}},
         {},
         fmt::format("net cost {} %", part->nc.to_string()),
         {},
         false,
         Verdict::kPass,
         {},
         1});
  }

  // Nobody has said whether the part is for a motor vehicle, and its table asks for more than the rule.
  bool may_need_more() const {
    if (!rule_.automotive || !rule_.use.empty() || !text_of(at_.product, "use").empty()) return false;
    const auto highest = highest_part_threshold(at_.book.automotive, at_.product);
    if (!highest || finding_.content != Verdict::kPass) return false;
    if (finding_.nc && *finding_.nc >= highest->nc) return false;
    return !(finding_.tv && highest->tv && rule_.tv && *finding_.tv >= *highest->tv);
  }

  Verdict test_content() {
    read_thresholds();
    if (!finding_.need_tv && !finding_.need_nc) return Verdict::kPass;
    if (content_waived()) {
      finding_.content_waived = true;
      return Verdict::kPass;
    }
    ContentOutcome outcome = content_outcome(at_.product, at_.bases, at_.bill.non_originating, finding_.need_tv,
                                             finding_.need_nc, finding_.steps);
    finding_.tv = outcome.tv;
    finding_.nc = outcome.nc;
    finding_.content = outcome.verdict;
    if (outcome.verdict == Verdict::kUnknown) append(finding_.missing, outcome.missing);
    if (!may_need_more()) return outcome.verdict;
    finding_.missing.push_back({"facts.use",
                                "Is the part for original equipment of a motor vehicle, and of which kind?",
                                {"passenger_vehicle", "light_truck", "heavy_truck", "other"}});
    return finding_.content = Verdict::kUnknown;
  }

  // Section 5(4): all non-originating materials together are de minimis.
  bool content_waived() {
    if (!at_.bases.transaction_value && !at_.bases.total_cost) return false;
    const DeMinimisFinding all = value_share_test(at_.book.provisions.de_minimis, at_.bill.non_originating, at_.bases);
    if (all.verdict != Verdict::kPass) return false;
    Step step = all.steps.front();
    step.what = "All non-originating materials are de minimis: no regional value content is asked for";
    step.reference = "SOR/2020-155 s.5(4)";
    finding_.steps.push_back(std::move(step));
    return true;
  }

  Verdict test_process() {
    Verdict verdict = Verdict::kPass;
    if (rule_.assembled)
      verdict =
          ask("assembled",
              rule_.cut_only ? "Was the good both cut and sewn or otherwise assembled in the territory?"
                             : "Was the good cut or knit to shape, and sewn or otherwise assembled, in the territory?");
    if (!rule_.process.empty())
      verdict = both(verdict, ask(process_fact(), fmt::format("Is this met: {}?", rule_.process)));
    return verdict;
  }

  // Where several alternatives have a process, each is a fact of its own.
  std::string process_fact() const {
    int with_process = 0;
    for (const Rule& rule : at_.rules) with_process += rule.process.empty() ? 0 : 1;
    return with_process > 1 ? fmt::format("process_{}", rule_.alternative) : "process";
  }

  Verdict ask(const std::string& fact, const std::string& question) {
    const Verdict verdict = stated(at_.product, fact);
    finding_.steps.push_back(
        {question, rule_.reference(), {{fact, text_of(at_.product, fact)}}, {}, {}, {}, true, verdict, {}, 1});
    if (verdict == Verdict::kUnknown) {
      finding_.steps.back().inputs.clear();
      finding_.steps.back().missing.push_back(question);
      finding_.missing.push_back({"facts." + fact, question, {"yes", "no"}});
    }
    return verdict;
  }

  const Situation& at_;
  const Rule& rule_;
  AlternativeFinding finding_;
  std::vector<NotChanged> failing_;
};

}  // namespace

ContentOutcome content_outcome(const Product& product, const Bases& bases, const OpenSum& vnm,
                               const std::optional<Rational>& tv, const std::optional<Rational>& nc,
                               std::vector<Step>& steps) {
  ContentOutcome outcome;
  const auto one = [&](Method method, const std::optional<Rational>& threshold, std::optional<Rational>& reached) {
    if (!threshold || (product.method != Method::kEither && product.method != method)) return;
    ContentFinding finding = content_test(method, bases, vnm, *threshold);
    finding.step.depth = 1;
    reached = finding.content;
    outcome.verdict = either(outcome.verdict, finding.verdict);
    append(outcome.missing, finding.missing);
    steps.push_back(std::move(finding.step));
  };
  one(Method::kTransactionValue, tv, outcome.tv);
  one(Method::kNetCost, nc, outcome.nc);
  return outcome;
}

AlternativeFinding apply_alternative(const Situation& situation, const Rule& rule) {
  return Application(situation, rule).run();
}

}  // namespace trilat::origin
