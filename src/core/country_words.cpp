#include "core/country_words.hpp"

#include <algorithm>

namespace trilat::core {

std::string in_sentence(Country country) {
  // the names that English gives an article; those of islands all end alike
  constexpr std::string_view kWithArticle[] = {"AE", "BS", "CF", "CZ", "DO", "GB", "GM", "IO", "KM",
                                               "MV", "NL", "PH", "SC", "TF", "UM", "US", "VG", "VI"};
  const std::string_view name = country.name();
  const bool listed =
      std::find(std::begin(kWithArticle), std::end(kWithArticle), country.code()) != std::end(kWithArticle);
  const bool takes = (listed || name.ends_with(" Islands")) && !name.starts_with("South Georgia");
  return (takes ? "the " : "") + std::string(name);
}

}  // namespace trilat::core
