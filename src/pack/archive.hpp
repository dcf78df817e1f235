// A plain binary archive: one description of a type's fields serves writing and reading.
//
//   template <class Archive> void fields(Archive& a, Thing& t) { a(t.name, t.count, t.rows); }
//
// Integers are 64-bit little-endian, text and vectors carry their length. A reader that runs past the
// end, or meets a length that cannot be, sets failed() and leaves the rest empty; it never throws.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/error.hpp"

namespace trilat::pack {

static_assert(std::endian::native == std::endian::little, "the pack is little-endian");

class ArchiveWriter {
 public:
  static constexpr bool kReading = false;

  template <class... T>
  void operator()(T&... values) {
    (write(values), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  template <class T>
  void write(T& value) {
    if constexpr (std::is_same_v<T, double>) {
      raw(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      raw(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
    } else if constexpr (std::is_same_v<T, std::string>) {
      raw(value.size());
      bytes_.append(value);
    } else {
      fields(*this, value);
    }
  }
  template <class T>
  void write(std::vector<T>& values) {
    raw(values.size());
    if constexpr (std::is_same_v<T, double>) {
      bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
    } else {
      for (T& value : values) write(value);
    }
  }
  template <class T>
  void write(std::map<std::string, T>& entries) {
    raw(entries.size());
    for (auto& [key, value] : entries) {
      std::string copy = key;
      write(copy);
      write(value);
    }
  }
  void raw(std::uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }

  std::string bytes_;
};

class ArchiveReader {
 public:
  static constexpr bool kReading = true;

  explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (read(values), ...);
  }
  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

 private:
  template <class T>
  void read(T& value) {
    if constexpr (std::is_same_v<T, double>) {
      value = std::bit_cast<double>(raw());
    } else if constexpr (std::is_same_v<T, bool>) {
      value = raw() != 0;
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      value = static_cast<T>(static_cast<std::int64_t>(raw()));
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = std::string(take(raw()));
    } else {
      fields(*this, value);
    }
  }
  template <class T>
  void read(std::vector<T>& values) {
    const std::uint64_t count = raw();
    if (count > rest_.size()) {  // every element takes at least a byte
      failed_ = true;
      return;
    }
    values.resize(count);
    if constexpr (std::is_same_v<T, double>) {
      const std::string_view bytes = take(count * sizeof(double));
      if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    } else {
      for (T& value : values) read(value);
    }
  }
  template <class T>
  void read(std::map<std::string, T>& entries) {
    const std::uint64_t count = raw();
    for (std::uint64_t i = 0; i < count && !failed_; ++i) {
      std::string key;
      read(key);
      read(entries[key]);
    }
  }
  std::uint64_t raw() {
    std::uint64_t value = 0;
    const std::string_view bytes = take(sizeof value);
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string_view take(std::uint64_t count) {
    if (failed_ || count > rest_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view bytes = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return bytes;
  }

  std::string_view rest_;
  bool failed_ = false;
};

template <class T>
std::string encode(T copy) {
  ArchiveWriter writer;
  writer(copy);
  return writer.bytes();
}

// kDataDamaged, naming `what`, where the bytes are not exactly one T.
template <class T>
Result<T> decode(std::string_view bytes, const char* what) {
  T value;
  ArchiveReader reader(bytes);
  reader(value);
  if (reader.failed() || !reader.at_end()) {
    return fail(ErrorCode::kDataDamaged, std::string("the ") + what + " in the data pack cannot be read",
                "compile the pack again with this program");
  }
  return value;
}

}  // namespace trilat::pack
