// A CSV file worked on by several threads in blocks of whole rows, taken back in their order. No more than a few
// blocks a thread are held at a time, whatever the length of the file.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>

#include "core/cancellation.hpp"
#include "engine/ordered_workers.hpp"
#include "engine/row_stream.hpp"

namespace trilat {

// The threads asked for, or one a processor where none are.
inline unsigned threads_for(unsigned asked) {
  return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

// Reads `input` to its end. A Block has a RowBlock `rows`; `make_work` is called once a thread, from the calling one,
// and gives what that thread does to a block. `finish` takes the done blocks in the order of the file; its first error
// ends the work and is given back.
template <class Block>
Status in_blocks(RowStream& input, unsigned threads, const std::function<std::function<void(Block&)>()>& make_work,
                 const std::function<Status(Block&)>& finish) {
  constexpr std::size_t kBlocksAWorker = 4;
  OrderedWorkers<Block> workers(threads, make_work);
  bool more = true;
  while (more || workers.held() > 0) {
    TRILAT_CHECK(core::still_wanted());
    if (more && workers.held() < threads * kBlocksAWorker) {
      auto block = std::make_unique<Block>();
      more = block->rows.read(input);
      if (more) workers.add(std::move(block));
      continue;
    }
    const auto block = workers.take();
    TRILAT_CHECK(finish(*block));
  }
  return {};
}

}  // namespace trilat
