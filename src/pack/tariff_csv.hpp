// Reads a tariff from a CSV table, one tariff item a row, whose columns are named as the importer's law says
// (law::OfficialTable). Rows whose code is shorter than an item are its headings.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "law/official_table.hpp"
#include "law/schedule.hpp"

namespace trilat::pack {

struct TariffTable {
  std::vector<law::ScheduleRow> rows;
  std::vector<std::string> programmes;  // of the special columns that the table has
};

// Rows in force from `from` on. A special column without a rate gives no preference; preferences of one rate share a
// group, "Free (UST,MXT) 3% (CT)". Errors name file, line and column: a code or rate column that is missing, a code
// that is none or stands twice, an item without a rate, a rate that is neither a formula nor told as words by a letter
// in it.
Result<TariffTable> read_tariff_csv(const std::filesystem::path& path, const law::OfficialTable& table, Date from);
// The same of a text; `name` is for messages.
Result<TariffTable> parse_tariff_csv(std::string_view text, const std::string& name, const law::OfficialTable& table,
                                     Date from);

}  // namespace trilat::pack
