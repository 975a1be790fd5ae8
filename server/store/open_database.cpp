#include "server/store/open_database.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <string>

namespace tally::server::store {

namespace {

// Before 3.51.3 two connections that checkpoint can lose an acknowledged commit.
constexpr int sqlite_version_min = 3'051'003;

wire::Database open_file(const std::string& name, int flags) {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  wire::Database database(handle);
  sqlite3_extended_result_codes(handle, 1);
  return database;
}

Issues refuse(const std::filesystem::path& file, const wire::Database& database) {
  const int code = sqlite3_errcode(database.handle()) & 0xff;
  // Without room for the shared index of its log SQLite speaks of an I/O error.
  if (sqlite3_system_errno(database.handle()) == ENOSPC) {
    return {make_issue(IssueCode::data_folder_unusable, "",
                       {{"folder", file.parent_path().string()},
                        {"reason", std::string("the disk is full")}})};
  }
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_IOERR) {
    return {make_issue(IssueCode::database_damaged, "",
                       {{"file", file.string()}, {"reason", database.message()}})};
  }
  return {make_issue(IssueCode::data_folder_unusable, "",
                     {{"folder", file.parent_path().string()}, {"reason", database.message()}})};
}

/// A path as an SQLite URI: what would end the path or begin a parameter is escaped.
std::string uri_path(const std::filesystem::path& file) {
  std::string out = "file:";
  for (const char letter : file.string()) {
    if (letter == '%') out += "%25";
    else if (letter == '?') out += "%3f";
    else if (letter == '#') out += "%23";
    else out += letter;
  }
  return out;
}

}  // namespace

Result<wire::Database> open_for_writing(const std::filesystem::path& file) {
  if (sqlite3_libversion_number() < sqlite_version_min) {
    return std::unexpected(Issues{make_issue(
        IssueCode::sqlite_too_old, "",
        {{"found", std::string(sqlite3_libversion())}, {"needed", std::string("3.51.3")}})});
  }
  wire::Database database =
      open_file(file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  // Ten seconds: a backup or a reader may hold the file for a moment at start.
  sqlite3_busy_timeout(database.handle(), 10'000);
  const bool good = database.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16384;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA journal_size_limit = 67108864; SELECT count(*) FROM sqlite_schema");
  if (!good) return std::unexpected(refuse(file, database));
  return database;
}

wire::Database open_for_reading(const std::filesystem::path& file) {
  wire::Database database = open_file(file.string(), SQLITE_OPEN_READONLY);
  sqlite3_busy_timeout(database.handle(), 10'000);
  database.execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;"
                   "PRAGMA cache_size = -4096");
  return database;
}

wire::Database open_immutable(const std::filesystem::path& file) {
  wire::Database database =
      open_file(uri_path(file) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  database.execute("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824;"
                   "PRAGMA cache_size = -2048");
  return database;
}

wire::Database open_immutable(const std::filesystem::path& main,
                              const std::filesystem::path& scoped) {
  wire::Database database = open_immutable(main);
  const std::string name = uri_path(scoped) + "?immutable=1";
  wire::Statement attach = database.prepare("ATTACH ?1 AS scoped");
  // Where a file cannot be opened, every statement that needs its tables fails.
  if (attach) attach.bind(1, std::string_view(name)).run();
  database.execute("PRAGMA mmap_size = 1073741824; PRAGMA scoped.cache_size = -1024");
  return database;
}

}  // namespace tally::server::store
