// One row of a batch: read, priced and written.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit.hpp"
#include "engine/row_pricer.hpp"

namespace trilat {

// Counts of one worker, added up at the end of a chunk.
struct BatchTally {
  std::uint64_t rows = 0;
  std::map<std::string, std::uint64_t, std::less<>> by_status;
  std::vector<BatchError> errors;
  Money duty_min, duty_max;
  std::uint64_t unbounded = 0;
  std::uint64_t with_orders = 0;
  std::map<std::string, AuditTotal> by_reason;
  std::map<std::string, Money> struck_down;
  Money late_claims;
  std::uint64_t late_claim_rows = 0;

  void add_to(BatchResult& result) const;
};

// The rows of one thread.
class BatchRows {
 public:
  BatchRows(const Engine& engine, const law::LawIndices& laws, const BatchParams& params, const BatchColumns& columns);

  // Prices the record that begins on `line` of the input and appends its row of output.
  void price(std::string_view record, int line, std::string& out, BatchTally& tally);

 private:
  void audit_row(std::string& out, BatchTally& tally);
  void write_error(std::string_view record, bool whole, int line, const std::string& message, std::string& out,
                   BatchTally& tally) const;
  void write_answer(std::string_view record, const std::vector<const law::RemedyOrder*>& named, std::string& out) const;

  const BatchColumns& columns_;
  RowPricer pricer_;
  RowFields fields_;
  std::string unquoted_;
};

}  // namespace trilat
