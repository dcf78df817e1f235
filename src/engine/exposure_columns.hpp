// What the columns of a company's ledger mean: said by the user, or guessed from their names.
//
// A line is brought into the form of a row of a batch (engine/batch_columns.hpp): a field for each kSlots and then one
// for each column of a fact, so that RowPricer prices both.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch_columns.hpp"
#include "trilat/exposure.hpp"

namespace trilat {

// Places of the fields that RowPricer reads.
enum LedgerSlot : int { kTo, kFrom, kHs, kDate, kValue, kQuantity, kClaim, kSlots };

struct LedgerColumns {
  static constexpr int kNone = -1;
  int part = kNone, supplier = kNone, hs = kNone, origin = kNone, importer = kNone, value = kNone, currency = kNone;
  int quantity = kNone, unit = kNone, claim = kNone, originates = kNone, date = kNone, paid = kNone;
  struct Fact {
    std::size_t column = 0;
    bool content = false;  // of a kind that may be money
  };
  std::vector<Fact> facts;  // in the order of their fields behind kSlots
  BatchColumns fields;      // of the row as RowPricer reads it
  std::size_t count = 0;
  std::vector<ExposureColumn> meanings;
  std::vector<std::string> unused;
};

// Columns that the output of lines adds to the ledger's own.
const std::vector<std::string>& ledger_output_columns();

// Whether a column of the ledger is the importer, by its name or as the user says.
bool names_importer(const std::vector<std::string_view>& header, const ExposureParams& params);

// Errors: a column named twice or like one that the output adds, a meaning or name that does not exist, two columns
// that could both be meant, one that is needed and not there.
Result<LedgerColumns> read_ledger_columns(const std::vector<std::string_view>& header, const ExposureParams& params,
                                          const std::vector<const law::RuleBase*>& laws);

}  // namespace trilat
