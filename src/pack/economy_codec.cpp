#include "pack/economy_codec.hpp"

#include "pack/archive.hpp"

namespace trilat::economy {

template <class Archive>
void fields(Archive& archive, Elasticities& set) {
  archive(set.name, set.citation, set.theta, set.standard_error);
}

template <class Archive>
void fields(Archive& archive, DataSet& data) {
  archive(data.name, data.title, data.source, data.year, data.countries, data.country_names, data.sectors,
          data.sector_names, data.trade, data.tariff, data.gamma, data.beta, data.elasticities, data.stated_output,
          data.steps, data.export_tax);
}

template <class Archive>
void fields(Archive& archive, Shock::Cell& cell) {
  archive(cell.importer, cell.exporter, cell.sector, cell.rate, cell.where.file, cell.where.line, cell.where.column);
}

}  // namespace trilat::economy

namespace trilat::pack {
template <class Archive>
void fields(Archive& archive, NamedShock& named) {
  archive(named.name, named.title, named.note, named.approximation, named.citation, named.shock.tariffs);
}

std::string encode_economy(const economy::DataSet& data) { return encode(data); }

Result<economy::DataSet> decode_economy(std::string_view bytes) {
  TRILAT_TRY(economy::DataSet data, decode<economy::DataSet>(bytes, "economy"));
  TRILAT_CHECK(economy::complete(data));
  return data;
}

std::string encode_shock(const NamedShock& shock) { return encode(shock); }

Result<NamedShock> decode_shock(std::string_view bytes) { return decode<NamedShock>(bytes, "shock"); }

}  // namespace trilat::pack
