#include "engine/negotiate_exchange.hpp"

#include <cmath>

namespace trilat {
namespace {

class Describer {
 public:
  Describer(const Negotiation& solved, const Negotiation::Exchange& exchange) : solved_(solved), exchange_(exchange) {}

  DealExchange make() const {
    DealExchange to;
    to.structure = name(exchange_.with);
    to.without = name(exchange_.without);
    to.first = concession(exchange_.found.first);
    to.second = concession(exchange_.found.second);
    to.answers_musd = money(exchange_.found.answers);
    for (std::size_t p = 0; p < to.answers_musd.size(); ++p)
      to.total_musd.push_back(to.first.worth_musd[p] + to.second.worth_musd[p] + to.answers_musd[p]);
    return to;
  }

 private:
  std::string name(std::size_t structure) const {
    return game::describe(solved_.table.payoffs.networks[structure], solved_.table.payoffs.players);
  }

  std::vector<double> money(std::vector<double> per_cent) const {
    for (std::size_t p = 0; p < per_cent.size(); ++p) per_cent[p] *= solved_.table.base_income[p] / 100;
    return per_cent;
  }

  double rate_pct(std::size_t structure, std::size_t control) const {
    const double rate = solved_.table.outcomes[structure].rates[control];
    return 100 * (std::isnan(rate) ? solved_.controls[control].base : rate);
  }

  DealConcession concession(const game::Concession& found) const {
    const auto& players = solved_.table.payoffs.players;
    DealConcession to;
    to.by = players[static_cast<std::size_t>(found.by)];
    to.to = players[static_cast<std::size_t>(found.to)];
    to.worth_musd = money(found.worth);
    double weight = 0;
    for (std::size_t c = 0; c < solved_.controls.size(); ++c) {
      const game::Control& control = solved_.controls[c];
      if (control.player != found.by || control.partner != found.to) continue;
      to.sectors.push_back({control.sectors, rate_pct(exchange_.without, c), rate_pct(exchange_.with, c),
                            solved_.import_values[exchange_.without][c], solved_.import_values[exchange_.with][c]});
      to.rate_without_pct += control.imports * to.sectors.back().rate_without_pct;
      to.rate_pct += control.imports * to.sectors.back().rate_pct;
      weight += control.imports;
    }
    if (weight > 0) {
      to.rate_without_pct /= weight;
      to.rate_pct /= weight;
    }
    return to;
  }

  const Negotiation& solved_;
  const Negotiation::Exchange& exchange_;
};

}  // namespace

DealExchange described(const Negotiation& solved, const Negotiation::Exchange& exchange) {
  return Describer(solved, exchange).make();
}

}  // namespace trilat
