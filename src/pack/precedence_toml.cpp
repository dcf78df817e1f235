#include "pack/precedence_toml.hpp"

#include <map>

#include "pack/toml_words.hpp"

namespace trilat::pack {
namespace {

const std::map<std::string, law::Relation, std::less<>> kRelations = {
    {"displaces", law::Relation::kDisplaces}, {"splits", law::Relation::kSplits}, {"adds", law::Relation::kAdds}};
const std::map<std::string, law::Several, std::less<>> kSeveral = {{"sum", law::Several::kSum},
                                                                   {"lowest", law::Several::kLowest}};

Result<std::vector<Interval>> spans_at(const io::Node& table, std::string_view key) {
  std::vector<Interval> spans;
  TRILAT_TRY(const io::Array* nodes, table.maybe_array(key));
  if (nodes == nullptr) return spans;
  for (const io::Node& node : *nodes) {
    TRILAT_CHECK(node.allow_only({"from", "until"}));
    TRILAT_TRY(const Interval span, interval(node, "from", "until"));
    spans.push_back(span);
  }
  return spans;
}

}  // namespace

Status read_authorities(const io::Node& file, law::RuleBase& rules) {
  TRILAT_TRY(const io::Array* authorities, file.maybe_array("authority"));
  if (authorities == nullptr) return {};
  for (const io::Node& node : *authorities) {
    TRILAT_CHECK(
        node.allow_only({"id", "title", "statute", "filing_rank", "several", "called", "of_schedule", "in_force"}));
    law::Authority authority;
    TRILAT_TRY(authority.id, node.string_at("id"));
    TRILAT_TRY(authority.title, node.string_at("title"));
    TRILAT_TRY(const auto statute, node.maybe_string("statute"));
    authority.statute = statute.value_or("");
    TRILAT_TRY(const std::int64_t rank, node.integer_at("filing_rank"));
    authority.filing_rank = static_cast<int>(rank);
    TRILAT_TRY(authority.several, one_of_at(node, "several", kSeveral, law::Several::kSum));
    TRILAT_TRY(const auto called, node.maybe_string("called"));
    authority.called = called.value_or("");
    TRILAT_TRY(const auto of_schedule, node.maybe_bool("of_schedule"));
    authority.of_schedule = of_schedule.value_or(false);
    TRILAT_TRY(authority.in_force, spans_at(node, "in_force"));
    authority.source = node.position().to_string();
    if (rules.find_authority(authority.id) >= 0)
      return node.refuse(fmt::format("authority '{}' is declared twice", authority.id));
    rules.authorities.push_back(std::move(authority));
  }
  return {};
}

Status read_precedence(const io::Node& file, law::RuleBase& rules) {
  TRILAT_TRY(const io::Array* nodes, file.maybe_array("rule"));
  if (nodes == nullptr) return {};
  for (const io::Node& node : *nodes) {
    TRILAT_CHECK(node.allow_only({"higher", "lower", "lower_only", "relation", "engaged", "from", "until", "published",
                                  "withdrawn", "cite", "grade", "note"}));
    law::Precedence rule;
    TRILAT_TRY(const auto higher, authorities_at(node, "higher", rules));
    TRILAT_TRY(const auto lower, authorities_at(node, "lower", rules));
    TRILAT_TRY(rule.lower_only, node.maybe_strings("lower_only"));
    TRILAT_TRY(const io::Node* relation, node.require("relation"));
    TRILAT_TRY(rule.relation, one_of(*relation, kRelations));
    TRILAT_TRY(rule.only_when_owed, one_of_at(node, "engaged", {{"subject", false}, {"owed", true}}, false));
    TRILAT_TRY(rule.effect, interval(node, "from", "until"));
    TRILAT_TRY(rule.known, publication(node, rule.effect));
    TRILAT_TRY(rule.citation, node.string_at("cite"));
    TRILAT_TRY(const io::Node* grade, node.require("grade"));
    TRILAT_TRY(rule.grade, one_of(*grade, kGrades));
    TRILAT_TRY(const auto note, node.maybe_string("note"));
    rule.note = note.value_or("");
    rule.source = node.position().to_string();
    for (rule.higher = 0; const int above : higher) {
      for (const int below : lower) {
        rule.higher = above;
        rule.lower = below;
        rules.precedence.push_back(rule);
      }
    }
  }
  return {};
}

}  // namespace trilat::pack
