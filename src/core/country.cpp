#include "core/country.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace trilat::core {
namespace {

struct CountryRow {
  std::string_view code;
  std::string_view name;
};

constexpr auto kCountries = std::to_array<CountryRow>({
#include "core/country_table.inc"
});
static_assert(kCountries.size() <= 256, "CountrySet holds 256 bits");

std::string remedy_for(std::string_view text) {
  const std::string wanted = to_lower(trim(text));
  for (const CountryRow& row : kCountries) {
    if (to_lower(row.name) == wanted) return fmt::format("the code of {} is {}", row.name, row.code);
  }
  return "give an ISO 3166-1 alpha-2 code, such as US, CA or MX";
}

}  // namespace

Result<Country> Country::parse(std::string_view text) {
  std::string code(trim(text));
  for (char& c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const auto at = std::lower_bound(kCountries.begin(), kCountries.end(), code,
                                   [](const CountryRow& row, std::string_view wanted) { return row.code < wanted; });
  if (at == kCountries.end() || at->code != code) {
    return bad_input(fmt::format("'{}' is not a country", trim(text)), remedy_for(text));
  }
  return Country(static_cast<std::uint16_t>(at - kCountries.begin()));
}

std::vector<Country> Country::all() {
  std::vector<Country> countries;
  for (std::size_t i = 0; i < kCountries.size(); ++i) countries.push_back(at(i));
  return countries;
}

std::size_t Country::count() { return kCountries.size(); }

std::string_view Country::code() const { return kCountries[index_].code; }

std::string_view Country::name() const { return kCountries[index_].name; }

CountrySet CountrySet::everything() {
  CountrySet set;
  for (const Country country : Country::all()) set.add(country);
  return set;
}

std::vector<Country> CountrySet::members() const {
  std::vector<Country> countries;
  for (const Country country : Country::all()) {
    if (contains(country)) countries.push_back(country);
  }
  return countries;
}

}  // namespace trilat::core
