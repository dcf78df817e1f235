#include "serve/desk.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>

#include "core/text.hpp"
#include "io/json.hpp"
#include "serve/assets.hpp"

namespace trilat::serve {
namespace {

constexpr std::string_view kProjects = "/v1/projects";
constexpr int kDeepest = 32;  // nesting of a body

bool is_api(std::string_view path) { return path.starts_with("/v1/") || path == "/metrics"; }
bool is_project(std::string_view path) {
  return path == kProjects || (path.starts_with(kProjects) && path.substr(kProjects.size()).starts_with('/'));
}

// "example.org" of "example.org:8733", "[::1]" of "[::1]:8733".
std::string_view without_port(std::string_view host) {
  const std::size_t closed = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos || (closed != std::string_view::npos && colon < closed)) return host;
  return host.substr(0, colon);
}

Response json_of(const std::string& body) { return {200, "application/json", body, {}}; }

bool has_body(const std::string& method) { return method == "POST" || method == "PUT"; }

}  // namespace

std::string counted_as(const Request& request) {
  bool known = false;
  if (const Route* route = find_route(request.method, request.path, known)) return route->path;
  if (is_project(request.path)) return "/v1/projects/{}";
  if (request.path == "/healthz" || request.path == "/metrics") return request.path;
  return is_api(request.path) ? "other" : "page";
}

Result<std::unique_ptr<Desk>> Desk::open(const DeskOptions& options) {
  TRILAT_TRY(auto engines, Engines::open(options.data));
  Tokens tokens;
  if (!options.tokens.empty()) {
    TRILAT_TRY(tokens, Tokens::read(options.tokens));
  }
  std::unique_ptr<store::Projects> projects;
  if (!options.projects.empty()) {
    TRILAT_TRY(projects, store::Projects::open(options.projects));
  }
  return std::unique_ptr<Desk>(new Desk(options, std::move(engines), std::move(tokens), std::move(projects)));
}

Desk::Desk(DeskOptions options, std::unique_ptr<Engines> engines, Tokens tokens,
           std::unique_ptr<store::Projects> projects)
    : options_(std::move(options)),
      engines_(std::move(engines)),
      tokens_(std::move(tokens)),
      projects_(std::move(projects)),
      turns_(options_.heavy) {
  for (std::string& host : options_.hosts) host = core::to_lower(host);
}

// A page of another site that had its name resolved to this machine gives itself away by Host or Origin.
std::optional<Response> Desk::stranger(const Request& request) const {
  const auto known = [&](std::string_view host) {
    const std::string name = core::to_lower(without_port(host));
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]" ||
           std::find(options_.hosts.begin(), options_.hosts.end(), name) != options_.hosts.end();
  };
  const std::string_view host = request.header("host");
  if (!known(host))
    return error_response(421, "misdirected", fmt::format("this is not '{}'", host),
                          "call it localhost, or start it with --host-name");
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return std::nullopt;
  const std::size_t scheme = origin.find("://");
  const bool same = scheme != std::string_view::npos && origin.substr(scheme + 3) == host;
  if (same) return std::nullopt;
  return error_response(403, "forbidden_origin", fmt::format("'{}' may not ask here", origin),
                        "ask from a page of this server, or without a browser");
}

std::optional<Response> Desk::refused(const Request& request, std::size_t body_bytes) const {
  if (request.headers.contains("transfer-encoding"))  // whatever the method: the request would have no known end
    return error_response(411, "length_required", "the length of the body is not said", "send Content-Length");
  if (auto strange = stranger(request)) return strange;
  if (!tokens_.empty() && is_api(request.path)) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view given = request.header("authorization");
    if (!given.starts_with(kScheme) || !tokens_.admits(given.substr(kScheme.size()))) {
      Response response = error_response(401, "unauthorized", "a bearer token is asked for",
                                         "send it as `Authorization: Bearer TOKEN`");
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
      return response;
    }
  }
  bool path_known = false;
  const bool routed = find_route(request.method, request.path, path_known) != nullptr;
  const bool page = !is_api(request.path) || request.path == "/metrics";
  if (!routed && !page && !is_project(request.path)) {
    if (path_known)
      return error_response(405, "method_not_allowed", request.method + " is not for " + request.path,
                            "api/openapi.yaml says what is");
    return error_response(404, "not_found", "there is nothing at " + request.path, "api/openapi.yaml lists the paths");
  }
  if (is_project(request.path) && request.method != "GET" && request.method != "PUT" && request.method != "DELETE")
    return error_response(405, "method_not_allowed", request.method + " is not for " + request.path,
                          "use GET, PUT or DELETE");
  if (page && request.method != "GET" && request.method != "HEAD")
    return error_response(405, "method_not_allowed", request.method + " is not for " + request.path, "use GET");
  if (!has_body(request.method)) return std::nullopt;
  if (!request.header("content-encoding").empty())
    return error_response(415, "unsupported_media_type", "compressed bodies are not read", "send it as it is");
  if (body_bytes > options_.max_body)
    return error_response(413, "too_large",
                          fmt::format("the body has {} bytes, more than {}", body_bytes, options_.max_body),
                          "send less, or start the server with a larger --max-body");
  if (!request.header("content-type").starts_with("application/json"))
    return error_response(415, "unsupported_media_type", "the body is not said to be JSON",
                          "send Content-Type: application/json");
  return std::nullopt;
}

Response Desk::asset(const Request& request) const {
  const Asset* found = find_asset(request.path);
  if (found == nullptr)
    return error_response(
        404, "not_found", "there is nothing at " + request.path,
        find_asset("/") == nullptr ? "this build has no web application: the API is under /v1" : "the start page is /");
  Response response{200, std::string(found->type), std::string(found->bytes), {}};
  response.headers.emplace_back("Cache-Control",
                                is_immutable(*found) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

Result<io::Node> Desk::object_of(const Request& request) const {
  TRILAT_TRY(io::Node body, io::parse_json(request.body, "body", {kDeepest, options_.max_body}));
  if (!body.is_table()) return body.refuse("the body is no object", "send a JSON object");
  return body;
}

Response Desk::project(const Request& request) {
  if (!projects_)
    return error_response(404, "not_found", "no projects are kept", "start the server with --projects FILE");
  const std::string name = request.path.size() > kProjects.size() ? request.path.substr(kProjects.size() + 1) : "";
  if (name.empty()) {
    if (request.method != "GET")
      return error_response(405, "method_not_allowed", request.method + " is not for " + request.path, "use GET");
    const auto names = projects_->names();
    if (!names) return error_response(names.error());
    io::JsonWriter json;
    json.begin_array();
    for (const store::ProjectName& each : *names)
      json.begin_object().field("name", each.name).field("saved", each.saved).field("bytes", each.bytes).end();
    return json_of(json.end().finish().value_or("[]\n"));
  }
  if (request.method == "GET") {
    const auto text = projects_->read(name);
    return text ? json_of(*text) : error_response(text.error());
  }
  if (request.method == "PUT") {
    if (const auto body = object_of(request); !body) return error_response(body.error());
    const auto saved = projects_->write(name, request.body);
    return saved ? Response{204, "", "", {}} : error_response(saved.error());
  }
  const auto gone = projects_->remove(name);
  return gone ? Response{204, "", "", {}} : error_response(gone.error());
}

namespace {

// Given back however the work ends. What a long answer took of the memory goes back to the machine: the C library
// would keep it for each of the threads that happened to answer.
class Turn {
 public:
  Turn(std::counting_semaphore<>& turns, Metrics& metrics) : turns_(turns), metrics_(metrics) { ++metrics_.running; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    ::malloc_trim(0);
    --metrics_.running;
    turns_.release();
  }

 private:
  std::counting_semaphore<>& turns_;
  Metrics& metrics_;
};

}  // namespace

Response Desk::served(const Route& route, const Request& request, const core::Cancellation& wanted) {
  io::Node body;
  if (has_body(request.method)) {
    auto read = object_of(request);
    if (!read) return error_response(read.error());
    body = std::move(*read);
  } else {
    // What GETs say changes with the data alone.
    const std::string tag = fmt::format("\"{}-{}\"", options_.version, engines_->data_hash());
    if (request.header("if-none-match") == tag) return {304, "", "", {{"ETag", tag}}};
  }
  const core::CancellationScope scope(wanted);
  Answer answer;
  if (route.heavy) {
    while (!turns_.try_acquire_for(std::chrono::milliseconds(50))) {
      if (!wanted.cancelled()) continue;
      ++metrics_.cancelled;
      return error_response(503, "busy", "the machine is busy with other answers", "ask again in a while");
    }
    const Turn turn(turns_, metrics_);
    answer = route.service(*engines_, request, body);
  } else {
    answer = route.service(*engines_, request, body);
  }
  if (answer) {
    Response response = json_of(*answer);
    if (!has_body(request.method))
      response.headers.emplace_back("ETag", fmt::format("\"{}-{}\"", options_.version, engines_->data_hash()));
    return response;
  }
  if (!wanted.cancelled()) return error_response(answer.error());
  ++metrics_.cancelled;  // whatever it failed at: a search that was stopped finds nothing
  if (wanted.called_off()) return error_response({ErrorCode::kCancelled, "nobody waits for the answer", "", {}});
  return error_response(503, "too_long",
                        fmt::format("the answer took longer than {} s", options_.time_limit.count() / 1000),
                        "ask for less at once, or start the server with a larger --time-limit");
}

Response Desk::routed(const Request& request, const core::Cancellation& wanted) {
  if (request.path == "/healthz") {
    io::JsonWriter json;
    json.begin_object().field("status", "ok").field("version", options_.version);
    json.field("data_hash", engines_->data_hash()).end();
    return json_of(json.finish().value_or("{}\n"));
  }
  if (request.path == "/metrics")
    return {200, "text/plain; version=0.0.4", metrics_.text(options_.version, engines_->data_hash()), {}};
  if (is_project(request.path)) return project(request);
  bool path_known = false;
  if (const Route* route = find_route(request.method, request.path, path_known)) return served(*route, request, wanted);
  return asset(request);
}

Response Desk::respond(const Request& request, const core::Cancellation& wanted) {
  const auto began = std::chrono::steady_clock::now();
  Response response = routed(request, wanted);
  metrics_.count(counted_as(request), response.status, std::chrono::steady_clock::now() - began);
  return response;
}

Response Desk::dressed(Response response) const {
  const auto add = [&](const char* name, const char* value) { response.headers.emplace_back(name, value); };
  add("Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
      "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  const auto cached = std::find_if(response.headers.begin(), response.headers.end(),
                                   [](const auto& header) { return header.first == "Cache-Control"; });
  if (cached == response.headers.end()) add("Cache-Control", "no-cache");
  response.headers.emplace_back("Trilat-Data", engines_->data_hash());
  return response;
}

}  // namespace trilat::serve
