#include "engine/trust_toml.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/toml.hpp"
#include "pack/toml_words.hpp"

namespace trilat {
namespace {

Result<game::TrustEventKind> read_kind(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"name", "if_keeps", "if_breaks", "reason"}));
  game::TrustEventKind kind;
  TRILAT_TRY(kind.name, node.string_at("name"));
  TRILAT_TRY(kind.if_keeps, node.number_at("if_keeps"));
  TRILAT_TRY(kind.if_breaks, node.number_at("if_breaks"));
  TRILAT_TRY(kind.reason, node.string_at("reason"));
  return kind;
}

Result<game::TrustEvent> read_event(const io::Node& node, const std::vector<game::TrustEventKind>& kinds) {
  TRILAT_CHECK(node.allow_only({"date", "by", "kind", "what", "source", "grade"}));
  game::TrustEvent event;
  TRILAT_TRY(event.date, node.date_at("date"));
  TRILAT_TRY(event.by, node.string_at("by"));
  TRILAT_TRY(event.kind, node.string_at("kind"));
  TRILAT_TRY(event.what, node.string_at("what"));
  TRILAT_TRY(event.source, node.string_at("source"));
  TRILAT_TRY(const io::Node* grade, node.require("grade"));
  TRILAT_TRY(const law::Grade known, pack::one_of(*grade, pack::kGrades));
  event.grade = static_cast<char>(known);
  const auto named = [&](const game::TrustEventKind& kind) { return kind.name == event.kind; };
  if (std::none_of(kinds.begin(), kinds.end(), named))
    return node.refuse(fmt::format("the kind '{}' is not declared", event.kind), "add a [[kind]] of that name");
  return event;
}

}  // namespace

Result<TrustRecord> parse_trust(std::string_view text, const std::string& file_name) {
  TRILAT_TRY(const io::Node root, io::parse_toml(text, file_name));
  TRILAT_CHECK(root.allow_only({"prior", "half_life", "weight", "sure_b", "sure_c", "kind", "event"}));
  TrustRecord record;
  TRILAT_TRY(record.model.prior, root.number_at("prior"));
  TRILAT_TRY(const auto half_life, root.maybe_number("half_life"));
  TRILAT_TRY(const auto weight, root.maybe_number("weight"));
  TRILAT_TRY(const auto sure_b, root.maybe_number("sure_b"));
  TRILAT_TRY(const auto sure_c, root.maybe_number("sure_c"));
  record.model.half_life = half_life.value_or(record.model.half_life);
  record.model.weight = weight.value_or(record.model.weight);
  record.model.sure_b = sure_b.value_or(record.model.sure_b);
  record.model.sure_c = sure_c.value_or(record.model.sure_c);
  TRILAT_TRY(const io::Array* kinds, root.array_at("kind"));
  for (const io::Node& node : *kinds) {
    TRILAT_TRY(game::TrustEventKind kind, read_kind(node));
    record.model.kinds.push_back(std::move(kind));
  }
  TRILAT_TRY(const io::Array* events, root.maybe_array("event"));
  for (std::size_t k = 0; events != nullptr && k < events->size(); ++k) {
    TRILAT_TRY(game::TrustEvent event, read_event((*events)[k], record.model.kinds));
    record.events.push_back(std::move(event));
  }
  return record;
}

}  // namespace trilat
