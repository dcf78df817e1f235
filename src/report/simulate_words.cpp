#include "report/simulate_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "report/brief_words.hpp"
#include "report/html.hpp"

namespace trilat::report {
namespace {

constexpr std::size_t kFocus = 3;
constexpr double kSmall = 0.005;  // per cent: what prints as nothing

// "the United States", "Canada".
std::string in_sentence(const std::string& name) { return name.starts_with("United ") ? "the " + name : name; }

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

// Sectors on which someone charges a tariff before or after.
std::set<std::string> taxed_sectors(const SimulateResult& result) {
  std::set<std::string> sectors;
  for (const SimulateFlow& flow : result.flows) {
    if (flow.tariff_base > 0 || flow.tariff > 0) sectors.insert(flow.sector);
  }
  return sectors;
}

template <class Wanted>
TradeBetween summed(const SimulateResult& result, Wanted wanted) {
  const std::set<std::string> taxed = taxed_sectors(result);
  TradeBetween sum;
  double weight = 0;
  for (const SimulateFlow& flow : result.flows) {
    if (!wanted(flow)) continue;
    sum.imports_base += flow.value_base;
    sum.imports += flow.value;
    if (!taxed.contains(flow.sector)) continue;
    weight += flow.value_base;
    sum.tariff_base += 100 * flow.tariff_base * flow.value_base;
    sum.tariff += 100 * flow.tariff * flow.value_base;
  }
  if (weight > 0) {
    sum.tariff_base /= weight;
    sum.tariff /= weight;
  }
  return sum;
}

}  // namespace

std::vector<const SimulateCountry*> in_focus(const SimulateResult& result) {
  std::vector<const SimulateCountry*> focus;
  for (const std::string& code : members()) {
    if (const SimulateCountry* country = find_country(result, code)) focus.push_back(country);
  }
  if (!focus.empty()) return focus;
  for (const SimulateCountry& country : result.by_country) focus.push_back(&country);
  std::stable_sort(focus.begin(), focus.end(),
                   [](const auto* a, const auto* b) { return a->income_base > b->income_base; });
  focus.resize(std::min(kFocus, focus.size()));
  return focus;
}

std::vector<const SimulateCountry*> most_moved(const SimulateResult& result, std::size_t count) {
  std::vector<const SimulateCountry*> shown = in_focus(result), others;
  for (const SimulateCountry& country : result.by_country) {
    if (std::find(shown.begin(), shown.end(), &country) == shown.end()) others.push_back(&country);
  }
  std::stable_sort(others.begin(), others.end(), [](const auto* a, const auto* b) {
    return std::abs(a->real_income_pct) > std::abs(b->real_income_pct);
  });
  for (const SimulateCountry* country : others) {
    if (shown.size() < count) shown.push_back(country);
  }
  return shown;
}

TradeBetween trade_between(const SimulateResult& result, const std::string& importer, const std::string& exporter) {
  return summed(result,
                [&](const SimulateFlow& flow) { return flow.importer == importer && flow.exporter == exporter; });
}

TradeBetween trade_with_rest(const SimulateResult& result, const std::string& importer,
                             const std::vector<const SimulateCountry*>& but) {
  return summed(result, [&](const SimulateFlow& flow) {
    return flow.importer == importer &&
           std::none_of(but.begin(), but.end(), [&](const auto* country) { return country->code == flow.exporter; });
  });
}

std::string income_sentence(const SimulateResult& result) {
  const auto [least, most] =
      std::minmax_element(result.by_country.begin(), result.by_country.end(),
                          [](const auto& a, const auto& b) { return a.real_income_pct < b.real_income_pct; });
  if (least == result.by_country.end()) return "";
  const bool loss = least->real_income_pct<-kSmall, gain = most->real_income_pct> kSmall;
  if (!loss && !gain) return "No country's real income changes by a hundredth of a per cent.";
  std::string text;
  if (loss)
    text =
        fmt::format("{} loses most, {}", capital(in_sentence(least->name)), signed_percent(least->real_income_pct, 2));
  if (loss && gain) text += "; ";
  if (gain) {
    text += fmt::format("{} gains most, {}", loss ? in_sentence(most->name) : capital(in_sentence(most->name)),
                        signed_percent(most->real_income_pct, 2));
  }
  return text + ".";
}

std::string parts_sentence(const SimulateResult& result) {
  const auto focus = in_focus(result);
  const auto* widest = *std::max_element(focus.begin(), focus.end(), [](const auto* a, const auto* b) {
    const auto gap = [](const auto* c) {
      return std::abs(c->terms_of_trade_pct + c->volume_of_trade_pct - c->real_income_pct);
    };
    return gap(a) < gap(b);
  });
  const double sum = widest->terms_of_trade_pct + widest->volume_of_trade_pct;
  return fmt::format(
      "Terms of trade: what exports fetch against what imports cost before tariff. Volume of trade: what taxed imports "
      "are worth above what they cost. Both are first-order parts; for {} they sum to {} where real income changes by "
      "{}.",
      in_sentence(widest->name), signed_percent(sum, 2), signed_percent(widest->real_income_pct, 2));
}

std::vector<Contribution> contributions(const SimulateResult& result, const std::string& country, std::size_t count) {
  const auto name_of = [&](const std::string& code) {
    const SimulateCountry* found = find_country(result, code);
    return found == nullptr ? code : in_sentence(found->name);
  };
  std::map<std::array<std::string, 3>, double> sums;
  for (const auto& part : result.decomposition.contributions) {
    if (part.country == country) sums[{part.instrument, part.importer, part.exporter}] += part.contribution_pct;
  }
  std::vector<Contribution> all;
  for (const auto& [key, percent] : sums) {
    const std::string what = key[0] == "tariff" ? "tariffs" : key[0] == "export_tax" ? "export taxes" : "trade costs";
    const bool levied_abroad = key[0] == "export_tax";
    all.push_back({fmt::format("{} of {} on goods {} {}", what, name_of(levied_abroad ? key[2] : key[1]),
                               levied_abroad ? "to" : "of", name_of(levied_abroad ? key[1] : key[2])),
                   percent});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.percent) > std::abs(b.percent); });
  if (all.size() > count) all.resize(count);
  return all;
}

std::string exact_sentence(const SimulateResult& result) {
  return fmt::format(
      "Exact parts, followed along the path from the old tariffs to the new: they sum to the change in real income to "
      "{:.0e} per cent.",
      std::max(result.decomposition.largest_error_pct, 1e-16));
}

std::string contribution_sentence(const SimulateResult& result, const SimulateCountry& country) {
  const auto largest = contributions(result, country.code, 1);
  if (largest.empty()) return "";
  return fmt::format("{}: most comes from {}, {}.", country.name, largest.front().words,
                     signed_percent(largest.front().percent, 2));
}

std::string tariff_sentence(const SimulateResult& result) {
  std::string words;
  double largest = 0;
  for (const auto* importer : in_focus(result)) {
    for (const auto* exporter : in_focus(result)) {
      if (importer == exporter) continue;
      const TradeBetween trade = trade_between(result, importer->code, exporter->code);
      if (std::abs(trade.tariff - trade.tariff_base) <= largest) continue;
      largest = std::abs(trade.tariff - trade.tariff_base);
      words = fmt::format("The largest change: {} on goods of {}, from {:.1f} % to {:.1f} % on average.",
                          in_sentence(importer->name), in_sentence(exporter->name), trade.tariff_base, trade.tariff);
    }
  }
  return words.empty() ? "No tariff between them changes." : words;
}

std::string trade_sentence(const SimulateResult& result) {
  const auto focus = in_focus(result);
  std::string words;
  double largest = kSmall;
  for (const auto* importer : focus) {
    for (const auto* exporter : focus) {
      if (importer == exporter) continue;
      const TradeBetween trade = trade_between(result, importer->code, exporter->code);
      if (std::abs(trade.growth_pct()) <= largest) continue;
      largest = std::abs(trade.growth_pct());
      words =
          fmt::format("Imports of {} from {} change most, by {}; those from the rest of the world by {}.",
                      in_sentence(importer->name), in_sentence(exporter->name), signed_percent(trade.growth_pct(), 1),
                      signed_percent(trade_with_rest(result, importer->code, focus).growth_pct(), 1));
    }
  }
  return words.empty() ? "Trade between them does not change." : words;
}

std::string sector_sentence(const SimulateResult& result, const SimulateCountry& country) {
  const auto sectors = most_affected(result, country.code, 1);
  if (sectors.empty()) return "";
  const SimulateSector& sector = sectors.front();
  return fmt::format("{}: output of {} changes most, by {} in volume.", country.name,
                     sector_name(result, sector.sector), signed_percent(sector.output_volume_pct, 1));
}

std::string revenue_sentence(const SimulateResult& result) {
  const auto focus = in_focus(result);
  const auto* widest = *std::max_element(focus.begin(), focus.end(), [](const auto* a, const auto* b) {
    return std::abs(a->revenue - a->revenue_base) < std::abs(b->revenue - b->revenue_base);
  });
  return fmt::format("Tariff revenue of {} goes from {:.1f} to {:.1f} billion US dollars a year.",
                     in_sentence(widest->name), widest->revenue_base / 1000, widest->revenue / 1000);
}

}  // namespace trilat::report
