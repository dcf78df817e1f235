// The data pack: one file of named sections with a content hash, read through a memory map.
//
// Layout, little-endian: magic "TRILATPK", format version (u32), section count (u32), content hash
// (16 bytes, XXH3-128 of everything after the hash), total length (u64), then for each section its
// name (32 bytes), offset (u64) and length (u64), then the sections.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::pack {

inline constexpr std::uint32_t kFormatVersion = 1;

// Writes sections as one pack, atomically. The same sections give the same bytes.
Status write_container(const std::filesystem::path& path, const std::map<std::string, std::string>& sections);

class Container {
 public:
  // Maps a file and checks its magic, version, length and hash. A damaged, truncated or foreign file
  // is refused with what is wrong and what would be right.
  static Result<Container> open(const std::filesystem::path& path);

  // Bytes of a section, valid as long as this container or a copy of it lives.
  Result<std::string_view> section(const std::string& name) const;
  const std::map<std::string, std::string_view>& sections() const { return sections_; }
  const std::string& hash() const { return hash_; }  // 32 hexadecimal digits
  const std::filesystem::path& path() const { return path_; }

  // Whether a name that the container does not hold may be a file or folder of this machine. A text that the program
  // itself holds as a file in memory always may.
  bool may_read(std::string_view name) const { return files_ || name.starts_with("/proc/self/fd/"); }
  bool reads_files() const { return files_; }
  void forbid_files() { files_ = false; }

 private:
  bool files_ = true;
  std::shared_ptr<const void> mapping_;
  std::map<std::string, std::string_view> sections_;
  std::string hash_;
  std::filesystem::path path_;
};

}  // namespace trilat::pack
