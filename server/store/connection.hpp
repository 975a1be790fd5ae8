// Connection: one open database with its prepared statements, used by one thread at a time.
// In goes SQL text that stands in the code; out comes a Query, prepared once and reset after use.
// The first thing that fails is remembered as the connection's fault, so that no caller can
// overlook a full disk. It holds no SQL of its own and builds none from values.
//   auto find = db.query("SELECT name FROM user WHERE login = ?1");
//   find.bind(1, login);  if (find.step() == wire::Step::row) use(find.text(0));
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/wire/sqlite.hpp"

namespace tally::server::store {

class Connection;

/// A prepared statement on loan: it is reset when the Query goes away, so that no read stays open.
class Query {
 public:
  Query(Connection& connection, wire::Statement& statement)
      : connection_(&connection), statement_(&statement) {}
  ~Query() { statement_->reset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Places count from 1. Text must live until the Query goes away or is run.
  Query& bind(int place, std::int64_t value);
  Query& bind(int place, std::string_view text);
  Query& bind(int place, const std::string& text) { return bind(place, std::string_view(text)); }
  Query& bind(int place, const char* text) { return bind(place, std::string_view(text)); }
  Query& bind(int place, std::optional<std::int64_t> value);
  Query& bind_null(int place);
  Query& bind_blob(int place, std::string_view bytes);

  wire::Step step();
  /// Steps to the end and resets: true where it ended well.
  bool run();

  /// Columns count from 0.
  std::int64_t integer(int column) const { return statement_->integer(column); }
  std::string text(int column) const { return std::string(statement_->text(column)); }
  std::string_view view(int column) const { return statement_->text(column); }
  std::string blob(int column) const { return std::string(statement_->blob(column)); }
  bool is_null(int column) const { return statement_->is_null(column); }
  std::optional<std::int64_t> optional_integer(int column) const {
    return statement_->optional_integer(column);
  }
  /// The row, for the readers that wire/ has of its tables.
  const wire::Statement& row() const { return *statement_; }

 private:
  Connection* connection_;
  wire::Statement* statement_;
};

class Connection {
 public:
  explicit Connection(wire::Database database) : database_(std::move(database)) {}

  /// The SQL is a literal of the code; SQL that cannot be prepared is a programmer's error and
  /// ends the process.
  Query query(const char* sql);
  /// The first figure that a query without values answers; -1 where it answers nothing.
  std::int64_t figure(const char* sql);
  /// Several statements at once (BEGIN, migrations): false, and the fault, where one fails.
  bool execute(const char* sql);
  /// Rows that the last INSERT, UPDATE or DELETE changed.
  std::int64_t changed_rows() const;
  std::int64_t last_row_id() const;

  const wire::Database& database() const { return database_; }
  /// The first SQLite result code (extended) that was neither row, done nor ok since the last
  /// take_fault(); 0 where there was none.
  int fault() const { return fault_; }
  int take_fault();
  void note_fault();
  /// Whether the change that runs has the transaction to itself; set by the group commit.
  bool is_alone() const { return alone_; }
  void set_alone(bool alone) { alone_ = alone; }
  std::string message() const { return database_.message(); }

 private:
  wire::Database database_;
  /// Keyed by the literal's address: the same place in the code is the same statement.
  std::map<const char*, wire::Statement> statements_;
  int fault_ = 0;
  bool alone_ = false;
};

}  // namespace tally::server::store
