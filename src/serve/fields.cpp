#include "serve/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "core/text.hpp"

namespace trilat::serve {
namespace {

Result<std::string> text_of(const io::Node& node) {
  return node.is_number() ? node.as_number_text() : node.as_string();
}

Result<std::int64_t> whole_number(const io::Node& node, std::int64_t least) {
  TRILAT_TRY(const std::int64_t number, node.as_integer());
  if (number < least || number > std::numeric_limits<int>::max())
    return node.refuse(fmt::format("{} is out of range", number), fmt::format("give {} or more", least));
  return number;
}

}  // namespace

bool is_plain_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '@';
  });
}

const io::Node* Fields::take(std::string_view name) {
  known_.emplace_back(name);
  if (!read_so_far_) return nullptr;
  const io::Node* member = object_.find(name);
  return member == nullptr || member->is_null() ? nullptr : member;
}

template <class T>
void Fields::keep(Result<T> value, T& field) {
  if (value)
    field = std::move(*value);
  else
    read_so_far_ = tl::unexpected(std::move(value).error());
}

Fields& Fields::read(std::string_view name, std::string& field) {
  if (const io::Node* member = take(name)) keep(text_of(*member), field);
  return *this;
}

Fields& Fields::read(std::string_view name, bool& field) {
  if (const io::Node* member = take(name)) keep(member->as_bool(), field);
  return *this;
}

Fields& Fields::read(std::string_view name, int& field) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  std::int64_t number = 0;
  keep(whole_number(*member, std::numeric_limits<int>::min()), number);
  if (read_so_far_) field = static_cast<int>(number);
  return *this;
}

Fields& Fields::read(std::string_view name, std::size_t& field) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  std::int64_t number = 0;
  keep(whole_number(*member, 0), number);
  if (read_so_far_) field = static_cast<std::size_t>(number);
  return *this;
}

Fields& Fields::read(std::string_view name, double& field) {
  if (const io::Node* member = take(name)) keep(member->as_number(), field);
  return *this;
}

Fields& Fields::read(std::string_view name, std::vector<std::string>& field) {
  if (const io::Node* member = take(name)) keep(member->as_strings(), field);
  return *this;
}

Fields& Fields::read(std::string_view name, std::vector<double>& field) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  const auto items = member->as_array();
  if (!items) {
    read_so_far_ = tl::unexpected(items.error());
    return *this;
  }
  std::vector<double> numbers;
  for (const io::Node& item : **items) {
    double number = 0;
    keep(item.as_number(), number);
    numbers.push_back(number);
  }
  if (read_so_far_) field = std::move(numbers);
  return *this;
}

Fields& Fields::read(std::string_view name, std::map<std::string, std::string>& field) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  const auto table = member->as_table();
  if (!table) {
    read_so_far_ = tl::unexpected(table.error());
    return *this;
  }
  for (const io::Member& entry : **table) {
    std::string text;
    keep(text_of(entry.value), text);
    field[entry.key] = std::move(text);
  }
  return *this;
}

Fields& Fields::name(std::string_view name, std::string& field) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  keep(member->as_string(), field);
  if (read_so_far_ && !is_plain_name(field))
    read_so_far_ = member->refuse(fmt::format("'{}' is not a name", field),
                                  "give the name of something that the data holds; files are sent as text");
  return *this;
}

Fields& Fields::each(std::string_view name, const std::function<Status(const io::Node&)>& item) {
  const io::Node* member = take(name);
  if (member == nullptr) return *this;
  const auto items = member->as_array();
  if (!items) {
    read_so_far_ = tl::unexpected(items.error());
    return *this;
  }
  for (const io::Node& entry : **items) {
    if (read_so_far_) read_so_far_ = item(entry);
  }
  return *this;
}

Fields& Fields::object(std::string_view name, const std::function<Status(const io::Node&)>& item) {
  if (const io::Node* member = take(name)) read_so_far_ = item(*member);
  return *this;
}

Status Fields::finish() const {
  TRILAT_CHECK(read_so_far_);
  TRILAT_TRY(const io::Table* members, object_.as_table());
  for (const io::Member& member : *members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    return bad_input(fmt::format("'{}' is not known here", member.key),
                     core::did_you_mean(member.key, known_, fmt::format("members are {}", fmt::join(known_, ", "))),
                     {object_.position().file, member.line, member.column});
  }
  return {};
}

}  // namespace trilat::serve
