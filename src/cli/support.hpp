// What every command needs: the --data option, errors on standard error, and opening the engine.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "trilat/engine.hpp"

namespace trilat::cli {

// Prints "trilat: ..." and gives the exit status of the error.
int report(const Error& error);

void add_data_option(CLI::App& command, std::string& data);
void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats);

}  // namespace trilat::cli
