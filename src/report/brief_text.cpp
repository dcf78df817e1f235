#include <fmt/format.h>

#include "report/brief_game.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/three_sides.hpp"
#include "trilat/brief.hpp"

namespace trilat {
namespace {

using namespace report;

std::string goods_lines(const BriefResult& brief) {
  std::string text = fmt::format("Duty into {} in US dollars\n\n", country_name(brief.importer));
  text += fmt::format("{:<44} {:<7} {:>8}  {:>17}  {:>17}\n", "", "from", "value", "without claim", "with USMCA claim");
  for (const BriefGood& good : brief.goods) {
    std::string name = good.name;
    for (const BriefDuty& row : good.duties) {
      text += fmt::format("{:<44.44} {:<7} {:>8}  {:>17}  {:>17}\n", name, country_name(row.origin),
                          money(row.unclaimed.value), duty_words(row.unclaimed), duty_words(row.claimed));
      name.clear();
    }
  }
  return text;
}

std::string effect_table(const SimulateResult& effect) {
  std::string text = fmt::format("\n{}\n", effect.shock_title);
  text += fmt::format("  {:<14} {:>11} {:>10} {:>30}\n", "", "real income", "real wage", "tariff revenue, billion USD");
  for (const std::string& code : members()) {
    const SimulateCountry* country = find_country(effect, code);
    if (country == nullptr) continue;
    std::string sectors;
    for (const SimulateSector& sector : most_affected(effect, code, 3)) {
      sectors += fmt::format("{}{} {}", sectors.empty() ? "" : "; ", sector_name(effect, sector.sector),
                             signed_percent(sector.output_volume_pct, 1));
    }
    text += fmt::format("  {:<14} {:>11} {:>10} {:>30}\n", country->name, signed_percent(country->real_income_pct, 2),
                        signed_percent(country->real_wage_pct, 2),
                        fmt::format("{:.1f} to {:.1f}", country->revenue_base / 1000, country->revenue / 1000));
    text += fmt::format("    output: {}\n", sectors);
  }
  return text;
}

}  // namespace

std::string to_text(const BriefResult& brief) {
  std::string text = fmt::format("North American tariffs on {}\n\n", long_date(brief.date));
  text += goods_lines(brief) + three_sides_text(brief);
  text += "\nWhat tariff changes do to the economies, against the trade and tariffs of 2024, in the long run\n";
  for (const SimulateResult& effect : brief.effects) text += effect_table(effect);
  text += game_text(brief);
  text += fmt::format(
      "\nA range means that a fact is not known. The tariff changes are approximations: the page says how, and\n"
      "cites each rate. Data {}\n",
      brief.data_hash);
  return text;
}

}  // namespace trilat
