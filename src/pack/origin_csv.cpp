#include "pack/origin_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "io/csv.hpp"

namespace trilat::pack {
namespace {

using origin::CodeRange;
using origin::CodeRanges;
using origin::Rational;
using origin::Rule;

const io::CsvColumns kRuleColumns{
    .required = {"codes",         "alternative", "rule",      "trade",     "use",      "goods",
                 "not_goods",     "since",       "until",     "change",    "group",    "also_change",
                 "from",          "from_groups", "from_kind", "also_from", "inside",   "except",
                 "except_groups", "except_kind", "tv",        "nc",        "quantity", "process",
                 "marks",         "parsed",      "grade",     "source",    "doubt",    "note"},
    .allow_others = false};
constexpr long kHundred = 100;

Result<CodeRanges> ranges_in(const io::CsvRow& row, std::string_view column) {
  return row.placed(column, origin::parse_ranges(row[column]));
}

Result<std::vector<CodeRanges>> groups_at(const io::CsvRow& row, std::string_view column) {
  std::vector<CodeRanges> groups;
  if (row[column].empty()) return groups;
  for (const std::string_view part : core::split(row[column], '|')) {
    TRILAT_TRY(CodeRanges group, row.placed(column, origin::parse_ranges(part)));
    groups.push_back(std::move(group));
  }
  return groups;
}

Result<std::optional<Rational>> percent_at(const io::CsvRow& row, std::string_view column) {
  if (row[column].empty()) return std::optional<Rational>{};
  TRILAT_TRY(const Rational percent, row.placed(column, Rational::parse(row[column])));
  if (percent < Rational{} || percent > Rational(kHundred))
    return row.refuse(column, fmt::format("{} is no percentage", row[column]), "write 0 to 100");
  return std::optional<Rational>{percent};
}

// "weight >= 50 originating_active_ingredient of_total_active_ingredient", separated by bars.
Result<std::vector<origin::QuantityTest>> quantities_at(const io::CsvRow& row) {
  std::vector<origin::QuantityTest> tests;
  if (row["quantity"].empty()) return tests;
  for (const std::string_view part : core::split(row["quantity"], '|')) {
    const auto words = core::split(core::trim(part), ' ');
    if (words.size() != 5 || (words[1] != ">=" && words[1] != "<="))
      return row.refuse("quantity", fmt::format("'{}' is no quantity test", core::trim(part)),
                        "write basis, >= or <=, limit, what, of what");
    origin::QuantityTest test;
    test.basis = words[0];
    test.at_least = words[1] == ">=";
    TRILAT_TRY(test.limit, row.placed("quantity", Rational::parse(words[2])));
    test.fact = words[3];
    test.within = words[4];
    tests.push_back(std::move(test));
  }
  return tests;
}

Status read_when(const io::CsvRow& row, Rule& rule) {
  if (!row["since"].empty()) {
    TRILAT_TRY(rule.when.from, row.placed("since", Date::parse(row["since"])));
  }
  if (!row["until"].empty()) {
    TRILAT_TRY(rule.when.until, row.placed("until", Date::parse(row["until"])));
  }
  if (rule.when.empty()) return row.refuse("until", "the rule ends before it begins", "mend since or until");
  return {};
}

// "MX-US": the countries in order of their codes, whichever way the file has them.
std::string sorted_pair(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::string(text);
  const std::string_view a = text.substr(0, dash);
  const std::string_view b = text.substr(dash + 1);
  return a < b ? fmt::format("{}-{}", a, b) : fmt::format("{}-{}", b, a);
}

Status read_change(const io::CsvRow& row, Rule& rule) {
  TRILAT_TRY(rule.change, row.placed("change", origin::parse_change(row["change"])));
  rule.outside_group = row["group"] == "outside";
  if (!row["also_change"].empty()) {
    TRILAT_TRY(rule.also_change, row.placed("also_change", origin::parse_change(row["also_change"])));
  }
  TRILAT_TRY(rule.from, ranges_in(row, "from"));
  TRILAT_TRY(rule.from_groups, groups_at(row, "from_groups"));
  TRILAT_TRY(rule.also_from, ranges_in(row, "also_from"));
  TRILAT_TRY(rule.inside, ranges_in(row, "inside"));
  TRILAT_TRY(rule.except, ranges_in(row, "except"));
  TRILAT_TRY(rule.except_groups, groups_at(row, "except_groups"));
  if (rule.change == origin::Change::kSpecified && rule.from.empty() && rule.from_groups.empty())
    return row.refuse("from", "a change from named codes names none", "give them in 'from' or 'from_groups'");
  rule.from_kind = row["from_kind"];
  rule.except_kind = row["except_kind"];
  return {};
}

void read_marks(const io::CsvRow& row, Rule& rule) {
  for (const std::string_view mark : core::split(row["marks"], ' ')) {
    rule.assembled = rule.assembled || mark == "assembled";
    rule.cut_only = rule.cut_only || mark == "cut-only";
    rule.automotive = rule.automotive || mark == "automotive";
    rule.steel = rule.steel || mark == "steel";
    rule.phased = rule.phased || mark == "phased";
    if (mark.starts_with("section-")) rule.section = mark.substr(8);
  }
}

Result<Rule> read_rule(const io::CsvRow& row) {
  Rule rule;
  TRILAT_TRY(rule.codes, row.placed("codes", CodeRange::parse(row["codes"])));
  TRILAT_TRY(const std::int64_t alternative, row.integer("alternative"));
  rule.alternative = static_cast<int>(alternative);
  rule.number = row["rule"];
  rule.trade = sorted_pair(row["trade"]);
  rule.use = row["use"];
  rule.goods = row["goods"];
  TRILAT_TRY(rule.not_goods, ranges_in(row, "not_goods"));
  TRILAT_CHECK(read_when(row, rule));
  TRILAT_CHECK(read_change(row, rule));
  TRILAT_TRY(rule.tv, percent_at(row, "tv"));
  TRILAT_TRY(rule.nc, percent_at(row, "nc"));
  TRILAT_TRY(rule.quantities, quantities_at(row));
  rule.process = row["process"];
  read_marks(row, rule);
  if (row["parsed"] != "yes" && row["parsed"] != "partly")
    return row.refuse("parsed", fmt::format("'{}' is not known here", row["parsed"]), "write yes or partly");
  rule.parsed = row["parsed"] == "yes";
  if (row["grade"].size() != 1 || std::string_view("ABC").find(row["grade"].front()) == std::string_view::npos)
    return row.refuse("grade", fmt::format("'{}' is no grade of evidence", row["grade"]), "write A, B or C");
  rule.grade = row["grade"].front();
  rule.source = row["source"];
  rule.doubt = row["doubt"];
  rule.note = row["note"];
  return rule;
}

}  // namespace

Result<std::vector<Rule>> read_origin_rules(const std::filesystem::path& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, kRuleColumns));
  std::vector<Rule> rules;
  rules.reserve(table.size());
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(Rule rule, read_rule(row));
    rules.push_back(std::move(rule));
  }
  const auto before = [](const Rule& a, const Rule& b) { return a.codes.first < b.codes.first; };
  std::stable_sort(rules.begin(), rules.end(), before);
  return rules;
}

Result<std::vector<origin::BridgeRow>> read_code_bridge(const std::filesystem::path& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"system", "code", "codes_2012", "preferred", "same_rule"}));
  std::vector<origin::BridgeRow> bridge;
  for (const io::CsvRow& row : table) {
    origin::BridgeRow entry;
    TRILAT_TRY(const std::int64_t system, row.integer("system"));
    entry.system = static_cast<int>(system);
    TRILAT_TRY(entry.code, row.placed("code", HsCode::parse(row["code"])));
    for (const std::string_view word : core::split(row["codes_2012"], ' ')) {
      TRILAT_TRY(const HsCode old, row.placed("codes_2012", HsCode::parse(word)));
      entry.old.push_back(old);
    }
    TRILAT_TRY(entry.preferred, row.placed("preferred", HsCode::parse(row["preferred"])));
    entry.same_rule = row["same_rule"] == "yes";
    bridge.push_back(std::move(entry));
  }
  std::sort(bridge.begin(), bridge.end(),
            [](const auto& a, const auto& b) { return std::pair(a.system, a.code) < std::pair(b.system, b.code); });
  return bridge;
}

Result<std::vector<origin::PartEntry>> read_automotive_parts(const std::filesystem::path& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"table", "category", "codes", "in_part", "item"}));
  std::vector<origin::PartEntry> parts;
  for (const io::CsvRow& row : table) {
    origin::PartEntry part;
    part.table = row["table"];
    part.category = row["category"];
    TRILAT_TRY(part.codes, row.placed("codes", CodeRange::parse(row["codes"])));
    part.in_part = row["in_part"] == "yes";
    part.item = row["item"];
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<std::vector<HsCode>> read_subheadings(const std::filesystem::path& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"codes"}));
  std::vector<HsCode> codes;
  for (const io::CsvRow& row : table) {
    const auto words = core::split(row["codes"], ' ');
    for (std::size_t i = 1; i < words.size(); ++i) {
      TRILAT_TRY(const HsCode code, row.placed("codes", HsCode::parse(std::string(words[0]) + std::string(words[i]))));
      codes.push_back(code);
    }
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace trilat::pack
