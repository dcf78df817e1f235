#include "pack/flows_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "core/text.hpp"
#include "io/csv.hpp"
#include "io/toml.hpp"
#include "pack/flows_assumptions.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;
constexpr int kCodeDigits = 8;

// "# Source: ..." of a table's head.
std::string said(const io::CsvTable& table, std::string_view key) {
  for (const std::string& comment : table.comments()) {
    if (comment.starts_with(key)) return std::string(core::trim(std::string_view(comment).substr(key.size())));
  }
  return {};
}

Result<HsCode> code_at(const io::CsvRow& row) {
  TRILAT_TRY(const HsCode code, row.placed("code", HsCode::parse(row["code"])));
  if (code.length() != kCodeDigits) return row.refuse("code", "a code of trade has 8 digits", "give all of them");
  return code;
}

Result<double> amount_at(const io::CsvRow& row, std::string_view column) {
  TRILAT_TRY(const double amount, row.number(column));
  if (amount < 0) return row.refuse(column, fmt::format("'{}' is below nothing", column), "give an amount of money");
  return amount;
}

Result<int> partner_at(const io::CsvRow& row, const flows::Imports& imports) {
  const int partner = imports.find_partner(row["partner"]);
  if (partner >= 0) return partner;
  std::vector<std::string> known;
  for (const auto& each : imports.partners) known.push_back(each.code);
  return row.refuse("partner", fmt::format("partner '{}' is not declared", row["partner"]),
                    core::did_you_mean(row["partner"], known, "declare it in partners.toml"));
}

// The months in which claims on free lines were not recorded.
Status read_unrecorded(const io::Node& file, flows::Claims& claims) {
  const io::Node* gap = file.find("free_lines_unrecorded");
  if (gap == nullptr) return {};
  TRILAT_CHECK(gap->allow_only({"from", "until"}));
  const auto month = [&](const char* key) -> Result<int> {
    TRILAT_TRY(const std::string text, gap->string_at(key));
    TRILAT_TRY(const Date first, gap->placed(Date::parse(text + "-01")));
    return flows::month_index(first);
  };
  TRILAT_TRY(claims.unrecorded_from, month("from"));
  TRILAT_TRY(claims.unrecorded_until, month("until"));
  if (claims.unrecorded_until <= claims.unrecorded_from)
    return gap->refuse("the months end before they begin", "give a later month as `until`");
  return {};
}

// "2025-01" as months since 1970-01.
Result<int> month_at(const io::CsvRow& row) {
  TRILAT_TRY(const Date first, row.placed("month", Date::parse(fmt::format("{}-01", row["month"]))));
  return flows::month_index(first);
}

Status read_imports(const fs::path& path, flows::Imports& imports) {
  TRILAT_TRY(const io::CsvTable table,
             io::read_csv(path, io::CsvColumns{.required = {"code", "partner", "value", "duty"}}));
  imports.source = said(table, "Source:");
  imports.unit = said(table, "Unit:");
  imports.rows.reserve(table.size());
  for (const io::CsvRow& row : table) {
    flows::ImportRow entry;
    TRILAT_TRY(entry.code, code_at(row));
    TRILAT_TRY(entry.partner, partner_at(row, imports));
    TRILAT_TRY(entry.value, amount_at(row, "value"));
    TRILAT_TRY(entry.duty, amount_at(row, "duty"));
    if (!imports.rows.empty()) {
      const auto& last = imports.rows.back();
      if (entry.code < last.code) return row.refuse("code", "the codes are out of order", "sort the rows by code");
      if (entry.code == last.code && entry.partner == last.partner)
        return row.refuse("partner", "this code and partner stand twice", "sum the two rows");
    }
    imports.rows.push_back(entry);
  }
  return {};
}

Status read_claims(const fs::path& path, const flows::Imports& imports, flows::Claims& claims) {
  TRILAT_TRY(const io::CsvTable table,
             io::read_csv(path, io::CsvColumns{.required = {"code", "partner", "month", "value", "claimed"}}));
  claims.source = said(table, "Source:");
  claims.unit = said(table, "Unit:");
  claims.rows.reserve(table.size());
  for (const io::CsvRow& row : table) {
    flows::ClaimRow entry;
    TRILAT_TRY(entry.code, code_at(row));
    TRILAT_TRY(entry.partner, partner_at(row, imports));
    TRILAT_TRY(entry.month, month_at(row));
    TRILAT_TRY(entry.value, amount_at(row, "value"));
    TRILAT_TRY(entry.claimed, amount_at(row, "claimed"));
    if (entry.claimed > entry.value)
      return row.refuse("claimed", "more is claimed than was imported", "give the part of the value that was claimed");
    claims.rows.push_back(entry);
  }
  return {};
}

Status read_sectors(const fs::path& path, flows::SectorBridge& bridge) {
  constexpr double kClose = 1e-3;
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, io::CsvColumns{.required = {"code", "sector", "share"}}));
  bridge.source = said(table, "Source:");
  std::map<std::string, int, std::less<>> places;
  double sum = 1;
  const auto whole = [&](const io::CsvRow& row, const char* which) -> Status {
    if (std::abs(sum - 1) <= kClose) return {};
    return row.refuse("code", fmt::format("the shares of {} sum to {}, not to one", which, sum), "mend them");
  };
  for (const io::CsvRow& row : table) {
    flows::SectorRow entry;
    TRILAT_TRY(entry.code, code_at(row));
    TRILAT_TRY(entry.share, amount_at(row, "share"));
    const auto [at, added] = places.emplace(std::string(row["sector"]), static_cast<int>(bridge.sectors.size()));
    if (added) bridge.sectors.emplace_back(row["sector"]);
    entry.sector = at->second;
    const bool next = bridge.rows.empty() || !(bridge.rows.back().code == entry.code);
    if (next) TRILAT_CHECK(whole(row, "the code above"));
    sum = (next ? 0 : sum) + entry.share;
    bridge.rows.push_back(entry);
  }
  return table.size() == 0 ? Status{} : whole(table[table.size() - 1], "the last code");
}

Status read_partners(const io::Node& file, flows::Imports& imports) {
  TRILAT_TRY(const io::Array* partners, file.array_at("partner"));
  for (const io::Node& node : *partners) {
    TRILAT_CHECK(node.allow_only({"code", "name", "law", "preference"}));
    flows::Partner partner;
    TRILAT_TRY(partner.code, node.string_at("code"));
    TRILAT_TRY(const auto name, node.maybe_string("name"));
    TRILAT_TRY(const auto law, node.maybe_string("law"));
    TRILAT_TRY(partner.law, node.placed(Country::parse(law.value_or(partner.code))));
    partner.name = name.value_or(std::string(partner.law.name()));
    TRILAT_TRY(const auto preference, node.maybe_bool("preference"));
    partner.preference = preference.value_or(false);
    if (imports.find_partner(partner.code) >= 0)
      return node.refuse(fmt::format("partner {} is declared twice", partner.code), "leave one out");
    imports.partners.push_back(std::move(partner));
  }
  return {};
}

}  // namespace

Result<TradeData> read_trade(const fs::path& folder) {
  TRILAT_TRY(const io::Node file, io::read_toml(folder / "partners.toml"));
  TRILAT_CHECK(file.allow_only({"importer", "year", "imports", "claims", "claim", "free_lines_unrecorded", "sectors",
                                "assumptions", "partner"}));
  TradeData trade;
  TRILAT_TRY(const std::string importer, file.string_at("importer"));
  TRILAT_TRY(trade.imports.importer, file.placed(Country::parse(importer)));
  TRILAT_TRY(const std::int64_t year, file.integer_at("year"));
  trade.imports.year = static_cast<int>(year);
  TRILAT_CHECK(read_partners(file, trade.imports));
  TRILAT_TRY(const std::string imports, file.string_at("imports"));
  TRILAT_TRY(const std::string claims, file.string_at("claims"));
  TRILAT_TRY(const std::string sectors, file.string_at("sectors"));
  TRILAT_TRY(trade.claims.claim, file.string_at("claim"));
  TRILAT_CHECK(read_imports(folder / imports, trade.imports));
  TRILAT_CHECK(read_unrecorded(file, trade.claims));
  TRILAT_CHECK(read_claims(folder / claims, trade.imports, trade.claims));
  TRILAT_CHECK(read_sectors(folder / sectors, trade.bridge));
  TRILAT_TRY(const auto assumptions, file.maybe_string("assumptions"));
  if (assumptions) {
    TRILAT_TRY(trade.assumptions, read_assumptions(folder / *assumptions, trade.imports));
  }
  return trade;
}

}  // namespace trilat::pack
