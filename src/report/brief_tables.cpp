// The tables of law, shipments and rates.
#include "report/brief_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/brief_model.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/rate_steps.hpp"

namespace trilat::report {
namespace {

using Kind = BriefTurn::Kind;

std::string codes_key(const BriefTurn& turn) {
  return turn.added > 0 && turn.removed > 0 ? "happened.codes"
         : turn.added > 0                   ? "happened.codes_added"
                                            : "happened.codes_removed";
}

std::string origins_key(const BriefTurn& turn) {
  const bool more = turn.more_origins > 0;
  if (turn.origins.empty()) return more ? "happened.origins_more_count" : "happened.origins_fewer_count";
  return more ? "happened.origins_more" : "happened.origins_fewer";
}

std::string key_of(const BriefTurn& turn) {
  switch (turn.kind) {
    case Kind::kBegins: return turn.after.empty() ? "happened.begins_bare" : "happened.begins";
    case Kind::kChanges: return "happened.changes";
    case Kind::kEnds: return turn.before.empty() ? "happened.ends_bare" : "happened.ends";
    case Kind::kOrigins: return origins_key(turn);
    case Kind::kReliefBegins: return "happened.relief_begins";
    case Kind::kReliefEnds: return "happened.relief_ends";
    case Kind::kCodes: break;
  }
  return codes_key(turn);
}

// "25%" as this page writes it.
std::string spaced(std::string rate) {
  for (std::size_t at = rate.find('%'); at != std::string::npos; at = rate.find('%', at + 2))
    if (at > 0 && rate[at - 1] != ' ') rate.insert(at, " ");
  return rate;
}

std::string words_of(const Say& say, const BriefTurn& turn) {
  std::string text = say(key_of(turn), {{"title", turn.title},
                                        {"before", spaced(turn.before)},
                                        {"after", spaced(turn.after)},
                                        {"added", fmt::format("{}", turn.added)},
                                        {"removed", fmt::format("{}", turn.removed)},
                                        {"origins", say.list(turn.origins)},
                                        {"more", fmt::format("{}", turn.more_origins)},
                                        {"fewer", fmt::format("{}", turn.fewer_origins)}});
  if (turn.others == 0) return text;
  return say(turn.lowest == turn.highest ? "happened.others" : "happened.others_rates",
             {{"what", text},
              {"count", fmt::format("{}", turn.others)},
              {"low", spaced(turn.lowest)},
              {"high", spaced(turn.highest)}});
}

// Money and its share of the value; plain numbers are the money.
BriefCell duty_cell(const Say& say, const DutyResult& duty) {
  BriefCell cell;
  cell.text = duty_words(duty);
  if (!priced(duty)) {
    if (!duty.bounded && duty.status == DutyStatus::kRange) cell.low = duty.low.duty.to_string();
    return cell;
  }
  cell.low = duty.low.duty.to_string();
  cell.high = duty.high.duty.to_string();
  cell.text = say("duties.cell", {{"usd", cell.text}, {"pct", percent_words(duty)}});
  return cell;
}

BriefCell sides_cell(const Say& say, const DutyTableRow& row, const DutyTableDuty& duty) {
  BriefCell cell = plain(words(duty, row.value));
  const bool held = duty.status == DutyStatus::kDetermined || duty.status == DutyStatus::kRange;
  if (!held || row.value.cents() == 0) return cell;
  if (!duty.bounded) return plain(say("sides.quantity"));
  const auto share = [&](Money amount) {
    return fmt::format("{:.4f}", 100.0 * static_cast<double>(amount.cents()) / static_cast<double>(row.value.cents()));
  };
  cell.low = share(duty.duty_min);
  cell.high = share(duty.duty_max);
  return cell;
}

// In the order of the day's rows.
std::vector<const RatesRow*> told_partners(const RatesDay& day) {
  std::vector<const RatesRow*> rows;
  for (const RatesRow& row : day.rows)
    if (std::find(kToldPartners.begin(), kToldPartners.end(), row.code) != kToldPartners.end()) rows.push_back(&row);
  return rows;
}

}  // namespace

BriefTable law_table(const BriefResult& brief) {
  const Say say(brief);
  const std::string year = brief.rates ? fmt::format("{}", brief.rates->year)
                                       : fmt::format("{}", brief.effects.empty() ? 0 : brief.effects.front().year);
  BriefTable table{"measures",
                   say("tables.measures", {{"date", say.date(brief.since)}}),
                   {{say("table.day")},
                    {say("table.law_of")},
                    {say("table.what")},
                    {say("table.reach", {{"year", year}}), true},
                    {say("table.source")}},
                   {}};
  for (const BriefLawEvent& event : brief.measures) {
    std::vector<std::string> turns;
    for (const BriefTurn& turn : event.turns) turns.push_back(words_of(say, turn));
    BriefCell reach = plain(say("page.not_held"));
    if (event.reach_musd) {
      const double billion = *event.reach_musd / 1e3;
      reach = numbers(say, billion, billion, 1, false);
    }
    table.rows.push_back({plain(say.date(event.date)), plain(country_name(event.importer)),
                          plain(say("happened.of_authority", {{"authority", event.authority},
                                                              {"turns", fmt::format("{}", fmt::join(turns, "; "))}})),
                          std::move(reach), source_cell(say, event.citation, event.grade)});
  }
  return table;
}

BriefTable acts_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"acts",
                   say("tables.acts", {{"date", say.date(brief.since)}}),
                   {{say("table.day")}, {say("table.country")}, {say("table.what")}, {say("table.source")}},
                   {}};
  for (const BriefEvent& event : brief.acts)
    table.rows.push_back({plain(say.date(event.date)), plain(event.country), plain(event.what),
                          source_cell(say, event.citation, event.grade)});
  return table;
}

BriefTable duties_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"duties",
                   say("tables.duties", {{"importer", say.country(brief.importer)}, {"date", say.date(brief.date)}}),
                   {{say("table.good")},
                    {say("table.from")},
                    {say("table.value"), true},
                    {say("table.duty_without"), false, true},
                    {say("table.duty_with"), false, true}},
                   {}};
  const bool compared = !brief.goods.empty() && !brief.goods.front().before.empty();
  if (compared) {
    const std::string since = say.date(brief.since);
    table.columns.push_back({say("table.before_without", {{"date", since}}), false, true});
    table.columns.push_back({say("table.before_with", {{"date", since}}), false, true});
  }
  table.columns.push_back({say("table.note")});
  for (const BriefGood& good : brief.goods) {
    for (std::size_t k = 0; k < good.duties.size(); ++k) {
      const BriefDuty& row = good.duties[k];
      std::vector<BriefCell> cells{plain(good.name),
                                   plain(country_name(row.origin)),
                                   {money(row.unclaimed.value), row.unclaimed.value.to_string(), {}},
                                   duty_cell(say, row.unclaimed),
                                   duty_cell(say, row.claimed)};
      if (compared) {
        cells.push_back(duty_cell(say, good.before[k].unclaimed));
        cells.push_back(duty_cell(say, good.before[k].claimed));
      }
      cells.push_back(plain(good.note));
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

BriefTable sides_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"three-sides",
                   say("tables.sides", {{"date", say.date(brief.date)}}),
                   {{say("table.good")},
                    {say("table.into")},
                    {say("table.from")},
                    {say("table.lines"), true},
                    {say("table.pct_without"), false, true},
                    {say("table.pct_with"), false, true}},
                   {}};
  for (const BriefGood& good : brief.goods) {
    for (const DutyTableRow& row : good.all_sides.rows) {
      if (!row.problem.empty())
        table.rows.push_back({plain(good.name), plain(row.to_name), {}, {}, plain(row.problem), plain(row.problem)});
      for (const DutyTableCell& cell : row.cells) {
        const std::string lines = fmt::format("{}", row.codes.size());
        table.rows.push_back({plain(good.name),
                              plain(row.to_name),
                              plain(country_name(cell.from)),
                              {lines, lines, {}},
                              sides_cell(say, row, cell.unclaimed),
                              cell.claim.empty() ? plain(say("sides.no_claim")) : sides_cell(say, row, cell.claimed)});
      }
    }
  }
  return table;
}

BriefTable rates_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"rates",
                   say("tables.rates", {{"importer", say.country(brief.importer)}}),
                   {{say("table.from")}, {say("table.all_imports"), true}},
                   {}};
  if (!brief.rates || brief.rates->days.empty()) return table;
  const auto partners = told_partners(brief.rates->days.front());
  for (const RatesRow* row : partners) table.columns.push_back({say("table.rate_of", {{"name", row->name}}), true});
  for (const RatesRow* row : partners)
    if (row->code != "CN") table.columns.push_back({say("table.claimed_of", {{"name", row->name}}), true});
  const auto value = [&](double pct) { return numbers(say, pct, pct, 2, false); };
  for (const RatesDay& day : brief.rates->days) {
    std::vector<BriefCell> cells{plain(say.date(day.from)), value(day.total.rate_pct)};
    std::vector<BriefCell> claims;
    for (const RatesRow* partner : partners) {
      const RatesRow* row = find_row(day, partner->code);
      cells.push_back(row == nullptr ? plain(say("page.not_held")) : value(row->rate_pct));
      if (partner->code != "CN")
        claims.push_back(row == nullptr ? plain(say("page.not_held")) : value(row->claim_share_pct));
    }
    cells.insert(cells.end(), claims.begin(), claims.end());
    const bool repeats =
        !table.rows.empty() && std::equal(cells.begin() + 1, cells.end(), table.rows.back().begin() + 1,
                                          [](const auto& a, const auto& b) { return a.text == b.text; });
    if (!repeats) table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace trilat::report
