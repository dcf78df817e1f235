// The working of origin as a reader of text and a program want it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/json.hpp"
#include "trilat/origin.hpp"

namespace trilat {
namespace {

constexpr std::size_t kShownNotes = 12;

std::string headline(const OriginResult& result) {
  const std::string what = result.product.empty() ? "the good" : fmt::format("'{}'", result.product);
  std::string text = fmt::format("{} of {} on {}: {}\n", what, result.hs, result.date.to_string(), name(result.status));
  if (result.rule_hs != result.hs)
    text += fmt::format("under the rules, which follow the Harmonized System of 2012: {}\n", result.rule_hs);
  if (!result.criterion.empty()) text += fmt::format("criterion {}, by {}\n", result.criterion, result.reference);
  if (result.status == OriginStatus::kNotLoaded) text += fmt::format("the rule is not loaded: {}\n", result.reference);
  return text;
}

std::string step_text(const OriginStep& step) {
  const std::string indent(static_cast<std::size_t>(2 + 2 * step.depth), ' ');
  const std::string mark = step.verdict.empty() ? "" : fmt::format("[{}] ", step.verdict);
  std::string text = fmt::format("{}{}{}\n", indent, mark, step.what);
  const std::string below = indent + "    ";
  std::string inputs;
  for (const auto& [key, value] : step.inputs)
    inputs += fmt::format("{}{} = {}", inputs.empty() ? "" : "; ", key, value);
  if (!inputs.empty()) text += below + inputs + "\n";
  if (!step.formula.empty() || !step.result.empty())
    text += fmt::format("{}{}{}{}\n", below, step.formula, step.formula.empty() || step.result.empty() ? "" : " = ",
                        step.result);
  if (!step.margin.empty()) text += below + step.margin + "\n";
  for (const std::string& missing : step.missing) text += fmt::format("{}missing: {}\n", below, missing);
  if (!step.reference.empty()) text += fmt::format("{}{}\n", below, step.reference);
  return text;
}

std::string questions_text(const OriginResult& result) {
  if (result.questions.empty()) return {};
  std::string text = "\nWhat would settle it\n";
  for (const OriginQuestion& question : result.questions) {
    text += fmt::format("  {}\n      {}", question.question, question.fact);
    if (!question.answers.empty()) text += fmt::format(": {}", fmt::join(question.answers, " | "));
    text += "\n";
  }
  return text;
}

std::string improvement_text(const OriginResult& result) {
  if (!result.improvement) return {};
  const OriginImprovement& better = *result.improvement;
  std::string text = "\nWhat would make it originate\n";
  for (const auto& [what, cost] : better.changes) text += fmt::format("  {:>12}  {}\n", cost, what);
  if (better.found) {
    text += fmt::format("  {:>12}  in all for the quantity stated; it then originates by {}\n", better.cost, better.by);
    text += better.exact ? "                no cheaper set of the changes looked at does it\n"
                         : fmt::format("                no set of the changes looked at costs less than {}\n",
                                       better.lower_bound);
  }
  if (!better.annual_cost.empty()) text += fmt::format("  {:>12}  in a year\n", better.annual_cost);
  if (!better.annual_duty_saved.empty())
    text += fmt::format("  {:>12}  duty saved in a year\n", better.annual_duty_saved);
  for (const std::string& note : better.notes) text += fmt::format("  {}\n", note);
  return text;
}

std::string evidence_text(const OriginResult& result) {
  if (!result.evidence) return {};
  const OriginEvidence& evidence = *result.evidence;
  std::string text = "\nCertification of origin\n";
  for (const auto& element : evidence.elements)
    text += fmt::format("  {}\n      {}\n", element.label, element.value.empty() ? "-" : element.value);
  text += fmt::format("  {}\n  {}\n", evidence.statement, evidence.citation);
  if (!evidence.valid_until.empty()) text += fmt::format("  valid for claims until {}\n", evidence.valid_until);
  if (!evidence.declarations.empty()) text += "\nSuppliers' declarations\n";
  for (const auto& row : evidence.declarations)
    text +=
        fmt::format("  {} ({}): {}{}\n", row.input, row.hs, row.state, row.supplier.empty() ? "" : ", " + row.supplier);
  text += "\nRecords to keep\n";
  for (const auto& row : evidence.records)
    text += fmt::format("  {}, {}: {} years from {}{} [{}] {}\n", row.country, row.role, row.years, row.from,
                        row.until.empty() ? "" : ", until " + row.until, row.grade, row.citation);
  if (!evidence.missing.empty()) text += "\nMissing for the certification\n";
  for (const std::string& missing : evidence.missing) text += fmt::format("  {}\n", missing);
  return text;
}

void strings(io::JsonWriter& json, const char* key, const std::vector<std::string>& texts) {
  json.key(key);
  write(json, texts);
}

void write_step(io::JsonWriter& json, const OriginStep& step) {
  json.begin_object().field("what", step.what).field("reference", step.reference);
  json.key("inputs").begin_object();
  for (const auto& [key, value] : step.inputs) json.field(key, value);
  json.end();
  json.field("formula", step.formula).field("result", step.result).field("margin", step.margin);
  json.field("verdict", step.verdict).field("depth", step.depth);
  strings(json, "missing", step.missing);
  json.end();
}

void write_alternative(io::JsonWriter& json, const OriginAlternative& each) {
  json.begin_object().field("alternative", each.number).field("rule", each.rule).field("reference", each.reference);
  json.field("verdict", each.verdict).field("change", each.change).field("de_minimis", each.de_minimis);
  json.field("content_waived", each.content_waived);
  json.field("required_tv", each.need_tv).field("required_nc", each.need_nc).field("tv", each.tv).field("nc", each.nc);
  json.field("doubt", each.doubt).field("grade", std::string(1, each.grade)).end();
}

void write_improvement(io::JsonWriter& json, const OriginImprovement& better) {
  json.key("improvement").begin_object().field("found", better.found).field("cost", better.cost);
  json.field("lower_bound", better.lower_bound).field("exact", better.exact).field("by", better.by);
  json.field("annual_cost", better.annual_cost).field("annual_duty_saved", better.annual_duty_saved);
  json.key("changes").begin_array();
  for (const auto& [what, cost] : better.changes) json.begin_object().field("what", what).field("cost", cost).end();
  json.end();
  strings(json, "notes", better.notes);
  json.end();
}

void write_evidence(io::JsonWriter& json, const OriginEvidence& evidence) {
  json.key("evidence").begin_object().key("elements").begin_array();
  for (const auto& row : evidence.elements)
    json.begin_object().field("name", row.name).field("label", row.label).field("value", row.value).end();
  json.end().key("records").begin_array();
  for (const auto& row : evidence.records) {
    json.begin_object().field("country", row.country).field("role", row.role).field("years", row.years);
    json.field("from", row.from).field("until", row.until).field("citation", row.citation);
    json.field("grade", std::string(1, row.grade)).end();
  }
  json.end().key("declarations").begin_array();
  for (const auto& row : evidence.declarations) {
    json.begin_object().field("input", row.input).field("hs", row.hs).field("supplier", row.supplier);
    json.field("document", row.document).field("until", row.until).field("state", row.state).end();
  }
  json.end();
  strings(json, "missing", evidence.missing);
  json.field("statement", evidence.statement)
      .field("citation", evidence.citation)
      .field("valid_until", evidence.valid_until)
      .end();
}

}  // namespace

std::string to_text(const OriginResult& result) {
  std::string text = headline(result);
  text += "\nThe working\n";
  for (const OriginStep& step : result.steps) text += step_text(step);
  text += questions_text(result);
  text += improvement_text(result);
  text += evidence_text(result);
  for (const std::string& doubt : result.doubts) text += fmt::format("\nThe source is doubtful: {}\n", doubt);
  if (!result.notes.empty()) text += "\nNotes\n";
  for (std::size_t i = 0; i < std::min(result.notes.size(), kShownNotes); ++i)
    text += fmt::format("  {}\n", result.notes[i]);
  if (result.notes.size() > kShownNotes)
    text += fmt::format("  and {} more (--format json)\n", result.notes.size() - kShownNotes);
  text +=
      "\nOrigin for the preference is one question; origin for marking and for duties that do not depend on the\n"
      "agreement are others, with rules of their own.\n";
  return text + fmt::format("data {}\n", result.data_hash);
}

std::string to_json(const OriginResult& result) {
  io::JsonWriter json;
  json.begin_object().field("status", name(result.status)).field("product", result.product).field("hs", result.hs);
  json.field("rule_hs", result.rule_hs).field("agreement", result.agreement).field("trade", result.trade);
  json.field("date", result.date.to_string()).field("criterion", result.criterion).field("reference", result.reference);
  json.field("by_rule", result.by_rule).field("vnm", result.vnm).field("net_cost", result.net_cost);
  json.field("total_cost", result.total_cost)
      .field("transaction_value", result.transaction_value)
      .field("inputs", result.inputs);
  json.key("alternatives").begin_array();
  for (const auto& each : result.alternatives) write_alternative(json, each);
  json.end().key("steps").begin_array();
  for (const auto& each : result.steps) write_step(json, each);
  json.end().key("questions").begin_array();
  for (const auto& each : result.questions) {
    json.begin_object().field("fact", each.fact).field("question", each.question);
    strings(json, "answers", each.answers);
    json.end();
  }
  json.end();
  strings(json, "notes", result.notes);
  strings(json, "doubts", result.doubts);
  if (result.improvement) write_improvement(json, *result.improvement);
  if (result.evidence) write_evidence(json, *result.evidence);
  json.field("data_hash", result.data_hash).end();
  return json.finish().value_or("");
}

}  // namespace trilat
