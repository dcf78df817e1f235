#include "core/cancellation.hpp"

#include <utility>

namespace trilat::core {
namespace {

std::optional<Cancellation>& of_this_thread() {
  thread_local std::optional<Cancellation> current;
  return current;
}

}  // namespace

CancellationScope::CancellationScope(std::optional<Cancellation> what)
    : before_(std::exchange(of_this_thread(), std::move(what))) {}

CancellationScope::~CancellationScope() { of_this_thread() = std::move(before_); }

std::optional<Cancellation> current_cancellation() { return of_this_thread(); }

bool cancelled() {
  const auto& current = of_this_thread();
  return current && current->cancelled();
}

Status still_wanted() {
  if (!cancelled()) return {};
  return fail(ErrorCode::kCancelled, "the work was stopped before it was done",
              "ask for less at once, or allow more time");
}

}  // namespace trilat::core
