#include "io/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace trilat::io {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A folder of its own for each test, removed afterwards.
class File : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "trilat-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_;
};

TEST_F(File, What_is_written_is_read_back) {
  const std::string text("a\0b\r\n\xFF", 6);
  ASSERT_TRUE(write_file_atomic(folder_ / "f", text));
  EXPECT_EQ(*read_file(folder_ / "f"), text);
  ASSERT_TRUE(write_file_atomic(folder_ / "f", ""));
  EXPECT_EQ(*read_file(folder_ / "f"), "");
  EXPECT_EQ(entries(), 1);
}

TEST_F(File, Reading_says_why_it_cannot) {
  const auto missing = read_file(folder_ / "none");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().to_string(), (folder_ / "none").string() + ": the file does not exist");
  EXPECT_THAT(read_file(folder_).error().to_string(), HasSubstr("this is a folder, not a file"));
  ASSERT_TRUE(write_file_atomic(folder_ / "f", "12345"));
  EXPECT_TRUE(read_file(folder_ / "f", 5));
  EXPECT_THAT(read_file(folder_ / "f", 4).error().message, HasSubstr("larger than 4 bytes"));
  EXPECT_EQ(read_file(folder_ / "f" / "g").error().code, ErrorCode::kNotFound);
}

TEST_F(File, A_file_that_may_not_be_read_is_refused) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read every file";
  ASSERT_TRUE(write_file_atomic(folder_ / "f", "x"));
  fs::permissions(folder_ / "f", fs::perms::none);
  EXPECT_THAT(read_file(folder_ / "f").error().message, HasSubstr("cannot be read"));
}

TEST_F(File, Writing_fails_without_harm_where_there_is_no_folder) {
  const Status status = write_file_atomic(folder_ / "no" / "f", "x");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(entries(), 0);
}

TEST_F(File, A_folder_or_a_device_is_never_replaced) {
  fs::create_directory(folder_ / "d");
  EXPECT_THAT(write_file_atomic(folder_ / "d", "x").error().message, HasSubstr("folder"));
  EXPECT_THAT(write_file_atomic("/dev/null", "x").error().message, HasSubstr("not an ordinary file"));
  EXPECT_EQ(entries(), 1);
}

TEST_F(File, Without_commit_the_old_file_stays_and_nothing_is_left) {
  ASSERT_TRUE(write_file_atomic(folder_ / "f", "old"));
  {
    auto file = AtomicFile::create(folder_ / "f");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half of the n"));
    EXPECT_EQ(entries(), 2);
    EXPECT_EQ(*read_file(folder_ / "f"), "old");
  }
  EXPECT_EQ(entries(), 1);
  EXPECT_EQ(*read_file(folder_ / "f"), "old");
}

TEST_F(File, A_failed_commit_leaves_nothing_behind) {
  auto file = AtomicFile::create(folder_ / "f");
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("x"));
  fs::create_directory(folder_ / "f");  // the name is taken by a folder meanwhile
  EXPECT_FALSE(file->commit());
  EXPECT_EQ(entries(), 1);
}

TEST_F(File, Pieces_and_moves_make_one_file) {
  auto first = AtomicFile::create(folder_ / "f");
  ASSERT_TRUE(first);
  ASSERT_TRUE(first->write("a"));
  AtomicFile second = std::move(*first);
  ASSERT_TRUE(second.write("b"));
  ASSERT_TRUE(second.commit());
  EXPECT_EQ(*read_file(folder_ / "f"), "ab");
  EXPECT_EQ(entries(), 1);
}

TEST_F(File, A_replaced_file_keeps_its_permissions) {
  ASSERT_TRUE(write_file_atomic(folder_ / "f", "x"));
  const fs::perms wanted = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(folder_ / "f", wanted);
  ASSERT_TRUE(write_file_atomic(folder_ / "f", "y"));
  EXPECT_EQ(fs::status(folder_ / "f").permissions(), wanted);
}

}  // namespace
}  // namespace trilat::io
