// Work that nobody waits for any longer stops: who asks for it keeps a Cancellation, and long loops look at the one
// that their thread is under. Without one, work is always wanted.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

#include "core/error.hpp"

namespace trilat::core {

class Cancellation {
 public:
  using Clock = std::chrono::steady_clock;

  Cancellation() : state_(std::make_shared<State>()) {}
  // Also over when the time is up.
  explicit Cancellation(Clock::time_point deadline) : Cancellation() { state_->deadline = deadline; }

  void cancel() { state_->cancelled = true; }
  bool cancelled() const { return state_->cancelled || Clock::now() >= state_->deadline; }
  // Whether it was called off, rather than out of time.
  bool called_off() const { return state_->cancelled; }

 private:
  struct State {
    std::atomic<bool> cancelled = false;
    Clock::time_point deadline = Clock::time_point::max();
  };
  std::shared_ptr<State> state_;  // copies are one
};

// The work of this thread stands under `what` while the scope lasts. Threads that it starts do not: they open a scope
// with current_cancellation() of the thread that starts them.
class CancellationScope {
 public:
  explicit CancellationScope(std::optional<Cancellation> what);
  ~CancellationScope();
  CancellationScope(const CancellationScope&) = delete;
  CancellationScope& operator=(const CancellationScope&) = delete;

 private:
  std::optional<Cancellation> before_;
};

std::optional<Cancellation> current_cancellation();
bool cancelled();
// kCancelled where the work of this thread is no longer wanted.
Status still_wanted();

}  // namespace trilat::core
