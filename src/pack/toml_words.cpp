#include "pack/toml_words.hpp"

#include "core/text.hpp"

namespace trilat::pack {

Result<Interval> interval(const io::Node& table, std::string_view from, std::string_view until) {
  Interval span;
  TRILAT_TRY(const auto start, table.maybe_date(from));
  TRILAT_TRY(const auto end, table.maybe_date(until));
  if (start) span.from = *start;
  if (end) span.until = *end;
  if (span.empty()) return table.refuse(fmt::format("'{}' is not before '{}'", from, until), "put the dates in order");
  return span;
}

Result<Interval> publication(const io::Node& table, const Interval& effect) {
  TRILAT_TRY(Interval known, interval(table, "published", "withdrawn"));
  if (table.find("published") == nullptr && effect.from < known.until) known.from = effect.from;
  return known;
}

Result<CountrySet> read_countries(const io::Node& table, std::string_view key, bool all_when_absent, Country importer,
                                  const CountryGroups& groups) {
  CountrySet everyone = CountrySet::everything();
  everyone.remove(importer);
  const io::Node* node = table.find(key);
  if (node == nullptr) return all_when_absent ? everyone : CountrySet{};
  TRILAT_TRY(const auto names, node->as_strings());
  CountrySet set;
  for (const std::string& name : names) {
    if (name == "all") {
      set |= everyone;
    } else if (const auto group = groups.find(name); group != groups.end()) {
      set |= group->second;
    } else {
      TRILAT_TRY(const Country country, node->placed(Country::parse(name)));
      set.add(country);
    }
  }
  return set;
}

Result<Money> money_of(const io::Node& node) {
  TRILAT_TRY(const std::string text, node.is_number() ? node.as_number_text() : node.as_string());
  return node.placed(Money::parse(text));
}

Result<std::optional<Money>> money_at(const io::Node& table, std::string_view key) {
  const io::Node* node = table.find(key);
  if (node == nullptr) return std::optional<Money>{};
  TRILAT_TRY(const Money money, money_of(*node));
  return std::optional<Money>(money);
}

Result<Country> country_at(const io::Node& table, std::string_view key) {
  TRILAT_TRY(const io::Node* node, table.require(key));
  TRILAT_TRY(const std::string code, node->as_string());
  return node->placed(Country::parse(code));
}

tl::unexpected<Error> unknown(const io::Node& node, std::string_view what, const std::string& name,
                              const std::vector<std::string>& known) {
  return node.refuse(fmt::format("{} '{}' is not declared", what, name),
                     core::did_you_mean(name, known, fmt::format("declare it, or use a declared {}", what)));
}

Result<std::vector<int>> authorities_at(const io::Node& table, std::string_view key, const law::RuleBase& rules) {
  TRILAT_TRY(const io::Node* node, table.require(key));
  TRILAT_TRY(const auto names, node->as_strings());
  std::vector<int> found;
  for (const std::string& name : names) {
    const int authority = rules.find_authority(name);
    if (authority < 0)
      return unknown(*node, "authority", name, [&] {
        std::vector<std::string> known;
        for (const auto& entry : rules.authorities) known.push_back(entry.id);
        return known;
      }());
    found.push_back(authority);
  }
  return found;
}

}  // namespace trilat::pack
