// The facts that the law asks about a good on a day, and how much money hangs on each.
#pragma once

#include <string>
#include <vector>

#include "trilat/duty.hpp"

namespace trilat {

struct FactsParams {
  // With nothing but `to`, every declared fact is listed. Otherwise hs, from and date are needed; a
  // value of 10,000 is taken where none is given.
  DutyParams shipment;
};

struct FactAsker {
  std::string heading, authority, authority_title, title;
  std::string condition;  // "claim = usmca", or "the duty falls on it"
  std::string citation;
  char grade = 'C';
};

struct FactMatter {
  std::string name, kind, question;
  std::vector<std::string> choices;
  std::string unsaid;       // "ask": the answer stays open; "assume_false": taken as no, and disclosed
  bool unsaid_here = true;  // false: it was said for this shipment
  bool open = false;        // the duty stays open while it is unsaid; otherwise it counts as no
  Money at_stake;           // the most that its answers move the least or the greatest duty
  std::vector<DutyAnswer> answers;
  std::vector<FactAsker> asked_by;  // of a list of all facts: one for each authority
};

struct FactsResult {
  bool all = false;  // every declared fact; no good was given
  std::string to, from, hs, description, currency;
  Date date;
  Money value;
  Money duty_min, duty_max;
  bool bounded = true;
  std::string status;             // of the duty with nothing more said
  std::vector<FactMatter> facts;  // largest money first
  std::string data_hash;
};

std::string to_text(const FactsResult& result);
std::string to_json(const FactsResult& result);

}  // namespace trilat
