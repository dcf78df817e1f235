#include "game/concessions.hpp"

namespace trilat::game {
namespace {

// `rates` with the tariffs of `by` on `to` as in `other`.
std::vector<double> conceded(const TariffGame& game, std::vector<double> rates, const std::vector<double>& other,
                             int by, int to) {
  for (std::size_t c = 0; c < rates.size(); ++c) {
    const Control& control = game.controls()[c];
    if (control.player == by && control.partner == to) rates[c] = other[c];
  }
  return rates;
}

Result<std::vector<double>> payoffs_at(TariffGame& game, const std::vector<double>& rates) {
  TRILAT_CHECK(game.solve(rates));
  return game.payoffs();
}

}  // namespace

Result<Exchange> exchange_on(TariffGame& game, const StructureOutcome& without, const StructureOutcome& with,
                             Pair link) {
  const auto [a, b] = link;
  const std::vector<double> only_a = conceded(game, without.rates, with.rates, a, b);
  const std::vector<double> only_b = conceded(game, without.rates, with.rates, b, a);
  TRILAT_TRY(const std::vector<double> after_a, payoffs_at(game, only_a));
  TRILAT_TRY(const std::vector<double> after_b, payoffs_at(game, only_b));
  TRILAT_TRY(const std::vector<double> after_both, payoffs_at(game, conceded(game, only_a, with.rates, b, a)));
  Exchange found{link, {a, b, {}}, {b, a, {}}, {}};
  for (std::size_t p = 0; p < game.player_count(); ++p) {
    const double before = without.payoffs[p];
    found.first.worth.push_back((after_a[p] - before + after_both[p] - after_b[p]) / 2);
    found.second.worth.push_back((after_b[p] - before + after_both[p] - after_a[p]) / 2);
    found.answers.push_back(with.payoffs[p] - after_both[p]);
  }
  return found;
}

}  // namespace trilat::game
