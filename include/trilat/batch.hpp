// Many shipments: a CSV file in, the same rows with their duty out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "trilat/duty.hpp"

namespace trilat {

struct BatchProgress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  // 0 where the length is not known
  std::uint64_t rows = 0;         // written so far
};

struct BatchParams {
  std::string in;        // CSV file with a header
  std::string out;       // CSV file to write; it appears whole or not at all
  DutyParams defaults;   // what holds where a row has no such column or an empty field
  std::string audit;     // column of the duty paid; empty: no audit
  unsigned threads = 0;  // workers; 0: as many as the machine has
  std::function<void(const BatchProgress&)> progress = {};  // called now and then from the calling thread
};

struct BatchError {
  int line = 0;  // of the input
  std::string message;
};

// What an audit found, summed over rows: overpaid is positive, underpaid negative.
struct AuditTotal {
  std::uint64_t rows = 0;
  Money overpaid;
  Money underpaid;
};

struct BatchResult {
  std::uint64_t rows = 0;
  std::map<std::string, std::uint64_t> by_status;  // "determined", ..., "error"
  std::vector<BatchError> errors;                  // the first of them, in order
  std::uint64_t error_count = 0;
  std::vector<std::string> unused_columns;  // copied, and not read
  Money duty_min, duty_max;                 // sums over the rows priced
  std::uint64_t unbounded = 0;              // rows whose greatest duty needs a quantity; duty_max holds their least
  std::uint64_t with_orders = 0;            // rows whose goods an order against dumping or subsidies names
  bool audited = false;
  std::map<std::string, AuditTotal> by_reason;
  std::map<std::string, Money> struck_down;  // paid, by title of the authority
  Money late_claims;                         // what late claims of a preference would give back
  std::uint64_t late_claim_rows = 0;
};

// 0 where every row was priced, 2 where some are in error.
int exit_status(const BatchResult& result);
std::string to_text(const BatchResult& result);

}  // namespace trilat
