#include "engine/row_pricer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"
#include "law/orders.hpp"

namespace trilat {
namespace {

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> items;
  for (const std::string_view item : core::split(text, ';')) {
    if (const auto trimmed = core::trim(item); !trimmed.empty()) items.emplace_back(trimmed);
  }
  return items;
}

law::AssessmentStatus status_of(DutyStatus status) {
  switch (status) {
    case DutyStatus::kDetermined: return law::AssessmentStatus::kDetermined;
    case DutyStatus::kRange: return law::AssessmentStatus::kRange;
    case DutyStatus::kProhibited: return law::AssessmentStatus::kProhibited;
    case DutyStatus::kNotLoaded: break;
  }
  return law::AssessmentStatus::kNotLoaded;
}

std::vector<AnswerHeading> headings_of(const law::RuleBase& rules, const DutyOutcome& outcome) {
  std::vector<AnswerHeading> headings;
  for (const DutyCharge& line : outcome.charges) {
    headings.push_back({line.heading, rules.find_authority(line.authority), line.amount, line.exemption});
  }
  return headings;
}

}  // namespace

std::string_view RowPricer::field(int column, const std::string& otherwise) const {
  if (column < 0) return otherwise;
  const std::string_view text = core::trim((*fields_)[static_cast<std::size_t>(column)]);
  return text.empty() ? std::string_view(otherwise) : text;
}

// Facts by their columns and the defaults, as values. False where one cannot be read.
bool RowPricer::read_facts(const law::LawIndex& law) {
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
  if (!add("claim", field(columns_.claim, defaults_.claim))) return false;
  for (const BatchColumns::Fact& fact : columns_.facts) {
    const auto given = defaults_.facts.find(fact.name);
    const std::string& otherwise = given == defaults_.facts.end() ? std::string() : given->second;
    if (!add(fact.name, field(static_cast<int>(fact.column), otherwise))) return false;
  }
  for (const auto& [name, text] : defaults_.facts) {
    const bool has_column = std::any_of(columns_.facts.begin(), columns_.facts.end(),
                                        [&given = name](const BatchColumns::Fact& fact) { return fact.name == given; });
    if (!has_column && !add(name, text)) return false;
  }
  std::sort(facts_.begin(), facts_.end(), [](const auto& a, const auto& b) { return a.fact < b.fact; });
  return std::adjacent_find(facts_.begin(), facts_.end(),
                            [](const auto& a, const auto& b) { return a.fact == b.fact; }) == facts_.end();
}

// False where the row asks for something that the Pricer leaves out, or does not read.
bool RowPricer::read_query(law::PriceQuery& query) {
  const DutyParams& defaults = defaults_;
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
  pricer_ = &pricer();
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

DutyParams RowPricer::params_of_row() const {
  DutyParams row = defaults_;
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

void RowPricer::add_headings(const law::Price& price, const law::PlannedOutcome& outcome,
                             std::vector<AnswerHeading>& headings) {
  price.headings(outcome, priced_);
  headings.clear();
  for (const law::PricedHeading& line : priced_) {
    AnswerHeading& to = headings.emplace_back();
    to.amount = line.amount;
    if (line.measure != nullptr) {
      to.authority = line.measure->authority;
      to.exemption = line.exemption;
    }
    if (with_headings_) to.heading = line.measure == nullptr ? query_.code.to_printed() : line.measure->heading;
  }
}

// What keeps the row from one number, beside open facts.
std::string RowPricer::message_of(const law::Price& price) const {
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

void RowPricer::fill_from(const law::Price& price, const law::PriceQuery& query) {
  answer_.status = price.status;
  answer_.bounded = price.bounded;
  answer_.duty_min = price.duty_min;
  answer_.duty_max = price.duty_max;
  answer_.fees = {};
  add_headings(price, *price.high, answer_.high);
  if (price.low == price.high)
    answer_.low = answer_.high;
  else
    add_headings(price, *price.low, answer_.low);
  answer_.spi = price.programme(*price.high);
  const bool plain = price.status == law::AssessmentStatus::kDetermined;
  if (plain) {
    answer_.message.clear();
    answer_.open.clear();
    return;
  }
  answer_.message = message_of(price);
  answer_.open = pricer_->open_facts(query);
}

void RowPricer::fill_from(const DutyResult& result) {
  answer_.status = status_of(result.status);
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
  answer_.open.clear();
  std::vector<std::string> words;
  for (const DutyQuestion& question : result.questions) {
    const int fact = law_->find_fact(question.fact);
    if (fact >= 0)
      answer_.open.push_back({fact, question.at_stake});
    else  // the statistical code, which is no fact
      words.push_back(question.question);
  }
  for (const std::string& citation : result.prohibited) words.push_back("prohibited by " + citation);
  for (const auto* more : {&result.not_loaded, &result.unpriced}) words.insert(words.end(), more->begin(), more->end());
  answer_.message = fmt::format("{}", fmt::join(words, "; "));
}

const std::vector<const law::RemedyOrder*>& RowPricer::find_orders() {
  const law::RuleBase& rules = law_->rules();
  orders_.clear();
  if (fast_) {
    law::orders_on(rules, query_.origin, query_.code, query_.date, orders_);
  } else {  // the row was priced, so these can be read
    const auto origin = Country::parse(field(columns_.from, defaults_.from));
    const auto code = HsCode::parse_printed(field(columns_.hs, defaults_.hs));
    const auto date = Date::parse(field(columns_.date, defaults_.date));
    if (origin && code && date) law::orders_on(rules, *origin, *code, *date, orders_);
  }
  if (orders_.empty()) return orders_;
  const bool stated = std::any_of(
      rules.extras.stated_duties.begin(), rules.extras.stated_duties.end(), [&](const law::StatedDuty& duty) {
        if (defaults_.facts.contains(duty.fact)) return true;
        return std::any_of(columns_.facts.begin(), columns_.facts.end(), [&](const BatchColumns::Fact& fact) {
          return fact.name == duty.fact && !field(static_cast<int>(fact.column), {}).empty();
        });
      });
  if (stated) orders_.clear();
  return orders_;
}

bool RowPricer::price_fast() {
  law::Price price;
  fast_ = read_query(query_) && pricer_->price(query_, price);
  if (fast_) fill_from(price, query_);
  return fast_;
}

Status RowPricer::price_fully() {
  const DutyParams params = params_of_row();
  TRILAT_TRY(const DutyResult result, engine_.duty(params));
  law_ = laws_.at(*Country::parse(params.to));
  fill_from(result);
  return {};
}

law::Pricer& RowPricer::pricer() {
  auto& pricer = pricers_[law_->rules().importer];
  if (!pricer) pricer = std::make_unique<law::Pricer>(*law_);
  return *pricer;
}

std::optional<Money> RowPricer::greatest_with(std::string_view claim) {
  if (!fast_ || law_->claim() < 0) return std::nullopt;
  other_facts_.clear();
  law::KnownFact said{law_->claim(), {}};
  said.value.choice = claim;
  for (const law::KnownFact& known : facts_) {
    if (known.fact > said.fact && (other_facts_.empty() || other_facts_.back().fact < said.fact))
      other_facts_.push_back(said);
    if (known.fact != said.fact) other_facts_.push_back(known);
  }
  if (other_facts_.empty() || other_facts_.back().fact < said.fact) other_facts_.push_back(said);
  law::PriceQuery query = query_;
  query.facts = other_facts_;
  law::Price price;
  if (!pricer_->price(query, price) || !price.bounded) return std::nullopt;
  return price.duty_max;
}

Status RowPricer::price(const RowFields& fields) {
  fields_ = &fields;
  if (price_fast()) return {};
  return price_fully();
}

}  // namespace trilat
