#include "pack/container.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;

class ContainerFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("trilat_pack_" + std::to_string(::getpid()) + "_" +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    path_ = folder_ / "test.pack";
    ASSERT_TRUE(write_container(path_, {{"one", "first"}, {"two", std::string(1000, 'x')}}));
  }
  void TearDown() override { fs::remove_all(folder_); }

  void rewrite(const std::function<void(std::string&)>& change) {
    std::ifstream in(path_, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    change(bytes);
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }
  std::string refusal() {
    const auto opened = Container::open(path_);
    return opened ? "" : opened.error().to_string();
  }

  fs::path folder_;
  fs::path path_;
};

TEST_F(ContainerFile, Sections_come_back_as_they_were) {
  const auto opened = Container::open(path_);
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(*opened->section("one"), "first");
  EXPECT_EQ(opened->section("two")->size(), 1000U);
  EXPECT_EQ(opened->hash().size(), 32U);
  EXPECT_FALSE(opened->section("three"));
}

TEST_F(ContainerFile, Any_changed_byte_is_found) {
  const auto size = fs::file_size(path_);
  for (std::size_t at = 0; at < size; at += 7) {
    rewrite([&](std::string& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 1); });
    EXPECT_FALSE(refusal().empty()) << "byte " << at;
    rewrite([&](std::string& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 1); });
  }
  EXPECT_EQ(refusal(), "");
}

TEST_F(ContainerFile, Truncated_file_is_refused) {
  rewrite([](std::string& bytes) { bytes.resize(bytes.size() / 2); });
  EXPECT_NE(refusal().find("bytes long"), std::string::npos) << refusal();
}

TEST_F(ContainerFile, Foreign_and_empty_files_are_refused) {
  rewrite([](std::string& bytes) { bytes = "PK this is some other file, and long enough to hold a header"; });
  EXPECT_NE(refusal().find("does not begin as one"), std::string::npos) << refusal();
  rewrite([](std::string& bytes) { bytes.clear(); });
  EXPECT_NE(refusal().find("empty"), std::string::npos) << refusal();
}

TEST_F(ContainerFile, Missing_file_says_how_to_name_one) {
  fs::remove(path_);
  EXPECT_NE(refusal().find("--data"), std::string::npos) << refusal();
}

}  // namespace
}  // namespace trilat::pack
