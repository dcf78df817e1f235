// Reads the members of a JSON object into the fields of a parameter struct. What no field reads is refused, so that a
// misspelt member is an error and not a default.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/node.hpp"

namespace trilat::serve {

class Fields {
 public:
  // Precondition of what follows: `object` outlives this.
  explicit Fields(const io::Node& object) : object_(object) {}

  // Each leaves the field as it is where the member is missing or null.
  Fields& read(std::string_view name, std::string& field);  // a string; a number counts as its text
  Fields& read(std::string_view name, bool& field);
  Fields& read(std::string_view name, int& field);
  Fields& read(std::string_view name, std::size_t& field);
  Fields& read(std::string_view name, double& field);
  Fields& read(std::string_view name, std::vector<std::string>& field);
  Fields& read(std::string_view name, std::vector<double>& field);
  Fields& read(std::string_view name, std::map<std::string, std::string>& field);
  // The name of something that the data pack holds: no path, so that no file of this machine can be asked for.
  Fields& name(std::string_view name, std::string& field);
  // An array of objects, each read by `item`.
  Fields& each(std::string_view name, const std::function<Status(const io::Node&)>& item);
  // One object, read by `item`.
  Fields& object(std::string_view name, const std::function<Status(const io::Node&)>& item);

  // The first error of all that was read; else an error for a member that nothing has read.
  Status finish() const;

 private:
  // The member, where it is there and nothing has failed yet.
  const io::Node* take(std::string_view name);
  template <class T>
  void keep(Result<T> value, T& field);

  const io::Node& object_;
  std::vector<std::string> known_;
  Status read_so_far_;
};

// Whether `text` can only be a name, not a path: letters, digits, "-", "_" and "@".
bool is_plain_name(std::string_view text);

}  // namespace trilat::serve
