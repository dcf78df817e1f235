// Changes of law as the public headers give them: with names, sentences and citations.
#pragma once

#include <vector>

#include "io/json.hpp"
#include "law/changes.hpp"
#include "trilat/changes.hpp"

namespace trilat {

std::vector<LawChange> in_words(const law::RuleBase& rules, const law::LawChanges& changes);

// The subject and what became of it: "9903.81.87 25% becomes 50%".
std::string sentence(const LawChange& change);

// The members of a change, into an open object.
void write_members(io::JsonWriter& json, const LawChange& change);

}  // namespace trilat
