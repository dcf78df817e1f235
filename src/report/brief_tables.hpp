// Every table of the brief, for the page, the Markdown and the CSV folder. A table without rows is not shown.
#pragma once

#include "report/brief_say.hpp"
#include "trilat/brief.hpp"

namespace trilat::report {

BriefTable law_table(const BriefResult& brief);
BriefTable acts_table(const BriefResult& brief);
BriefTable duties_table(const BriefResult& brief);
BriefTable sides_table(const BriefResult& brief);
BriefTable rates_table(const BriefResult& brief);
BriefTable economies_table(const BriefResult& brief);
BriefTable sectors_table(const BriefResult& brief);
BriefTable deals_table(const BriefResult& brief);
BriefTable unpaid_table(const BriefResult& brief);  // what each two would agree on without money
BriefTable clock_table(const BriefResult& brief);
BriefTable sureness_table(const BriefResult& brief);
BriefTable words_table(const BriefResult& brief, const std::string& page);  // terms that the page uses

BriefCell plain(std::string text);  // words
BriefCell source_cell(const Say& say, const std::string& citation, char grade);
// A number as printed, or a range; both also as plain numbers. `digits` of the text, two more in the plain numbers.
BriefCell numbers(const Say& say, double low, double high, int digits, bool plus);

// As HTML; the first column is not repeated where it stays the same.
std::string table_html(const BriefTable& table);

}  // namespace trilat::report
