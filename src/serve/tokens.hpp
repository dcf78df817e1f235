// Bearer tokens: a file of names and SHA-256 digests, so that reading it lets nobody in.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat::serve {

class Tokens {
 public:
  Tokens() = default;
  // A line each: a name and the digest in hexadecimal digits; "#" begins a comment. Errors name the line.
  static Result<Tokens> read(const std::string& path);

  bool empty() const { return digests_.empty(); }
  // Takes the same time whether and where it differs.
  bool admits(std::string_view token) const;

  struct Fresh {
    std::string token, line;  // what the user keeps, and what stands in the file
  };
  static Result<Fresh> make(const std::string& name);

 private:
  using Digest = std::array<unsigned char, 32>;
  static Digest digest_of(std::string_view token);
  std::vector<Digest> digests_;
};

}  // namespace trilat::serve
