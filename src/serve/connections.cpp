#include "serve/connections.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <string_view>

#include "serve/timed_stream.hpp"

namespace trilat::serve {
Now& now() {
  thread_local Now of_this_thread;
  return of_this_thread;
}

bool Connections::process_and_close_socket(socket_t socket) {
  if (static_cast<std::size_t>(++metrics_.connections) > options_.connections) {
    refuse(socket);
  } else {
    answer_all(socket);
  }
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  --metrics_.connections;
  return true;
}

void Connections::widen_backlog() {
  constexpr int kWaiting = 1024;
  ::listen(svr_sock_, kWaiting);
}

void Connections::answer_all(int socket) {
  TimedStream stream(socket, options_.request_time, options_.response_time);
  // Answers are not compressed: they go to this machine, or through a proxy that can do so.
  // They are always whole.
  const auto plain = [](httplib::Request& request) {
    request.headers.erase("Accept-Encoding");
    request.headers.erase("Range");
    request.ranges.clear();
  };
  for (std::size_t left = kRequestsAConnection; left > 0 && !stopping; --left) {
    if (!stream.wait(options_.idle_time, stopping)) return;
    stream.begin();
    now() = {socket, false};
    bool closed = false;
    if (!process_request(stream, left == 1 || stopping, closed, plain) || closed || now().close) return;
  }
}

void Connections::refuse(int socket) {
  ++metrics_.refused;
  static constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  static_cast<void>(::send(socket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace trilat::serve
