// Any bytes are a tariff with one row a code and a rate for every item, or an error with a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "pack/tariff_csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  trilat::law::OfficialTable columns;
  columns.code = {"code"};
  columns.general = {"rate"};
  columns.special = {{{"a"}, {"AAA"}}, {{"b"}, {"BBB"}}};
  columns.bare_percent = true;
  const auto table = trilat::pack::parse_tariff_csv(text, "fuzz", columns, trilat::Date(2026, 1, 1));
  if (!table) {
    if (table.error().where.line < 1) std::abort();
    return 0;
  }
  std::set<trilat::HsCode> codes;
  for (const trilat::law::ScheduleRow& row : table->rows) {
    if (!codes.insert(row.code).second) std::abort();
    if (row.code.length() == 8 && row.general.empty()) std::abort();
  }
  return 0;
}
