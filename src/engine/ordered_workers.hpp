// Threads that work on tasks. The caller adds tasks and takes them back in the order in which it added them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace trilat {

template <class Task>
class OrderedWorkers {
 public:
  // `make_work` is called once a thread, from the calling one; what it gives is used by that thread alone.
  OrderedWorkers(unsigned count, const std::function<std::function<void(Task&)>()>& make_work) {
    std::vector<std::function<void(Task&)>> each;
    for (unsigned i = 0; i < count; ++i) each.push_back(make_work());
    for (auto& own : each) threads_.emplace_back([this, done = std::move(own)] { work(done); });
  }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;
  ~OrderedWorkers() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void add(std::unique_ptr<Task> task) {
    {
      const std::lock_guard lock(mutex_);
      in_order_.push_back({std::move(task), false});
      waiting_.push_back(&in_order_.back());
    }
    wake_.notify_one();
  }
  std::size_t held() const { return in_order_.size(); }
  // The oldest task, once it is done. Precondition: held() > 0.
  std::unique_ptr<Task> take() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return in_order_.front().done; });
    auto task = std::move(in_order_.front().task);
    in_order_.pop_front();
    return task;
  }

 private:
  struct Entry {
    std::unique_ptr<Task> task;
    bool done = false;
  };

  void work(const std::function<void(Task&)>& own) {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Entry& entry = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      own(*entry.task);
      lock.lock();
      entry.done = true;
      done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Entry*> waiting_;
  std::deque<Entry> in_order_;  // a deque keeps its elements in place
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace trilat
