// The certification of origin and its working as a page that prints.
#include <fmt/format.h>

#include "report/html.hpp"
#include "report/page.hpp"
#include "trilat/origin.hpp"

namespace trilat {
namespace {

using namespace report;

std::string row(const std::vector<std::string>& cells) {
  std::string text = "<tr>";
  for (const std::string& each : cells) text += cell(escape(each));
  return text + "</tr>\n";
}

std::string table(const std::vector<std::string>& heads, const std::string& rows) {
  std::string text = "<table><thead><tr>";
  for (const std::string& head : heads) text += fmt::format("<th>{}</th>", escape(head));
  return text + "</tr></thead><tbody>\n" + rows + "</tbody></table>\n";
}

std::string certification(const OriginEvidence& evidence) {
  std::string elements;
  for (const auto& each : evidence.elements) elements += row({each.label, each.value});
  std::string text = "<h2>Certification of origin</h2>\n" + table({"Element", "Statement"}, elements);
  text += fmt::format("<p>{}</p>\n<p><small>{}</small></p>\n", escape(evidence.statement), escape(evidence.citation));
  std::string declarations;
  for (const auto& each : evidence.declarations)
    declarations += row({each.input, each.hs, each.supplier, each.document, each.until, each.state});
  if (!declarations.empty())
    text += "<h2>Suppliers' declarations</h2>\n" +
            table({"Input", "Code", "Supplier", "Document", "Until", "State"}, declarations);
  std::string records;
  for (const auto& each : evidence.records)
    records += row(
        {each.country, each.role, fmt::format("{} years from {}", each.years, each.from), each.until, each.citation});
  text += "<h2>Records to keep</h2>\n" + table({"Country", "Who", "How long", "Until", "Law"}, records);
  if (evidence.missing.empty()) return text;
  text += "<h2>Missing for the certification</h2>\n<ul>\n";
  for (const std::string& missing : evidence.missing) text += fmt::format("<li>{}</li>\n", escape(missing));
  return text + "</ul>\n";
}

std::string working(const OriginResult& result) {
  std::string rows;
  for (const OriginStep& step : result.steps) {
    std::string inputs;
    for (const auto& [key, value] : step.inputs)
      inputs += fmt::format("{}{} = {}", inputs.empty() ? "" : "; ", key, value);
    for (const std::string& missing : step.missing)
      inputs += fmt::format("{}missing: {}", inputs.empty() ? "" : "; ", missing);
    const std::string found = step.margin.empty() ? step.result : fmt::format("{}; {}", step.result, step.margin);
    rows += row({step.verdict, step.what, inputs, step.formula, found, step.reference});
  }
  return "<h2>The working</h2>\n" + table({"", "Test", "From", "Formula", "Result", "Law"}, rows);
}

}  // namespace

std::string to_html(const OriginResult& result) {
  std::string body = fmt::format(
      "<p><strong>{}</strong> on {}{}</p>\n", escape(name(result.status)), result.date.to_string(),
      result.criterion.empty() ? "" : escape(fmt::format(": criterion {}, {}", result.criterion, result.reference)));
  if (result.evidence) body += certification(*result.evidence);
  if (!result.questions.empty()) {
    body += "<h2>What would settle it</h2>\n<ul>\n";
    for (const auto& question : result.questions) body += fmt::format("<li>{}</li>\n", escape(question.question));
    body += "</ul>\n";
  }
  body += working(result);
  body += fmt::format("<p><small>data {}</small></p>\n", escape(result.data_hash));
  return page(fmt::format("Origin of {} ({}) under {}", result.product.empty() ? "the good" : result.product, result.hs,
                          result.agreement),
              body);
}

}  // namespace trilat
