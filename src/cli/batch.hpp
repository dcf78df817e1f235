// `trilat duty --batch`: a file of shipments, with a progress bar where standard error is a terminal.
#pragma once

#include <functional>

#include "trilat/batch.hpp"
#include "trilat/engine.hpp"

namespace trilat::cli {

// A bar on standard error while a file is worked on, where that is a terminal.
class ProgressBar {
 public:
  ProgressBar();
  std::function<void(const BatchProgress&)> progress() const;
  void clear() const;

 private:
  bool terminal_;
};

// Exit status: 0 every row priced, 2 some rows or the file in error, 1 internal error.
int run_batch(const Engine& engine, BatchParams params);

}  // namespace trilat::cli
