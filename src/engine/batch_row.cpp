#include "engine/batch_row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"
#include "io/csv_record.hpp"
#include "law/orders.hpp"

namespace trilat {
namespace {

constexpr std::size_t kMostErrorsOfChunk = 20;

void append(std::string& out, std::string_view field) {
  out += ',';
  io::append_field(out, field);
}

// Headings with their amounts, "9903.94.05=2500.00; 8708.30.50.90=250.00".
void append_headings(std::string& out, const std::vector<AnswerHeading>& headings) {
  out += ',';
  bool first = true;
  for (const AnswerHeading& line : headings) {
    if (!first) out += "; ";
    first = false;
    out += line.heading;
    out += '=';
    out += line.amount.to_string();
  }
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> items;
  for (const std::string_view item : core::split(text, ';')) {
    if (const auto trimmed = core::trim(item); !trimmed.empty()) items.emplace_back(trimmed);
  }
  return items;
}

std::vector<AnswerHeading> headings_of(const law::RuleBase& rules, const DutyOutcome& outcome) {
  std::vector<AnswerHeading> headings;
  for (const DutyCharge& line : outcome.charges) {
    headings.push_back({line.heading, rules.find_authority(line.authority), line.amount, line.exemption});
  }
  return headings;
}

std::string_view without_line_end(std::string_view record) {
  while (record.ends_with('\n') || record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

}  // namespace

void BatchTally::add_to(BatchResult& result) const {
  result.rows += rows;
  for (const auto& [status, count] : by_status) result.by_status[status] += count;
  constexpr std::size_t kMostErrors = 20;
  for (const BatchError& error : errors) {
    if (result.errors.size() < kMostErrors) result.errors.push_back(error);
  }
  if (const auto at = by_status.find("error"); at != by_status.end()) result.error_count += at->second;
  result.duty_min += duty_min;
  result.duty_max += duty_max;
  result.unbounded += unbounded;
  result.with_orders += with_orders;
  for (const auto& [reason, total] : by_reason) {
    AuditTotal& sum = result.by_reason[reason];
    sum.rows += total.rows;
    sum.overpaid += total.overpaid;
    sum.underpaid += total.underpaid;
  }
  for (const auto& [title, paid] : struck_down) result.struck_down[title] += paid;
  result.late_claims += late_claims;
  result.late_claim_rows += late_claim_rows;
}

BatchRows::BatchRows(const Engine& engine, const std::map<Country, const law::LawIndex*>& laws,
                     const BatchParams& params, const BatchColumns& columns)
    : engine_(engine), laws_(laws), params_(params), columns_(columns) {}

std::string_view BatchRows::field(int column, const std::string& otherwise) const {
  if (column < 0) return otherwise;
  const std::string_view text = core::trim(fields_[static_cast<std::size_t>(column)]);
  return text.empty() ? std::string_view(otherwise) : text;
}

// Facts by their columns and the defaults, as values. False where one cannot be read.
bool BatchRows::read_facts(const law::LawIndex& law) {
  facts_.clear();
  const auto add = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return true;
    const int fact = law.find_fact(name);
    if (fact < 0) return false;
    auto value = law::parse_fact(law.fact(fact), text);
    if (!value) return false;
    facts_.push_back({fact, *std::move(value)});
    return true;
  };
  if (!add("claim", field(columns_.claim, params_.defaults.claim))) return false;
  for (const BatchColumns::Fact& fact : columns_.facts) {
    const auto given = params_.defaults.facts.find(fact.name);
    const std::string& otherwise = given == params_.defaults.facts.end() ? std::string() : given->second;
    if (!add(fact.name, field(static_cast<int>(fact.column), otherwise))) return false;
  }
  for (const auto& [name, text] : params_.defaults.facts) {
    const bool has_column = std::any_of(columns_.facts.begin(), columns_.facts.end(),
                                        [&given = name](const BatchColumns::Fact& fact) { return fact.name == given; });
    if (!has_column && !add(name, text)) return false;
  }
  std::sort(facts_.begin(), facts_.end(), [](const auto& a, const auto& b) { return a.fact < b.fact; });
  return std::adjacent_find(facts_.begin(), facts_.end(),
                            [](const auto& a, const auto& b) { return a.fact == b.fact; }) == facts_.end();
}

// False where the row asks for something that the Pricer leaves out, or does not read.
bool BatchRows::read_query(law::PriceQuery& query) {
  const DutyParams& defaults = params_.defaults;
  if (!field(columns_.preference_from, defaults.preference_from).empty()) return false;
  if (!field(columns_.options, {}).empty() || !defaults.options.empty()) return false;
  const auto importer = Country::parse(field(columns_.to, defaults.to));
  const auto origin = Country::parse(field(columns_.from, defaults.from));
  const auto code = HsCode::parse_printed(field(columns_.hs, defaults.hs));
  const auto date = Date::parse(field(columns_.date, defaults.date));
  const auto value = Money::parse(field(columns_.value, defaults.value));
  if (!importer || !origin || !code || !date || !value) return false;
  const auto law = laws_.find(*importer);
  if (law == laws_.end()) return false;
  law_ = law->second;
  auto& pricer = pricers_[*importer];
  if (!pricer) pricer = std::make_unique<law::Pricer>(*law_);
  pricer_ = pricer.get();
  quantities_.clear();
  const std::string_view quantities = field(columns_.quantity, {});
  const auto texts = quantities.empty() ? defaults.quantities : list_of(quantities);
  for (const std::string& text : texts) {
    auto quantity = Quantity::parse(text);
    if (!quantity) return false;
    quantities_.push_back(*std::move(quantity));
  }
  query = {*origin, *code, *date, {}, *value, quantities_, {}};
  if (const auto known_on = field(columns_.known_on, defaults.known_on); !known_on.empty()) {
    const auto known = Date::parse(known_on);
    if (!known) return false;
    query.known_on = *known;
  }
  if (!read_facts(*law_)) return false;
  query.facts = facts_;
  return true;
}

DutyParams BatchRows::params_of_row() const {
  DutyParams row = params_.defaults;
  row.to = field(columns_.to, row.to);
  row.from = field(columns_.from, row.from);
  row.hs = field(columns_.hs, row.hs);
  row.date = field(columns_.date, row.date);
  row.value = field(columns_.value, row.value);
  row.claim = field(columns_.claim, row.claim);
  row.known_on = field(columns_.known_on, row.known_on);
  row.preference_from = field(columns_.preference_from, row.preference_from);
  if (const auto quantities = field(columns_.quantity, {}); !quantities.empty()) row.quantities = list_of(quantities);
  if (const auto options = field(columns_.options, {}); !options.empty()) row.options = list_of(options);
  for (const BatchColumns::Fact& fact : columns_.facts) {
    const std::string_view text = field(static_cast<int>(fact.column), {});
    if (!text.empty()) row.facts.insert_or_assign(fact.name, std::string(text));
  }
  return row;
}

void BatchRows::add_headings(const law::Price& price, const law::PlannedOutcome& outcome,
                             std::vector<AnswerHeading>& headings) {
  price.headings(outcome, priced_);
  headings.clear();
  for (const law::PricedHeading& line : priced_) {
    if (line.measure == nullptr) {
      headings.push_back({query_.code.to_printed(), -1, line.amount, false});
    } else {
      headings.push_back({line.measure->heading, line.measure->authority, line.amount, line.exemption});
    }
  }
}

// What keeps the row from one number, beside open facts.
std::string BatchRows::message_of(const law::Price& price) const {
  std::vector<std::string> words;
  const law::PlannedOutcome& outcome = *price.high;
  const auto heading_of = [&](int measure) { return law_->measure(measure).heading; };
  for (const law::Segment* segment : outcome.prohibited) words.push_back("prohibited by " + segment->citation);
  if (outcome.line_in_words) {
    words.push_back(fmt::format("the rate '{}' is not priced here", price.line_rate(outcome).text));
  }
  for (const int measure : outcome.not_loaded) words.push_back(fmt::format("{} is not loaded", heading_of(measure)));
  if (outcome.line_unpriced) {
    words.push_back(fmt::format("the rate '{}' needs a quantity", price.line_rate(outcome).text));
  }
  for (const int measure : outcome.unpriced) {
    words.push_back(fmt::format("the rate of {} needs a quantity", heading_of(measure)));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

void BatchRows::fill_from(const law::Price& price, const law::PriceQuery& query) {
  answer_.status = law::name(price.status);
  answer_.bounded = price.bounded;
  answer_.duty_min = price.duty_min;
  answer_.duty_max = price.duty_max;
  answer_.fees = {};
  add_headings(price, *price.high, answer_.high);
  add_headings(price, *price.low, answer_.low);
  answer_.spi = price.programme(*price.high);
  const bool plain = price.status == law::AssessmentStatus::kDetermined;
  if (plain) {
    answer_.message.clear();
    answer_.open_questions.clear();
    return;
  }
  answer_.message = message_of(price);
  answer_.open_questions.clear();
  for (const int fact : pricer_->open_facts(query)) {
    if (!answer_.open_questions.empty()) answer_.open_questions += "; ";
    answer_.open_questions += law_->fact(fact).name;
  }
}

void BatchRows::fill_from(const DutyResult& result) {
  answer_.status = name(result.status);
  answer_.bounded = result.bounded;
  answer_.duty_min = result.low.duty;
  answer_.duty_max = result.high.duty;
  answer_.fees = result.high.fees;
  answer_.low = headings_of(law_->rules(), result.low);
  answer_.high = headings_of(law_->rules(), result.high);
  answer_.spi.clear();
  for (const DutyCharge& line : result.high.charges) {
    if (!line.programme.empty()) answer_.spi = line.programme;
  }
  std::vector<std::string> facts, words;
  for (const DutyQuestion& question : result.questions) facts.push_back(question.fact);
  for (const std::string& citation : result.prohibited) words.push_back("prohibited by " + citation);
  for (const auto* more : {&result.not_loaded, &result.unpriced}) words.insert(words.end(), more->begin(), more->end());
  answer_.open_questions = fmt::format("{}", fmt::join(facts, "; "));
  answer_.message = fmt::format("{}", fmt::join(words, "; "));
}

// Orders that are known to exist for the goods of the row, unless a rate under one was stated.
void BatchRows::find_orders() {
  const law::RuleBase& rules = law_->rules();
  orders_.clear();
  if (fast_) {
    law::orders_on(rules, query_.origin, query_.code, query_.date, orders_);
  } else {  // the row was priced, so these can be read
    const auto origin = Country::parse(field(columns_.from, params_.defaults.from));
    const auto code = HsCode::parse_printed(field(columns_.hs, params_.defaults.hs));
    const auto date = Date::parse(field(columns_.date, params_.defaults.date));
    if (origin && code && date) law::orders_on(rules, *origin, *code, *date, orders_);
  }
  if (orders_.empty()) return;
  const bool stated = std::any_of(
      rules.extras.stated_duties.begin(), rules.extras.stated_duties.end(), [&](const law::StatedDuty& duty) {
        if (params_.defaults.facts.contains(duty.fact)) return true;
        return std::any_of(columns_.facts.begin(), columns_.facts.end(), [&](const BatchColumns::Fact& fact) {
          return fact.name == duty.fact && !field(static_cast<int>(fact.column), {}).empty();
        });
      });
  if (stated) orders_.clear();
}

bool BatchRows::price_fast() {
  law::Price price;
  fast_ = read_query(query_) && pricer_->price(query_, price);
  if (fast_) fill_from(price, query_);
  return fast_;
}

Status BatchRows::price_fully() {
  const DutyParams params = params_of_row();
  TRILAT_TRY(const DutyResult result, engine_.duty(params));
  law_ = laws_.at(*Country::parse(params.to));
  fill_from(result);
  return {};
}

void BatchRows::write_error(std::string_view record, bool whole, int line, const std::string& message, std::string& out,
                            BatchTally& tally) const {
  if (whole) {
    out += without_line_end(record);
  } else {  // a row whose fields cannot be told apart stands in the first column
    io::append_field(out, without_line_end(record));
    out.append(columns_.count - 1, ',');
  }
  append(out, "error");
  const std::size_t added = batch_output_columns(columns_.paid >= 0).size();
  const std::size_t after = columns_.paid >= 0 ? added - batch_output_columns(false).size() : 0;
  out.append(added - after - 2, ',');
  append(out, fmt::format("line {}: {}", line, message));
  out.append(after, ',');
  out += '\n';
  ++tally.by_status["error"];
  if (tally.errors.size() < kMostErrorsOfChunk) tally.errors.push_back({line, message});
}

void BatchRows::write_answer(std::string_view record, std::string& out) const {
  out += without_line_end(record);
  append(out, answer_.status);
  append(out, answer_.duty_min.to_string());
  append(out, answer_.bounded ? answer_.duty_max.to_string() : std::string());
  append(out, answer_.fees.to_string());
  append_headings(out, answer_.high);
  if (answer_.status == "determined") {
    out += ',';
  } else {
    append_headings(out, answer_.low);
  }
  append(out, answer_.spi);
  append(out, answer_.open_questions);
  std::string orders;
  for (const law::RemedyOrder* order : orders_) orders += (orders.empty() ? "" : "; ") + order->title;
  append(out, orders);
  append(out, answer_.message);
}

void BatchRows::audit_row(std::string& out, BatchTally& tally) {
  const auto paid = Money::parse(field(columns_.paid, {}));
  if (!paid) {
    append(out, "not_audited");
    out += ',';
    append(out, "no_amount");
    append(out, fmt::format("'{}' is not an amount of duty paid", field(columns_.paid, {})));
    out += ",,";
    ++tally.by_reason["no_amount"].rows;
    return;
  }
  auto& pricer = pricers_[law_->rules().importer];
  if (!pricer) pricer = std::make_unique<law::Pricer>(*law_);
  const AuditFinding found = audit(*law_, *pricer, fast_ ? &query_ : nullptr, answer_, *paid);
  Money struck_down;
  for (const auto& [authority, amount] : found.struck_down) {
    struck_down += amount;
    tally.struck_down[law_->authority(authority).title] += amount;
  }
  append(out, name(found.verdict));
  append(out, found.difference.to_string());
  append(out, found.reason);
  append(out, found.detail);
  append(out, found.late_claim_until ? found.late_claim_until->to_string() : std::string());
  append(out, struck_down.to_string());
  AuditTotal& total = tally.by_reason[found.reason];
  ++total.rows;
  if (found.verdict == AuditFinding::Verdict::kOverpaid) total.overpaid += found.difference;
  if (found.verdict == AuditFinding::Verdict::kUnderpaid) total.underpaid += found.difference;
  if (found.late_claim_until) {
    tally.late_claims += found.late_claim;
    ++tally.late_claim_rows;
  }
}

void BatchRows::price(std::string_view record, int line, std::string& out, BatchTally& tally) {
  ++tally.rows;
  if (const auto split = io::split_record(record, fields_, unquoted_); !split) {
    return write_error(record, false, line, split.error().to_string(), out, tally);
  }
  if (fields_.size() != columns_.count) {
    return write_error(record, false, line,
                       fmt::format("the row has {} fields, the header {}", fields_.size(), columns_.count), out, tally);
  }
  if (!price_fast()) {
    if (const auto done = price_fully(); !done) {
      return write_error(record, true, line, done.error().to_string(), out, tally);
    }
  }
  ++tally.by_status[answer_.status];
  tally.duty_min += answer_.duty_min;
  tally.duty_max += answer_.duty_max;
  if (!answer_.bounded) ++tally.unbounded;
  find_orders();
  if (!orders_.empty()) ++tally.with_orders;
  write_answer(record, out);
  if (columns_.paid >= 0) audit_row(out, tally);
  out += '\n';
}

}  // namespace trilat
