// One line of a ledger: read, priced under both laws and on its own day of entry, counted and written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/exposure_columns.hpp"
#include "engine/exposure_money.hpp"
#include "engine/exposure_prices.hpp"
#include "engine/row_pricer.hpp"
#include "exposure/tally.hpp"

namespace trilat {

// A law that lines are priced by, on a day.
struct LedgerLaw {
  const Engine* engine = nullptr;
  law::LawIndices laws;
  Date day;
};

// What all lines share. Read by several threads.
struct LedgerSetting {
  std::string file;
  LedgerColumns columns;
  DutyParams defaults;
  Currencies currencies;
  LedgerLaw before, now, recorded;  // recorded: the day of the line
  Date as_of;
  std::size_t top = 0;
  bool write_lines = false;
  const InputPrices* prices = nullptr;  // null: not asked for
};

// Counts of a block of lines, where their order matters.
struct LedgerTally {
  // Precondition: the lines of `other` come after those of this one.
  void take(LedgerTally&& other);

  std::uint64_t lines = 0;
  std::vector<BatchError> errors;
  std::uint64_t error_count = 0;
  std::optional<Error> fatal;  // what no line can be priced with: a rate of a currency that is not given
  exposure::SupplierTally suppliers;
};

// The lines of one thread.
class LedgerRows {
 public:
  explicit LedgerRows(const LedgerSetting& setting);

  // Prices the record that begins on `number` of the ledger and appends its row of output.
  void price(std::string_view record, int number, std::string& out, LedgerTally& tally);

  // Of all lines so far.
  exposure::Tally& sums() { return sums_; }
  const InputPrices::Costs& priced_inputs() const { return priced_inputs_; }

 private:
  std::string_view field(int column) const;
  Status read(int number, LedgerTally& tally);
  Status read_goods();
  Status read_claim();
  Status read_amounts(int number, LedgerTally& tally);
  Status read_facts();
  Status price_then(RowPricer& pricer);
  Status price_both();
  void price_claim();
  Status price_entry();
  void find_late_claim(const law::RuleBase& rules);
  void find_struck_down(const law::RuleBase& rules);
  void set_priced(const RowPricer& pricer, exposure::PricedLine& line) const;
  std::optional<Money> greatest_with(RowPricer& pricer, std::string_view claim);
  void write_answer(std::string_view record, std::string& out) const;
  void write_error(std::string_view record, bool whole, int number, const std::string& message, std::string& out,
                   LedgerTally& tally) const;

  const LedgerSetting& setting_;
  RowPricer before_, now_, recorded_;
  RowFields columns_;  // of the ledger
  std::string unquoted_;
  RowFields fields_;  // as RowPricer reads them
  std::string value_text_, amount_text_, quantity_text_, line_text_, before_day_, now_day_, entry_day_;
  std::vector<std::string> fact_texts_;
  std::string_view claim_;                         // as said
  Rate worth_ = Rate::one(), unit_ = Rate::one();  // of the line's currency, and of the importer's
  std::optional<Money> paid_;
  std::optional<Date> entered_;
  exposure::Line line_;
  exposure::PricedLine then_;  // on its own day
  exposure::Tally sums_;
  InputPrices::Costs priced_inputs_;
  // For the row of output.
  std::string headings_before_, headings_now_, message_, open_;
  std::optional<double> price_pct_;
};

}  // namespace trilat
