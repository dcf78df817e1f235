#include "serve/memory_file.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace trilat::serve {

Result<MemoryFile> MemoryFile::of(std::string_view text, std::string name) {
  const int descriptor = ::memfd_create("trilat", MFD_CLOEXEC);
  if (descriptor < 0) return fail(ErrorCode::kInternal, "no memory for what was sent");
  MemoryFile file(descriptor, std::move(name));
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written <= 0) return fail(ErrorCode::kInternal, "no memory for what was sent");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return file;
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), name_(std::move(other.name_)) {}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string MemoryFile::path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

std::string MemoryFile::named(std::string text) const {
  const std::string held = path();
  for (std::size_t at = text.find(held); at != std::string::npos; at = text.find(held, at)) {
    const std::size_t end = at + held.size();
    const bool longer = end < text.size() && text[end] >= '0' && text[end] <= '9';  // another file's
    if (!longer) text.replace(at, held.size(), name_);
    at += longer ? held.size() : name_.size();
  }
  return text;
}

Error MemoryFile::named(Error error) const {
  error.message = named(std::move(error.message));
  error.remedy = named(std::move(error.remedy));
  error.where.file = named(std::move(error.where.file));
  return error;
}

}  // namespace trilat::serve
