// Small helpers on text that several layers need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trilat::core {

bool all_digits(std::string_view text);        // false for the empty text
std::string_view trim(std::string_view text);  // without blanks, tabs and line ends at both ends
std::vector<std::string_view> split(std::string_view text, char separator);  // keeps empty fields
std::string to_lower(std::string_view text);                                 // ASCII letters only
std::string in_midst(std::string title);  // a title within a sentence: "The law of today" is "the law of today"
std::string spoken(std::string name);     // a name of the code in words: "short_ton" is "short ton"

// The candidate nearest to `word` by edit distance, or empty where none is near
// (more than a third of the word would have to change). For "did you mean".
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// "did you mean 'NEAREST'?", or `otherwise` where none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates, std::string otherwise);

}  // namespace trilat::core
