#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "trilat/economy.hpp"

namespace trilat {
namespace {

using Row = std::vector<std::string>;

std::string number(double value) { return io::json_number(value); }

std::string steps_text(const EconomyInfo& info) {
  std::string text;
  for (const std::string& step : info.steps) text += fmt::format("  step          {}\n", step);
  return text;
}

void write_identity(io::JsonWriter& json, const EconomyIdentity& identity) {
  json.begin_object().field("name", identity.name).field("error", identity.error).field("cell", identity.cell);
  json.field("equations", identity.cells).field("broken", identity.broken).field("holds", identity.holds).end();
}

void write_economy(io::JsonWriter& json, const EconomyInfo& info) {
  json.begin_object().field("name", info.name).field("title", info.title).field("year", info.year);
  json.field("source", info.source).field("unit", "million USD");
  json.key("countries").begin_array();
  for (const auto& country : info.countries) {
    json.begin_object().field("code", country.code).field("name", country.name).field("output", country.output);
    json.field("value_added", country.value_added).field("tariff_revenue", country.tariff_revenue);
    json.field("deficit", country.deficit).field("income", country.income).end();
  }
  json.end().key("sectors").begin_array();
  for (const auto& sector : info.sectors)
    json.begin_object().field("code", sector.code).field("name", sector.name).end();
  json.end().key("elasticities").begin_array();
  for (const auto& set : info.elasticities) {
    json.begin_object().field("name", set.name).field("citation", set.citation).key("theta").begin_array();
    for (const double theta : set.theta) json.value(theta);
    json.end().key("standard_error").begin_array();
    for (const double error : set.standard_error) json.value(error);
    json.end().end();
  }
  json.end().key("steps").begin_array();
  for (const std::string& step : info.steps) json.value(step);
  json.end().key("shocks").begin_array();
  for (const std::string& shock : info.shocks) json.value(shock);
  json.end().field("data", info.data_hash).end();
}

}  // namespace

std::string to_text(const EconomyInfo& info) {
  std::string text =
      fmt::format("{}: {}\n  year          {}\n  source        {}\n", info.name, info.title, info.year, info.source);
  text += steps_text(info);
  text += fmt::format("\n{:<24} {:>14} {:>14} {:>12} {:>12}\n{:<24} {:>14} {:>14} {:>12} {:>12}\n", "country", "output",
                      "value added", "tariffs", "deficit", "", "million USD", "", "", "");
  for (const auto& country : info.countries) {
    text += fmt::format("{:<24.24} {:>14.0f} {:>14.0f} {:>12.0f} {:>12.0f}\n", country.code + " " + country.name,
                        country.output, country.value_added, country.tariff_revenue, country.deficit);
  }
  text += fmt::format("\n{:<34}", "trade elasticity by sector");
  for (const auto& set : info.elasticities) text += fmt::format(" {:>6.6}", set.name);
  text += '\n';
  for (std::size_t j = 0; j < info.sectors.size(); ++j) {
    text += fmt::format("{:<34.34}", info.sectors[j].code + " " + info.sectors[j].name);
    for (const auto& set : info.elasticities) text += fmt::format(" {:>6.2f}", set.theta[j]);
    text += '\n';
  }
  text += '\n';
  for (const auto& set : info.elasticities)
    text += fmt::format("  {:<6} {}{}\n", set.name, set.citation,
                        set.standard_error.empty() ? "" : "; with standard errors");
  if (!info.shocks.empty()) text += fmt::format("\nshocks: {}\n", fmt::join(info.shocks, ", "));
  if (!info.data_hash.empty()) text += fmt::format("Data {}\n", info.data_hash);
  return text;
}

std::string to_json(const EconomyInfo& info) {
  io::JsonWriter json;
  write_economy(json, info);
  return json.finish().value_or("");
}

std::string to_csv(const EconomyInfo& info) {
  io::CsvWriter csv;
  Row columns = {"sector", "name"};
  for (const auto& set : info.elasticities) {
    csv.comment(fmt::format(" {}: {}", set.name, set.citation));
    columns.push_back(set.name);
    if (!set.standard_error.empty()) columns.push_back(set.name + "_se");
  }
  csv.row(columns);
  for (std::size_t j = 0; j < info.sectors.size(); ++j) {
    Row row = {info.sectors[j].code, info.sectors[j].name};
    for (const auto& set : info.elasticities) {
      row.push_back(number(set.theta[j]));
      if (!set.standard_error.empty()) row.push_back(number(set.standard_error[j]));
    }
    csv.row(row);
  }
  return csv.text();
}

std::string to_text(const EconomyCheck& check) {
  std::string text = fmt::format("{}: {}\n\n", check.name, check.title);
  for (const EconomyIdentity& identity : check.identities) {
    text += fmt::format("{:<6} {:<64} {:>9.2e}", identity.holds ? "holds" : "FAILS", identity.name, identity.error);
    text += fmt::format("  {} equations{}\n", identity.cells,
                        identity.holds ? "" : fmt::format(", {} broken", identity.broken));
    if (!identity.cell.empty() && !identity.holds) text += fmt::format("       worst: {}\n", identity.cell);
  }
  text += fmt::format("\n{} to {:g}, relative\n",
                      check.holds ? "Every identity holds" : "Not an economy yet: identities fail", check.tolerance);
  return text;
}

std::string to_json(const EconomyCheck& check) {
  io::JsonWriter json;
  json.begin_object().field("name", check.name).field("title", check.title).field("tolerance", check.tolerance);
  json.field("holds", check.holds).key("identities").begin_array();
  for (const EconomyIdentity& identity : check.identities) write_identity(json, identity);
  json.end().end();
  return json.finish().value_or("");
}

std::string to_csv(const EconomyCheck& check) {
  io::CsvWriter csv;
  csv.row(Row{"identity", "error", "cell", "equations", "broken", "holds"});
  for (const EconomyIdentity& identity : check.identities) {
    csv.row(Row{identity.name, number(identity.error), identity.cell, std::to_string(identity.cells),
                std::to_string(identity.broken), identity.holds ? "yes" : "no"});
  }
  return csv.text();
}

std::string to_text(const EconomyMade& made) {
  const EconomyInfo& info = made.economy;
  std::string text = fmt::format("{}: {}\n  size          {} countries, {} sectors\n", info.name, info.title,
                                 info.countries.size(), info.sectors.size());
  text += steps_text(info);
  if (!made.moved.empty()) {
    text += fmt::format("\n{:<8} {:>9} {:>9} {:>14} {:>14} {:>13} {:>13}\n", "country", "wage", "price", "value added",
                        "value added", "deficit", "deficit");
    text += fmt::format("{:<8} {:>9} {:>9} {:>14} {:>14} {:>13} {:>13}\n", "", "", "index", "before", "after", "before",
                        "after");
    for (const auto& country : made.moved) {
      text += fmt::format("{:<8} {:>9.6f} {:>9.6f} {:>14.0f} {:>14.0f} {:>13.0f} {:>13.0f}\n", country.code,
                          country.wage_hat, country.consumer_price_hat, country.value_added_before, country.value_added,
                          country.deficit_before, country.deficit);
    }
  }
  if (!made.folder.empty()) text += fmt::format("\nwritten to {}\n", made.folder);
  return text;
}

std::string to_json(const EconomyMade& made) {
  io::JsonWriter json;
  json.begin_object().field("folder", made.folder).key("economy");
  write_economy(json, made.economy);
  json.key("moved").begin_array();
  for (const auto& country : made.moved) {
    json.begin_object().field("country", country.code).field("wage_hat", country.wage_hat);
    json.field("consumer_price_hat", country.consumer_price_hat);
    json.field("value_added_before", country.value_added_before).field("value_added", country.value_added);
    json.field("tariff_revenue", country.revenue).field("deficit_before", country.deficit_before);
    json.field("deficit", country.deficit).field("income", country.income).end();
  }
  json.end().end();
  return json.finish().value_or("");
}

std::string to_csv(const EconomyMade& made) {
  io::CsvWriter csv;
  for (const std::string& step : made.economy.steps) csv.comment(" step: " + step);
  csv.row(Row{"country", "wage_hat", "consumer_price_hat", "value_added_before", "value_added", "tariff_revenue",
              "deficit_before", "deficit", "income"});
  for (const auto& country : made.moved) {
    csv.row(Row{country.code, number(country.wage_hat), number(country.consumer_price_hat),
                number(country.value_added_before), number(country.value_added), number(country.revenue),
                number(country.deficit_before), number(country.deficit), number(country.income)});
  }
  return csv.text();
}

}  // namespace trilat
