// Errors that say which parameter of a service they speak of.
#pragma once

#include <fmt/format.h>

#include "core/error.hpp"

namespace trilat {

// "a: b" in an error that does not say which parameter it speaks of.
template <class T>
Result<T> about(const char* parameter, Result<T> result) {
  if (!result) result.error().message = fmt::format("{}: {}", parameter, result.error().message);
  return result;
}

}  // namespace trilat
