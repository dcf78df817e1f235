#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/country_words.hpp"
#include "engine/impl.hpp"
#include "engine/import_table.hpp"
#include "io/csv.hpp"
#include "io/file.hpp"
#include "law/edition.hpp"
#include "pack/hts_json.hpp"
#include "pack/law_codec.hpp"

namespace trilat {
namespace {

constexpr std::size_t kShown = 20;

void describe(const law::EditionChange& change, ImportScheduleReport& report) {
  report.replaced = change.replaced;
  for (const HsCode code : change.added) report.added.push_back(code.to_printed());
  for (const HsCode code : change.removed) report.removed.push_back(code.to_printed());
  for (const HsCode code : change.reworded) report.reworded.push_back(code.to_printed());
  for (const auto& rate : change.rates) {
    const auto compare = [&](const char* column, const std::string& before, const std::string& after) {
      if (before != after) report.rates.push_back({rate.code.to_printed(), column, before, after});
    };
    compare("general", rate.before.general, rate.after.general);
    compare("special", rate.before.special, rate.after.special);
    compare("column 2", rate.before.column_2, rate.after.column_2);
  }
}

std::string schedule_csv(const law::Schedule& schedule) {
  io::CsvWriter csv;
  if (!schedule.title().empty()) csv.comment(schedule.title());
  csv.row(std::vector<std::string>{"code", "from", "until", "units", "general", "special", "column_2", "description"});
  for (const law::ScheduleRow& row : schedule.rows()) {
    const bool open = row.effect.until == Interval{}.until;
    csv.row(std::vector<std::string>{
        row.code.to_string(), row.effect.from.to_string(), open ? "" : row.effect.until.to_string(),
        fmt::format("{}", fmt::join(row.units, ";")), row.general, row.special, row.column_2, row.description});
  }
  return csv.text();
}

std::string some(const std::vector<std::string>& codes) {
  std::string text;
  for (std::size_t i = 0; i < codes.size() && i < kShown; ++i) text += (i == 0 ? " " : ", ") + codes[i];
  return codes.size() > kShown ? text + ", ..." : text;
}

}  // namespace

namespace {

// The edition of the file, complete, and what it changes in the law besides the schedule.
Result<std::vector<law::ScheduleRow>> read_edition(const ImportScheduleParams& params, Date from, law::RuleBase& rules,
                                                   ImportScheduleReport& report) {
  if (params.form == "hts-json") {
    TRILAT_TRY(auto rows, pack::read_hts_json(params.file, from));
    report.rows = rows.size();
    return rows;
  }
  if (params.form != "table") return bad_input(fmt::format("'{}' is no form of a schedule", params.form));
  if (rules.official_table.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("the law of {} does not say how a table of its tariff names its columns",
                            core::in_sentence(rules.importer)),
                "add [official_table] to its importer.toml");
  }
  TRILAT_TRY(pack::TariffTable table, pack::read_tariff_csv(params.file, rules.official_table, from));
  report.rows = table.rows.size();
  law::LineEvidence evidence;
  evidence.key = "imported from " + params.from;
  evidence.citation =
      fmt::format("{}, imported for {} on", std::filesystem::path(params.file).filename().string(), params.from);
  evidence.note = "from a table that the user gave, not from the data of Trilat";
  rules.evidence.push_back(std::move(evidence));
  const int at = static_cast<int>(rules.evidence.size()) - 1;
  TableEdition edition = table_edition(rules, std::move(table), params.partial, from, at);
  end_stand_ins(rules, edition.rows, at, from);
  report.taken_on = edition.taken_on;
  return std::move(edition.rows);
}

Status check_span(const law::RuleBase& rules, Date from) {
  if (rules.recorded.contains(from)) return {};
  return fail(ErrorCode::kOutOfRange,
              fmt::format("{} lies outside the recorded law of {}, {}", from.to_string(),
                          core::in_sentence(rules.importer), rules.recorded.to_string()),
              "give a date in that span");
}

}  // namespace

Result<ImportScheduleReport> import_schedule(const ImportScheduleParams& params) {
  TRILAT_TRY(const Date from, Date::parse(params.from));
  TRILAT_TRY(const Country importer, Country::parse(params.to));
  std::error_code problem;
  if (std::filesystem::equivalent(params.file, params.output, problem)) {
    return bad_input(fmt::format("{} would be written over by the data pack", params.file), "name another output");
  }
  TRILAT_TRY(const auto container, pack::Container::open(find_pack(params.data)));
  std::map<std::string, std::string> sections;
  ImportScheduleReport report;
  bool found = false;
  for (const auto& [name, bytes] : container.sections()) {
    std::string section(bytes);
    if (name.starts_with("law/") && !found) {
      TRILAT_TRY(law::RuleBase rules, pack::decode_law(bytes));
      if (rules.importer == importer) {
        TRILAT_CHECK(check_span(rules, from));
        TRILAT_TRY(auto edition, read_edition(params, from, rules, report));
        law::EditionChange change;
        rules.schedule = law::with_edition(rules.schedule, std::move(edition), from, change);
        describe(change, report);
        section = pack::encode_law(rules);
        found = true;
        if (!params.csv.empty()) TRILAT_CHECK(io::write_file_atomic(params.csv, schedule_csv(rules.schedule)));
      }
    }
    sections.emplace(name, std::move(section));
  }
  if (!found) {
    return fail(ErrorCode::kNotFound,
                fmt::format("the data holds no law of {} as an importer", core::in_sentence(importer)),
                "name a data pack that does");
  }
  TRILAT_CHECK(pack::write_container(params.output, sections));
  return report;
}

std::string to_text(const ImportScheduleReport& report) {
  std::string text = fmt::format("{} rows read\n", report.rows);
  text += fmt::format("added    {}{}\n", report.added.size(), some(report.added));
  text += fmt::format("removed  {}{}\n", report.removed.size(), some(report.removed));
  text += fmt::format("reworded {}{}\n", report.reworded.size(), some(report.reworded));
  text += fmt::format("rates    {}\n", report.rates.size());
  for (const auto& rate : report.rates) {
    text += fmt::format("  {:<14} {:<8} '{}' becomes '{}'\n", rate.code, rate.column, rate.before, rate.after);
  }
  if (report.taken_on > 0)
    text += fmt::format("{} rows that the table says nothing of go on as they were\n", report.taken_on);
  if (report.replaced > 0)
    text += fmt::format("{} rows that began later were left out: this edition now holds from its date on\n",
                        report.replaced);
  return text;
}

}  // namespace trilat
