// Expected failures as values.
//
// Every function that can fail on input returns Result<T>. The library never prints, never
// exits and lets no exception cross a layer. An Error says what was wrong, where, and what
// would be right; its code ties it to one exit status (exit_status).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace trilat::core {

enum class ErrorCode {
  kBadInput,      // a value, a file or a data set that the user can mend
  kNotFound,      // a name, code or file that does not exist
  kOutOfRange,    // a date before the data begins or after its horizon, a number outside its domain
  kDataDamaged,   // a data pack that is truncated, altered or of another kind
  kNotConverged,  // a solver stopped above its tolerance
  kCancelled,     // nobody waits for the answer any longer, or its time is up
  kInternal,      // a defect of Trilat
};

// Where in a source text something stands. Line and column count from 1; 0 means not known.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  // "file:line:column", leaving out what is not known.
  std::string to_string() const;
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // what was wrong
  std::string remedy;   // what would be right; may be empty
  Position where;       // may be empty

  // "file:line:column: message. remedy", as shown to a user.
  std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

// An Error as an unexpected value, for `return fail(...)`.
tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string remedy = {}, Position where = {});

// ErrorCode::kBadInput in short, by far the most frequent.
tl::unexpected<Error> bad_input(std::string message, std::string remedy = {}, Position where = {});

// 2 for what a user can mend, 1 for a defect of Trilat.
int exit_status(ErrorCode code);

// A stable lower-case name, "bad_input".
const char* name(ErrorCode code);

}  // namespace trilat::core

namespace trilat {
using core::bad_input;
using core::Error;
using core::ErrorCode;
using core::fail;
using core::Position;
using core::Result;
using core::Status;
}  // namespace trilat

// Unwraps a Result into a new variable, or returns its error from the enclosing function.
#define TRILAT_CONCAT_INNER(a, b) a##b
#define TRILAT_CONCAT(a, b) TRILAT_CONCAT_INNER(a, b)
#define TRILAT_TRY(declaration, expression)                                                                          \
  auto TRILAT_CONCAT(result_, __LINE__) = (expression);                                                              \
  if (!TRILAT_CONCAT(result_, __LINE__)) return tl::unexpected(std::move(TRILAT_CONCAT(result_, __LINE__)).error()); \
  declaration = std::move(*TRILAT_CONCAT(result_, __LINE__))
#define TRILAT_CHECK(expression)                                                                  \
  do {                                                                                            \
    if (auto status_ = (expression); !status_) return tl::unexpected(std::move(status_).error()); \
  } while (false)
