#include "engine/origin_improve.hpp"

#include <fmt/format.h>

#include "engine/plain_text.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

constexpr int kCents = 2;

// Duty on a year's value under a claim; nothing, with the reason, where it is not one number.
std::optional<Money> duty_under(const Engine& engine, const Trade& trade, const std::string& claim,
                                std::vector<std::string>& notes) {
  DutyParams params;
  params.from = trade.from;
  params.to = trade.to;
  params.hs = trade.hs;
  params.date = trade.date;
  params.value = (*trade.value * *trade.annual_units).to_decimal(kCents);
  params.claim = claim;
  const auto found = engine.duty(params);
  if (!found) {
    notes.push_back("duty saved: " + found.error().to_string());
    return std::nullopt;
  }
  if (found->status == DutyStatus::kDetermined) return found->low.duty;
  notes.push_back(fmt::format("duty saved: with claim '{}' the duty is not one number ({}); see `trilat duty`", claim,
                              name(found->status)));
  return std::nullopt;
}

}  // namespace

Result<std::vector<origin::Operation>> read_operations(const io::Node& table) {
  std::vector<origin::Operation> operations;
  TRILAT_TRY(const io::Array* entries, table.maybe_array("operation"));
  for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
    const io::Node& node = (*entries)[i];
    TRILAT_CHECK(node.allow_only({"name", "cost", "adds", "facts"}));
    origin::Operation operation;
    TRILAT_TRY(operation.name, node.string_at("name"));
    TRILAT_TRY(operation.cost, pack::rational_at(node, "cost"));
    TRILAT_TRY(const auto adds, pack::maybe_rational(node, "adds"));
    operation.adds = adds.value_or(origin::Rational{});
    if (operation.cost.negative())
      return node.refuse("an operation costs less than nothing", "give a cost of zero or more");
    if (const io::Node* facts = node.find("facts")) {
      TRILAT_TRY(const io::Table* members, facts->as_table());
      for (const io::Member& member : *members) {
        TRILAT_TRY(operation.facts[member.key], plain_text(member.value));
      }
    }
    operations.push_back(std::move(operation));
  }
  return operations;
}

OriginImprovement improvement_of(const Engine& engine, const origin::Improvement& found, const Trade& trade) {
  OriginImprovement out;
  out.found = found.found;
  out.cost = found.cost.to_string();
  out.lower_bound = found.exact ? out.cost : found.lower_bound.to_decimal(kCents, origin::Rounding::kTruncate);
  out.exact = found.exact;
  out.by = found.by;
  out.notes = found.notes;
  for (const auto& change : found.changes) out.changes.emplace_back(change.what, change.cost.to_string());
  if (!found.found || !trade.annual_units) return out;
  out.annual_cost = (found.cost * *trade.annual_units).to_decimal(kCents);
  if (!trade.value || trade.from.empty() || trade.to.empty()) {
    out.notes.emplace_back("duty saved: give value, from and to");
    return out;
  }
  const auto without = duty_under(engine, trade, "none", out.notes);
  const auto with = duty_under(engine, trade, trade.claim, out.notes);
  if (without && with) out.annual_duty_saved = (*without - *with).to_string();
  return out;
}

}  // namespace trilat
