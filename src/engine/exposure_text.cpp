#include <fmt/format.h>

#include <algorithm>

#include "trilat/exposure.hpp"

namespace trilat {
namespace {

constexpr std::size_t kNameWidth = 34;

// An authority may take more of the least duty than of the greatest: the smaller part first.
std::string span(const MoneyRange& range, bool bounded = true) {
  if (!bounded) return "more than " + range.greatest.to_display();
  if (range.least == range.greatest) return range.greatest.to_display();
  const auto [low, high] = std::minmax(range.least, range.greatest);
  return low.to_display() + " to " + high.to_display();
}

std::string share(Money part, Money cost) {
  return cost <= Money{} ? std::string() : fmt::format("{:.2f} %", 100 * part.to_double() / cost.to_double());
}

std::string lines_of(std::uint64_t count) { return fmt::format("{} {}", count, count == 1 ? "line" : "lines"); }

std::string clipped(const std::string& name) {
  if (name.size() <= kNameWidth) return name;
  std::size_t end = kNameWidth - 3;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return name.substr(0, end) + "...";
}

std::string title(const std::string& words) { return "\n" + words + "\n"; }

void add_rows(std::string& text, const char* heading, const std::vector<ExposureRow>& rows, std::size_t most) {
  if (rows.empty()) return;
  text += fmt::format("\n{:<{}}{:>8}{:>18}{:>30}{:>30}\n", heading, kNameWidth + 2, "lines", "cost", "duty before",
                      "duty now");
  for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
    const ExposureRow& row = rows[i];
    text += fmt::format("{:<{}}{:>8}{:>18}{:>30}{:>30}{}\n", clipped(row.name.empty() ? row.code : row.name),
                        kNameWidth + 2, row.lines, row.cost.to_display(), span(row.before), span(row.now),
                        row.note.empty() ? "" : "  " + row.note);
  }
  if (rows.size() > most) text += fmt::format("and {} more\n", rows.size() - most);
}

void add_columns(std::string& text, const ExposureResult& result) {
  text += title("Columns read");
  for (const ExposureColumn& column : result.columns) {
    text += fmt::format("  {:<16}{}{}\n", column.meaning, column.column,
                        column.guessed
                            ? fmt::format("  (guessed from its name; --column {}=NAME says otherwise)", column.meaning)
                            : "");
  }
  if (result.unused_columns.empty()) return;
  text += "  not read:";
  for (const std::string& name : result.unused_columns) text += " " + name;
  text += '\n';
}

void add_status(std::string& text, const ExposureResult& result) {
  text += fmt::format("{}, {} priced", lines_of(result.lines), result.priced);
  if (result.error_count > 0) text += fmt::format(", {} in error and left out", result.error_count);
  for (const auto& [status, count] : result.status_now) {
    if (status == "range") text += fmt::format("; facts are open on {}", lines_of(count));
    if (status == "prohibited") text += fmt::format("; importation is now prohibited on {}", lines_of(count));
    if (status == "not_loaded") text += fmt::format("; a rate is not held for {}", lines_of(count));
  }
  text += '\n';
  if (result.unbounded_now > 0)
    text += fmt::format("{} need a quantity: their greatest duty is open, and counted without it\n",
                        lines_of(result.unbounded_now));
  if (result.with_orders > 0)
    text += fmt::format("{} of goods that orders against dumping or subsidies name; their rates are not known here\n",
                        lines_of(result.with_orders));
}

void add_totals(std::string& text, const ExposureResult& result) {
  const bool open_before = result.unbounded_before > 0, open_now = result.unbounded_now > 0;
  text += fmt::format("\ncost of goods      {} {}\n", result.cost.to_display(), result.currency);
  text += fmt::format("duty before        {}  ({} of cost at most)\n", span(result.before, !open_before),
                      share(result.before.greatest, result.cost));
  text += fmt::format("duty now           {}  ({} of cost at most)\n", span(result.now, !open_now),
                      share(result.now.greatest, result.cost));
  const MoneyRange rise{result.now.least - result.before.least, result.now.greatest - result.before.greatest};
  text += fmt::format("change             {} at the least duty, {} at the greatest\n", rise.least.to_display(),
                      rise.greatest.to_display());
}

void add_claims(std::string& text, const ExposureResult& result) {
  const auto say = [&](const ExposureClaims& claims, const char* words) {
    if (claims.lines > 0)
      text += fmt::format("  {:>18}  {} ({}, cost {})\n", claims.amount.to_display(), words, lines_of(claims.lines),
                          claims.cost.to_display());
  };
  if (result.unclaimed_shown.lines + result.unclaimed_open.lines + result.unclaimed_refused.lines +
          result.claimed.lines + result.claimed_refused.lines ==
      0)
    return;
  text += title("Preference claims, duty now");
  say(result.unclaimed_shown, "saved by claims on goods said to originate");
  say(result.unclaimed_open, "at most saved by claims on goods whose origin is not said");
  say(result.unclaimed_refused, "out of reach: goods said not to originate");
  say(result.claimed, "due if no claim that is made were upheld");
  say(result.claimed_refused, "due on claims made for goods said not to originate");
}

std::string break_even_words(const ExposureBreakEven& found, const char* verb) {
  if (found.at_most.is_zero()) return fmt::format("  nothing can be saved by {}\n", verb);
  if (!found.reached)
    return fmt::format("  {} saves at most {}, on {:.1f} % of the cost: less than the rise\n", verb,
                       found.at_most.to_display(), found.all_pct);
  return fmt::format(
      "  {} makes up for the rise from {:.1f} % of the cost (best goods first), {:.1f} % in equal shares; "
      "at most {} on {:.1f} %\n",
      verb, found.best_first_pct, found.evenly_pct, found.at_most.to_display(), found.all_pct);
}

void add_entries(std::string& text, const ExposureResult& result) {
  if (result.entries == 0) return;
  const std::string by = result.paid_given ? "by the duty paid" : "by the law of the day of entry";
  if (!result.late_claims.empty()) {
    text += title(fmt::format("Past entries that could have been claimed, {}, on {}", by, result.as_of.to_string()));
    text += fmt::format("  {:<10}{:>8}{:>18}{:>18}{:>18}  last day\n", "entered", "lines", "origin shown",
                        "origin not said", "too late");
    for (const ExposureLateClaims& late : result.late_claims)
      text += fmt::format("  {:<10}{:>8}{:>18}{:>18}{:>18}  {} to {}\n", late.month, late.lines,
                          late.shown.to_display(), late.open.to_display(), late.lapsed.to_display(),
                          late.first_until.to_string(), late.last_until.to_string());
  }
  if (!result.struck_down.empty()) {
    text += title(fmt::format("Paid under authorities since struck down, {}", by));
    for (const ExposureStruckDown& fallen : result.struck_down)
      text += fmt::format("  {:<{}}{:>30}  {}; decided {}: {}\n", clipped(fallen.title), kNameWidth + 2,
                          span(fallen.paid), lines_of(fallen.lines), fallen.decided.to_string(), fallen.citation);
  }
  if (result.entries_not_recorded > 0)
    text += fmt::format("  {} were entered on a day whose law is not held\n", lines_of(result.entries_not_recorded));
}

std::string source_words(const ExposureSource& source) {
  std::string text = source.name + (source.claim.empty() ? "" : " with a " + source.claim + " claim") + " ";
  if (!source.bounded) {
    text += fmt::format("more than {:.2f} %", source.greatest_pct);
  } else if (source.least_pct == source.greatest_pct) {
    text += fmt::format("{:.2f} %", source.greatest_pct);
  } else {
    text += fmt::format("{:.2f} to {:.2f} %", source.least_pct, source.greatest_pct);
  }
  if (source.imports_musd >= 0) text += fmt::format(" (sold {:.1f} million)", source.imports_musd);
  return text;
}

void add_codes(std::string& text, const ExposureResult& result, std::size_t most) {
  if (result.codes.empty()) return;
  text += title("Other origins, cheapest duty first (the importer's purchases of the code in the year of trade)");
  for (std::size_t i = 0; i < std::min(result.codes.size(), most); ++i) {
    const ExposureCode& code = result.codes[i];
    text += fmt::format("{} {}, from {}: duty now {} on {}\n", code.hs, clipped(code.description), code.origin,
                        span(code.now), code.cost.to_display());
    for (const ExposureSource& source : code.sources) text += "    " + source_words(source) + "\n";
    if (code.sources.empty()) text += "    not compared: duty that needs what the ledger does not say\n";
  }
  if (result.codes.size() > most)
    text += fmt::format("and {} more codes (--format csv or json has all)\n", result.codes.size() - most);
}

void add_top(std::string& text, const ExposureResult& result) {
  if (result.top.empty()) return;
  text += fmt::format("\n{:>8}  {:<20}{:<24}{:<16}{:>4}{:>18}{:>18}{:>18}\n", "line", "part", "supplier", "code",
                      "from", "cost", "duty before", "duty now");
  for (const ExposureLine& line : result.top)
    text += fmt::format("{:>8}  {:<20.19}{:<24.23}{:<16}{:>4}{:>18}{:>18}{:>18}\n", line.line, line.part, line.supplier,
                        line.hs, line.origin, line.cost.to_display(), line.before.greatest.to_display(),
                        line.now.greatest.to_display());
}

}  // namespace

std::string to_text(const ExposureResult& result) {
  constexpr std::size_t kShown = 15;
  constexpr std::size_t kCodesShown = 5;
  std::string text = fmt::format("{}: {} ({})\nagainst: {} ({})\n", result.ledger, result.scenario,
                                 result.date.to_string(), result.against, result.against_date.to_string());
  add_status(text, result);
  add_columns(text, result);
  if (result.priced == 0) return text + "\nno line was priced: there is nothing to sum up\n";
  add_totals(text, result);
  add_rows(text, "By authority", result.authorities, kShown);
  add_rows(text, "By country of origin", result.countries, kShown);
  add_rows(text, "By supplier", result.suppliers, kShown);
  add_rows(text, "By month of entry", result.months, result.months.size());
  if (!result.open.empty()) {
    text += title("Open facts and the duty now that hangs on each");
    for (const ExposureOpenFact& open : result.open)
      text += fmt::format("  {:>18}  {} ({}, {})\n", open.at_stake.to_display(), open.question, open.fact,
                          lines_of(open.lines));
  }
  add_claims(text, result);
  const Money rise = result.now.greatest - result.before.greatest;
  text += title("What share of the cost must change for the duty now to be no more than before");
  if (rise > Money{}) {
    text += break_even_words(result.by_claims, "claiming the preference");
    text += break_even_words(result.by_switching, "buying from the cheapest other origin");
  } else {
    text += "  no rise to make up for\n";
  }
  add_entries(text, result);
  if (!result.prices.empty()) {
    text += title("Prices of inputs before duty, change in the equilibrium");
    for (std::size_t i = 0; i < std::min(result.prices.size(), kShown); ++i) {
      const ExposurePrice& price = result.prices[i];
      text += fmt::format("  {:+7.2f} %  {}, {}: {} of cost\n", price.price_pct, price.country, price.name,
                          price.cost.to_display());
    }
  }
  add_codes(text, result, kCodesShown);
  if (!result.top.empty()) text += title("Lines whose duty rises most, greatest duty");
  add_top(text, result);
  text += '\n';
  for (const std::string& note : result.notes) text += note + "\n";
  return text + fmt::format("data {}\n", result.data_hash);
}

}  // namespace trilat
