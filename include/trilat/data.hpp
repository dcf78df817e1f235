// The data pack: compiling it and saying what it holds.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat {

struct CompileParams {
  std::string law;        // folder with one folder of law for each importer
  std::string data;       // folder of figures
  std::string scenarios;  // folder of ready scenarios; empty: none
  std::string output;     // the pack to write
};

// Compiles law and figures into one pack; the file is whole or absent. Errors name file and line.
Status compile_data(const CompileParams& params);

struct ImportScheduleParams {
  std::string file;  // an edition
  // "hts-json": the official JSON export of the United States; "table": CSV with the columns that the importer's law
  // names.
  std::string form = "hts-json";
  bool partial = false;   // of a table: lines that it does not name go on as they are
  std::string from;       // first entry date on which it counts
  std::string to = "US";  // importer whose schedule it is
  std::string data;       // the pack to add it to; empty: the default
  std::string output;     // the pack to write
  std::string csv;        // also write the whole dated schedule as CSV here; empty: do not
};

struct ImportScheduleReport {
  struct Rate {
    std::string code, column, before, after;
  };
  std::size_t rows = 0;  // of the edition
  std::vector<std::string> added, removed, reworded;
  std::vector<Rate> rates;
  std::size_t taken_on = 0;  // rows held before that the table says nothing of: headings, statistical codes, others
  std::size_t replaced = 0;  // rows of later editions, which this one takes the place of
};

// Adds an edition of the schedule to a data pack: until `from` the pack's, then the edition alone. The
// output is whole or absent. Errors name file and line.
Result<ImportScheduleReport> import_schedule(const ImportScheduleParams& params);
std::string to_text(const ImportScheduleReport& report);

struct CheckParams {
  std::string law;   // folder with one folder of law for each importer
  std::string data;  // folder of figures
};

// What is wrong with law that can be read but would answer badly, and what is only worth knowing.
struct CheckResult {
  std::vector<std::string> errors;  // "law/us/lists/buses.csv:5: what is wrong. what would be right"
  std::vector<std::string> notes;
};

// Reads the law and looks at it once more: list rows that match no code, lists that nothing uses, measures
// that overlap, headings that do not exist, authorities without duties when they should have them. Law that
// cannot be read, such as a segment without citation or rules that contradict each other, is one error.
CheckResult check_data(const CheckParams& params);

std::string to_text(const CheckResult& result);  // one finding a line, then the counts

struct DataInfo {
  struct Importer {
    std::string code, title, recorded, schedule;
    Interval recorded_days;
    std::size_t schedule_rows = 0, measures = 0, segments = 0, lists = 0, listed_codes = 0, rules = 0, facts = 0;
    std::size_t quota_levels = 0;
    std::map<char, std::size_t> rated_lines;  // of the schedule, by the grade of their evidence
  };
  struct Economy {
    std::string name, title, source;
    std::size_t countries = 0, sectors = 0;
    std::vector<std::string> elasticities, shocks;  // names
  };
  struct Trade {
    std::string importer, imports_source, claims_source;
    int year = 0;
    std::size_t rows = 0, partners = 0, claim_rows = 0;
  };
  // Rules of origin: how many subheadings have theirs loaded, and read in full; the same by value of the imports of an
  // importer from the other parties, code by code through the bridge to the codes of the rules.
  struct Origin {
    struct Share {
      std::string importer, partners;
      int year = 0;
      double value = 0, loaded = 0, parsed = 0, choice = 0;  // choice: the code leaves several with different rules
    };
    std::string agreement;
    std::size_t rules = 0, subheadings = 0, loaded = 0, parsed = 0;
    std::vector<Share> trade;
  };
  std::string path, hash;
  std::vector<Importer> importers;
  std::vector<Origin> origin;
  std::vector<Trade> trade;
  std::vector<Economy> economies;
};

std::string to_text(const DataInfo& info);
std::string to_json(const DataInfo& info);

}  // namespace trilat
