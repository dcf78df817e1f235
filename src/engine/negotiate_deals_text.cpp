#include "engine/negotiate_deals_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace trilat {
namespace {

constexpr std::size_t kSectorsShown = 4;     // of a concession
constexpr std::size_t kStructuresShown = 8;  // more are in the JSON alone

std::string yes(bool answer) { return answer ? "yes" : "no"; }
std::string yes(const std::optional<bool>& answer) { return answer ? yes(*answer) : "-"; }

class DealsText {
 public:
  explicit DealsText(const NegotiateResult& result) : result_(result), deals_(result.deals) {}

  std::string write() const {
    if (!deals_.judged) {
      return fmt::format(
          "\nWhat follows for deals is not said: {}. The payoffs of such a structure are the best point "
          "found and no answer.\n",
          deals_.reason);
    }
    return untried() + stability() + moves() + shares() + bargains() + rooms() + values() + core() + frontier() +
           exchanges() + trust() + repeated() + conclusions();
  }

 private:
  bool tried() const { return deals_.cases_tried > 1; }

  // How far a statement of this case holds in the others; empty where there are none.
  std::string in_cases(int same) const {
    if (!tried()) return {};
    return same == deals_.cases_tried ? fmt::format("; in all {} cases", same)
                                      : fmt::format("; in {} of {} cases", same, deals_.cases_tried);
  }

  std::string amounts(const std::vector<double>& values, bool sign = true) const {
    std::string text;
    for (std::size_t p = 0; p < values.size(); ++p) {
      text += fmt::format("{}{} ", p == 0 ? "" : ", ", result_.players[p]);
      text += sign ? fmt::format("{:+.0f}", values[p]) : fmt::format("{:.0f}", values[p]);
    }
    return text;
  }

  std::string columns(const char* name, const std::vector<double>& values) const {
    std::string text = fmt::format("  {:<34}", name);
    for (const double value : values) text += fmt::format(" {:>12.0f}", value);
    return text + '\n';
  }

  std::string heads(const char* name) const {
    std::string text = fmt::format("  {:<34}", name);
    for (const std::string& player : result_.players) text += fmt::format(" {:>12}", player);
    return text + '\n';
  }

  static std::string payment(const DealStability& one) {
    if (one.payment_musd < 0.5) return "nothing";
    return one.payment_possible ? fmt::format("{:.0f}", one.payment_musd)
                                : fmt::format("not among them: {:.0f} short", one.shortfall_musd);
  }

  std::string stability() const {
    std::string text =
        "\nWhich structures nobody would change: by one link, by leaving, in groups; announced by all "
        "(coalition-proof);\n"
        "with foresight; consistent; and what must be paid, million USD a year, to keep everyone in place\n";
    text += fmt::format("  {:<28}{:>6}{:>7}{:>8}{:>11}{:>11}{:>12}  {}\n", "", "link", "leave", "groups", "announced",
                        "foresight", "consistent", "payment");
    for (const DealStability& one : deals_.stability) {
      if (deals_.stability.size() > kStructuresShown && !one.pairwise && &one != &deals_.stability.back()) continue;
      const std::string far = one.farsighted_alone.value_or(false) ? "alone" : yes(one.farsighted);
      text += fmt::format("  {:<28}{:>6}{:>7}{:>8}{:>11}{:>11}{:>12}  {}\n", one.structure, yes(one.pairwise),
                          yes(one.against_exit), yes(one.strong), yes(one.coalition_proof), far, yes(one.consistent),
                          payment(one));
      if (tried() && one.pairwise_same < deals_.cases_tried)
        text += fmt::format("    by one link the answer is the same in {} of {} cases\n", one.pairwise_same,
                            deals_.cases_tried);
    }
    return text;
  }

  std::string described(const DealMove& move) const {
    const std::string by = fmt::format("{}", fmt::join(move.by, " and "));
    switch (move.kind) {
      case DealMove::Kind::kCut: return fmt::format("{} would cut its deal with {}", by, move.other);
      case DealMove::Kind::kSign: return fmt::format("{} would sign", by);
      case DealMove::Kind::kLeave: return fmt::format("{} would leave", by);
      case DealMove::Kind::kOust: break;
    }
    return fmt::format("{} would gain by ousting {}{}", by, move.other,
                       move.partners_agree ? "" : ", which a partner of it does not want");
  }

  std::string moves() const {
    std::string text = "\nWho would change what, to which structure, and what it gains each (million USD a year)\n";
    std::size_t shown = 0;
    for (const DealStability& one : deals_.stability) {
      if (one.moves.empty()) continue;
      if (deals_.stability.size() > kStructuresShown && &one != &deals_.stability.back()) continue;
      text += fmt::format("  From {}\n", one.structure);
      for (const DealMove& move : one.moves) {
        ++shown;
        text += fmt::format("    {}, to {}: {}{}\n", described(move), move.to, amounts(move.gains_musd),
                            in_cases(move.same));
      }
      if (one.payment_possible && one.payment_musd >= 0.5)
        text += fmt::format("    stopped by paying: {}\n", amounts(one.received_musd));
    }
    return shown == 0 ? text + "  nobody, from any structure shown\n" : text;
  }

  std::string share_row(const char* name, const std::vector<double>& shares, const std::vector<double>& low,
                        const std::vector<double>& high) const {
    std::string text = fmt::format("  {:<34}", name);
    for (std::size_t p = 0; p < shares.size(); ++p) {
      std::string cell = fmt::format("{:.1f}", 100 * shares[p]);
      if (tried() && !low.empty()) cell += fmt::format(" ({:.0f} to {:.0f})", 100 * low[p], 100 * high[p]);
      text += fmt::format(" {:>20}", cell);
    }
    return text + '\n';
  }

  std::string shares() const {
    const DealShares& shares = deals_.shares;
    if (result_.players.size() < 2) return {};
    std::string text = fmt::format(
        "\nThe price of asymmetry: who gets how much of the {:.0f} million USD a year that all "
        "deals yield over none, per cent\n",
        shares.surplus_musd);
    if (shares.one_room.empty()) return text + "  there is no surplus to share\n";
    text += fmt::format("  {:<34}", tried() ? "(in brackets the range over the cases)" : "");
    for (const std::string& player : result_.players) text += fmt::format(" {:>20}", player);
    text += '\n' + share_row("bargained in one room", shares.one_room, {}, {});
    text += share_row("in rooms of two, at once", shares.rooms_of_two, shares.rooms_low, shares.rooms_high);
    text += share_row("without payments", shares.unpaid, shares.unpaid_low, shares.unpaid_high);
    if (!shares.in_equilibrium.empty()) text += share_row("paid within the equilibrium", shares.in_equilibrium, {}, {});
    if (!shares.rooms_sustained) text += "  in rooms of two some deal would better not be signed: see below\n";
    return text;
  }

  std::string bargains() const {
    std::string text =
        "\nBargaining with money, million USD a year: each keeps what it has without the deal, and a share of "
        "the surplus by its weight\n";
    for (const DealBargain& one : deals_.bargains) {
      std::vector<std::string> weights;
      for (const double weight : one.weights) weights.push_back(fmt::format("{:.2f}", weight));
      text += fmt::format("  {} over {} instead of {}: ", fmt::join(one.parties, ", "), one.agreement, one.fallback);
      if (!one.agreed) {
        text += fmt::format("no deal, together they would lose {:.0f}\n", -one.surplus_musd);
        continue;
      }
      text += fmt::format("surplus {:.0f}, shared {}\n    before payments {}; received {}\n", one.surplus_musd,
                          fmt::join(weights, " : "), amounts(one.gains_musd), amounts(one.received_musd));
    }
    return text;
  }

  std::string rooms() const {
    if (deals_.rooms.empty()) return {};
    std::string text = "\nDeals of two at once, each as if the others stood (Nash-in-Nash), million USD a year\n";
    for (const DealRooms& one : deals_.rooms) {
      if (deals_.stability.size() > kStructuresShown && &one != &deals_.rooms.back()) continue;
      text += fmt::format("  {}{}: in all {}\n", one.structure, one.sustained ? "" : " (not sustained)",
                          amounts(one.result_musd));
      for (const DealRooms::Link& link : one.links) {
        text += fmt::format("    {} with {}: surplus {:+.0f}, {} receives {:+.0f}", link.first, link.second,
                            link.surplus_musd, link.first, link.received_musd);
        for (std::size_t p = 0; p < result_.players.size(); ++p) {
          if (std::abs(link.spillovers_musd[p]) >= 0.5)
            text += fmt::format("; {} is left with {:+.0f}", result_.players[p], link.spillovers_musd[p]);
        }
        text += '\n';
      }
    }
    return text;
  }

  std::string values() const {
    if (deals_.values.empty()) return {};
    const DealValues& whole = deals_.values.back();
    std::string text = "\n" + heads("Divisions of all deals, million USD");
    text += columns("as the tariffs leave it", payoffs_of(whole.structure));
    text += columns("every link gains both ends alike", whole.fair_musd);
    text += columns("Myerson value, others apart", whole.myerson_musd);
    text += columns("Jackson-Wolinsky, of society", whole.society_musd);
    text += columns("Jackson, links not for granted", whole.flexible_musd);
    return text + columns("Shapley value of coalitions", deals_.core.shapley_musd);
  }

  std::vector<double> payoffs_of(const std::string& structure) const {
    std::vector<double> money;
    for (const NegotiateStructure& one : result_.structures) {
      if (one.name != structure) continue;
      for (const NegotiatePayoff& payoff : one.payoffs) money.push_back(payoff.musd);
    }
    return money;
  }

  std::string core() const {
    const DealCore& core = deals_.core;
    if (core.empty) {
      return fmt::format(
          "The core is empty: whatever the division, some coalition does better while the others stand "
          "alone; {:.0f} million a year are missing.\n",
          core.shortfall_musd);
    }
    return fmt::format(
        "The core is not empty: {} leaves every coalition at least {:.0f} million above what it has alone. "
        "The Shapley value is {} it.\n",
        amounts(core.division_musd), -core.least_excess_musd, core.shapley_in_core ? "in" : "outside");
  }

  std::string frontier() const {
    const DealFrontier& frontier = deals_.frontier;
    std::string text = fmt::format(
        "Without payments, structures at least as good for all as no deals that no other betters "
        "for all: {}.\n",
        frontier.efficient.empty() ? "there is none" : fmt::format("{}", fmt::join(frontier.efficient, "; ")));
    if (!frontier.agreed) return text + "No lottery over structures gives everyone more than no deals.\n";
    text += "The lottery over structures with Nash's greatest product:";
    for (const DealFrontier::Chance& chance : frontier.lottery)
      text += fmt::format("{} {:.1f} % {}", &chance == frontier.lottery.data() ? "" : ",", 100 * chance.chance,
                          chance.structure);
    return text + ".\n";
  }

  std::string conceded(const DealConcession& one) const {
    const auto worth = [&](const std::string& player) {
      const auto at = std::find(result_.players.begin(), result_.players.end(), player) - result_.players.begin();
      return one.worth_musd[static_cast<std::size_t>(at)];
    };
    const double own = worth(one.by);
    std::string text =
        fmt::format("    {} concedes {:.2f} to {:.2f} % on {}: {} itself {:.0f}, {} {:.0f} to {}\n", one.by,
                    one.rate_without_pct, one.rate_pct, one.to, own < 0 ? "costs" : "gains", std::abs(own),
                    worth(one.to) < 0 ? "takes" : "gives", std::abs(worth(one.to)), one.to);
    if (one.sectors.size() < 2) return text;
    std::vector<DealConcession::Sector> sectors = one.sectors;
    const auto weight = [](const DealConcession::Sector& sector) {
      return std::abs(sector.rate_without_pct - sector.rate_pct) * sector.imports;
    };
    std::sort(sectors.begin(), sectors.end(), [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
    sectors.resize(std::min(sectors.size(), kSectorsShown));
    text += "      most in";
    for (const DealConcession::Sector& sector : sectors)
      text += fmt::format("{} {} {:.1f} to {:.1f} %", &sector == sectors.data() ? "" : ",", sector.sectors,
                          sector.rate_without_pct, sector.rate_pct);
    return text + '\n';
  }

  std::string exchanges() const {
    if (deals_.exchanges.empty()) return {};
    std::string text =
        "\nWhat partners concede, in tariffs (means by base imports) and in money (million USD a year)\n";
    for (const DealExchange& one : deals_.exchanges) {
      text += fmt::format("  {} instead of {}\n", one.structure, one.without);
      text += conceded(one.first) + conceded(one.second);
      text += fmt::format("    answers of all other tariffs {}; in all {}\n", amounts(one.answers_musd),
                          amounts(one.total_musd));
    }
    return text;
  }

  std::string trust() const {
    std::string text = fmt::format(
        "\nBelief that the partner keeps its word which keeping one's own needs, a year counting {:g} of the one "
        "before\n",
        deals_.discount);
    for (const DealStability& structure : deals_.stability) {
      if (deals_.stability.size() > kStructuresShown && &structure != &deals_.stability.back()) continue;
      std::string line;
      for (const DealTrust& one : deals_.trust) {
        if (one.structure != structure.structure) continue;
        line += fmt::format("{}{} of {} {}", line.empty() ? "" : ", ", one.player, one.partner,
                            one.belief ? fmt::format("{:.3f}", *one.belief) : "none is enough");
      }
      if (!line.empty()) text += fmt::format("  {}: {}\n", structure.structure, line);
    }
    return text;
  }

  // "between -0.51 and -0.48": the outer bound first.
  static std::string bounds(const std::vector<double>& outer, const std::vector<double>& inner, std::size_t player) {
    if (inner.empty()) return fmt::format("{:+.3f} at the outside", outer[player]);
    const std::string a = fmt::format("{:+.3f}", outer[player]), b = fmt::format("{:+.3f}", inner[player]);
    return a == b ? a : fmt::format("between {} and {}", a, b);
  }

  std::string of_all(const std::vector<double>& outer, const std::vector<double>& inner) const {
    std::string text;
    for (std::size_t player = 0; player < outer.size(); ++player) {
      text += fmt::format("{}{} {}", player == 0 ? "" : ", ", result_.players[player], bounds(outer, inner, player));
    }
    return text + "\n";
  }

  std::string repeated() const {
    const DealGrid& grid = deals_.repeated;
    if (grid.sets.empty()) return {};
    std::string text = fmt::format(
        "\nPlay repeated for ever on a grid: each goes one of {} steps from the treaty's tariffs to those of the war, "
        "{} "
        "combinations; per cent of real income a year\n",
        grid.steps.size(), grid.profiles);
    for (const DealRepeated& one : grid.sets) {
      const char* treaty = one.treaty == DealRepeated::Answer::kYes  ? "can be kept"
                           : one.treaty == DealRepeated::Answer::kNo ? "cannot be kept"
                                                                     : "is not decided by the bounds";
      text += fmt::format("  a year counting {:g} of the one before: what the treaty gives {}\n", one.discount, treaty);
      if (one.worst_outer.empty()) continue;
      text += "    the least that each can be held to: " + of_all(one.worst_outer, one.worst_inner);
      text += "    the most that each can have:        " + of_all(one.best_outer, one.best_inner);
    }
    return text;
  }

  std::string untried() const {
    return tried() ? ""
                   : "\nNone of what follows was tried under other elasticities and closures, where it may be "
                     "otherwise: --sensitivity does.\n";
  }

  std::string conclusions() const {
    if (!tried()) return {};
    std::string throughout, flips;
    for (const DealConclusion& one : deals_.conclusions) {
      if (one.verdict == DealConclusion::Verdict::kThroughout)
        throughout += fmt::format("  {:<4} {}\n", yes(one.holds), one.statement);
      if (one.verdict != DealConclusion::Verdict::kFlips) continue;
      flips += fmt::format("  {:<4} {}\n       the same in {} of {}; otherwise under {}\n", yes(one.holds),
                           one.statement, one.same, one.tried, fmt::join(one.otherwise, "; "));
    }
    std::string text = fmt::format(
        "\nHow far it holds: {} cases, every set of elasticities with deficits fixed and "
        "balanced{}\n",
        deals_.cases_tried,
        deals_.cases_left_out == 0 ? ""
                                   : fmt::format("; {} more have no certified equilibrium", deals_.cases_left_out));
    text += " The same throughout\n" + (throughout.empty() ? "  nothing\n" : throughout);
    return text + " Flips between cases, and is no finding\n" + (flips.empty() ? "  nothing\n" : flips);
  }

  const NegotiateResult& result_;
  const NegotiateDeals& deals_;
};

}  // namespace

std::string deals_text(const NegotiateResult& result) { return DealsText(result).write(); }

}  // namespace trilat
