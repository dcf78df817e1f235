// The kinds of sums that cases of origin may ask for, by groups.
#pragma once

#include "engine/origin_cases.hpp"

namespace trilat {

using OriginSum = Result<OriginAnswers> (*)(const origin::RuleBook&, const io::Node&);
using OriginSums = std::map<std::string, OriginSum, std::less<>>;

OriginSums value_sums();       // rvc, net_cost, allocation, interest, intermediate, material_value, sets, de minimis
OriginSums inventory_sums();   // inventory_value, fungible
OriginSums automotive_sums();  // auto_rvc, auto_averaging, auto_lvc, auto_steel

// Reading what is given. Numbers may be written bare or in quotes, also as fractions.
Result<origin::Rational> number_at(const io::Node& table, std::string_view key);
Result<origin::Rational> number_or(const io::Node& table, std::string_view key, const origin::Rational& otherwise);
Result<std::vector<origin::Rational>> numbers_at(const io::Node& table, std::string_view key);
Result<bool> truth_or(const io::Node& table, std::string_view key, bool otherwise);
// A number, or the sum of a table of numbers; zero where the key is missing.
Result<origin::Rational> total_at(const io::Node& table, std::string_view key);

}  // namespace trilat
