#include "pack/additions_toml.hpp"

#include <algorithm>

#include "pack/measures_toml.hpp"
#include "pack/precedence_toml.hpp"

namespace trilat::pack {
namespace {

constexpr int kFiledLast = 900;  // rank on the entry of a new authority

// The authority by which measures are added; a title declares one that the law does not have.
Status declare_authority(const io::Node& table, law::RuleBase& rules) {
  TRILAT_TRY(const std::string id, table.string_at("authority"));
  TRILAT_TRY(const auto title, table.maybe_string("authority_title"));
  const bool held = rules.find_authority(id) >= 0;
  if (held && title)
    return table.find("authority_title")
        ->refuse(fmt::format("the law has the authority '{}' already", id), "leave 'authority_title' out");
  if (held || !title) return {};
  law::Authority authority;
  authority.id = id;
  authority.title = *title;
  authority.filing_rank = kFiledLast;
  authority.source = table.position().to_string();
  rules.authorities.push_back(std::move(authority));
  return {};
}

Status read_list(const io::Node& node, law::RuleBase& rules) {
  TRILAT_CHECK(node.allow_only({"name", "title", "codes"}));
  law::CodeList list;
  TRILAT_TRY(list.name, node.string_at("name"));
  if (rules.find_list(list.name) >= 0)
    return node.find("name")->refuse(fmt::format("the law has a list '{}' already", list.name), "give another name");
  TRILAT_TRY(const auto title, node.maybe_string("title"));
  list.title = title.value_or(list.name);
  list.citation = fmt::format("scenario, {}", node.position().to_string());
  TRILAT_TRY(const auto codes, node.strings_at("codes"));
  for (const std::string& code : codes) {
    TRILAT_TRY(const HsCode prefix, node.find("codes")->placed(HsCode::parse_printed(code)));
    list.rows.push_back({prefix, {}});
  }
  std::sort(list.rows.begin(), list.rows.end(), [](const auto& a, const auto& b) { return a.prefix < b.prefix; });
  rules.lists.push_back(std::move(list));
  return {};
}

}  // namespace

Status read_addition(const io::Node& table, law::RuleBase& rules) {
  TRILAT_CHECK(table.allow_only({"importer", "authority", "authority_title", "list", "rule", "measure", "note"}));
  TRILAT_CHECK(declare_authority(table, rules));
  TRILAT_TRY(const io::Array* lists, table.maybe_array("list"));
  if (lists != nullptr) {
    for (const io::Node& list : *lists) TRILAT_CHECK(read_list(list, rules));
  }
  TRILAT_CHECK(read_precedence(table, rules));
  TRILAT_CHECK(read_measure_tables(table, rules));
  return table.placed(law::check_precedence(rules));
}

}  // namespace trilat::pack
