#include "cli/batch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/support.hpp"

namespace trilat::cli {
namespace {

void draw(const BatchProgress& progress) {
  constexpr int kWidth = 40;
  const double share = progress.bytes_total == 0
                           ? 0.0
                           : static_cast<double>(progress.bytes_read) / static_cast<double>(progress.bytes_total);
  const int filled = static_cast<int>(share * kWidth);
  fmt::print(stderr, "\r[{:-<{}}] {:3.0f} %  {} rows", std::string(static_cast<std::size_t>(filled), '#'), kWidth,
             100 * share, progress.rows);
  std::fflush(stderr);
}

}  // namespace

ProgressBar::ProgressBar() : terminal_(::isatty(STDERR_FILENO) != 0) {}

std::function<void(const BatchProgress&)> ProgressBar::progress() const {
  if (terminal_) return draw;
  return {};
}

void ProgressBar::clear() const {
  if (terminal_) fmt::print(stderr, "\r\033[K");
}

int run_batch(const Engine& engine, BatchParams params) {
  const ProgressBar bar;
  params.progress = bar.progress();
  const auto result = engine.batch(params);
  bar.clear();
  if (!result) return report(result.error());
  for (const BatchError& error : result->errors) {
    fmt::print(stderr, "trilat: {}:{}: {}\n", params.in, error.line, error.message);
  }
  if (result->error_count > result->errors.size()) {
    fmt::print(stderr, "trilat: {} more rows in error, each with its message in {}\n",
               result->error_count - result->errors.size(), params.out);
  }
  fmt::print("{}", to_text(*result));
  return exit_status(*result);
}

}  // namespace trilat::cli
