// A rate of duty as a tariff prints it: free, a percentage, so much a unit of quantity, or a sum
// of such parts, with a least or greatest amount where the tariff says so.
//
// "2.5%", "Free", "4.4¢/kg + 3.7%", "$1.53 each + 6% on the case", "245.5% but not less than $4.52/kg",
// "5% but not less than 4.74¢/kg or more than 9.48¢/kg", "1.88¢/kg but not less than 4% plus 4%".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/money.hpp"
#include "core/quantity.hpp"
#include "core/rate.hpp"

namespace trilat::law {

// One summand. Ad valorem: `amount` is a fraction of the value (of the whole, or of the part that
// `on` names). Specific: `amount` is money for one `per`.
struct RatePart {
  enum class Kind { kAdValorem, kSpecific };
  Kind kind = Kind::kAdValorem;
  Rate amount;
  Unit per;        // specific parts only
  std::string on;  // "the case"; empty for the whole good

  friend bool operator==(const RatePart&, const RatePart&) = default;
};

struct DutyRate {
  // kText: words that no formula here holds ("The rate applicable to each garment ..."): shown, not priced.
  // kReference: "See 9823.04.01-9823.04.54": the rate stands elsewhere.
  enum class Kind { kPriced, kText, kReference };
  Kind kind = Kind::kText;
  std::vector<RatePart> parts;     // the sum of these; none means free
  std::vector<RatePart> at_least;  // "but not less than"
  std::vector<RatePart> at_most;   // "but not more than"
  std::string text;                // as printed

  bool is_free() const { return kind == Kind::kPriced && parts.empty() && at_least.empty(); }
  // True when it is one percentage of the whole value (free counts as 0 %).
  bool is_ad_valorem() const;
  // Units of quantity and named parts that pricing needs.
  std::vector<Unit> units_needed() const;
};

// Reads the text of a rate column. Text that cannot be read as a formula gives kText, never an error:
// the law is what it is.
DutyRate parse_duty_rate(std::string_view text);

// What pricing a rate came to.
struct PricedRate {
  Money duty;                        // to the cent, half up, part by part summed before rounding up to a total
  std::vector<std::string> working;  // "3.7% of 10,000.00 = 370.00"
};

// Prices a rate on a value and the quantities given. The error names the unit or part that is missing.
Result<PricedRate> price(const DutyRate& rate, Money value, std::span<const Quantity> quantities);

// The percentage of a rate that is_ad_valorem, nothing for free.
Rate percentage(const DutyRate& rate);

// The duty alone, without words; nothing where `price` gives an error.
std::optional<Money> duty_of(const DutyRate& rate, Money value, std::span<const Quantity> quantities);

// What is due at least where a quantity or the value of a named part is missing: the parts that can be priced, each
// sum without those that cannot.
Money least_duty_of(const DutyRate& rate, Money value, std::span<const Quantity> quantities);
// The same with its working.
PricedRate least_price(const DutyRate& rate, Money value, std::span<const Quantity> quantities);

}  // namespace trilat::law
