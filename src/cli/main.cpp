// trilat: the command line, a thin translation of trilat::Engine.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "cli/commands.hpp"

int main(int argc, char** argv) {
  try {
    return trilat::cli::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "trilat: internal error: {}\n", error.what());
    return 1;
  }
}
