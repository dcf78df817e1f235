// The law of one span of days as tables: from a code, an origin and a day to the measures in play in a few
// look-ups.
//
// Between two days on which anything changes the law is one and the same (a DayLaw). In it, codes that
// the same lists name and whose lines are of the same kind are one class of goods; countries that the same
// measures name are one class of origins, on every day. A pair of classes has one set of candidate measures,
// and pairs with equal sets, on whatever days, share one Situation. Every table is filled where it is
// first needed.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "law/code_table.hpp"
#include "law/plan.hpp"

namespace trilat::law {

// What a line's rates are, as far as an assessment takes another course for it.
enum class RateKind : std::int8_t { kNone, kWords, kReference, kFree, kAdValorem, kNeedsQuantity };

// The rates of one line of the schedule.
struct LineRecord {
  LineRecord(const RuleBase& rules, const ScheduleRow& row);
  GoodsRates rates;
  std::vector<RateKind> kinds;  // in the order of GoodsRates::list
  bool needs_quantity = false;
};

// Plans for one choice of facts, tried in turn: they differ in the course that the value takes.
using Plans = std::vector<std::unique_ptr<Plan>>;

struct Situation {
  std::vector<Candidate> candidates;
  std::vector<const Precedence*> precedence;  // those between authorities in play
  bool column_2 = false;
  std::vector<bool> claimable;                         // by preference
  std::vector<RateKind> kinds;                         // of the line
  std::vector<const Condition*> leaves;                // facts that conditions compare
  std::vector<const DutyRate*> specific;               // rates of the candidates that need a quantity
  std::vector<std::pair<std::uint32_t, Plans>> plain;  // by claim and priceable rates, no other fact said
  std::unordered_map<std::string, Plans> by_facts;
};

class DayLaws {
 public:
  explicit DayLaws(const LawIndex& index);

  struct Found {
    std::int32_t situation = -1;  // negative: the code cannot be priced there and then
    std::int32_t line = -1;
  };
  // Precondition: the day is in the recorded span. The code must be one of the schedule's.
  Found find(Country origin, HsCode code, Date date, Date known);

  const std::vector<Date>& changes() const { return law_changes_; }
  Situation& situation(std::int32_t number) { return *situations_[static_cast<std::size_t>(number)]; }
  const LineRecord& line(std::int32_t number) const { return *lines_[static_cast<std::size_t>(number)]; }
  // The line's rates where they are plain percentages, as Inputs::plain_rates has them.
  std::span<const std::int64_t> plain_rates(std::int32_t line) const {
    return {plain_rates_.data() + static_cast<std::size_t>(line) * rates_a_line_, rates_a_line_};
  }

  // Forgets every situation and its plans.
  void clear();

 private:
  struct Cell {
    std::int32_t goods = -1;  // class of goods; -1 not looked up yet, -2 no line
    std::int32_t line = -1;
  };
  // What the lists and the schedule say during one span in which neither changes.
  struct GoodsTable {
    Date date;
    const std::vector<std::uint32_t>* patterns = nullptr;
    std::vector<std::int32_t>* lines = nullptr;  // by code, of the schedule as it stands; filled where needed
    std::vector<Cell> cells;                     // by code
  };
  struct DayLaw {
    Date date;
    Date known;
    GoodsTable* goods = nullptr;
    std::vector<Candidate> active;
    std::vector<std::vector<Candidate>> active_for;  // by class of origins; filled where needed
    std::vector<const Precedence*> precedence;
    std::vector<std::int32_t> rows;  // by class of goods: where its row begins in rows_; -1: not needed yet
  };
  struct GoodsClass {
    std::uint32_t pattern = 0;
    std::vector<RateKind> kinds;
  };
  void divide_origins();
  void mark_changes();
  DayLaw& law_on(Date date, Date known);
  DayLaw& make_law(Date date, Date known);
  GoodsTable& goods_on(Date date);
  const std::vector<std::uint32_t>& patterns_on(Date date);
  std::vector<std::uint32_t> make_patterns(Date date);
  void look_up(GoodsTable& table, std::size_t code);
  std::int32_t line_of(const ScheduleRow* row);
  const std::vector<Candidate>& active_for(DayLaw& law, Country origin);
  std::int32_t situation_of(DayLaw& law, const GoodsClass& goods, Country origin);
  Membership any(const std::vector<int>& lists, std::uint32_t pattern) const;
  std::int32_t intern(Situation situation);

  const LawIndex& index_;
  const RuleBase& rules_;
  CodeTable codes_;
  std::vector<std::int32_t> origin_class_;  // by country
  std::size_t origin_classes_ = 0;

  std::size_t words_ = 0;                    // 64-bit words of one bit set over the lists
  std::vector<std::uint64_t> pattern_bits_;  // by pattern: members, then partly named
  std::unordered_map<std::string, std::uint32_t> pattern_numbers_;
  std::vector<Date> list_changes_, schedule_changes_, goods_changes_, law_changes_, known_changes_;
  std::vector<std::int16_t> law_by_day_;  // index of the span, by days from the first recorded

  std::map<Date, std::vector<std::uint32_t>> patterns_;  // by first day of the span
  std::map<Date, std::vector<std::int32_t>> line_tables_;
  std::map<Date, GoodsTable> goods_;
  std::map<std::pair<int, Date>, std::unique_ptr<DayLaw>> laws_;  // by span, then publication span
  std::vector<DayLaw*> latest_;                                   // by span, as known last
  std::vector<GoodsClass> goods_classes_;
  std::map<std::pair<std::uint32_t, std::vector<RateKind>>, std::int32_t> goods_numbers_;
  std::vector<std::unique_ptr<LineRecord>> lines_;
  std::size_t rates_a_line_ = 0;
  std::vector<std::int64_t> plain_rates_;  // by line
  std::unordered_map<const ScheduleRow*, std::int32_t> line_by_row_;
  std::unordered_map<std::string, std::int32_t> line_by_text_;
  std::vector<std::int32_t> rows_;  // situations by class of origins; kUnknown, kNotHere or a number
  std::vector<std::unique_ptr<Situation>> situations_;
  std::unordered_map<std::size_t, std::vector<std::int32_t>> situation_numbers_;  // by hash
};

}  // namespace trilat::law
