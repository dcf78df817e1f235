// Sees when a client goes away while its answer is still being computed.
#pragma once

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "core/cancellation.hpp"

namespace trilat::serve {

class Watcher {
 public:
  Watcher();
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // While this lives, the work is called off when the other end of the socket closes.
  class Watch {
   public:
    Watch(Watcher& watcher, int socket, core::Cancellation work);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    Watcher& watcher_;
    std::list<std::pair<int, core::Cancellation>>::iterator at_;
  };

 private:
  void look();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::list<std::pair<int, core::Cancellation>> watched_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace trilat::serve
