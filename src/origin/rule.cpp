#include "origin/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"

namespace trilat::origin {
namespace {

struct Named {
  Change change;
  const char* name;
  const char* words;
};

constexpr std::array kChanges{
    Named{Change::kNone, "none", "no change of classification is required"},
    Named{Change::kChapter, "CC", "a change from any other chapter"},
    Named{Change::kHeading, "CTH", "a change from any other heading"},
    Named{Change::kSubheading, "CTSH", "a change from any other subheading"},
    Named{Change::kItem, "CTI", "a change from any other tariff item"},
    Named{Change::kGoodSubheading, "CGS",
          "a change from any other good of the subheading or from any other subheading"},
    Named{Change::kGoodHeading, "CGH", "a change from any other good of the heading or from any other heading"},
    Named{Change::kGoodOrHeading, "CGSH", "a change from any other good of the subheading or from any other heading"},
    Named{Change::kSpecified, "specified", "a change"},
};

const Named& named(Change change) { return kChanges[static_cast<std::size_t>(change)]; }

// A name as words.
std::string groups_text(const std::vector<CodeRanges>& groups) {
  std::string text;
  for (const CodeRanges& group : groups) text += (text.empty() ? "(" : ", (") + to_string(group) + ")";
  return text;
}

std::string change_text(const Rule& rule) {
  std::string text = named(rule.change).words;
  if (rule.outside_group) text += fmt::format(" outside {}", rule.codes.to_string());
  if (!rule.inside.empty()) text += fmt::format(" within {}", to_string(rule.inside));
  if (!rule.from.empty()) text += fmt::format(" from {}", to_string(rule.from));
  if (!rule.from_groups.empty()) text += fmt::format(" from more than one of {}", groups_text(rule.from_groups));
  if (!rule.also_from.empty()) text += fmt::format(", or from {}", to_string(rule.also_from));
  if (!rule.from_kind.empty()) text += fmt::format(" ({})", rule.from_kind);
  if (!rule.except.empty()) text += fmt::format(", except from {}", to_string(rule.except));
  if (!rule.except_kind.empty()) text += fmt::format(", except from {}", rule.except_kind);
  if (!rule.except_groups.empty())
    text += fmt::format(", except from more than one of {}", groups_text(rule.except_groups));
  if (rule.also_change) text += fmt::format(", whether or not there is also {}", named(*rule.also_change).words);
  return text;
}

}  // namespace

Result<Change> parse_change(std::string_view text) {
  std::string known;
  for (const Named& entry : kChanges) {
    if (text == entry.name) return entry.change;
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  return bad_input(fmt::format("'{}' is no change of classification", text), fmt::format("write one of {}", known));
}

const char* name(Change change) { return named(change).name; }
std::string words(Change change) { return named(change).words; }

std::string Rule::reference() const {
  std::string text = source.empty() ? "rule given with the product" : source;
  if (source.empty()) return text;
  text += fmt::format(", chapter {}", codes.first.prefix(2).to_string());
  if (!number.empty()) text += fmt::format(", rule {}", number);
  return text + fmt::format(", {}, alternative {}", codes.to_string(), alternative);
}

std::string Rule::to_string() const {
  std::string text = change_text(*this);
  if (tv && nc)
    text += fmt::format("; regional value content of {} % (transaction value) or {} % (net cost)", tv->to_string(),
                        nc->to_string());
  else if (tv)
    text += fmt::format("; regional value content of {} % (transaction value)", tv->to_string());
  else if (nc)
    text += fmt::format("; regional value content of {} % (net cost)", nc->to_string());
  for (const QuantityTest& test : quantities) {
    text += test.count() ? "; a limit on the number of non-originating assemblies"
                         : fmt::format("; {} {} by {} {} {} %", core::spoken(test.fact), core::spoken(test.within),
                                       test.basis, test.at_least ? "at least" : "at most", test.limit.to_string());
  }
  if (!process.empty()) text += "; " + process;
  if (assembled)
    text += cut_only ? "; cut and sewn or otherwise assembled in the territory"
                     : "; cut or knit to shape, and sewn or otherwise assembled in the territory";
  if (!goods.empty()) text = goods + ": " + text;
  return text;
}

}  // namespace trilat::origin
