#include "io/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace trilat::io {
namespace {

namespace fs = std::filesystem;

constexpr int kNone = -1;

// Closes a descriptor when the reader leaves.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ != kNone) ::close(value_);
  }
  int get() const { return value_; }

 private:
  int value_;
};

tl::unexpected<Error> cannot_read(const fs::path& path, int reason) {
  const Position where{path.string()};
  if (reason == ENOENT || reason == ENOTDIR) return fail(ErrorCode::kNotFound, "the file does not exist", {}, where);
  return bad_input(fmt::format("the file cannot be read: {}", std::strerror(reason)), {}, where);
}

// A new file next to `path`, whose name no other process or thread takes. The umask decides its permissions.
int open_beside(const fs::path& path, fs::path& opened) {
  static std::atomic<unsigned> counter{0};
  while (true) {
    opened = path.parent_path() / fmt::format(".{}.{}.{}.tmp", path.filename().string(), ::getpid(), ++counter);
    const int descriptor = ::open(opened.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor != kNone || errno != EEXIST) return descriptor;
  }
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  const Position where{path.string()};
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() == kNone) return cannot_read(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return cannot_read(path, errno);
  if (S_ISDIR(status.st_mode)) return bad_input("this is a folder, not a file", "give the path of a file", where);
  std::string text;
  if (S_ISREG(status.st_mode) && std::cmp_less_equal(status.st_size, max_bytes)) {
    text.reserve(static_cast<std::size_t>(status.st_size));
  }
  std::array<char, std::size_t{1} << 16U> block{};
  while (true) {
    const ssize_t count = ::read(file.get(), block.data(), block.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(path, errno);
    if (text.size() + static_cast<std::size_t>(count) > max_bytes) {
      return bad_input(fmt::format("the file is larger than {} bytes", max_bytes), {}, where);
    }
    text.append(block.data(), static_cast<std::size_t>(count));
  }
}

Status write_file_atomic(const fs::path& path, std::string_view text) {
  TRILAT_TRY(AtomicFile file, AtomicFile::create(path));
  TRILAT_CHECK(file.write(text));
  return file.commit();
}

Result<AtomicFile> AtomicFile::create(const fs::path& path) {
  AtomicFile file;
  file.path_ = path;
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return bad_input(fs::is_directory(status) ? "this is a folder, not a file" : "this is not an ordinary file",
                     "give the path of a file to write", Position{path.string()});
  }
  fs::path temporary;
  file.descriptor_ = open_beside(path, temporary);
  if (file.descriptor_ == kNone) return file.failure("no file can be created in this folder");
  file.temporary_ = temporary;
  struct stat old {};
  if (::stat(path.c_str(), &old) == 0 && ::fchmod(file.descriptor_, old.st_mode & 07777) != 0) {
    return file.failure("its permissions cannot be set");
  }
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, kNone)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this != &other) {
    discard();
    path_ = std::move(other.path_);
    temporary_ = std::exchange(other.temporary_, {});
    descriptor_ = std::exchange(other.descriptor_, kNone);
  }
  return *this;
}

AtomicFile::~AtomicFile() { discard(); }

Status AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("it cannot be written");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status AtomicFile::commit() {
  Status done = flush_to_disk();
  if (!done) discard();
  return done;
}

Status AtomicFile::flush_to_disk() {
  if (::fsync(descriptor_) != 0) return failure("it cannot be flushed to the disk");
  if (::close(std::exchange(descriptor_, kNone)) != 0) return failure("it cannot be closed");
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return failure("it cannot be given its name");
  temporary_.clear();
  // The rename itself must survive a power cut. A folder that cannot be opened for reading is no failure:
  // the new file is whole and visible.
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.get() != kNone) ::fsync(opened.get());
  return {};
}

void AtomicFile::discard() noexcept {
  if (descriptor_ != kNone) ::close(std::exchange(descriptor_, kNone));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

tl::unexpected<Error> AtomicFile::failure(std::string_view what) const {
  const int reason = errno;
  const ErrorCode code = reason == ENOENT ? ErrorCode::kNotFound : ErrorCode::kBadInput;
  return fail(code, fmt::format("the file is not written: {} ({})", what, std::strerror(reason)), {},
              Position{path_.string()});
}

}  // namespace trilat::io
