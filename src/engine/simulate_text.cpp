#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "core/text.hpp"
#include "io/csv.hpp"
#include "io/json.hpp"
#include "trilat/simulate.hpp"

namespace trilat {
namespace {

constexpr std::size_t kSectorsShown = 5;

std::string name_of(const std::vector<NamedCode>& names, const std::string& code) {
  for (const NamedCode& entry : names) {
    if (entry.code == code) return entry.name;
  }
  return code;
}

struct Outcome {
  const char* name;
  const char* unit;
  double value;
};

std::vector<Outcome> outcomes(const SimulateCountry& country) {
  return {{"real_income", "%", country.real_income_pct},
          {"real_wage", "%", country.real_wage_pct},
          {"terms_of_trade", "%", country.terms_of_trade_pct},
          {"volume_of_trade", "%", country.volume_of_trade_pct},
          {"wage_hat", "1", country.wage_hat},
          {"consumer_price_hat", "1", country.consumer_price_hat},
          {"income_base", "million USD", country.income_base},
          {"income", "million USD", country.income},
          {"revenue_base", "million USD", country.revenue_base},
          {"revenue", "million USD", country.revenue},
          {"exports_base", "million USD", country.exports_base},
          {"exports", "million USD", country.exports},
          {"imports_base", "million USD", country.imports_base},
          {"imports", "million USD", country.imports},
          {"household_real_income", "%", country.household_real_income_pct},
          {"hours", "%", country.hours_pct},
          {"deficit_base", "million USD", country.deficit_base},
          {"deficit", "million USD", country.deficit},
          {"tariff_rate_base", "%", country.tariff_rate_base_pct},
          {"tariff_rate_unsubstituted", "%", country.tariff_rate_unsubstituted_pct},
          {"tariff_rate", "%", country.tariff_rate_pct}};
}

std::vector<Outcome> outcomes(const SimulateSector& sector) {
  return {{"output_base", "million USD", sector.output_base}, {"output", "million USD", sector.output},
          {"output_volume", "%", sector.output_volume_pct},   {"unit_cost_hat", "1", sector.unit_cost_hat},
          {"price_index_hat", "1", sector.price_index_hat},   {"exports_base", "million USD", sector.exports_base},
          {"exports", "million USD", sector.exports},         {"imports_base", "million USD", sector.imports_base},
          {"imports", "million USD", sector.imports},         {"employment", "%", sector.employment_pct},
          {"earnings_hat", "1", sector.earnings_hat}};
}

std::vector<Outcome> outcomes(const SimulatePartner& pair) {
  return {{"imports_base", "million USD", pair.imports_base},
          {"imports", "million USD", pair.imports},
          {"tariff_rate_base", "%", pair.tariff_rate_base_pct},
          {"tariff_rate_unsubstituted", "%", pair.tariff_rate_unsubstituted_pct},
          {"tariff_rate", "%", pair.tariff_rate_pct}};
}

std::vector<Outcome> outcomes(const SimulateParts& parts) {
  return {{"terms_of_trade", "%", parts.terms_of_trade_pct},
          {"volume_of_trade", "%", parts.volume_of_trade_pct},
          {"trade_cost", "%", parts.trade_cost_pct}};
}

std::vector<Outcome> outcomes(const SimulateDecomposition::Country& country) {
  std::vector<Outcome> all = outcomes(country.trade);
  all.insert(all.end(), {{"deficit", "%", country.deficit_pct},
                         {"hours", "%", country.hours_pct},
                         {"government_basket", "%", country.government_basket_pct},
                         {"real_income", "%", country.real_income_pct},
                         {"identity_error", "%", country.identity_error_pct}});
  return all;
}

std::vector<Outcome> outcomes(const SimulateFlow& flow) {
  return {{"value_base", "million USD", flow.value_base},
          {"value", "million USD", flow.value},
          {"tariff_base", "%", 100 * flow.tariff_base},
          {"tariff", "%", 100 * flow.tariff}};
}

// The exact parts, and the instruments that weigh most.
std::string decomposition_text(const SimulateResult& result) {
  const SimulateDecomposition& parts = result.decomposition;
  if (parts.countries.empty()) return {};
  std::string text = "\nExact parts of real income, per cent of it (they sum to its change):\n";
  text += "                         terms    volume     trade               other    real\n";
  text += "                      of trade  of trade     costs  deficit          *  income\n";
  for (const auto& country : parts.countries) {
    text += fmt::format("{:<20.20} {:>+9.4f} {:>+9.4f} {:>+9.4f} {:>+8.4f} {:>+10.4f} {:>+7.3f}\n",
                        name_of(result.countries, country.code), country.trade.terms_of_trade_pct,
                        country.trade.volume_of_trade_pct, country.trade.trade_cost_pct, country.deficit_pct,
                        country.hours_pct + country.government_basket_pct, country.real_income_pct);
  }
  for (const std::string& code : focus_codes(result)) {
    std::vector<SimulateDecomposition::Contribution> own;
    std::copy_if(parts.contributions.begin(), parts.contributions.end(), std::back_inserter(own),
                 [&](const auto& entry) { return entry.country == code; });
    std::stable_sort(own.begin(), own.end(), [](const auto& a, const auto& b) {
      return std::abs(a.contribution_pct) > std::abs(b.contribution_pct);
    });
    if (own.size() > kSectorsShown) own.resize(kSectorsShown);
    text += fmt::format("\nWhat moved the real income of {} most:\n", name_of(result.countries, code));
    for (const auto& entry : own) {
      text += fmt::format("  {:<10} {} on {:<36.36} from {} {:>+9.4f}%\n", entry.instrument, entry.importer,
                          name_of(result.sectors, entry.sector), entry.exporter, entry.contribution_pct);
    }
  }
  return text + fmt::format(
                    "\nThe parts were integrated over {} points; they miss the change by {:.0e} per cent at most.\n"
                    "* hours worked, and a government's basket.\n",
                    parts.points, parts.largest_error_pct);
}

std::string spread_text(const SimulateResult& result) {
  const SimulateSpread& spread = result.spread;
  if (spread.cases.empty()) return {};
  std::string text = fmt::format(
      "\nOver {} cases, sets of elasticities with deficits fixed and balanced, the one above among them\n"
      "(* the sign is not that of the case above in all: no finding):\n",
      spread.cases.size());
  for (const std::string& code : focus_codes(result)) {
    for (const auto& [outcome, words, unit] : {std::tuple{"real_income", "real income", "%"},
                                               {"real_wage", "real wage", "%"},
                                               {"revenue", "tariff revenue", "million USD"}}) {
      const SimulateRange* range = find_range(spread, code, "", outcome);
      if (range == nullptr) continue;
      const bool money = range->outcome == "revenue";
      const auto printed = [money](double value) {
        return money ? fmt::format("{:.0f}", value) : fmt::format("{:+.3f}", value);
      };
      text += fmt::format("  {:<20.20} {:<16} {:>10} to {:>10} {}{}\n", name_of(result.countries, code), words,
                          printed(range->low), printed(range->high), unit,
                          static_cast<std::size_t>(range->same) < spread.cases.size() ? " *" : "");
    }
  }
  for (const std::string& name : spread.failed) text += fmt::format("  no solution was found for {}\n", name);
  return text;
}

// Tariffs from law by partner, weighted by the imports of the base; the largest partners alone.
std::string law_text(const SimulateResult& result) {
  struct Row {
    double imports = 0, priced = 0, before = 0, after = 0, rate = 0, statutory = 0, claims = 0;
  };
  std::map<std::pair<std::string, std::string>, Row> rows;
  for (const SimulateLaw& cell : result.law) {
    Row& row = rows[{cell.importer, cell.exporter}];
    const double priced = cell.imports_base * cell.coverage;
    row.imports += cell.imports_base;
    row.priced += priced;
    row.before += cell.imports_base * cell.tariff_before;
    row.after += cell.imports_base * cell.tariff;
    row.rate += priced * cell.rate;
    row.statutory += priced * cell.statutory;
    row.claims += priced * cell.claim_share;
  }
  if (rows.empty()) return {};
  std::string text = "\nTariffs from law, per cent of imports:\n";
  text += "                                    tariff         rate of law  without   under a  priced from\n";
  text += "                            before     now       and claims      claims     claim  lines of law\n";
  for (const auto& [pair, row] : rows) {
    if (row.imports <= 0 || row.priced <= 0) continue;
    text += fmt::format("{} on {:<20.20} {:>8.2f} {:>8.2f} {:>15.2f} {:>11.2f} {:>9.1f} {:>12.0f}\n", pair.first,
                        name_of(result.countries, pair.second), 100 * row.before / row.imports,
                        100 * row.after / row.imports, 100 * row.rate / row.priced, 100 * row.statutory / row.priced,
                        100 * row.claims / row.priced, 100 * row.priced / row.imports);
  }
  std::set<std::string> by_law;
  for (const SimulateLaw& cell : result.law) by_law.insert(cell.importer);
  std::map<std::pair<std::string, std::string>, Row> stated;
  for (const SimulateFlow& flow : result.flows) {
    if (by_law.contains(flow.importer)) continue;
    Row& row = stated[{flow.importer, flow.exporter}];
    row.imports += flow.value_base;
    row.before += flow.value_base * flow.tariff_base;
    row.after += flow.value_base * flow.tariff;
  }
  for (const auto& [pair, row] : stated) {
    if (row.imports <= 0 || std::abs(row.after - row.before) < 1e-9 * row.imports) continue;
    text += fmt::format("{} on {:<20.20} {:>8.2f} {:>8.2f}   (no law held: retaliation, or MFN where a link lapsed)\n",
                        pair.first, name_of(result.countries, pair.second), 100 * row.before / row.imports,
                        100 * row.after / row.imports);
  }
  for (const std::string& note : result.law_notes) text += "note: " + note + "\n";
  return text;
}

}  // namespace

std::string to_text(const SimulateResult& result) {
  std::string text = fmt::format("{}\n", result.shock_title);
  if (!result.shock_note.empty()) text += fmt::format("  {}\n", result.shock_note);
  if (!result.shock_approximation.empty()) text += fmt::format("  approximation: {}\n", result.shock_approximation);
  text += fmt::format("\nEconomy {}: {}. Elasticities {} ({}). Deficits {}.\n", result.economy, result.title,
                      result.elasticities, result.elasticities_citation, result.closure);
  text += fmt::format("Labour {}. Revenue {}.\n\n", result.labour, result.revenue);
  text += "                          real     real    terms   volume          tariff revenue\n";
  text += "                        income     wage of trade of trade    million USD per year\n";
  for (const SimulateCountry& country : result.by_country) {
    text += fmt::format("{:<20.20} {:>+8.3f}% {:>+7.3f}% {:>+7.3f}% {:>+7.3f}% {:>11.0f} -> {:>9.0f}\n", country.name,
                        country.real_income_pct, country.real_wage_pct, country.terms_of_trade_pct,
                        country.volume_of_trade_pct, country.revenue_base, country.revenue);
  }
  for (const std::string& code : focus_codes(result)) {
    text += fmt::format("\nMost affected sectors, {} (volume of output):\n", name_of(result.countries, code));
    for (const SimulateSector& sector : most_affected(result, code, kSectorsShown)) {
      text += fmt::format("  {:<44.44} {:>+8.2f}%\n", name_of(result.sectors, sector.sector), sector.output_volume_pct);
    }
  }
  text += spread_text(result);
  text += law_text(result);
  text += decomposition_text(result);
  text += fmt::format(
      "\nReal income is exact. Terms and volume of trade are the published first-order parts (Caliendo and\n"
      "Parro 2015, eq. 17), and need not sum to it.\nResidual {:.1e} after {} sweeps. Source: {}\nData {}\n",
      result.residual, result.sweeps, result.source, result.data_hash);
  return text;
}

std::string to_json(const SimulateResult& result) {
  io::JsonWriter json;
  json.begin_object();
  json.field("economy", result.economy).field("title", result.title).field("year", result.year);
  json.field("source", result.source).field("closure", result.closure);
  json.field("revenue", result.revenue).field("labour", result.labour);
  json.key("elasticities").begin_object().field("name", result.elasticities);
  json.field("citation", result.elasticities_citation).end();
  json.key("shock").begin_object().field("name", result.shock).field("title", result.shock_title);
  json.field("note", result.shock_note).field("approximation", result.shock_approximation);
  json.field("citation", result.shock_citation).end();
  json.field("scenario", result.scenario).field("against", result.against);
  json.key("law").begin_array();
  for (const SimulateLaw& cell : result.law) {
    json.begin_object().field("importer", cell.importer).field("exporter", cell.exporter);
    json.field("sector", cell.sector).field("imports_base", cell.imports_base);
    json.field("tariff_before_pct", 100 * cell.tariff_before).field("tariff_pct", 100 * cell.tariff);
    json.field("rate_pct", 100 * cell.rate).field("reference_pct", 100 * cell.reference);
    json.field("statutory_pct", 100 * cell.statutory).field("claim_share_pct", 100 * cell.claim_share);
    json.field("coverage_pct", 100 * cell.coverage).end();
  }
  json.end().key("law_notes").begin_array();
  for (const std::string& note : result.law_notes) json.value(note);
  json.end();
  const auto write = [&json](const auto& entries) {
    for (const Outcome& outcome : entries) {
      const std::string_view suffix = std::string_view(outcome.unit) == "%" ? "_pct" : "";
      json.field(fmt::format("{}{}", outcome.name, suffix), outcome.value);
    }
  };
  json.key("countries").begin_array();
  for (const SimulateCountry& country : result.by_country) {
    json.begin_object().field("code", country.code).field("name", country.name);
    write(outcomes(country));
    json.end();
  }
  json.end().key("sectors").begin_array();
  for (const SimulateSector& sector : result.by_sector) {
    json.begin_object().field("country", sector.country).field("sector", sector.sector);
    json.field("name", name_of(result.sectors, sector.sector));
    write(outcomes(sector));
    json.end();
  }
  json.end().key("partners").begin_array();
  for (const SimulatePartner& pair : result.partners) {
    json.begin_object().field("importer", pair.importer).field("exporter", pair.exporter);
    write(outcomes(pair));
    json.end();
  }
  json.end().key("flows").begin_array();
  for (const SimulateFlow& flow : result.flows) {
    json.begin_object().field("importer", flow.importer).field("exporter", flow.exporter).field("sector", flow.sector);
    write(outcomes(flow));
    json.end();
  }
  json.end();
  if (!result.decomposition.countries.empty()) {
    json.key("decomposition").begin_object();
    json.key("countries").begin_array();
    for (const auto& country : result.decomposition.countries) {
      json.begin_object().field("code", country.code);
      write(outcomes(country));
      json.end();
    }
    json.end().key("parts").begin_array();
    for (const auto& part : result.decomposition.parts) {
      json.begin_object().field("country", part.country).field("partner", part.partner).field("sector", part.sector);
      write(outcomes(part.parts));
      json.end();
    }
    json.end().key("contributions").begin_array();
    for (const auto& entry : result.decomposition.contributions) {
      json.begin_object().field("country", entry.country).field("instrument", entry.instrument);
      json.field("importer", entry.importer).field("exporter", entry.exporter).field("sector", entry.sector);
      json.field("contribution_pct", entry.contribution_pct).end();
    }
    json.end().field("points", result.decomposition.points);
    json.field("largest_error_pct", result.decomposition.largest_error_pct).end();
  }
  if (!result.spread.cases.empty()) {
    json.key("sensitivity").begin_object().key("cases").begin_array();
    for (const std::string& name : result.spread.cases) json.value(name);
    json.end().key("failed").begin_array();
    for (const std::string& name : result.spread.failed) json.value(name);
    json.end().key("ranges").begin_array();
    for (const SimulateRange& range : result.spread.ranges) {
      json.begin_object().field("country", range.country).field("sector", range.sector);
      json.field("outcome", range.outcome).field("low", range.low).field("high", range.high);
      json.field("same", range.same).end();
    }
    json.end().end();
  }
  json.field("residual", result.residual).field("sweeps", result.sweeps).field("data", result.data_hash).end();
  return json.finish().value_or("");
}

std::string to_csv(const SimulateResult& result) {
  io::CsvWriter csv;
  csv.comment(" economy: " + result.economy);
  csv.comment(" shock: " + result.shock_title);
  csv.comment(
      fmt::format(" elasticities: {}, closure: {}, data: {}", result.elasticities, result.closure, result.data_hash));
  csv.row(std::vector<std::string>{"table", "country", "partner", "sector", "outcome", "unit", "value"});
  const auto write = [&csv](const char* table, const std::string& country, const std::string& partner,
                            const std::string& sector, const std::vector<Outcome>& entries) {
    for (const Outcome& outcome : entries) {
      csv.row(std::vector<std::string>{table, country, partner, sector, outcome.name, outcome.unit,
                                       io::json_number(outcome.value)});
    }
  };
  for (const SimulateCountry& country : result.by_country) write("country", country.code, "", "", outcomes(country));
  for (const SimulateSector& row : result.by_sector) write("sector", row.country, "", row.sector, outcomes(row));
  for (const SimulatePartner& pair : result.partners)
    write("partner", pair.importer, pair.exporter, "", outcomes(pair));
  for (const auto& country : result.decomposition.countries)
    write("decomposition", country.code, "", "", outcomes(country));
  for (const auto& part : result.decomposition.parts)
    write("part", part.country, part.partner, part.sector, outcomes(part.parts));
  for (const auto& entry : result.decomposition.contributions) {
    write("contribution", entry.country, fmt::format("{}<-{}", entry.importer, entry.exporter), entry.sector,
          {{entry.instrument.c_str(), "%", entry.contribution_pct}});
  }
  for (const SimulateRange& range : result.spread.ranges) {
    const char* unit = range.outcome == "revenue" ? "million USD" : "%";
    const double same = range.same;
    const double cases = static_cast<double>(result.spread.cases.size());
    write("sensitivity", range.country, "", range.sector,
          {{(range.outcome + "_low").c_str(), unit, range.low},
           {(range.outcome + "_high").c_str(), unit, range.high},
           {(range.outcome + "_same_sign").c_str(), "share of cases", same / cases}});
  }
  for (const SimulateFlow& flow : result.flows)
    write("flow", flow.importer, flow.exporter, flow.sector, outcomes(flow));
  return csv.text();
}

}  // namespace trilat
