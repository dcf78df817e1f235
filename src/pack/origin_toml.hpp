// Rules of origin from a folder: agreement.toml, notes.toml, automotive.toml and the tables beside them.
#pragma once

#include <filesystem>

#include "io/node.hpp"
#include "origin/rule_book.hpp"

namespace trilat::pack {

Result<origin::RuleBook> read_rule_book(const std::filesystem::path& folder);

// Code ranges, or a number that may be written in quotes, of a table's key.
Result<origin::CodeRanges> ranges_at(const io::Node& table, std::string_view key);
Result<origin::Rational> rational_at(const io::Node& table, std::string_view key);
Result<std::optional<origin::Rational>> maybe_rational(const io::Node& table, std::string_view key);

Status read_notes(const std::filesystem::path& path, std::vector<origin::Note>& notes);
Status read_automotive(const std::filesystem::path& path, origin::AutomotiveTables& tables);

}  // namespace trilat::pack
