// Store: everything on the disk, behind one door.
// In goes the data folder; out comes a Store that holds its lock, has the current schema, one
// writer and as many readers as are asked for. The folder holds tallystick.db (with -wal and -shm),
// snapshots/ and tallystick.lock.
// It knows tables only as migrations; what stands in them is the rooms' business.
//   auto store = Store::open({.folder = "data"});          // Result: data_in_use, database_newer …
//   (*store)->write([&](Connection& db) { …; return Keep::yes; });
#pragma once

#include <filesystem>
#include <memory>

#include "server/store/folder_lock.hpp"
#include "server/store/readers.hpp"
#include "server/store/writer.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::store {

struct StoreOptions {
  /// Made where it is missing.
  std::filesystem::path folder;
  WriterLimits limits;
  /// Empty: print the sentence and end the process.
  Writer::OnDiskFailed on_disk_failed;
  Writer::OnCommitted on_committed;
};

class Store {
 public:
  /// Issues: data_in_use, data_folder_unusable, database_damaged, database_newer, sqlite_too_old.
  static Result<std::unique_ptr<Store>> open(StoreOptions options);
  ~Store();

  /// See Writer::write.
  Written write(const Change& change) { return writer_->write(change); }
  Reader read() { return readers_.lend(); }
  Writer& writer() { return *writer_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path snapshot_folder() const { return folder_ / "snapshots"; }
  /// Finishes what is queued, then checkpoints, so that the folder is one file and its snapshots.
  void stop();

 private:
  Store(std::filesystem::path folder, FolderLock lock, std::unique_ptr<Writer> writer);
  std::filesystem::path folder_;
  FolderLock lock_;
  Readers readers_;
  std::unique_ptr<Writer> writer_;
};

/// The issue of a change that was not kept: disk_full, server_busy, server_stopping or
/// server_fault.
Issue write_issue(Written written);

}  // namespace tally::server::store
