// Does a product originate under the agreement, and why or why not.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/date.hpp"

namespace trilat {

struct OriginParams {
  std::string product;  // file of the product (TOML); docs/origin.md has its keys
  std::string bom;      // bill of materials (CSV); in the place of, or beside, the inputs of the product
  // What the product file does not say, or says otherwise.
  std::string name, hs, date, from, to, value, shipping, method;
  std::map<std::string, std::string> facts;
};

// One step of the working.
struct OriginStep {
  std::string what, reference, formula, result, margin;
  std::vector<std::pair<std::string, std::string>> inputs;  // name, value
  std::string verdict;                                      // "pass", "fail", "cannot tell"; empty: a finding, no test
  std::vector<std::string> missing;
  int depth = 0;
};

struct OriginQuestion {
  std::string fact, question;
  std::vector<std::string> answers;
};

// One alternative of the product rule and how the good stands to it.
struct OriginAlternative {
  int number = 0;
  std::string rule, reference, verdict, change;
  bool de_minimis = false, content_waived = false;
  std::string need_tv, need_nc;  // percent asked for; empty: none
  std::string tv, nc;            // percent reached, exact; empty: not settled
  std::string doubt;
  char grade = 'C';
};

enum class OriginStatus { kOriginating, kNotOriginating, kCannotTell, kNotLoaded };

struct OriginResult {
  OriginStatus status = OriginStatus::kCannotTell;
  std::string product, hs, rule_hs;  // as given; under which the rules know it
  std::string agreement, trade;
  Date date;
  std::string criterion;                                     // A to D, "deemed"; empty where it does not originate
  std::string reference;                                     // what decides
  std::string by_rule;                                       // the product rule alone: "pass", "fail", "cannot tell"
  std::string vnm, net_cost, total_cost, transaction_value;  // as settled; empty: not
  bool fallback = false;                                     // criterion D was looked at
  bool fallback_content_waived = false;                      // and asks for no value content
  std::vector<OriginAlternative> alternatives;
  std::vector<OriginStep> steps;
  std::vector<OriginQuestion> questions;
  std::vector<std::string> notes, doubts;
  std::size_t inputs = 0;
  std::string data_hash;
};

const char* name(OriginStatus status);  // "originating", "not originating", "cannot tell", "rule not loaded"
// 0 originating or not, 3 cannot tell or not loaded.
int exit_status(OriginStatus status);

std::string to_text(const OriginResult& result);
std::string to_json(const OriginResult& result);

}  // namespace trilat
