// Nash equilibria of simultaneous decisions, with their certificate.
//
// From each start: rounds of best responses, one decider after the other, each by a few projected quasi-Newton
// steps; then all deciders at once, x -> P(x + H_d^-1 slope_d) with the curvature learnt in the rounds, accelerated
// by Anderson's method until the KKT residual is within the tolerance; where that stalls, full best responses again.
// Solutions that differ are all kept. Every one is certified by the searches of certificate.hpp; where a search
// gains more than `regret`, the solver starts again from the better rates, and a solution that still loses to a search
// is no equilibrium.
#pragma once

#include <string>
#include <vector>

#include "game/best_response.hpp"
#include "game/certificate.hpp"

namespace trilat::game {

struct NashOptions {
  int starts = 1;                  // as in best_response: given (base rates unless `start` is), base, nothing, draws
  std::vector<double> start = {};  // levers; empty: base rates
  std::uint64_t seed = 1;
  double tolerance = 1e-10;    // on the KKT residual, in units of the rate
  double regret = 1e-10;       // largest gain of a search that an equilibrium may leave, of the aim
  int max_equilibria = 20000;  // equilibria of the economy solved, the budget
  int repairs = 3;             // times a search's better point is taken as a new start
  bool search = true;          // without it no point is certified
  SearchOptions searches = {};
};

struct NashPoint {
  std::vector<double> levers;           // by decider
  std::vector<double> rates;            // [control]
  std::vector<double> payoffs;          // [player] per cent
  std::vector<double> country_payoffs;  // [n] per cent
  Certificate certificate;
  bool certified = false;  // KKT within the tolerance and no search gains more than `regret`
  int reached = 0;         // by so many starts
};

struct NashResult {
  std::vector<NashPoint> points;  // distinct; certified ones first
  int starts = 0;                 // tried
  int failed = 0;                 // that led nowhere
  double spread = 0;              // largest difference of a lever among the starts that reached the first point
  int rounds = 0;                 // of best responses, over all starts
  int equilibria = 0;             // of the economy, over all
  std::string reason;             // in words, where no point is certified

  bool certified() const { return !points.empty() && points.front().certified; }
};

// Never an answer without a certificate: look at certified(). Errors: bad options.
Result<NashResult> solve_nash(TariffGame& game, const Play& play, const NashOptions& options = {});

}  // namespace trilat::game
