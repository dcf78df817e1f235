#include "engine/origin_coverage.hpp"

#include <fmt/format.h>

#include <map>

namespace trilat {
namespace {

constexpr int kSubheading = 6;
constexpr int kLastChapter = 97;
constexpr double kPercent = 100;

double percent(double part, double whole) { return whole > 0 ? part / whole * kPercent : 0; }

}  // namespace

DataInfo::Origin coverage_of(const origin::RuleBook& book) {
  DataInfo::Origin info;
  info.agreement = book.provisions.name;
  info.rules = book.rules.size();
  info.subheadings = book.subheadings.size();
  for (const HsCode code : book.subheadings) {
    const auto found = book.coverage(code);
    info.loaded += found.loaded ? 1 : 0;
    info.parsed += found.parsed ? 1 : 0;
  }
  return info;
}

DataInfo::Origin::Share coverage_of(const origin::RuleBook& book, const flows::Imports& imports, int system) {
  DataInfo::Origin::Share share;
  share.importer = imports.importer.to_string();
  share.year = imports.year;
  for (const flows::Partner& partner : imports.partners) {
    if (book.is_party(partner.law)) share.partners += (share.partners.empty() ? "" : " and ") + partner.code;
  }
  std::map<HsCode, origin::RuleBook::Coverage> known;
  for (const flows::ImportRow& row : imports.rows) {
    const flows::Partner& partner = imports.partners[static_cast<std::size_t>(row.partner)];
    if (!book.is_party(partner.law) || row.code.chapter() > kLastChapter) continue;
    const origin::BridgeRow* bridged = book.bridged(system, row.code);
    const HsCode code = bridged == nullptr ? row.code.prefix(kSubheading) : bridged->preferred;
    const auto [at, fresh] = known.try_emplace(code);
    if (fresh) at->second = book.coverage(code);
    share.value += row.value;
    share.loaded += at->second.loaded ? row.value : 0;
    share.parsed += at->second.parsed ? row.value : 0;
    share.choice += bridged != nullptr && !bridged->same_rule ? row.value : 0;
  }
  return share;
}

std::string to_text(const DataInfo::Origin& origin) {
  const auto whole = static_cast<double>(origin.subheadings);
  std::string text = fmt::format("\nrules of origin of {}\n  product rules  {} rows\n", origin.agreement, origin.rules);
  text += fmt::format("  subheadings    {} of {} loaded ({:.1f} %), {} read in full ({:.1f} %)\n", origin.loaded,
                      origin.subheadings, percent(static_cast<double>(origin.loaded), whole), origin.parsed,
                      percent(static_cast<double>(origin.parsed), whole));
  for (const auto& share : origin.trade) {
    text += fmt::format(
        "  by value       imports of {} from {} in {}: {:.1f} % loaded, {:.1f} % read in full, {:.1f} % with a choice "
        "of codes\n",
        share.importer, share.partners, share.year, percent(share.loaded, share.value),
        percent(share.parsed, share.value), percent(share.choice, share.value));
  }
  return text;
}

}  // namespace trilat
