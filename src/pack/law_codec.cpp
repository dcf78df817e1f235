#include "pack/law_codec.hpp"

#include "pack/archive.hpp"
#include "pack/core_fields.hpp"

namespace trilat::law {

template <class Archive>
void fields(Archive& a, Segment& segment) {
  a(segment.effect, segment.known, segment.rate.text, segment.base, segment.base_content, segment.base_share,
    segment.citation, segment.grade, segment.note);
  if constexpr (Archive::kReading) segment.rate = parse_duty_rate(segment.rate.text);
}

template <class Archive>
void fields(Archive& a, ProductScope& scope) {
  a(scope.all, scope.lists, scope.except_lists);
}

template <class Archive>
void fields(Archive& a, Measure& measure) {
  a(measure.heading, measure.title, measure.authority, measure.effect, measure.origins, measure.products,
    measure.when_text, measure.instead_of, measure.segments, measure.source);
}

template <class Archive>
void fields(Archive& a, CodeList::Row& row) {
  a(row.prefix, row.effect);
}

template <class Archive>
void fields(Archive& a, CodeList& list) {
  a(list.name, list.title, list.citation, list.grade, list.rows);
}

template <class Archive>
void fields(Archive& a, Authority& authority) {
  a(authority.id, authority.title, authority.statute, authority.filing_rank, authority.several, authority.of_schedule,
    authority.called);
}

template <class Archive>
void fields(Archive& a, Precedence& rule) {
  a(rule.higher, rule.lower, rule.lower_only, rule.relation, rule.only_when_owed, rule.effect, rule.known,
    rule.citation, rule.grade, rule.note, rule.source);
}

template <class Archive>
void fields(Archive& a, FactDefinition& fact) {
  a(fact.name, fact.kind, fact.assume_false, fact.question, fact.choices, fact.complement_of, fact.apart, fact.whole);
}

template <class Archive>
void fields(Archive& a, ReferenceRule& rule) {
  a(rule.prefix, rule.free_suffix, rule.free_origins, rule.quota_suffix);
}

template <class Archive>
void fields(Archive& a, Preference& preference) {
  a(preference.claim, preference.title, preference.origins, preference.effect, preference.programmes,
    preference.references, preference.citation, preference.grade, preference.late_claim_years,
    preference.late_claim_citation);
}

template <class Archive>
void fields(Archive& a, ScheduleRow& row) {
  a(row.code, row.effect, row.description, row.units, row.general, row.special, row.column_2, row.evidence);
}

template <class Archive>
void fields(Archive& a, StatedDuty& duty) {
  a(duty.name, duty.fact, duty.title, duty.citation, duty.grade);
}

template <class Archive>
void fields(Archive& a, Fee::Segment& segment) {
  bool has_least = segment.least.has_value(), has_greatest = segment.greatest.has_value();
  Money least = segment.least.value_or(Money{}), greatest = segment.greatest.value_or(Money{});
  a(segment.effect, segment.rate, has_least, least, has_greatest, greatest, segment.citation, segment.grade,
    segment.note);
  if (has_least) segment.least = least;
  if (has_greatest) segment.greatest = greatest;
}

template <class Archive>
void fields(Archive& a, Fee& fee) {
  a(fee.name, fee.title, fee.base, fee.free_when_text, fee.free_for, fee.free_citation, fee.segments);
}

template <class Archive>
void fields(Archive& a, SpecialEntry& entry) {
  a(entry.provision, entry.title, entry.free, entry.whole_value_for, entry.citation, entry.grade);
}

template <class Archive>
void fields(Archive& a, RemedyOrder& order) {
  a(order.title, order.origins, order.products, order.effect, order.citation, order.grade);
}

template <class Archive>
void fields(Archive& a, StruckDown& fallen) {
  a(fallen.authorities, fallen.decided, fallen.ended, fallen.citation, fallen.grade);
}

template <class Archive>
void fields(Archive& a, OtherAgreement& agreement) {
  a(agreement.title, agreement.programmes, agreement.origins);
}

template <class Archive>
void fields(Archive& a, LineEvidence& evidence) {
  bool apart = evidence.special_grade.has_value();
  Grade special = evidence.special_grade.value_or(evidence.grade);
  a(evidence.key, evidence.citation, evidence.grade, evidence.note, apart, special, evidence.special_note);
  if constexpr (Archive::kReading) {
    if (apart) evidence.special_grade = special;
  }
}

template <class Archive>
void fields(Archive& a, QuotaLevel& level) {
  bool held = level.quantity.has_value(), shared = level.country_share.has_value();
  Quantity quantity = level.quantity.value_or(Quantity{});
  std::string unit = quantity.unit.to_string();
  Rate share = level.country_share.value_or(Rate{});
  a(level.authority, level.goods, level.pool, level.list, level.period, held, quantity.raw, unit, shared, share,
    level.citation, level.grade);
  if constexpr (Archive::kReading) {
    if (held) level.quantity = Quantity{quantity.raw, Unit::parse(unit).value_or(Unit{})};
    if (shared) level.country_share = share;
  }
}

template <class Archive>
void fields(Archive& a, OfficialTable::Special& special) {
  a(special.columns, special.programmes);
}

template <class Archive>
void fields(Archive& a, OfficialTable& table) {
  a(table.code, table.description, table.general, table.column_2, table.units, table.special, table.free, table.no_rate,
    table.bare_percent);
}

template <class Archive>
void fields(Archive& a, RuleBase& rules) {
  a(rules.importer, rules.currency, rules.whole_units, rules.value_with_freight, rules.official_table, rules.recorded,
    rules.groups, rules.column_2_origins, rules.column_2_citation, rules.schedule_citation, rules.schedule_grade,
    rules.evidence, rules.item_digits, rules.quotas, rules.preferences, rules.other_agreements, rules.facts,
    rules.authorities, rules.lists, rules.measures, rules.precedence, rules.extras.stated_duties, rules.extras.fees,
    rules.extras.special_entries, rules.extras.orders, rules.extras.struck_down);
}

}  // namespace trilat::law

namespace trilat::pack {

std::string encode_law(const law::RuleBase& rules) {
  law::RuleBase copy = rules;
  std::vector<law::ScheduleRow> rows = rules.schedule.rows();
  std::string title = rules.schedule.title();
  ArchiveWriter writer;
  writer(copy, title, rows);
  return writer.bytes();
}

Result<law::RuleBase> decode_law(std::string_view bytes) {
  law::RuleBase rules;
  std::vector<law::ScheduleRow> rows;
  std::string title;
  ArchiveReader reader(bytes);
  reader(rules, title, rows);
  if (reader.failed() || !reader.at_end()) {
    return fail(ErrorCode::kDataDamaged, "the law in the data pack cannot be read",
                "compile the pack again with this program");
  }
  for (law::Measure& measure : rules.measures) {
    if (measure.when_text.empty()) continue;
    TRILAT_TRY(measure.when, law::parse_condition(measure.when_text, rules.facts));
  }
  for (law::Fee& fee : rules.extras.fees) {
    if (fee.free_when_text.empty()) continue;
    TRILAT_TRY(fee.free_when, law::parse_condition(fee.free_when_text, rules.facts));
  }
  rules.schedule = law::Schedule(std::move(rows), std::move(title));
  return rules;
}

}  // namespace trilat::pack
