#include <fmt/format.h>

#include "core/rate.hpp"
#include "io/json.hpp"
#include "trilat/quota.hpp"

namespace trilat {
namespace {

std::string with_commas(std::string digits) {
  const auto point = digits.find('.');
  const auto whole = point == std::string::npos ? digits.size() : point;
  for (std::size_t at = whole; at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string amount(const Quantity& quantity) { return with_commas(core::format_decimal(quantity.raw, 6)); }

void write(io::JsonWriter& json, const char* key, const Quantity& quantity) {
  json.key(key).value(core::format_decimal(quantity.raw, 6));
}

void write_period(io::JsonWriter& json, const Interval& period) {
  json.key("from_day").value(period.from.to_string());
  json.key("last_day").value(period.until.plus_days(-1).to_string());
}

void write(io::JsonWriter& json, const QuotaDraw& draw) {
  json.begin_object().key("number").value(draw.number).key("entry").value(draw.entry);
  json.key("to").value(draw.to).key("from").value(draw.from).key("class").value(draw.goods);
  json.key("pool").value(draw.pool);
  write_period(json, draw.period);
  json.key("date").value(draw.date.to_string()).key("unit").value(draw.asked.unit.to_string());
  write(json, "asked", draw.asked);
  write(json, "within", draw.within);
  write(json, "over", draw.over);
  json.key("cancelled").value(draw.cancelled).end();
}

std::string finished(io::JsonWriter& json) { return json.finish().value_or("{}\n"); }

std::string line_of(const QuotaDraw& draw) {
  return fmt::format("{:>6}  {}  {:<16} {:<4} {:>14} {:>14} {:>14}  {}{}\n", draw.number, draw.date.to_string(),
                     draw.entry, draw.from, amount(draw.asked), amount(draw.within), amount(draw.over), draw.goods,
                     draw.cancelled ? ", cancelled" : "");
}

}  // namespace

std::string display(const Quantity& quantity) { return amount(quantity) + " " + quantity.unit.to_string(); }

std::string to_text(const QuotaDrawResult& result) {
  const QuotaDraw& draw = result.draw;
  std::string text = fmt::format("{}, {}, {}\n", draw.goods, draw.pool, draw.period.to_string());
  text += fmt::format("entry {} of {} from {}, entered {}{}\n", draw.entry, display(draw.asked), draw.from,
                      draw.date.to_string(), result.repeated ? ": drawn before, nothing was written now" : "");
  text += fmt::format("  within the quota {:>16}\n", display(draw.within));
  text += fmt::format("  over the quota   {:>16}\n", display(draw.over));
  text +=
      fmt::format("left for {}: {}; left of the quota: {}\n", draw.from, display(result.left), display(result.left_of));
  return text + fmt::format("[{}] {}\n", result.grade, result.citation);
}

std::string to_json(const QuotaDrawResult& result) {
  io::JsonWriter json;
  json.begin_object().key("draw");
  write(json, result.draw);
  json.key("repeated").value(result.repeated);
  write(json, "left_for_country", result.left);
  write(json, "left", result.left_of);
  json.key("citation").value(result.citation).key("grade").value(std::string(1, result.grade)).end();
  return finished(json);
}

std::string to_text(const QuotaStatusResult& result) {
  std::string text =
      fmt::format("Quotas of {} on {}, {}\n", result.to, result.date.to_string(),
                  result.ledger.empty() ? "with nothing drawn: no ledger is named" : "draws of " + result.ledger);
  if (result.rows.empty()) return text + "\nno quota is held for that\n";
  std::string pool;
  for (const QuotaRow& row : result.rows) {
    const std::string head = fmt::format("{}, {}", row.pool, row.period.to_string());
    if (head != pool) {
      text += fmt::format("\n{}\n  {:<34} {:>14} {:>14} {:>14}  {}\n", head, "class", "quantity", "drawn", "left",
                          "one country at most");
      pool = head;
    }
    if (!row.volume) {
      text += fmt::format("  {:<34} {:>14}  {}\n", row.goods, "not held", row.citation);
      continue;
    }
    text += fmt::format("  {:<34} {:>14} {:>14} {:>14}  {}\n", row.goods, display(*row.volume), amount(row.drawn),
                        amount(row.left), row.country_share.empty() ? "no limit" : row.country_share);
    for (const auto& each : row.countries)
      text += fmt::format("    {:<32} {:>14} {:>14} {:>14}\n", each.country, amount(each.most), amount(each.drawn),
                          amount(each.left));
  }
  return text + fmt::format("\nwhat is left for a country is bound by its share and by the whole; data {}\n",
                            result.data_hash);
}

std::string to_json(const QuotaStatusResult& result) {
  io::JsonWriter json;
  json.begin_object().key("to").value(result.to).key("date").value(result.date.to_string());
  json.key("ledger").value(result.ledger).key("quotas").begin_array();
  for (const QuotaRow& row : result.rows) {
    json.begin_object().key("class").value(row.goods).key("pool").value(row.pool);
    write_period(json, row.period);
    json.key("held").value(row.volume.has_value());
    if (row.volume) {
      json.key("unit").value(row.volume->unit.to_string());
      write(json, "quantity", *row.volume);
      write(json, "drawn", row.drawn);
      write(json, "left", row.left);
    }
    json.key("country_share").value(row.country_share).key("countries").begin_array();
    for (const auto& each : row.countries) {
      json.begin_object().key("country").value(each.country);
      write(json, "most", each.most);
      write(json, "drawn", each.drawn);
      write(json, "left", each.left);
      json.end();
    }
    json.end().key("citation").value(row.citation).key("grade").value(std::string(1, row.grade)).end();
  }
  json.end().key("data_hash").value(result.data_hash).end();
  return finished(json);
}

std::string to_text(const QuotaListResult& result) {
  if (result.draws.empty()) return fmt::format("no draws in {} for that\n", result.ledger);
  std::string text = fmt::format("{:>6}  {:<10}  {:<16} {:<4} {:>14} {:>14} {:>14}  {}\n", "number", "entered", "entry",
                                 "from", "asked", "within", "over", "class");
  for (const QuotaDraw& draw : result.draws) text += line_of(draw);
  return text;
}

std::string to_json(const QuotaListResult& result) {
  io::JsonWriter json;
  json.begin_object().key("ledger").value(result.ledger).key("draws").begin_array();
  for (const QuotaDraw& draw : result.draws) write(json, draw);
  json.end().end();
  return finished(json);
}

std::string to_text(const QuotaDraw& cancelled) {
  return fmt::format("entry {} is cancelled: {} of {} are free again\n", cancelled.entry, display(cancelled.within),
                     cancelled.goods);
}

std::string to_json(const QuotaDraw& cancelled) {
  io::JsonWriter json;
  write(json, cancelled);
  return finished(json);
}

}  // namespace trilat
