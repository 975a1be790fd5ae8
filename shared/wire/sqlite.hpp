// Sqlite: the thinnest owner of connections and statements that cannot leak.
// In go a handle or SQL text; out come typed columns. Errors are values of the caller's: step()
// says row, done or failed, and message() says why.
// Statements are prepared once and reused; text columns are views until the next step.
// It will not build SQL from values: values are bound.
//   auto select = db.prepare("SELECT name FROM product WHERE sku = ?1");
//   select.bind(1, sku.text());  if (select.step() == Step::row) use(select.text(0));
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tally::wire {

enum class Step : std::uint8_t { row, done, failed };

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  explicit operator bool() const { return statement_ != nullptr; }

  /// Places count from 1. Text is bound without a copy: it must live until the next reset.
  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, std::string_view text);
  Statement& bind_null(int place);
  Statement& bind(int place, std::optional<std::int64_t> value);
  /// Binds an owned copy: for values that go away before the step.
  Statement& bind_copy(int place, std::string_view text);
  Statement& bind_blob(int place, std::string_view bytes);

  Step step();
  /// Forgets the row and the bindings, and is ready for the next use.
  void reset();
  /// bind everything, step to the end, reset: true where it ended well.
  bool run();

  /// Columns count from 0.
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool is_null(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;
  sqlite3_stmt* handle() const { return statement_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  Database() = default;
  explicit Database(sqlite3* handle) : handle_(handle) {}
  /// An empty database in memory.
  static Database in_memory();
  /// The other's connection, which stays the other's and must outlive this.
  static Database lent(const Database& other);
  explicit operator bool() const { return handle_ != nullptr; }
  /// An empty Statement where the SQL is refused; message() says why.
  Statement prepare(std::string_view sql) const;
  /// Runs several statements separated by semicolons; false where one failed.
  bool execute(const char* sql) const;
  std::string message() const;
  sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    Close() : is_lent(false) {}
    explicit Close(bool lent) : is_lent(lent) {}
    void operator()(sqlite3* handle) const;
    bool is_lent;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace tally::wire
