// Reads an edition of the Harmonized Tariff Schedule as the United States International Trade Commission
// exports it: a JSON array with one object a printed row.
//
// Rows without a number are headings of the print and are left out, as is chapter 99, whose duties are
// law, not schedule. Markup goes, superscripts become characters, runs of blanks become one; nothing
// else is mended. `additionalDuties` and its misspelt twin `addiitionalDuties` are not read.
#pragma once

#include <filesystem>
#include <vector>

#include "core/date.hpp"
#include "law/schedule.hpp"

namespace trilat::pack {

// Rows in force from `from` on. Errors name file and line: no JSON array, a row without `htsno` or a
// rate column, a number that is no tariff code, a code that is printed twice with different rates.
Result<std::vector<law::ScheduleRow>> read_hts_json(const std::filesystem::path& path, Date from);

// Text as the schedule holds it: "m<sup>2</sup>" is "m²", "  a \n b" is "a b".
std::string plain_print(std::string_view text);

}  // namespace trilat::pack
