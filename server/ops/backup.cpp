#include "server/ops/backup.hpp"

#include <sqlite3.h>

#include <string>

#include "server/store/connection.hpp"
#include "server/store/open_database.hpp"
#include "server/sync/chunk_store.hpp"
#include "server/sync/snapshot_rows.hpp"

namespace tally::server::ops {

namespace {

using store::Connection;
using wire::Step;

// Pages copied before other users of the file get a turn.
constexpr int pages_per_step = 1'000;

Issues unusable(const std::filesystem::path& folder, std::string reason) {
  return {make_issue(IssueCode::data_folder_unusable, "",
                     {{"folder", folder.string()}, {"reason", std::move(reason)}})};
}

Issues failed(const std::filesystem::path& file, int code) {
  if ((code & 0xff) == SQLITE_FULL) return {make_issue(IssueCode::disk_full, "")};
  return {make_issue(IssueCode::database_damaged, "",
                     {{"file", file.string()}, {"reason", std::string(sqlite3_errstr(code))}})};
}

Result<void> make_target(const std::filesystem::path& target) {
  std::error_code error;
  if (std::filesystem::exists(target, error) && !std::filesystem::is_empty(target, error)) {
    return std::unexpected(unusable(target, "it is not empty"));
  }
  std::filesystem::create_directories(target / "snapshots", error);
  if (error) return std::unexpected(unusable(target, error.message()));
  return {};
}

/// Copies the pages; a write of the server in between makes SQLite begin again by itself.
Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
  const wire::Database source = store::open_for_reading(from);
  auto target = store::open_for_writing(to);
  if (!target) return std::unexpected(target.error());
  sqlite3_backup* backup =
      sqlite3_backup_init(target->handle(), "main", source.handle(), "main");
  if (backup == nullptr) return std::unexpected(failed(from, sqlite3_errcode(target->handle())));
  int code = SQLITE_OK;
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    code = sqlite3_backup_step(backup, pages_per_step);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(20);
  }
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) return std::unexpected(failed(from, code));
  wire::Statement check = target->prepare("PRAGMA quick_check(1)");
  if (!check || check.step() != Step::row || check.text(0) != "ok") {
    return std::unexpected(failed(to, SQLITE_CORRUPT));
  }
  return {};
}

Result<BackupMade> copy_snapshots(const std::filesystem::path& folder,
                                  const std::filesystem::path& target) {
  Connection db(store::open_for_reading(target / "tallystick.db"));
  BackupMade made;
  store::Query orders = db.query("SELECT count(*) FROM orders");
  if (orders.step() == Step::row) made.orders = orders.integer(0);
  store::Query snapshots = db.query("SELECT count(*) FROM snapshot");
  if (snapshots.step() == Step::row) made.snapshots = snapshots.integer(0);
  // Whole files are made of the chunks again, so these are all that is needed.
  const sync::ChunkStore from(folder / "snapshots" / "chunks");
  const sync::ChunkStore to(target / "snapshots" / "chunks");
  for (const Digest& digest : sync::list_chunks(db)) {
    const auto bytes = from.read(digest);
    if (!bytes) {
      return std::unexpected(Issues{
          make_issue(IssueCode::database_damaged, "",
                     {{"file", from.file(digest).string()},
                      {"reason", std::string("it is missing or is not what its name says")}})});
    }
    if (auto written = to.put(digest, *bytes); !written) return std::unexpected(written.error());
  }
  return made;
}

}  // namespace

Result<BackupMade> back_up(const std::filesystem::path& folder,
                           const std::filesystem::path& target) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "tallystick.db", error)) {
    return std::unexpected(unusable(folder, "there is no tallystick.db in it"));
  }
  if (auto made = make_target(target); !made) return std::unexpected(made.error());
  if (auto copied = copy_database(folder / "tallystick.db", target / "tallystick.db"); !copied) {
    return std::unexpected(copied.error());
  }
  return copy_snapshots(folder, target);
}

}  // namespace tally::server::ops
