#include "pack/official_table_toml.hpp"

namespace trilat::pack {

Result<law::OfficialTable> read_official_table(const io::Node& node) {
  TRILAT_CHECK(node.allow_only(
      {"code", "description", "general", "column_2", "units", "special", "free", "no_rate", "bare_percent"}));
  law::OfficialTable table;
  TRILAT_TRY(table.code, node.strings_at("code"));
  TRILAT_TRY(table.general, node.strings_at("general"));
  TRILAT_TRY(table.description, node.maybe_strings("description"));
  TRILAT_TRY(table.column_2, node.maybe_strings("column_2"));
  TRILAT_TRY(table.units, node.maybe_strings("units"));
  TRILAT_TRY(table.free, node.maybe_strings("free"));
  TRILAT_TRY(table.no_rate, node.maybe_strings("no_rate"));
  TRILAT_TRY(const auto bare, node.maybe_bool("bare_percent"));
  table.bare_percent = bare.value_or(false);
  if (table.code.empty() || table.general.empty())
    return node.refuse("no column is named for the code or the general rate", "name one at least of each");
  TRILAT_TRY(const io::Array* specials, node.maybe_array("special"));
  if (specials == nullptr) return table;
  for (const io::Node& each : *specials) {
    TRILAT_CHECK(each.allow_only({"columns", "programmes"}));
    law::OfficialTable::Special special;
    TRILAT_TRY(special.columns, each.strings_at("columns"));
    TRILAT_TRY(special.programmes, each.strings_at("programmes"));
    table.special.push_back(std::move(special));
  }
  return table;
}

}  // namespace trilat::pack
