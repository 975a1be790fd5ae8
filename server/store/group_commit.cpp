#include "server/store/group_commit.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "server/ops/log.hpp"

namespace tally::server::store {

namespace {

/// What an SQLite result code means for the group; kept stands for "nothing that concerns it".
Written judge(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return Written::disk_full;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY:
      return Written::disk_failed;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Written::busy;
    default:  // no memory, a constraint, a bug: it is undone, and the next one may do better
      return Written::kept;
  }
}

/// The fault that the connection remembers, or that a statement of somebody else's left behind.
Written judge_connection(Connection& connection) {
  const Written remembered = judge(connection.take_fault());
  if (remembered != Written::kept) return remembered;
  return judge(sqlite3_extended_errcode(connection.database().handle()));
}

bool concerns_the_group(Written written) {
  return written != Written::kept && written != Written::undone;
}

/// What a change that fails is taken back to. One that is alone in its group needs no savepoint:
/// SQLite would keep a second journal of all it writes, which makes a large import half as fast.
struct Guard {
  const char* begin;
  const char* keep;
  const char* undo;
};
constexpr Guard savepoint{"SAVEPOINT change", "RELEASE change",
                          "ROLLBACK TO change; RELEASE change"};
constexpr Guard transaction{"", "", "ROLLBACK; BEGIN IMMEDIATE"};

/// Runs one change behind its guard.
Written run_one(Connection& connection, const Change& change, const Guard& guard) {
  if (!connection.execute(guard.begin)) return judge_connection(connection);
  const Keep keep = change(connection);
  const int fault = connection.fault();
  if (fault != 0) {
    ops::log_event(ops::Level::warning, "store.change_undone",
                   {{"sqlite", sqlite3_errstr(fault)}, {"message", connection.message()}});
  }
  if (keep == Keep::no || fault != 0) {
    const Written judged = judge_connection(connection);
    if (judged != Written::kept) return judged;
    connection.execute(guard.undo);
    const Written undone = judge_connection(connection);
    return undone == Written::kept ? Written::undone : undone;
  }
  if (!connection.execute(guard.keep)) {
    const Written judged = judge_connection(connection);
    return judged == Written::kept ? Written::undone : judged;
  }
  return Written::kept;
}

std::vector<Written> all(std::size_t count, Written written) {
  return std::vector<Written>(count, written);
}

std::vector<Written> give_up(Connection& connection, std::size_t count, Written written) {
  // SQLite may have rolled back by itself already; then this fails and that is well.
  connection.execute("ROLLBACK");
  connection.take_fault();
  return all(count, written);
}

}  // namespace

std::vector<Written> commit_group(Connection& connection, std::span<const Change* const> changes) {
  connection.take_fault();
  if (!connection.execute("BEGIN IMMEDIATE")) {
    const Written judged = judge_connection(connection);
    return all(changes.size(), judged == Written::kept ? Written::undone : judged);
  }
  std::vector<Written> written;
  written.reserve(changes.size());
  connection.set_alone(changes.size() == 1);
  const Guard& guard = connection.is_alone() ? transaction : savepoint;
  for (const Change* change : changes) {
    const Written one = run_one(connection, *change, guard);
    if (concerns_the_group(one)) return give_up(connection, changes.size(), one);
    written.push_back(one);
  }
  if (!connection.execute("COMMIT")) {
    const Written judged = judge_connection(connection);
    return give_up(connection, changes.size(), judged == Written::kept ? Written::undone : judged);
  }
  return written;
}

}  // namespace tally::server::store
