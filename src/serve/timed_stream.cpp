#include "serve/timed_stream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace trilat::serve {
namespace {

// Whether the socket is ready before the deadline.
bool ready(int socket, short events, TimedStream::Clock::time_point until) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - TimedStream::Clock::now()).count();
    if (left <= 0) return false;
    pollfd asked{socket, events, 0};
    const int found = ::poll(&asked, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (found > 0) return true;
    if (found < 0 && errno != EINTR) return false;
  }
}

void address_of(int (*name)(int, sockaddr*, socklen_t*), int socket, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t length = sizeof(address);
  if (name(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    sockaddr_in known{};
    std::memcpy(&known, &address, sizeof(known));
    ::inet_ntop(AF_INET, &known.sin_addr, text.data(), text.size());
    port = ntohs(known.sin_port);
  } else if (address.ss_family == AF_INET6) {
    sockaddr_in6 known{};
    std::memcpy(&known, &address, sizeof(known));
    ::inet_ntop(AF_INET6, &known.sin6_addr, text.data(), text.size());
    port = ntohs(known.sin6_port);
  }
  ip = text.data();
}

}  // namespace

TimedStream::TimedStream(int socket, std::chrono::milliseconds request_time, std::chrono::milliseconds response_time)
    : socket_(socket), request_time_(request_time), response_time_(response_time) {
  begin();
}

bool TimedStream::wait(std::chrono::milliseconds idle_time, const std::atomic<bool>& stopping) {
  constexpr std::chrono::milliseconds kLook(200);
  if (begin_ < end_) return true;
  const auto until = Clock::now() + idle_time;
  while (Clock::now() < until) {
    if (ready(socket_, POLLIN, std::min(until, Clock::now() + kLook))) return true;
    if (stopping) return false;
  }
  return false;
}

void TimedStream::begin() {
  read_until_ = Clock::now() + request_time_;
  writing_ = false;
}

bool TimedStream::is_readable() const { return begin_ < end_ || ready(socket_, POLLIN, read_until_); }

bool TimedStream::is_writable() const {
  return ready(socket_, POLLOUT, writing_ ? write_until_ : Clock::time_point::max());
}

ssize_t TimedStream::read(char* to, size_t size) {
  if (begin_ == end_) {
    if (Clock::now() >= read_until_) return -1;
    while (true) {
      const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
      if (got > 0) {
        begin_ = 0;
        end_ = static_cast<std::size_t>(got);
        break;
      }
      if (got == 0) return 0;
      if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return -1;
      if (!ready(socket_, POLLIN, read_until_)) return -1;
    }
  }
  const std::size_t count = std::min(size, end_ - begin_);
  std::memcpy(to, buffer_.data() + begin_, count);
  begin_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t TimedStream::write(const char* from, size_t size) {
  if (!writing_) {
    writing_ = true;
    write_until_ = Clock::now() + response_time_;
  }
  while (true) {
    const ssize_t sent = ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) return sent;
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return -1;
    if (!ready(socket_, POLLOUT, write_until_)) return -1;
  }
}

void TimedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  address_of(::getpeername, socket_, ip, port);
}

void TimedStream::get_local_ip_and_port(std::string& ip, int& port) const {
  address_of(::getsockname, socket_, ip, port);
}

}  // namespace trilat::serve
