#include "scenario/law_diff.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace trilat::scenario {
namespace {

constexpr std::size_t kNamedOrigins = 4;

std::string origins_in_words(const law::RuleBase& rules, const CountrySet& origins) {
  const auto names = [](const std::vector<Country>& countries) {
    std::vector<std::string_view> words;
    for (const Country country : countries) words.push_back(country.name());
    return fmt::format("{}", fmt::join(words, ", "));
  };
  const std::vector<Country> members = origins.members();
  if (members.size() <= kNamedOrigins) return names(members);
  CountrySet others = CountrySet::everything();
  others -= origins;
  CountrySet home;
  home.add(rules.importer);
  others -= home;
  const std::vector<Country> missing = others.members();
  if (missing.empty()) return "all origins";
  if (missing.size() <= kNamedOrigins) return fmt::format("all origins but {}", names(missing));
  return fmt::format("{} origins", members.size());
}

std::string products_in_words(const law::RuleBase& rules, const law::ProductScope& scope) {
  const auto names = [&](const std::vector<int>& lists) {
    std::vector<std::string> words;
    for (const int list : lists) words.push_back(rules.lists[static_cast<std::size_t>(list)].name);
    return fmt::format("{}", fmt::join(words, ", "));
  };
  std::string text = scope.all ? "all goods" : names(scope.lists);
  if (!scope.except_lists.empty()) text += fmt::format(" except {}", names(scope.except_lists));
  return text;
}

std::string effect_in_words(const law::Measure& measure, const law::Segment& segment) {
  switch (measure.effect) {
    case law::Effect::kCharge: return segment.rate.text;
    case law::Effect::kTopUp: return segment.rate.text + " in total";
    case law::Effect::kReplace: return segment.rate.text + " in place of the goods' own rate";
    case law::Effect::kExempt: return "exempt";
    case law::Effect::kExemptPart: return fmt::format("exempt on {}", segment.base_content);
    case law::Effect::kProhibit: return "prohibited";
    case law::Effect::kNotLoaded: return "not loaded";
    default: return segment.rate.text;
  }
}

std::vector<LawLine> lines(const law::RuleBase& rules) {
  std::vector<LawLine> all;
  for (const law::Measure& measure : rules.measures) {
    for (const law::Segment& segment : measure.segments) {
      if (segment.known.until != Interval{}.until) continue;  // withdrawn since
      all.push_back({measure.heading, rules.authorities[static_cast<std::size_t>(measure.authority)].title,
                     measure.title, origins_in_words(rules, measure.origins),
                     products_in_words(rules, measure.products), effect_in_words(measure, segment), measure.when_text,
                     segment.effect});
    }
  }
  for (const law::Preference& preference : rules.preferences) {
    all.push_back({preference.claim, "", preference.title, origins_in_words(rules, preference.origins), "all goods",
                   "may be claimed", "", preference.effect});
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

std::vector<LawDifference> compare(const law::RuleBase& before, const law::RuleBase& after) {
  const std::vector<LawLine> old_lines = lines(before);
  const std::vector<LawLine> new_lines = lines(after);
  std::vector<LawLine> gone, fresh;
  std::set_difference(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end(), std::back_inserter(gone));
  std::set_difference(new_lines.begin(), new_lines.end(), old_lines.begin(), old_lines.end(),
                      std::back_inserter(fresh));
  std::vector<LawDifference> differences;
  for (LawLine& line : gone) differences.push_back({false, std::move(line)});
  for (LawLine& line : fresh) differences.push_back({true, std::move(line)});
  std::stable_sort(differences.begin(), differences.end(),
                   [](const LawDifference& a, const LawDifference& b) { return a.line.heading < b.line.heading; });
  return differences;
}

}  // namespace trilat::scenario
