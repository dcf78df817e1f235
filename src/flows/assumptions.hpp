// What effective rates take for granted where the law asks about a shipment and statistics do not say.
//
// A standard answer gives one fact for the goods and partners that it names, all where it names none. Where
// several give one fact, the last that matches holds, so general answers come first and special ones after.
// Facts that no answer gives are left unsaid: those that the law takes as false until stated are then false.
#pragma once

#include <string>
#include <vector>

#include "flows/imports.hpp"
#include "law/law_index.hpp"
#include "law/pricer.hpp"

namespace trilat::flows {

struct StandardAnswer {
  std::string fact;
  std::string value;                  // as law::parse_fact reads it; "origin" is the country of origin
  std::vector<HsCode> codes;          // of any length; empty: all goods
  std::vector<std::string> partners;  // codes of Partner; empty: all
  std::string reason;
  std::string source;
};

struct Assumptions {
  std::vector<StandardAnswer> answers;
};

// The standard answers with their facts looked up in a law.
class Answers {
 public:
  // Errors: a fact that the law does not declare, a value that the fact cannot take.
  static Result<Answers> make(const law::LawIndex& index, const Assumptions& assumptions);

  // For goods of a partner, in the order of the facts; without the claim.
  std::vector<law::KnownFact> of(HsCode code, const Partner& partner) const;

 private:
  struct Answer {
    const StandardAnswer* said = nullptr;
    int fact = 0;
    bool origin = false;
    law::FactValue value;
  };
  std::vector<Answer> answers_;
};

}  // namespace trilat::flows
