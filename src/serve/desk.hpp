// The desk: what is asked over HTTP and what is answered, without sockets. Everything that arrives is held to the
// contract of api/openapi.yaml.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "core/cancellation.hpp"
#include "serve/engines.hpp"
#include "serve/message.hpp"
#include "serve/metrics.hpp"
#include "serve/services.hpp"
#include "serve/tokens.hpp"
#include "store/projects.hpp"

namespace trilat::serve {

struct DeskOptions {
  std::string data;                     // the data pack; empty: the default
  std::string version;                  // of the program
  std::vector<std::string> hosts = {};  // names that a request may call this machine, beside those of loopback
  std::string tokens = {};              // file of bearer tokens; empty: none is asked for
  std::string projects = {};            // file of saved projects; empty: nothing is saved
  std::size_t max_body = std::size_t{32} << 20U;                    // bytes
  std::chrono::milliseconds time_limit = std::chrono::seconds(60);  // of one answer
  std::ptrdiff_t heavy = 2;                                         // long answers computed at once
};

class Desk {
 public:
  static Result<std::unique_ptr<Desk>> open(const DeskOptions& options);

  // What can be said before the body has come: an answer that refuses, or nothing.
  std::optional<Response> refused(const Request& request, std::size_t body_bytes) const;
  // Precondition: `refused` said nothing. Long work stops when `wanted` is cancelled.
  Response respond(const Request& request, const core::Cancellation& wanted);
  // With the headers that every answer carries.
  Response dressed(Response response) const;

  const DeskOptions& options() const { return options_; }
  Metrics& metrics() { return metrics_; }

 private:
  Desk(DeskOptions options, std::unique_ptr<Engines> engines, Tokens tokens, std::unique_ptr<store::Projects> projects);
  std::optional<Response> stranger(const Request& request) const;
  Response routed(const Request& request, const core::Cancellation& wanted);
  Response served(const Route& route, const Request& request, const core::Cancellation& wanted);
  Result<io::Node> object_of(const Request& request) const;  // its body
  Response asset(const Request& request) const;
  Response project(const Request& request);

  DeskOptions options_;
  std::unique_ptr<Engines> engines_;
  Tokens tokens_;
  std::unique_ptr<store::Projects> projects_;
  std::counting_semaphore<> turns_;
  Metrics metrics_;
};

// The name under which a request is counted: a route's own path, "other" for what is none.
std::string counted_as(const Request& request);

}  // namespace trilat::serve
