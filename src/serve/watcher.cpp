#include "serve/watcher.hpp"

#include <poll.h>

#include <chrono>

namespace trilat::serve {
namespace {

constexpr std::chrono::milliseconds kPause(100);

bool gone(int socket) {
  pollfd asked{socket, POLLRDHUP, 0};  // also where it has sent more before it left
  return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0;
}

}  // namespace

Watcher::Watcher() : thread_([this] { look(); }) {}

Watcher::~Watcher() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Watcher::look() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    for (auto& [socket, work] : watched_) {
      if (gone(socket)) work.cancel();
    }
    if (watched_.empty())
      wake_.wait(lock, [this] { return stopping_ || !watched_.empty(); });
    else
      wake_.wait_for(lock, kPause);
  }
}

Watcher::Watch::Watch(Watcher& watcher, int socket, core::Cancellation work) : watcher_(watcher) {
  const std::lock_guard lock(watcher.mutex_);
  at_ = watcher.watched_.emplace(watcher.watched_.end(), socket, std::move(work));
  if (watcher.watched_.size() == 1) watcher.wake_.notify_one();
}

Watcher::Watch::~Watch() {
  const std::lock_guard lock(watcher_.mutex_);
  watcher_.watched_.erase(at_);
}

}  // namespace trilat::serve
