#include "engine/origin_evidence.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "engine/plain_text.hpp"

namespace trilat {
namespace {

constexpr int kMonthsAYear = 12;

const std::string& said(const EvidenceFacts& facts, const std::string& key) {
  static const std::string kNone;
  const auto at = facts.find(key);
  return at == facts.end() ? kNone : at->second;
}

std::optional<Date> day(const EvidenceFacts& facts, const std::string& key) {
  const auto date = Date::parse(said(facts, key));
  return date ? std::optional<Date>(*date) : std::nullopt;
}

struct Labelled {
  const char* element;
  const char* label;
  const char* fact;
};

// Elements that the product file states in its own words.
constexpr std::array kStated{
    Labelled{"certifier_role", "1. Certifier: importer, exporter or producer", "role"},
    Labelled{"certifier", "2. Certifier: name, title, address, telephone, e-mail", "certifier"},
    Labelled{"exporter", "3. Exporter, where it is not the certifier", "exporter"},
    Labelled{"producer", "4. Producer, where it is neither certifier nor exporter", "producer"},
    Labelled{"importer", "5. Importer, where it is known", "importer"},
};

std::string blanket_words(const EvidenceFacts& facts) {
  const auto since = day(facts, "blanket_since");
  const auto until = day(facts, "blanket_until");
  if (since && until) return fmt::format("{} to {}", since->to_string(), until->to_string());
  return said(facts, "single_shipment") == "yes" ? "single shipment" : "";
}

std::string signature_words(const EvidenceFacts& facts) {
  const std::string& who = said(facts, "signatory");
  const std::string& when = said(facts, "signed");
  return who.empty() || when.empty() ? "" : fmt::format("{}, {}", who, when);
}

Status check_blanket(const origin::RuleBook& book, const EvidenceFacts& facts) {
  const auto since = day(facts, "blanket_since");
  const auto until = day(facts, "blanket_until");
  if (!since || !until) return {};
  if (*until < *since)
    return bad_input("the blanket period ends before it begins", "mend evidence.blanket_since or blanket_until");
  if (*until >= since->plus_months(book.certification.blanket_months)) {
    return bad_input(
        fmt::format("a blanket period is at most {} months long", book.certification.blanket_months),
        fmt::format("end it by {}", since->plus_months(book.certification.blanket_months).plus_days(-1).to_string()));
  }
  return {};
}

void add_elements(const origin::Product& product, const origin::Assessment& assessment, const EvidenceFacts& facts,
                  OriginEvidence& out) {
  for (const Labelled& row : kStated) out.elements.push_back({row.element, row.label, said(facts, row.fact)});
  const std::string& description = said(facts, "description").empty() ? product.name : said(facts, "description");
  const std::string& code = product.printed_code;
  out.elements.push_back({"goods_and_code", "6. Description of the good and its 6-digit code",
                          description.empty()
                              ? ""
                              : fmt::format("{}; {}", description, code.substr(0, code.size() > 7 ? 7 : code.size()))});
  const bool lettered = assessment.criterion.size() == 1;
  out.elements.push_back({"origin_criterion", "7. Origin criterion", lettered ? assessment.criterion : ""});
  out.elements.push_back({"blanket_period", "8. Blanket period, or single shipment", blanket_words(facts)});
  out.elements.push_back({"signature_and_date", "9. Authorized signature and date", signature_words(facts)});
}

// Exporter and producer may be the certifier, and the importer unknown: these three are not asked for.
bool may_be_empty(const std::string& element) {
  return element == "exporter" || element == "producer" || element == "importer";
}

void add_records(const origin::RuleBook& book, const EvidenceFacts& facts, OriginEvidence& out) {
  const auto signed_on = day(facts, "signed");
  for (const origin::EvidenceRule& rule : book.certification.records) {
    const bool from_signature = rule.from.starts_with("completion");
    const auto until =
        signed_on && from_signature ? signed_on->plus_months(rule.years * kMonthsAYear).to_string() : std::string{};
    out.records.push_back({rule.country, rule.role, rule.from, rule.citation, rule.years, until, rule.grade});
  }
  if (signed_on) out.valid_until = signed_on->plus_months(book.certification.validity_years * kMonthsAYear).to_string();
}

void add_declarations(const origin::Product& product, const std::vector<origin::Input>& inputs, OriginEvidence& out) {
  for (const origin::Input& input : inputs) {
    add_declarations(product, input.inputs, out);
    const bool claims = input.origin == origin::InputOrigin::kOriginating && !input.self_produced &&
                        input.role != origin::InputRole::kIndirect;
    if (!claims && !input.declaration) continue;
    OriginEvidence::Declaration row{input.name, input.code.to_printed(), "", "", "", "missing"};
    if (input.declaration) {
      row.supplier = input.declaration->supplier;
      row.document = input.declaration->document;
      row.until = input.declaration->until ? input.declaration->until->to_string() : "";
      const bool begun = !input.declaration->since || *input.declaration->since <= product.date;
      const bool valid = begun && (!input.declaration->until || product.date <= *input.declaration->until);
      row.state = valid ? "covers the date" : "does not cover the date";
    }
    out.declarations.push_back(std::move(row));
  }
}

}  // namespace

Result<EvidenceFacts> read_evidence_facts(const io::Node& table) {
  const io::Node* node = table.find("evidence");
  EvidenceFacts facts;
  if (node == nullptr) return facts;
  TRILAT_CHECK(node->allow_only({"role", "certifier", "exporter", "producer", "importer", "description",
                                 "blanket_since", "blanket_until", "single_shipment", "signatory", "signed"}));
  TRILAT_TRY(const io::Table* entries, node->as_table());
  for (const io::Member& member : *entries) {
    TRILAT_TRY(facts[member.key], plain_text(member.value));
  }
  for (const char* key : {"blanket_since", "blanket_until", "signed"}) {
    const io::Node* date = node->find(key);
    if (date != nullptr) TRILAT_CHECK(date->as_date());
  }
  return facts;
}

Result<OriginEvidence> evidence_of(const origin::RuleBook& book, const origin::Product& product,
                                   const origin::Assessment& assessment, const EvidenceFacts& facts) {
  TRILAT_CHECK(check_blanket(book, facts));
  OriginEvidence out;
  out.statement = book.certification.statement;
  out.citation = book.certification.citation;
  add_elements(product, assessment, facts, out);
  add_records(book, facts, out);
  add_declarations(product, product.inputs, out);
  if (assessment.status != origin::Status::kOriginating)
    out.missing.push_back(fmt::format("the good is not shown to originate: {}", name(assessment.status)));
  for (const auto& element : out.elements) {
    if (element.value.empty() && !may_be_empty(element.name)) out.missing.push_back(element.label);
  }
  for (const auto& row : out.declarations) {
    if (row.state != "covers the date")
      out.missing.push_back(fmt::format("supplier's declaration for '{}': {}", row.input, row.state));
  }
  return out;
}

}  // namespace trilat
