// Runs a fuzz target once on every file of the folders given, so that seeds and old findings are tested
// with any compiler. A finding ends the program by abort or by a sanitizer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>

#include "io/file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
  int seeds = 0;
  for (int i = 1; i < count; ++i) {
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i], problem)) {
      const auto text = trilat::io::read_file(entry.path());
      if (!text) return std::fprintf(stderr, "%s\n", text.error().to_string().c_str()), 2;
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text->data()), text->size());
      ++seeds;
    }
  }
  std::printf("%d seeds\n", seeds);
  return seeds > 0 ? 0 : 2;  // a folder that is missing must not pass
}
