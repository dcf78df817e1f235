// Finished draws on disk, so that a run that was killed at any moment goes on where it stopped.
//
// One file that only grows: magic "TRILATSW", version (u32), values a record (u32), fingerprint of the sweep
// (16 bytes); then records of one size: case (u32), draw (u32), values (f64 each), XXH3-64 of the record
// before it (u64). A record that was cut short or damaged is dropped, and its draw is made again.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "core/error.hpp"

namespace trilat {

class SweepCheckpoint {
 public:
  using Record = std::function<void(std::uint32_t scenario, std::uint32_t draw, std::span<const double> values)>;

  // Opens or creates the file and gives every whole record to `seen`. Errors: a file of another sweep or
  // kind, one that another run holds, a folder that may not be written.
  static Result<SweepCheckpoint> open(const std::string& path, const std::string& identity, std::size_t values,
                                      const Record& seen);
  SweepCheckpoint(SweepCheckpoint&& other) noexcept;
  SweepCheckpoint& operator=(SweepCheckpoint&& other) noexcept;
  ~SweepCheckpoint();

  // Buffers a record; flush() hands what is buffered to the system in one write.
  void add(std::uint32_t scenario, std::uint32_t draw, std::span<const double> values);
  Status flush();

 private:
  SweepCheckpoint() = default;
  Result<std::string> read_all() const;
  Status start_file(const std::string& head) const;
  tl::unexpected<Error> failure(const char* what) const;

  std::string path_;
  int descriptor_ = -1;
  std::string buffer_;
};

}  // namespace trilat
