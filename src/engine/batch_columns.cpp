#include "engine/batch_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat {
namespace {

struct Known {
  std::string_view name;
  int BatchColumns::*column;
  std::string DutyParams::*otherwise;  // null where it may be left out
};

constexpr Known kKnown[] = {
    {"to", &BatchColumns::to, &DutyParams::to},
    {"from", &BatchColumns::from, &DutyParams::from},
    {"hs", &BatchColumns::hs, &DutyParams::hs},
    {"date", &BatchColumns::date, &DutyParams::date},
    {"value", &BatchColumns::value, &DutyParams::value},
    {"quantity", &BatchColumns::quantity, nullptr},
    {"claim", &BatchColumns::claim, nullptr},
    {"known_on", &BatchColumns::known_on, nullptr},
    {"preference_from", &BatchColumns::preference_from, nullptr},
    {"with", &BatchColumns::options, nullptr},
};

bool is_fact(const std::vector<const law::RuleBase*>& laws, std::string_view name) {
  return name != "claim" && std::any_of(laws.begin(), laws.end(),
                                        [&](const law::RuleBase* rules) { return rules->find_fact(name) != nullptr; });
}

Status check_names(const std::vector<std::string>& names, bool audited) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      return bad_input(fmt::format("column '{}' appears twice", names[i]), "give every column its own name");
    }
    const auto& added = batch_output_columns(audited);
    if (std::find(added.begin(), added.end(), names[i]) != added.end()) {
      return bad_input(fmt::format("the input has a column '{}', which the output adds", names[i]), "rename it");
    }
  }
  return {};
}

}  // namespace

const std::vector<std::string>& batch_output_columns(bool audited) {
  static const std::vector<std::string> plain = {"status",       "duty_min", "duty_max",       "fees",   "headings",
                                                 "headings_min", "spi",      "open_questions", "orders", "message"};
  static const std::vector<std::string> with_audit = [] {
    std::vector<std::string> all = plain;
    for (const char* name : {"audit", "difference", "reason", "detail", "late_claim_until", "paid_struck_down"}) {
      all.emplace_back(name);
    }
    return all;
  }();
  return audited ? with_audit : plain;
}

Result<BatchColumns> read_batch_columns(const std::vector<std::string_view>& header, const BatchParams& params,
                                        const std::vector<const law::RuleBase*>& laws) {
  std::vector<std::string> names;
  for (const std::string_view name : header) names.emplace_back(core::trim(name));
  TRILAT_CHECK(check_names(names, !params.audit.empty()));
  BatchColumns columns;
  columns.count = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto known =
        std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& each) { return each.name == names[i]; });
    if (known != std::end(kKnown)) {
      columns.*(known->column) = static_cast<int>(i);
    } else if (!params.audit.empty() && names[i] == params.audit) {
      columns.paid = static_cast<int>(i);
    } else if (is_fact(laws, names[i])) {
      columns.facts.push_back({i, names[i]});
    } else {
      columns.unused.push_back(names[i]);
    }
  }
  if (!params.audit.empty() && columns.paid == BatchColumns::kNone) {
    return bad_input(fmt::format("there is no column '{}' to audit", params.audit),
                     fmt::format("the columns are: {}", fmt::join(names, ", ")));
  }
  for (const Known& known : kKnown) {
    if (known.otherwise == nullptr || columns.*(known.column) != BatchColumns::kNone) continue;
    if (!(params.defaults.*(known.otherwise)).empty()) continue;
    const std::string near = core::nearest(known.name, names);
    return bad_input(fmt::format("there is no column '{}', and no --{} for every row", known.name, known.name),
                     near.empty() ? fmt::format("add the column; the columns are: {}", fmt::join(names, ", "))
                                  : fmt::format("did you mean it by '{}'? name it '{}'", near, known.name));
  }
  return columns;
}

}  // namespace trilat
