#include "engine/change_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "law/condition_words.hpp"

namespace trilat {
namespace {

std::vector<std::string> printed(const std::vector<HsCode>& codes) {
  std::vector<std::string> texts;
  for (const HsCode code : codes) texts.push_back(code.to_printed());
  return texts;
}

std::vector<std::string> codes_of(CountrySet origins, const CountrySet& without) {
  origins -= without;
  std::vector<std::string> texts;
  for (const Country country : origins.members()) texts.push_back(country.to_string());
  return texts;
}

// ---- measures

std::string base_words(const law::Segment& segment) {
  if (segment.base == law::BaseKind::kContent) return " on " + segment.base_content;
  if (segment.base == law::BaseKind::kShare)
    return fmt::format(" on {} of the value", segment.base_share.to_percent_string());
  if (segment.base == law::BaseKind::kRemainder) return " on what is left after " + segment.base_content;
  return {};
}

// "25%", "15% in total", "25% on steel_value", "exempt", "prohibited".
std::string terms_of(const law::Measure& measure, const law::Segment& segment) {
  switch (measure.effect) {
    case law::Effect::kCharge: return segment.rate.text + base_words(segment);
    case law::Effect::kTopUp: return segment.rate.text + " in total";
    case law::Effect::kReplace: return segment.rate.text + " in place of the goods' own rate";
    case law::Effect::kExempt: return "exempt";
    case law::Effect::kExemptPart: return "exempt for " + segment.base_content;
    case law::Effect::kProhibit: return "prohibited";
    case law::Effect::kNotLoaded: break;
  }
  return "not loaded";
}

std::string begins(const law::Measure& measure, const std::string& terms) {
  switch (measure.effect) {
    case law::Effect::kCharge:
    case law::Effect::kTopUp:
    case law::Effect::kReplace: return "begins at " + terms;
    case law::Effect::kExempt:
    case law::Effect::kExemptPart: return "relief begins: " + terms;
    case law::Effect::kProhibit: return "the prohibition begins";
    case law::Effect::kNotLoaded: break;
  }
  return "begins; its rate or list is not loaded";
}

std::string amended(const law::RuleBase& rules, const law::MeasureChange& change, const LawChange& words) {
  std::vector<std::string> parts;
  if (words.before != words.after) parts.push_back(fmt::format("{} becomes {}", words.before, words.after));
  if (change.before->when_text != change.after->when_text) {
    parts.push_back(change.after->when_text.empty() ? "its condition falls away"
                                                    : "applies where " + law::in_words(rules, change.after->when));
  }
  if (!words.origins_added.empty() || !words.origins_removed.empty()) parts.emplace_back("its origins change");
  if (change.before->instead_of != change.after->instead_of) {
    parts.push_back(change.after->instead_of.empty()
                        ? "stands in no other heading's place"
                        : fmt::format("stands in the place of {}", fmt::join(change.after->instead_of, ", ")));
  }
  if (parts.empty()) parts.emplace_back("names other goods");
  return fmt::format("{}", fmt::join(parts, "; "));
}

void say(const law::RuleBase& rules, const law::MeasureChange& change, LawChange& words) {
  if (change.segment_before == nullptr) {
    words.kind = change.by_lists ? "scope_changed" : "measure_begun";
    words.words =
        change.by_lists ? "names the goods from this day: " + words.after : begins(*change.after, words.after);
    return;
  }
  if (change.segment_after == nullptr) {
    words.kind = change.by_lists ? "scope_changed" : "measure_ended";
    words.words =
        change.by_lists ? "names the goods no longer: " + words.before : fmt::format("ends (was {})", words.before);
    return;
  }
  words.kind = !change.terms ? "scope_changed" : words.before != words.after ? "rate_changed" : "terms_changed";
  words.words = amended(rules, change, words);
}

LawChange in_words(const law::RuleBase& rules, const law::MeasureChange& change) {
  LawChange words;
  const law::Measure& measure = *(change.after != nullptr ? change.after : change.before);
  const law::Segment& segment = *(change.after != nullptr ? change.segment_after : change.segment_before);
  const law::Authority& authority = rules.authorities[static_cast<std::size_t>(measure.authority)];
  words.since = change.since;
  words.authority = authority.id;
  words.authority_title = authority.title;
  words.heading = measure.heading;
  words.title = measure.title;
  words.citation = segment.citation;
  words.grade = static_cast<char>(segment.grade);
  words.note = segment.note;
  if (change.before != nullptr) words.before = terms_of(*change.before, *change.segment_before);
  if (change.after != nullptr) words.after = terms_of(*change.after, *change.segment_after);
  if (change.before != nullptr && change.after != nullptr) {
    words.origins_added = codes_of(change.after->origins, change.before->origins);
    words.origins_removed = codes_of(change.before->origins, change.after->origins);
  }
  words.codes_added = printed(change.added);
  words.codes_removed = printed(change.removed);
  say(rules, change, words);
  return words;
}

// ---- precedence

std::string relation_words(const law::RuleBase& rules, const law::Precedence& rule) {
  const std::string& higher = rules.authorities[static_cast<std::size_t>(rule.higher)].title;
  std::string lower = rules.authorities[static_cast<std::size_t>(rule.lower)].title;
  if (!rule.lower_only.empty()) lower += fmt::format(" ({})", fmt::join(rule.lower_only, ", "));
  const char* owed = rule.only_when_owed ? " where it is owed" : "";
  switch (rule.relation) {
    case law::Relation::kDisplaces: return fmt::format("{} displaces {}{}", higher, lower, owed);
    case law::Relation::kSplits: return fmt::format("{} takes its part of the value out of {}{}", higher, lower, owed);
    case law::Relation::kAdds: break;
  }
  return fmt::format("{} and {} are both due", higher, lower);
}

LawChange in_words(const law::RuleBase& rules, const law::PrecedenceChange& change) {
  LawChange words;
  const law::Precedence& rule = *(change.after != nullptr ? change.after : change.before);
  const law::Authority& higher = rules.authorities[static_cast<std::size_t>(rule.higher)];
  const law::Authority& lower = rules.authorities[static_cast<std::size_t>(rule.lower)];
  words.since = change.since;
  words.authority = fmt::format("{} / {}", higher.id, lower.id);
  words.authority_title = fmt::format("{} / {}", higher.title, lower.title);
  words.title = "precedence";
  words.citation = rule.citation;
  words.grade = static_cast<char>(rule.grade);
  words.note = rule.note;
  if (change.before != nullptr) words.before = relation_words(rules, *change.before);
  if (change.after != nullptr) words.after = relation_words(rules, *change.after);
  if (change.before == nullptr) {
    words.kind = "precedence_begun";
    words.words = words.after;
  } else if (change.after == nullptr) {
    words.kind = "precedence_ended";
    words.words = "no longer: " + words.before;
  } else {
    words.kind = "precedence_changed";
    words.words = fmt::format("{}; before, {}", words.after, words.before);
  }
  return words;
}

// ---- schedule and fees

std::string columns(const law::RuleBase& rules, const law::ScheduleRow& row) {
  const auto line = rules.schedule.find(row.code, row.effect.from);
  const std::string general = line ? line->general.text : row.general;
  const std::string special = line ? line->special : row.special;
  const std::string column_2 = line ? line->column_2.text : row.column_2;
  return fmt::format("general {}; special {}; column 2 {}", general.empty() ? "none" : general,
                     special.empty() ? "none" : special, column_2.empty() ? "none" : column_2);
}

LawChange in_words(const law::RuleBase& rules, const law::LineChange& change) {
  LawChange words;
  const law::ScheduleRow& row = *(change.after != nullptr ? change.after : change.before);
  words.since = change.since;
  words.authority = "schedule";
  words.authority_title = "Schedule";
  words.heading = row.code.to_printed();
  words.title = row.description;
  words.citation = rules.schedule_citation;
  words.grade = static_cast<char>(rules.schedule_grade);
  if (change.before != nullptr) words.before = columns(rules, *change.before);
  if (change.after != nullptr) words.after = columns(rules, *change.after);
  if (change.before == nullptr) {
    words.kind = "line_added";
    words.words = "is added: " + words.after;
  } else if (change.after == nullptr) {
    words.kind = "line_removed";
    words.words = "is taken out (was " + words.before + ")";
  } else {
    words.kind = "line_rerated";
    words.words = fmt::format("{} becomes {}", words.before, words.after);
  }
  return words;
}

std::string fee_terms(const law::Fee::Segment& segment) {
  std::string text = segment.rate.to_percent_string();
  if (segment.least) text += fmt::format(", at least {}", segment.least->to_display());
  if (segment.greatest) text += fmt::format(", at most {}", segment.greatest->to_display());
  return text;
}

LawChange in_words(const law::FeeChange& change) {
  LawChange words;
  const law::Fee::Segment& segment = *(change.after != nullptr ? change.after : change.before);
  words.kind = "fee_changed";
  words.since = change.since;
  words.authority = "fee";
  words.authority_title = "Fees";
  words.heading = change.fee->name;
  words.title = change.fee->title;
  words.citation = segment.citation;
  words.grade = static_cast<char>(segment.grade);
  words.note = segment.note;
  if (change.before != nullptr) words.before = fee_terms(*change.before);
  if (change.after != nullptr) words.after = fee_terms(*change.after);
  words.words = fmt::format("{} becomes {}", words.before.empty() ? "not held" : words.before,
                            words.after.empty() ? "not held" : words.after);
  return words;
}

}  // namespace

std::vector<LawChange> in_words(const law::RuleBase& rules, const law::LawChanges& changes) {
  std::vector<LawChange> words;
  for (const auto& change : changes.measures) words.push_back(in_words(rules, change));
  for (const auto& change : changes.precedence) words.push_back(in_words(rules, change));
  for (const auto& change : changes.lines) words.push_back(in_words(rules, change));
  for (const auto& change : changes.fees) words.push_back(in_words(change));
  return words;
}

std::string sentence(const LawChange& change) {
  return change.heading.empty() ? change.words : change.heading + " " + change.words;
}

void write_members(io::JsonWriter& json, const LawChange& change) {
  json.field("kind", change.kind).field("since", change.since.to_string());
  json.field("authority", change.authority).field("authority_title", change.authority_title);
  json.field("heading", change.heading).field("title", change.title);
  json.field("before", change.before).field("after", change.after).field("words", change.words);
  for (const auto& [key, texts] : {std::pair{"origins_added", &change.origins_added},
                                   {"origins_removed", &change.origins_removed},
                                   {"codes_added", &change.codes_added},
                                   {"codes_removed", &change.codes_removed}}) {
    json.key(key);
    write(json, *texts);
  }
  json.field("citation", change.citation).field("grade", std::string(1, change.grade)).field("note", change.note);
}

}  // namespace trilat
