#include "io/toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "io/file.hpp"

namespace trilat::io {
namespace {

// The lines of the source, to give a number back as it was written.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  // The characters of a number that begins at a line and a column, both from 1.
  std::string number_at(toml::source_position begin) const {
    std::size_t at = starts_[begin.line - 1];
    for (toml::source_index column = 1; column < begin.column; ++at) {
      if ((static_cast<unsigned char>(text_[at + 1]) & 0xC0U) != 0x80U) ++column;
    }
    const std::size_t end = std::min(text_.find_first_not_of("+-0123456789._eE", at), text_.size());
    std::string number(text_.substr(at, end - at));
    std::erase(number, '_');
    if (number.starts_with('+')) number.erase(0, 1);
    return number;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

class Converter {
 public:
  Converter(std::string_view text, const std::string& file_name)
      : lines_(text), file_(std::make_shared<const std::string>(file_name)) {}

  Result<Node> convert(const toml::node& node) const {
    switch (node.type()) {
      case toml::node_type::table: return table(*node.as_table());
      case toml::node_type::array: return array(*node.as_array());
      case toml::node_type::string: return make(node, node.as_string()->get());
      case toml::node_type::integer: return make(node, node.as_integer()->get());
      case toml::node_type::boolean: return make(node, node.as_boolean()->get());
      case toml::node_type::floating_point: return number(node, node.as_floating_point()->get());
      case toml::node_type::date: return date(node, node.as_date()->get());
      case toml::node_type::date_time:
      case toml::node_type::time:
      case toml::node_type::none: break;
    }
    return make(node, {}).refuse("a time of day has no meaning here", "write the date alone, such as 2025-08-08");
  }

 private:
  Node make(const toml::node& node, Node::Value value) const {
    const toml::source_position begin = node.source().begin;
    return {std::move(value), file_, static_cast<int>(begin.line), static_cast<int>(begin.column)};
  }

  Result<Node> number(const toml::node& node, double value) const {
    if (!std::isfinite(value)) return make(node, {}).refuse("the number is not finite", "write a finite number");
    return make(node, Number{value, lines_.number_at(node.source().begin)});
  }

  Result<Node> date(const toml::node& node, const toml::date& value) const {
    const auto date = core::Date::from_ymd(value.year, value.month, value.day);
    if (!date) return make(node, {}).refuse("the date is outside the years 1 to 9999", "give a day that exists");
    return make(node, *date);
  }

  Result<Node> array(const toml::array& source) const {
    Array items;
    items.reserve(source.size());
    for (const toml::node& item : source) {
      TRILAT_TRY(Node node, convert(item));
      items.push_back(std::move(node));
    }
    return make(source, std::move(items));
  }

  // toml++ sorts keys; the places of the keys give the order of the file back.
  Result<Node> table(const toml::table& source) const {
    std::vector<Member> members;
    for (const auto& [key, value] : source) {
      TRILAT_TRY(Node node, convert(value));
      const toml::source_position begin = key.source().begin;
      members.push_back(
          {std::string(key.str()), static_cast<int>(begin.line), static_cast<int>(begin.column), std::move(node)});
    }
    std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    Table table;
    for (Member& member : members) table.add(std::move(member));
    return make(source, std::move(table));
  }

  Lines lines_;
  Node::File file_;
};

}  // namespace

Result<Node> parse_toml(std::string_view text, const std::string& file_name) {
  try {
    return Converter(text, file_name).convert(toml::parse(text));
  } catch (const toml::parse_error& problem) {
    const toml::source_position begin = problem.source().begin;
    return bad_input(fmt::format("this is not TOML: {}", problem.description()), {},
                     Position{file_name, static_cast<int>(begin.line), static_cast<int>(begin.column)});
  }
}

Result<Node> read_toml(const std::filesystem::path& path) {
  TRILAT_TRY(const std::string text, read_file(path));
  return parse_toml(text, path.string());
}

}  // namespace trilat::io
