#include "shared/wire/sqlite.hpp"

#include <sqlite3.h>

namespace tally::wire {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* handle) const {
  if (!is_lent) sqlite3_close_v2(handle);
}

Statement& Statement::bind(int place, std::int64_t value) {
  sqlite3_bind_int64(handle(), place, value);
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  // A null pointer would bind NULL: an empty text is a text.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(handle(), place, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_null(int place) {
  sqlite3_bind_null(handle(), place);
  return *this;
}

Statement& Statement::bind(int place, std::optional<std::int64_t> value) {
  return value ? bind(place, *value) : bind_null(place);
}

Statement& Statement::bind_copy(int place, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(handle(), place, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(int place, std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  sqlite3_bind_blob64(handle(), place, data, bytes.size(), SQLITE_STATIC);
  return *this;
}

Step Statement::step() {
  if (!statement_) return Step::failed;
  const int code = sqlite3_step(handle());
  if (code == SQLITE_ROW) return Step::row;
  return code == SQLITE_DONE ? Step::done : Step::failed;
}

void Statement::reset() {
  sqlite3_reset(handle());
  sqlite3_clear_bindings(handle());
}

bool Statement::run() {
  Step last = step();
  while (last == Step::row) last = step();
  reset();
  return last == Step::done;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle(), column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle(), column) == SQLITE_NULL;
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Database Database::in_memory() {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  return Database(handle);
}

Database Database::lent(const Database& other) {
  Database database;
  database.handle_ = std::unique_ptr<sqlite3, Close>(other.handle(), Close(true));
  return database;
}

Statement Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                     &statement, nullptr);
  return Statement(statement);
}

bool Database::execute(const char* sql) const {
  return sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string Database::message() const { return sqlite3_errmsg(handle()); }

}  // namespace tally::wire
