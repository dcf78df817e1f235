// Dates, rates, amounts, quantities, codes and countries: what is read prints back to the same value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/quantity.hpp"

namespace {

template <class T>
void prints_back(const std::string& text) {
  const auto read = T::parse(text);
  if (!read) return;
  const auto again = T::parse(read->to_string());
  if (!again || !(*again == *read)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  prints_back<trilat::Date>(text);
  prints_back<trilat::Rate>(text);
  prints_back<trilat::Money>(text);
  prints_back<trilat::HsCode>(text);
  prints_back<trilat::Country>(text);
  const auto quantity = trilat::Quantity::parse(text);
  if (quantity) {
    const auto again = trilat::Quantity::parse(quantity->to_string());
    if (!again || again->raw != quantity->raw || !(again->unit == quantity->unit)) std::abort();
  }
  return 0;
}
