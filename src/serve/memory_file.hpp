// A text that a service reads as a file, though it never leaves memory.
#pragma once

#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::serve {

class MemoryFile {
 public:
  // `name` is what errors call it, "ledger.csv".
  static Result<MemoryFile> of(std::string_view text, std::string name);
  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile();

  std::string path() const;  // good while this lives
  const std::string& name() const { return name_; }
  // What a service said, with the path replaced by the name.
  std::string named(std::string text) const;
  Error named(Error error) const;

 private:
  MemoryFile(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
  int descriptor_ = -1;
  std::string name_;
};

}  // namespace trilat::serve
