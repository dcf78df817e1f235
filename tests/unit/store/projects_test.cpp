#include "store/projects.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "support/temporary_folder.hpp"

namespace trilat::store {
namespace {

std::unique_ptr<Projects> open(const std::string& path) { return std::move(Projects::open(path).value()); }

TEST(Projects, What_was_written_is_read_after_it_was_closed) {
  const testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "projects.db").string();
  ASSERT_TRUE(open(path)->write("brakes", R"({"hs": "8708305090"})"));
  const auto again = open(path);
  EXPECT_EQ(again->read("brakes").value(), R"({"hs": "8708305090"})");
  const auto names = again->names().value();
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0].name, "brakes");
  EXPECT_EQ(names[0].bytes, 20U);
  EXPECT_EQ(names[0].saved.size(), 20U);  // 2026-09-29T12:00:00Z
}

TEST(Projects, A_name_is_written_over_and_removed) {
  const testing::TemporaryFolder folder;
  const auto projects = open((folder.path() / "projects.db").string());
  ASSERT_TRUE(projects->write("a", "{}"));
  ASSERT_TRUE(projects->write("a", "[1]"));
  EXPECT_EQ(projects->read("a").value(), "[1]");
  ASSERT_TRUE(projects->remove("a"));
  EXPECT_EQ(projects->read("a").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(projects->remove("a").error().code, ErrorCode::kNotFound);
}

TEST(Projects, Names_are_plain) {
  const testing::TemporaryFolder folder;
  const auto projects = open((folder.path() / "projects.db").string());
  for (const std::string name : {"", " a", "a/b", "a\n", "\xC3\xA9"}) {
    EXPECT_EQ(projects->write(name, "{}").error().code, ErrorCode::kBadInput) << name;
  }
  EXPECT_EQ(projects->write(std::string(101, 'a'), "{}").error().code, ErrorCode::kBadInput);
  EXPECT_TRUE(projects->write("Brakes 2026_v1.2", "{}"));
}

TEST(Projects, A_file_of_something_else_is_refused_and_left_alone) {
  const testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "other.db").string();
  {
    const auto other = Database::open(path, OpenMode::kCreate).value()->execute("CREATE TABLE other (x)");
    ASSERT_TRUE(other);
  }
  EXPECT_EQ(Projects::open(path).error().code, ErrorCode::kBadInput);
  std::ofstream(folder.path() / "text") << std::string(5000, 'x');
  EXPECT_FALSE(Projects::open((folder.path() / "text").string()));
}

// A child saves for as long as it lives and says after each save that it is done; what it said must be there.
TEST(Projects, What_was_said_to_be_saved_survives_a_kill) {
  const testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "projects.db").string();
  { ASSERT_TRUE(open(path)->write("first", "0")); }
  int said[2];
  ASSERT_EQ(::pipe(said), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto projects = open(path);
    for (int k = 1;; ++k) {
      if (!projects->write("counter", std::to_string(k))) ::_exit(1);
      if (::write(said[1], &k, sizeof(k)) != sizeof(k)) ::_exit(1);
    }
  }
  ::close(said[1]);
  int last = 0, seen = 0;
  while (last < 20 && ::read(said[0], &seen, sizeof(seen)) == sizeof(seen)) last = seen;
  ::kill(child, SIGKILL);
  while (::read(said[0], &seen, sizeof(seen)) == sizeof(seen)) last = seen;
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(said[0]);
  ASSERT_GE(last, 20);
  EXPECT_GE(std::stoi(open(path)->read("counter").value()), last);
}

}  // namespace
}  // namespace trilat::store
