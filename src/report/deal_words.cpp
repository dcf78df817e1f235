#include "report/deal_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "core/alpha3.hpp"
#include "report/brief_say.hpp"
#include "report/html.hpp"
#include "report/page.hpp"

namespace trilat::report {

std::string player_name(const std::string& code) {
  const auto country = country_of_alpha3(code);
  return country ? std::string(country->name()) : code;
}

std::string short_name(const std::string& code) { return code == "USA" ? "US" : player_name(code); }

std::string names_of(const std::vector<std::string>& codes) {
  std::string names;
  for (std::size_t k = 0; k < codes.size(); ++k)
    names += (k == 0 ? "" : k + 1 == codes.size() ? " and " : ", ") + player_name(codes[k]);
  return names;
}

std::string structure_words(const std::string& structure) {
  if (structure == "none") return "no deal";
  std::string words, code;
  const auto end = [&] {
    words += short_name(code);
    code.clear();
  };
  for (const char c : structure) {
    if (c >= 'A' && c <= 'Z') {
      code += c;
      continue;
    }
    if (!code.empty()) end();
    words += c;
  }
  if (!code.empty()) end();
  return words;
}

std::string move_words(const DealMove& move) {
  std::vector<std::string> names;
  for (const std::string& by : move.by) names.push_back(short_name(by));
  const std::string who = fmt::format("{}", fmt::join(names, " and "));
  switch (move.kind) {
    case DealMove::Kind::kCut: return who + " would cut the deal with " + short_name(move.other);
    case DealMove::Kind::kSign: return who + " would sign";
    case DealMove::Kind::kLeave: return who + " would leave";
    case DealMove::Kind::kOust: break;
  }
  return who + " would gain by ousting " + short_name(move.other) +
         (move.partners_agree ? "" : ", which a partner of it does not want");
}

std::string signed_number(double number) {
  const long long whole = std::llround(number);
  return (whole > 0 ? "+" : "") + with_commas(whole);
}

std::string conclusion_table(const std::vector<std::string>& players, const std::vector<DealConclusion>& conclusions) {
  std::string rows;
  for (const DealConclusion& one : conclusions) {
    std::string statement = one.statement;
    for (const std::string& code : players) replace_all(statement, code, short_name(code));
    rows += "<tr>" + cell(escape(statement)) + cell(one.holds ? "yes" : "no") +
            number_cell(one.tried > 1 ? fmt::format("{} of {}", one.same, one.tried) : "not tried") +
            cell(escape(fmt::format("{}", fmt::join(one.otherwise, "; ")))) + "</tr>";
  }
  return wide_table(
      "<th>Conclusion</th><th>in the case shown</th><th class=\"n\">the same in</th><th>otherwise under</th>", rows);
}

}  // namespace trilat::report
