// Rules of sections, chapters and headings beside the product rule.
#pragma once

#include <string>
#include <vector>

#include "origin/product.hpp"
#include "origin/rule_book.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

std::vector<const Note*> notes_for(const RuleBook& book, const Product& product);

// The good's inputs without those that a note disregards, and of apparel without those outside the component.
struct CountedInputs {
  std::vector<Input> inputs;
  std::vector<Input> outside;  // of the component; regional inputs are looked for among them too
  std::vector<Step> steps;
  std::vector<Question> missing;  // kinds that decide whether an input is disregarded
};
// Whether any note changes what is counted: otherwise the inputs stand as they are.
bool counts_otherwise(const std::vector<const Note*>& notes);
CountedInputs counted_inputs(const std::vector<const Note*>& notes, const Product& product);

// Thread, narrow elastics, pocketing and the like that must be regional.
struct NoteFinding {
  Verdict verdict = Verdict::kPass;
  std::vector<Step> steps;
  std::vector<Question> missing;
};
NoteFinding regional_inputs(const std::vector<const Note*>& notes, const Product& product,
                            const std::vector<std::string>& exempted);
// Goods merely packed, frozen or roasted, and contents that must be wholly obtained.
NoteFinding wholly_obtained(const std::vector<const Note*>& notes, const Product& product);
// A process that confers origin: passes where it took place, fails where it did not or no rule offers one.
NoteFinding conferring(const std::vector<const Note*>& notes, const Product& product);

// Ids of notes that do not apply to the good under the alternative.
std::vector<std::string> exempted_notes(const std::vector<const Note*>& notes, const Product& product, int alternative);

}  // namespace trilat::origin
