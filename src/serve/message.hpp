// A request and its answer, apart from how they travel.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace trilat::serve {

struct Request {
  std::string method;  // "GET"
  std::string path;    // decoded, without the query
  std::map<std::string, std::string> query = {};
  std::map<std::string, std::string> headers = {};  // names in lower case
  std::string body = {};

  // Empty where there is none. `name` in lower case.
  std::string_view header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : found->second;
  }
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// {"error": {"code", "message", "remedy", "where"}}, the status by the code.
Response error_response(const Error& error);
// The same for what has no ErrorCode, such as "unauthorized".
Response error_response(int status, std::string_view code, std::string_view message, std::string_view remedy);

}  // namespace trilat::serve
