// One row of a batch: read, priced and written. The usual row goes through law::Pricer; what that leaves out, and
// every row in error, through Engine::duty, so that messages are the same.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit.hpp"
#include "engine/batch_columns.hpp"
#include "trilat/engine.hpp"

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
  BatchRows(const Engine& engine, const std::map<Country, const law::LawIndex*>& laws, const BatchParams& params,
            const BatchColumns& columns);

  // Prices the record that begins on `line` of the input and appends its row of output.
  void price(std::string_view record, int line, std::string& out, BatchTally& tally);

 private:
  std::string_view field(int column, const std::string& otherwise) const;
  bool read_query(law::PriceQuery& query);
  bool read_facts(const law::LawIndex& law);
  bool price_fast();
  Status price_fully();
  DutyParams params_of_row() const;
  void fill_from(const law::Price& price, const law::PriceQuery& query);
  void fill_from(const DutyResult& result);
  void add_headings(const law::Price& price, const law::PlannedOutcome& outcome, std::vector<AnswerHeading>& headings);
  std::string message_of(const law::Price& price) const;
  void find_orders();
  void audit_row(std::string& out, BatchTally& tally);
  void write_error(std::string_view record, bool whole, int line, const std::string& message, std::string& out,
                   BatchTally& tally) const;
  void write_answer(std::string_view record, std::string& out) const;

  const Engine& engine_;
  const std::map<Country, const law::LawIndex*>& laws_;
  const BatchParams& params_;
  const BatchColumns& columns_;
  std::map<Country, std::unique_ptr<law::Pricer>> pricers_;
  std::vector<std::string_view> fields_;
  std::string unquoted_;
  const law::LawIndex* law_ = nullptr;  // of the row
  law::Pricer* pricer_ = nullptr;
  law::PriceQuery query_;
  bool fast_ = false;  // the row went through the Pricer
  std::vector<Quantity> quantities_;
  std::vector<law::KnownFact> facts_;
  std::vector<law::PricedHeading> priced_;
  std::vector<const law::RemedyOrder*> orders_;  // that name the goods of the row
  RowAnswer answer_;
};

}  // namespace trilat
