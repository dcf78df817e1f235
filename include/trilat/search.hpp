// Goods by words or by the first digits of a code: the lines of an importer's schedule that they may be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat {

struct SearchParams {
  std::string to = "US";   // importing country
  std::string query;       // words of the description in any order, or digits of a code with or without points
  std::string date;        // the day whose lines are looked at; empty: the last of the record
  std::size_t limit = 20;  // lines given
};

struct SearchHit {
  std::string hs;                  // as printed
  std::vector<std::string> words;  // from the heading down to the line
  std::string general;             // the ordinary rate as printed; empty: not held
};

struct SearchResult {
  std::string to, query;
  Date date;
  std::size_t found = 0;         // lines that match well, of which `hits` are the first
  bool some_words_only = false;  // the best line does not have all the words
  std::vector<SearchHit> hits;   // best first
  std::string data_hash;
};

std::string to_text(const SearchResult& result);
std::string to_json(const SearchResult& result);

}  // namespace trilat
