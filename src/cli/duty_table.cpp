#include "cli/duty_table.hpp"

#include <fmt/format.h>

#include "cli/support.hpp"

namespace trilat::cli {
namespace {

// "CA=8703.23.90" into a map; the option is for the message.
Status read_pairs(const std::vector<std::string>& texts, const char* option, std::map<std::string, std::string>& into) {
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return bad_input(
          fmt::format("{} '{}' says nothing of a country", option, text),
          fmt::format("write it for each importer, {}", option == std::string("--fx") ? "CAD=1.37" : "CA=87032390"));
    into[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return {};
}

}  // namespace

int run_duty_table(const Engine& engine, const DutyParams& shipment, const std::vector<std::string>& codes,
                   const std::vector<std::string>& rates, const std::string& format) {
  DutyTableParams params;
  params.shipment = shipment;
  if (const auto read = read_pairs(codes, "--hs-of", params.codes); !read) return report(read.error());
  if (const auto read = read_pairs(rates, "--fx", params.exchange_rates); !read) return report(read.error());
  const auto result = engine.duty_table(params);
  if (!result) return report(result.error());
  fmt::print("{}", format == "json" ? to_json(*result) : to_text(*result));
  return exit_status(*result);
}

}  // namespace trilat::cli
