// Projects that the user saves: texts by name in one SQLite file that survives a crash.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "store/database.hpp"

namespace trilat::store {

struct ProjectName {
  std::string name, saved;  // saved: "2026-09-29T12:00:00Z"
  std::size_t bytes = 0;
};

// Thread-safe.
class Projects {
 public:
  // Made where it does not exist. Errors: a file that is none of projects.
  static Result<std::unique_ptr<Projects>> open(const std::string& path);

  Result<std::vector<ProjectName>> names() const;
  // kNotFound where there is none of the name.
  Result<std::string> read(const std::string& name) const;
  // Saved once this returns without an error. Names are of 1 to 100 letters, digits, blanks and "-_.".
  Status write(const std::string& name, const std::string& text);
  Status remove(const std::string& name);

 private:
  explicit Projects(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  std::unique_ptr<Database> database_;
  mutable std::mutex mutex_;
};

}  // namespace trilat::store
