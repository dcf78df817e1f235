// Effective rates of an importer's tariff: what its law of a day takes of the value it bought in a year.
//
// For a code of trade (8 digits) and a partner the law is read on each statistical line under the code, and the
// lines weigh the same, since no values are held below 8 digits. With s the share of the value that is entered
// under a claim,
//
//   rate = (1 - s) * rate without a claim + s * rate with the claim,
//
// and so for the part of every authority. Facts that statistics do not give are standard answers (assumptions.hpp),
// rates by quantity are ad valorem equivalents (ad_valorem.hpp). For a partner with an agreement whose claims are not
// held, the line's own rate is times the share of it that the partner's goods bore in the year,
//
//   f = (duty of the year / value - other authorities' part on the first day) / rate of the line on that day,
//
// from 0 to 1; a duty that makes up a total with the line's own grows by what the line bears less. Codes of chapters
// 98 and 99 are apart: no law is read, and they keep their duty of the year.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "flows/ad_valorem.hpp"
#include "flows/assumptions.hpp"
#include "flows/claim_shares.hpp"
#include "flows/place_prices.hpp"

namespace trilat::flows {

// The share of value entered under a claim: of one partner, or of all ("*"). The last that names a partner holds;
// without any, the months held.
struct ClaimRule {
  std::string partner;
  std::optional<double> share;  // absent: the months held
};

struct RatePart {
  int authority = kBase;
  double statutory = 0;  // without a claim
  double rate = 0;       // with claims as they are taken
};

// What is to be known of a rate besides its number.
struct RateMarks {
  bool equivalent = false;  // the line's own rate is an ad valorem equivalent
  bool agreement = false;   // the line's own rate is what an agreement left of it in the year
  bool apart = false;       // chapter 98 or 99
  bool by_heading = false;  // the code is not in the schedule of the day: the lines of a shorter one stand for it
  bool open = false;        // facts that matter are neither answered nor taken as false: the least duty
  bool not_priced = false;  // a duty has no rate that is held, and counts as nothing
  bool prohibited = false;  // importation is prohibited; priced all the same
  bool carried = false;     // the claim share is of the nearest month held
};

// The rates of every row of the imports on one day.
struct DayRates {
  Date date;
  Date claims;                          // the day whose month gives the claim shares
  std::vector<double> statutory, rate;  // by row
  std::vector<double> claim_share;
  std::vector<RateMarks> marks;
  std::vector<RatePart> parts;       // row by row, the base first where it is more than nothing
  std::vector<std::uint32_t> first;  // of a row's parts; one more than there are rows

  std::span<const RatePart> parts_of(std::size_t row) const {
    return {parts.data() + first[row], parts.data() + first[row + 1]};
  }
};

// A law and a year's trade, ready to be read on any day. May be shared by threads.
class RateBook {
 public:
  // Errors: a standard answer that the law does not know. The imports and claims must outlive the book; the law is
  // copied. `recorded`: a book of the law under which the trade was made, on the same imports, where `rules` is
  // another law of the same schedule: equivalents and what agreements left of a duty are its.
  static Result<std::unique_ptr<RateBook>> make(const law::RuleBase& rules, const Imports& imports,
                                                const ClaimShares& claims, const Assumptions& assumptions,
                                                std::vector<ClaimRule> claim_rules = {},
                                                const RateBook* recorded = nullptr);
  RateBook(const RateBook&) = delete;
  RateBook& operator=(const RateBook&) = delete;

  const Imports& imports() const { return imports_; }
  const law::RuleBase& rules() const { return law_.rules; }
  const ClaimShares& claims() const { return claims_; }

  // The share for a row, and whether it is of another month than the day's.
  ClaimShare claim_share(const ImportRow& row, Date date) const;

 private:
  friend class RateReader;
  RateBook(AdValorem law, const Imports& imports, const ClaimShares& claims, std::vector<ClaimRule> claim_rules);
  void set_facts(const Answers& answers);
  void set_agreements();
  void set_free_lines();

  const Imports& imports_;
  const ClaimShares& claims_;
  std::vector<ClaimRule> claim_rules_;
  AdValorem law_;
  law::LawIndex index_;
  std::vector<bool> may_claim_;  // by partner
  std::vector<HsCode> free_;     // codes free of column 1 in the months without record of their claims, in order
  std::vector<int> facts_of_row_;
  std::vector<std::vector<law::KnownFact>> facts_;
  std::vector<double> borne_;     // by row: f above; 1 without an agreement
  std::vector<bool> equivalent_;  // by row
};

// Reads a book. Each thread has its own, since it remembers what it priced.
class RateReader {
 public:
  explicit RateReader(const RateBook& book);

  // Precondition: both days lie within the recorded span, the second also outside it.
  void read(Date date, Date claims, DayRates& rates);

 private:
  friend class RateBook;
  const std::vector<HsCode>& leaves(HsCode code, Date date, bool& by_heading);
  void add(const LineRates& line, double borne, bool claimed);
  PlacePrices::Memo& next_memo();
  void read_row(std::size_t row, Date date, Date claims, DayRates& rates);

  const RateBook& book_;
  PlacePrices prices_;
  struct Leaves {
    std::vector<HsCode> codes;
    bool by_heading = false;
  };
  std::vector<Date> schedule_days_;
  std::vector<std::unordered_map<std::int64_t, Leaves>> leaves_;  // by span of the schedule, then code
  const Leaves* last_ = nullptr;                                  // of the code and day looked up last
  HsCode last_code_;
  Date last_date_;
  std::vector<double> statutory_, claimed_;  // by authority, the base first
  std::vector<std::size_t> touched_;         // places of theirs that are more than nothing
  RateMarks marks_;
  std::vector<PlacePrices::Memo> memos_;  // look-ups of a day in their order
  std::size_t memo_ = 0;
};

// The first day of the span and every later one on which a row's law or claim share can change.
std::vector<Date> rate_days(const RateBook& book, Interval span);

}  // namespace trilat::flows
