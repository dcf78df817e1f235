// The currencies of a ledger: what each is worth in that of the report, as the user said.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/money.hpp"

namespace trilat {

class Currencies {
 public:
  // Errors: a currency that is no three letters, a rate that is no number above nothing.
  static Result<Currencies> make(const std::string& report, const std::map<std::string, std::string>& rates);

  const std::string& report() const { return report_; }
  // In the report's currency. An error that says how to give the rate where there is none.
  Result<Rate> worth(std::string_view currency) const;

 private:
  std::string report_;
  std::map<std::string, Rate, std::less<>> worth_;
};

// An amount times `worth` over `unit`, to the cent, half up. Precondition: unit > 0. Values beyond what Money holds
// are an error.
Result<Money> converted(Money amount, Rate worth, Rate unit);

// "$1,234.50 " is "1234.50": amounts as spreadsheets write them. In `text`; a view of `field` where nothing changes.
std::string_view plain_amount(std::string_view field, std::string& text);

}  // namespace trilat
