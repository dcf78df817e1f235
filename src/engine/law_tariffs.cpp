#include "engine/law_tariffs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "core/alpha3.hpp"
#include "core/country_words.hpp"
#include "engine/economy_source.hpp"
#include "engine/scenario_law.hpp"

namespace trilat {
namespace {

constexpr const char* kRest = "ROW";
constexpr const char* kMfn = "collapse-to-mfn";  // table of MFN rates among the members, data/shocks

// A letter and a span of divisions of ISIC: "C10T12" is C, 10 to 12.
struct Divisions {
  char letter = 0;
  int first = 0, last = 0;
};

std::optional<Divisions> divisions(const std::string& code) {
  if (code.size() < 2 || std::isalpha(static_cast<unsigned char>(code[0])) == 0) return std::nullopt;
  std::vector<int> numbers;
  std::size_t at = 1;
  while (at < code.size()) {
    std::size_t end = at;
    while (end < code.size() && std::isdigit(static_cast<unsigned char>(code[end])) != 0) ++end;
    if (end < at + 2) return std::nullopt;
    numbers.push_back(std::stoi(code.substr(at, 2)));  // the third digit is a group within the division
    at = end;
    if (at < code.size() && (code[at] == '_' || code[at] == 'T')) {
      ++at;
      continue;
    }
    break;
  }
  const bool part = at + 1 == code.size() && std::isupper(static_cast<unsigned char>(code[at])) != 0;  // "C24A"
  if (numbers.empty() || (at != code.size() && !part)) return std::nullopt;
  return Divisions{code[0], numbers.front(), numbers.back()};
}

struct Sum {
  double value = 0, priced = 0, rate = 0, reference = 0, statutory = 0, claimed = 0;

  void add(const SectorRate& now, const SectorRate& then, double share) {
    const double all = now.import_value * share;
    const double weight = all * now.covered;
    value += all;
    priced += weight;
    rate += weight * now.rate;
    reference += all * then.covered * then.rate;
    statutory += weight * now.statutory;
    claimed += all * now.claim_share;
  }
};

// What a scenario says of other days than its own, whose law is the one taken.
void add_idle(const scenario::Scenario& scenario, std::vector<std::string>& notes) {
  const auto add = [&](const char* what, const Interval& effect, int line) {
    if (effect.contains(scenario.date)) return;
    notes.push_back(fmt::format("the {} of line {} is not in force on {}, the day that counts here", what, line,
                                scenario.date.to_string()));
  };
  for (const scenario::Amendment& amendment : scenario.amendments)
    add("amendment", amendment.effect, static_cast<int>(amendment.where.line));
  for (const scenario::Retaliation& retaliation : scenario.retaliations)
    add("retaliation", retaliation.effect, static_cast<int>(retaliation.where.line));
}

bool lapsed(const scenario::Scenario& scenario, Country a, Country b) {
  return std::any_of(scenario.amendments.begin(), scenario.amendments.end(), [&](const scenario::Amendment& amendment) {
    if (amendment.action != scenario::Action::kLapse || !amendment.effect.contains(scenario.date)) return false;
    return amendment.links.empty() ||
           std::any_of(amendment.links.begin(), amendment.links.end(), [&](const scenario::Link& link) {
             return link == scenario::Link{a, b} || link == scenario::Link{b, a};
           });
  });
}

}  // namespace

bool sector_within(const std::string& fine, const std::string& coarse) {
  if (fine == coarse) return true;
  const auto part = divisions(fine), whole = divisions(coarse);
  return part && whole && part->letter == whole->letter && whole->first <= part->first && part->last <= whole->last;
}

LawToEconomy::LawToEconomy(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                           const economy::DataSet& data)
    : container_(container), law_(law), data_(data), goods_(data.sector_count(), true) {
  for (const auto& [importer, rules] : law) groups_.insert(rules.groups.begin(), rules.groups.end());
}

Result<LawToEconomy> LawToEconomy::make(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                                        const economy::DataSet& data) {
  LawToEconomy made(container, law, data);
  for (const auto& [importer, rules] : law) {
    TRILAT_TRY(auto held, open_trade(container, importer));
    if (!held) continue;
    const pack::TradeData* trade = &made.trades_.emplace(importer, std::move(*held)).first->second;
    const bool here = made.region_of(importer) >= 0;
    made.goods_.clear();
    for (const std::string& own : data.sectors)
      made.goods_.push_back(std::any_of(trade->bridge.sectors.begin(), trade->bridge.sectors.end(),
                                        [&](const auto& sector) { return sector_within(own, sector); }));
    const bool known = std::find(made.goods_.begin(), made.goods_.end(), true) != made.goods_.end();
    if (here && known) continue;
    return bad_input(fmt::format("the economy {} {}", data.name,
                                 here ? "has sectors that tariff codes are not bridged to"
                                      : fmt::format("has no {}", importer.name())),
                     "law drives na2024, na2022 and world2022; for others state the rates (--shock, --tariff)");
  }
  return made;
}

int LawToEconomy::region_of(Country country) const {
  const auto place = [&](std::string_view code) {
    const auto at = std::find(data_.countries.begin(), data_.countries.end(), code);
    return at == data_.countries.end() ? -1 : static_cast<int>(at - data_.countries.begin());
  };
  if (const int own = place(alpha3(country)); own >= 0) return own;
  for (const auto& [name, members] : groups_)
    if (members.contains(country) && place(name) >= 0) return place(name);
  return place(kRest);
}

// A partner that stands for a group of countries may be several regions.
std::vector<int> LawToEconomy::regions_of(const std::string& partner, Country stands_for) const {
  std::set<int> regions;
  if (const auto group = groups_.find(partner); group != groups_.end()) {
    for (const Country member : group->second.members()) regions.insert(region_of(member));
  } else {
    regions.insert(region_of(stands_for));
  }
  regions.erase(-1);
  return {regions.begin(), regions.end()};
}

// The economy's imports of a sector of the bridge from all the regions of a partner.
double LawToEconomy::traded(std::size_t n, const std::vector<int>& regions, const std::string& sector) const {
  double all = 0;
  for (std::size_t j = 0; j < data_.sector_count(); ++j) {
    if (!sector_within(data_.sectors[j], sector)) continue;
    for (const int region : regions)
      if (static_cast<std::size_t>(region) != n) all += data_.trade[data_.flow(j, n, static_cast<std::size_t>(region))];
  }
  return all;
}

const pack::TradeData* LawToEconomy::trade_of(Country importer) const {
  const auto at = trades_.find(importer);
  return at == trades_.end() ? nullptr : &at->second;
}

// The recorded law read against the trade, once for all scenarios.
Result<const LawToEconomy::Reference*> LawToEconomy::reference_of(const law::RuleBase& rules,
                                                                  const pack::TradeData& trade) {
  const auto at = references_.find(rules.importer);
  if (at != references_.end()) return &at->second;
  Reference made;
  TRILAT_TRY(made.model, make_rates_model(rules, trade));
  made.rates = sector_rates(*made.model->book, trade.bridge, rules.recorded.from, rules.recorded.from);
  return &references_.emplace(rules.importer, std::move(made)).first->second;
}

Status LawToEconomy::add_law(const law::RuleBase& rules, const scenario::Scenario& scenario, LawTariffs& found) {
  const pack::TradeData* trade = trade_of(rules.importer);
  if (trade == nullptr) {
    found.notes.push_back(
        fmt::format("no imports of {} by product are held: its tariffs stay, but for what the scenario says of them",
                    rules.importer.name()));
    return {};
  }
  TRILAT_TRY(const law::RuleBase under, law_under(rules, scenario));
  if (!under.recorded.contains(scenario.date))
    return fail(ErrorCode::kOutOfRange,
                fmt::format("the law of {} is recorded {}, which does not include {}", rules.importer.name(),
                            rules.recorded.to_string(), scenario.date.to_string()),
                "give the scenario a later date");
  TRILAT_TRY(const Reference* reference, reference_of(rules, *trade));
  const RatesModel& model = *reference->model;
  TRILAT_TRY(const auto book, flows::RateBook::make(under, model.trade.imports, model.claims, model.trade.assumptions,
                                                    claim_rules(scenario), model.book.get()));
  const SectorRates& then = reference->rates;
  const SectorRates now = sector_rates(*book, trade->bridge, scenario.date, scenario.date);
  const auto n = static_cast<std::size_t>(region_of(rules.importer));
  std::vector<std::vector<int>> regions;
  for (const flows::Partner& partner : now.partners) regions.push_back(regions_of(partner.code, partner.law));
  for (std::size_t j = 0; j < data_.sector_count(); ++j) {
    std::vector<Sum> sums(data_.country_count());
    for (std::size_t sector = 0; sector + 1 < now.sectors.size(); ++sector) {
      if (!sector_within(data_.sectors[j], now.sectors[sector])) continue;
      for (std::size_t partner = 0; partner < regions.size(); ++partner) {
        const double all = traded(n, regions[partner], now.sectors[sector]);
        for (const int region : regions[partner]) {
          const auto i = static_cast<std::size_t>(region);
          if (i == n || all <= 0) continue;
          sums[i].add(now.cells[partner][sector], then.cells[partner][sector], data_.trade[data_.flow(j, n, i)] / all);
        }
      }
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const Sum& sum = sums[i];
      if (i == n || sum.priced <= 0) continue;
      const std::size_t at = data_.flow(j, n, i);
      const double change = (sum.rate - sum.reference) / sum.value;
      // where the law takes nothing, what the base year's duty was made of is gone too
      found.tariff[at] = sum.rate <= 0 && sum.reference > 0 ? 0 : std::max(data_.tariff[at] + change, 0.0);
      const double imports = data_.trade[at];
      found.cells.push_back({n, i, j, data_.tariff[at], found.tariff[at], sum.rate / sum.priced,
                             sum.reference / sum.priced, sum.statutory / sum.priced, sum.claimed / sum.value,
                             imports > 0 ? sum.priced / 1e6 / imports : 0});
    }
  }
  return {};
}

// Pairs whose link is gone meet at MFN rates, where the importer's tariffs do not follow its law.
Status LawToEconomy::add_lapses(const scenario::Scenario& scenario, LawTariffs& found) const {
  std::set<Country> members;
  for (const auto& [importer, rules] : law_) {
    for (const scenario::Amendment& amendment : scenario.amendments) {
      const law::Preference* preference = law::find_preference(rules, amendment.agreement);
      if (amendment.action != scenario::Action::kLapse || preference == nullptr) continue;
      members.insert(importer);
      for (const Country member : preference->origins.members()) members.insert(member);
    }
  }
  if (members.empty()) return {};
  const auto mfn = open_shock(container_, data_.name, kMfn);
  if (!mfn) {
    found.notes.push_back(
        "no MFN rates of the members are held for this economy: where a link lapses, tariffs of importers whose "
        "law is not held stay");
    return {};
  }
  for (const Country importer : members) {
    for (const Country exporter : members) {
      if (importer == exporter || trade_of(importer) != nullptr || !lapsed(scenario, importer, exporter)) continue;
      for (const economy::Shock::Cell& cell : mfn->shock.tariffs) {
        if (cell.importer != alpha3(importer) || cell.exporter != alpha3(exporter)) continue;
        const auto sector = std::find(data_.sectors.begin(), data_.sectors.end(), cell.sector);
        if (sector == data_.sectors.end()) continue;
        const auto j = static_cast<std::size_t>(sector - data_.sectors.begin());
        found.tariff[data_.flow(j, static_cast<std::size_t>(region_of(importer)),
                                static_cast<std::size_t>(region_of(exporter)))] = cell.rate;
      }
      found.notes.push_back(fmt::format("{} meets goods of {} at its MFN rates, simple averages by sector",
                                        importer.name(), exporter.name()));
    }
  }
  return {};
}

// The share of each sector's lines that the codes of a list cover.
Result<std::vector<double>> LawToEconomy::listed_shares(const scenario::Retaliation& retaliation) const {
  std::vector<double> shares(data_.sector_count(), 0);
  for (const auto& [importer, rules] : law_) {
    const pack::TradeData* trade = trade_of(importer);
    if (trade == nullptr) continue;
    std::vector<double> all(data_.sector_count(), 0), listed(data_.sector_count(), 0);
    for (const flows::SectorRow& row : trade->bridge.rows) {
      if (row.sector < 0) continue;
      const bool on_list = std::any_of(retaliation.codes.begin(), retaliation.codes.end(),
                                       [&](HsCode code) { return row.code.to_string().starts_with(code.to_string()); });
      for (std::size_t j = 0; j < data_.sector_count(); ++j) {
        if (!sector_within(data_.sectors[j], trade->bridge.sectors[static_cast<std::size_t>(row.sector)])) continue;
        all[j] += row.share;
        if (on_list) listed[j] += row.share;
      }
    }
    for (std::size_t j = 0; j < shares.size(); ++j)
      if (all[j] > 0) shares[j] = listed[j] / all[j];
    return shares;
  }
  return bad_input("the data holds no bridge from tariff codes to sectors", "name sectors", retaliation.where);
}

// Whether the country is an economy alone, not a part of a group or of the rest.
bool LawToEconomy::is_economy(Country country) const {
  const int place = region_of(country);
  return place >= 0 && data_.countries[static_cast<std::size_t>(place)] == alpha3(country);
}

Status LawToEconomy::check(const scenario::Retaliation& retaliation) const {
  std::vector<Country> economies = retaliation.by;
  economies.push_back(retaliation.against);
  for (const Country country : economies) {
    if (country != retaliation.against && trade_of(country) != nullptr)
      return bad_input(fmt::format("the law of {} drives its tariffs", core::in_sentence(country)),
                       "say what it levies with [[amend]] or [[add]]", retaliation.where);
    if (!is_economy(country))
      return bad_input(fmt::format("{} is no economy of its own in {}", country.name(), data_.name), "leave it out",
                       retaliation.where);
  }
  for (const std::string& sector : retaliation.sectors) {
    if (std::find(data_.sectors.begin(), data_.sectors.end(), sector) != data_.sectors.end()) continue;
    return bad_input(fmt::format("the economy {} has no sector '{}'", data_.name, sector),
                     fmt::format("its sectors: {}", fmt::join(data_.sectors, ", ")), retaliation.where);
  }
  return {};
}

Status LawToEconomy::add_retaliation(const scenario::Retaliation& retaliation, LawTariffs& found) const {
  TRILAT_CHECK(check(retaliation));
  std::vector<double> shares(data_.sector_count(), 1);
  if (retaliation.answer == scenario::Answer::kList) {
    TRILAT_TRY(shares, listed_shares(retaliation));
  }
  const auto i = static_cast<std::size_t>(region_of(retaliation.against));
  bool any = false;
  for (const Country by : retaliation.by) {
    const auto n = static_cast<std::size_t>(region_of(by));
    for (std::size_t j = 0; j < data_.sector_count(); ++j) {
      const auto& sectors = retaliation.sectors;
      const bool named =
          sectors.empty() || std::find(sectors.begin(), sectors.end(), data_.sectors[j]) != sectors.end();
      if (!named || !goods_[j]) continue;
      const std::size_t mine = data_.flow(j, n, i), theirs = data_.flow(j, i, n);
      const bool mirror = retaliation.answer == scenario::Answer::kMirror;
      const double added =
          mirror ? std::max(found.tariff[theirs] - data_.tariff[theirs], 0.0) : shares[j] * retaliation.rate;
      found.tariff[mine] += added;
      any = any || added > 0;
    }
  }
  if (!any)
    found.notes.push_back(fmt::format(
        "the retaliation of line {} adds nothing: {}", retaliation.where.line,
        retaliation.answer == scenario::Answer::kMirror ? "nothing rose" : "no goods fall to what it names"));
  return {};
}

Result<LawTariffs> LawToEconomy::under(const scenario::Scenario& scenario) {
  LawTariffs found;
  found.tariff = data_.tariff;
  for (const auto& [importer, rules] : law_) TRILAT_CHECK(add_law(rules, scenario, found));
  TRILAT_CHECK(add_lapses(scenario, found));
  for (const scenario::Retaliation& retaliation : scenario.retaliations)
    if (retaliation.effect.contains(scenario.date)) TRILAT_CHECK(add_retaliation(retaliation, found));
  add_idle(scenario, found.notes);
  return found;
}

}  // namespace trilat
