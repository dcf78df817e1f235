#include "serve/server.hpp"

#include <arpa/inet.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <charconv>
#include <ctime>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "serve/connections.hpp"
#include "serve/watcher.hpp"

namespace trilat::serve {
namespace {

constexpr std::size_t kLongestPath = 512;

bool is_loopback(const std::string& host) {
  constexpr std::uint32_t kNet = 127;  // 127.0.0.0/8
  in_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) == 1) return ntohl(address.s_addr) >> 24U == kNet;
  return host == "localhost" || host == "::1";
}

Request request_of(const httplib::Request& asked) {
  Request request{asked.method, asked.path};
  for (const auto& [name, value] : asked.params) request.query[name] = value;
  for (const auto& [name, value] : asked.headers) request.headers[core::to_lower(name)] = value;
  return request;
}

}  // namespace

struct Server::Impl {
  ServerOptions options;
  std::unique_ptr<Desk> desk;
  std::string url;
  Watcher watcher;
  std::unique_ptr<Connections> http;

  void set_up();
  void give(const httplib::Request& asked, Response response, httplib::Response& answer);
  httplib::Server::HandlerResponse before_body(const httplib::Request& asked, httplib::Response& answer);
  void answer(const httplib::Request& asked, httplib::Response& answer);
  void log(const httplib::Request& asked, int status, std::size_t bytes);
};

void Server::Impl::give(const httplib::Request& asked, Response response, httplib::Response& answer) {
  response = desk->dressed(std::move(response));
  answer.status = response.status;
  for (const auto& [name, value] : response.headers) answer.set_header(name, value);
  if (now().close) answer.set_header("Connection", "close");
  log(asked, response.status, response.body.size());
  if (response.body.empty()) return;
  answer.set_header("Content-Type", response.type);
  answer.body = std::move(response.body);
}

void Server::Impl::log(const httplib::Request& asked, int status, std::size_t bytes) {
  if (!options.log) return;
  const std::time_t now = std::time(nullptr);
  std::string path;
  for (const char c : asked.path) path += c > ' ' && c < '\x7f' && c != '"' ? c : '?';
  options.log(fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {} \"{} {}\" {} {}", fmt::gmtime(now), asked.remote_addr, asked.method,
                          path, status, bytes));
}

// Requests without a body are answered here, those that are refused before their body is read too.
httplib::Server::HandlerResponse Server::Impl::before_body(const httplib::Request& asked, httplib::Response& answer) {
  using Handled = httplib::Server::HandlerResponse;
  const bool body = asked.method == "POST" || asked.method == "PUT" || asked.method == "PATCH";
  const auto refuse = [&](int status, const char* code, const char* message, const char* remedy) {
    now().close = true;  // where the next request would begin is not known
    give(asked, error_response(status, code, message, remedy), answer);
    return Handled::Handled;
  };
  if (asked.path.size() > kLongestPath) return refuse(414, "too_long", "the path is too long", "");
  if (asked.get_header_value_count("Content-Length") > 1 || asked.get_header_value_count("Host") > 1)
    return refuse(400, "bad_input", "a header that may stand once stands twice",
                  "send one Content-Length and one Host");
  const bool chunked = asked.has_header("Transfer-Encoding");
  if (body && !chunked && !asked.has_header("Content-Length"))
    return refuse(411, "length_required", "the length of the body is not said", "send Content-Length");
  std::size_t length = 0;
  const std::string given = asked.get_header_value("Content-Length");
  const char* end = given.data() + given.size();
  const auto read = std::from_chars(given.data(), end, length);
  if (!given.empty() && (read.ec != std::errc() || read.ptr != end))
    return refuse(400, "bad_input", "Content-Length is no number", "");
  const Request request = request_of(asked);
  if (auto refusal = desk->refused(request, length)) {
    now().close = body || chunked || length > 0;  // its body is not read
    desk->metrics().count(counted_as(request), refusal->status, {});
    give(asked, std::move(*refusal), answer);
    return Handled::Handled;
  }
  if (body) return Handled::Unhandled;
  now().close = length > 0;
  this->answer(asked, answer);
  return Handled::Handled;
}

void Server::Impl::answer(const httplib::Request& asked, httplib::Response& answer) {
  Request request = request_of(asked);
  request.body = asked.body;
  const core::Cancellation wanted(core::Cancellation::Clock::now() + options.desk.time_limit);
  bool known = false;
  const Route* route = find_route(request.method, request.path, known);
  std::optional<Watcher::Watch> watch;  // short answers are done before anybody could leave
  if (route != nullptr && route->heavy) watch.emplace(watcher, now().socket, wanted);
  give(asked, desk->respond(request, wanted), answer);
}

void Server::Impl::set_up() {
  using Handled = httplib::Server::HandlerResponse;
  http->new_task_queue = [this] { return new httplib::ThreadPool(options.connections + 8); };
  http->set_tcp_nodelay(true);  // head and body are two writes: without it the second waits for an acknowledgement
  http->set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(options.idle_time).count());
  http->set_keep_alive_max_count(kRequestsAConnection);
  http->set_payload_max_length(options.desk.max_body);
  http->set_pre_routing_handler(
      [this](const httplib::Request& asked, httplib::Response& out) { return before_body(asked, out); });
  const auto with_body = [this](const httplib::Request& asked, httplib::Response& out) { answer(asked, out); };
  http->Post("/.*", with_body);
  http->Put("/.*", with_body);
  http->set_exception_handler([this](const httplib::Request& asked, httplib::Response& out, const std::exception_ptr&) {
    give(asked, error_response(500, "internal", "a defect of the program", "please report it"), out);
  });
  // What cpp-httplib refuses by itself: a request that is none, a body that is cut off.
  http->set_error_handler(
      httplib::Server::HandlerWithResponse([this](const httplib::Request& asked, httplib::Response& out) {
        if (!out.body.empty() || out.has_header("Trilat-Data")) return Handled::Unhandled;
        now().close = true;
        const int status = out.status > 0 ? out.status : 400;
        desk->metrics().count("other", status, {});
        give(asked, error_response(status, "bad_request", "the request could not be read", ""), out);
        return Handled::Handled;
      }));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options) {
  if (!is_loopback(options.host) && options.desk.tokens.empty())
    return bad_input(fmt::format("'{}' is reached from other machines, and no tokens are asked for", options.host),
                     "give --tokens FILE (`trilat serve --new-token NAME` prints a line of it), or stay on 127.0.0.1");
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  TRILAT_TRY(impl->desk, Desk::open(options.desk));
  const ConnectionOptions times{options.connections, options.request_time, options.response_time, options.idle_time};
  impl->http = std::make_unique<Connections>(times, impl->desk->metrics());
  impl->set_up();
  const int port = options.port == 0 ? impl->http->bind_to_any_port(options.host)
                                     : (impl->http->bind_to_port(options.host, options.port) ? options.port : -1);
  if (port <= 0)
    return bad_input(fmt::format("{}:{} cannot be listened on", options.host, options.port),
                     "another program may have it: give another --port, or 0 for any that is free");
  impl->http->widen_backlog();
  const bool six = options.host.find(':') != std::string::npos;
  impl->url = fmt::format("http://{}:{}", six ? "[" + options.host + "]" : options.host, port);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

const std::string& Server::url() const { return impl_->url; }

Status Server::run() {
  if (!impl_->http->listen_after_bind() && !impl_->http->stopping)
    return fail(ErrorCode::kInternal, "the socket failed while it was listened on");
  return {};
}

void Server::stop() {
  impl_->http->stopping = true;
  impl_->http->stop();
}

}  // namespace trilat::serve
