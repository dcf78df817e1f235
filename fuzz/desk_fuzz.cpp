// Any bytes are a request to the desk: it is answered or refused with a status, and every body that is JSON can be
// read. The first line is "METHOD PATH", lines up to an empty one are headers, the rest is the body.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "core/text.hpp"
#include "io/json.hpp"
#include "serve/desk.hpp"

namespace {

using trilat::serve::Desk;
using trilat::serve::DeskOptions;
using trilat::serve::Request;

Desk& desk() {
  static const std::unique_ptr<Desk> open = [] {
    DeskOptions options;
    options.version = "fuzz";
    options.max_body = 1U << 16U;
    auto made = Desk::open(options);
    if (!made) std::abort();
    return std::move(*made);
  }();
  return *open;
}

Request request_of(std::string_view text) {
  Request request;
  const auto line = [&] {
    const std::string_view found = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(found.size() + 1, text.size()));
    return found;
  };
  const std::string_view first = line();
  const std::size_t blank = std::min(first.find(' '), first.size());
  request.method = first.substr(0, blank);
  request.path = first.substr(std::min(blank + 1, first.size()));
  if (const auto mark = request.path.find('?'); mark != std::string::npos) {
    request.query["q"] = request.path.substr(mark + 1);
    request.path.resize(mark);
  }
  request.headers = {{"host", "localhost"}, {"content-type", "application/json"}};
  for (std::string_view header = line(); !header.empty(); header = line()) {
    const std::size_t colon = std::min(header.find(':'), header.size());
    request.headers[trilat::core::to_lower(header.substr(0, colon))] =
        trilat::core::trim(header.substr(std::min(colon + 1, header.size())));
  }
  request.body = text;
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Request request = request_of(std::string_view(reinterpret_cast<const char*>(data), size));
  auto refused = desk().refused(request, request.body.size());
  // Long answers are stopped at once: what is looked at is how they are asked for.
  const trilat::core::Cancellation wanted(std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
  const auto answer = desk().dressed(refused ? *refused : desk().respond(request, wanted));
  if (answer.status < 200 || answer.status > 599) std::abort();
  if (answer.type == "application/json" && !answer.body.empty() && !trilat::io::parse_json(answer.body, "answer"))
    std::abort();
  if (answer.body.find("/proc/self") != std::string::npos) std::abort();
  return 0;
}
