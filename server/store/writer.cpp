#include "server/store/writer.hpp"

#include <sqlite3.h>

#include <utility>

namespace tally::server::store {

namespace {

// As many as SQLite itself would wait for.
constexpr int checkpoint_pages = 1'000;

/// Called after each commit with the length of the write-ahead log; replaces SQLite's checkpoint.
int note_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

Writer::Writer(Connection connection, OnDiskFailed on_disk_failed, WriterLimits limits,
               OnCommitted on_committed)
    : connection_(std::move(connection)),
      on_disk_failed_(std::move(on_disk_failed)),
      on_committed_(std::move(on_committed)),
      limits_(limits),
      thread_([this] { run(); }) {}

Writer::~Writer() { stop(); }

Written Writer::write(const Change& change) {
  Entry entry{.change = &change};
  std::unique_lock lock(mutex_);
  if (stopping_) return Written::stopping;
  if (queue_.size() >= limits_.queue_max) return Written::busy;
  queue_.push_back(&entry);
  wake_.notify_one();
  entry.done_changed.wait(lock, [&] { return entry.done; });
  return entry.written;
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  // So that the folder is one file and its snapshots. The last connection to close is a reader,
  // and a reader cannot do it; where one still reads, the log stays and the next start reads it.
  connection_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Writer::run() {
  sqlite3_wal_hook(connection_.database().handle(), note_pages, &wal_pages_);
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::vector<Entry*> group;
    while (!queue_.empty() && group.size() < limits_.group_max) {
      group.push_back(queue_.front());
      queue_.pop_front();
    }
    lock.unlock();
    commit(group);
    lock.lock();
    for (Entry* entry : group) {
      entry->done = true;
      entry->done_changed.notify_one();
    }
  }
}

// SQLite's own checkpoint keeps its errors to itself. A flush of the database that failed there
// would be tried again and seem to succeed, and then the log, which still has everything, is used
// anew: so the writer checkpoints itself and takes a failing disk for what it is.
void Writer::checkpoint() {
  if (wal_pages_ < checkpoint_pages) return;
  wal_pages_ = 0;
  if (connection_.execute("PRAGMA wal_checkpoint(PASSIVE)")) return;
  const int fault = connection_.take_fault() & 0xff;
  // Where there is no room the log only grows until there is.
  if (fault == SQLITE_IOERR || fault == SQLITE_CORRUPT) on_disk_failed_(connection_.message());
}

void Writer::commit(const std::vector<Entry*>& group) {
  std::vector<const Change*> changes;
  changes.reserve(group.size());
  for (const Entry* entry : group) changes.push_back(entry->change);
  const std::vector<Written> written = commit_group(connection_, changes);
  groups_.fetch_add(1, std::memory_order_relaxed);
  for (std::size_t index = 0; index < group.size(); ++index) {
    group[index]->written = written[index];
    if (written[index] == Written::kept) kept_.fetch_add(1, std::memory_order_relaxed);
  }
  if (written.front() == Written::disk_failed) on_disk_failed_(connection_.message());
  checkpoint();
  if (on_committed_) on_committed_(connection_);
  disk_full_.store(written.front() == Written::disk_full, std::memory_order_relaxed);
}

}  // namespace tally::server::store
