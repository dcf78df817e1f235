#include <cmath>

#include "engine/negotiate_deals_text.hpp"

namespace trilat {
namespace {

using io::JsonWriter;

const char* word(DealMove::Kind kind) {
  switch (kind) {
    case DealMove::Kind::kCut: return "cut";
    case DealMove::Kind::kSign: return "sign";
    case DealMove::Kind::kLeave: return "leave";
    case DealMove::Kind::kOust: break;
  }
  return "oust";
}

const char* word(DealConclusion::Verdict verdict) {
  switch (verdict) {
    case DealConclusion::Verdict::kThroughout: return "throughout";
    case DealConclusion::Verdict::kFlips: return "flips";
    case DealConclusion::Verdict::kNotTried: break;
  }
  return "not_tried";
}

void maybe(JsonWriter& json, const char* name, const std::optional<bool>& answer) {
  json.key(name);
  answer ? json.value(*answer) : json.null();
}

void write(JsonWriter& json, const DealMove& move) {
  json.begin_object().field("kind", word(move.kind));
  json.list("by", move.by);
  json.field("other", move.other).field("to", move.to);
  json.list("gains_musd", move.gains_musd);
  json.field("partners_agree", move.partners_agree).field("same", move.same).end();
}

void write(JsonWriter& json, const DealStability& one) {
  json.begin_object().field("structure", one.structure).field("pairwise", one.pairwise);
  json.field("pairwise_same", one.pairwise_same).field("against_exit", one.against_exit);
  maybe(json, "strong", one.strong);
  maybe(json, "coalition_proof", one.coalition_proof);
  maybe(json, "farsighted", one.farsighted);
  maybe(json, "farsighted_alone", one.farsighted_alone);
  maybe(json, "consistent", one.consistent);
  json.key("payment").begin_object().field("possible", one.payment_possible).field("total_musd", one.payment_musd);
  json.field("shortfall_musd", one.shortfall_musd);
  json.list("received_musd", one.received_musd);
  json.end().key("moves").begin_array();
  for (const DealMove& move : one.moves) write(json, move);
  json.end().end();
}

void write(JsonWriter& json, const DealBargain& one) {
  json.begin_object().field("agreement", one.agreement).field("fallback", one.fallback);
  json.list("parties", one.parties);
  json.list("weights", one.weights);
  json.field("agreed", one.agreed).field("surplus_musd", one.surplus_musd);
  json.list("gains_musd", one.gains_musd);
  json.list("received_musd", one.received_musd);
  json.list("result_musd", one.result_musd);
  json.end();
}

void write(JsonWriter& json, const DealRooms& one) {
  json.begin_object().field("structure", one.structure).field("sustained", one.sustained).key("links").begin_array();
  for (const DealRooms::Link& link : one.links) {
    json.begin_object().field("first", link.first).field("second", link.second);
    json.field("surplus_musd", link.surplus_musd).field("received_musd", link.received_musd);
    json.list("spillovers_musd", link.spillovers_musd);
    json.end();
  }
  json.end();
  json.list("result_musd", one.result_musd);
  json.end();
}

void write(JsonWriter& json, const DealValues& one) {
  json.begin_object().field("structure", one.structure);
  json.list("fair_musd", one.fair_musd);
  json.list("myerson_musd", one.myerson_musd);
  json.list("society_musd", one.society_musd);
  json.list("flexible_musd", one.flexible_musd);
  json.end();
}

void write(JsonWriter& json, const DealConcession& one) {
  json.begin_object().field("by", one.by).field("to", one.to);
  json.field("rate_without_pct", one.rate_without_pct).field("rate_pct", one.rate_pct);
  json.list("worth_musd", one.worth_musd);
  json.key("sectors").begin_array();
  for (const DealConcession::Sector& sector : one.sectors) {
    json.begin_object().field("sectors", sector.sectors).field("rate_without_pct", sector.rate_without_pct);
    json.field("rate_pct", sector.rate_pct).field("imports_without", sector.imports_without);
    json.field("imports", sector.imports).end();
  }
  json.end().end();
}

void write(JsonWriter& json, const DealExchange& one) {
  json.begin_object().field("structure", one.structure).field("without", one.without).key("concessions").begin_array();
  write(json, one.first);
  write(json, one.second);
  json.end();
  json.list("answers_musd", one.answers_musd);
  json.list("total_musd", one.total_musd);
  json.end();
}

void write(JsonWriter& json, const DealTrust& one) {
  json.begin_object().field("structure", one.structure).field("player", one.player).field("partner", one.partner);
  json.field("betrayed_pct", one.betrayed_pct).key("belief");
  one.belief ? json.value(*one.belief) : json.null();
  json.end();
}

void write(JsonWriter& json, const DealConclusion& one) {
  json.begin_object().field("statement", one.statement).field("holds", one.holds).field("tried", one.tried);
  json.field("same", one.same).field("verdict", word(one.verdict));
  json.list("otherwise", one.otherwise);
  json.end();
}

template <class Entry>
void write_all(JsonWriter& json, const char* name, const std::vector<Entry>& entries) {
  json.key(name).begin_array();
  for (const Entry& entry : entries) write(json, entry);
  json.end();
}

void write_core(JsonWriter& json, const DealCore& core) {
  json.key("core").begin_object().key("coalitions").begin_array();
  for (const DealCore::Coalition& coalition : core.coalitions) {
    json.begin_object();
    json.list("members", coalition.members);
    json.field("worth_musd", coalition.worth_musd).field("balance", coalition.balance).end();
  }
  json.end().field("empty", core.empty).field("shortfall_musd", core.shortfall_musd);
  json.field("least_excess_musd", core.least_excess_musd);
  json.list("division_musd", core.division_musd);
  json.list("shapley_musd", core.shapley_musd);
  json.field("shapley_in_core", core.shapley_in_core).end();
}

void write_shares(JsonWriter& json, const DealShares& shares) {
  json.key("shares").begin_object().field("surplus_musd", shares.surplus_musd);
  json.list("one_room", shares.one_room);
  json.list("rooms_of_two", shares.rooms_of_two);
  json.list("rooms_of_two_low", shares.rooms_low);
  json.list("rooms_of_two_high", shares.rooms_high);
  json.list("unpaid", shares.unpaid);
  json.list("unpaid_low", shares.unpaid_low);
  json.list("unpaid_high", shares.unpaid_high);
  json.list("in_equilibrium", shares.in_equilibrium);
  json.field("rooms_sustained", shares.rooms_sustained).end();
}

void write_frontier(JsonWriter& json, const DealFrontier& frontier) {
  json.key("without_payments").begin_object();
  json.list("efficient", frontier.efficient);
  json.field("agreed", frontier.agreed).key("lottery").begin_array();
  for (const DealFrontier::Chance& chance : frontier.lottery)
    json.begin_object().field("structure", chance.structure).field("chance", chance.chance).end();
  json.end();
  json.list("lottery_musd", frontier.lottery_musd);
  json.end();
}

}  // namespace

const char* word(DealRepeated::Answer answer) {
  return answer == DealRepeated::Answer::kYes ? "yes" : answer == DealRepeated::Answer::kNo ? "no" : "open";
}

void write(JsonWriter& json, const DealRepeated& one) {
  json.begin_object().field("discount", one.discount).field("treaty", word(one.treaty));
  json.list("worst_outer_pct", one.worst_outer);
  json.list("worst_inner_pct", one.worst_inner);
  json.list("best_outer_pct", one.best_outer);
  json.list("best_inner_pct", one.best_inner);
  json.key("gap");
  std::isfinite(one.gap) ? json.value(one.gap) : json.null();
  json.end();
}

void write_grid(JsonWriter& json, const DealGrid& grid) {
  json.key("repeated").begin_object();
  json.list("steps", grid.steps);
  json.field("combinations", grid.profiles);
  write_all(json, "sets", grid.sets);
  json.end();
}

void write_conclusions(JsonWriter& json, const std::vector<DealConclusion>& conclusions) {
  json.begin_array();
  for (const DealConclusion& one : conclusions) write(json, one);
  json.end();
}

void write_deals(JsonWriter& json, const NegotiateDeals& deals) {
  json.begin_object().field("judged", deals.judged).field("reason", deals.reason);
  if (deals.judged) {
    json.field("cases_tried", deals.cases_tried).field("cases_left_out", deals.cases_left_out);
    write_all(json, "stability", deals.stability);
    json.key("farsighted_sets").begin_array();
    for (const auto& set : deals.farsighted_sets) {
      json.begin_array();
      for (const std::string& structure : set) json.value(structure);
      json.end();
    }
    json.end();
    write_all(json, "bargains", deals.bargains);
    write_all(json, "rooms_of_two", deals.rooms);
    write_all(json, "values", deals.values);
    write_core(json, deals.core);
    write_shares(json, deals.shares);
    write_frontier(json, deals.frontier);
    write_all(json, "exchanges", deals.exchanges);
    json.field("discount", deals.discount);
    write_all(json, "trust", deals.trust);
    write_grid(json, deals.repeated);
    json.key("conclusions");
    write_conclusions(json, deals.conclusions);
  }
  json.end();
}

}  // namespace trilat
