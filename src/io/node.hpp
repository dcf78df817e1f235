// A value tree that TOML and JSON share: what a file says, and where it says it.
//
// A reader asks for what it expects and hands the error on when the file says something else:
//
//   TRILAT_CHECK(node.allow_only({"name", "rate"}));
//   TRILAT_TRY(const std::string name, node.string_at("name"));
//
// Every error names the position, what was expected and what was found.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat::io {

class Node;
struct Member;

using Array = std::vector<Node>;

// Keys and their values in order of appearance. Keys are unique.
class Table {
 public:
  Table();
  Table(const Table&);
  Table(Table&&) noexcept;
  Table& operator=(const Table&);
  Table& operator=(Table&&) noexcept;
  ~Table();

  // False, and nothing is added, where the key is there already.
  bool add(Member member);
  const Node* find(std::string_view key) const;  // null where there is none
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  const Member* begin() const;
  const Member* end() const;

 private:
  std::optional<std::size_t> index_of(std::string_view key) const;
  std::vector<Member> members_;
  std::unordered_map<std::string, std::size_t> index_;  // only for tables with many keys
};

// A number with the text it was written as, for readers that need it exactly.
struct Number {
  double value = 0;
  std::string text;
};

class Node {
 public:
  // In the order of the alternatives of Value.
  enum class Kind { kNull, kBool, kInteger, kNumber, kString, kDate, kArray, kTable };
  using Value = std::variant<std::monostate, bool, std::int64_t, Number, std::string, core::Date, Array, Table>;
  // The name of a file, shared by all its nodes.
  using File = std::shared_ptr<const std::string>;

  Node() = default;
  Node(Value value, File file, int line, int column)
      : value_(std::move(value)), file_(std::move(file)), line_(line), column_(column) {}

  Kind kind() const { return static_cast<Kind>(value_.index()); }
  bool is_null() const { return kind() == Kind::kNull; }
  bool is_string() const { return kind() == Kind::kString; }
  bool is_integer() const { return kind() == Kind::kInteger; }
  bool is_number() const { return kind() == Kind::kInteger || kind() == Kind::kNumber; }
  bool is_array() const { return kind() == Kind::kArray; }
  bool is_table() const { return kind() == Kind::kTable; }
  // What a message calls it: "a string", "a table".
  const char* kind_name() const;
  Position position() const;
  const Value& value() const { return value_; }

  Result<bool> as_bool() const;
  Result<std::int64_t> as_integer() const;
  Result<double> as_number() const;            // an integer too
  Result<std::string> as_number_text() const;  // as the file writes it: "0.10"; an integer in decimal
  Result<std::string> as_string() const;
  Result<core::Date> as_date() const;     // or a string that is a date, "2025-08-08" (JSON has no dates)
  Result<const Array*> as_array() const;  // never null; lives as long as this node
  Result<const Table*> as_table() const;
  Result<std::vector<std::string>> as_strings() const;  // an array of strings, or one string

  // For tables. `find` is null where this is no table or has no such key; the others are errors there.
  const Node* find(std::string_view key) const;
  Result<const Node*> require(std::string_view key) const;
  // Refuses a key that is not among `keys`, at the key, with "did you mean".
  Status allow_only(std::initializer_list<std::string_view> keys) const;

  Result<bool> bool_at(std::string_view key) const;
  Result<std::int64_t> integer_at(std::string_view key) const;
  Result<double> number_at(std::string_view key) const;
  Result<std::string> number_text_at(std::string_view key) const;
  Result<std::string> string_at(std::string_view key) const;
  Result<core::Date> date_at(std::string_view key) const;
  Result<std::vector<std::string>> strings_at(std::string_view key) const;
  Result<const Array*> array_at(std::string_view key) const;
  Result<const Table*> table_at(std::string_view key) const;

  // Nothing where the key is missing or null; an error where its value is of another kind.
  Result<std::optional<bool>> maybe_bool(std::string_view key) const;
  Result<std::optional<std::int64_t>> maybe_integer(std::string_view key) const;
  Result<std::optional<double>> maybe_number(std::string_view key) const;
  Result<std::optional<std::string>> maybe_number_text(std::string_view key) const;
  Result<std::optional<std::string>> maybe_string(std::string_view key) const;
  Result<std::optional<core::Date>> maybe_date(std::string_view key) const;
  // Empty where the key is missing.
  Result<std::vector<std::string>> maybe_strings(std::string_view key) const;
  Result<const Array*> maybe_array(std::string_view key) const;  // null where the key is missing

  // An error at this node, for `return node.refuse("...")`.
  tl::unexpected<Error> refuse(std::string message, std::string remedy = {}) const;
  // The result, its error placed at this node: TRILAT_TRY(auto rate, node.placed(Rate::parse(text))).
  template <class T>
  Result<T> placed(Result<T> result) const {
    if (!result && result.error().where.line == 0) result.error().where = position();
    return result;
  }

 private:
  tl::unexpected<Error> expected(std::string_view what, std::string remedy = {}) const;

  Value value_;
  File file_;
  int line_ = 0;
  int column_ = 0;
};

struct Member {
  std::string key;
  int line = 0;  // of the key
  int column = 0;
  Node value;
};

}  // namespace trilat::io
