#include <fmt/format.h>

#include <cmath>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "trilat/sweep.hpp"

namespace trilat {
namespace {

using Row = std::vector<std::string>;

// Not a number stands for no solution: an empty field, or null.
std::string number(double value) { return std::isnan(value) ? "" : io::json_number(value); }

void write(io::JsonWriter& json, double value) { std::isnan(value) ? json.null() : json.value(value); }

std::string place(const SweepRow& row) {
  std::string text = row.country;
  if (!row.partner.empty()) text += " from " + row.partner;
  if (!row.sector.empty()) text += ", " + row.sector;
  return text;
}

std::string percent_name(double probability) { return fmt::format("{:g} %", 100 * probability); }

std::string case_line(const SweepCase& entry) {
  std::string text =
      fmt::format("\n{}; deficits {}, elasticities {}\n", entry.shock_title, entry.closure, entry.elasticities);
  if (entry.failed > 0)
    text += fmt::format("  {} of {} draws have no solution and are left out\n", entry.failed, entry.draws);
  return text;
}

}  // namespace

std::string to_text(const SweepResult& result) {
  std::string text = fmt::format("{} draws of the trade elasticities on {}, seed {}\n  spread: {}\n", result.draws,
                                 result.economy, result.seed, result.spread);
  if (result.resumed > 0) text += fmt::format("  {} draws were held by the checkpoint\n", result.resumed);
  std::size_t at = 0;
  for (std::size_t scenario = 0; scenario < result.cases.size(); ++scenario) {
    text += case_line(result.cases[scenario]);
    text += fmt::format("  {:<40} {:>12} {:>12}", "", "estimate", "deviation");
    for (const double probability : result.probabilities) text += fmt::format(" {:>12}", percent_name(probability));
    text += '\n';
    for (; at < result.rows.size() && result.rows[at].scenario == scenario; ++at) {
      const SweepRow& row = result.rows[at];
      text +=
          fmt::format("  {:<40.40} {:>12.5g} {:>12.3g}", fmt::format("{} {} ({})", place(row), row.outcome, row.unit),
                      row.central, row.standard_deviation);
      for (const double value : row.quantiles) text += fmt::format(" {:>12.5g}", value);
      text += '\n';
    }
  }
  return text + fmt::format("\nColumns: at the estimates; standard deviation; quantiles. Source: {}\nData {}\n",
                            result.source, result.data_hash);
}

std::string to_json(const SweepResult& result) {
  io::JsonWriter json;
  json.begin_object().field("economy", result.economy).field("title", result.title).field("source", result.source);
  json.field("draws", result.draws).key("seed").raw_number(std::to_string(result.seed)).field("spread", result.spread);
  json.key("probabilities").begin_array();
  for (const double probability : result.probabilities) json.value(probability);
  json.end().key("cases").begin_array();
  std::size_t at = 0;
  for (std::size_t scenario = 0; scenario < result.cases.size(); ++scenario) {
    const SweepCase& entry = result.cases[scenario];
    json.begin_object().field("shock", entry.shock).field("title", entry.shock_title).field("closure", entry.closure);
    json.field("elasticities", entry.elasticities).field("draws", entry.draws).field("failed", entry.failed);
    json.key("outcomes").begin_array();
    for (; at < result.rows.size() && result.rows[at].scenario == scenario; ++at) {
      const SweepRow& row = result.rows[at];
      json.begin_object().field("outcome", row.outcome).field("unit", row.unit).field("country", row.country);
      json.field("partner", row.partner).field("sector", row.sector).field("central", row.central).key("mean");
      write(json, row.mean);
      json.key("standard_deviation");
      write(json, row.standard_deviation);
      json.key("quantiles").begin_array();
      for (const double value : row.quantiles) write(json, value);
      json.end().end();
    }
    json.end().end();
  }
  json.end().field("data", result.data_hash).end();
  return json.finish().value_or("");
}

std::string to_csv(const SweepResult& result) {
  io::CsvWriter csv;
  csv.comment(fmt::format(" economy: {}, draws: {}, seed: {}, data: {}", result.economy, result.draws, result.seed,
                          result.data_hash));
  csv.comment(" spread: " + result.spread);
  Row columns = {"shock",   "closure", "elasticities", "outcome", "unit", "country",
                 "partner", "sector",  "central",      "mean",    "sd"};
  for (const double probability : result.probabilities) columns.push_back(fmt::format("q{:g}", probability));
  csv.row(columns);
  for (const SweepRow& row : result.rows) {
    const SweepCase& entry = result.cases[row.scenario];
    Row fields = {entry.shock,
                  entry.closure,
                  entry.elasticities,
                  row.outcome,
                  row.unit,
                  row.country,
                  row.partner,
                  row.sector,
                  number(row.central),
                  number(row.mean),
                  number(row.standard_deviation)};
    for (const double value : row.quantiles) fields.push_back(number(value));
    csv.row(fields);
  }
  return csv.text();
}

}  // namespace trilat
