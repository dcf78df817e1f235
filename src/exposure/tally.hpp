// What the lines of a ledger come to, summed in memory that does not grow with their number: by supplier (the first
// ten thousand, the others as one), country, authority and month, by open fact, by claim, and by goods and origin.
// A Tally is the same whatever the order in which lines are added and parts are merged; suppliers have theirs.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exposure/saving_curve.hpp"
#include "law/pricer.hpp"

namespace trilat::exposure {

inline constexpr std::size_t kMostSuppliers = 10'000;
inline constexpr std::size_t kStatuses = 4;  // of law::AssessmentStatus

struct Range {
  Money least, greatest;

  Range& operator+=(const Range& other);
  friend bool operator==(const Range&, const Range&) = default;
};

struct AuthorityAmount {
  int authority = -1;  // -1: the goods' own line, and rates that were stated
  Money amount;
};

// A line under one law. The amounts of each end sum to it.
struct PricedLine {
  law::AssessmentStatus status = law::AssessmentStatus::kDetermined;
  bool bounded = true;  // false: a quantity is missing, and the greatest is what can be priced without
  Range duty;
  std::vector<AuthorityAmount> low, high;
};

// Whether the goods originate under the preference that may be claimed, as far as the ledger says.
enum class Origination { kNotSaid, kShown, kRefused };

// A line of the ledger, in the currency of the report.
struct Line {
  int number = 0;  // in the file
  std::string_view part, supplier;
  std::optional<int> month;  // of entry, since 1970-01
  Country importer, origin;
  HsCode code;
  Money cost;
  PricedLine before, now;
  std::vector<law::OpenStake> open;  // now
  bool with_orders = false;
  // Now: whether a preference may be claimed, whether it is, and the duty without less the duty with.
  bool claimable = false, claimed = false;
  Origination origination = Origination::kNotSaid;
  Money claim_amount;
  // As entered on its own day.
  bool entered = false, recorded = false;
  std::optional<Date> claim_until;  // a late claim would give `late_claim` back
  Money late_claim;
  std::vector<std::pair<int, Range>> struck_down;  // authority of the recorded law, and what was paid under it
  // What was asked of the Pricer now, at the value of the importer's currency; null where it left the line out.
  const law::PriceQuery* query = nullptr;
};

struct Sum {
  std::uint64_t lines = 0;
  Money cost;
  Range before, now;

  void add(const Line& line);
  Sum& operator+=(const Sum& other);
};

struct ClaimSum {
  std::uint64_t lines = 0;
  Money cost, amount;
  void add(const Line& line);
  ClaimSum& operator+=(const ClaimSum& other);
};

struct AuthoritySum {
  std::uint64_t lines = 0;  // that it charges at its greatest
  Money cost;               // of those
  Range duty;
  AuthoritySum& operator+=(const AuthoritySum& other);
};

struct LateSum {
  std::uint64_t lines = 0;
  Date first = Date::max(), last = Date::min();  // last days for a claim
  Money shown, open, lapsed;
  LateSum& operator+=(const LateSum& other);
};

// A shipment that stands for others of its goods and origin: the one of the largest value, of equals the first.
struct Example {
  int line = 0;
  Money value;
  std::vector<Quantity> quantities;
  std::vector<law::KnownFact> facts;
};

struct GoodsSum {
  Sum sum;
  std::optional<Example> example;
  GoodsSum& operator+=(GoodsSum&& other);
};

struct Goods {
  Country importer;
  HsCode code;
  Country origin;
  friend bool operator==(const Goods&, const Goods&) = default;
};

struct GoodsHash {
  std::size_t operator()(const Goods& goods) const {
    return std::hash<std::int64_t>{}((goods.code.padded() * 16 + goods.code.length()) * 65'536 +
                                     static_cast<std::int64_t>(goods.importer.index() * 256 + goods.origin.index()));
  }
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct TopLine {
  int number = 0;
  std::string part, supplier;
  HsCode code;
  Country origin;
  law::AssessmentStatus status = law::AssessmentStatus::kDetermined;
  Money cost;
  Range before, now;
  Money rise() const { return now.greatest - before.greatest; }
};

using ByAuthority = std::map<std::pair<Country, int>, AuthoritySum>;  // importer and authority

// The first kMostSuppliers that occur, the others as one.
class SupplierTally {
 public:
  void add(const Line& line) { of(line.supplier).add(line); }
  // Precondition: the lines of `other` come after those of this one.
  void merge(const SupplierTally& other);

  std::unordered_map<std::string, Sum, TextHash, std::equal_to<>> by_name;
  Sum others;

 private:
  Sum& of(std::string_view supplier);
};

class Tally {
 public:
  // `as_of`: late claims whose last day is before it have lapsed. `most_lines`: lines of the largest rise that are
  // kept.
  Tally(Date as_of, std::size_t most_lines) : as_of_(as_of), top_(most_lines) {}

  void add(const Line& line);
  void merge(Tally&& other);

  Sum all;
  std::uint64_t status_before[kStatuses] = {}, status_now[kStatuses] = {};
  std::uint64_t unbounded_before = 0, unbounded_now = 0, with_orders = 0;
  std::map<Country, Sum> countries;
  std::map<int, Sum> months;
  ByAuthority before, now;
  std::map<std::pair<Country, int>, std::pair<std::uint64_t, Money>> open;  // importer and fact: lines, at stake
  ClaimSum unclaimed_shown, unclaimed_open, unclaimed_refused, claimed, claimed_refused;
  SavingCurve claims;  // of the lines without a claim, but those said not to originate
  std::uint64_t entered = 0, not_recorded = 0;
  std::map<int, LateSum> late;  // by month of entry
  std::map<std::pair<Country, int>, std::pair<std::uint64_t, Range>> struck_down;
  std::unordered_map<Goods, GoodsSum, GoodsHash> goods;
  std::vector<TopLine> top;  // largest rise first

 private:
  void add_claims(const Line& line);
  void add_entry(const Line& line);
  void add_goods(const Line& line);
  void add_top(const Line& line);

  Date as_of_;
  std::size_t top_;
};

}  // namespace trilat::exposure
