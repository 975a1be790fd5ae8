// Writer: the one thread that writes to the database.
// In goes a change; write() returns when the change is on the disk, or with the reason it is not.
// It takes whatever queued up while the last commit ran, up to 100 changes, and commits them as a
// group. A failing disk ends the process; a full one turns writing off until there is room.
// It decides nothing: what a change writes is the rooms' business (orders/, stock/, catalogue/).
//   Written written = writer.write([&](Connection& db) { …; return Keep::yes; });
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/store/group_commit.hpp"

namespace tally::server::store {

struct WriterLimits {
  std::size_t group_max = 100;
  std::size_t queue_max = 2000;
};

class Writer {
 public:
  /// Called on the writer's thread with a sentence when the disk failed; it must not return.
  using OnDiskFailed = std::function<void(const std::string& sentence)>;

  /// Called on the writer's thread when a group is on the disk, before its changes return.
  using OnCommitted = std::function<void(Connection& db)>;

  Writer(Connection connection, OnDiskFailed on_disk_failed, WriterLimits limits = {},
         OnCommitted on_committed = {});
  /// Finishes what is queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Blocks until the change's group is committed. Call from any thread but the writer's own.
  /// The change may be run only once; it must not keep the connection.
  Written write(const Change& change);
  /// Takes no more, finishes what is queued and ends the thread.
  void stop();

  /// True from the moment the disk was full until a write went through again.
  bool disk_is_full() const { return disk_full_.load(std::memory_order_relaxed); }
  std::uint64_t groups() const { return groups_.load(std::memory_order_relaxed); }
  std::uint64_t changes_kept() const { return kept_.load(std::memory_order_relaxed); }

 private:
  struct Entry {
    const Change* change;
    Written written = Written::stopping;
    bool done = false;
    std::condition_variable done_changed;
  };
  void run();
  void checkpoint();
  void commit(const std::vector<Entry*>& group);

  Connection connection_;
  OnDiskFailed on_disk_failed_;
  OnCommitted on_committed_;
  /// Touched by the writer's thread only.
  int wal_pages_ = 0;
  WriterLimits limits_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Entry*> queue_;
  bool stopping_ = false;
  std::atomic<bool> disk_full_{false};
  std::atomic<std::uint64_t> groups_{0};
  std::atomic<std::uint64_t> kept_{0};
  std::thread thread_;
};

}  // namespace tally::server::store
