#include "engine/origin_sums.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "engine/plain_text.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {

using origin::Rational;

Result<Rational> number_at(const io::Node& table, std::string_view key) { return pack::rational_at(table, key); }

Result<Rational> number_or(const io::Node& table, std::string_view key, const Rational& otherwise) {
  TRILAT_TRY(const auto number, pack::maybe_rational(table, key));
  return number.value_or(otherwise);
}

Result<std::vector<Rational>> numbers_at(const io::Node& table, std::string_view key) {
  std::vector<Rational> numbers;
  TRILAT_TRY(const io::Array* array, table.array_at(key));
  for (const io::Node& node : *array) {
    TRILAT_TRY(const std::string text, plain_text(node));
    TRILAT_TRY(const Rational number, node.placed(Rational::parse(text)));
    numbers.push_back(number);
  }
  return numbers;
}

Result<bool> truth_or(const io::Node& table, std::string_view key, bool otherwise) {
  TRILAT_TRY(const auto truth, table.maybe_bool(key));
  return truth.value_or(otherwise);
}

Result<Rational> total_at(const io::Node& table, std::string_view key) {
  const io::Node* node = table.find(key);
  if (node == nullptr) return Rational{};
  if (!node->is_table()) return number_at(table, key);
  Rational sum;
  for (const io::Member& member : **node->as_table()) {
    TRILAT_TRY(const Rational amount, total_at(*node, member.key));
    sum += amount;
  }
  return sum;
}

Result<OriginAnswers> origin_sum(const origin::RuleBook& book, const std::string& kind, const io::Node& given) {
  static const OriginSums kSums = [] {
    OriginSums all = value_sums();
    all.merge(inventory_sums());
    all.merge(automotive_sums());
    return all;
  }();
  if (const auto at = kSums.find(kind); at != kSums.end()) return at->second(book, given);
  std::vector<std::string> known;
  for (const auto& [name, sum] : kSums) known.push_back(name);
  return given.refuse(fmt::format("'{}' is no kind of sum, and the case has no product", kind),
                      core::did_you_mean(kind, known, "docs/cases.md lists the kinds"));
}

}  // namespace trilat
