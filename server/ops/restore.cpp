#include "server/ops/restore.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>

#include "server/ops/backup.hpp"
#include "server/ops/fence.hpp"
#include "server/store/facts.hpp"
#include "server/store/folder_lock.hpp"
#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"
#include "server/sync/chunk_store.hpp"
#include "server/sync/incarnation.hpp"
#include "server/sync/snapshot_rows.hpp"

namespace tally::server::ops {

using store::Connection;

namespace {

constexpr const char* database_name = "tallystick.db";
constexpr const char* arriving_name = "tallystick.db.restoring";

Issues not_written(const std::filesystem::path& file, const std::string& reason) {
  return {make_issue(IssueCode::file_not_written, "",
                     {{"file", file.string()}, {"reason", reason}})};
}

/// Instants hold colons, which some file systems do not take.
std::string name_of_before(Instant now) {
  std::string instant = print_instant(now);
  std::erase(instant, ':');
  return "tallystick.before-" + instant + ".db";
}

bool flush_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool good = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return good;
}

/// Devices may name any snapshot that the backup knows.
Result<void> bring_snapshots(const std::filesystem::path& backup,
                             const std::filesystem::path& folder) {
  const sync::ChunkStore from(backup / "snapshots" / "chunks");
  const sync::ChunkStore to(folder / "snapshots" / "chunks");
  // The arriving database, because a backup of an older program knows no chunks.
  Connection db(store::open_for_reading(folder / arriving_name));
  for (const Digest& digest : sync::list_chunks(db)) {
    // What is there and whole stays; what is damaged is mended.
    if (to.read(digest)) continue;
    const auto bytes = from.read(digest);
    if (!bytes) {
      return std::unexpected(not_written(to.file(digest), "the backup's cannot be read"));
    }
    if (auto put = to.put(digest, *bytes); !put) return std::unexpected(put.error());
  }
  return {};
}

/// The backup's database under another name, brought to this program's schema and a new life.
Result<FenceMark> prepare(const std::filesystem::path& backup,
                          const std::filesystem::path& arriving, Instant now) {
  std::error_code error;
  for (const char* tail : {"", "-wal", "-shm"}) {
    std::filesystem::remove(arriving.string() + tail, error);
  }
  if (auto copied = copy_database(backup / database_name, arriving); !copied) {
    return std::unexpected(copied.error());
  }
  auto database = store::open_for_writing(arriving);
  if (!database) return std::unexpected(database.error());
  Connection db(*std::move(database));
  if (auto migrated = store::migrate(db, arriving); !migrated) {
    return std::unexpected(migrated.error());
  }
  db.execute("BEGIN IMMEDIATE");
  const auto made = sync::begin_incarnation(db, "A backup was put back.", now);
  const FenceMark mark{made.value_or(device_log::Incarnation{}),
                       store::read_fact(db, store::Fact::lsn)};
  if (!made || !db.execute("COMMIT") || !db.execute("PRAGMA wal_checkpoint(TRUNCATE)")) {
    return std::unexpected(not_written(arriving, db.message()));
  }
  return mark;
}

/// One file where that can still be done; where it is damaged, what there is moves as it is.
void settle_current(const std::filesystem::path& file) {
  auto database = store::open_for_writing(file);
  if (database) database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<std::filesystem::path> keep_before(const std::filesystem::path& folder, Instant now) {
  std::error_code error;
  const std::filesystem::path file = folder / database_name;
  if (!std::filesystem::exists(file, error)) return std::filesystem::path();
  settle_current(file);
  const std::filesystem::path before = folder / name_of_before(now);
  for (const char* tail : {"-wal", "-shm"}) {
    const std::filesystem::path from = file.string() + tail;
    if (!std::filesystem::exists(from, error)) continue;
    std::filesystem::rename(from, before.string() + tail, error);
    if (error) return std::unexpected(not_written(before, error.message()));
  }
  // A second name instead of a move: at no moment is there a folder without a database, in which a
  // server would begin an empty one.
  std::filesystem::create_hard_link(file, before, error);
  if (error) std::filesystem::copy_file(file, before, error);
  if (error) return std::unexpected(not_written(before, error.message()));
  return before;
}

}  // namespace

Result<Restored> restore(const std::filesystem::path& backup, const std::filesystem::path& folder,
                         const std::filesystem::path& fence, Instant now) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (const auto plan = plan_restore(backup, folder); !plan) return std::unexpected(plan.error());
  const auto lock = store::FolderLock::take(folder);
  if (!lock) return std::unexpected(lock.error());
  const auto mark = prepare(backup, folder / arriving_name, now);
  if (!mark) return std::unexpected(mark.error());
  if (auto brought = bring_snapshots(backup, folder); !brought) {
    return std::unexpected(brought.error());
  }
  const auto before = keep_before(folder, now);
  if (!before) return std::unexpected(before.error());
  std::filesystem::rename(folder / arriving_name, folder / database_name, error);
  if (error || !flush_folder(folder)) {
    return std::unexpected(not_written(folder / database_name, error.message()));
  }
  // Without it the next start would only begin one more incarnation.
  if (auto written = write_fence(fence, *mark); !written) {
    return std::unexpected(written.error());
  }
  return Restored{*before, mark->incarnation.text()};
}

}  // namespace tally::server::ops
