#include "engine/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace trilat {

Result<std::string> plain_text(const io::Node& node) {
  switch (node.kind()) {
    case io::Node::Kind::kString: return node.as_string();
    case io::Node::Kind::kBool: return std::string(*node.as_bool() ? "yes" : "no");
    case io::Node::Kind::kDate: return node.as_date()->to_string();
    case io::Node::Kind::kInteger:
    case io::Node::Kind::kNumber: return node.as_number_text();
    default: return node.refuse(fmt::format("expected a text, found {}", node.kind_name()), "write it in quotes");
  }
}

std::string with_plain_zeros(std::string text) {
  for (std::size_t at = text.find("-0"); at != std::string::npos; at = text.find("-0", at + 1)) {
    const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    const std::size_t end = std::min(text.find_first_not_of(".0", at + 1), text.size());
    const bool ends = end == text.size() || std::string_view(" ,;:)%\n").find(text[end]) != std::string_view::npos;
    if (begins && ends) text[at] = '+';
  }
  return text;
}

}  // namespace trilat
