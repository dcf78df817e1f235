// Facts about a shipment, three-valued: said to be so, said not to be so, or not said.
//
// Each fact is declared in law/<importer>/facts.toml with its kind, its question in words and what
// holds while it is unsaid: `ask` (unknown, so the answer may be a range) or `assume_false` (taken as
// false, and the answer discloses it).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/rate.hpp"

namespace trilat::law {

enum class FactKind {
  kFlag,     // yes or no
  kContent,  // the value of a named content: money, or a share of the customs value
  kShare,    // a fraction, such as a share of weight
  kCountry,  // a country
  kDate,     // a day
  kChoice,   // one of the declared words
  kRate,     // a rate of duty, a fraction without an upper end
};

struct FactDefinition {
  std::string name;
  FactKind kind = FactKind::kFlag;
  bool assume_false = false;
  std::string question;              // "What is the value of the steel content?"
  std::vector<std::string> choices;  // kChoice only
  std::string complement_of;         // kContent: this plus that content is the whole value
  bool apart = false;                // kContent: a part of the value that other contents may overlap
  // kContent: an amount that takes the customs value in, such as that of the whole declaration: never less than the
  // value, and while unsaid the value itself.
  bool whole = false;
};

// A value that was said. Exactly one field is used, by the fact's kind.
struct FactValue {
  bool flag = false;
  Money money;            // kContent, in money
  Rate share;             // kShare, kRate; kContent said as a share is turned into money by the assessment
  bool is_share = false;  // kContent: `share` holds it
  Country country;
  bool other_country = false;  // kCountry: some country that no rule names
  Date date;
  std::string choice;

  friend bool operator==(const FactValue&, const FactValue&) = default;
};

using FactSet = std::map<std::string, FactValue, std::less<>>;

// Reads the text of a fact by its kind: "yes", "2500", "35%", "CN", "2025-04-05", "in". For contents a
// number with a percent sign is a share, and so is a plain fraction of at most 1 with a decimal point.
Result<FactValue> parse_fact(const FactDefinition& definition, std::string_view text);

// The value in words, "yes", "2,500.00", "35%", "any other country".
std::string to_string(const FactDefinition& definition, const FactValue& value);

}  // namespace trilat::law
