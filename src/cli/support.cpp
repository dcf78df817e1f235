#include "cli/support.hpp"

#include <fmt/format.h>

namespace trilat::cli {

int report(const Error& error) {
  fmt::print(stderr, "trilat: {}\n", error.to_string());
  return core::exit_status(error.code);
}

int deliver(const std::string& text, const std::string& file) {
  if (file.empty()) {
    fmt::print("{}", text);
    return 0;
  }
  const auto written = write_output(file, text);
  return written ? 0 : report(written.error());
}

Status read_facts(const std::vector<std::string>& texts, std::map<std::string, std::string>& facts) {
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return bad_input(fmt::format("--fact '{}' has no value", text), "write name=value");
    }
    facts[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return {};
}

void add_shipment_options(CLI::App& command, DutyParams& params, std::vector<std::string>& facts, bool required) {
  command.add_option("--to", params.to, "importing country (ISO code)")->required();
  command.add_option("--from", params.from, "country of origin (ISO code)")->required(required);
  command.add_option("--hs", params.hs, "tariff code, 8 or 10 digits")->required(required);
  command.add_option("--quantity", params.quantities, "quantity with unit, '100 kg'; may be repeated");
  command.add_option("--claim", params.claim, "usmca or none; unknown when left out");
  command.add_option("--fact", facts, "a fact about the shipment, name=value; may be repeated");
  command.add_option("--preference-from", params.preference_from,
                     "country of marking, where a preference is claimed for goods of another origin");
  command.add_option("--with", params.options, "fees and taxes to add, such as mpf,hmf")->delimiter(',');
  command.add_flag("--beyond-horizon", params.beyond_horizon,
                   "after the recorded span: take the last recorded law to hold still");
  command.add_option("--known-on", params.known_on, "answer as the law stood published on this day");
}

void add_data_option(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "data pack to use instead of the embedded one (also TRILAT_DATA)");
}

void add_scenario_option(CLI::App& command, std::string& scenario) {
  command.add_option("--scenario", scenario, "answer by the law of a ready scenario or of a scenario file");
}

void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats) {
  command.add_option("--format", format, "form of the output")->check(CLI::IsMember(formats))->capture_default_str();
}

void add_page_option(CLI::App& command, std::string& out) {
  command.add_option("--out", out, "file to write instead of the terminal; NAME.html is a page with charts");
}

bool wants_page(const std::string& format, const std::string& out) {
  return format == "html" || (format == "text" && out.ends_with(".html"));
}

}  // namespace trilat::cli
