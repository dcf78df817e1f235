#include "report/deal_chart.hpp"

#include <algorithm>

#include "report/brief_model.hpp"

namespace trilat::report {
namespace {

using MoveKind = DealMove::Kind;

std::size_t place_of(const NegotiateResult& game, const std::string& structure) {
  const auto at = std::find_if(game.structures.begin(), game.structures.end(),
                               [&](const NegotiateStructure& one) { return one.name == structure; });
  return static_cast<std::size_t>(at - game.structures.begin());
}

bool linked(const NegotiateStructure& structure, const std::string& first, const std::string& second) {
  return std::any_of(structure.links.begin(), structure.links.end(),
                     [&](const NegotiateLink& link) { return link.first == first && link.second == second; });
}

StructureBox box_of(const NegotiateResult& game, std::size_t k, const DealChartWords& words) {
  StructureBox box;
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = a + 1; b < 3; ++b)
      box.linked.push_back(linked(game.structures[k], game.players[a], game.players[b]));
  for (const NegotiatePayoff& payoff : game.structures[k].payoffs) box.values.push_back(words.value(payoff.pct));
  const int lasting = lasting_cases(game.deals, k);
  box.stable = lasting == game.deals.cases_tried;
  if (lasting > 0) box.notes.push_back(words.lasts(lasting));
  return box;
}

}  // namespace

StructureChart deal_chart(const NegotiateResult& game, const DealChartWords& words) {
  StructureChart chart;
  chart.title = words.title;
  for (const std::string& player : game.players) chart.players.push_back(words.player(player));
  for (std::size_t k = 0; k < game.structures.size(); ++k) chart.boxes.push_back(box_of(game, k, words));
  for (std::size_t k = 0; k < game.structures.size(); ++k) {
    for (const DealMove& move : game.deals.stability[k].moves) {
      const std::string who = move.by.empty() ? "" : words.player(move.by.front());
      if (move.kind == MoveKind::kCut)
        chart.arrows.push_back({k, place_of(game, move.to), words.leaves(who, move.same), false});
      if (move.kind == MoveKind::kSign)
        chart.arrows.push_back({k, place_of(game, move.to), words.signs(move.same), true});
      if (move.kind == MoveKind::kLeave) chart.boxes[k].notes.push_back(words.leaves_all(who, move.same));
    }
  }
  return chart;
}

}  // namespace trilat::report
