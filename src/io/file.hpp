// Whole files in and out. A file that is written appears complete or not at all: the text goes to a
// temporary file in the same folder, which is flushed to the disk and then renamed over the old one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::io {

// The bytes of a file. kNotFound where it does not exist; kBadInput where it is a folder, may not be
// read, or is larger than `max_bytes`.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes = std::size_t{1} << 32U);

// Replaces the file at `path`, or creates it. On failure the old file stays as it was.
Status write_file_atomic(const std::filesystem::path& path, std::string_view text);

// The same in pieces, for what should not be held in memory.
class AtomicFile {
 public:
  // Opens the temporary file. The folder must exist and `path` must not be a folder.
  static Result<AtomicFile> create(const std::filesystem::path& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();  // without commit: removes the temporary file, leaves the old one

  Status write(std::string_view bytes);
  // Makes the new file visible under its name. Call once; after a failure nothing is left behind.
  Status commit();

 private:
  AtomicFile() = default;
  void discard() noexcept;
  Status flush_to_disk();
  tl::unexpected<Error> failure(std::string_view what) const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

}  // namespace trilat::io
