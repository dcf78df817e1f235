// The words of the brief: texts by key, with places to fill in, from one file of the data.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "trilat/brief.hpp"

namespace trilat::report {

class Say {
 public:
  using Places = std::initializer_list<std::pair<const char*, std::string>>;

  // The texts must outlive it.
  explicit Say(const BriefResult& brief) : texts_(brief.texts) {}

  // The text of a key with its places filled; the key in square brackets where there is none.
  std::string operator()(const std::string& key, Places places = {}) const;

  std::string date(Date day) const;
  std::string list(const std::vector<std::string>& parts) const;  // "a, b and c"
  // Both as printed with so many digits; one where they print the same. `plus`: above nothing with a sign.
  std::string range(double low, double high, int digits, bool plus) const;
  // In a sentence, "the United States"; of an economy's or an importer's code, else `name`.
  std::string country(const std::string& code, const std::string& name = {}) const;
  std::string short_country(const std::string& code) const;  // "US", beside a number
  std::string cases(int same, int tried) const;              // "4 of 11"
  // Terms to explain, and their meanings.
  std::vector<std::pair<std::string, std::string>> words() const;

 private:
  const std::map<std::string, std::string>& texts_;
};

std::string number(double value, int digits);  // "-0.39"; "0.00" where it rounds to nothing
std::string first_up(std::string text);        // the first letter in upper case
void replace_all(std::string& text, const std::string& what, const std::string& with);

}  // namespace trilat::report
