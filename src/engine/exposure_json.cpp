#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "trilat/exposure.hpp"

namespace trilat {
namespace {

using io::JsonWriter;

void field(JsonWriter& json, const char* name, Money amount) { json.field(name, amount.to_string()); }

void range(JsonWriter& json, const char* name, const MoneyRange& amounts) {
  json.key(name).begin_object();
  field(json, "least", amounts.least);
  field(json, "greatest", amounts.greatest);
  json.end();
}

template <class Rows, class Write>
void array(JsonWriter& json, const char* name, const Rows& rows, const Write& write) {
  json.key(name).begin_array();
  for (const auto& row : rows) {
    json.begin_object();
    write(row);
    json.end();
  }
  json.end();
}

void rows(JsonWriter& json, const char* name, const std::vector<ExposureRow>& of) {
  array(json, name, of, [&](const ExposureRow& row) {
    json.field("code", row.code).field("name", row.name).field("lines", static_cast<std::size_t>(row.lines));
    field(json, "cost", row.cost);
    range(json, "before", row.before);
    range(json, "now", row.now);
    if (!row.note.empty()) json.field("note", row.note);
  });
}

void claims(JsonWriter& json, const char* name, const ExposureClaims& of) {
  json.key(name).begin_object().field("lines", static_cast<std::size_t>(of.lines));
  field(json, "cost", of.cost);
  field(json, "amount", of.amount);
  json.end();
}

void break_even(JsonWriter& json, const char* name, const ExposureBreakEven& of) {
  json.key(name).begin_object();
  field(json, "at_most", of.at_most);
  json.field("all_pct", of.all_pct).field("reached", of.reached);
  json.field("evenly_pct", of.evenly_pct).field("best_first_pct", of.best_first_pct).end();
}

void statuses(JsonWriter& json, const char* name, const std::map<std::string, std::uint64_t>& of) {
  json.key(name).begin_object();
  for (const auto& [status, count] : of) json.field(status, static_cast<std::size_t>(count));
  json.end();
}

void head(JsonWriter& json, const ExposureResult& result) {
  json.field("ledger", result.ledger).field("scenario", result.scenario).field("date", result.date.to_string());
  json.field("against", result.against).field("against_date", result.against_date.to_string());
  json.field("as_of", result.as_of.to_string()).field("currency", result.currency);
  array(json, "columns", result.columns, [&](const ExposureColumn& column) {
    json.field("meaning", column.meaning).field("column", column.column).field("guessed", column.guessed);
  });
  json.key("unused_columns").begin_array();
  for (const std::string& name : result.unused_columns) json.value(name);
  json.end();
  json.field("lines", static_cast<std::size_t>(result.lines)).field("priced", static_cast<std::size_t>(result.priced));
  json.field("error_count", static_cast<std::size_t>(result.error_count));
  array(json, "errors", result.errors,
        [&](const BatchError& error) { json.field("line", error.line).field("message", error.message); });
  statuses(json, "status_before", result.status_before);
  statuses(json, "status_now", result.status_now);
  json.field("unbounded_before", static_cast<std::size_t>(result.unbounded_before));
  json.field("unbounded_now", static_cast<std::size_t>(result.unbounded_now));
  json.field("with_orders", static_cast<std::size_t>(result.with_orders));
  field(json, "cost", result.cost);
  range(json, "before", result.before);
  range(json, "now", result.now);
}

void entries(JsonWriter& json, const ExposureResult& result) {
  json.field("entries", static_cast<std::size_t>(result.entries));
  json.field("entries_not_recorded", static_cast<std::size_t>(result.entries_not_recorded));
  json.field("paid_given", result.paid_given);
  array(json, "late_claims", result.late_claims, [&](const ExposureLateClaims& late) {
    json.field("month", late.month).field("lines", static_cast<std::size_t>(late.lines));
    json.field("first_until", late.first_until.to_string()).field("last_until", late.last_until.to_string());
    field(json, "shown", late.shown);
    field(json, "open", late.open);
    field(json, "lapsed", late.lapsed);
  });
  array(json, "struck_down", result.struck_down, [&](const ExposureStruckDown& fallen) {
    json.field("authority", fallen.authority).field("title", fallen.title).field("citation", fallen.citation);
    json.field("decided", fallen.decided.to_string()).field("lines", static_cast<std::size_t>(fallen.lines));
    range(json, "paid", fallen.paid);
  });
}

void codes(JsonWriter& json, const std::vector<ExposureCode>& of) {
  array(json, "codes", of, [&](const ExposureCode& code) {
    json.field("importer", code.importer).field("hs", code.hs).field("description", code.description);
    json.field("origin", code.origin);
    field(json, "cost", code.cost);
    range(json, "now", code.now);
    json.field("ranked", code.ranked);
    array(json, "sources", code.sources, [&](const ExposureSource& source) {
      json.field("country", source.country).field("name", source.name).field("claim", source.claim);
      json.field("least_pct", source.least_pct);
      json.key("greatest_pct");
      source.bounded ? json.value(source.greatest_pct) : json.null();
      json.key("imports_musd");
      source.imports_musd >= 0 ? json.value(source.imports_musd) : json.null();
    });
  });
}

// One long table.
class Table {
 public:
  Table() {
    csv_.row(std::vector<std::string>{"table", "importer", "code", "name", "detail", "lines", "cost", "before_least",
                                      "before_greatest", "now_least", "now_greatest"});
  }
  void row(const char* table, const std::string& code, const std::string& name, const std::string& detail,
           std::uint64_t lines, const std::string& cost, const MoneyRange& before, const MoneyRange& now,
           const std::string& importer = {}) {
    csv_.row(std::vector<std::string>{table, importer, code, name, detail, std::to_string(lines), cost,
                                      before.least.to_string(), before.greatest.to_string(), now.least.to_string(),
                                      now.greatest.to_string()});
  }
  // Where nothing is before and after: an amount, in now_least and now_greatest.
  void amount(const char* table, const std::string& code, const std::string& name, const std::string& detail,
              std::uint64_t lines, const std::string& cost, const MoneyRange& now) {
    csv_.row(std::vector<std::string>{table, std::string(), code, name, detail, std::to_string(lines), cost,
                                      std::string(), std::string(), now.least.to_string(), now.greatest.to_string()});
  }
  // A rate in per cent.
  void rate(const std::string& importer, const std::string& code, const std::string& name, const std::string& detail,
            const std::string& least, const std::string& greatest) {
    csv_.row(std::vector<std::string>{"source_pct", importer, code, name, detail, std::string(), std::string(),
                                      std::string(), std::string(), least, greatest});
  }
  const std::string& text() const { return csv_.text(); }

 private:
  io::CsvWriter csv_;
};

}  // namespace

std::string to_json(const ExposureResult& result) {
  JsonWriter json;
  json.begin_object();
  head(json, result);
  rows(json, "suppliers", result.suppliers);
  rows(json, "countries", result.countries);
  rows(json, "authorities", result.authorities);
  rows(json, "months", result.months);
  array(json, "open", result.open, [&](const ExposureOpenFact& open) {
    json.field("fact", open.fact).field("question", open.question);
    json.field("lines", static_cast<std::size_t>(open.lines));
    field(json, "at_stake", open.at_stake);
  });
  claims(json, "unclaimed_shown", result.unclaimed_shown);
  claims(json, "unclaimed_open", result.unclaimed_open);
  claims(json, "unclaimed_refused", result.unclaimed_refused);
  claims(json, "claimed", result.claimed);
  claims(json, "claimed_refused", result.claimed_refused);
  break_even(json, "by_claims", result.by_claims);
  break_even(json, "by_switching", result.by_switching);
  entries(json, result);
  codes(json, result.codes);
  array(json, "top", result.top, [&](const ExposureLine& line) {
    json.field("line", line.line).field("part", line.part).field("supplier", line.supplier).field("hs", line.hs);
    json.field("origin", line.origin).field("status", line.status);
    field(json, "cost", line.cost);
    range(json, "before", line.before);
    range(json, "now", line.now);
  });
  array(json, "prices", result.prices, [&](const ExposurePrice& price) {
    json.field("country", price.country).field("sector", price.sector).field("name", price.name);
    field(json, "cost", price.cost);
    json.field("price_pct", price.price_pct);
  });
  json.key("notes").begin_array();
  for (const std::string& note : result.notes) json.value(note);
  json.end().field("data_hash", result.data_hash).end();
  return json.finish().value_or("");
}

std::string to_csv(const ExposureResult& result) {
  Table table;
  table.row("total", {}, "All lines", {}, result.priced, result.cost.to_string(), result.before, result.now);
  const auto add = [&](const char* name, const std::vector<ExposureRow>& of) {
    for (const ExposureRow& row : of)
      table.row(name, row.code, row.name, row.note, row.lines, row.cost.to_string(), row.before, row.now);
  };
  add("authority", result.authorities);
  add("country", result.countries);
  add("supplier", result.suppliers);
  add("month", result.months);
  for (const ExposureOpenFact& open : result.open)
    table.amount("open_fact", open.fact, open.question, {}, open.lines, {}, {open.at_stake, open.at_stake});
  const auto claim = [&](const char* code, const ExposureClaims& of) {
    table.amount("claim", code, {}, {}, of.lines, of.cost.to_string(), {of.amount, of.amount});
  };
  claim("unclaimed_shown", result.unclaimed_shown);
  claim("unclaimed_open", result.unclaimed_open);
  claim("unclaimed_refused", result.unclaimed_refused);
  claim("claimed", result.claimed);
  claim("claimed_refused", result.claimed_refused);
  for (const ExposureLateClaims& late : result.late_claims)
    table.amount("late_claim", late.month, {}, late.first_until.to_string() + " to " + late.last_until.to_string(),
                 late.lines, {}, {late.shown, late.shown + late.open});
  for (const ExposureStruckDown& fallen : result.struck_down)
    table.amount("struck_down", fallen.authority, fallen.title, fallen.citation, fallen.lines, {}, fallen.paid);
  for (const ExposureCode& code : result.codes) {
    table.row("code", code.hs, code.description, code.origin, 0, code.cost.to_string(), {}, code.now, code.importer);
    for (const ExposureSource& source : code.sources)
      table.rate(code.importer, code.hs, source.name, source.claim, fmt::format("{:.4f}", source.least_pct),
                 source.bounded ? fmt::format("{:.4f}", source.greatest_pct) : std::string());
  }
  return table.text();
}

}  // namespace trilat
