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
  bool improve = false;  // also: what would make it originate, at the least cost
  bool certify = false;  // also: the data elements of a certification, and what is missing for it
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

// What would make the good originate. Amounts are for the quantity of the product file.
struct OriginImprovement {
  bool found = false;
  std::vector<std::pair<std::string, std::string>> changes;  // what, cost
  std::string cost, lower_bound;
  bool exact = false;  // no set of the changes looked at costs less
  std::string by;      // what it then originates by
  std::vector<std::string> notes;
  // With `annual_units` of the product file: cost and duty saved in a year, in the product's currency.
  std::string annual_cost, annual_duty_saved;
};

struct OriginEvidence {
  struct Element {
    std::string name, label, value;  // value empty: missing
  };
  struct Record {
    std::string country, role, from, citation;
    int years = 0;
    std::string until;  // where the day that it counts from is stated
    char grade = 'C';
  };
  struct Declaration {
    std::string input, hs, supplier, document, until;
    std::string state;  // "covers the date", "does not cover the date", "missing"
  };
  std::vector<Element> elements;
  std::vector<Record> records;
  std::vector<Declaration> declarations;
  std::vector<std::string> missing;  // everything that keeps the certification from being complete
  std::string statement, citation, valid_until;
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
  std::optional<OriginImprovement> improvement;
  std::optional<OriginEvidence> evidence;
  std::string data_hash;
};

const char* name(OriginStatus status);  // "originating", "not originating", "cannot tell", "rule not loaded"
// 0 originating or not, 3 cannot tell or not loaded.
int exit_status(OriginStatus status);

std::string to_text(const OriginResult& result);
std::string to_json(const OriginResult& result);
// A page that prints: the certification where it was asked for, and the working.
std::string to_html(const OriginResult& result);

}  // namespace trilat
