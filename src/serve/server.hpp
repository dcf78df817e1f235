// The desk on a socket: cpp-httplib reads and writes HTTP, with deadlines of our own on every connection, and long
// answers stop when who asked has gone.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "serve/desk.hpp"

namespace trilat::serve {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8733;  // 0: any that is free
  DeskOptions desk;
  std::size_t connections = 256;                                       // at once; more are told to come again
  std::chrono::milliseconds request_time = std::chrono::seconds(20);   // to send a request
  std::chrono::milliseconds response_time = std::chrono::seconds(60);  // to take an answer
  std::chrono::milliseconds idle_time = std::chrono::seconds(30);      // between requests
  std::function<void(const std::string&)> log = {};                    // a line a request; empty: none
};

class Server {
 public:
  // Bound to its address, not yet answering. Errors: an address beyond loopback without tokens, one that is taken, the
  // data, the tokens, the projects.
  static Result<std::unique_ptr<Server>> open(const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::string& url() const;  // "http://127.0.0.1:8733"
  // Answers until stop() is called, then finishes what has been asked.
  Status run();
  // From any thread.
  void stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trilat::serve
