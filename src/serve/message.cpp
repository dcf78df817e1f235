#include "serve/message.hpp"

#include "io/json.hpp"

namespace trilat::serve {
namespace {

constexpr int kClientClosed = 499;  // as servers log a client that went away

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadInput: return 400;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kOutOfRange:
    case ErrorCode::kNotConverged: return 422;
    case ErrorCode::kCancelled: return kClientClosed;
    case ErrorCode::kDataDamaged:
    case ErrorCode::kInternal: return 500;
  }
  return 500;
}

Response response(int status, std::string_view code, std::string_view message, std::string_view remedy,
                  std::string_view where) {
  io::JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.field("code", code).field("message", message).field("remedy", remedy).field("where", where);
  json.end().end();
  return {status, "application/json", json.finish().value_or("{}\n"), {}};
}

}  // namespace

Response error_response(const Error& error) {
  return response(http_status(error.code), core::name(error.code), error.message, error.remedy,
                  error.where.to_string());
}

Response error_response(int status, std::string_view code, std::string_view message, std::string_view remedy) {
  return response(status, code, message, remedy, {});
}

}  // namespace trilat::serve
