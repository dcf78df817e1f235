#include "pack/toml_words.hpp"

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

Result<CountrySet> read_countries(const io::Node& table, std::string_view key, bool all_when_absent, Country importer,
                                  const CountryGroups& groups) {
  CountrySet set;
  const io::Node* node = table.find(key);
  std::vector<std::string> names{"all"};
  if (node != nullptr) {
    TRILAT_TRY(names, node->as_strings());
  } else if (!all_when_absent) {
    names.clear();
  }
  for (const std::string& name : names) {
    if (name == "all") {
      set |= CountrySet::everything();
      set.remove(importer);
    } else if (const auto group = groups.find(name); group != groups.end()) {
      set |= group->second;
    } else {
      TRILAT_TRY(const Country country, node->placed(Country::parse(name)));
      set.add(country);
    }
  }
  return set;
}

}  // namespace trilat::pack
