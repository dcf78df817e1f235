// Access by key: every function here finds the value and asks it for its kind. An error of the value
// names the key it stands under.
#include <fmt/format.h>

#include "io/node.hpp"

namespace trilat::io {
namespace {

template <class T>
Result<T> under(std::string_view key, Result<T> result) {
  if (!result) result.error().message = fmt::format("'{}': {}", key, result.error().message);
  return result;
}

template <class T>
Result<T> at(const Node& table, std::string_view key, Result<T> (Node::*read)() const) {
  TRILAT_TRY(const Node* value, table.require(key));
  return under(key, (value->*read)());
}

template <class T>
Result<std::optional<T>> maybe(const Node& table, std::string_view key, Result<T> (Node::*read)() const) {
  TRILAT_CHECK(table.as_table());
  const Node* value = table.find(key);
  if (value == nullptr || value->is_null()) return std::optional<T>{};
  TRILAT_TRY(T found, under(key, (value->*read)()));
  return std::optional<T>(std::move(found));
}

}  // namespace

using Strings = std::vector<std::string>;
using std::string_view;

Result<bool> Node::bool_at(string_view key) const { return at(*this, key, &Node::as_bool); }
Result<std::int64_t> Node::integer_at(string_view key) const { return at(*this, key, &Node::as_integer); }
Result<double> Node::number_at(string_view key) const { return at(*this, key, &Node::as_number); }
Result<std::string> Node::number_text_at(string_view key) const { return at(*this, key, &Node::as_number_text); }
Result<std::string> Node::string_at(string_view key) const { return at(*this, key, &Node::as_string); }
Result<core::Date> Node::date_at(string_view key) const { return at(*this, key, &Node::as_date); }
Result<Strings> Node::strings_at(string_view key) const { return at(*this, key, &Node::as_strings); }
Result<const Array*> Node::array_at(string_view key) const { return at(*this, key, &Node::as_array); }
Result<const Table*> Node::table_at(string_view key) const { return at(*this, key, &Node::as_table); }

Result<std::optional<bool>> Node::maybe_bool(string_view key) const { return maybe(*this, key, &Node::as_bool); }
Result<std::optional<std::int64_t>> Node::maybe_integer(string_view key) const {
  return maybe(*this, key, &Node::as_integer);
}
Result<std::optional<double>> Node::maybe_number(string_view key) const { return maybe(*this, key, &Node::as_number); }
Result<std::optional<std::string>> Node::maybe_number_text(string_view key) const {
  return maybe(*this, key, &Node::as_number_text);
}
Result<std::optional<std::string>> Node::maybe_string(string_view key) const {
  return maybe(*this, key, &Node::as_string);
}
Result<std::optional<core::Date>> Node::maybe_date(string_view key) const { return maybe(*this, key, &Node::as_date); }

Result<Strings> Node::maybe_strings(string_view key) const {
  TRILAT_TRY(auto found, maybe(*this, key, &Node::as_strings));
  return found.value_or(Strings{});
}

Result<const Array*> Node::maybe_array(string_view key) const {
  TRILAT_TRY(auto found, maybe(*this, key, &Node::as_array));
  return found.value_or(nullptr);
}

}  // namespace trilat::io
