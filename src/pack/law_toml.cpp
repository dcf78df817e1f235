#include "pack/law_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.hpp"
#include "io/csv.hpp"
#include "io/toml.hpp"
#include "pack/extras_toml.hpp"
#include "pack/toml_words.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, law::FactKind, std::less<>> kFactKinds = {
    {"flag", law::FactKind::kFlag},       {"content", law::FactKind::kContent}, {"share", law::FactKind::kShare},
    {"country", law::FactKind::kCountry}, {"date", law::FactKind::kDate},       {"choice", law::FactKind::kChoice},
    {"rate", law::FactKind::kRate}};
const std::map<std::string, law::Effect, std::less<>> kEffects = {
    {"charge", law::Effect::kCharge},     {"top_up", law::Effect::kTopUp},
    {"exempt", law::Effect::kExempt},     {"exempt_part", law::Effect::kExemptPart},
    {"prohibit", law::Effect::kProhibit}, {"not_loaded", law::Effect::kNotLoaded}};
const std::map<std::string, law::Relation, std::less<>> kRelations = {
    {"displaces", law::Relation::kDisplaces}, {"splits", law::Relation::kSplits}, {"adds", law::Relation::kAdds}};
const std::map<std::string, law::Several, std::less<>> kSeveral = {{"sum", law::Several::kSum},
                                                                   {"lowest", law::Several::kLowest}};
// Reads one importer's files, in the order in which they refer to each other.
class LawReader {
 public:
  explicit LawReader(fs::path folder) : folder_(std::move(folder)) {}

  Result<law::RuleBase> read(const fs::path& schedule) {
    TRILAT_CHECK(read_importer());
    TRILAT_CHECK(read_facts());
    TRILAT_CHECK(read_lists());
    TRILAT_TRY(const io::Node precedence, io::read_toml(folder_ / "precedence.toml"));
    TRILAT_CHECK(read_authorities(precedence));
    TRILAT_CHECK(read_precedence(precedence));
    TRILAT_TRY(const auto files, measure_files());
    for (const fs::path& file : files) TRILAT_CHECK(read_measures(file));
    TRILAT_CHECK(read_extras(folder_ / "extras.toml", rules_, groups_));
    TRILAT_CHECK(law::check_precedence(rules_));
    TRILAT_TRY(rules_.schedule, read_schedule(schedule));
    return std::move(rules_);
  }

 private:
  Status read_importer() {
    TRILAT_TRY(const io::Node file, io::read_toml(folder_ / "importer.toml"));
    TRILAT_CHECK(file.allow_only(
        {"importer", "currency", "whole_units", "recorded", "schedule", "column_2", "preference", "group"}));
    TRILAT_TRY(rules_.importer, country_at(file, "importer"));
    TRILAT_TRY(rules_.currency, file.string_at("currency"));
    TRILAT_TRY(const auto whole, file.maybe_bool("whole_units"));
    rules_.whole_units = whole.value_or(false);
    TRILAT_TRY(const io::Node* recorded, file.require("recorded"));
    TRILAT_TRY(rules_.recorded, interval(*recorded, "from", "until"));
    TRILAT_TRY(const io::Node* schedule, file.require("schedule"));
    TRILAT_TRY(rules_.schedule_citation, schedule->string_at("cite"));
    TRILAT_TRY(rules_.schedule_grade, one_of_at(*schedule, "grade", kGrades, law::Grade::kC));
    TRILAT_TRY(const io::Array* groups, file.maybe_array("group"));
    if (groups != nullptr) {
      for (const io::Node& group : *groups) {
        TRILAT_TRY(const std::string name, group.string_at("name"));
        TRILAT_TRY(groups_[name], countries_at(group, "members", false));
      }
    }
    if (const io::Node* column = file.find("column_2")) {
      TRILAT_TRY(rules_.column_2_origins, countries_at(*column, "origins", false));
      TRILAT_TRY(rules_.column_2_citation, column->string_at("cite"));
    }
    return read_preferences(file);
  }

  Status read_preferences(const io::Node& file) {
    TRILAT_TRY(const io::Array* preferences, file.maybe_array("preference"));
    if (preferences == nullptr) return {};
    for (const io::Node& node : *preferences) {
      TRILAT_CHECK(node.allow_only({"claim", "title", "origins", "programmes", "reference", "cite", "grade"}));
      law::Preference preference;
      TRILAT_TRY(preference.claim, node.string_at("claim"));
      TRILAT_TRY(preference.title, node.string_at("title"));
      TRILAT_TRY(preference.origins, countries_at(node, "origins", false));
      TRILAT_TRY(preference.programmes, node.strings_at("programmes"));
      TRILAT_TRY(preference.citation, node.string_at("cite"));
      TRILAT_TRY(preference.references, references_at(node));
      TRILAT_TRY(preference.grade, one_of_at(node, "grade", kGrades, law::Grade::kC));
      rules_.preferences.push_back(std::move(preference));
    }
    return {};
  }

  Result<std::vector<law::ReferenceRule>> references_at(const io::Node& preference) {
    std::vector<law::ReferenceRule> references;
    TRILAT_TRY(const io::Array* nodes, preference.maybe_array("reference"));
    if (nodes == nullptr) return references;
    for (const io::Node& node : *nodes) {
      TRILAT_CHECK(node.allow_only({"prefix", "free_suffix", "free_origins", "quota_suffix"}));
      law::ReferenceRule rule;
      TRILAT_TRY(rule.prefix, node.string_at("prefix"));
      TRILAT_TRY(rule.free_suffix, node.string_at("free_suffix"));
      TRILAT_TRY(rule.free_origins, countries_at(node, "free_origins", false));
      TRILAT_TRY(rule.quota_suffix, node.string_at("quota_suffix"));
      references.push_back(std::move(rule));
    }
    return references;
  }

  Result<Country> country_at(const io::Node& table, std::string_view key) {
    TRILAT_TRY(const io::Node* node, table.require(key));
    TRILAT_TRY(const std::string code, node->as_string());
    return node->placed(Country::parse(code));
  }

  Result<CountrySet> countries_at(const io::Node& table, std::string_view key, bool all_when_absent) {
    return read_countries(table, key, all_when_absent, rules_.importer, groups_);
  }

  Status read_facts() {
    TRILAT_TRY(const io::Node file, io::read_toml(folder_ / "facts.toml"));
    TRILAT_TRY(const io::Array* facts, file.array_at("fact"));
    for (const io::Node& node : *facts) {
      TRILAT_CHECK(node.allow_only({"name", "kind", "choices", "unsaid", "question", "complement_of", "apart"}));
      law::FactDefinition fact;
      TRILAT_TRY(fact.name, node.string_at("name"));
      TRILAT_TRY(fact.kind, one_of_at(node, "kind", kFactKinds, law::FactKind::kFlag));
      TRILAT_TRY(fact.choices, node.maybe_strings("choices"));
      TRILAT_TRY(fact.question, node.string_at("question"));
      TRILAT_TRY(const auto complement, node.maybe_string("complement_of"));
      fact.complement_of = complement.value_or("");
      TRILAT_TRY(const auto apart, node.maybe_bool("apart"));
      fact.apart = apart.value_or(false);
      TRILAT_TRY(fact.assume_false, one_of_at(node, "unsaid", {{"ask", false}, {"assume_false", true}}, false));
      if (rules_.find_fact(fact.name) != nullptr)
        return node.refuse(fmt::format("fact '{}' is declared twice", fact.name));
      rules_.facts.push_back(std::move(fact));
    }
    return {};
  }

  Status read_lists() {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_ / "lists", error)) {
      if (entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) TRILAT_CHECK(read_list(file));
    return {};
  }

  Status read_list(const fs::path& path) {
    const io::CsvColumns columns{.required = {"code", "from", "until"}, .allow_others = false};
    TRILAT_TRY(const io::CsvTable table, io::read_csv(path, columns));
    law::CodeList list;
    list.name = path.stem().string();
    std::string grade = "C";
    for (const std::string& comment : table.comments()) {
      for (const auto& [key, field] :
           {std::pair{"title:", &list.title}, {"cite:", &list.citation}, {"grade:", &grade}}) {
        if (comment.starts_with(key))
          *field = core::trim(std::string_view(comment).substr(std::string_view(key).size()));
      }
    }
    if (list.title.empty() || list.citation.empty()) {
      return bad_input("a code list needs '# title:' and '# cite:' lines", "add them above the header",
                       {path.string(), 1, 1});
    }
    if (const auto at = kGrades.find(grade); at != kGrades.end()) list.grade = at->second;
    for (const io::CsvRow& row : table) {
      law::CodeList::Row entry;
      TRILAT_TRY(entry.prefix, row.placed("code", HsCode::parse(row["code"])));
      TRILAT_TRY(entry.effect.from, row.placed("from", Date::parse(row["from"])));
      if (!row["until"].empty()) {
        TRILAT_TRY(entry.effect.until, row.placed("until", Date::parse(row["until"])));
      }
      entry.line = row.line();
      if (entry.effect.empty()) return row.refuse("until", "'until' is not after 'from'", "put the dates in order");
      list.rows.push_back(entry);
    }
    std::stable_sort(list.rows.begin(), list.rows.end(),
                     [](const auto& a, const auto& b) { return a.prefix < b.prefix; });
    rules_.lists.push_back(std::move(list));
    return {};
  }

  Status read_authorities(const io::Node& file) {
    TRILAT_CHECK(file.allow_only({"authority", "rule"}));
    TRILAT_TRY(const io::Array* authorities, file.array_at("authority"));
    for (const io::Node& node : *authorities) {
      TRILAT_CHECK(node.allow_only({"id", "title", "statute", "filing_rank", "several", "in_force"}));
      law::Authority authority;
      TRILAT_TRY(authority.id, node.string_at("id"));
      TRILAT_TRY(authority.title, node.string_at("title"));
      TRILAT_TRY(const auto statute, node.maybe_string("statute"));
      authority.statute = statute.value_or("");
      TRILAT_TRY(const std::int64_t rank, node.integer_at("filing_rank"));
      authority.filing_rank = static_cast<int>(rank);
      TRILAT_TRY(authority.several, one_of_at(node, "several", kSeveral, law::Several::kSum));
      TRILAT_TRY(authority.in_force, spans_at(node, "in_force"));
      authority.source = node.position().to_string();
      if (rules_.find_authority(authority.id) >= 0)
        return node.refuse(fmt::format("authority '{}' is declared twice", authority.id));
      rules_.authorities.push_back(std::move(authority));
    }
    return {};
  }

  static Result<std::vector<Interval>> spans_at(const io::Node& table, std::string_view key) {
    std::vector<Interval> spans;
    TRILAT_TRY(const io::Array* nodes, table.maybe_array(key));
    if (nodes == nullptr) return spans;
    for (const io::Node& node : *nodes) {
      TRILAT_CHECK(node.allow_only({"from", "until"}));
      TRILAT_TRY(const Interval span, interval(node, "from", "until"));
      spans.push_back(span);
    }
    return spans;
  }

  Result<std::vector<int>> authorities_at(const io::Node& table, std::string_view key) {
    TRILAT_TRY(const io::Node* node, table.require(key));
    TRILAT_TRY(const auto names, node->as_strings());
    std::vector<int> found;
    for (const std::string& name : names) {
      const int authority = rules_.find_authority(name);
      if (authority < 0)
        return unknown(*node, "authority", name, [this] {
          std::vector<std::string> known;
          for (const auto& entry : rules_.authorities) known.push_back(entry.id);
          return known;
        }());
      found.push_back(authority);
    }
    return found;
  }

  static tl::unexpected<Error> unknown(const io::Node& node, std::string_view what, const std::string& name,
                                       const std::vector<std::string>& known) {
    const std::string near = core::nearest(name, known);
    return node.refuse(
        fmt::format("{} '{}' is not declared", what, name),
        near.empty() ? fmt::format("declare it, or use a declared {}", what) : fmt::format("did you mean '{}'?", near));
  }

  Status read_precedence(const io::Node& file) {
    TRILAT_TRY(const io::Array* rules, file.maybe_array("rule"));
    if (rules == nullptr) return {};
    for (const io::Node& node : *rules) {
      TRILAT_CHECK(node.allow_only({"higher", "lower", "lower_only", "relation", "engaged", "from", "until",
                                    "published", "withdrawn", "cite", "grade", "note"}));
      law::Precedence rule;
      TRILAT_TRY(const auto higher, authorities_at(node, "higher"));
      TRILAT_TRY(const auto lower, authorities_at(node, "lower"));
      TRILAT_TRY(rule.lower_only, node.maybe_strings("lower_only"));
      TRILAT_TRY(const io::Node* relation, node.require("relation"));
      TRILAT_TRY(rule.relation, one_of(*relation, kRelations));
      TRILAT_TRY(rule.only_when_owed, one_of_at(node, "engaged", {{"subject", false}, {"owed", true}}, false));
      TRILAT_TRY(rule.effect, interval(node, "from", "until"));
      TRILAT_TRY(rule.known, interval(node, "published", "withdrawn"));
      TRILAT_TRY(rule.citation, node.string_at("cite"));
      TRILAT_TRY(const io::Node* grade, node.require("grade"));
      TRILAT_TRY(rule.grade, one_of(*grade, kGrades));
      TRILAT_TRY(const auto note, node.maybe_string("note"));
      rule.note = note.value_or("");
      rule.source = node.position().to_string();
      for (rule.higher = 0; const int above : higher) {
        for (const int below : lower) {
          rule.higher = above;
          rule.lower = below;
          rules_.precedence.push_back(rule);
        }
      }
    }
    return {};
  }

  Result<std::vector<fs::path>> measure_files() const {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
      const std::string name = entry.path().filename().string();
      const bool shared =
          name == "importer.toml" || name == "facts.toml" || name == "precedence.toml" || name == "extras.toml";
      if (entry.path().extension() == ".toml" && !shared) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  Status read_measures(const fs::path& path) {
    TRILAT_TRY(const io::Node file, io::read_toml(path));
    TRILAT_CHECK(file.allow_only({"title", "importer", "authority", "summary", "measure"}));
    TRILAT_TRY(const Country importer, country_at(file, "importer"));
    if (importer != rules_.importer) {
      return file.refuse(fmt::format("importer {} in the folder of {}", importer.code(), rules_.importer.code()),
                         "move the file to its importer's folder");
    }
    TRILAT_TRY(const io::Array* measures, file.array_at("measure"));
    for (const io::Node& node : *measures) TRILAT_CHECK(read_measure(file, node));
    return {};
  }

  Status read_measure(const io::Node& file, const io::Node& node) {
    TRILAT_CHECK(
        node.allow_only({"heading", "title", "authority", "origins", "except_origins", "products", "except_products",
                         "when", "instead_of", "effect", "part", "segment", "cite", "grade"}));
    law::Measure measure;
    TRILAT_TRY(measure.heading, node.string_at("heading"));
    TRILAT_TRY(measure.title, node.string_at("title"));
    TRILAT_TRY(const auto authority, authorities_at(node.find("authority") != nullptr ? node : file, "authority"));
    measure.authority = authority.front();
    TRILAT_TRY(measure.effect, one_of_at(node, "effect", kEffects, law::Effect::kCharge));
    TRILAT_TRY(measure.origins, countries_at(node, "origins", true));
    TRILAT_TRY(const CountrySet except, countries_at(node, "except_origins", false));
    measure.origins -= except;
    TRILAT_TRY(measure.products.lists, lists_at(node, "products"));
    TRILAT_TRY(measure.products.except_lists, lists_at(node, "except_products"));
    measure.products.all = node.find("products") == nullptr;
    TRILAT_TRY(measure.instead_of, node.maybe_strings("instead_of"));
    TRILAT_TRY(const auto when, node.maybe_string("when"));
    measure.when_text = when.value_or("");
    if (when) {
      TRILAT_TRY(measure.when, node.find("when")->placed(law::parse_condition(*when, rules_.facts)));
    }
    measure.source = node.position().to_string();
    TRILAT_TRY(const auto part, node.maybe_string("part"));
    TRILAT_TRY(const io::Array* segments, node.array_at("segment"));
    for (const io::Node& segment : *segments) TRILAT_CHECK(read_segment(node, segment, part.value_or(""), measure));
    TRILAT_CHECK(check_segments(node, measure));
    rules_.measures.push_back(std::move(measure));
    return {};
  }

  Result<std::vector<int>> lists_at(const io::Node& node, std::string_view key) {
    TRILAT_TRY(const auto names, node.maybe_strings(key));
    std::vector<int> found;
    for (const std::string& name : names) {
      const int list = rules_.find_list(name);
      if (list < 0)
        return unknown(*node.find(key), "code list", name, [this] {
          std::vector<std::string> known;
          for (const auto& entry : rules_.lists) known.push_back(entry.name);
          return known;
        }());
      found.push_back(list);
    }
    return found;
  }

  Status read_segment(const io::Node& measure_node, const io::Node& node, const std::string& part,
                      law::Measure& measure) {
    TRILAT_CHECK(node.allow_only(
        {"from", "until", "rate", "on", "on_rest_after", "published", "withdrawn", "cite", "grade", "note"}));
    law::Segment segment;
    TRILAT_CHECK(node.require("from"));
    TRILAT_TRY(segment.effect, interval(node, "from", "until"));
    TRILAT_TRY(segment.known, interval(node, "published", "withdrawn"));
    TRILAT_TRY(const auto rate, node.maybe_string("rate"));
    const bool duty = measure.effect == law::Effect::kCharge || measure.effect == law::Effect::kTopUp;
    if (duty != rate.has_value()) {
      return node.refuse(duty ? "a duty needs a 'rate'" : "only a duty has a 'rate'", "see law/README.md");
    }
    if (rate) segment.rate = law::parse_duty_rate(*rate);
    if (rate && segment.rate.kind != law::DutyRate::Kind::kPriced) {
      return node.refuse(fmt::format("'{}' cannot be read as a rate", *rate),
                         "write it as in '25%' or '4.4¢/kg + 3.7%'");
    }
    TRILAT_TRY(const auto on, node.maybe_string("on"));
    TRILAT_TRY(const auto rest, node.maybe_string("on_rest_after"));
    segment.base = on ? law::BaseKind::kContent : rest ? law::BaseKind::kRemainder : law::BaseKind::kFullValue;
    segment.base_content = on ? *on : rest ? *rest : part;
    if (!segment.base_content.empty() && rules_.find_fact(segment.base_content) == nullptr) {
      return node.refuse(fmt::format("fact '{}' is not declared", segment.base_content), "declare it in facts.toml");
    }
    // its own, or the measure's; where both lack it, the segment is refused
    const bool common_cite = node.find("cite") == nullptr && measure_node.find("cite") != nullptr;
    const io::Node& cite = common_cite ? measure_node : node;
    TRILAT_TRY(segment.citation, cite.string_at("cite"));
    const bool common_grade = node.find("grade") == nullptr && measure_node.find("grade") != nullptr;
    const io::Node& grade = common_grade ? measure_node : node;
    TRILAT_TRY(const io::Node* grade_node, grade.require("grade"));
    TRILAT_TRY(segment.grade, one_of(*grade_node, kGrades));
    TRILAT_TRY(const auto note, node.maybe_string("note"));
    segment.note = note.value_or("");
    measure.segments.push_back(std::move(segment));
    return {};
  }

  static Status check_segments(const io::Node& node, const law::Measure& measure) {
    if (measure.segments.empty()) return node.refuse("a measure needs at least one segment");
    for (std::size_t i = 0; i < measure.segments.size(); ++i) {
      for (std::size_t j = i + 1; j < measure.segments.size(); ++j) {
        const law::Segment& a = measure.segments[i];
        const law::Segment& b = measure.segments[j];
        if (a.effect.overlaps(b.effect) && a.known.overlaps(b.known)) {
          return node.refuse(fmt::format("segments of {} overlap: {} and {}", measure.heading, a.effect.to_string(),
                                         b.effect.to_string()),
                             "end the earlier one where the later one begins");
        }
      }
    }
    return {};
  }

  fs::path folder_;
  law::RuleBase rules_;
  std::map<std::string, CountrySet> groups_;
};

}  // namespace

Result<law::Schedule> read_schedule(const fs::path& path) {
  const io::CsvColumns columns{
      .required = {"code", "from", "until", "units", "general", "special", "column_2", "description"}};
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, columns));
  std::vector<law::ScheduleRow> rows;
  rows.reserve(table.size());
  for (const io::CsvRow& line : table) {
    law::ScheduleRow row;
    TRILAT_TRY(row.code, line.placed("code", HsCode::parse(line["code"])));
    TRILAT_TRY(row.effect.from, line.placed("from", Date::parse(line["from"])));
    if (!line["until"].empty()) {
      TRILAT_TRY(row.effect.until, line.placed("until", Date::parse(line["until"])));
    }
    for (const auto unit : core::split(line["units"], ';')) {
      if (!unit.empty()) row.units.emplace_back(unit);
    }
    row.general = line["general"];
    row.special = line["special"];
    row.column_2 = line["column_2"];
    row.description = line["description"];
    rows.push_back(std::move(row));
  }
  const std::string title = table.comments().empty() ? path.stem().string() : table.comments().front();
  return law::Schedule(std::move(rows), title);
}

Result<law::RuleBase> read_law(const fs::path& law, const fs::path& schedule) { return LawReader(law).read(schedule); }

}  // namespace trilat::pack
