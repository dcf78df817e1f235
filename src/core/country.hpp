// Countries by ISO 3166-1 alpha-2 code, and sets of them.
#pragma once

#include <bitset>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat::core {

// One of the countries of ISO 3166-1. Holds its place in the table of codes, so sets are bit sets.
class Country {
 public:
  constexpr Country() = default;

  // Reads "CA" or "ca". A code that ISO 3166-1 does not have is an error; where the text is the
  // English name of a country, the remedy gives its code.
  static Result<Country> parse(std::string_view text);
  // Every country, in order of code.
  static std::vector<Country> all();
  static std::size_t count();
  // Precondition: index < count().
  static Country at(std::size_t index) { return Country(static_cast<std::uint16_t>(index)); }

  std::size_t index() const { return index_; }
  std::string_view code() const;  // "CA"
  std::string_view name() const;  // "Canada"
  std::string to_string() const { return std::string(code()); }

  friend constexpr auto operator<=>(Country, Country) = default;

 private:
  constexpr explicit Country(std::uint16_t index) : index_(index) {}
  std::uint16_t index_ = 0;
};

class CountrySet {
 public:
  static CountrySet everything();

  void add(Country country) { bits_.set(country.index()); }
  void remove(Country country) { bits_.reset(country.index()); }
  bool contains(Country country) const { return bits_.test(country.index()); }
  bool empty() const { return bits_.none(); }
  std::size_t size() const { return bits_.count(); }
  std::vector<Country> members() const;

  CountrySet& operator|=(const CountrySet& other) {
    bits_ |= other.bits_;
    return *this;
  }
  // Takes the other set's members away.
  CountrySet& operator-=(const CountrySet& other) {
    bits_ &= ~other.bits_;
    return *this;
  }
  bool intersects(const CountrySet& other) const { return (bits_ & other.bits_).any(); }

  friend bool operator==(const CountrySet&, const CountrySet&) = default;

 private:
  std::bitset<256> bits_;
};

}  // namespace trilat::core

namespace trilat {
using core::Country;
using core::CountrySet;
}  // namespace trilat
