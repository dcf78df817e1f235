#include "core/error.hpp"

#include <fmt/format.h>

namespace trilat::core {

std::string Position::to_string() const {
  std::string text = file;
  if (line > 0) text += fmt::format("{}{}", text.empty() ? "line " : ":", line);
  if (line > 0 && column > 0) text += fmt::format(":{}", column);
  return text;
}

std::string Error::to_string() const {
  const std::string place = where.to_string();
  std::string text = place.empty() ? message : place + ": " + message;
  if (!remedy.empty()) text += "; " + remedy;
  return text;
}

tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string remedy, Position where) {
  return tl::unexpected(Error{code, std::move(message), std::move(remedy), std::move(where)});
}

tl::unexpected<Error> bad_input(std::string message, std::string remedy, Position where) {
  return fail(ErrorCode::kBadInput, std::move(message), std::move(remedy), std::move(where));
}

int exit_status(ErrorCode code) { return code == ErrorCode::kInternal ? 1 : 2; }

const char* name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadInput: return "bad_input";
    case ErrorCode::kNotFound: return "not_found";
    case ErrorCode::kOutOfRange: return "out_of_range";
    case ErrorCode::kDataDamaged: return "data_damaged";
    case ErrorCode::kNotConverged: return "not_converged";
    case ErrorCode::kCancelled: return "cancelled";
    case ErrorCode::kInternal: return "internal";
  }
  return "internal";
}

}  // namespace trilat::core
