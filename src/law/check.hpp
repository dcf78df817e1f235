// What is wrong with law that can be read, but would answer badly.
//
// The reader refuses what it cannot understand (an unknown name, a segment without citation or grade,
// precedence that contradicts itself). This looks at the whole once more:
//
//   a row of a code list that no code of the schedule matches on its days
//   a list that no measure uses
//   two measures of one heading on the same goods, origins and condition whose segments share days
//   a heading named in `instead_of` that no measure has
//   an empty citation
//   an authority whose duties are missing on a day on which it declares to be in force, or stand on a
//   day on which it does not
//
// Only the law as it is known last is looked at, and only the recorded days.
#pragma once

#include <string>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

struct Finding {
  bool error = true;    // false: a note, such as a code of an older nomenclature
  std::string where;    // "law/us/lists/buses.csv:5"
  std::string message;  // what is wrong
  std::string remedy;   // what would be right; may be empty

  std::string to_string() const;  // "where: message. remedy"
};

// `folder` is where the rules were read from, for the names of list files. In the order of the list above.
std::vector<Finding> check_law(const RuleBase& rules, const std::string& folder);

}  // namespace trilat::law
