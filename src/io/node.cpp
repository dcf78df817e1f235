#include "io/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace trilat::io {
namespace {

constexpr std::size_t kManyKeys = 16;  // above this, a table keeps an index

constexpr std::array<const char*, 8> kKindNames = {"null",     "true or false", "a whole number", "a number",
                                                   "a string", "a date",        "an array",       "a table"};

}  // namespace

Table::Table() = default;
Table::Table(const Table&) = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(const Table&) = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

bool Table::add(Member member) {
  if (index_of(member.key)) return false;
  members_.push_back(std::move(member));
  if (members_.size() == kManyKeys + 1) {
    for (std::size_t i = 0; i < members_.size(); ++i) index_.emplace(members_[i].key, i);
  } else if (members_.size() > kManyKeys) {
    index_.emplace(members_.back().key, members_.size() - 1);
  }
  return true;
}

const Node* Table::find(std::string_view key) const {
  const auto index = index_of(key);
  return index ? &members_[*index].value : nullptr;
}

std::size_t Table::size() const { return members_.size(); }
const Member* Table::begin() const { return members_.data(); }
const Member* Table::end() const { return members_.data() + members_.size(); }

std::optional<std::size_t> Table::index_of(std::string_view key) const {
  if (!index_.empty()) {
    const auto found = index_.find(std::string(key));
    return found == index_.end() ? std::nullopt : std::optional(found->second);
  }
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].key == key) return i;
  }
  return std::nullopt;
}

const char* Node::kind_name() const { return kKindNames[value_.index()]; }

Position Node::position() const { return {file_ ? *file_ : std::string{}, line_, column_}; }

Result<bool> Node::as_bool() const {
  if (const bool* value = std::get_if<bool>(&value_)) return *value;
  return expected("true or false");
}

Result<std::int64_t> Node::as_integer() const {
  if (const std::int64_t* value = std::get_if<std::int64_t>(&value_)) return *value;
  return expected("a whole number");
}

Result<double> Node::as_number() const {
  if (const Number* number = std::get_if<Number>(&value_)) return number->value;
  if (const std::int64_t* value = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*value);
  return expected("a number");
}

Result<std::string> Node::as_number_text() const {
  if (const Number* number = std::get_if<Number>(&value_)) return number->text;
  if (const std::int64_t* value = std::get_if<std::int64_t>(&value_)) return std::to_string(*value);
  return expected("a number");
}

Result<std::string> Node::as_string() const {
  if (const std::string* value = std::get_if<std::string>(&value_)) return *value;
  return expected("a string", "put the value in quotes");
}

Result<core::Date> Node::as_date() const {
  if (const core::Date* value = std::get_if<core::Date>(&value_)) return *value;
  if (const std::string* text = std::get_if<std::string>(&value_)) return placed(core::Date::parse(*text));
  return expected("a date", "write year-month-day, such as 2025-08-08");
}

Result<const Array*> Node::as_array() const {
  if (const Array* value = std::get_if<Array>(&value_)) return value;
  return expected("an array");
}

Result<const Table*> Node::as_table() const {
  if (const Table* value = std::get_if<Table>(&value_)) return value;
  return expected("a table");
}

Result<std::vector<std::string>> Node::as_strings() const {
  if (const std::string* value = std::get_if<std::string>(&value_)) return std::vector<std::string>{*value};
  const Array* items = std::get_if<Array>(&value_);
  if (items == nullptr) return expected("a string or an array of strings");
  std::vector<std::string> texts;
  for (const Node& item : *items) {
    TRILAT_TRY(std::string text, item.as_string());
    texts.push_back(std::move(text));
  }
  return texts;
}

const Node* Node::find(std::string_view key) const {
  const Table* table = std::get_if<Table>(&value_);
  return table == nullptr ? nullptr : table->find(key);
}

Result<const Node*> Node::require(std::string_view key) const {
  TRILAT_TRY(const Table* table, as_table());
  if (const Node* value = table->find(key)) return value;
  std::vector<std::string> keys;
  for (const Member& member : *table) keys.push_back(member.key);
  const std::string meant = core::nearest(key, keys);
  return refuse(fmt::format("'{}' is missing", key),
                meant.empty() ? fmt::format("add '{}'", key) : fmt::format("did you mean it by '{}'?", meant));
}

Status Node::allow_only(std::initializer_list<std::string_view> keys) const {
  TRILAT_TRY(const Table* table, as_table());
  for (const Member& member : *table) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    const std::string meant = core::nearest(member.key, std::vector<std::string>(keys.begin(), keys.end()));
    Position where = position();
    where.line = member.line;
    where.column = member.column;
    return bad_input(
        fmt::format("'{}' is not known here", member.key),
        meant.empty() ? fmt::format("known are: {}", fmt::join(keys, ", ")) : fmt::format("did you mean '{}'?", meant),
        std::move(where));
  }
  return {};
}

tl::unexpected<Error> Node::refuse(std::string message, std::string remedy) const {
  return bad_input(std::move(message), std::move(remedy), position());
}

tl::unexpected<Error> Node::expected(std::string_view what, std::string remedy) const {
  return refuse(fmt::format("expected {}, found {}", what, kind_name()), std::move(remedy));
}

}  // namespace trilat::io
