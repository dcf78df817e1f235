#include "pack/hts_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "io/json.hpp"

namespace trilat::pack {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Tags go; what <sup> encloses becomes a superscript where it is 2 or 3.
std::string without_markup(std::string_view text) {
  std::string plain;
  bool raised = false;
  while (!text.empty()) {
    const auto close = text.front() == '<' ? text.find('>') : std::string_view::npos;
    if (close == std::string_view::npos) {
      if (raised && (text.front() == '2' || text.front() == '3')) {
        plain += text.front() == '2' ? "²" : "³";
      } else {
        plain += text.front();
      }
      text.remove_prefix(1);
      continue;
    }
    if (text.starts_with("<sup")) raised = true;
    if (text.starts_with("</sup")) raised = false;
    text.remove_prefix(close + 1);
  }
  return plain;
}

std::string one_blank(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      plain += c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  return std::string(core::trim(plain));
}

bool is_word_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The words m2, m3, cm2 and cm3 with the character that they mean.
void raise_units(std::string& text) {
  for (const auto& [word, meant] :
       {std::pair<std::string_view, std::string_view>{"cm2", "cm²"}, {"cm3", "cm³"}, {"m2", "m²"}, {"m3", "m³"}}) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const bool begins = at == 0 || !is_word_character(text[at - 1]);
      const auto rest = std::string_view(text).substr(at + word.size());
      // the print once leaves the blank out: "86.1¢/m2of recording surface"
      const bool ends = rest.empty() || !is_word_character(rest.front()) || rest.starts_with("of ");
      if (begins && ends) text.replace(at, word.size(), meant);
    }
  }
}

// One blank on each side of a plus, so that editions that differ in this alone read alike.
std::string spaced_plus(std::string text) {
  replace_all(text, "+", " + ");
  return one_blank(text);
}

Result<std::string> text_at(const io::Node& row, std::string_view key) {
  TRILAT_TRY(const io::Node* node, row.require(key));
  if (node->is_null()) return std::string{};
  TRILAT_TRY(const std::string text, node->as_string());
  return plain_print(text);
}

Result<law::ScheduleRow> read_row(const io::Node& node, HsCode code, Date from) {
  law::ScheduleRow row;
  row.code = code;
  row.effect.from = from;
  TRILAT_TRY(row.description, text_at(node, "description"));
  if (row.description.ends_with(':'))
    row.description = core::trim(row.description.substr(0, row.description.size() - 1));
  TRILAT_TRY(const std::string general, text_at(node, "general"));
  TRILAT_TRY(row.special, text_at(node, "special"));
  TRILAT_TRY(const std::string column_2, text_at(node, "other"));
  row.general = spaced_plus(general);
  row.column_2 = spaced_plus(column_2);
  const io::Node* units = node.find("units");
  if (units == nullptr || units->is_null()) return row;
  TRILAT_TRY(const auto texts, units->as_strings());
  for (const std::string& text : texts) row.units.push_back(plain_print(text));
  std::erase(row.units, "");
  return row;
}

}  // namespace

std::string plain_print(std::string_view text) {
  std::string plain = without_markup(text);
  replace_all(plain, kNoBreakSpace, " ");
  plain = one_blank(plain);
  raise_units(plain);
  return plain;
}

Result<std::vector<law::ScheduleRow>> read_hts_json(const std::filesystem::path& path, Date from) {
  TRILAT_TRY(const io::Node file, io::read_json(path));
  TRILAT_TRY(const io::Array* nodes, file.as_array());
  std::vector<law::ScheduleRow> rows;
  std::map<HsCode, std::size_t> seen;
  for (const io::Node& node : *nodes) {
    TRILAT_TRY(const io::Node* number, node.require("htsno"));
    if (number->is_null()) continue;
    TRILAT_TRY(const std::string printed, number->as_string());
    if (core::trim(printed).empty() || printed.starts_with("99")) continue;
    TRILAT_TRY(const HsCode code, number->placed(HsCode::parse_printed(printed)));
    TRILAT_TRY(law::ScheduleRow row, read_row(node, code, from));
    const auto [at, added] = seen.emplace(code, rows.size());
    if (added) {
      rows.push_back(std::move(row));
    } else if (!rows[at->second].same_rates(row)) {
      return number->refuse(fmt::format("{} is printed twice with different rates", printed),
                            "keep the row that is right");
    }
  }
  if (rows.empty()) return file.refuse("no row has a number", "give the JSON export of a whole edition");
  return rows;
}

}  // namespace trilat::pack
