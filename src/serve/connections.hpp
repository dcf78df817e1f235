// cpp-httplib with our own handling of the socket; what is parsed and written stays its own.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>

#include "serve/metrics.hpp"

namespace trilat::serve {

inline constexpr std::size_t kRequestsAConnection = 100'000;

struct ConnectionOptions {
  std::size_t connections;  // at once; more are told to come again
  // To send a request, to take an answer, and between requests.
  std::chrono::milliseconds request_time, response_time, idle_time;
};

// What the thread of a connection is answering.
struct Now {
  int socket = -1;
  bool close = false;  // the connection ends with this answer
};
Now& now();

class Connections : public httplib::Server {
 public:
  Connections(const ConnectionOptions& options, Metrics& metrics) : options_(options), metrics_(metrics) {}
  std::atomic<bool> stopping = false;
  // Once it is bound: more may wait to be accepted than the five of the library.
  void widen_backlog();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void answer_all(int socket);
  void refuse(int socket);

  ConnectionOptions options_;
  Metrics& metrics_;
};

}  // namespace trilat::serve
