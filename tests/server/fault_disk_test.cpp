// The store on a disk that fails: what was acknowledged is there, what was not is not half there.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <set>

#include "server/store/open_database.hpp"
#include "server/store/writer.hpp"
#include "tests/support/power_disk.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::store;

constexpr int writes_per_run = 14;

struct Opened {
  std::unique_ptr<Writer> writer;
  bool has_failed = false;
};

/// Nothing where the disk did not let it be opened.
std::unique_ptr<Opened> open_writer(const char* synchronous = "PRAGMA synchronous = FULL") {
  auto database = open_for_writing("fault.db");
  if (!database) return nullptr;
  Connection db(*std::move(database));
  const bool good =
      db.execute(synchronous) && db.execute("PRAGMA cache_size = 4") &&
      db.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, x TEXT) STRICT");
  if (!good) return nullptr;
  auto opened = std::make_unique<Opened>();
  Opened* back = opened.get();
  // The real one ends the process here.
  opened->writer = std::make_unique<Writer>(
      std::move(db), [back](const std::string&) { back->has_failed = true; });
  return opened;
}

Written put(Writer& writer, std::int64_t number) {
  const std::string text(static_cast<std::size_t>(300 + number * 700 % 5'000), 'x');
  return writer.write([&](Connection& db) {
    Query query = db.query("INSERT INTO t VALUES (?1, ?2)");
    return query.bind(1, number).bind(2, text).run() ? Keep::yes : Keep::no;
  });
}

/// The rows that are there; nothing where the database is not whole.
std::optional<std::set<std::int64_t>> read_back() {
  auto database = open_for_writing("fault.db");
  if (!database) return std::nullopt;
  Connection db(*std::move(database));
  Query check = db.query("PRAGMA integrity_check(1)");
  if (check.step() != wire::Step::row || check.text(0) != "ok") return std::nullopt;
  std::set<std::int64_t> rows;
  wire::Statement select = db.database().prepare("SELECT n FROM t");
  while (select && select.step() == wire::Step::row) rows.insert(select.integer(0));
  return rows;
}

bool has_all(const std::set<std::int64_t>& there, const std::set<std::int64_t>& wanted) {
  return std::ranges::includes(there, wanted);
}

/// Writes until the power goes at a moment that the seed chooses; true where all acknowledged rows
/// are there afterwards.
bool survives_power_cut(std::uint64_t seed, const char* synchronous) {
  PowerDisk disk("store", seed);
  const PowerDisk::AsDefault here(disk);
  Random random(seed);
  std::set<std::int64_t> acknowledged;
  {
    auto opened = open_writer(synchronous);
    REQUIRE(opened);
    disk.fail_after(random.below(120), DiskFailure::broken);
    for (std::int64_t number = 1; number <= 40 && !disk.has_failed(); ++number) {
      if (put(*opened->writer, number) == Written::kept) acknowledged.insert(number);
    }
  }
  // Nothing that the connection did while it was closed reached the disk.
  disk.cut_power();
  const auto there = read_back();
  REQUIRE(there.has_value());
  return has_all(*there, acknowledged);
}

/// How many writes and flushes a whole run has.
std::uint64_t count_writes() {
  PowerDisk disk("store", 1);
  const PowerDisk::AsDefault here(disk);
  const auto opened = open_writer();
  const std::uint64_t before = disk.writes();
  for (std::int64_t number = 1; number <= writes_per_run; ++number) put(*opened->writer, number);
  return disk.writes() - before;
}

}  // namespace

TEST_CASE("what was acknowledged survives a power cut; with synchronous=NORMAL it does not") {
  const LogCatcher log;
  int lost_with_normal = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    CHECK(survives_power_cut(seed, "PRAGMA synchronous = FULL"));
    if (!survives_power_cut(seed, "PRAGMA synchronous = NORMAL")) ++lost_with_normal;
  }
  CHECK(lost_with_normal > 20);
}

TEST_CASE("an input or output error at any write ends the writer, and nothing told is lost") {
  const LogCatcher log;
  const std::uint64_t writes = count_writes();
  REQUIRE(writes > 2 * writes_per_run);
  for (std::uint64_t number = 1; number <= writes; ++number) {
    CAPTURE(number);
    PowerDisk disk("store", number);
    const PowerDisk::AsDefault here(disk);
    std::set<std::int64_t> acknowledged;
    {
      auto opened = open_writer();
      disk.fail_after(number - 1, DiskFailure::broken);
      for (std::int64_t row = 1; row <= writes_per_run && !opened->has_failed; ++row) {
        if (put(*opened->writer, row) == Written::kept) acknowledged.insert(row);
      }
      REQUIRE(disk.has_failed());
      REQUIRE(opened->has_failed);
    }
    disk.cut_power();
    const auto there = read_back();
    REQUIRE(there.has_value());
    REQUIRE(has_all(*there, acknowledged));
  }
}

TEST_CASE("a disk full at any write is undone and said, and goes on when there is room") {
  const LogCatcher log;
  const std::uint64_t writes = count_writes();
  for (std::uint64_t number = 1; number <= writes; ++number) {
    CAPTURE(number);
    PowerDisk disk("store", number);
    const PowerDisk::AsDefault here(disk);
    auto opened = open_writer();
    std::set<std::int64_t> acknowledged;
    disk.fail_after(number - 1, DiskFailure::full);
    for (std::int64_t row = 1; row <= writes_per_run; ++row) {
      const Written written = put(*opened->writer, row);
      if (written == Written::kept) acknowledged.insert(row);
      else REQUIRE(written == Written::disk_full);
    }
    REQUIRE(disk.has_failed());
    REQUIRE(opened->writer->disk_is_full());
    disk.power_on();
    REQUIRE(put(*opened->writer, 1'000) == Written::kept);
    acknowledged.insert(1'000);
    REQUIRE_FALSE(opened->writer->disk_is_full());
    REQUIRE_FALSE(opened->has_failed);
    opened.reset();
    const auto there = read_back();
    REQUIRE(there.has_value());
    REQUIRE(*there == acknowledged);
  }
}

}  // namespace tally::tests
