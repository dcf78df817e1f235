#include "pack/container.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdint>
#include <cstring>

#include "io/file.hpp"

namespace trilat::pack {
namespace {

constexpr std::string_view kMagic = "TRILATPK";
constexpr std::size_t kHashAt = 16;    // after magic, version and count
constexpr std::size_t kHashedAt = 32;  // everything from here is hashed
constexpr std::size_t kTableAt = 40;   // after the total length
constexpr std::size_t kNameBytes = 32;
constexpr std::size_t kEntryBytes = kNameBytes + 16;
constexpr const char* kRemedy = "compile it again with 'trilat data compile'";

template <class T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T get(std::string_view bytes, std::size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::string hash_of(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

tl::unexpected<Error> damaged(const std::filesystem::path& path, std::string_view why, std::string_view remedy) {
  return fail(ErrorCode::kDataDamaged, fmt::format("{} is not a usable data pack: {}", path.string(), why),
              std::string(remedy));
}

struct Mapping {
  void* address = MAP_FAILED;
  std::size_t length = 0;
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (address != MAP_FAILED) ::munmap(address, length);
  }
};

Result<std::shared_ptr<Mapping>> map_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(ErrorCode::kNotFound,
                fmt::format("cannot open the data pack {}: {}", path.string(), std::strerror(errno)),
                "name one with --data or TRILAT_DATA");
  }
  struct stat info {};
  const bool regular = ::fstat(file, &info) == 0 && S_ISREG(info.st_mode);
  auto mapping = std::make_shared<Mapping>();
  if (regular && info.st_size > 0) {
    mapping->length = static_cast<std::size_t>(info.st_size);
    mapping->address = ::mmap(nullptr, mapping->length, PROT_READ, MAP_PRIVATE, file, 0);
  }
  ::close(file);
  if (mapping->address == MAP_FAILED) return damaged(path, regular ? "it is empty" : "it is not a file", kRemedy);
  return mapping;
}

Status check_header(const std::filesystem::path& path, std::string_view bytes) {
  if (bytes.size() < kTableAt || bytes.substr(0, kMagic.size()) != kMagic) {
    return damaged(path, "it does not begin as one", "name a file that 'trilat data compile' wrote");
  }
  const auto version = get<std::uint32_t>(bytes, kMagic.size());
  if (version != kFormatVersion) {
    return damaged(path, fmt::format("format {}, and this program reads format {}", version, kFormatVersion), kRemedy);
  }
  const auto length = get<std::uint64_t>(bytes, kHashedAt);
  if (length != bytes.size()) {
    return damaged(path, fmt::format("it is {} bytes long and should be {}", bytes.size(), length), kRemedy);
  }
  if (hash_of(bytes.substr(kHashedAt)) != bytes.substr(kHashAt, kHashedAt - kHashAt)) {
    return damaged(path, "its content does not match its hash", kRemedy);
  }
  return {};
}

}  // namespace

Status write_container(const std::filesystem::path& path, const std::map<std::string, std::string>& sections) {
  std::string table;
  std::string body;
  const std::size_t first = kTableAt + sections.size() * kEntryBytes;
  for (const auto& [name, bytes] : sections) {
    if (name.size() > kNameBytes) return fail(ErrorCode::kInternal, fmt::format("section name '{}' is too long", name));
    table += name + std::string(kNameBytes - name.size(), '\0');
    put(table, static_cast<std::uint64_t>(first + body.size()));
    put(table, static_cast<std::uint64_t>(bytes.size()));
    body += bytes;
  }
  std::string hashed;
  put(hashed, static_cast<std::uint64_t>(first + body.size()));
  hashed += table + body;
  std::string bytes(kMagic);
  put(bytes, kFormatVersion);
  put(bytes, static_cast<std::uint32_t>(sections.size()));
  bytes += hash_of(hashed) + hashed;
  return io::write_file_atomic(path, bytes);
}

Result<Container> Container::open(const std::filesystem::path& path) {
  TRILAT_TRY(const std::shared_ptr<Mapping> mapping, map_file(path));
  const std::string_view bytes(static_cast<const char*>(mapping->address), mapping->length);
  TRILAT_CHECK(check_header(path, bytes));
  Container container;
  container.mapping_ = mapping;
  container.path_ = path;
  container.hash_ = hexadecimal(bytes.substr(kHashAt, kHashedAt - kHashAt));
  const auto count = get<std::uint32_t>(bytes, kMagic.size() + sizeof(std::uint32_t));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kTableAt + i * kEntryBytes;
    if (at + kEntryBytes > bytes.size()) return damaged(path, "its table of sections is cut off", kRemedy);
    const auto offset = get<std::uint64_t>(bytes, at + kNameBytes);
    const auto length = get<std::uint64_t>(bytes, at + kNameBytes + 8);
    if (offset > bytes.size() || length > bytes.size() - offset) return damaged(path, "a section is cut off", kRemedy);
    const std::string_view name = bytes.substr(at, kNameBytes);
    container.sections_.emplace(std::string(name.substr(0, name.find('\0'))), bytes.substr(offset, length));
  }
  return container;
}

Result<std::string_view> Container::section(const std::string& name) const {
  const auto at = sections_.find(name);
  if (at == sections_.end()) {
    return fail(ErrorCode::kNotFound, fmt::format("the data pack {} holds no '{}'", path_.string(), name), kRemedy);
  }
  return at->second;
}

}  // namespace trilat::pack
