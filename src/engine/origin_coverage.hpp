// How much of the rules of origin is loaded: by subheadings, and by the trade they govern.
#pragma once

#include "origin/rule_book.hpp"
#include "pack/flows_csv.hpp"
#include "trilat/data.hpp"

namespace trilat {

DataInfo::Origin coverage_of(const origin::RuleBook& book);
// Of the imports from the other parties, chapters 1 to 97; the codes of the trade are those of `system`.
DataInfo::Origin::Share coverage_of(const origin::RuleBook& book, const flows::Imports& imports, int system);
std::string to_text(const DataInfo::Origin& origin);

}  // namespace trilat
