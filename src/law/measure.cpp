#include "law/measure.hpp"

#include "core/text.hpp"

namespace trilat::law {

bool heading_matches(std::string_view pattern, std::string_view heading) {
  if (pattern.ends_with('*')) return heading.starts_with(pattern.substr(0, pattern.size() - 1));
  if (const auto dash = pattern.find('-'); dash != std::string_view::npos) {
    return pattern.substr(0, dash) <= heading && heading <= pattern.substr(dash + 1);  // headings are of one shape
  }
  return pattern == heading;
}

}  // namespace trilat::law
