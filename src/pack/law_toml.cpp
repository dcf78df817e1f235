#include "pack/law_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.hpp"
#include "io/csv.hpp"
#include "io/toml.hpp"
#include "pack/extras_toml.hpp"
#include "pack/measures_toml.hpp"
#include "pack/official_table_toml.hpp"
#include "pack/precedence_toml.hpp"
#include "pack/quotas_csv.hpp"
#include "pack/toml_words.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, law::FactKind, std::less<>> kFactKinds = {
    {"flag", law::FactKind::kFlag},       {"content", law::FactKind::kContent}, {"share", law::FactKind::kShare},
    {"country", law::FactKind::kCountry}, {"date", law::FactKind::kDate},       {"choice", law::FactKind::kChoice},
    {"rate", law::FactKind::kRate}};
// Reads one importer's files, in the order in which they refer to each other.
class LawReader {
 public:
  explicit LawReader(fs::path folder) : folder_(std::move(folder)) {}

  Result<law::RuleBase> read(const fs::path& schedule) {
    TRILAT_CHECK(read_importer());
    TRILAT_CHECK(read_facts());
    TRILAT_CHECK(read_lists());
    TRILAT_TRY(const io::Node precedence, io::read_toml(folder_ / "precedence.toml"));
    TRILAT_CHECK(precedence.allow_only({"authority", "rule"}));
    TRILAT_CHECK(read_authorities(precedence, rules_));
    TRILAT_CHECK(read_precedence(precedence, rules_));
    TRILAT_TRY(const auto files, measure_files());
    for (const fs::path& path : files) {
      TRILAT_TRY(const io::Node file, io::read_toml(path));
      TRILAT_CHECK(read_measures(file, rules_));
    }
    TRILAT_CHECK(read_extras(folder_ / "extras.toml", rules_));
    TRILAT_CHECK(law::check_precedence(rules_));
    TRILAT_CHECK(read_quotas(folder_ / "quotas.csv", rules_));
    TRILAT_TRY(rules_.schedule, read_schedule(schedule, rules_.evidence));
    return std::move(rules_);
  }

 private:
  Status read_importer() {
    TRILAT_TRY(const io::Node file, io::read_toml(folder_ / "importer.toml"));
    TRILAT_CHECK(
        file.allow_only({"importer", "currency", "whole_units", "recorded", "schedule", "evidence", "item_digits",
                         "column_2", "preference", "other_agreement", "group", "value_basis", "official_table"}));
    TRILAT_TRY(rules_.importer, country_at(file, "importer"));
    TRILAT_TRY(rules_.currency, file.string_at("currency"));
    TRILAT_TRY(const auto whole, file.maybe_bool("whole_units"));
    rules_.whole_units = whole.value_or(false);
    TRILAT_TRY(rules_.value_with_freight, one_of_at(file, "value_basis", {{"fob", false}, {"cif", true}}, false));
    if (const io::Node* table = file.find("official_table")) {
      TRILAT_TRY(rules_.official_table, read_official_table(*table));
    }
    TRILAT_TRY(const io::Node* recorded, file.require("recorded"));
    TRILAT_TRY(rules_.recorded, interval(*recorded, "from", "until"));
    TRILAT_TRY(const io::Node* schedule, file.require("schedule"));
    TRILAT_TRY(rules_.schedule_citation, schedule->string_at("cite"));
    TRILAT_TRY(rules_.schedule_grade, one_of_at(*schedule, "grade", kGrades, law::Grade::kC));
    TRILAT_CHECK(read_evidence(file));
    TRILAT_TRY(const auto digits, file.maybe_integer("item_digits"));
    rules_.item_digits = static_cast<int>(digits.value_or(0));
    TRILAT_TRY(const io::Array* groups, file.maybe_array("group"));
    if (groups != nullptr) {
      for (const io::Node& group : *groups) {
        TRILAT_TRY(const std::string name, group.string_at("name"));
        TRILAT_CHECK(group.allow_only({"name", "members", "except"}));
        TRILAT_TRY(CountrySet members, countries_at(group, "members", false));
        TRILAT_TRY(const CountrySet except, countries_at(group, "except", false));
        members -= except;
        rules_.groups[name] = members;
      }
    }
    if (const io::Node* column = file.find("column_2")) {
      TRILAT_TRY(rules_.column_2_origins, countries_at(*column, "origins", false));
      TRILAT_TRY(rules_.column_2_citation, column->string_at("cite"));
    }
    TRILAT_CHECK(read_other_agreements(file));
    return read_preferences(file);
  }

  Status read_evidence(const io::Node& file) {
    TRILAT_TRY(const io::Array* entries, file.maybe_array("evidence"));
    if (entries == nullptr) return {};
    for (const io::Node& node : *entries) {
      TRILAT_CHECK(node.allow_only({"key", "cite", "grade", "note", "special_grade", "special_note"}));
      law::LineEvidence evidence;
      TRILAT_TRY(evidence.key, node.string_at("key"));
      TRILAT_TRY(evidence.citation, node.string_at("cite"));
      TRILAT_TRY(const io::Node* grade, node.require("grade"));
      TRILAT_TRY(evidence.grade, one_of(*grade, kGrades));
      TRILAT_TRY(const auto note, node.maybe_string("note"));
      evidence.note = note.value_or("");
      if (const io::Node* special = node.find("special_grade")) {
        TRILAT_TRY(evidence.special_grade, one_of(*special, kGrades));
      }
      TRILAT_TRY(const auto special_note, node.maybe_string("special_note"));
      evidence.special_note = special_note.value_or("");
      rules_.evidence.push_back(std::move(evidence));
    }
    return {};
  }

  Status read_other_agreements(const io::Node& file) {
    TRILAT_TRY(const io::Array* agreements, file.maybe_array("other_agreement"));
    if (agreements == nullptr) return {};
    for (const io::Node& node : *agreements) {
      TRILAT_CHECK(node.allow_only({"title", "programmes", "origins"}));
      law::OtherAgreement agreement;
      TRILAT_TRY(agreement.title, node.string_at("title"));
      TRILAT_TRY(agreement.programmes, node.strings_at("programmes"));
      TRILAT_TRY(agreement.origins, countries_at(node, "origins", false));
      rules_.other_agreements.push_back(std::move(agreement));
    }
    return {};
  }

  Status read_preferences(const io::Node& file) {
    TRILAT_TRY(const io::Array* preferences, file.maybe_array("preference"));
    if (preferences == nullptr) return {};
    for (const io::Node& node : *preferences) {
      TRILAT_CHECK(node.allow_only({"claim", "title", "origins", "from", "until", "programmes", "reference", "cite",
                                    "grade", "late_claim_years", "late_claim_cite"}));
      law::Preference preference;
      TRILAT_TRY(preference.effect, interval(node, "from", "until"));
      TRILAT_TRY(preference.claim, node.string_at("claim"));
      TRILAT_TRY(preference.title, node.string_at("title"));
      TRILAT_TRY(preference.origins, countries_at(node, "origins", false));
      TRILAT_TRY(preference.programmes, node.strings_at("programmes"));
      TRILAT_TRY(preference.citation, node.string_at("cite"));
      if (node.find("late_claim_years") != nullptr) {
        TRILAT_TRY(const std::int64_t years, node.integer_at("late_claim_years"));
        if (years < 1 || years > 10) return node.refuse("a late claim is made in 1 to 10 years", "mend the number");
        preference.late_claim_years = static_cast<int>(years);
        TRILAT_TRY(preference.late_claim_citation, node.string_at("late_claim_cite"));
      }
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

  Result<CountrySet> countries_at(const io::Node& table, std::string_view key, bool all_when_absent) {
    return read_countries(table, key, all_when_absent, rules_.importer, rules_.groups);
  }

  Status read_facts() {
    TRILAT_TRY(const io::Node file, io::read_toml(folder_ / "facts.toml"));
    TRILAT_TRY(const io::Array* facts, file.array_at("fact"));
    for (const io::Node& node : *facts) {
      TRILAT_CHECK(
          node.allow_only({"name", "kind", "choices", "unsaid", "question", "complement_of", "apart", "whole"}));
      law::FactDefinition fact;
      TRILAT_TRY(fact.name, node.string_at("name"));
      TRILAT_TRY(fact.kind, one_of_at(node, "kind", kFactKinds, law::FactKind::kFlag));
      TRILAT_TRY(fact.choices, node.maybe_strings("choices"));
      TRILAT_TRY(fact.question, node.string_at("question"));
      TRILAT_TRY(const auto complement, node.maybe_string("complement_of"));
      fact.complement_of = complement.value_or("");
      TRILAT_TRY(const auto apart, node.maybe_bool("apart"));
      fact.apart = apart.value_or(false);
      TRILAT_TRY(const auto whole, node.maybe_bool("whole"));
      fact.whole = whole.value_or(false);
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

  fs::path folder_;
  law::RuleBase rules_;
};

}  // namespace

Result<law::Schedule> read_schedule(const fs::path& path, const std::vector<law::LineEvidence>& evidence) {
  const io::CsvColumns columns{
      .required = {"code", "from", "until", "units", "general", "special", "column_2", "description"}};
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, columns));
  const bool graded = table.has_column("evidence");
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
    if (graded && !line["evidence"].empty()) {
      const auto known = std::find_if(evidence.begin(), evidence.end(),
                                      [&](const law::LineEvidence& each) { return each.key == line["evidence"]; });
      if (known == evidence.end())
        return line.refuse("evidence", fmt::format("'{}' is not declared", line["evidence"]),
                           "declare it in importer.toml ([[evidence]])");
      row.evidence = static_cast<int>(known - evidence.begin());
    }
    rows.push_back(std::move(row));
  }
  const std::string title = table.comments().empty() ? path.stem().string() : table.comments().front();
  return law::Schedule(std::move(rows), title);
}

Result<law::RuleBase> read_law(const fs::path& law, const fs::path& schedule) { return LawReader(law).read(schedule); }

}  // namespace trilat::pack
