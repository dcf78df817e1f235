#include "origin/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/text.hpp"
#include "origin/applies.hpp"
#include "origin/materials.hpp"

namespace trilat::origin {
namespace {

bool same(const std::string& a, const std::string& b) { return core::to_lower(a) == core::to_lower(b); }

// Whether a note speaks of the material: by its code, its kind, or both; unknown while the kind is not said.
Verdict speaks_of(const Note& note, const Input& input) {
  const Verdict code = note.materials.empty() ? Verdict::kPass : any_contains(note.materials, input.code);
  if (note.material_kind.empty() || code == Verdict::kFail) return code;
  if (input.kind.empty()) return note.materials.empty() ? Verdict::kFail : Verdict::kUnknown;
  return both(code, verdict_of(same(input.kind, note.material_kind)));
}

Step note_step(const Note& note, std::string what, Verdict verdict) {
  return {std::move(what), note.reference, {}, {}, note.words, {}, true, verdict, {}, 1};
}

// What is stated of the notes of a kind, brought together by `join` from `verdict` on.
NoteFinding stated_notes(const std::vector<const Note*>& notes, const Product& product, std::string_view kind,
                         Verdict verdict, Verdict (*join)(Verdict, Verdict)) {
  NoteFinding finding;
  finding.verdict = verdict;
  for (const Note* note : notes) {
    if (note->kind != kind) continue;
    const Verdict met = stated(product, note->fact);
    finding.verdict = join(finding.verdict, met);
    finding.steps.push_back(note_step(*note, note->question, met));
    if (met == Verdict::kUnknown) finding.missing.push_back({"facts." + note->fact, note->question, {"yes", "no"}});
  }
  return finding;
}

// Whether a note takes an input out; unknown while its kind is not said.
Verdict disregarded(const std::vector<const Note*>& notes, const Input& input, CountedInputs& counted) {
  if (input.origin == InputOrigin::kOriginating) return Verdict::kFail;
  Verdict found = Verdict::kFail;
  for (const Note* note : notes) {
    if (note->kind != "disregard") continue;
    const Verdict spoken = speaks_of(*note, input);
    if (spoken == Verdict::kFail) continue;
    found = either(found, spoken);
    counted.steps.push_back(note_step(*note, fmt::format("'{}' is disregarded", input.name), spoken));
    counted.steps.back().test = spoken == Verdict::kUnknown;
    if (spoken == Verdict::kPass) return spoken;
    counted.missing.push_back({fmt::format("input '{}': kind", input.name),
                               fmt::format("Is '{}' {}?", input.name, note->material_kind),
                               {note->material_kind, "other"}});
  }
  return found;
}

}  // namespace

std::vector<const Note*> notes_for(const RuleBook& book, const Product& product) {
  std::vector<const Note*> found;
  for (const Note& note : book.notes) {
    if (!note.when.contains(product.date) || !among(note.goods, product.code)) continue;
    if (!among(note.not_goods, product.code)) found.push_back(&note);
  }
  return found;
}

bool counts_otherwise(const std::vector<const Note*>& notes) {
  return std::any_of(notes.begin(), notes.end(),
                     [](const Note* note) { return note->kind == "disregard" || note->kind == "component"; });
}

CountedInputs counted_inputs(const std::vector<const Note*>& notes, const Product& product) {
  CountedInputs counted;
  const auto component =
      std::find_if(notes.begin(), notes.end(), [](const Note* note) { return note->kind == "component"; });
  const bool by_component = component != notes.end();
  for (const Input& input : product.inputs) {
    const Verdict out = disregarded(notes, input, counted);
    if (out == Verdict::kPass) continue;
    if (by_component && !input.component) {
      counted.outside.push_back(input);
      counted.steps.push_back(
          note_step(**component, fmt::format("'{}' is not in the component that determines classification", input.name),
                    Verdict::kPass));
      counted.steps.back().test = false;
      continue;
    }
    counted.inputs.push_back(input);
    if (out == Verdict::kUnknown) counted.inputs.back().origin = InputOrigin::kUnknown;
  }
  return counted;
}

NoteFinding regional_inputs(const std::vector<const Note*>& notes, const Product& product,
                            const std::vector<std::string>& exempted) {
  NoteFinding finding;
  for (const Note* note : notes) {
    if (note->kind != "regional_input") continue;
    if (std::find(exempted.begin(), exempted.end(), note->id) != exempted.end()) continue;
    for (const Input& input : product.inputs) {
      const Verdict spoken = speaks_of(*note, input);
      if (spoken == Verdict::kFail || input.origin == InputOrigin::kOriginating) continue;
      const Verdict verdict =
          spoken == Verdict::kPass && input.origin == InputOrigin::kNonOriginating ? Verdict::kFail : Verdict::kUnknown;
      finding.steps.push_back(note_step(*note, fmt::format("'{}' must be regional", input.name), verdict));
      finding.verdict = both(finding.verdict, verdict);
      if (verdict != Verdict::kUnknown) continue;
      if (spoken == Verdict::kUnknown)
        finding.missing.push_back({fmt::format("input '{}': kind", input.name),
                                   fmt::format("Is '{}' {}?", input.name, note->material_kind),
                                   {note->material_kind, "other"}});
      if (input.origin == InputOrigin::kUnknown) finding.missing.push_back(origin_question(input));
    }
  }
  return finding;
}

NoteFinding wholly_obtained(const std::vector<const Note*>& notes, const Product& product) {
  return stated_notes(notes, product, "wholly_obtained", Verdict::kPass, both);
}

NoteFinding conferring(const std::vector<const Note*>& notes, const Product& product) {
  NoteFinding finding = stated_notes(notes, product, "confers", Verdict::kFail, either);
  if (finding.verdict == Verdict::kPass) finding.missing.clear();
  return finding;
}

std::vector<std::string> exempted_notes(const std::vector<const Note*>& notes, const Product& product,
                                        int alternative) {
  std::vector<std::string> ids;
  for (const Note* note : notes) {
    const bool listed = note->kind == "fabric_list" && stated(product, note->fact) == Verdict::kPass;
    const bool exempt = note->kind == "exempt" && (note->alternative == 0 || note->alternative == alternative);
    if (listed || exempt) ids.insert(ids.end(), note->exempts.begin(), note->exempts.end());
  }
  return ids;
}

}  // namespace trilat::origin
