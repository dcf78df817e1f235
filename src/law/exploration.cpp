#include "law/exploration.hpp"

#include <algorithm>

#include "law/questions.hpp"

namespace trilat::law {
namespace {

constexpr std::size_t kMostRulings = 20'000;

}  // namespace

Exploration::Exploration(const Case& subject, Tape& tape) : case_(subject), tape_(tape) {
  disclosure.assumed.assign(subject.index.rules().facts.size(), false);
}

Status Exploration::run(const Answers& given) {
  Evaluation evaluation(case_, given, tape_, disclosure);
  Ruling ruling = evaluation.run();
  if (evaluation.missing() < 0) {
    rulings.push_back(std::move(ruling));
    if (rulings.size() <= kMostRulings) return {};
    return bad_input("too many open facts to explore every combination", "say more facts about the shipment");
  }
  for (Said& answer : answers_to_try(case_, tape_, evaluation.missing(), given)) {
    Answers more = given;
    more.push_back(std::move(answer));
    TRILAT_CHECK(run(more));
  }
  return {};
}

Ends ends_of(const std::vector<Ruling>& rulings) {
  const auto by_duty = [](const Ruling& a, const Ruling& b) { return a.total.money < b.total.money; };
  const auto [low, high] = std::minmax_element(rulings.begin(), rulings.end(), by_duty);
  return {static_cast<std::size_t>(low - rulings.begin()), static_cast<std::size_t>(high - rulings.begin())};
}

}  // namespace trilat::law
