#include "engine/sweep_checkpoint.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace trilat {
namespace {

constexpr std::string_view kMagic = "TRILATSW";
constexpr std::uint32_t kVersion = 1;

template <class T>
void append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T take(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::string head_of(const std::string& identity, std::size_t values) {
  std::string head(kMagic);
  append(head, kVersion);
  append(head, static_cast<std::uint32_t>(values));
  const XXH128_hash_t hash = XXH3_128bits(identity.data(), identity.size());
  append(head, hash.low64);
  append(head, hash.high64);
  return head;
}

// Every record whose checksum holds.
void replay(std::string_view records, std::size_t values, const SweepCheckpoint::Record& seen) {
  const std::size_t body = 8 + 8 * values, size = body + 8;
  std::vector<double> numbers(values);
  for (std::size_t at = 0; at + size <= records.size(); at += size) {
    if (XXH3_64bits(records.data() + at, body) != take<std::uint64_t>(records, at + body)) continue;
    std::memcpy(numbers.data(), records.data() + at + 8, 8 * values);
    seen(take<std::uint32_t>(records, at), take<std::uint32_t>(records, at + 4), numbers);
  }
}

}  // namespace

SweepCheckpoint::SweepCheckpoint(SweepCheckpoint&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)) {}

SweepCheckpoint& SweepCheckpoint::operator=(SweepCheckpoint&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SweepCheckpoint::~SweepCheckpoint() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

tl::unexpected<Error> SweepCheckpoint::failure(const char* what) const {
  return bad_input(fmt::format("the checkpoint {} cannot be {}: {}", path_, what, std::strerror(errno)),
                   "name a file that may be written");
}

Result<std::string> SweepCheckpoint::read_all() const {
  struct stat found {};
  if (::fstat(descriptor_, &found) != 0) return failure("read");
  std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = ::pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got <= 0) return failure("read");
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

Status SweepCheckpoint::start_file(const std::string& head) const {
  if (::ftruncate(descriptor_, 0) != 0) return failure("written");
  if (::write(descriptor_, head.data(), head.size()) != static_cast<ssize_t>(head.size())) return failure("written");
  return {};
}

Result<SweepCheckpoint> SweepCheckpoint::open(const std::string& path, const std::string& identity, std::size_t values,
                                              const Record& seen) {
  SweepCheckpoint file;
  file.path_ = path;
  file.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file.descriptor_ < 0) return file.failure("opened");
  if (::flock(file.descriptor_, LOCK_EX | LOCK_NB) != 0)
    return bad_input(fmt::format("the checkpoint {} is in use by another run", path), "wait for it, or name another");
  TRILAT_TRY(const std::string bytes, file.read_all());
  const std::string head = head_of(identity, values);
  if (head.starts_with(bytes)) {  // new, or killed while it was begun
    TRILAT_CHECK(file.start_file(head));
    return file;
  }
  if (!bytes.starts_with(kMagic))
    return bad_input(fmt::format("{} is no checkpoint of a sweep", path), "name another file");
  if (!bytes.starts_with(head)) {
    return bad_input(
        fmt::format("the checkpoint {} was made by another sweep", path),
        "economy, shocks, closures, elasticities, spread, seed and outcomes must be the same: name another");
  }
  const std::size_t size = 16 + 8 * values;
  const std::size_t whole = head.size() + (bytes.size() - head.size()) / size * size;
  if (whole != bytes.size() && ::ftruncate(file.descriptor_, static_cast<off_t>(whole)) != 0)
    return file.failure("written");
  replay(std::string_view(bytes).substr(head.size(), whole - head.size()), values, seen);
  return file;
}

void SweepCheckpoint::add(std::uint32_t scenario, std::uint32_t draw, std::span<const double> values) {
  const std::size_t start = buffer_.size();
  append(buffer_, scenario);
  append(buffer_, draw);
  buffer_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  append(buffer_, static_cast<std::uint64_t>(XXH3_64bits(buffer_.data() + start, buffer_.size() - start)));
}

Status SweepCheckpoint::flush() {
  for (std::size_t at = 0; at < buffer_.size();) {
    const ssize_t put = ::write(descriptor_, buffer_.data() + at, buffer_.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return failure("written");
    at += static_cast<std::size_t>(put);
  }
  buffer_.clear();
  return {};
}

}  // namespace trilat
