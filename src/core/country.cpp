#include "core/country.hpp"

#include <fmt/format.h>

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

constexpr int kNoCountry = -1;
constexpr std::size_t kLetters = 26;

// Of a letter without its case; kLetters where it is none.
constexpr std::size_t letter(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a');
  return c >= 'A' && c <= 'Z' ? static_cast<std::size_t>(c - 'A') : kLetters;
}

constexpr std::size_t place_of_letters(char first, char second) {
  return letter(first) * (kLetters + 1) + letter(second);
}

// Where the country of two letters stands in the table.
constexpr auto kPlaces = [] {
  std::array<std::int16_t, (kLetters + 1) * (kLetters + 1)> places{};
  for (auto& place : places) place = kNoCountry;
  for (std::size_t i = 0; i < kCountries.size(); ++i)
    places[place_of_letters(kCountries[i].code[0], kCountries[i].code[1])] = static_cast<std::int16_t>(i);
  return places;
}();

std::string remedy_for(std::string_view text) {
  const std::string wanted = to_lower(trim(text));
  for (const CountryRow& row : kCountries) {
    if (to_lower(row.name) == wanted) return fmt::format("the code of {} is {}", row.name, row.code);
  }
  return "give an ISO 3166-1 alpha-2 code, such as US, CA or MX";
}

}  // namespace

Result<Country> Country::parse(std::string_view text) {
  const std::string_view code = trim(text);
  if (const int at = code.size() == 2 ? kPlaces[place_of_letters(code[0], code[1])] : kNoCountry; at != kNoCountry)
    return Country(static_cast<std::uint16_t>(at));
  return bad_input(fmt::format("'{}' is not a country", code), remedy_for(text));
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
