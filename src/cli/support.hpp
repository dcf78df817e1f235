// What every command needs: the --data option, errors on standard error, and opening the engine.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "trilat/engine.hpp"

namespace trilat::cli {

// Prints "trilat: ..." and gives the exit status of the error.
int report(const Error& error);
// Prints the text, or writes it to the file that is named; the exit status.
int deliver(const std::string& text, const std::string& file);

// Reads --fact texts, "name=value", into `facts`.
Status read_facts(const std::vector<std::string>& texts, std::map<std::string, std::string>& facts);

// --from, --hs, --quantity, --claim, --fact and what else describes a shipment; required ones as asked.
void add_shipment_options(CLI::App& command, DutyParams& params, std::vector<std::string>& facts, bool required);

void add_data_option(CLI::App& command, std::string& data);
// --scenario, for commands that answer by the law.
void add_scenario_option(CLI::App& command, std::string& scenario);
void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& formats);
// --out, of commands that also write a page; and whether one is wanted: by --format html, or by the name of the file.
void add_page_option(CLI::App& command, std::string& out);
bool wants_page(const std::string& format, const std::string& out);

}  // namespace trilat::cli
