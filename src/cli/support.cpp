#include "cli/support.hpp"

#include <fmt/format.h>

namespace trilat::cli {

int report(const Error& error) {
  fmt::print(stderr, "trilat: {}\n", error.to_string());
  return core::exit_status(error.code);
}

void add_data_option(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "data pack to use instead of the embedded one (also TRILAT_DATA)");
}

void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats) {
  command.add_option("--format", format, "form of the output")->check(CLI::IsMember(formats))->capture_default_str();
}

}  // namespace trilat::cli
