#include "core/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace trilat::core {
namespace {

struct UnitRow {
  std::string_view symbol;     // canonical
  std::string_view dimension;  // units of one dimension convert
  std::int64_t numerator;
  std::int64_t denominator;
  std::string_view spellings;  // separated by '|', lower case
};

// Spellings of the United States, Canadian and Mexican tariffs. Base units: kg, liter, m, m2, m3, No.
constexpr std::array kUnits = {
    UnitRow{"kg", "mass", 1, 1, "kg|kgs|kilogram|kilograms"},
    UnitRow{"g", "mass", 1, 1000, "g|gm|gram|grams"},
    UnitRow{"t", "mass", 1000, 1, "t|tonne|tonnes|metric ton|metric tonne|mt"},
    UnitRow{"hundredweight", "mass", 100, 1, "100 kg|quintal"},
    UnitRow{"carat", "mass", 1, 5000, "carat|carats"},
    UnitRow{"kg drained", "drained mass", 1, 1, "kg drained|kg on drained weight"},
    UnitRow{"kg with container", "gross mass", 1, 1,
            "kg with container|kg on contents and container|kg on entire contents of container"},
    UnitRow{"t with container", "gross mass", 1000, 1, "t with container"},
    UnitRow{"clean kg", "clean mass", 1, 1, "clean kg|cy kg|kg clean"},
    UnitRow{"liter", "volume", 1, 1, "liter|liters|litre|litres|l"},
    UnitRow{"hl", "volume", 100, 1, "hl|hectolitre|hectoliter"},
    UnitRow{"m3", "volume", 1000, 1, "m3|m³"},
    UnitRow{"bbl", "barrels", 1, 1, "bbl|barrel|barrels"},
    UnitRow{"pf.liter", "proof volume", 1, 1, "pf.liter|pf.liters|pf. liter|pf liter|proof liter|proof liters"},
    UnitRow{"m", "length", 1, 1, "m|meter|meters|metre|metres|lin. m"},
    UnitRow{"m2", "area", 1, 1, "m2|m²"},
    UnitRow{"cm2", "area", 1, 10000, "cm2|cm²"},
    UnitRow{"No", "count", 1, 1, "no|no.|number|each|unit|units|head|article|articles|pcs|pieces|piece|u"},
    UnitRow{"doz", "count", 12, 1, "doz|doz.|dozen|dozens"},
    UnitRow{"gross", "count", 144, 1, "gross"},
    UnitRow{"hundreds", "count", 100, 1, "hundreds|hundred"},
    UnitRow{"thousands", "count", 1000, 1, "thousands|thousand"},
    UnitRow{"pr", "pairs", 1, 1, "pr|pr.|prs|prs.|pair|pairs"},
    UnitRow{"doz pr", "pairs", 12, 1, "doz. prs.|doz pr|doz. pr.|dozen pairs"},
    UnitRow{"jewel", "jewels", 1, 1, "jewel|jewels|jwls."},
    UnitRow{"pack", "packs", 1, 1, "pack|packs"},
    UnitRow{"line gross", "lines", 1, 1, "line gross|line/gross|gr.lines|line/ gross"},
};

const UnitRow* find_unit(std::string_view text) {
  const std::string wanted = to_lower(trim(text));
  for (const UnitRow& row : kUnits) {
    if (wanted == to_lower(row.symbol)) return &row;
    const auto spellings = split(row.spellings, '|');
    if (std::find(spellings.begin(), spellings.end(), wanted) != spellings.end()) return &row;
  }
  return nullptr;
}

std::string known_units() {
  std::string list;
  for (const UnitRow& row : kUnits) list += (list.empty() ? "" : ", ") + std::string(row.symbol);
  return list;
}

}  // namespace

Result<Unit> Unit::parse(std::string_view text) {
  std::string_view symbol = trim(text);
  std::string_view subject;
  if (const auto of = symbol.find(" of "); of != std::string_view::npos) {
    subject = trim(symbol.substr(of + 4));
    symbol = symbol.substr(0, of);
  }
  const UnitRow* row = find_unit(symbol);
  if (row == nullptr) {
    return bad_input(fmt::format("'{}' is not a unit of quantity", trim(text)), "use one of: " + known_units());
  }
  Unit unit;
  unit.symbol_ = row->symbol;
  unit.dimension_ = row->dimension;
  unit.subject_ = to_lower(subject);
  unit.numerator_ = row->numerator;
  unit.denominator_ = row->denominator;
  return unit;
}

std::string Unit::to_string() const { return subject_.empty() ? symbol_ : symbol_ + " of " + subject_; }

bool Unit::comparable(const Unit& other) const {
  return dimension_ == other.dimension_ && subject_ == other.subject_ && !dimension_.empty();
}

Result<Quantity> Quantity::parse(std::string_view text) {
  const std::string_view all = trim(text);
  const auto blank = std::find_if(all.begin(), all.end(), [](char c) { return c != '.' && (c < '0' || c > '9'); });
  const auto length = static_cast<std::size_t>(blank - all.begin());
  if (!all.empty() && all.front() == '-')
    return bad_input(fmt::format("quantity '{}' is negative", all), "give a quantity of zero or more");
  if (length == 0 || length == all.size()) {
    return bad_input(fmt::format("'{}' is not a quantity", all), "write an amount and a unit, such as '100 kg'");
  }
  TRILAT_TRY(const std::int64_t raw, parse_decimal(all.substr(0, length), 6, "an amount"));
  TRILAT_TRY(Unit unit, Unit::parse(all.substr(length)));
  return Quantity{raw, std::move(unit)};
}

std::string Quantity::to_string() const { return format_decimal(raw, 6) + " " + unit.to_string(); }

Result<Money> Quantity::times(Rate price, const Unit& per) const {
  if (!unit.comparable(per)) {
    return bad_input(fmt::format("a quantity in {} cannot be priced per {}", unit.to_string(), per.to_string()),
                     fmt::format("give the quantity in {}", per.to_string()));
  }
  // cents = raw/1e6 * (unit/per) * price/1e10 * 100; the unit factors are small integers
  const Int128 numerator = static_cast<Int128>(raw) * price.raw() * unit.numerator() * per.denominator();
  const Int128 denominator = static_cast<Int128>(kScale) * (Rate::kScale / 100) * unit.denominator() * per.numerator();
  return Money::from_cents(divide_half_up(numerator, denominator));
}

}  // namespace trilat::core
