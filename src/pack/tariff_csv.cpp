#include "pack/tariff_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/text.hpp"
#include "io/csv.hpp"

namespace trilat::pack {
namespace {

constexpr int kItemDigits = 8;

bool same_words(std::string_view a, std::string_view b) {
  return core::to_lower(core::trim(a)) == core::to_lower(core::trim(b));
}

bool among(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return same_words(text, word); });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') <= 1 && text.find_first_of("0123456789") != std::string_view::npos;
}

class TariffReader {
 public:
  TariffReader(const law::OfficialTable& table, Date from) : table_(table), from_(from) {}

  Result<TariffTable> read(const io::CsvTable& csv) {
    TRILAT_CHECK(find_columns(csv));
    std::map<HsCode, int> lines;
    TariffTable read;
    std::vector<law::ScheduleRow>& rows = read.rows;
    for (const io::CsvRow& line : csv) {
      TRILAT_TRY(law::ScheduleRow row, read_row(line));
      const auto [known, fresh] = lines.emplace(row.code, line.line());
      if (!fresh) {
        return line.refuse(code_, fmt::format("{} stands also on line {}", row.code.to_printed(), known->second),
                           "keep one row a tariff item");
      }
      rows.push_back(std::move(row));
    }
    if (rows.empty()) return bad_input("the table has no rows", "give one row a tariff item", {csv.name(), 1, 1});
    for (const auto& [column, special] : special_)
      read.programmes.insert(read.programmes.end(), special->programmes.begin(), special->programmes.end());
    return read;
  }

 private:
  // The column that goes by one of the names.
  static std::string column_of(const io::CsvTable& csv, const std::vector<std::string>& names) {
    for (const std::string& name : names)
      for (const std::string& column : csv.columns())
        if (same_words(column, name)) return column;
    return {};
  }

  Status find_columns(const io::CsvTable& csv) {
    code_ = column_of(csv, table_.code);
    general_ = column_of(csv, table_.general);
    column_2_ = column_of(csv, table_.column_2);
    units_ = column_of(csv, table_.units);
    for (const auto& [column, names, what] :
         {std::tuple{&code_, &table_.code, "tariff code"}, {&general_, &table_.general, "general rate"}}) {
      if (!column->empty()) continue;
      return bad_input(
          fmt::format("the table has no column of the {}; it has {}", what, fmt::join(csv.columns(), ", ")),
          fmt::format("name the column one of {}", fmt::join(*names, ", ")), {csv.name(), 1, 1});
    }
    for (const std::string& name : table_.description)
      for (const std::string& column : csv.columns())
        if (same_words(column, name)) descriptions_.push_back(column);
    for (const law::OfficialTable::Special& special : table_.special) {
      const std::string column = column_of(csv, special.columns);
      if (!column.empty()) special_.push_back({column, &special});
    }
    return {};
  }

  // A rate as schedules have it: "Free", "15%", "4.94¢/kg"; words stay words.
  Result<std::string> rate(const io::CsvRow& line, const std::string& column) const {
    const std::string_view text = core::trim(line[column]);
    if (text.empty()) return std::string{};
    if (same_words(text, "Free") || among(text, table_.free)) return std::string("Free");
    if (is_number(text)) {
      if (!table_.bare_percent)
        return line.refuse(column, fmt::format("'{}' has no unit", text), "write '5%', or '4.94¢/kg'");
      return fmt::format("{}%", text);
    }
    const bool words = std::any_of(text.begin(), text.end(), [](char c) { return c < 0 || c >= 'A'; });
    if (law::parse_duty_rate(text).kind == law::DutyRate::Kind::kPriced || words) return std::string(text);
    return line.refuse(column, fmt::format("'{}' is not a rate of duty", text), "write 'Free', '5%' or '4.94¢/kg'");
  }

  Result<std::string> special(const io::CsvRow& line) const {
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
    for (const auto& [column, special] : special_) {
      if (among(line[column], table_.no_rate)) continue;
      TRILAT_TRY(const std::string text, rate(line, column));
      if (text.empty()) continue;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == text; });
      if (group == groups.end()) group = groups.insert(groups.end(), {text, {}});
      group->second.insert(group->second.end(), special->programmes.begin(), special->programmes.end());
    }
    std::string text;
    for (const auto& [amount, programmes] : groups)
      text += fmt::format("{}{} ({})", text.empty() ? "" : " ", amount, fmt::join(programmes, ","));
    return text;
  }

  Result<law::ScheduleRow> read_row(const io::CsvRow& line) const {
    law::ScheduleRow row;
    row.effect.from = from_;
    TRILAT_TRY(row.code, line.placed(code_, HsCode::parse_printed(core::trim(line[code_]))));
    TRILAT_TRY(row.general, rate(line, general_));
    if (row.general.empty() && row.code.length() == kItemDigits) {
      return line.refuse(general_, fmt::format("{} has no general rate", row.code.to_printed()),
                         "write it, or 'not held' where it is not known");
    }
    TRILAT_TRY(row.special, special(line));
    if (!column_2_.empty()) {
      TRILAT_TRY(row.column_2, rate(line, column_2_));
    }
    for (const std::string& column : descriptions_) {
      const std::string_view text = core::trim(line[column]);
      if (!text.empty()) row.description += (row.description.empty() ? "" : " ") + std::string(text);
    }
    if (!units_.empty() && !core::trim(line[units_]).empty()) row.units.emplace_back(core::trim(line[units_]));
    return row;
  }

  const law::OfficialTable& table_;
  Date from_;
  std::string code_, general_, column_2_, units_;
  std::vector<std::string> descriptions_;
  std::vector<std::pair<std::string, const law::OfficialTable::Special*>> special_;
};

}  // namespace

Result<TariffTable> read_tariff_csv(const std::filesystem::path& path, const law::OfficialTable& table, Date from) {
  TRILAT_TRY(const io::CsvTable csv, io::read_csv(path));
  return TariffReader(table, from).read(csv);
}

Result<TariffTable> parse_tariff_csv(std::string_view text, const std::string& name, const law::OfficialTable& table,
                                     Date from) {
  TRILAT_TRY(const io::CsvTable csv, io::parse_csv(text, name));
  return TariffReader(table, from).read(csv);
}

}  // namespace trilat::pack
