#include "store/projects.hpp"

#include <algorithm>
#include <utility>

namespace trilat::store {
namespace {

constexpr std::int64_t kKind = 0x54504a31;  // of the file, "TPJ1"
constexpr std::size_t kLongestName = 100;
constexpr std::int64_t kMostProjects = 10000;

Status check_name(const std::string& name) {
  const bool fits = !name.empty() && name.size() <= kLongestName && name.front() != ' ' && name.back() != ' ' &&
                    std::all_of(name.begin(), name.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
                             c == '-' || c == '_' || c == '.';
                    });
  if (fits) return {};
  return bad_input("'" + name + "' is no name of a project", "use 1 to 100 letters, digits, blanks, '-', '_' and '.'");
}

Error no_project(const std::string& name) {
  return {ErrorCode::kNotFound, "there is no project '" + name + "'", "GET /v1/projects lists them", {}};
}

}  // namespace

Result<std::unique_ptr<Projects>> Projects::open(const std::string& path) {
  TRILAT_TRY(auto database, Database::open(path, OpenMode::kCreate));
  TRILAT_TRY(const std::int64_t kind, database->number("PRAGMA application_id"));
  TRILAT_TRY(const std::int64_t tables, database->number("SELECT count(*) FROM sqlite_master"));
  if (kind != kKind && tables > 0)
    return bad_input("this is a database of something else", "name another file for projects", {path, 0, 0});
  TRILAT_TRY(Transaction transaction, Transaction::begin(*database));
  TRILAT_CHECK(database->execute("PRAGMA application_id = " + std::to_string(kKind)));
  TRILAT_CHECK(
      database->execute("CREATE TABLE IF NOT EXISTS project (name TEXT PRIMARY KEY, saved TEXT NOT NULL, "
                        "text TEXT NOT NULL) STRICT"));
  TRILAT_CHECK(transaction.commit());
  return std::unique_ptr<Projects>(new Projects(std::move(database)));
}

Result<std::vector<ProjectName>> Projects::names() const {
  const std::lock_guard lock(mutex_);
  TRILAT_TRY(auto statement,
             database_->prepare("SELECT name, saved, length(CAST(text AS BLOB)) FROM project ORDER BY name"));
  std::vector<ProjectName> names;
  while (true) {
    TRILAT_TRY(const bool row, statement.step());
    if (!row) return names;
    names.push_back({statement.text(0), statement.text(1), static_cast<std::size_t>(statement.number(2))});
  }
}

Result<std::string> Projects::read(const std::string& name) const {
  TRILAT_CHECK(check_name(name));
  const std::lock_guard lock(mutex_);
  TRILAT_TRY(auto statement, database_->prepare("SELECT text FROM project WHERE name = ?"));
  statement.bind(1, name);
  TRILAT_TRY(const bool found, statement.step());
  if (!found) return tl::unexpected(no_project(name));
  return statement.text(0);
}

Status Projects::write(const std::string& name, const std::string& text) {
  TRILAT_CHECK(check_name(name));
  const std::lock_guard lock(mutex_);
  TRILAT_TRY(Transaction transaction, Transaction::begin(*database_));
  TRILAT_TRY(auto others, database_->prepare("SELECT count(*) FROM project WHERE name <> ?"));
  others.bind(1, name);
  TRILAT_TRY(const bool counted, others.step());
  if (!counted || others.number(0) >= kMostProjects)
    return bad_input("too many projects are kept", "remove some first");
  TRILAT_TRY(auto statement,
             database_->prepare("INSERT INTO project (name, saved, text) VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ'), ?) "
                                "ON CONFLICT (name) DO UPDATE SET saved = excluded.saved, text = excluded.text"));
  statement.bind(1, name).bind(2, text);
  TRILAT_CHECK(statement.run());
  return transaction.commit();
}

Status Projects::remove(const std::string& name) {
  TRILAT_CHECK(check_name(name));
  const std::lock_guard lock(mutex_);
  TRILAT_TRY(Transaction transaction, Transaction::begin(*database_));
  TRILAT_TRY(auto statement, database_->prepare("DELETE FROM project WHERE name = ? RETURNING name"));
  statement.bind(1, name);
  TRILAT_TRY(const bool found, statement.step());
  if (!found) return tl::unexpected(no_project(name));
  TRILAT_TRY(const bool more, statement.step());
  static_cast<void>(more);
  return transaction.commit();
}

}  // namespace trilat::store
