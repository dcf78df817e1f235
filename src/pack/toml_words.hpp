// What the readers of law share: words from a short list, spans of dates, sets of countries.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <optional>
#include <string>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/money.hpp"
#include "io/node.hpp"
#include "law/grade.hpp"
#include "law/rule_base.hpp"

namespace trilat::pack {

using CountryGroups = std::map<std::string, CountrySet>;  // RuleBase::groups

inline const std::map<std::string, law::Grade, std::less<>> kGrades = {
    {"A", law::Grade::kA}, {"B", law::Grade::kB}, {"C", law::Grade::kC}};

// One of a few words, with "did you mean".
template <class T>
Result<T> one_of(const io::Node& node, const std::map<std::string, T, std::less<>>& words) {
  TRILAT_TRY(const std::string word, node.as_string());
  if (const auto at = words.find(word); at != words.end()) return at->second;
  std::vector<std::string> known;
  for (const auto& [name, value] : words) known.push_back(name);
  return node.refuse(fmt::format("'{}' is not known here", word),
                     fmt::format("use one of: {}", fmt::join(known, ", ")));
}

template <class T>
Result<T> one_of_at(const io::Node& table, std::string_view key, const std::map<std::string, T, std::less<>>& words,
                    T otherwise) {
  const io::Node* node = table.find(key);
  if (node == nullptr) return otherwise;
  return one_of(*node, words);
}

// The half-open span between two keys; a missing key leaves that end open. Errors: an empty span.
Result<Interval> interval(const io::Node& table, std::string_view from, std::string_view until);

// Days of publication on which a rule stood, from `published` to `withdrawn`. One that does not say when it was
// published counts as published on the first day of its effect.
Result<Interval> publication(const io::Node& table, const Interval& effect);

// Codes and group names; "all" is every country but the importer.
Result<CountrySet> read_countries(const io::Node& table, std::string_view key, bool all_when_absent, Country importer,
                                  const CountryGroups& groups);

// An amount in quotes, or a number as the file writes it. `money_at`: nothing where the key is missing.
Result<Money> money_of(const io::Node& node);
Result<std::optional<Money>> money_at(const io::Node& table, std::string_view key);

Result<Country> country_at(const io::Node& table, std::string_view key);

// "authority 'x' is not declared", with the nearest of those that are.
tl::unexpected<Error> unknown(const io::Node& node, std::string_view what, const std::string& name,
                              const std::vector<std::string>& known);

// Places of the authorities that a key names. Errors: one that is not declared.
Result<std::vector<int>> authorities_at(const io::Node& table, std::string_view key, const law::RuleBase& rules);

}  // namespace trilat::pack
