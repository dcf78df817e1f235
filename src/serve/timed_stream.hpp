// A connection as cpp-httplib reads and writes it, with a deadline on a whole request and on a whole answer: a client
// that sends a byte a second does not hold it for ever.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <string>

namespace trilat::serve {

class TimedStream : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;

  TimedStream(int socket, std::chrono::milliseconds request_time, std::chrono::milliseconds response_time);

  // Waits for the first byte of a request, looking at `stopping` in between. False: none came.
  bool wait(std::chrono::milliseconds idle_time, const std::atomic<bool>& stopping);
  // A new request begins: its deadlines count from now.
  void begin();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  int socket_;
  std::chrono::milliseconds request_time_, response_time_;
  Clock::time_point read_until_, write_until_;
  bool writing_ = false;
  std::array<char, 16384> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what of the buffer is not yet read
};

}  // namespace trilat::serve
