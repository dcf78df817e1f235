// Every table of the brief as text, for the page, the Markdown and the CSV folder.
#include "report/brief_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/alpha3.hpp"
#include "io/csv_record.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/rate_steps.hpp"

namespace trilat {
namespace report {
namespace {

std::string member_name(const std::string& code) {
  const auto country = core::country_of_alpha3(code);
  return country ? std::string(country->name()) : code;
}

// "USA-CAN, USA-MEX" with the names of the countries.
std::string structure_name(const std::string& structure) {
  if (structure == "none") return "no deal";
  std::string text;
  for (std::size_t at = 0; at < structure.size();) {
    const std::size_t end = std::min(structure.find_first_of("-,", at), structure.size());
    text += member_name(structure.substr(at, end - at));
    if (end < structure.size()) text += structure[end] == '-' ? "-" : ", ";
    at = end < structure.size() && structure[end] == ',' ? end + 2 : end + 1;
  }
  return text;
}

void add_duties(const BriefResult& brief, std::vector<BriefTable>& tables) {
  BriefTable table{
      "duties",
      fmt::format("Customs duty into {}, in US dollars and in per cent of the value", with_article(brief.importer)),
      {"good", "from", "value, USD", "duty without claim, USD", "in %", "duty with USMCA claim, USD", "in %"},
      {}};
  const bool compared = !brief.against.empty();
  if (compared) table.columns.insert(table.columns.end(), {"before, without claim, %", "before, with claim, %"});
  for (const BriefGood& good : brief.goods) {
    for (std::size_t k = 0; k < good.duties.size(); ++k) {
      const BriefDuty& row = good.duties[k];
      std::vector<std::string> cells{good.name,
                                     country_name(row.origin),
                                     money(row.unclaimed.value),
                                     duty_words(row.unclaimed),
                                     percent_words(row.unclaimed),
                                     duty_words(row.claimed),
                                     percent_words(row.claimed)};
      if (compared && k < good.before.size()) {
        cells.push_back(percent_words(good.before[k].unclaimed));
        cells.push_back(percent_words(good.before[k].claimed));
      }
      table.rows.push_back(std::move(cells));
    }
  }
  tables.push_back(std::move(table));
}

// Each good into every importer, from each of the others.
void add_sides(const BriefResult& brief, std::vector<BriefTable>& tables) {
  BriefTable table{"three-sides",
                   "The same goods on every side: duty in per cent of the value, in each importer's own law",
                   {"good", "into", "from", "tariff lines", "without claim, %", "with USMCA claim, %"},
                   {}};
  for (const BriefGood& good : brief.goods) {
    for (const DutyTableRow& row : good.all_sides.rows) {
      if (!row.problem.empty()) table.rows.push_back({good.name, row.to_name, "", "", row.problem, row.problem});
      for (const DutyTableCell& cell : row.cells) {
        table.rows.push_back({good.name, row.to_name, country_name(cell.from), fmt::format("{}", row.codes.size()),
                              words(cell.unclaimed, row.value),
                              cell.claim.empty() ? "no claim" : words(cell.claimed, row.value)});
      }
    }
  }
  if (!table.rows.empty()) tables.push_back(std::move(table));
}

void add_rates(const BriefResult& brief, std::vector<BriefTable>& tables) {
  if (!brief.rates) return;
  BriefTable table{
      "rates",
      fmt::format("Effective tariff rate of {} in per cent of import value, from each day on which one changes",
                  with_article(brief.importer)),
      {"from", "the partners together"},
      {}};
  std::vector<std::string> codes;
  for (const RatesRow& row : brief.rates->days.front().rows) {
    codes.push_back(row.code);
    table.columns.push_back(row.name.empty() ? row.code : row.name);
  }
  for (const RatesDay& day : brief.rates->days) {
    std::vector<std::string> cells{long_date(day.from), fmt::format("{:.2f}", day.total.rate_pct)};
    for (const std::string& code : codes) {
      const RatesRow* row = find_row(day, code);
      cells.push_back(row == nullptr ? "not held" : fmt::format("{:.2f}", row->rate_pct));
    }
    table.rows.push_back(std::move(cells));
  }
  tables.push_back(std::move(table));
}

void add_effects(const BriefResult& brief, std::vector<BriefTable>& tables) {
  BriefTable table{"economies",
                   "What each tariff change does in the long run",
                   {"tariff change", "country", "real income, %", "real wage, %",
                    "tariff revenue before, billion USD a year", "tariff revenue after, billion USD a year"},
                   {}};
  for (const SimulateResult& effect : brief.effects) {
    for (const std::string& code : members()) {
      const SimulateCountry* country = find_country(effect, code);
      if (country == nullptr) continue;
      table.rows.push_back({effect.shock_title, country->name, signed_percent(country->real_income_pct, 2),
                            signed_percent(country->real_wage_pct, 2),
                            fmt::format("{:.1f}", country->revenue_base / 1000),
                            fmt::format("{:.1f}", country->revenue / 1000)});
    }
  }
  if (!table.rows.empty()) tables.push_back(std::move(table));
}

void add_deals(const BriefResult& brief, std::vector<BriefTable>& tables) {
  if (!brief.negotiation || !brief.negotiation->deals.judged) return;
  const NegotiateResult& game = *brief.negotiation;
  BriefTable table{"deals", "What each structure of deals is worth: change of real income in per cent", {"deals"}, {}};
  for (const std::string& player : game.players) table.columns.push_back(member_name(player));
  table.columns.push_back("nobody would change it by one deal");
  for (std::size_t k = 0; k < game.structures.size(); ++k) {
    std::vector<std::string> cells{structure_name(game.structures[k].name)};
    for (const NegotiatePayoff& payoff : game.structures[k].payoffs) cells.push_back(signed_percent(payoff.pct, 3));
    const DealStability& one = game.deals.stability[k];
    cells.push_back(
        fmt::format("{}, in {} of {} cases", one.pairwise ? "yes" : "no", one.pairwise_same, game.deals.cases_tried));
    table.rows.push_back(std::move(cells));
  }
  tables.push_back(std::move(table));
}

void add_clock(const BriefResult& brief, std::vector<BriefTable>& tables) {
  if (!brief.treaty) return;
  BriefTable table{"clock",
                   "The pact year by year: chances in per cent",
                   {"day", "extended", "in force, not extended", "built anew", "split into bilateral deals", "no deal"},
                   {}};
  for (const TreatyYear& year : brief.treaty->logit.years) {
    const auto pct = [](double chance) { return fmt::format("{:.1f}", 100 * chance); };
    table.rows.push_back({long_date(year.date), pct(year.extended), pct(year.unextended), pct(year.rebuilt),
                          pct(year.split), pct(year.none)});
  }
  tables.push_back(std::move(table));
}

std::string grades_of(const BriefResult& brief) {
  std::map<char, int> counts;
  int open = 0, all = 0;
  for (const BriefGood& good : brief.goods) {
    for (const BriefDuty& row : good.duties) {
      for (const DutyResult* duty : {&row.unclaimed, &row.claimed}) {
        ++all;
        open += duty->status == DutyStatus::kDetermined ? 0 : 1;
        for (const DutyCharge& charge : duty->high.charges) ++counts[charge.grade];
      }
    }
  }
  return fmt::format(
      "charges by grade of their source: {} A (the order itself), {} B (official schedule), {} C "
      "(secondary); {} of {} duties are open, since a fact or a rate is not known",
      counts['A'], counts['B'], counts['C'], open, all);
}

std::string conclusions_words(const std::vector<DealConclusion>& conclusions) {
  const auto count = [&](DealConclusion::Verdict verdict) {
    return std::count_if(conclusions.begin(), conclusions.end(),
                         [&](const DealConclusion& one) { return one.verdict == verdict; });
  };
  return fmt::format(
      "{} conclusions hold under every set of elasticities with deficits fixed and balanced; {} flip "
      "between them and are no finding",
      count(DealConclusion::Verdict::kThroughout), count(DealConclusion::Verdict::kFlips));
}

void add_sureness(const BriefResult& brief, std::vector<BriefTable>& tables) {
  BriefTable table{"how-sure", "How sure each part is", {"part", "what it rests on"}, {}};
  table.rows.push_back({"What shipments pay", grades_of(brief)});
  if (brief.rates) {
    table.rows.push_back(
        {"Effective rates",
         fmt::format(
             "imports of {}, with the share of claims observed month by month, the nearest where none is held; {} "
             "facts that statistics do not tell are assumed, each with its reason (trilat rates lists them)",
             brief.rates->year, brief.rates->assumptions.size())});
  }
  if (!brief.effects.empty()) {
    table.rows.push_back(
        {"Economies",
         fmt::format("a static model of trade and inputs (Caliendo and Parro 2015) with the elasticities {}; "
                     "trilat sweep shows the spread over all sets",
                     brief.effects.front().elasticities_citation)});
  }
  if (brief.negotiation && brief.negotiation->deals.judged)
    table.rows.push_back({"Deals", conclusions_words(brief.negotiation->deals.conclusions)});
  if (brief.treaty) {
    table.rows.push_back({"Clock", "the behaviour of governments is assumed, each parameter with its reason; " +
                                       conclusions_words(brief.treaty->conclusions)});
  }
  tables.push_back(std::move(table));
}

struct Word {
  const char *term, *meaning;
};

// What a reader outside customs may not know; only those that the brief uses are explained.
constexpr Word kWords[] = {
    {"USMCA", "agreement of the United States, Mexico and Canada (CUSMA in Canada, T-MEC in Mexico)"},
    {"IEEPA", "International Emergency Economic Powers Act (United States): tariffs by declared emergency"},
    {"Section 122", "Trade Act of 1974 (United States): a surcharge for the balance of payments, for 150 days"},
    {"Section 201", "Trade Act of 1974 (United States): safeguards against a surge of imports"},
    {"Section 232", "Trade Expansion Act of 1962 (United States): tariffs for national security"},
    {"Section 301", "Trade Act of 1974 (United States): tariffs against unfair practices"},
    {"EO ", "executive order of the President of the United States"},
    {"PP ", "proclamation of the President of the United States"},
    {" FR ", "Federal Register, the official journal of the United States, by volume and page"},
    {"CSMS", "message of United States Customs and Border Protection to importers"},
    {"HTS", "Harmonized Tariff Schedule of the United States"},
    {"SOR/", "regulation of Canada, by year and number"},
    {"DOF", "Diario Oficial de la Federacion, the official journal of Mexico"},
};

bool says(const BriefTable& table, std::string_view term) {
  for (const auto& row : table.rows) {
    for (const std::string& text : row) {
      if (text.find(term) != std::string::npos) return true;
    }
  }
  return false;
}

void add_words(std::vector<BriefTable>& tables) {
  BriefTable table{"words", "Words and references", {"in the text", "meaning"}, {}};
  for (const Word& word : kWords) {
    // A claim under the agreement is in the heads of the duties.
    const bool used = std::any_of(tables.begin(), tables.end(), [&](const auto& one) { return says(one, word.term); });
    if (!used && std::string_view(word.term) != "USMCA") continue;
    std::string_view term = word.term;
    while (term.ends_with(' ') || term.ends_with('/')) term.remove_suffix(1);
    while (term.starts_with(' ')) term.remove_prefix(1);
    table.rows.push_back({std::string(term), word.meaning});
  }
  table.rows.push_back({"grade", "of a source: A the act itself, B an official schedule, C a secondary source"});
  tables.push_back(std::move(table));
}

}  // namespace

std::string opening_words(const BriefResult& brief) {
  std::string compared = brief.scenario;
  if (!brief.against.empty()) compared += fmt::format(", against {}, from {}", brief.against, long_date(brief.since));
  return fmt::format(
      "{}{}What {} goods pay to enter {}, and what {} to real income, wages and output. USMCA is the agreement of the "
      "United States, Mexico and Canada; a claim is the importer's declaration that the goods meet its rules of "
      "origin. A range means that a fact about the goods is not known.",
      compared, compared.empty() ? "" : ". ", brief.goods.size(), with_article(brief.importer),
      brief.effects.size() == 1 ? "that change of tariffs does"
                                : fmt::format("{} tariff changes do", brief.effects.size()));
}

BriefTable events_table(const std::string& name, const std::string& title, const std::vector<BriefEvent>& events) {
  BriefTable table{name, title, {"day", "country", "what", "source (grade)"}, {}};
  for (const BriefEvent& event : events)
    table.rows.push_back(
        {long_date(event.date), event.country, event.what, fmt::format("{} ({})", event.citation, event.grade)});
  return table;
}

BriefTable sureness_table(const BriefResult& brief) {
  std::vector<BriefTable> tables;
  add_sureness(brief, tables);
  return std::move(tables.front());
}

BriefTable words_table(const BriefResult& brief) { return tables_of(brief).back(); }

}  // namespace report

std::vector<BriefTable> tables_of(const BriefResult& brief) {
  using namespace report;
  std::vector<BriefTable> tables;
  if (!brief.measures.empty()) tables.push_back(events_table("measures", kMeasuresTitle, brief.measures));
  if (!brief.acts.empty()) tables.push_back(events_table("acts", kActsTitle, brief.acts));
  add_duties(brief, tables);
  add_sides(brief, tables);
  add_rates(brief, tables);
  add_effects(brief, tables);
  add_deals(brief, tables);
  add_clock(brief, tables);
  add_sureness(brief, tables);
  add_words(tables);
  return tables;
}

std::string to_csv(const BriefTable& table) {
  std::string text;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (k > 0) text += ',';
      io::append_field(text, cells[k]);
    }
    text += '\n';
  };
  add(table.columns);
  for (const auto& row : table.rows) add(row);
  return text;
}

}  // namespace trilat
