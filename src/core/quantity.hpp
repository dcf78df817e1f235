// A quantity of goods with its unit, exactly: the amount has six decimals and units of one
// dimension convert by exact rational factors (1 t = 1000 kg, 1 doz = 12 No).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/money.hpp"
#include "core/rate.hpp"

namespace trilat::core {

// A unit of quantity. Two units convert into each other when they have the same dimension and
// the same subject: "kg" is the mass of the goods, "kg of lead" the mass of the lead in them.
class Unit {
 public:
  Unit() = default;

  // Reads the spellings that tariffs use: "kg", "t", "No.", "doz", "liter", "m2", "pf.liter", and
  // a subject after "of": "kg of lead". An unknown unit is an error that lists the known ones.
  static Result<Unit> parse(std::string_view text);

  const std::string& symbol() const { return symbol_; }    // canonical, "kg"
  const std::string& subject() const { return subject_; }  // "lead", or empty for the goods
  std::string to_string() const;                           // "kg of lead"
  bool comparable(const Unit& other) const;

  // This unit in the base unit of its dimension, as numerator / denominator.
  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }

  friend bool operator==(const Unit&, const Unit&) = default;

 private:
  std::string symbol_;
  std::string dimension_;
  std::string subject_;
  std::int64_t numerator_ = 1;
  std::int64_t denominator_ = 1;
};

struct Quantity {
  static constexpr std::int64_t kScale = 1'000'000;

  std::int64_t raw = 0;  // amount times kScale
  Unit unit;

  // Reads "100 kg", "12.5 t", "40 doz", "3 kg of lead". Negative amounts are errors.
  static Result<Quantity> parse(std::string_view text);

  double to_double() const { return static_cast<double>(raw) / static_cast<double>(kScale); }
  std::string to_string() const;

  // This quantity times a price for one `per` unit, to the cent, half up. An error where the
  // units do not convert into each other.
  Result<Money> times(Rate price, const Unit& per) const;
};

}  // namespace trilat::core

namespace trilat {
using core::Quantity;
using core::Unit;
}  // namespace trilat
