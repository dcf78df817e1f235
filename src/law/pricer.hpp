// Assessments without words, by the million.
//
// What `assess` finds for a shipment, to the cent, without its working: status, least and greatest duty, the
// headings with their amounts, the open facts. A shipment is looked up in the tables of its day, its facts are
// reduced to the truths that matter there, and the plan that an earlier assessment left is applied to its
// value. Where there is none, or the value takes another course, it is assessed and the plan kept.
//
// A Pricer belongs to one thread. Its memory is bounded: at `most_bytes` of plans it forgets them and starts anew.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "law/day_law.hpp"

namespace trilat::law {

struct KnownFact {
  int fact = 0;  // its place among the facts declared
  FactValue value;
};

struct PriceQuery {
  Country origin;
  HsCode code;
  Date date;
  std::optional<Date> known_on;
  Money value;
  std::span<const Quantity> quantities;
  std::span<const KnownFact> facts;  // each at most once; contents as money or as a share
};

// A heading on the entry under one outcome.
struct PricedHeading {
  const Measure* measure = nullptr;  // null: the goods' own line
  Money amount;
  bool exemption = false;
};

// Views into the Pricer, good until its next `price`.
class Price {
 public:
  AssessmentStatus status = AssessmentStatus::kDetermined;
  bool bounded = true;
  Money value;  // as entered
  Money duty_min;
  Money duty_max;
  const PlannedOutcome* low = nullptr;
  const PlannedOutcome* high = nullptr;

  // In filing order, the goods' own line last.
  void headings(const PlannedOutcome& outcome, std::vector<PricedHeading>& out) const;
  // The programme code of a claim on the goods' own line, empty where none is made.
  const std::string& programme(const PlannedOutcome& outcome) const;
  const DutyRate& line_rate(const PlannedOutcome& outcome) const;

 private:
  friend class Pricer;
  const RuleBase* rules_ = nullptr;
  const LineRecord* line_ = nullptr;
  const Money* amounts_ = nullptr;
};

class Pricer {
 public:
  explicit Pricer(const LawIndex& index, std::size_t most_bytes = std::size_t{48} << 20U);

  // False where the query cannot be priced here: it is in error, or is of a kind that is rare (a code that the
  // schedule does not print, a rate that stands in another line, duty on a part of the value or at a stated
  // rate, a value above 100 trillion). `assess` has the answer or the error.
  bool price(const PriceQuery& query, Price& price);

  // Where the tables hold the goods on a day. Queries of one place with the same facts and value and without
  // quantities have one price; what `price` refuses whatever the facts has a negative situation. Places hold until
  // `forgotten` changes. Precondition: the day is in the recorded span.
  DayLaws::Found locate(Country origin, HsCode code, Date date) {
    return laws_.find(origin, code, date, latest_known());
  }
  std::size_t forgotten() const { return forgotten_; }  // times that the plans were

  // The days on which anything in the law or the schedule changes.
  const std::vector<Date>& changes() const { return laws_.changes(); }

  // The open facts that move the duty, largest stake first. Precondition: `query` is the one last priced.
  const std::vector<OpenStake>& open_facts(const PriceQuery& query);

 private:
  // The facts of a query, as far as they matter, and what selects a plan.
  bool read_facts(const PriceQuery& query, Money value);
  void sign(const Situation& situation, const LineRecord& line, const PriceQuery& query, Money value);
  Plans& plans_for(Situation& situation);
  bool is_only_claim(const PriceQuery& query) const;
  std::uint32_t claim_of(const FactValue& value) const;
  // The first plan of a situation for a claim alone, where no rate hangs on a quantity: found without a look
  // at the situation itself.
  const Plan*& shortcut(std::int32_t situation, std::uint32_t claim);
  std::optional<PlanResult> plan_of(const PriceQuery& query);
  const Plan* applied(Plans& plans, const PriceQuery& query, PlanResult& result);
  const Plan* assess_once(const PriceQuery& query);

  const LawIndex& index_;
  const RuleBase& rules_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::size_t forgotten_ = 0;
  DayLaws laws_;

  std::vector<const Plan*> shortcuts_;
  std::size_t claims_ = 1;  // choices of the claim, and none
  Inputs inputs_;
  std::vector<Money> contents_;
  std::vector<Money> amounts_;
  std::uint32_t key_ = 0;
  std::string signature_;       // empty where no fact but a claim is said
  std::unique_ptr<Plan> once_;  // a plan that is not kept
  // Of the query last priced: where its goods stand, and the plan.
  struct Asked {
    Country origin;
    HsCode code;
    Date date, known;
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  std::optional<Asked> asked_;
  DayLaws::Found found_;
  const Plan* plan_ = nullptr;
  std::vector<OpenStake> open_;
};

}  // namespace trilat::law
