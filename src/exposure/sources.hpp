// Where else goods could come from: every origin that the law knows, ranked by the duty that it would bear.
//
// An origin is priced with the shipment that stands for the goods: its value, quantities and facts, but for facts that
// are countries, which the present seller's say nothing of another's, and without a claim; where a preference may be
// claimed and lowers the duty, once more with it. Prices before duty are taken to be the same everywhere. A group that
// the statistics of trade count as one partner is one origin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exposure/tally.hpp"
#include "flows/imports.hpp"
#include "law/law_index.hpp"
#include "law/pricer.hpp"

namespace trilat::exposure {

struct Place {
  std::string code, name;
  Country law;       // whose law it meets
  int partner = -1;  // in the imports; -1: not counted there
};

struct SourceRate {
  std::size_t place = 0;
  std::string_view claim;  // the preference of the law that it needs, or empty
  Range duty;
  bool bounded = true;
  double imports = -1;  // of the code from there in the year of trade; -1: not held
};

// Belongs to one thread, since it remembers what it priced.
class SourceRanking {
 public:
  // `imports` null: none are held for the importer. Both must outlive it.
  SourceRanking(const law::LawIndex& index, const flows::Imports* imports);

  bool has_imports() const { return imports_ != nullptr; }
  const std::vector<Place>& places() const { return places_; }
  std::size_t place_of(Country origin) const { return place_of_[origin.index()]; }

  // Least duty first; of equals the largest seller, then those without trade. Without origins that the Pricer leaves
  // out. Precondition: the day is in the recorded span.
  std::vector<SourceRate> rank(HsCode code, Date date, const Example& example);

 private:
  void read_imports(HsCode code);
  std::vector<law::KnownFact> facts_of(const Example& example) const;
  bool price(const law::PriceQuery& query, SourceRate& rate);

  const law::LawIndex& index_;
  const flows::Imports* imports_;
  law::Pricer pricer_;
  std::vector<Place> places_;
  std::vector<std::size_t> place_of_;  // by country
  std::vector<double> imports_by_;     // by partner, of the code ranked; -1: not held
};

}  // namespace trilat::exposure
