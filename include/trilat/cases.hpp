// Worked cases with known answers, run against the law: the format is described in docs/cases.md.
#pragma once

#include <string>
#include <vector>

namespace trilat {

struct CasesParams {
  std::vector<std::string> files;  // TOML files of [[case]] tables
};

enum class CaseVerdict { kPassed, kFailed, kSkipped };

struct CaseReport {
  std::string file;
  int line = 0;
  std::string id;
  CaseVerdict verdict = CaseVerdict::kFailed;
  std::vector<std::string> differences;  // failed: what differs; skipped: why
  std::string working;                   // failed: the whole working
};

struct CasesResult {
  std::vector<CaseReport> reports;
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

std::string to_text(const CasesResult& result);

}  // namespace trilat
