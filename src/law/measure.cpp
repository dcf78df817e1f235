#include "law/measure.hpp"

namespace trilat::law {

bool heading_matches(std::string_view pattern, std::string_view heading) {
  if (pattern == heading) return true;
  if (pattern.ends_with('*')) return heading.starts_with(pattern.substr(0, pattern.size() - 1));
  // A name in angle brackets may hold a hyphen; a range begins with a digit.
  const auto hyphen = pattern.find('-');
  if (hyphen == std::string_view::npos || pattern.front() < '0' || pattern.front() > '9') return false;
  const std::string_view first = pattern.substr(0, hyphen);
  const std::string_view last = pattern.substr(hyphen + 1);
  return heading.size() == first.size() && first <= heading && heading <= last;
}

}  // namespace trilat::law
