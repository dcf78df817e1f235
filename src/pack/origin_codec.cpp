#include "pack/origin_codec.hpp"

#include "pack/archive.hpp"
#include "pack/core_fields.hpp"

namespace trilat::origin {
namespace {

// A number as its fraction; nothing as the empty text.
template <class Archive>
void optional_number(Archive& a, std::optional<Rational>& number) {
  std::string text = number ? number->to_fraction() : std::string{};
  a(text);
  if constexpr (Archive::kReading) {
    number.reset();
    if (const auto read = Rational::parse(text)) number = *read;
  }
}

// A word that may be missing, such as a change of classification.
template <class Archive>
void optional_change(Archive& a, std::optional<Change>& change) {
  int value = change ? static_cast<int>(*change) : -1;
  a(value);
  if constexpr (Archive::kReading) {
    change.reset();
    if (value >= 0 && value <= static_cast<int>(Change::kSpecified)) change = static_cast<Change>(value);
  }
}

}  // namespace

template <class Archive>
void fields(Archive& a, Rational& number) {
  std::string text = number.to_fraction();
  a(text);
  if constexpr (Archive::kReading) number = Rational::parse(text).value_or(Rational{});
}

template <class Archive>
void fields(Archive& a, CodeRange& range) {
  a(range.first, range.last);
}

template <class Archive>
void fields(Archive& a, QuantityTest& test) {
  a(test.basis, test.at_least, test.limit, test.fact, test.within);
}

template <class Archive>
void fields(Archive& a, Rule& rule) {
  a(rule.codes, rule.alternative, rule.number, rule.trade, rule.use, rule.goods, rule.not_goods, rule.when, rule.change,
    rule.outside_group);
  optional_change(a, rule.also_change);
  a(rule.from, rule.from_groups, rule.from_kind, rule.also_from, rule.inside, rule.except, rule.except_groups,
    rule.except_kind);
  optional_number(a, rule.tv);
  optional_number(a, rule.nc);
  a(rule.quantities, rule.process, rule.assembled, rule.cut_only, rule.automotive, rule.steel, rule.phased,
    rule.section, rule.parsed, rule.grade, rule.source, rule.doubt, rule.note);
}

template <class Archive>
void fields(Archive& a, BridgeRow& row) {
  a(row.system, row.code, row.old, row.preferred, row.same_rule);
}

template <class Archive>
void fields(Archive& a, Note& note) {
  a(note.id, note.kind, note.reference, note.words, note.goods, note.not_goods, note.when, note.fact, note.question,
    note.materials, note.material_kind, note.exempts, note.allowed, note.alternative, note.grade, note.doubt);
}

template <class Archive>
void fields(Archive& a, DeMinimisException& exception) {
  a(exception.paragraph, exception.materials, exception.material_kind, exception.goods, exception.goods_kind);
}

template <class Archive>
void fields(Archive& a, Provisions& p) {
  a(p.name, p.in_force, p.parties, p.de_minimis, p.textile_weight, p.elastomeric_weight, p.set_share, p.fallback_tv,
    p.fallback_nc, p.textile_goods, p.apparel_goods, p.de_minimis_other_sub, p.no_fallback, p.textile_excluded_kinds,
    p.deemed_originating, p.deemed_in_part, p.remanufactured, p.not_remanufactured, p.transit_exceptions, p.exceptions,
    p.references);
}

template <class Archive>
void fields(Archive& a, EvidenceRule& rule) {
  a(rule.country, rule.role, rule.words, rule.from, rule.citation, rule.years, rule.grade);
}

template <class Archive>
void fields(Archive& a, WaiverRule& rule) {
  a(rule.country, rule.amount, rule.currency, rule.citation, rule.grade);
}

template <class Archive>
void fields(Archive& a, CertificationRules& rules) {
  a(rules.elements, rules.validity_years, rules.blanket_months, rules.statement, rules.citation, rules.grade,
    rules.records, rules.waivers, rules.post_import);
}

template <class Archive>
void fields(Archive& a, VehicleThreshold& row) {
  a(row.vehicle, row.codes, row.goods, row.nc);
  optional_number(a, row.tv);
  a(row.when, row.reference);
}

template <class Archive>
void fields(Archive& a, PartThreshold& row) {
  a(row.table, row.category, row.vehicles, row.nc);
  optional_number(a, row.tv);
  a(row.when, row.reference);
}

template <class Archive>
void fields(Archive& a, PartEntry& entry) {
  a(entry.table, entry.category, entry.codes, entry.in_part, entry.item);
}

template <class Archive>
void fields(Archive& a, LabourThreshold& row) {
  a(row.vehicles, row.total, row.material_least, row.technology_most, row.assembly_most, row.when, row.reference);
}

template <class Archive>
void fields(Archive& a, AssemblyCapacity& row) {
  a(row.vehicles, row.what, row.units);
}

template <class Archive>
void fields(Archive& a, WageThreshold& row) {
  a(row.country, row.currency, row.amount);
}

template <class Archive>
void fields(Archive& a, AutomotiveTables& t) {
  a(t.vehicles, t.thresholds, t.parts, t.labour, t.capacities, t.wages, t.steel_share, t.aluminium_share,
    t.steel_made_from, t.steelmaking_exempt, t.purchase_reference, t.steel_reference, t.labour_reference,
    t.averaging_reference, t.averaging_ends);
}

template <class Archive>
void fields(Archive& a, RuleBook& book) {
  a(book.rules, book.bridge, book.notes, book.provisions, book.certification, book.automotive, book.subheadings);
}

}  // namespace trilat::origin

namespace trilat::pack {

std::string encode_rule_book(const origin::RuleBook& book) { return encode(book); }

Result<origin::RuleBook> decode_rule_book(std::string_view bytes) {
  return decode<origin::RuleBook>(bytes, "rules of origin");
}

}  // namespace trilat::pack
