// What SQLite promises about a power cut, tried on the pragmas that the product uses; the same
// harness with synchronous=NORMAL must lose acknowledged commits, or it could find nothing.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "tests/support/power_disk.hpp"

using tally::tests::DiskFailure;
using tally::tests::PowerDisk;

namespace {

struct Database {
  explicit Database(const PowerDisk& disk, const char* synchronous) {
    sqlite3_open_v2("shop.db", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                    disk.vfs_name().c_str());
    const std::string pragmas =
        std::string("PRAGMA journal_mode = WAL; PRAGMA synchronous = ") + synchronous +
        "; CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, body TEXT) STRICT;";
    opened = sqlite3_exec(handle, pragmas.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  ~Database() { sqlite3_close(handle); }
  bool put(int seq) {
    const std::string sql = "INSERT INTO entry VALUES (" + std::to_string(seq) + ", '" +
                            std::string(static_cast<std::size_t>(seq % 7) * 300 + 10, 'x') + "')";
    return sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  int count() {
    int found = -1;
    sqlite3_exec(
        handle, "SELECT count(*) FROM entry",
        [](void* into, int, char** values, char**) {
          *static_cast<int*>(into) = std::atoi(values[0]);
          return 0;
        },
        &found, nullptr);
    return found;
  }
  bool is_sound() {
    bool sound = false;
    sqlite3_exec(
        handle, "PRAGMA integrity_check",
        [](void* into, int, char** values, char**) {
          *static_cast<bool*>(into) = std::string_view(values[0]) == "ok";
          return 0;
        },
        &sound, nullptr);
    return sound;
  }
  sqlite3* handle = nullptr;
  bool opened = false;
};

struct Lost {
  int rounds = 0;
  int entries = 0;
  int unsound = 0;
};

/// Commits entries until the power fails at a random write; then looks what is left.
Lost cut_power_often(const char* synchronous, int rounds) {
  Lost lost;
  for (int round = 1; round <= rounds; ++round) {
    PowerDisk disk("power-cut", static_cast<std::uint64_t>(round));
    int acknowledged = 0;
    {
      Database database(disk, synchronous);
      REQUIRE(database.opened);
      disk.fail_after(static_cast<std::uint64_t>(round * 7 % 150), DiskFailure::power_cut);
      for (int seq = 1; seq <= 60 && database.put(seq); ++seq) acknowledged = seq;
      disk.cut_power();
    }
    Database after(disk, synchronous);
    const int found = after.count();
    if (!after.is_sound()) lost.unsound += 1;
    if (found < acknowledged) {
      lost.rounds += 1;
      lost.entries += acknowledged - found;
    }
  }
  return lost;
}

}  // namespace

TEST_CASE("a power cut at any write loses no acknowledged commit with synchronous=FULL") {
  const Lost lost = cut_power_often("FULL", 300);
  CHECK(lost.entries == 0);
  CHECK(lost.unsound == 0);
}

TEST_CASE("the control: with synchronous=NORMAL the same power cuts do lose commits") {
  const Lost lost = cut_power_often("NORMAL", 300);
  CHECK(lost.rounds > 50);
  CHECK(lost.unsound == 0);
}

TEST_CASE("a full disk refuses a commit and takes the next one when there is room") {
  PowerDisk disk("power-full", 1);
  Database database(disk, "FULL");
  REQUIRE(database.put(1));
  disk.fail_after(0, DiskFailure::full);
  CHECK_FALSE(database.put(2));
  disk.power_on();
  CHECK(database.put(2));
  CHECK(database.count() == 2);
}
