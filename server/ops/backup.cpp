#include "server/ops/backup.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <string>

#include "server/ops/backup_cover.hpp"
#include "server/store/connection.hpp"
#include "server/store/facts.hpp"
#include "server/store/open_database.hpp"
#include "server/sync/chunk_store.hpp"
#include "server/sync/snapshot_rows.hpp"

namespace tally::server::ops {

namespace {

using store::Connection;
using wire::Step;

// Pages copied before other users of the file get a turn.
constexpr int pages_per_step = 1'000;

Issues folder_unusable(const std::filesystem::path& folder, std::string reason) {
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
    return std::unexpected(folder_unusable(target, "it is not empty"));
  }
  std::filesystem::create_directories(target / "snapshots", error);
  if (error) return std::unexpected(folder_unusable(target, error.message()));
  return {};
}

bool is_whole(const wire::Database& database) {
  wire::Statement check = database.prepare("PRAGMA integrity_check(1)");
  return check && check.step() == Step::row && check.text(0) == "ok";
}

bool is_other_file_system(const std::filesystem::path& left, const std::filesystem::path& right) {
  struct stat of_left{};
  struct stat of_right{};
  return ::stat(left.c_str(), &of_left) == 0 && ::stat(right.c_str(), &of_right) == 0 &&
         of_left.st_dev != of_right.st_dev;
}

/// The copy says that it is one, and lies in one file without a journal beside it.
Result<void> mark_copy(const std::filesystem::path& file) {
  auto database = store::open_for_writing(file);
  if (!database) return std::unexpected(database.error());
  Connection db(*std::move(database));
  const bool good = store::write_fact(db, store::Fact::is_copy, 1) &&
                    db.execute("PRAGMA wal_checkpoint(TRUNCATE)") &&
                    db.execute("PRAGMA journal_mode = DELETE");
  if (!good) return std::unexpected(failed(file, db.fault()));
  return {};
}

/// What the copy says, asked through a connection that did not write it.
Result<Manifest> describe(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "tallystick.db";
  Manifest manifest;
  {
    Connection db(store::open_immutable(file));
    if (!is_whole(db.database())) return std::unexpected(failed(file, SQLITE_CORRUPT));
    manifest.orders = db.figure("SELECT count(*) FROM orders");
    manifest.snapshots = db.figure("SELECT count(*) FROM snapshot");
    manifest.lsn = store::read_fact(db, store::Fact::lsn);
    manifest.incarnation = store::read_setting(db, "incarnation");
    manifest.heads = sync::all_heads(db);
    if (db.fault() != 0) return std::unexpected(failed(file, db.fault()));
  }
  std::error_code error;
  const auto digest = digest_of_file(file);
  manifest.database_bytes = static_cast<std::int64_t>(std::filesystem::file_size(file, error));
  if (!digest || error) return std::unexpected(failed(file, SQLITE_IOERR));
  manifest.database_digest = *digest;
  return manifest;
}

}  // namespace

// A write of the server in between makes SQLite begin again by itself.
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
  if (!is_whole(*target)) return std::unexpected(failed(to, SQLITE_CORRUPT));
  return {};
}

namespace {

Result<void> copy_snapshots(const std::filesystem::path& folder,
                                  const std::filesystem::path& target) {
  Connection db(store::open_for_reading(target / "tallystick.db"));
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
  return {};
}

}  // namespace

Result<Manifest> back_up(const std::filesystem::path& folder, const std::filesystem::path& target,
                         Place place, Instant now) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "tallystick.db", error)) {
    return std::unexpected(folder_unusable(folder, "there is no tallystick.db in it"));
  }
  if (auto made = make_target(target); !made) return std::unexpected(made.error());
  if (auto copied = copy_database(folder / "tallystick.db", target / "tallystick.db"); !copied) {
    return std::unexpected(copied.error());
  }
  if (auto copied = copy_snapshots(folder, target); !copied) {
    return std::unexpected(copied.error());
  }
  if (auto marked = mark_copy(target / "tallystick.db"); !marked) {
    return std::unexpected(marked.error());
  }
  auto manifest = describe(target);
  if (!manifest) return manifest;
  manifest->made = now;
  manifest->is_elsewhere = place == Place::elsewhere || is_other_file_system(folder, target);
  if (auto written = write_manifest(target, *manifest); !written) {
    return std::unexpected(written.error());
  }
  if (!manifest->is_elsewhere) return manifest;
  // The copy is good even where this cannot be written; the devices then keep more than they need.
  const Cover cover{now, std::filesystem::absolute(target, error).string(), manifest->heads};
  if (auto told = write_cover_file(folder, cover); !told) return std::unexpected(told.error());
  return manifest;
}

}  // namespace tally::server::ops
