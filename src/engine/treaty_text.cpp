#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "engine/negotiate_deals_text.hpp"
#include "engine/plain_text.hpp"
#include "io/json.hpp"
#include "trilat/treaty.hpp"

namespace trilat {
namespace {

constexpr std::size_t kNamed = 3;  // of the cases in which a conclusion is otherwise

std::string amount(double value) {
  const double size = std::abs(value);
  return fmt::format("{:.{}f}", value, size >= 100 ? 0 : size >= 1 ? 2 : 5);
}

std::string columns(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += fmt::format(" {:>14}", amount(value));
  return text;
}

std::string header(const TreatyResult& result, const char* first) {
  std::string text = fmt::format("{:<34}", first);
  for (const std::string& player : result.players) text += fmt::format(" {:>14}", player);
  return text + "\n";
}

std::string row(const char* name, const std::vector<double>& values) {
  return fmt::format("{:<34}{}\n", name, columns(values));
}

std::string values_text(const TreatyResult& result, const TreatySolution& solution) {
  std::string text = header(result, "value, present and as an even flow");
  text += row("  as the game stands", solution.value) + row("    a year", solution.yearly);
  text += row("  if all confirmed at the start", solution.extended_now);
  text += row("cost of not knowing", solution.cost) + row("  doubt while unextended", solution.cost_doubt);
  text += row("  conceded under pressure", solution.cost_pressure);
  return text + row("  extension late or lost", solution.cost_paths);
}

std::string offer_text(const TreatyResult& result, const TreatySolution& solution) {
  std::string text = header(result, "gain by not confirming now");
  text += row("  when the two others do", solution.needs);
  if (solution.offer_total == 0) return text + "nobody need be paid: all three would confirm now\n";
  if (!solution.offer_possible)
    return text + fmt::format("no offer among the three: {} are asked and {} are missing\n",
                              amount(solution.offer_total), amount(solution.offer_shortfall));
  return text + row("offer that makes all confirm", solution.offer);
}

std::string years_text(const TreatySolution& solution) {
  std::string text = fmt::format("{:<12}{:>10}{:>12}{:>10}{:>10}{:>10}{:>22}\n", "on", "extended", "unextended",
                                 "rebuilt", "split", "no link", "confirmed by all then");
  for (std::size_t k = 0; k < solution.years.size(); ++k) {
    const TreatyYear& year = solution.years[k];
    const std::string then = k < solution.reviews.size() && solution.reviews[k].held > 0
                                 ? fmt::format("{:.3f}", solution.reviews[k].confirmed)
                                 : "";
    text += fmt::format("{:<12}{:>10.3f}{:>12.3f}{:>10.3f}{:>10.3f}{:>10.3f}{:>22}\n", year.date.to_string(),
                        year.extended, year.unextended, year.rebuilt, year.split, year.none, then);
    if (k == solution.reviews.size() + 2) break;  // two years after the expiry; JSON has the rest
  }
  return text;
}

std::string reviews_text(const TreatyResult& result, const TreatySolution& solution) {
  std::string text = header(result, "value of each review, if reached");
  for (const TreatyReviewResult& review : solution.reviews)
    text += row(("  " + review.date.to_string()).c_str(), review.value);
  return text;
}

std::string solution_text(const TreatyResult& result, const TreatySolution& solution) {
  std::string text =
      fmt::format("\n{} equilibrium\n{}\n{}\n{}\n{}", solution.solved_as, years_text(solution),
                  values_text(result, solution), reviews_text(result, solution), offer_text(result, solution));
  text += fmt::format("{} stages solved; residual {:.1e}", solution.stages, solution.residual);
  if (solution.several > 0) text += fmt::format("; {} had several pure equilibria", solution.several);
  if (solution.mixed > 0) text += fmt::format("; {} had none", solution.mixed);
  return text + "\n";
}

std::string trust_text(const TreatyResult& result) {
  std::string text = "\nbelief that each keeps its word\n";
  for (const TreatyTrust& trust : result.trust) {
    text += fmt::format("  {:<6} {:.2f} after {} events", trust.player, trust.belief, trust.steps.size());
    if (!trust.steps.empty()) {
      const TreatyEventStep& last = trust.steps.back();
      text += fmt::format("; last {} {} ({}) {:.2f} to {:.2f}", last.date.to_string(), last.what, last.grade,
                          last.before, last.after);
    }
    text += "\n";
  }
  return text + fmt::format("  the game uses {:.2f}, the nearest of its levels to that of {}\n", result.trust_used,
                            result.presser);
}

std::string beliefs_text(const TreatyResult& result) {
  if (result.beliefs.empty()) return {};
  std::string text =
      "  keeping one's word to the pact, against a war without end, needs a belief in the partner's of\n";
  for (const TreatyBelief& one : result.beliefs) {
    const std::string needed = one.needed ? fmt::format("{:.2f}", *one.needed) : "more than is possible";
    text += fmt::format("    {} in {}: {} (held: {:.2f}{})\n", one.player, one.partner, needed, one.held,
                        one.needed && *one.needed <= one.held ? "" : ", too little");
  }
  return text;
}

std::string cases_text(const TreatyResult& result) {
  if (result.cases.empty()) return {};
  std::string text = fmt::format("\n{:<24}  {:<19}{:<19}{}\n", "payoffs under (logit)", "extended by 2036",
                                 "link missing 2037", "asked for confirming now");
  for (const TreatyCase& one : result.cases) {
    text += fmt::format("{:<24}  {:<19.3f}{:<19.3f}{}{}\n", one.name, one.extended, one.gone, amount(one.offer_total),
                        one.offer_possible ? "" : ", more than the others would give");
  }
  return text;
}

std::string conclusions_text(const TreatyResult& result) {
  std::string text = "\nHow far it holds: both ways of solving";
  if (!result.cases.empty()) text += ", every case above";
  if (!result.parameters.empty() && result.parameters.front().tried) text += ", both ends of every parameter";
  text += "\n";
  const TreatySpread& spread = result.spread;
  text += fmt::format(
      "  a year after the expiry: extended with a chance of {:.2f} to {:.2f}, above one half in {} of {}; a link "
      "missing with {:.2f} to {:.2f}\n",
      spread.extended_low, spread.extended_high, spread.extended_likely, spread.tried, spread.gone_low,
      spread.gone_high);
  for (const DealConclusion& one : result.conclusions) {
    text += fmt::format("  {:<4} {}; ", one.holds ? "yes" : "no", one.statement);
    if (one.verdict != DealConclusion::Verdict::kFlips) {
      text += fmt::format("the same in all {}\n", one.tried);
      continue;
    }
    const std::vector<std::string> some(
        one.otherwise.begin(),
        one.otherwise.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(one.otherwise.size(), kNamed)));
    text += fmt::format("FLIPS, no finding: the same in {} of {}; otherwise {}{}\n", one.same, one.tried,
                        fmt::join(some, "; "), some.size() < one.otherwise.size() ? "; and more" : "");
  }
  return text;
}

std::string parameters_text(const TreatyResult& result) {
  std::string text = fmt::format("\n{:<14}{:>8}{:>8}{:>8}  {:<19}{:<19}{}\n", "parameter", "value", "low", "high",
                                 "extended by 2036", "link missing 2037", "asked for confirming now");
  for (const TreatyParameterRow& p : result.parameters) {
    text += fmt::format("{:<14}{:>8}{:>8}{:>8}", p.name, p.value, p.low, p.high);
    if (p.tried)
      text += fmt::format("  {:<19}{:<19}{}", fmt::format("{:.3f} to {:.3f}", p.extended_low, p.extended_high),
                          fmt::format("{:.3f} to {:.3f}", p.gone_low, p.gone_high),
                          fmt::format("{} to {}", amount(p.offer_low), amount(p.offer_high)));
    text += "\n";
  }
  for (const TreatyParameterRow& p : result.parameters)
    text += fmt::format("  {}: {}; {}\n", p.name, p.meaning, p.reason);
  return text;
}

void write_solution(io::JsonWriter& json, const TreatySolution& s) {
  json.begin_object().field("solved_as", s.solved_as).field("start", s.start.to_string());
  json.list("value", s.value);
  json.list("yearly", s.yearly);
  json.list("extended_now", s.extended_now);
  json.list("cost", s.cost);
  json.list("cost_doubt", s.cost_doubt);
  json.list("cost_pressure", s.cost_pressure);
  json.list("cost_paths", s.cost_paths);
  json.list("needs", s.needs);
  json.key("offer").begin_object().field("possible", s.offer_possible).field("total", s.offer_total);
  json.field("shortfall", s.offer_shortfall);
  json.list("received", s.offer);
  json.end().key("years").begin_array();
  for (const TreatyYear& y : s.years) {
    json.begin_object().field("date", y.date.to_string()).field("extended", y.extended);
    json.field("unextended", y.unextended).field("rebuilt", y.rebuilt).field("split", y.split);
    json.field("none", y.none).end();
  }
  json.end().key("reviews").begin_array();
  for (const TreatyReviewResult& r : s.reviews) {
    json.begin_object().field("date", r.date.to_string()).field("held", r.held).field("confirmed", r.confirmed);
    json.list("confirm", r.confirm);
    json.list("wait", r.wait);
    json.list("withdraw", r.withdraw);
    json.list("value", r.value);
    json.end();
  }
  json.end().field("stages", s.stages).field("several", s.several).field("mixed", s.mixed);
  json.field("residual", s.residual).end();
}

void write_trust(io::JsonWriter& json, const TreatyTrust& trust) {
  json.begin_object().field("player", trust.player).field("belief", trust.belief).key("events").begin_array();
  for (const TreatyEventStep& step : trust.steps) {
    json.begin_object().field("date", step.date.to_string()).field("kind", step.kind).field("what", step.what);
    json.field("source", step.source).field("grade", std::string(1, step.grade)).field("before", step.before);
    json.field("after", step.after).end();
  }
  json.end().end();
}

void write_parameter(io::JsonWriter& json, const TreatyParameterRow& p) {
  json.begin_object().field("name", p.name).field("value", p.value).field("low", p.low).field("high", p.high);
  json.field("meaning", p.meaning).field("reason", p.reason);
  if (p.tried) {
    json.list("extended", std::vector<double>{p.extended_low, p.extended_high});
    json.list("gone", std::vector<double>{p.gone_low, p.gone_high});
    json.list("offer", std::vector<double>{p.offer_low, p.offer_high});
  }
  json.end();
}

void write_beliefs(io::JsonWriter& json, const std::vector<TreatyBelief>& beliefs) {
  json.key("beliefs").begin_array();
  for (const TreatyBelief& one : beliefs) {
    json.begin_object().field("player", one.player).field("partner", one.partner).key("needed");
    one.needed ? json.value(*one.needed) : json.null();
    json.field("held", one.held).end();
  }
  json.end();
}

void write_cases(io::JsonWriter& json, const std::vector<TreatyCase>& cases) {
  json.key("cases").begin_array();
  for (const TreatyCase& one : cases) {
    json.begin_object().field("name", one.name).field("extended", one.extended).field("gone", one.gone);
    json.field("offer_possible", one.offer_possible).field("offer_total", one.offer_total).end();
  }
  json.end();
}

}  // namespace

std::string to_text(const TreatyResult& result) {
  std::string text = fmt::format("The pact on {}: {}, term to {}; {}\n", result.date.to_string(), result.status,
                                 result.expiry.to_string(), result.unit);
  text += fmt::format("payoffs of the eight structures from {}\n", result.payoffs_from);
  text += trust_text(result) + beliefs_text(result);
  text += solution_text(result, result.logit) + solution_text(result, result.markov);
  text += parameters_text(result) + cases_text(result) + conclusions_text(result);
  return with_plain_zeros(text) +
         fmt::format("\nUSMCA articles 34.6 and 34.7; every parameter above is a judgement; data {}\n",
                     result.data_hash);
}

std::string to_json(const TreatyResult& result) {
  io::JsonWriter json;
  json.begin_object().field("date", result.date.to_string()).field("status", result.status);
  json.field("first_review", result.first_review.to_string()).field("expiry", result.expiry.to_string());
  json.field("payoffs_from", result.payoffs_from);
  json.field("unit", result.unit).field("presser", result.presser).key("players").begin_array();
  for (const std::string& player : result.players) json.value(player);
  json.end().key("structures").begin_array();
  for (const StructurePayoff& one : result.structures) {
    json.begin_object().field("structure", one.structure).field("player", one.player).field("payoff", one.payoff);
    json.end();
  }
  json.end().field("trust_used", result.trust_used).key("trust").begin_array();
  for (const TreatyTrust& trust : result.trust) write_trust(json, trust);
  json.end().key("logit");
  write_solution(json, result.logit);
  json.key("markov_perfect");
  write_solution(json, result.markov);
  json.key("parameters").begin_array();
  for (const TreatyParameterRow& p : result.parameters) write_parameter(json, p);
  json.end();
  write_beliefs(json, result.beliefs);
  write_cases(json, result.cases);
  const TreatySpread& spread = result.spread;
  json.key("spread").begin_object().field("tried", spread.tried).field("extended_likely", spread.extended_likely);
  json.field("gone_likely", spread.gone_likely).field("extended_low", spread.extended_low);
  json.field("extended_high", spread.extended_high).field("gone_low", spread.gone_low);
  json.field("gone_high", spread.gone_high).end();
  json.key("conclusions");
  write_conclusions(json, result.conclusions);
  json.field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

}  // namespace trilat
