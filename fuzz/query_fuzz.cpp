// A line of a duty query: origin, code, day, value, quantity, then facts as name=value. It is read or refused with
// words; what is read is priced both ways, and the two agree.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/text.hpp"
#include "io/csv_record.hpp"
#include "io/toml.hpp"
#include "law/assess.hpp"
#include "law/pricer.hpp"
#include "pack/measures_toml.hpp"

namespace {

using namespace trilat;

constexpr const char* kMeasures = R"law(title = "Small"
importer = "US"
authority = "metals"
[[measure]]
heading = "9903.81.91"
title = "Steel content"
products = ["steel"]
when = "not melt_pour_country in [US, MX] and column_1 < 15%"
cite = "c"
grade = "A"
[[measure.segment]]
from = 2025-03-12
until = 2025-06-04
rate = "25%"
on = "steel_value"
[[measure.segment]]
from = 2025-06-04
rate = "4.4¢/kg + 50% but not more than 60%"
on = "steel_value"
[[measure]]
heading = "9903.01.10"
title = "Relieved"
authority = "fentanyl"
when = "not claim = usmca and not stated(loaded_on < 2025-03-04)"
cite = "c"
grade = "A"
[[measure.segment]]
from = 2025-03-04
rate = "25%"
[[measure]]
heading = "9903.02.20"
title = "A floor"
authority = "floor"
when = "metal_weight_share >= 15% or donation"
effect = "top_up"
cite = "c"
grade = "A"
[[measure.segment]]
from = 2025-08-07
rate = "15%"
[[measure]]
heading = "9903.90.08"
title = "In place of column 2"
authority = "column"
origins = ["RU"]
products = ["steel"]
effect = "replace"
cite = "c"
grade = "A"
[[measure.segment]]
from = 2025-01-01
rate = "35%"
)law";

Country country(const char* code) { return *Country::parse(code); }
Interval from(const char* day) { return {*Date::parse(day), Date::max()}; }

law::FactDefinition fact(const char* name, law::FactKind kind, bool assumed = false) {
  law::FactDefinition made;
  made.name = made.question = name;
  made.kind = kind;
  made.assume_false = assumed;
  return made;
}

law::RuleBase small_rules() {
  law::RuleBase rules;
  rules.importer = country("US");
  rules.whole_units = true;
  rules.recorded = {*Date::parse("2025-01-01"), *Date::parse("2026-10-01")};
  rules.column_2_origins.add(country("RU"));
  law::Preference usmca;
  usmca.claim = "usmca";
  usmca.effect = from("2020-07-01");
  usmca.programmes = {"S"};
  for (const char* origin : {"CA", "MX"}) usmca.origins.add(country(origin));
  rules.preferences = {usmca};
  using law::FactKind;
  rules.facts = {fact("claim", FactKind::kChoice),
                 fact("steel_value", FactKind::kContent),
                 fact("melt_pour_country", FactKind::kCountry),
                 fact("loaded_on", FactKind::kDate),
                 fact("metal_weight_share", FactKind::kShare),
                 fact("donation", FactKind::kFlag, true)};
  rules.facts[0].choices = {"usmca", "none"};
  for (const char* id : {"metals", "fentanyl", "floor", "column"}) rules.authorities.push_back({id, id, "s", 0});
  rules.lists = {{"steel", "Steel", "c", law::Grade::kA, {{*HsCode::parse("72"), {}}}}};
  law::Precedence splits;
  splits.lower = 1;  // fentanyl falls on what the metals leave
  splits.relation = law::Relation::kSplits;
  rules.precedence = {splits};
  const auto file = io::parse_toml(kMeasures, "small.toml");
  if (!file || !pack::read_measures(*file, rules) || !check_precedence(rules)) std::abort();
  rules.schedule = law::Schedule({
      {*HsCode::parse("72085100"), from("2025-01-01"), "Plate", {"kg"}, "Free", "", "20%"},
      {*HsCode::parse("73081000"), from("2025-01-01"), "Bridges", {"kg"}, "4.4¢/kg + 3%", "Free (S)", "45%"},
      {*HsCode::parse("24021080"), from("2025-01-01"), "Cigars", {"kg"}, "57¢/kg + 1.4%", "Free (S)", "$9.92/kg + 25%"},
  });
  return rules;
}

struct Query {
  law::Shipment shipment;
  std::vector<law::KnownFact> facts;
};

bool read_fact(const law::LawIndex& law, std::string_view text, Query& query) {
  const auto equals = text.find('=');
  const int known = equals == std::string_view::npos ? -1 : law.find_fact(text.substr(0, equals));
  if (known < 0) return false;
  auto value = law::parse_fact(law.fact(known), text.substr(equals + 1));
  if (!value && value.error().message.empty()) std::abort();
  if (!value || !query.shipment.facts.emplace(text.substr(0, equals), *value).second) return false;
  query.facts.push_back({known, *std::move(value)});
  return true;
}

bool read_query(const law::LawIndex& law, const std::vector<std::string_view>& fields, Query& query) {
  constexpr std::size_t kFixed = 5;
  if (fields.size() < kFixed) return false;
  const auto origin = Country::parse(fields[0]);
  const auto code = HsCode::parse_printed(fields[1]);
  const auto date = Date::parse(fields[2]);
  const auto value = Money::parse(fields[3]);
  if (!origin || !code || !date || !value) return false;
  query.shipment.origin = *origin;
  query.shipment.code = *code;
  query.shipment.date = *date;
  query.shipment.value = *value;
  for (const std::string_view text : core::split(fields[4], ';')) {
    if (core::trim(text).empty()) continue;
    auto quantity = Quantity::parse(core::trim(text));
    if (!quantity) return false;
    query.shipment.quantities.push_back(*std::move(quantity));
  }
  for (std::size_t i = kFixed; i < fields.size(); ++i) {
    if (!read_fact(law, fields[i], query)) return false;
  }
  return true;
}

void prices_alike(const law::LawIndex& law, law::Pricer& pricer, const Query& query) {
  const auto found = law::assess(law, query.shipment);
  if (!found && found.error().message.empty()) std::abort();
  if (found && found->low.total() > found->high.total()) std::abort();
  const law::Shipment& shipment = query.shipment;
  law::PriceQuery asked{shipment.origin, shipment.code,       shipment.date, {},
                        shipment.value,  shipment.quantities, query.facts};
  law::Price price;
  if (!pricer.price(asked, price)) return;
  if (!found || price.status != found->status || price.bounded != found->bounded) std::abort();
  if (price.duty_min != found->low.duty || price.duty_max != found->high.duty) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const law::RuleBase kRules = small_rules();
  static const law::LawIndex kLaw(kRules);
  static law::Pricer pricer(kLaw, std::size_t{1} << 22U);
  std::vector<std::string_view> fields;
  std::string unquoted;
  const std::string text(data, data + size);
  if (!io::split_record(text, fields, unquoted)) return 0;
  Query query;
  if (read_query(kLaw, fields, query)) prices_alike(kLaw, pricer, query);
  return 0;
}
