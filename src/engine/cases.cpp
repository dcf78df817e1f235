#include "trilat/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/impl.hpp"
#include "engine/origin_cases.hpp"
#include "engine/plain_text.hpp"
#include "io/toml.hpp"
#include "pack/toml_words.hpp"

namespace trilat {
namespace {

struct Expectation {
  std::string status;
  std::optional<Money> duty_min, duty_max;
  std::optional<Money> total;  // with fees and taxes
  std::vector<std::pair<std::string, Money>> charges;
  std::vector<std::string> absent;
  std::vector<std::string> order;
};

struct DutyCase {
  std::string id;
  std::string skip;  // why it cannot be answered; empty: run it
  DutyParams params;
  Expectation expect;
};

Result<std::string> text_at(const io::Node& table, std::string_view key, bool required) {
  const io::Node* node = table.find(key);
  if (node == nullptr && !required) return std::string{};
  TRILAT_TRY(node, table.require(key));
  return plain_text(*node);
}

Result<Expectation> read_expectation(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"status", "duty", "duty_min", "duty_max", "total", "charges", "absent", "order"}));
  Expectation expect;
  TRILAT_TRY(expect.status, text_at(node, "status", false));
  TRILAT_TRY(const auto duty, pack::money_at(node, "duty"));
  TRILAT_TRY(expect.duty_min, pack::money_at(node, "duty_min"));
  TRILAT_TRY(expect.duty_max, pack::money_at(node, "duty_max"));
  TRILAT_TRY(expect.total, pack::money_at(node, "total"));
  if (duty) expect.duty_min = expect.duty_max = duty;
  if (const io::Node* charges = node.find("charges")) {
    TRILAT_TRY(const io::Table* table, charges->as_table());
    for (const io::Member& member : *table) {
      TRILAT_TRY(const Money amount, pack::money_of(member.value));
      expect.charges.emplace_back(member.key, amount);
    }
  }
  TRILAT_TRY(expect.absent, node.maybe_strings("absent"));
  TRILAT_TRY(expect.order, node.maybe_strings("order"));
  return expect;
}

// Fees and taxes by name; `beyond_horizon` asks for the last recorded law after the recorded span.
Status read_options(const io::Node& options, DutyCase& entry) {
  TRILAT_TRY(const io::Table* table, options.as_table());
  for (const io::Member& member : *table) {
    TRILAT_TRY(const bool wanted, member.value.as_bool());
    if (!wanted) continue;
    if (member.key == "beyond_horizon")
      entry.params.beyond_horizon = true;
    else
      entry.params.options.push_back(member.key);
  }
  return {};
}

// How good the source of a case is: A official, B computed from it by others, C secondary, each perhaps with * (the sum
// is derived) or + (another source agrees), or soft (stands beside an estimate).
Status check_tier(const io::Node& node) {
  TRILAT_TRY(const std::string tier, text_at(node, "tier", false));
  const bool graded = !tier.empty() && tier.size() <= 2 && tier.find_first_of("ABC") == 0 &&
                      tier.find_first_not_of("*+", 1) == std::string::npos;
  if (tier.empty() || tier == "soft" || graded) return {};
  return node.find("tier")->refuse(fmt::format("'{}' is no tier", tier),
                                   "write A, B or C, with * where the sum is derived, or soft");
}

Result<DutyCase> read_case(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"id", "source", "tier", "note", "to", "from", "hs", "date", "known_on", "value",
                                "quantity", "claim", "facts", "options", "expect", "skip", "preference_from"}));
  DutyCase entry;
  TRILAT_TRY(entry.id, node.string_at("id"));
  TRILAT_TRY(entry.skip, text_at(node, "skip", false));
  TRILAT_CHECK(check_tier(node));
  TRILAT_TRY(entry.params.to, node.string_at("to"));
  TRILAT_TRY(entry.params.from, node.string_at("from"));
  TRILAT_TRY(entry.params.hs, text_at(node, "hs", true));
  TRILAT_TRY(entry.params.date, text_at(node, "date", true));
  TRILAT_TRY(entry.params.known_on, text_at(node, "known_on", false));
  TRILAT_TRY(entry.params.value, text_at(node, "value", true));
  TRILAT_TRY(entry.params.quantities, node.maybe_strings("quantity"));
  TRILAT_TRY(entry.params.claim, text_at(node, "claim", false));
  TRILAT_TRY(entry.params.preference_from, text_at(node, "preference_from", false));
  if (const io::Node* facts = node.find("facts")) {
    TRILAT_TRY(const io::Table* table, facts->as_table());
    for (const io::Member& member : *table) {
      TRILAT_TRY(entry.params.facts[member.key], plain_text(member.value));
    }
  }
  if (const io::Node* options = node.find("options")) TRILAT_CHECK(read_options(*options, entry));
  TRILAT_TRY(const io::Node* expect, node.require("expect"));
  TRILAT_TRY(entry.expect, read_expectation(*expect));
  return entry;
}

Money charged(const DutyOutcome& outcome, const std::string& heading, bool& found) {
  Money sum;
  for (const DutyCharge& line : outcome.charges) {
    const bool same = heading == "base" ? line.authority == "base" : line.heading == heading || line.called == heading;
    found = found || same;
    if (same) sum += line.amount;
  }
  return sum;
}

// The headings of `order` must all be filed, in that order; others may stand between them.
bool in_order(const DutyOutcome& outcome, const std::vector<std::string>& order) {
  auto at = outcome.charges.begin();
  for (const std::string& heading : order) {
    at = std::find_if(at, outcome.charges.end(), [&](const DutyCharge& line) { return line.heading == heading; });
    if (at == outcome.charges.end()) return false;
    ++at;
  }
  return true;
}

std::vector<std::string> differences(const Expectation& expect, const DutyResult& result) {
  std::vector<std::string> found;
  const auto differ = [&](const std::string& what, const std::string& expected, const std::string& got) {
    if (expected != got) found.push_back(fmt::format("{}: expected {}, got {}", what, expected, got));
  };
  if (!expect.status.empty()) differ("status", expect.status, name(result.status));
  // where fees were asked for, a source may count them in
  const auto agrees = [](Money expected, const DutyOutcome& outcome) {
    return (expected == outcome.total ? outcome.total : outcome.duty).to_string();
  };
  const bool one = expect.duty_min == expect.duty_max;
  if (expect.duty_min)
    differ(one ? "duty" : "duty_min", expect.duty_min->to_string(), agrees(*expect.duty_min, result.low));
  if (expect.duty_max) {
    differ(one ? "duty" : "duty_max", expect.duty_max->to_string(),
           result.bounded ? agrees(*expect.duty_max, result.high) : "no bound");
  }
  if (expect.total) differ("total", expect.total->to_string(), result.high.total.to_string());
  for (const auto& [heading, amount] : expect.charges) {
    bool filed = false;
    const Money sum = charged(result.high, heading, filed);
    if (!filed && !amount.is_zero())
      found.push_back(fmt::format("{}: expected {}, not charged", heading, amount.to_string()));
    else
      differ(heading, amount.to_string(), sum.to_string());
  }
  for (const std::string& heading : expect.absent) {
    for (const DutyOutcome* outcome : {&result.low, &result.high}) {
      bool filed = false;
      const Money sum = charged(*outcome, heading, filed);
      if (filed && !sum.is_zero())
        found.push_back(fmt::format("{}: must not be charged, got {}", heading, sum.to_string()));
    }
  }
  if (!in_order(result.high, expect.order)) {
    std::string filed;
    for (const DutyCharge& line : result.high.charges) filed += " " + line.heading;
    found.push_back(fmt::format("order: expected {}, filed{}", fmt::join(expect.order, " "), filed));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Fees have tables of their own: a case that expects nothing else can be answered beyond the law's horizon.
bool expects_fees_alone(const DutyCase& entry) {
  const auto& options = entry.params.options;
  const auto is_fee = [&](const auto& charge) {
    return std::find(options.begin(), options.end(), charge.first) != options.end();
  };
  const Expectation& expect = entry.expect;
  return !expect.charges.empty() && std::all_of(expect.charges.begin(), expect.charges.end(), is_fee) &&
         expect.status.empty() && !expect.duty_min && !expect.duty_max && !expect.total;
}

CaseReport run(const Engine& engine, const DutyCase& entry) {
  CaseReport report;
  report.id = entry.id;
  if (!entry.skip.empty()) {
    report.verdict = CaseVerdict::kSkipped;
    report.differences = {entry.skip};
    return report;
  }
  DutyParams params = entry.params;
  params.beyond_horizon = params.beyond_horizon || expects_fees_alone(entry);
  const auto result = engine.duty(params);
  if (!result) {
    // an importer that the data does not hold, or a date outside it, is not a wrong answer
    const bool unanswerable =
        result.error().code == ErrorCode::kOutOfRange ||
        (result.error().code == ErrorCode::kNotFound && result.error().message.starts_with("to:"));
    report.verdict = unanswerable ? CaseVerdict::kSkipped : CaseVerdict::kFailed;
    report.differences = {result.error().to_string()};
    return report;
  }
  report.differences = differences(entry.expect, *result);
  report.verdict = report.differences.empty() ? CaseVerdict::kPassed : CaseVerdict::kFailed;
  if (!report.differences.empty()) report.working = to_text(*result);
  return report;
}

}  // namespace

Result<CasesResult> Engine::cases(const CasesParams& params) const {
  CasesResult result;
  for (const std::string& path : params.files) {
    TRILAT_TRY(const io::Node file, io::read_toml(path));
    TRILAT_CHECK(file.allow_only({"case"}));
    TRILAT_TRY(const io::Array* cases, file.array_at("case"));
    for (const io::Node& node : *cases) {
      CaseReport report;
      if (node.find("kind") != nullptr) {  // a case of origin; without it, of duty
        TRILAT_TRY(const origin::RuleBook* rules, impl_->rules_of_origin());
        TRILAT_TRY(report, run_origin_case(*rules, node));
      } else {
        TRILAT_TRY(const DutyCase entry, read_case(node));
        report = run(*this, entry);
      }
      report.file = path;
      report.line = node.position().line;
      if (report.verdict == CaseVerdict::kPassed) ++result.passed;
      if (report.verdict == CaseVerdict::kFailed) ++result.failed;
      if (report.verdict == CaseVerdict::kSkipped) ++result.skipped;
      result.reports.push_back(std::move(report));
    }
  }
  return result;
}

std::string to_text(const CasesResult& result) {
  std::string text;
  for (const CaseReport& report : result.reports) {
    if (report.verdict == CaseVerdict::kPassed) continue;
    const char* word = report.verdict == CaseVerdict::kFailed ? "FAILED" : "skipped";
    text += fmt::format("{} {} ({}:{})\n", word, report.id, report.file, report.line);
    for (const std::string& difference : report.differences) text += "    " + difference + "\n";
    if (!report.working.empty()) text += "\n" + report.working + "\n";
  }
  return text + fmt::format("{} passed, {} failed, {} skipped\n", result.passed, result.failed, result.skipped);
}

}  // namespace trilat
