#include "serve/metrics.hpp"

#include <fmt/format.h>

namespace trilat::serve {

void Metrics::count(const std::string& route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const std::lock_guard lock(mutex_);
  ++answers_[{route, status}];
  Times& times = times_[route];
  ++times.count;
  times.sum += seconds;
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    if (seconds <= kBounds[i]) ++times.at_most[i];
  }
}

std::string Metrics::text(const std::string& version, const std::string& data_hash) const {
  std::string text = "# HELP trilat_info The program and the data that it answers from.\n# TYPE trilat_info gauge\n";
  text += fmt::format("trilat_info{{version=\"{}\",data=\"{}\"}} 1\n", version, data_hash);
  const auto single = [&](const char* name, const char* type, const char* help, auto value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
  };
  single("trilat_connections", "gauge", "Connections open now.", connections.load());
  single("trilat_running", "gauge", "Long answers being computed now.", running.load());
  single("trilat_refused_total", "counter", "Connections beyond the limit.", refused.load());
  single("trilat_cancelled_total", "counter", "Answers that were stopped.", cancelled.load());
  const std::lock_guard lock(mutex_);
  text += "# HELP trilat_answers_total Answers by path and status.\n# TYPE trilat_answers_total counter\n";
  for (const auto& [key, count] : answers_)
    text += fmt::format("trilat_answers_total{{path=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  text += "# HELP trilat_answer_seconds Time to answer by path.\n# TYPE trilat_answer_seconds histogram\n";
  for (const auto& [path, times] : times_) {
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      text +=
          fmt::format("trilat_answer_seconds_bucket{{path=\"{}\",le=\"{}\"}} {}\n", path, kBounds[i], times.at_most[i]);
    text += fmt::format(
        "trilat_answer_seconds_bucket{{path=\"{0}\",le=\"+Inf\"}} {1}\n"
        "trilat_answer_seconds_sum{{path=\"{0}\"}} {2}\ntrilat_answer_seconds_count{{path=\"{0}\"}} {1}\n",
        path, times.count, times.sum);
  }
  return text;
}

}  // namespace trilat::serve
