#include "pack/extras_toml.hpp"

#include <array>

#include "core/text.hpp"
#include "io/toml.hpp"
#include "law/condition.hpp"

namespace trilat::pack {
namespace {

const std::map<std::string, law::Fee::Base, std::less<>> kFeeBases = {
    {"customs_value", law::Fee::Base::kCustomsValue},
    {"duty_paid_value", law::Fee::Base::kDutyPaidValue},
    {"duty_and_fee_paid_value", law::Fee::Base::kDutyAndFeePaidValue}};

Result<law::Grade> grade_at(const io::Node& node) {
  TRILAT_TRY(const io::Node* grade, node.require("grade"));
  return one_of(*grade, kGrades);
}

Result<law::StatedDuty> read_stated(const law::RuleBase& rules, const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"name", "fact", "title", "cite", "grade"}));
  law::StatedDuty duty;
  TRILAT_TRY(duty.name, node.string_at("name"));
  TRILAT_TRY(duty.fact, node.string_at("fact"));
  TRILAT_TRY(duty.title, node.string_at("title"));
  TRILAT_TRY(duty.citation, node.string_at("cite"));
  TRILAT_TRY(duty.grade, grade_at(node));
  const law::FactDefinition* fact = rules.find_fact(duty.fact);
  if (fact == nullptr || fact->kind != law::FactKind::kRate) {
    return node.refuse(fmt::format("'{}' is not a fact of kind rate", duty.fact), "declare it in facts.toml");
  }
  return duty;
}

Result<law::Fee::Segment> read_fee_segment(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"from", "until", "rate", "least", "greatest", "cite", "grade", "note"}));
  law::Fee::Segment segment;
  TRILAT_CHECK(node.require("from"));
  TRILAT_TRY(segment.effect, interval(node, "from", "until"));
  TRILAT_TRY(const io::Node* rate, node.require("rate"));
  TRILAT_TRY(const std::string text, rate->as_string());
  TRILAT_TRY(segment.rate, rate->placed(Rate::parse(text)));
  TRILAT_TRY(segment.least, money_at(node, "least"));
  TRILAT_TRY(segment.greatest, money_at(node, "greatest"));
  TRILAT_TRY(segment.citation, node.string_at("cite"));
  TRILAT_TRY(segment.grade, grade_at(node));
  TRILAT_TRY(const auto note, node.maybe_string("note"));
  segment.note = note.value_or("");
  return segment;
}

Result<law::Fee> read_fee(const law::RuleBase& rules, const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"name", "title", "base", "free_when", "free_for", "free_cite", "segment"}));
  law::Fee fee;
  TRILAT_TRY(fee.name, node.string_at("name"));
  TRILAT_TRY(fee.title, node.string_at("title"));
  TRILAT_TRY(fee.base, one_of_at(node, "base", kFeeBases, law::Fee::Base::kCustomsValue));
  TRILAT_TRY(const auto when, node.maybe_string("free_when"));
  if (when) {
    fee.free_when_text = *when;
    TRILAT_TRY(fee.free_when, node.find("free_when")->placed(law::parse_condition(*when, rules.facts)));
    TRILAT_TRY(fee.free_for, node.string_at("free_for"));
    TRILAT_TRY(fee.free_citation, node.string_at("free_cite"));
  }
  TRILAT_TRY(const io::Array* segments, node.array_at("segment"));
  for (const io::Node& entry : *segments) {
    TRILAT_TRY(law::Fee::Segment segment, read_fee_segment(entry));
    if (!fee.segments.empty() && fee.segments.back().effect.until > segment.effect.from) {
      return entry.refuse(fmt::format("the segments of {} overlap or are out of order", fee.name),
                          "put them in order, each beginning where the one before ends or later");
    }
    fee.segments.push_back(std::move(segment));
  }
  return fee;
}

Result<law::StruckDown> read_struck_down(const law::RuleBase& rules, const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"authorities", "decided", "ended", "cite", "grade"}));
  law::StruckDown fallen;
  TRILAT_TRY(fallen.authorities, authorities_at(node, "authorities", rules));
  TRILAT_TRY(const io::Node* decided, node.require("decided"));
  TRILAT_TRY(fallen.decided, decided->as_date());
  TRILAT_TRY(const io::Node* ended, node.require("ended"));
  TRILAT_TRY(fallen.ended, ended->as_date());
  TRILAT_TRY(fallen.citation, node.string_at("cite"));
  TRILAT_TRY(fallen.grade, grade_at(node));
  return fallen;
}

Result<law::SpecialEntry> read_special_entry(const law::RuleBase& rules, const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"provision", "title", "duty_on", "whole_value_for", "cite", "grade"}));
  law::SpecialEntry entry;
  TRILAT_TRY(entry.provision, node.string_at("provision"));
  TRILAT_TRY(entry.title, node.string_at("title"));
  TRILAT_TRY(entry.free, one_of_at(node, "duty_on", {{"nothing", true}, {"declared_value", false}}, false));
  if (node.find("whole_value_for") != nullptr) {
    TRILAT_TRY(entry.whole_value_for, authorities_at(node, "whole_value_for", rules));
  }
  TRILAT_TRY(entry.citation, node.string_at("cite"));
  TRILAT_TRY(entry.grade, grade_at(node));
  return entry;
}

Result<law::RemedyOrder> read_order(const law::RuleBase& rules, const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"title", "origins", "products", "from", "until", "cite", "grade"}));
  law::RemedyOrder order;
  TRILAT_TRY(order.title, node.string_at("title"));
  TRILAT_TRY(order.origins, read_countries(node, "origins", false, rules.importer, rules.groups));
  TRILAT_TRY(const auto products, node.strings_at("products"));
  for (const std::string& text : products) {
    TRILAT_TRY(const HsCode code, node.find("products")->placed(HsCode::parse(text)));
    order.products.push_back(code);
  }
  TRILAT_TRY(order.effect, interval(node, "from", "until"));
  TRILAT_TRY(order.citation, node.string_at("cite"));
  TRILAT_TRY(order.grade, grade_at(node));
  return order;
}

// Reads each table of an array by `read` into `into`.
template <class T, class Read>
Status read_each(const io::Node& file, std::string_view key, std::vector<T>& into, Read read) {
  TRILAT_TRY(const io::Array* entries, file.maybe_array(key));
  if (entries == nullptr) return {};
  for (const io::Node& node : *entries) {
    TRILAT_TRY(T entry, read(node));
    into.push_back(std::move(entry));
  }
  return {};
}

}  // namespace

Status read_extras(const std::filesystem::path& path, law::RuleBase& rules) {
  if (!std::filesystem::exists(path)) return {};
  TRILAT_TRY(const io::Node file, io::read_toml(path));
  TRILAT_CHECK(file.allow_only({"stated_duty", "fee", "special_entry", "order", "struck_down"}));
  law::Extras& extras = rules.extras;
  TRILAT_CHECK(read_each(file, "stated_duty", extras.stated_duties,
                         [&](const io::Node& node) { return read_stated(rules, node); }));
  TRILAT_CHECK(read_each(file, "fee", extras.fees, [&](const io::Node& node) { return read_fee(rules, node); }));
  TRILAT_CHECK(read_each(file, "special_entry", extras.special_entries,
                         [&](const io::Node& node) { return read_special_entry(rules, node); }));
  TRILAT_CHECK(read_each(file, "struck_down", extras.struck_down,
                         [&](const io::Node& node) { return read_struck_down(rules, node); }));
  return read_each(file, "order", extras.orders, [&](const io::Node& node) { return read_order(rules, node); });
}

}  // namespace trilat::pack
