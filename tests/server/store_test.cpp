// The store: group commit, full disks, killed processes, locks, migrations, damaged files.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <thread>

#include "server/ops/doctor.hpp"
#include "server/store/facts.hpp"
#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"
#include "server/store/store.hpp"
#include "shared/explain/explain.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::store;

std::unique_ptr<Store> open_store(const std::filesystem::path& folder) {
  auto store = Store::open({.folder = folder});
  REQUIRE(store.has_value());
  return *std::move(store);
}

Written put(Store& store, const std::string& name, const std::string& value) {
  return store.write([&](Connection& db) {
    return write_setting(db, name, value) ? Keep::yes : Keep::no;
  });
}

std::int64_t count_settings(Store& store) {
  const Reader db = store.read();
  Query query = db->query("SELECT count(*) FROM setting");
  return query.step() == wire::Step::row ? query.integer(0) : -1;
}

}  // namespace

TEST_CASE("the database is opened the safe way") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  store->write([](Connection& db) {
    const auto pragma = [&](const char* sql) {
      wire::Statement row = db.database().prepare(sql);
      REQUIRE(row.step() == wire::Step::row);
      return std::string(row.text(0));
    };
    CHECK(pragma("PRAGMA journal_mode") == "wal");
    CHECK(pragma("PRAGMA synchronous") == "2");
    CHECK(pragma("PRAGMA foreign_keys") == "1");
    CHECK(pragma("PRAGMA trusted_schema") == "0");
    return Keep::no;
  });
  CHECK(sqlite3_libversion_number() >= 3'051'003);
}

TEST_CASE("all the server's tables are STRICT") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  const Reader db = store->read();
  Query query = db->query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND "
                          "type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'");
  CHECK(query.step() == wire::Step::done);
}

TEST_CASE("a change that fails in a group takes no other with it") {
  const TemporaryFolder folder;
  Connection db(*open_for_writing(folder.path() / "a.db"));
  REQUIRE(db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT"));
  const auto insert = [](std::int64_t number) {
    return [number](Connection& connection) {
      Query query = connection.query("INSERT INTO t VALUES (?1)");
      return query.bind(1, number).run() ? Keep::yes : Keep::no;
    };
  };
  const Change one = insert(1);
  const Change same = insert(1);
  const Change two = insert(2);
  const Change changed_its_mind = [](Connection& connection) {
    connection.execute("INSERT INTO t VALUES (3)");
    return Keep::no;
  };
  // It forgets to look: the fault is seen all the same.
  const Change careless = [](Connection& connection) {
    connection.execute("INSERT INTO t VALUES (4); INSERT INTO t VALUES (2)");
    return Keep::yes;
  };
  const LogCatcher log;
  const std::array<const Change*, 5> changes{&one, &same, &two, &changed_its_mind, &careless};
  const std::vector<Written> written = commit_group(db, changes);
  CHECK(written == std::vector<Written>{Written::kept, Written::undone, Written::kept,
                                        Written::undone, Written::undone});
  Query rows = db.query("SELECT group_concat(n) FROM t");
  REQUIRE(rows.step() == wire::Step::row);
  CHECK(rows.text(0) == "1,2");
}

TEST_CASE("what queues up while a commit runs is committed together") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&store, thread] {
      for (int write = 0; write < 20; ++write) {
        CHECK(put(*store, std::to_string(thread * 100 + write), "x") == Written::kept);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(count_settings(*store) == 320);
  CHECK(store->writer().changes_kept() == 320);
  CHECK(store->writer().groups() < 320);
}

TEST_CASE("a queue without end is refused, and a stopping writer finishes what it has") {
  const TemporaryFolder folder;
  auto opened = Store::open({.folder = folder.path(), .limits = {.group_max = 1, .queue_max = 1}});
  REQUIRE(opened.has_value());
  Store& store = **opened;
  std::atomic<bool> go = false;
  std::atomic<bool> began = false;
  std::thread slow([&] {
    store.write([&](Connection& db) {
      began = true;
      while (!go) std::this_thread::yield();
      return write_setting(db, "slow", "x") ? Keep::yes : Keep::no;
    });
  });
  while (!began) std::this_thread::yield();
  std::thread queued([&] { CHECK(put(store, "queued", "x") == Written::kept); });
  // One runs, one waits: a third has no place. It may come before the second one, then it waits.
  Written third = Written::kept;
  std::thread prober([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    third = put(store, "third", "x");
    go = true;
  });
  prober.join();
  slow.join();
  queued.join();
  CHECK(third == Written::busy);
  store.stop();
  CHECK(put(store, "late", "x") == Written::stopping);
  CHECK(write_issue(Written::stopping).code == IssueCode::server_stopping);
  CHECK(write_issue(third).code == IssueCode::server_busy);
}

TEST_CASE("a full disk undoes the group, says so, and goes on when there is room") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  REQUIRE(put(*store, "before", "kept") == Written::kept);
  const LogCatcher log;
  store->write([](Connection& db) {
    db.execute("PRAGMA max_page_count = 1");  // no page more than there are
    return Keep::yes;
  });
  const std::string large(100'000, 'x');
  CHECK(put(*store, "large", large) == Written::disk_full);
  CHECK(store->writer().disk_is_full());
  CHECK(write_issue(Written::disk_full).code == IssueCode::disk_full);
  CHECK(count_settings(*store) == 1);
  store->write([](Connection& db) {
    db.execute("PRAGMA max_page_count = 1000000");
    return Keep::yes;
  });
  CHECK(put(*store, "large", large) == Written::kept);
  CHECK_FALSE(store->writer().disk_is_full());
  CHECK(count_settings(*store) == 2);
}

TEST_CASE("a full disk is a 503 that says when to try again, and the order is taken afterwards") {
  ServerHouse house;
  Client kim = house.client("kim");
  RawOrder order = make_order(order_id(1), {});
  for (int line = 0; line < 2'000; ++line) {
    RawLine made;
    made.id = std::to_string(line);
    made.sku = "AB-3";
    made.quantity = "1";
    made.note = std::string(100, 'n');
    order.lines.push_back(made);
  }
  const std::string push = house.push(order);
  house.server().store().write([](Connection& db) {
    db.execute("PRAGMA max_page_count = 1");
    return Keep::yes;
  });
  const Answer full = kim.post("/v1/orders", push);
  CHECK(full.status == 503);
  CHECK(full.header("retry-after") == "10");
  CHECK(full.body.find("\"disk_full\"") != std::string::npos);
  CHECK(kim.get("/readyz").status == 503);
  CHECK(kim.get("/v1/orders").status == 200);
  house.server().store().write([](Connection& db) {
    db.execute("PRAGMA max_page_count = 1000000");
    return Keep::yes;
  });
  CHECK(kim.post("/v1/orders", push).status == 200);
  CHECK(kim.get("/readyz").status == 200);
}

TEST_CASE("killed in the middle of its writes, the store has everything that it acknowledged") {
  const TemporaryFolder folder;
  std::array<int, 2> pipe_ends{};
  REQUIRE(::pipe(pipe_ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(pipe_ends[0]);
    auto store = Store::open({.folder = folder.path()});
    if (!store) ::_exit(9);
    for (std::int32_t number = 1;; ++number) {
      if (put(**store, std::to_string(number), "x") != Written::kept) ::_exit(8);
      if (::write(pipe_ends[1], &number, sizeof number) != sizeof number) ::_exit(7);
    }
  }
  ::close(pipe_ends[1]);
  std::int32_t acknowledged = 0;
  std::int32_t number = 0;
  while (acknowledged < 40 && ::read(pipe_ends[0], &number, sizeof number) == sizeof number) {
    acknowledged = number;
  }
  REQUIRE(acknowledged == 40);
  REQUIRE(::kill(child, SIGKILL) == 0);
  while (::read(pipe_ends[0], &number, sizeof number) == sizeof number) acknowledged = number;
  ::close(pipe_ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  const auto store = open_store(folder.path());
  CHECK(count_settings(*store) >= acknowledged);
  CHECK(count_settings(*store) <= acknowledged + 1);
}

TEST_CASE("a second server on the same data is told which process has it") {
  const TemporaryFolder folder;
  auto first = open_store(folder.path());
  const auto second = Store::open({.folder = folder.path()});
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().front().code == IssueCode::data_in_use);
  const std::string sentence = explain::say_issue(second.error().front()).sentence;
  CHECK(sentence.find(std::to_string(::getpid())) != std::string::npos);
  CHECK(put(*first, "still", "works") == Written::kept);
  first.reset();
  CHECK(Store::open({.folder = folder.path()}).has_value());
}

TEST_CASE("a data folder that is a file, and one that cannot be written, are said in a sentence") {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  const auto refused = Store::open({.folder = folder.path() / "file"});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code == IssueCode::data_folder_unusable);
}

TEST_CASE("a damaged database is not touched, and a newer one is not read") {
  const TemporaryFolder folder;
  open_store(folder.path()).reset();
  const std::filesystem::path file = folder.path() / "tallystick.db";
  SUBCASE("no database at all") {
    std::ofstream(file, std::ios::trunc)
        << "This is a letter, not a database. " << std::string(5000, '.');
    const auto refused = Store::open({.folder = folder.path()});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == IssueCode::database_damaged);
    std::ifstream again(file);
    std::string word;
    again >> word;
    CHECK(word == "This");
  }
  SUBCASE("from a later program") {
    {
      Connection db(*open_for_writing(file));
      REQUIRE(db.execute("PRAGMA user_version = 4711"));
    }
    const auto refused = Store::open({.folder = folder.path()});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == IssueCode::database_newer);
    CHECK(explain::say_issue(refused.error().front()).sentence.find("4,711") != std::string::npos);
  }
}

TEST_CASE("a migration that fails leaves the version before it, and goes on where it stopped") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.db";
  Connection db(*open_for_writing(file));
  const std::array<const char*, 2> broken{"CREATE TABLE a (n INTEGER) STRICT",
                                          "CREATE TABLE b (n INTEGER) STRICT; no such statement"};
  CHECK_FALSE(migrate(db, file, broken).has_value());
  const auto tables = [&] {
    wire::Statement row = db.database().prepare(
        "SELECT group_concat(name), (SELECT user_version FROM pragma_user_version) "
        "FROM sqlite_schema");
    REQUIRE(row.step() == wire::Step::row);
    return std::string(row.text(0)) + " " + std::to_string(row.integer(1));
  };
  CHECK(tables() == "a 1");
  const std::array<const char*, 2> mended{broken[0], "CREATE TABLE b (n INTEGER) STRICT"};
  CHECK(migrate(db, file, mended).has_value());
  CHECK(tables() == "a,b 2");
  CHECK(migrate(db, file, mended).has_value());
}

TEST_CASE("readers cannot write, and see one state while they are held") {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  REQUIRE(put(*store, "a", "1") == Written::kept);
  const Reader held = store->read();
  CHECK(read_setting(*held, "a") == "1");
  REQUIRE(put(*store, "a", "2") == Written::kept);
  CHECK(read_setting(*held, "a") == "1");
  CHECK(read_setting(*store->read(), "a") == "2");
  CHECK_FALSE(held->execute("DELETE FROM setting"));
}

TEST_CASE("a disk that fails ends the process: nothing is acknowledged on top of it") {
  const TemporaryFolder folder;
  std::atomic<int> ended = 0;
  auto store = Store::open({.folder = folder.path(),
                            .on_disk_failed = [&](const std::string&) { ++ended; }});
  REQUIRE(store.has_value());
  const LogCatcher log;
  // Pages of the table are overwritten behind SQLite's back: it finds the file malformed.
  for (int row = 0; row < 500; ++row) put(**store, std::to_string(row), std::string(200, 'x'));
  (*store)->write([](Connection& db) {
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return Keep::no;
  });
  (*store)->writer().stop();
  store->reset();
  {
    std::fstream file(folder.path() / "tallystick.db",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(0, std::ios::end);
    const auto size = static_cast<std::int64_t>(file.tellg());
    // The last pages hold the rows of now, and nothing of the schema.
    for (std::int64_t page = size - 10 * 4096; page < size; page += 4096) {
      file.seekp(page);
      file << std::string(4096, '\xff');
    }
  }
  auto damaged = Store::open({.folder = folder.path(),
                              .on_disk_failed = [&](const std::string&) { ++ended; }});
  REQUIRE(damaged.has_value());
  (*damaged)->write([](Connection& db) {
    db.execute("UPDATE setting SET value = 'y'");
    return Keep::yes;
  });
  CHECK(ended == 1);
}

TEST_CASE("the doctor finds a whole house good, and says what is wrong with a broken one") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client admin = house.client("ada", Role::admin);
  kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "5"}})));
  const auto wrong = [&] {
    std::string found;
    for (const server::ops::Finding& finding : server::ops::examine(house.server().store())) {
      if (finding.health == server::ops::Finding::Health::bad && finding.what != "disk") {
        found += finding.what + " ";
      }
    }
    return found;
  };
  CHECK(wrong() == "");
  house.server().store().write([](Connection& db) {
    return db.execute("UPDATE stock_balance SET reserved = 0; UPDATE user SET disabled = 1")
               ? Keep::yes
               : Keep::no;
  });
  for (const auto& chunk : std::filesystem::directory_iterator(
           house.server().store().snapshot_folder() / "chunks")) {
    std::filesystem::resize_file(chunk.path(), 10);
    break;
  }
  CHECK(wrong() == "stock reservations snapshots users ");
}

}  // namespace tally::tests
