#include "engine/plain_text.hpp"

#include <fmt/format.h>

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

}  // namespace trilat
