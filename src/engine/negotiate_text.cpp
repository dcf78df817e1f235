#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/negotiate_curve.hpp"
#include "engine/negotiate_deals_text.hpp"
#include "engine/negotiate_war.hpp"
#include "engine/plain_text.hpp"
#include "io/json.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {
namespace {

std::string header(const NegotiateResult& result) {
  return fmt::format(
      "Negotiation of {} on {} ({})\n  governments choose {}\n  partners of a deal charge each other {}; what nobody "
      "chooses are {}\n  deficits {}, labour {}, elasticities {}: {}\n  payoffs: change of real income against the "
      "base, per cent and million USD\n",
      fmt::join(result.players, ", "), result.economy, result.title, result.instruments, result.linked, result.standing,
      result.closure, result.labour, result.elasticities, result.elasticities_citation);
}

std::string structure_table(const NegotiateResult& result) {
  std::string text = fmt::format("\n{:<28}", "Deals");
  for (const std::string& player : result.players) text += fmt::format(" {:>9} {:>11}", player + " %", "million");
  for (const NegotiateStructure& structure : result.structures) {
    text += fmt::format("\n{:<28}", structure.name);
    for (const NegotiatePayoff& payoff : structure.payoffs) {
      text += fmt::format(" {:>+9.4f} {:>+11.0f}", payoff.pct, payoff.musd);
    }
    if (!structure.certificate.certified) {
      text += fmt::format(" no answer: {}", structure.certificate.reason);
      continue;
    }
    if (!structure.bargained) continue;
    text += fmt::format("\n{:<28}", "  with transfers");
    for (const NegotiatePayoff& payoff : structure.payoffs) {
      text += fmt::format(" {:>+9.4f} {:>+11.0f}", payoff.bargained_pct, payoff.received_musd);
    }
  }
  return text + '\n';
}

std::string tariff_table(const NegotiateResult& result) {
  std::string text = "\nTariffs without any deal, means by base imports, per cent (what stands in brackets)\n";
  for (const NegotiateTariff& tariff : result.structures.front().tariffs) {
    text += fmt::format("  {} on {:<8} {:>7.2f} ({:.2f})", tariff.player, tariff.partner, tariff.rate_pct,
                        tariff.rate_base_pct);
    if (tariff.by_sector.size() > 1) {
      const auto [least, most] =
          std::minmax_element(tariff.by_sector.begin(), tariff.by_sector.end(),
                              [](const auto& a, const auto& b) { return a.rate_pct < b.rate_pct; });
      text += fmt::format(", from {:.1f} on {} to {:.1f} on {}", least->rate_pct, least->sectors, most->rate_pct,
                          most->sectors);
    }
    text += '\n';
  }
  return text;
}

std::string certificate_lines(const NegotiateResult& result) {
  const NegotiateCertificate whole = whole_certificate(result);
  std::string text = fmt::format(
      "\nCertificate: {}. Largest first-order residual {:.2g}; {} searches ({} equilibria) gain at most {:.2g} %.\n",
      whole.certified ? "every structure is an equilibrium" : "NOT every structure is an equilibrium", whole.kkt,
      whole.searches, whole.evaluations, whole.largest_gain_pct);
  if (whole.equilibria_found > 1)
    text += fmt::format("  Up to {} equilibria were found for one structure; the first is shown.\n",
                        whole.equilibria_found);
  return text;
}

std::string deviation_lines(const NegotiateResult& result) {
  std::string text = "\nBreaking one's word where all are linked: keeps, cheats, war (per cent), patience needed\n";
  for (const NegotiateDeviation& deviation : result.deviations) {
    if (deviation.structure != result.structures.back().name) continue;
    text += fmt::format("  {:<4} {:>+9.4f} {:>+9.4f} {:>+9.4f}   {}\n", deviation.player, deviation.keeps_pct,
                        deviation.cheats_pct, deviation.war_pct,
                        deviation.any_patience ? fmt::format("{:.3f}", deviation.critical_discount) : "none is enough");
  }
  return text;
}

std::string case_lines(const NegotiateResult& result) {
  if (result.cases.empty()) return {};
  std::string text =
      fmt::format("\nNo deal and all deals under other elasticities and closures, per cent\n  {:<18}", "");
  for (const std::string& player : result.players) text += fmt::format(" {:>9} {:>9}", player, "");
  for (const NegotiateCase& entry : result.cases) {
    text += fmt::format("\n  {:<18}", entry.elasticities + ", " + entry.closure);
    if (entry.payoffs_pct.empty()) {
      text += " " + entry.reason;
      continue;
    }
    for (std::size_t p = 0; p < result.players.size(); ++p) {
      text += fmt::format(" {:>+9.4f} {:>+9.4f}", entry.payoffs_pct.front()[p], entry.payoffs_pct.back()[p]);
    }
  }
  return text + '\n';
}

std::string note_lines(const NegotiateResult& result) {
  std::string text;
  for (const std::string& note : result.standing_notes)
    text += (text.empty() ? "\nOf the law that stands: " : "; ") + note;
  return text.empty() ? text : text + ".\n";
}

// Not a number, where a residual could not be found, is null.
void write(io::JsonWriter& json, double value) { std::isfinite(value) ? json.value(value) : json.null(); }

void write(io::JsonWriter& json, const NegotiateTariff& tariff) {
  json.begin_object().key("player").value(tariff.player).key("partner").value(tariff.partner);
  json.key("rate_pct").value(tariff.rate_pct).key("rate_base_pct").value(tariff.rate_base_pct);
  json.key("imports_base").value(tariff.imports_base).key("imports").value(tariff.imports);
  json.key("by_sector").begin_array();
  for (const auto& sector : tariff.by_sector) {
    json.begin_object().key("sectors").value(sector.sectors).key("rate_pct").value(sector.rate_pct).end();
  }
  json.end().end();
}

void write(io::JsonWriter& json, const NegotiateCertificate& certificate) {
  json.begin_object().key("certified").value(certificate.certified).key("kkt");
  write(json, certificate.kkt);
  json.key("largest_gain_pct").value(certificate.largest_gain_pct).key("searches").value(certificate.searches);
  json.key("evaluations").value(certificate.evaluations).key("starts").value(certificate.starts);
  json.key("equilibria_found").value(certificate.equilibria_found).key("reason").value(certificate.reason).end();
}

void write(io::JsonWriter& json, const NegotiateStructure& structure) {
  json.begin_object().key("name").value(structure.name).key("links").begin_array();
  for (const NegotiateLink& link : structure.links) {
    json.begin_array().value(link.first).value(link.second).end();
  }
  json.end().key("payoffs").begin_array();
  for (const NegotiatePayoff& payoff : structure.payoffs) {
    json.begin_object().key("player").value(payoff.player).key("pct").value(payoff.pct).key("musd").value(payoff.musd);
    if (structure.bargained) {
      json.key("bargained_pct").value(payoff.bargained_pct).key("received_musd").value(payoff.received_musd);
    }
    json.end();
  }
  json.end().key("tariffs").begin_array();
  for (const NegotiateTariff& tariff : structure.tariffs) write(json, tariff);
  json.end().key("certificate");
  write(json, structure.certificate);
  json.key("outsiders").begin_array();
  for (const auto& outsider : structure.outsiders) {
    json.begin_object().key("country").value(outsider.country).key("pct").value(outsider.pct).end();
  }
  json.end().end();
}

void write(io::JsonWriter& json, const NegotiateDeviation& deviation) {
  json.begin_object().key("player").value(deviation.player).key("structure").value(deviation.structure);
  json.key("keeps_pct").value(deviation.keeps_pct).key("cheats_pct").value(deviation.cheats_pct);
  json.key("war_pct").value(deviation.war_pct).key("critical_discount");
  deviation.any_patience ? json.value(deviation.critical_discount) : json.null();
  json.key("payoffs_pct").begin_array();
  for (const double payoff : deviation.payoffs_pct) json.value(payoff);
  json.end().key("tariffs").begin_array();
  for (const NegotiateTariff& tariff : deviation.tariffs) write(json, tariff);
  json.end().end();
}

void write(io::JsonWriter& json, const NegotiateCase& entry) {
  json.begin_object().key("elasticities").value(entry.elasticities).key("closure").value(entry.closure);
  json.key("certified").value(entry.certified).key("reason").value(entry.reason).key("payoffs_pct").begin_array();
  for (const auto& payoffs : entry.payoffs_pct) {
    json.begin_array();
    for (const double payoff : payoffs) json.value(payoff);
    json.end();
  }
  json.end().end();
}

template <class Entry>
void write_entries(io::JsonWriter& json, const char* key, const std::vector<Entry>& entries) {
  json.key(key).begin_array();
  for (const Entry& entry : entries) write(json, entry);
  json.end();
}

}  // namespace

NegotiateCertificate whole_certificate(const NegotiateResult& result) {
  NegotiateCertificate whole;
  whole.certified = true;
  for (const NegotiateStructure& structure : result.structures) {
    const NegotiateCertificate& one = structure.certificate;
    whole.certified = whole.certified && one.certified;
    whole.kkt = std::max(whole.kkt, one.kkt);
    whole.largest_gain_pct = std::max(whole.largest_gain_pct, one.largest_gain_pct);
    whole.searches += one.searches;
    whole.evaluations += one.evaluations;
    whole.equilibria_found = std::max(whole.equilibria_found, one.equilibria_found);
  }
  return whole;
}

std::string to_text(const NegotiateResult& result) {
  return with_plain_zeros(header(result) + structure_table(result) + tariff_table(result) + certificate_lines(result) +
                          deviation_lines(result) + deals_text(result) + curves_text(result) +
                          war_text(result.global_war) + case_lines(result) + note_lines(result) +
                          fmt::format("\nSource: {}\nData {}\n", result.source, result.data_hash));
}

std::string to_json(const NegotiateResult& result) {
  io::JsonWriter json;
  json.begin_object();
  for (const auto& [key, text] : {std::pair{"economy", &result.economy},
                                  {"title", &result.title},
                                  {"source", &result.source},
                                  {"closure", &result.closure},
                                  {"labour", &result.labour},
                                  {"elasticities", &result.elasticities},
                                  {"elasticities_citation", &result.elasticities_citation},
                                  {"instruments", &result.instruments},
                                  {"linked", &result.linked},
                                  {"standing", &result.standing}}) {
    json.key(key).value(*text);
  }
  json.key("standing_notes").begin_array();
  for (const std::string& note : result.standing_notes) json.value(note);
  json.end();
  json.key("year").value(result.year).key("players").begin_array();
  for (std::size_t p = 0; p < result.players.size(); ++p) {
    json.begin_object().key("code").value(result.players[p]).key("base_income").value(result.base_income[p]).end();
  }
  json.end();
  write_entries(json, "structures", result.structures);
  json.key("exits").begin_array();
  for (const NegotiateExit& exit : result.exits) {
    json.begin_object().key("player").value(exit.player).key("from").value(exit.from).key("to").value(exit.to);
    json.key("gain_pct").value(exit.gain_pct).key("gain_musd").value(exit.gain_musd).end();
  }
  json.end();
  write_entries(json, "deviations", result.deviations);
  json.key("deals");
  write_deals(json, result.deals);
  write_entries(json, "cases", result.cases);
  json.key("contract_curves");
  write_curves(json, result.contract_curves);
  json.key("global_war");
  write_war(json, result.global_war);
  json.key("data_hash").value(result.data_hash).end();
  return json.finish().value_or("");
}

}  // namespace trilat
