// Prices the rows of a file of shipments, whose columns are known. The usual row goes through law::Pricer; what that
// leaves out, and every row in error, through Engine::duty, so that messages are the same. Belongs to one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch_columns.hpp"
#include "engine/row_answer.hpp"
#include "trilat/engine.hpp"

namespace trilat {

using RowFields = std::vector<std::string_view>;

class RowPricer {
 public:
  // The arguments must outlive it; `laws` are those of `engine`.
  RowPricer(const Engine& engine, const law::LawIndices& laws, const DutyParams& defaults, const BatchColumns& columns)
      : engine_(engine), laws_(laws), defaults_(defaults), columns_(columns) {}

  // The answers name no headings, only their authorities.
  void leave_out_headings() { with_headings_ = false; }

  // An error of Engine::duty where the row cannot be priced. Precondition: a field for each column.
  Status price(const RowFields& fields);

  // The greatest duty on the row last priced under another answer to the claim; nothing where it is open or the row
  // went through Engine::duty. The answer stays.
  std::optional<Money> greatest_with(std::string_view claim);

  // Of the row last priced, until the next.
  const RowAnswer& answer() const { return answer_; }
  const law::LawIndex& law() const { return *law_; }
  // What was asked of the Pricer; null where the row went through Engine::duty.
  const law::PriceQuery* query() const { return fast_ ? &query_ : nullptr; }
  law::Pricer& pricer();
  // Orders that are known to exist for the goods of the row, unless a rate under one was stated.
  const std::vector<const law::RemedyOrder*>& find_orders();
  // The field of a column, or what holds for every row where it is empty or there is none.
  std::string_view field(int column, const std::string& otherwise) const;

 private:
  bool read_query(law::PriceQuery& query);
  bool read_facts(const law::LawIndex& law);
  bool price_fast();
  Status price_fully();
  DutyParams params_of_row() const;
  void fill_from(const law::Price& price, const law::PriceQuery& query);
  void fill_from(const DutyResult& result);
  void add_headings(const law::Price& price, const law::PlannedOutcome& outcome, std::vector<AnswerHeading>& headings);
  std::string message_of(const law::Price& price) const;

  const Engine& engine_;
  const law::LawIndices& laws_;
  const DutyParams& defaults_;
  const BatchColumns& columns_;
  const RowFields* fields_ = nullptr;
  std::map<Country, std::unique_ptr<law::Pricer>> pricers_;
  const law::LawIndex* law_ = nullptr;  // of the row
  law::Pricer* pricer_ = nullptr;
  law::PriceQuery query_;
  bool with_headings_ = true;
  bool fast_ = false;  // the row went through the Pricer
  std::vector<Quantity> quantities_;
  std::vector<law::KnownFact> facts_, other_facts_;
  std::vector<law::PricedHeading> priced_;
  std::vector<const law::RemedyOrder*> orders_;  // that name the goods of the row
  RowAnswer answer_;
};

}  // namespace trilat
