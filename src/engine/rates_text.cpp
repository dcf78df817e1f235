#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "io/csv.hpp"
#include "io/json.hpp"
#include "trilat/rates.hpp"

namespace trilat {
namespace {

constexpr std::size_t kPartsShown = 4;
constexpr std::size_t kNameWidth = 28, kTitleWidth = 46;

std::string title_of(const std::string& by) {
  return by == "partner" ? "partner" : by == "chapter" ? "chapter" : by == "sector" ? "sector" : "authority";
}

std::string importer_in_sentence(const RatesResult& result) {
  const auto country = Country::parse(result.to);
  return country ? core::in_sentence(*country) : result.importer;
}

std::string parts_words(const RatesRow& row) {
  std::vector<RatesPart> parts = row.parts;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const RatesPart& a, const RatesPart& b) { return a.rate_pct > b.rate_pct; });
  std::string text;
  double rest = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i < kPartsShown) {
      text += fmt::format("{}{} {:.2f}", text.empty() ? "" : "; ", parts[i].title, parts[i].rate_pct);
    } else {
      rest += parts[i].rate_pct;
    }
  }
  return rest >= 0.005 ? fmt::format("{}; other {:.2f}", text, rest) : text;
}

std::string row_words(const RatesRow& row, bool by_authority) {
  if (by_authority) {
    const std::string title = row.name.empty() ? row.code : row.name;
    return fmt::format("{:<{}.{}} {:>10.2f}{:>10.2f}  {}\n", title, kTitleWidth, kTitleWidth - 1, row.rate_pct,
                       row.statutory_pct, row.code);
  }
  const std::string name = row.code == row.name || row.name.empty() ? row.code : row.code + " " + row.name;
  std::string text = fmt::format("{:<{}.{}}{}", name, kNameWidth, kNameWidth - 1, row.simple_average ? "*" : " ");
  return text + fmt::format("{:>10.1f}{:>10.2f}{:>10.2f}{:>9.1f}  {}\n", row.value_musd / 1000, row.rate_pct,
                            row.statutory_pct, row.claim_share_pct, parts_words(row));
}

std::string heading(const std::string& by) {
  if (by == "authority") return fmt::format("{:<{}}{:>10}{:>10}\n", title_of(by), kTitleWidth + 1, "rate", "statutory");
  return fmt::format("{:<{}}{:>10}{:>10}{:>10}{:>9}  {}\n", title_of(by), kNameWidth + 1, "bn USD", "rate", "statutory",
                     "claimed", "parts of the rate");
}

std::string day_words(const RatesResult& result, const RatesDay& day) {
  const Date last = day.until.plus_days(-1);
  std::string text = day.from == last ? fmt::format("{}\n", day.from.to_string())
                                      : fmt::format("{} to {}\n", day.from.to_string(), last.to_string());
  const bool by_authority = result.by == "authority";
  text += heading(result.by);
  if (day.total.value_musd > 0) text += row_words(day.total, by_authority);
  for (const RatesRow& row : day.rows) text += row_words(row, by_authority);
  if (day.apart.value_musd > 0 && !by_authority) text += row_words(day.apart, false);
  return text + "\n";
}

// One line a day: the whole and the largest groups.
std::string series_words(const RatesResult& result) {
  constexpr std::size_t kShown = 6;
  std::vector<std::string> codes;
  for (const RatesRow& row : result.days.front().rows) {
    if (codes.size() < kShown) codes.push_back(row.code);
  }
  std::string text = fmt::format("{:<12}{:>9}", "from", "all");
  for (const std::string& code : codes) text += fmt::format("{:>{}}", code, std::max<std::size_t>(9, code.size() + 2));
  text += "\n";
  for (const RatesDay& day : result.days) {
    const bool counted = day.total.value_musd > 0;
    text += fmt::format("{:<12}{:>9}", day.from.to_string(), counted ? fmt::format("{:.2f}", day.total.rate_pct) : "-");
    for (const std::string& code : codes) {
      const auto at =
          std::find_if(day.rows.begin(), day.rows.end(), [&](const RatesRow& row) { return row.code == code; });
      const std::string rate = at == day.rows.end() ? "-" : fmt::format("{:.2f}", at->rate_pct);
      text += fmt::format("{:>{}}", rate, std::max<std::size_t>(9, code.size() + 2));
    }
    text += "\n";
  }
  return text + "\n";
}

std::string changes_words(const RatesResult& result) {
  std::string text = fmt::format("Change from {} to {}, in points of per cent\n{:<{}}{:>10}{:>10}{:>10}{:>10}{:>10}\n",
                                 result.against.to_string(), result.days.front().from.to_string(), title_of(result.by),
                                 kNameWidth + 1, "before", "after", "law", "claims", "mix");
  for (const RatesChange& change : result.changes) {
    const std::string name = change.code == change.name ? change.code : change.code + " " + change.name;
    text +=
        fmt::format("{:<{}.{}} {:>10.2f}{:>10.2f}{:>+10.2f}{:>+10.2f}{:>+10.2f}\n", name, kNameWidth, kNameWidth - 1,
                    change.before_pct, change.after_pct, change.law_pct, change.claims_pct, change.mix_pct);
  }
  return text + "\n";
}

void write_row(io::JsonWriter& json, const RatesRow& row) {
  json.begin_object().field("code", row.code).field("name", row.name).field("value_musd", row.value_musd);
  json.field("rate_pct", row.rate_pct).field("statutory_pct", row.statutory_pct);
  json.field("claim_share_pct", row.claim_share_pct).field("observed_pct", row.observed_pct);
  json.field("equivalent_pct", row.equivalent_pct).field("agreement_pct", row.agreement_pct);
  json.field("by_heading_pct", row.by_heading_pct).field("open_pct", row.open_pct);
  json.field("not_priced_pct", row.not_priced_pct).field("prohibited_pct", row.prohibited_pct);
  json.field("simple_average", row.simple_average).key("parts").begin_array();
  for (const RatesPart& part : row.parts) {
    json.begin_object().field("authority", part.authority).field("title", part.title);
    json.field("rate_pct", part.rate_pct).field("statutory_pct", part.statutory_pct).end();
  }
  json.end().end();
}

void write_day(io::JsonWriter& json, const RatesDay& day) {
  json.begin_object().field("from", day.from.to_string()).field("until", day.until.to_string());
  json.field("claims_month", day.claims_month).field("claims_carried", day.claims_carried);
  json.field("all_goods_pct", day.all_goods_pct).key("total");
  write_row(json, day.total);
  json.key("rows").begin_array();
  for (const RatesRow& row : day.rows) write_row(json, row);
  json.end().key("apart");
  write_row(json, day.apart);
  json.end();
}

void write_changes(io::JsonWriter& json, const RatesResult& result) {
  if (result.changes.empty()) return;
  json.field("against", result.against.to_string()).key("changes").begin_array();
  for (const RatesChange& change : result.changes) {
    json.begin_object().field("code", change.code).field("name", change.name).field("before_pct", change.before_pct);
    json.field("after_pct", change.after_pct).field("law_pct", change.law_pct).field("claims_pct", change.claims_pct);
    json.field("mix_pct", change.mix_pct).end();
  }
  json.end();
}

void write_assumptions(io::JsonWriter& json, const RatesResult& result) {
  json.key("assumptions").begin_array();
  for (const RatesAssumption& answer : result.assumptions) {
    json.begin_object().field("fact", answer.fact).field("value", answer.value).field("codes", answer.codes);
    json.field("partners", answer.partners).field("reason", answer.reason).field("source", answer.source).end();
  }
  json.end().key("notes").begin_array();
  for (const std::string& note : result.notes) json.value(note);
  json.end();
}

void add_csv(io::CsvWriter& csv, const RatesResult& result, const RatesDay& day, const RatesRow& row) {
  const auto add = [&](const std::string& authority, double statutory, double rate) {
    csv.row(std::vector<std::string>{day.from.to_string(), day.until.to_string(), result.by, row.code, authority,
                                     fmt::format("{:.6f}", row.value_musd), fmt::format("{:.6f}", statutory),
                                     fmt::format("{:.6f}", rate), fmt::format("{:.4f}", row.claim_share_pct)});
  };
  add("all", row.statutory_pct, row.rate_pct);
  for (const RatesPart& part : row.parts) add(part.authority, part.statutory_pct, part.rate_pct);
}

}  // namespace

std::string to_text(const RatesResult& result) {
  std::string text = fmt::format("Effective tariff rates of {} in per cent, by {}; claims: {}\n\n",
                                 importer_in_sentence(result), title_of(result.by), result.claims);
  if (result.days.size() == 1) {
    text += day_words(result, result.days.front());
  } else {
    text += series_words(result);
  }
  if (!result.changes.empty()) text += changes_words(result);
  for (const std::string& note : result.notes) text += fmt::format("- {}\n", note);
  text += "\nTaken where the law asks and statistics do not say (data/flows gives reasons and sources):\n";
  for (const RatesAssumption& answer : result.assumptions) {
    text += fmt::format("  {} = {}{}{}\n", answer.fact, answer.value, answer.codes.empty() ? "" : "; " + answer.codes,
                        answer.partners.empty() ? "" : "; of " + answer.partners);
  }
  return text;
}

std::string to_json(const RatesResult& result) {
  io::JsonWriter json;
  json.begin_object().field("to", result.to).field("importer", result.importer).field("by", result.by);
  json.field("claims", result.claims).field("year", result.year).field("unit", result.unit);
  json.field("imports_source", result.imports_source).field("claims_source", result.claims_source);
  json.key("days").begin_array();
  for (const RatesDay& day : result.days) write_day(json, day);
  json.end();
  write_changes(json, result);
  write_assumptions(json, result);
  json.field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");
}

std::string to_csv(const RatesResult& result) {
  io::CsvWriter csv;
  csv.row(std::vector<std::string_view>{"from", "until", "by", "code", "authority", "value_musd", "statutory_pct",
                                        "rate_pct", "claim_share_pct"});
  for (const RatesDay& day : result.days) {
    if (day.total.value_musd > 0) add_csv(csv, result, day, day.total);
    for (const RatesRow& row : day.rows) add_csv(csv, result, day, row);
    if (day.apart.value_musd > 0) add_csv(csv, result, day, day.apart);
  }
  return csv.text();
}

}  // namespace trilat
