#include "engine/exposure_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/alpha3.hpp"
#include "core/text.hpp"
#include "engine/audit.hpp"
#include "engine/row_stream.hpp"
#include "flows/imports.hpp"
#include "io/csv_record.hpp"

namespace trilat {
namespace {

using exposure::AuthorityAmount;
using exposure::Origination;
using exposure::PricedLine;

constexpr std::size_t kMostErrorsOfBlock = 20;
constexpr const char* kNoClaim = "none";
constexpr int kTariffDigits = 8;

void append(std::string& out, std::string_view field) {
  out += ',';
  io::append_field(out, field);
}

// Yes, no, or nothing where neither is said.
std::optional<bool> yes_or_no(std::string_view text) {
  const std::string word = core::to_lower(text);
  for (const char* yes : {"yes", "y", "true", "1", "claimed", "originating", "qualifies"})
    if (word == yes) return true;
  for (const char* no : {"no", "n", "false", "0", "not claimed", "unclaimed", "non-originating"})
    if (word == no) return false;
  return std::nullopt;
}

bool is_unknown(std::string_view text) {
  const std::string word = core::to_lower(text);
  return word.empty() || word == "unknown" || word == "?" || word == "open" || word == "n/a";
}

// The country of a two- or three-letter code.
std::string_view country_code(std::string_view text) {
  if (text.size() != 3) return text;
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  const auto country = country_of_alpha3(upper);
  return country ? country->code() : text;
}

// Rounded as printf does; "inf" and "nan" where it is none.
std::string two_decimals(double value) {
  std::array<char, 64> text;
  const auto done = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 2);
  return done.ec == std::errc() ? std::string(text.data(), done.ptr) : fmt::format("{:.2f}", value);
}

std::string headings_of(const std::vector<AnswerHeading>& headings) {
  std::string text;
  for (const AnswerHeading& line : headings) {
    if (!text.empty()) text += "; ";
    text += line.heading;
    text += '=';
    text += line.amount.to_string();
  }
  return text;
}

}  // namespace

void LedgerTally::take(LedgerTally&& other) {
  constexpr std::size_t kMostErrors = 20;
  lines += other.lines;
  error_count += other.error_count;
  for (BatchError& error : other.errors)
    if (errors.size() < kMostErrors) errors.push_back(std::move(error));
  suppliers.merge(other.suppliers);
}

LedgerRows::LedgerRows(const LedgerSetting& setting)
    : setting_(setting),
      before_(*setting.before.engine, setting.before.laws, setting.defaults, setting.columns.fields),
      now_(*setting.now.engine, setting.now.laws, setting.defaults, setting.columns.fields),
      recorded_(*setting.recorded.engine, setting.recorded.laws, setting.defaults, setting.columns.fields),
      fields_(setting.columns.fields.count),
      before_day_(setting.before.day.to_string()),
      now_day_(setting.now.day.to_string()),
      fact_texts_(setting.columns.facts.size()),
      sums_(setting.as_of, setting.top) {
  if (setting.write_lines) return;
  before_.leave_out_headings();
  now_.leave_out_headings();
}

std::string_view LedgerRows::field(int column) const {
  return column < 0 ? std::string_view() : core::trim(columns_[static_cast<std::size_t>(column)]);
}

Status LedgerRows::read_goods() {
  const LedgerColumns& columns = setting_.columns;
  fields_[kTo] = country_code(field(columns.importer));
  fields_[kFrom] = country_code(field(columns.origin));
  fields_[kHs] = field(columns.hs);
  fields_[kQuantity] = field(columns.quantity);
  const std::string_view unit = field(columns.unit);
  const bool bare =
      !fields_[kQuantity].empty() && fields_[kQuantity].find_first_not_of("0123456789.") == std::string_view::npos;
  if (bare && unit.empty()) {
    fields_[kQuantity] = {};  // a number of nothing that is said
  } else if (bare) {
    quantity_text_ = fmt::format("{} {}", fields_[kQuantity], unit);
    fields_[kQuantity] = quantity_text_;
  }
  line_.part = field(columns.part);
  line_.supplier = field(columns.supplier);
  const std::string& to = fields_[kTo].empty() ? setting_.defaults.to : std::string(fields_[kTo]);
  const auto importer = Country::parse(to);
  const auto origin = Country::parse(fields_[kFrom]);
  const auto code = HsCode::parse_printed(fields_[kHs]);
  if (importer) line_.importer = *importer;  // what cannot be read is told by the pricing
  if (origin) line_.origin = *origin;
  if (code) line_.code = *code;
  entered_.reset();
  line_.month.reset();
  const std::string_view day = field(columns.date);
  if (day.empty()) return {};
  constexpr std::size_t kMonthLength = 7;  // "2025-08", entered on its first day
  entry_day_ = day.size() == kMonthLength ? std::string(day) + "-01" : std::string(day);
  TRILAT_TRY(entered_, Date::parse(entry_day_));
  line_.month = flows::month_index(*entered_);
  return {};
}

// A claim in the words of the law, a programme of the preference, or yes and no.
Status LedgerRows::read_claim() {
  const LedgerColumns& columns = setting_.columns;
  claim_ = field(columns.claim);
  line_.origination = Origination::kNotSaid;
  if (const std::string_view text = field(columns.originates); !is_unknown(text)) {
    const auto said = yes_or_no(text);
    if (!said) return bad_input(fmt::format("'{}' does not say whether the goods originate", text), "write yes or no");
    line_.origination = *said ? Origination::kShown : Origination::kRefused;
  }
  if (claim_.empty() || claim_ == kNoClaim) return {};
  const auto law = setting_.now.laws.find(line_.importer);
  if (law == setting_.now.laws.end()) return {};
  const auto& preferences = law->second->rules().preferences;
  if (law::find_preference(law->second->rules(), claim_) != nullptr) return {};
  if (is_unknown(claim_)) {
    claim_ = {};
  } else if (const auto said = yes_or_no(claim_)) {
    const auto own = std::find_if(preferences.begin(), preferences.end(),
                                  [&](const law::Preference& each) { return each.origins.contains(line_.origin); });
    claim_ = *said && own != preferences.end() ? std::string_view(own->claim) : std::string_view(kNoClaim);
  } else {
    for (const law::Preference& preference : preferences) {
      const auto& codes = preference.programmes;
      if (std::find(codes.begin(), codes.end(), claim_) != codes.end()) claim_ = preference.claim;
      if (core::to_lower(claim_) == preference.claim) claim_ = preference.claim;
    }
  }
  return {};
}

Status LedgerRows::read_amounts(int number, LedgerTally& tally) {
  const LedgerColumns& columns = setting_.columns;
  const std::string_view text = plain_amount(field(columns.value), value_text_);
  fields_[kValue] = text;
  const auto fatal = [&](const Result<Rate>& worth) {
    if (!worth && !tally.fatal) {
      tally.fatal = worth.error();
      tally.fatal->where = {setting_.file, number, 0};
    }
    return worth;
  };
  worth_ = unit_ = Rate::one();
  if (const std::string_view currency = field(columns.currency); !currency.empty()) {
    TRILAT_TRY(worth_, fatal(setting_.currencies.worth(currency)));
  }
  if (const auto law = setting_.now.laws.find(line_.importer); law != setting_.now.laws.end()) {
    TRILAT_TRY(unit_, fatal(setting_.currencies.worth(law->second->rules().currency)));
  }
  const auto value = Money::parse(text);
  if (!value) return {};  // told by the pricing
  TRILAT_TRY(line_.cost, converted(*value, worth_, Rate::one()));
  if (worth_ != unit_) {
    TRILAT_TRY(const Money entered, converted(*value, worth_, unit_));
    value_text_ = entered.to_string();
    fields_[kValue] = value_text_;
  }
  paid_.reset();
  if (const std::string_view paid = plain_amount(field(columns.paid), amount_text_); !paid.empty()) {
    TRILAT_TRY(const Money amount, Money::parse(paid));
    TRILAT_TRY(paid_, converted(amount, worth_, unit_));
  }
  return {};
}

// Contents said as money are in the line's currency.
Status LedgerRows::read_facts() {
  for (std::size_t i = 0; i < fact_texts_.size(); ++i) {
    const LedgerColumns::Fact& fact = setting_.columns.facts[i];
    std::string_view text = core::trim(columns_[fact.column]);
    if (fact.content && !text.ends_with('%')) {
      text = plain_amount(text, fact_texts_[i]);
      const auto amount = Money::parse(text);
      const bool is_share = text.find('.') != std::string_view::npos && amount && *amount <= Money::whole(1);
      if (amount && !is_share && worth_ != unit_) {
        TRILAT_TRY(const Money entered, converted(*amount, worth_, unit_));
        fact_texts_[i] = entered.to_string();
        text = fact_texts_[i];
      }
    }
    fields_[kSlots + i] = text;
  }
  return {};
}

Status LedgerRows::read(int number, LedgerTally& tally) {
  TRILAT_CHECK(read_goods());
  TRILAT_CHECK(read_claim());
  TRILAT_CHECK(read_amounts(number, tally));
  return read_facts();
}

void LedgerRows::set_priced(const RowPricer& pricer, PricedLine& line) const {
  const RowAnswer& answer = pricer.answer();
  // to the report's currency; exact where it is the importer's
  const auto own = [&](Money amount) { return converted(amount, unit_, Rate::one()).value_or(Money{}); };
  line.status = answer.status;
  line.bounded = answer.bounded;
  line.duty = {own(answer.duty_min), own(answer.duty_max)};
  line.low.clear();
  line.high.clear();
  for (const AnswerHeading& each : answer.low) line.low.push_back({each.authority, own(each.amount)});
  for (const AnswerHeading& each : answer.high) line.high.push_back({each.authority, own(each.amount)});
}

// A statistical code that is younger than the day is priced by its tariff line.
Status LedgerRows::price_then(RowPricer& pricer) {
  Status done = pricer.price(fields_);
  if (done || line_.code.length() <= kTariffDigits) return done;
  const std::string_view whole = fields_[kHs];
  line_text_ = line_.code.prefix(kTariffDigits).to_string();
  fields_[kHs] = line_text_;
  const bool by_line = pricer.price(fields_).has_value();
  fields_[kHs] = whole;
  return by_line ? Status{} : done;
}

Status LedgerRows::price_both() {
  fields_[kClaim] = claim_;
  fields_[kDate] = before_day_;
  TRILAT_CHECK(price_then(before_));
  set_priced(before_, line_.before);
  if (setting_.write_lines) headings_before_ = headings_of(before_.answer().high);
  fields_[kDate] = now_day_;
  TRILAT_CHECK(now_.price(fields_));
  set_priced(now_, line_.now);
  const RowAnswer& answer = now_.answer();
  line_.open.clear();
  for (const law::OpenStake& stake : answer.open)
    line_.open.push_back({stake.fact, converted(stake.at_stake, unit_, Rate::one()).value_or(Money{})});
  line_.with_orders = !now_.find_orders().empty();
  if (!setting_.write_lines) return {};
  headings_now_ = headings_of(answer.high);
  message_ = answer.message;
  open_.clear();
  for (const law::OpenStake& stake : answer.open)
    open_ += (open_.empty() ? "" : "; ") + now_.law().fact(stake.fact).name;
  return {};
}

// The greatest duty under another answer to the claim, in the report's currency; nothing where it is open.
std::optional<Money> LedgerRows::greatest_with(RowPricer& pricer, std::string_view claim) {
  std::optional<Money> greatest = pricer.greatest_with(claim);
  if (!greatest && pricer.query() == nullptr) {
    fields_[kClaim] = claim;
    const bool done = pricer.price(fields_).has_value();
    fields_[kClaim] = claim_;
    if (!done || !pricer.answer().bounded) return std::nullopt;
    greatest = pricer.answer().duty_max;
  }
  if (!greatest) return std::nullopt;
  const auto own = converted(*greatest, unit_, Rate::one());
  return own ? std::optional(*own) : std::nullopt;
}

// What the claim is worth now.
void LedgerRows::price_claim() {
  line_.claimable = line_.claimed = false;
  line_.claim_amount = {};
  if (now_.law().claim() < 0) return;
  const std::string_view said = claim_.empty() ? std::string_view(setting_.defaults.claim) : claim_;
  std::optional<Money> without;
  for (const law::Preference& preference : now_.law().rules().preferences) {
    if (!law::may_claim(preference, line_.origin, setting_.now.day)) continue;
    line_.claimable = true;
    const auto known = line_.now.bounded ? std::optional(line_.now.duty.greatest) : std::nullopt;
    if (!without) without = said == kNoClaim ? known : greatest_with(now_, kNoClaim);
    const auto with = said == preference.claim ? known : greatest_with(now_, preference.claim);
    if (!without || !with) continue;
    line_.claim_amount = std::max(line_.claim_amount, *without - *with);
    line_.claimed = line_.claimed || said == preference.claim;
  }
}

void LedgerRows::find_late_claim(const law::RuleBase& rules) {
  const std::string_view said = claim_.empty() ? std::string_view(setting_.defaults.claim) : claim_;
  for (const law::Preference& preference : rules.preferences) {
    if (said == preference.claim || !law::may_claim(preference, line_.origin, *entered_)) continue;
    const auto without = greatest_with(recorded_, kNoClaim);
    const auto with = greatest_with(recorded_, preference.claim);
    if (!without || !with || *without - *with <= line_.late_claim) continue;
    const auto until = late_claim_until(preference, *entered_);
    if (!until) continue;
    line_.late_claim = *without - *with;
    line_.claim_until = until;
  }
}

// By the law of the day, where the duty paid is not given.
void LedgerRows::find_struck_down(const law::RuleBase& rules) {
  set_priced(recorded_, then_);
  const auto fallen = [&](int authority) {
    return std::any_of(rules.extras.struck_down.begin(), rules.extras.struck_down.end(), [&](const auto& each) {
      return std::find(each.authorities.begin(), each.authorities.end(), authority) != each.authorities.end();
    });
  };
  std::map<int, exposure::Range> sums;
  for (const AuthorityAmount& part : then_.low)
    if (!part.amount.is_zero() && fallen(part.authority)) sums[part.authority].least += part.amount;
  for (const AuthorityAmount& part : then_.high)
    if (!part.amount.is_zero() && fallen(part.authority)) sums[part.authority].greatest += part.amount;
  line_.struck_down.assign(sums.begin(), sums.end());
}

// The line as it was entered on its own day.
Status LedgerRows::price_entry() {
  line_.entered = entered_.has_value();
  line_.recorded = false;
  line_.claim_until.reset();
  line_.late_claim = {};
  line_.struck_down.clear();
  if (!entered_) return {};
  const auto law = setting_.recorded.laws.find(line_.importer);
  line_.recorded = law != setting_.recorded.laws.end() && law->second->rules().recorded.contains(*entered_);
  if (!line_.recorded) return {};
  fields_[kClaim] = claim_;
  fields_[kDate] = entry_day_;
  if (!price_then(recorded_)) {  // goods that the law of that day does not know
    line_.recorded = false;
    return {};
  }
  const law::RuleBase& rules = recorded_.law().rules();
  if (!paid_) {
    if (setting_.columns.paid < 0) find_struck_down(rules);
    find_late_claim(rules);
    return {};
  }
  const AuditFinding found = audit(recorded_.law(), recorded_.pricer(), recorded_.query(), recorded_.answer(), *paid_);
  for (const auto& [authority, amount] : found.struck_down) {
    TRILAT_TRY(const Money own, converted(amount, unit_, Rate::one()));
    line_.struck_down.push_back({authority, {own, own}});
  }
  line_.claim_until = found.late_claim_until;
  if (found.late_claim_until) {
    TRILAT_TRY(line_.late_claim, converted(found.late_claim, unit_, Rate::one()));
  }
  return {};
}

void LedgerRows::write_error(std::string_view record, bool whole, int number, const std::string& message,
                             std::string& out, LedgerTally& tally) const {
  ++tally.error_count;
  if (tally.errors.size() < kMostErrorsOfBlock) tally.errors.push_back({number, message});
  if (!setting_.write_lines) return;
  if (whole) {
    out += without_line_end(record);
  } else {  // a line whose fields cannot be told apart stands in the first column
    io::append_field(out, without_line_end(record));
    out.append(setting_.columns.count - 1, ',');
  }
  append(out, "error");
  out.append(ledger_output_columns().size() - 2, ',');
  append(out, fmt::format("line {}: {}", number, message));
  out += '\n';
}

void LedgerRows::write_answer(std::string_view record, std::string& out) const {
  const auto amount = [&](Money money) { append(out, money.to_string()); };
  const auto amount_if = [&](bool known, Money money) { append(out, known ? money.to_string() : std::string()); };
  const PricedLine& before = line_.before;
  const PricedLine& now = line_.now;
  out += without_line_end(record);
  append(out, law::name(before.status));
  amount(before.duty.least);
  amount_if(before.bounded, before.duty.greatest);
  append(out, headings_before_);
  append(out, law::name(now.status));
  amount(now.duty.least);
  amount_if(now.bounded, now.duty.greatest);
  append(out, headings_now_);
  amount_if(before.bounded && now.bounded, now.duty.greatest - before.duty.greatest);
  append(out, now.bounded ? two_decimals(100 * now.duty.greatest.to_double() / line_.cost.to_double()) : std::string());
  const bool may_save = line_.claimable && !line_.claimed && line_.origination != Origination::kRefused;
  amount_if(may_save, line_.claim_amount);
  append(out, line_.claim_until ? line_.claim_until->to_string() : std::string());
  amount_if(line_.claim_until.has_value(), line_.late_claim);
  Money fallen;
  for (const auto& [authority, paid] : line_.struck_down) fallen += paid.greatest;
  amount_if(line_.recorded, fallen);
  append(out, price_pct_ ? fmt::format("{:+.2f}", *price_pct_) : std::string());
  append(out, open_);
  append(out, message_);
  out += '\n';
}

void LedgerRows::price(std::string_view record, int number, std::string& out, LedgerTally& tally) {
  ++tally.lines;
  if (const auto split = io::split_record(record, columns_, unquoted_); !split)
    return write_error(record, false, number, split.error().to_string(), out, tally);
  if (columns_.size() != setting_.columns.count) {
    return write_error(record, false, number,
                       fmt::format("the line has {} fields, the header {}", columns_.size(), setting_.columns.count),
                       out, tally);
  }
  Status done = read(number, tally);
  if (done) done = price_both();
  if (done) done = price_entry();
  if (!done) return write_error(record, true, number, done.error().to_string(), out, tally);
  fields_[kDate] = now_day_;
  line_.number = number;
  line_.query = now_.query();  // its facts stay while the claim is tried, but for the claim
  price_claim();
  price_pct_ = setting_.prices == nullptr
                   ? std::nullopt
                   : setting_.prices->change(line_.importer, line_.origin, line_.code, line_.cost, priced_inputs_);
  sums_.add(line_);
  if (setting_.columns.supplier >= 0) tally.suppliers.add(line_);
  if (setting_.write_lines) write_answer(record, out);
}

}  // namespace trilat
