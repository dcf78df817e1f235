// `trilat duty --batch`: a file of shipments, with a progress bar where standard error is a terminal.
#pragma once

#include "trilat/batch.hpp"
#include "trilat/engine.hpp"

namespace trilat::cli {

// Exit status: 0 every row priced, 2 some rows or the file in error, 1 internal error.
int run_batch(const Engine& engine, BatchParams params);

}  // namespace trilat::cli
