// The data pack: compiling it and saying what it holds.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace trilat {

struct CompileParams {
  std::string law;     // folder with one folder of law for each importer
  std::string data;    // folder of figures
  std::string output;  // the pack to write
};

// Compiles law and figures into one pack; the file is whole or absent. Errors name file and line.
Status compile_data(const CompileParams& params);

struct DataInfo {
  struct Importer {
    std::string code, title, recorded, schedule;
    std::size_t schedule_rows = 0, measures = 0, segments = 0, lists = 0, listed_codes = 0, rules = 0, facts = 0;
  };
  struct Economy {
    std::string name, title, source;
    std::size_t countries = 0, sectors = 0;
    std::vector<std::string> elasticities, shocks;  // names
  };
  std::string path, hash;
  std::vector<Importer> importers;
  std::vector<Economy> economies;
};

std::string to_text(const DataInfo& info);

}  // namespace trilat
