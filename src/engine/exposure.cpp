// A ledger of any length: read in blocks of whole lines, priced by several threads, summed and written in order.
#include "trilat/exposure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/cancellation.hpp"
#include "core/country_words.hpp"
#include "engine/exposure_result.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "engine/rates_model.hpp"
#include "engine/row_blocks.hpp"
#include "io/csv_record.hpp"
#include "io/file.hpp"

namespace trilat {
namespace {

struct Block {
  RowBlock rows;
  std::string output;
  LedgerTally tally;
};

// The output of lines, where one is asked for.
class LinesFile {
 public:
  static Result<LinesFile> create(const std::string& path) {
    LinesFile made;
    if (path.empty()) return made;
    TRILAT_TRY(made.file_, io::AtomicFile::create(path));
    return made;
  }
  Status write(std::string_view text) { return file_ ? file_->write(text) : Status{}; }
  Status commit() { return file_ ? file_->commit() : Status{}; }

 private:
  std::optional<io::AtomicFile> file_;
};

Status check_files(const ExposureParams& params, const std::ifstream& file) {
  std::error_code ignored;
  if (!file || std::filesystem::is_directory(params.ledger, ignored)) {
    return fail(ErrorCode::kNotFound, "the ledger cannot be opened", "give the path of a CSV file",
                {params.ledger, 0, 0});
  }
  if (!params.out_lines.empty() && std::filesystem::equivalent(params.ledger, params.out_lines, ignored))
    return bad_input("the output would replace the ledger", "give the output another name", {params.out_lines, 0, 0});
  return {};
}

// The first row of the ledger, and whether lines have importers of their own.
struct LedgerHeader {
  HeaderRow row;
  std::vector<std::string_view> names;  // views of the row, or of `unquoted`
  std::string unquoted;
  bool importers = false;
};

template <class T>
Result<T> placed(const LedgerHeader& header, Result<T> result) {
  if (!result && result.error().where.line == 0) result.error().where = header.row.where;
  return result;
}

Status read_header(RowStream& input, const ExposureParams& params, LedgerHeader& header) {
  TRILAT_TRY(header.row, header_row(input, params.ledger));
  TRILAT_CHECK(placed(header, io::split_record(header.row.text, header.names, header.unquoted)));
  header.importers = names_importer(header.names, params);
  if (!header.importers && params.to.empty())
    return placed(header, Status(bad_input("the ledger does not say who imports",
                                           "give --to, or name a column with --column importer=NAME")));
  return {};
}

std::string header_of_lines(const LedgerHeader& header) {
  std::string text = header.row.text;
  for (const std::string& added : ledger_output_columns()) text += "," + added;
  return text + '\n';
}

// The currency of the report: the one asked for, else that of the one importer.
Result<std::string> report_currency(const ExposureParams& params, const law::LawIndices& laws) {
  if (!params.currency.empty()) return params.currency;
  const auto to = Country::parse(params.to);
  const auto own = to ? laws.find(*to) : laws.end();
  if (own != laws.end()) return own->second->rules().currency;
  if (laws.size() == 1) return laws.begin()->second->rules().currency;
  return bad_input("the ledger has several importers", "say the currency of the report with --currency");
}

// Whether the law of the importer is asked for, as far as is known before the lines are read.
bool may_import(const ExposureParams& params, Country importer) {
  const auto to = Country::parse(params.to);
  return !to || *to == importer;
}

Status check_day(const char* which, const LedgerLaw& law, const ExposureParams& params) {
  const Date day = law.day;
  for (const auto& [importer, index] : law.laws) {
    const law::RuleBase& rules = index->rules();
    if (!may_import(params, importer) || rules.recorded.contains(day)) continue;
    return fail(ErrorCode::kOutOfRange,
                fmt::format("{}: the law of {} is recorded {}, which does not include {}", which, importer.name(),
                            rules.recorded.to_string(), day.to_string()),
                "choose another day");
  }
  return {};
}

// Until when a preference may be claimed late, by importer; of all that a line may name.
void add_late_claims(const law::LawIndices& laws, std::vector<std::string>& notes) {
  for (const auto& [importer, index] : laws) {
    const auto& preferences = index->rules().preferences;
    const auto known = std::find_if(preferences.begin(), preferences.end(),
                                    [](const law::Preference& each) { return each.late_claim_years > 0; });
    if (known == preferences.end()) continue;
    notes.push_back(fmt::format(
        "A late claim into {} may be made within {} of import ({}); the day of entry stands for that of import.",
        core::in_sentence(importer),
        known->late_claim_years == 1 ? "one year" : fmt::format("{} years", known->late_claim_years),
        known->late_claim_citation));
  }
  notes.push_back("Money under authorities struck down and a late claim may be the same money.");
}

std::vector<std::string> notes_of(const ExposureResult& result, const ExposureParams& params,
                                  const law::LawIndices& laws) {
  std::vector<std::string> notes = {
      "Each line is priced as one entry on the day of the scenario, whatever day it was bought on; quantities bought "
      "and prices before duty are taken to stay as they are.",
      "Least and greatest are over the facts that the ledger does not say; of an authority they are its parts of the "
      "two, the smaller first. A share of cost is duty over what the goods cost without it.",
      "Fees, and rates of antidumping and countervailing duty that the ledger does not state, are left out."};
  for (const auto& [importer, index] : laws) {
    const law::RuleBase& rules = index->rules();
    if (rules.carried_from && may_import(params, importer))
      notes.push_back(
          fmt::format("The law of {} is recorded up to {}: what it then had for later days holds, as the "
                      "scenario changes it.",
                      importer.name(), rules.carried_from->plus_days(-1).to_string()));
  }
  if (result.entries > 0) add_late_claims(laws, notes);
  if (!result.prices.empty())
    notes.push_back(
        "Price changes are those of a static equilibrium of the two states of law: unit costs of the seller's country "
        "in the sector, before duty, against world value added as numeraire.");
  return notes;
}

// What all lines come to.
struct LedgerSums {
  explicit LedgerSums(const LedgerSetting& setting) : sums(setting.as_of, setting.top) {}
  LedgerTally in_order;
  exposure::Tally sums;
  InputPrices::Costs priced_inputs;
};

// Prices every line. `output` receives the lines in order.
Status run_ledger(RowStream& input, const LedgerSetting& setting, const ExposureParams& params, unsigned threads,
                  LinesFile& output, LedgerSums& sums) {
  std::vector<std::shared_ptr<LedgerRows>> each;  // of a thread
  BatchProgress progress;
  std::error_code ignored;
  const auto length = std::filesystem::file_size(params.ledger, ignored);
  progress.bytes_total = ignored ? 0 : length;
  const auto make_work = [&]() -> std::function<void(Block&)> {
    const auto rows = each.emplace_back(std::make_shared<LedgerRows>(setting));
    return [rows](Block& block) {
      for (std::size_t i = 0; i < block.rows.size(); ++i)
        rows->price(block.rows.row(i), block.rows.line(i), block.output, block.tally);
    };
  };
  const auto finish = [&](Block& block) -> Status {
    if (block.tally.fatal) return tl::unexpected(std::move(*block.tally.fatal));
    TRILAT_CHECK(output.write(block.output));
    sums.in_order.take(std::move(block.tally));
    progress.rows = sums.in_order.lines;
    progress.bytes_read = input.bytes_read();
    if (params.progress) params.progress(progress);
    return {};
  };
  TRILAT_CHECK(in_blocks<Block>(input, threads, make_work, finish));
  for (const auto& rows : each) {
    sums.sums.merge(std::move(rows->sums()));
    for (const auto& [cell, cost] : rows->priced_inputs()) sums.priced_inputs[cell] += cost;
  }
  return {};
}

// What the options and the header say.
Status set_up(const LedgerHeader& header, const ExposureParams& params, LedgerSetting& setting) {
  TRILAT_TRY(const std::string currency, report_currency(params, setting.now.laws));
  TRILAT_TRY(setting.currencies, Currencies::make(currency, params.rates));
  TRILAT_CHECK(check_day("scenario", setting.now, params));
  TRILAT_CHECK(check_day("against", setting.before, params));
  setting.file = params.ledger;
  setting.top = params.top;
  setting.write_lines = !params.out_lines.empty();
  setting.as_of = setting.now.day;
  if (!params.as_of.empty()) {
    TRILAT_TRY(setting.as_of, about("as-of", Date::parse(params.as_of)));
  }
  setting.defaults.to = params.to;
  setting.defaults.facts = params.facts;
  if (auto claim = setting.defaults.facts.extract("claim")) setting.defaults.claim = claim.mapped();
  std::vector<const law::RuleBase*> rules;
  for (const auto& [importer, index] : setting.now.laws) rules.push_back(&index->rules());
  TRILAT_TRY(setting.columns, placed(header, read_ledger_columns(header.names, params, rules)));
  return {};
}

void describe(const LedgerSetting& setting, LedgerSums& sums, ExposureResult& result) {
  result.ledger = std::filesystem::path(setting.file).filename().string();
  result.currency = setting.currencies.report();
  result.date = setting.now.day;
  result.against_date = setting.before.day;
  result.as_of = setting.as_of;
  result.columns = setting.columns.meanings;
  result.unused_columns = setting.columns.unused;
  result.lines = sums.in_order.lines;
  result.error_count = sums.in_order.error_count;
  result.errors = std::move(sums.in_order.errors);
  add_tables(setting, sums.sums, sums.in_order.suppliers, result);
}

Result<std::map<Country, flows::Imports>> open_imports(const pack::Container& container, const law::LawIndices& laws) {
  std::map<Country, flows::Imports> imports;
  for (const auto& [importer, index] : laws) {
    TRILAT_TRY(auto trade, open_trade(container, importer));
    if (trade) imports.emplace(importer, std::move(trade->imports));
  }
  return imports;
}

}  // namespace

Result<ExposureResult> Engine::exposure(const ExposureParams& params) const {
  std::ifstream file(params.ledger, std::ios::binary);
  TRILAT_CHECK(check_files(params, file));
  if (params.scenario.empty() || params.against.empty())
    return bad_input("an exposure is of one scenario against another", "give --scenario and --against");
  RowStream input(file);
  LedgerHeader header;
  TRILAT_CHECK(read_header(input, params, header));
  const std::string pack = impl_->container.path().string();
  const bool files = impl_->container.reads_files();
  TRILAT_TRY(const Engine now, about("scenario", open({pack, params.scenario, files})));
  TRILAT_TRY(const Engine before, about("against", open({pack, params.against, files})));
  TRILAT_TRY(const Engine recorded, open({pack, {}, files}));
  const auto law_of = [&](const Engine& engine) -> Result<LedgerLaw> {
    LedgerLaw law{&engine, {}, engine.impl_->scenario ? engine.impl_->scenario->date : Date{}};
    if (!header.importers) {
      TRILAT_TRY(const Country importer, about("to", Country::parse(params.to)));
      TRILAT_TRY(law.laws[importer], engine.impl_->law.index_of(importer));
      return law;
    }
    TRILAT_TRY(law.laws, engine.impl_->law.indices());
    return law;
  };
  LedgerSetting setting;
  TRILAT_TRY(setting.now, law_of(now));
  TRILAT_TRY(setting.before, law_of(before));
  TRILAT_TRY(setting.recorded, law_of(recorded));
  TRILAT_CHECK(set_up(header, params, setting));
  std::optional<InputPrices> prices;
  if (params.prices) {
    SimulateParams simulate;
    simulate.scenario = params.scenario;
    simulate.against = params.against;
    TRILAT_TRY(const SimulateResult simulated, recorded.simulate(simulate));
    TRILAT_TRY(const auto* law, recorded.impl_->law.all());
    TRILAT_TRY(prices, InputPrices::make(impl_->container, *law, simulated));
    setting.prices = &*prices;
  }
  TRILAT_TRY(LinesFile output, LinesFile::create(params.out_lines));
  TRILAT_CHECK(output.write(header_of_lines(header)));
  const unsigned threads = threads_for(params.threads);
  LedgerSums sums(setting);
  TRILAT_CHECK(run_ledger(input, setting, params, threads, output, sums));
  if (file.bad()) return bad_input("the ledger cannot be read to its end", {}, {params.ledger, 0, 0});
  ExposureResult result;
  result.scenario = now.impl_->scenario->title;
  result.against = before.impl_->scenario->title;
  describe(setting, sums, result);
  TRILAT_TRY(const auto imports, open_imports(impl_->container, setting.now.laws));
  add_sources(setting, sums.sums, imports, params.sources, threads, result);
  TRILAT_CHECK(core::still_wanted());
  if (prices) result.prices = prices->table(sums.priced_inputs);
  result.notes = notes_of(result, params, setting.now.laws);
  result.data_hash = impl_->container.hash();
  TRILAT_CHECK(output.commit());
  return result;
}

int exit_status(const ExposureResult& result) { return result.error_count == 0 ? 0 : 2; }

}  // namespace trilat
