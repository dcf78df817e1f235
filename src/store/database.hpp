// A thin hold on SQLite: a connection and a statement that close themselves, and errors as values.
//
// The connection is set up so that a transaction that was reported as done survives the end of the process and of the
// machine: rollback journal, synchronous EXTRA (the folder is synced too when the journal goes). A second program that
// holds the lock is waited for, a bounded time, in short pauses of uneven length so that no waiter starves.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace trilat::store {

class Database;

// A prepared statement with its parameters bound, counted from 1. Rows are read with `step`.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind_null(int parameter);

  // True where there is a row to read, false at the end.
  Result<bool> step();
  // Runs a statement that gives no rows.
  Status run();

  // Columns of the row, counted from 0.
  std::string text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(const Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class OpenMode {
  kExisting,  // an error where the file does not exist
  kCreate,    // made where it does not exist
};

class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, OpenMode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> prepare(std::string_view sql) const;
  // One or several statements without parameters or rows.
  Status execute(const std::string& sql) const;
  // The one number that the statement gives.
  Result<std::int64_t> number(std::string_view sql) const;

  // What SQLite said last, as an error that names the file and what may be done.
  Error last_error() const;
  const std::string& path() const { return path_; }

 private:
  explicit Database(std::string path) : path_(std::move(path)) {}
  static int wait(void* self, int attempts);

  std::string path_;
  sqlite3* handle_ = nullptr;
  int waited_ms_ = 0;
};

// BEGIN IMMEDIATE: the lock to write is taken at once, so that what is read inside cannot change before the end. Rolls
// back unless `commit` succeeded.
class Transaction {
 public:
  static Result<Transaction> begin(const Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // Once this returned without an error, what was written is safe.
  Status commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

}  // namespace trilat::store
