// Does a good originate? Criterion by criterion, in the order of section 3: wholly obtained (A), the product rule
// (B), made of originating materials alone (C), the fallback for parts classified with their good (D); goods that
// are deemed to originate; rules of sections and chapters that confer or withhold origin; transit.
#pragma once

#include <string>
#include <vector>

#include "origin/alternative.hpp"

namespace trilat::origin {

enum class Status { kOriginating, kNotOriginating, kCannotTell, kNotLoaded };
const char* name(Status status);  // "originating", "not originating", "cannot tell", "rule not loaded"

struct Assessment {
  Status status = Status::kCannotTell;
  std::string criterion;             // "A" to D"; "deemed" for Schedule 2; empty where it does not originate
  std::string reference;             // of what decides
  Verdict by_rule = Verdict::kFail;  // the product rule alone
  std::vector<Rule> rules;           // as applied, with overrides
  std::vector<AlternativeFinding> alternatives;  // those that may speak of the good; point into `rules`
  std::vector<Step> steps;                       // everything, in order
  std::vector<Question> questions;
  std::vector<std::string> notes;   // definitions, doubts of the sources, what was taken for granted
  std::vector<std::string> doubts;  // suspect dates that bear on the answer
  Bill bill;
  Bases bases;
  Verdict fallback = Verdict::kFail;  // criterion D
  bool fallback_considered = false;
  bool fallback_content_waived = false;

  Assessment() = default;
  Assessment(const Assessment&) = delete;
  Assessment& operator=(const Assessment&) = delete;
  Assessment(Assessment&&) = default;
  Assessment& operator=(Assessment&&) = default;
  ~Assessment() = default;
};

Assessment assess(const RuleBook& book, const Product& product);

// The alternative that holds, else the one that comes nearest: an open one before a failed one. Null: none applies.
const AlternativeFinding* decisive(const Assessment& assessment);

}  // namespace trilat::origin
