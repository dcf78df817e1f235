#include "serve/tokens.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "core/text.hpp"
#include "io/file.hpp"

namespace trilat::serve {
namespace {

constexpr std::size_t kTokenBytes = 32;

std::string hexadecimal(const unsigned char* bytes, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text;
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Tokens::Digest Tokens::digest_of(std::string_view token) {
  Digest digest{};
  EVP_Digest(token.data(), token.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

Result<Tokens> Tokens::read(const std::string& path) {
  TRILAT_TRY(const std::string text, io::read_file(path));
  Tokens tokens;
  int line = 0;
  for (const std::string_view row : core::split(text, '\n')) {
    ++line;
    const std::string_view said = core::trim(row.substr(0, row.find('#')));
    if (said.empty()) continue;
    const std::string_view digits = said.substr(said.find_last_of(" \t") + 1);
    Digest digest{};
    bool read = digits.size() == 2 * digest.size() && digits.size() < said.size();
    for (std::size_t i = 0; read && i < digest.size(); ++i) {
      const int high = nibble(digits[2 * i]), low = nibble(digits[2 * i + 1]);
      read = high >= 0 && low >= 0;
      digest[i] = static_cast<unsigned char>(high * 16 + low);
    }
    if (!read)
      return bad_input("this is no token",
                       "a line is a name and 64 hexadecimal digits; `trilat serve --new-token "
                       "NAME` prints one",
                       {path, line, 0});
    tokens.digests_.push_back(digest);
  }
  if (tokens.empty())
    return bad_input("there is no token in the file", "`trilat serve --new-token NAME` prints one", {path, 0, 0});
  return tokens;
}

bool Tokens::admits(std::string_view token) const {
  const Digest asked = digest_of(token);
  int found = 0;
  for (const Digest& digest : digests_) found |= CRYPTO_memcmp(digest.data(), asked.data(), asked.size()) == 0 ? 1 : 0;
  return found != 0;
}

Result<Tokens::Fresh> Tokens::make(const std::string& name) {
  if (name.empty() || name.find_first_of(" \t\n#") != std::string::npos)
    return bad_input("a name of a token is one word", "give one such as `alice`");
  std::array<unsigned char, kTokenBytes> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    return fail(ErrorCode::kInternal, "no random bytes for a token");
  Fresh fresh;
  fresh.token = hexadecimal(bytes.data(), bytes.size());
  const Digest digest = digest_of(fresh.token);
  fresh.line = fmt::format("{} {}", name, hexadecimal(digest.data(), digest.size()));
  return fresh;
}

}  // namespace trilat::serve
