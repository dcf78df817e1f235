// Counts of what was served, in the text format of Prometheus.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace trilat::serve {

// Thread-safe.
class Metrics {
 public:
  void count(const std::string& route, int status, std::chrono::nanoseconds took);
  std::string text(const std::string& version, const std::string& data_hash) const;

  std::atomic<std::int64_t> connections = 0;  // open now
  std::atomic<std::int64_t> running = 0;      // heavy answers being computed now
  std::atomic<std::uint64_t> refused = 0;     // connections beyond the limit
  std::atomic<std::uint64_t> cancelled = 0;   // answers that nobody waited for, or that took too long

 private:
  static constexpr std::array<double, 8> kBounds = {0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60};  // seconds
  struct Times {
    std::array<std::uint64_t, 8> at_most = {};
    std::uint64_t count = 0;
    double sum = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> answers_;
  std::map<std::string, Times> times_;
};

}  // namespace trilat::serve
