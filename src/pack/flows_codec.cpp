#include "pack/archive.hpp"
#include "pack/core_fields.hpp"
#include "pack/flows_csv.hpp"

namespace trilat::flows {

template <class Archive>
void fields(Archive& a, Partner& partner) {
  a(partner.code, partner.name, partner.law, partner.preference);
}

template <class Archive>
void fields(Archive& a, ImportRow& row) {
  a(row.code, row.partner, row.value, row.duty);
}

template <class Archive>
void fields(Archive& a, Imports& imports) {
  a(imports.importer, imports.year, imports.unit, imports.source, imports.partners, imports.rows);
}

template <class Archive>
void fields(Archive& a, ClaimRow& row) {
  a(row.code, row.partner, row.month, row.value, row.claimed);
}

template <class Archive>
void fields(Archive& a, Claims& claims) {
  a(claims.claim, claims.unit, claims.source, claims.rows, claims.unrecorded_from, claims.unrecorded_until);
}

template <class Archive>
void fields(Archive& a, SectorRow& row) {
  a(row.code, row.sector, row.share);
}

template <class Archive>
void fields(Archive& a, StandardAnswer& answer) {
  a(answer.fact, answer.value, answer.codes, answer.partners, answer.reason, answer.source);
}

template <class Archive>
void fields(Archive& a, Assumptions& assumptions) {
  a(assumptions.answers);
}

template <class Archive>
void fields(Archive& a, SectorBridge& bridge) {
  a(bridge.source, bridge.sectors, bridge.rows);
}

}  // namespace trilat::flows

namespace trilat::pack {

template <class Archive>
void fields(Archive& a, TradeData& trade) {
  a(trade.imports, trade.claims, trade.bridge, trade.assumptions);
}

std::string encode_trade(const TradeData& trade) { return encode(trade); }

Result<TradeData> decode_trade(std::string_view bytes) { return decode<TradeData>(bytes, "trade"); }

}  // namespace trilat::pack
