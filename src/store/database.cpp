#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace trilat::store {
namespace {

constexpr int kLongestWaitMs = 30'000;

Error error_of(int code, const std::string& path, const std::string& said) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kBadInput,
              fmt::format("another program has held the file for more than {} seconds", kLongestWaitMs / 1000),
              "try again; nothing was changed",
              {path, 0, 0}};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {ErrorCode::kDataDamaged,
              "this is no ledger of Trilat, or a damaged one",
              "name another file, or restore it from a copy",
              {path, 0, 0}};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kNotFound,
              "the file cannot be opened",
              "name a file that is there, or for the first draw one in a folder that exists and may be written",
              {path, 0, 0}};
    case SQLITE_READONLY:
      return {ErrorCode::kBadInput, "the file may not be written", "change its permissions", {path, 0, 0}};
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {ErrorCode::kBadInput,
              "the file cannot be written: " + said,
              "make room or name a file on another disk; nothing was changed",
              {path, 0, 0}};
    default: return {ErrorCode::kInternal, said, {}, {path, 0, 0}};
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int parameter, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();  // SQLite reads a null pointer as NULL
  sqlite3_bind_text64(statement_.get(), parameter, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), parameter, number);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  sqlite3_bind_null(statement_.get(), parameter);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected(database_->last_error());
}

Status Statement::run() {
  TRILAT_TRY(const bool row, step());
  return row ? Status(fail(ErrorCode::kInternal, "a statement gave a row where none was due")) : Status();
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  const int length = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(length));
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

// Pauses add up to the longest wait and no clock is read.
int Database::wait(void* self, int attempts) {
  auto& database = *static_cast<Database*>(self);
  if (attempts == 0) database.waited_ms_ = 0;
  if (database.waited_ms_ >= kLongestWaitMs) return 0;
  const int pause = 1 + (static_cast<int>(getpid() % 97) * 7 + attempts * 5) % 17;
  database.waited_ms_ += pause;
  std::this_thread::sleep_for(std::chrono::milliseconds(pause));
  return 1;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, OpenMode mode) {
  auto database = std::unique_ptr<Database>(new Database(path));
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | (mode == OpenMode::kCreate ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &database->handle_, flags, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(database->last_error());
  sqlite3_extended_result_codes(database->handle_, 1);
  sqlite3_busy_handler(database->handle_, &Database::wait, database.get());
  TRILAT_CHECK(database->execute("PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"));
  return database;
}

Database::~Database() { sqlite3_close_v2(handle_); }

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(last_error());
  return Statement(*this, statement);
}

Status Database::execute(const std::string& sql) const {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return tl::unexpected(last_error());
  return {};
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  TRILAT_TRY(Statement statement, prepare(sql));
  TRILAT_TRY(const bool row, statement.step());
  if (!row) return fail(ErrorCode::kInternal, fmt::format("'{}' gave no row", sql));
  return statement.number(0);
}

Error Database::last_error() const {
  if (handle_ == nullptr) return {ErrorCode::kInternal, "no memory for a connection", {}, {path_, 0, 0}};
  return error_of(sqlite3_errcode(handle_), path_, sqlite3_errmsg(handle_));
}

Result<Transaction> Transaction::begin(const Database& database) {
  TRILAT_CHECK(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  // an error that rolled back by itself leaves nothing to roll back; either way nothing stays half done
  if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

Status Transaction::commit() {
  TRILAT_CHECK(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace trilat::store
