#include "tests/simulator/sim_server.hpp"

#include <nlohmann/json.hpp>

#include <set>

#include "server/identity/devices.hpp"
#include "server/orders/rows.hpp"
#include "server/store/group_commit.hpp"
#include "server/store/open_database.hpp"
#include "shared/base/planted.hpp"
#include "shared/explain/explain.hpp"

namespace tally::simulator {

using namespace server;
using tests::DiskFailure;
using store::Connection;
using store::Written;

namespace {

constexpr const char* file = "shop.db";

std::int64_t count(Connection& db, const char* sql) {
  store::Query query = db.query(sql);
  return query.step() == wire::Step::row ? query.integer(0) : -1;
}

device_log::LogId log_of(const store::Query& row) {
  return {*device_log::DeviceId::parse(row.text(0)), *device_log::Epoch::parse(row.text(1))};
}

}  // namespace

SimServer::SimServer(const Shop& shop, World& world)
    : shop_(shop), world_(world), disk_("simulated", world.dice.next()) {
  disk_.put(file, shop.database());
  start();
}

SimServer::~SimServer() { db_.reset(); }

void SimServer::start() {
  if (db_) return;
  const tests::PowerDisk::AsDefault here(disk_);
  auto database = store::open_for_writing(file);
  if (!database) {
    world_.note("server cannot open its database");
    return;
  }
  db_ = std::make_unique<Connection>(*std::move(database));
  world_.note("server starts");
}

void SimServer::die() {
  world_.note("server dies");
  disk_.set_seed(world_.dice.next());
  disk_.fail_after(0, DiskFailure::power_cut);
  db_.reset();
  disk_.cut_power();
}

std::optional<Reply> SimServer::receive(const Request& request) {
  if (!db_) return std::nullopt;
  if (world_.fault(30)) {
    disk_.fail_after(world_.dice.below(60), DiskFailure::power_cut);
  } else if (world_.fault(20)) {
    disk_.fail_after(world_.dice.below(60), DiskFailure::full);
  }
  auto reply = answer(request);
  if (disk_.has_failed() || !reply) {
    const bool only_full = reply && reply->status == 503;
    if (!only_full) {
      die();
      return planted(PlantedBug::acknowledged_before_commit) ? reply : std::nullopt;
    }
  }
  disk_.power_on();
  return reply;
}

std::string SimServer::problem_body(const Issues& issues) const {
  return "{\"type\":\"about:blank\",\"detail\":\"" +
         explain::say_issue(issues.front()).sentence + "\"}";
}

std::optional<Reply> SimServer::answer(const Request& request) {
  sync::PushRequest push;
  push.signer = request.signer;
  push.signature = request.signature;
  push.body = request.body;
  push.reference = "simulated";
  sync::Guarded guarded = sync::Guarded::together;
  for (int round = 0; round < 5; ++round) {
    const auto prepared = sync::prepare_push(*db_, push, shop_.decider(publication_));
    if (!prepared) {
      const IssueCode code = prepared.error().front().code;
      const bool stranger =
          code == IssueCode::signer_unknown || code == IssueCode::signature_refused;
      return Reply{stranger ? 401 : 400, problem_body(prepared.error()), 0};
    }
    sync::PushCommitted committed;
    const store::Change change = [&](Connection& db) {
      committed = sync::commit_push(db, *prepared, world_.now, guarded);
      return committed.result == sync::PushCommitted::Result::done ? store::Keep::yes
                                                                   : store::Keep::no;
    };
    const store::Change* const group[] = {&change};
    const Written written = store::commit_group(*db_, group).front();
    const bool acknowledge = written == Written::kept ||
                             (planted(PlantedBug::acknowledged_before_commit) &&
                              committed.result == sync::PushCommitted::Result::done);
    if (acknowledge) return Reply{200, device_log::write_push_answer(committed.answer), 0};
    if (written == Written::disk_failed) return std::nullopt;
    using Result = sync::PushCommitted::Result;
    if (committed.result == Result::entry_failed) guarded = sync::Guarded::each;
    const bool again = committed.result == Result::outdated ||
                       committed.result == Result::entry_failed;
    if (again && written == Written::undone) continue;
    return Reply{503, "{}", 1000};
  }
  return Reply{503, "{}", 1000};
}

void SimServer::take_backup() {
  if (!db_) return;
  db_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!disk_.bytes(std::string(file) + "-wal").empty()) return;
  backup_ = disk_.bytes(file);
  backup_publication_ = publication_;
  backup_revoked_ = revoked_;
  world_.note("backup");
}

void SimServer::restore_backup() {
  if (backup_.empty()) return;
  db_.reset();
  disk_.cut_power();
  disk_.remove(std::string(file) + "-wal");
  disk_.put(file, backup_);
  publication_ = backup_publication_;
  revoked_ = backup_revoked_;
  ++restores_;
  world_.note("restore");
  start();
}

void SimServer::publish() {
  if (!db_ || publication_ == Publication::second) return;
  const store::Change change = [&](Connection& db) {
    return shop_.publish_second(db) ? store::Keep::yes : store::Keep::no;
  };
  const store::Change* const group[] = {&change};
  if (store::commit_group(*db_, group).front() == Written::kept) {
    publication_ = Publication::second;
    world_.note("second publication");
  }
}

void SimServer::revoke(std::size_t device) {
  if (!db_) return;
  const store::Change change = [&](Connection& db) {
    return identity::revoke_device(db, shop_.identity(device).device, "desk", world_.now).empty()
               ? store::Keep::yes
               : store::Keep::no;
  };
  const store::Change* const group[] = {&change};
  if (store::commit_group(*db_, group).front() == Written::kept) {
    revoked_.insert(device);
    world_.note("revoked " + std::to_string(device));
  }
}

std::map<device_log::LogId, std::uint64_t> SimServer::heads() {
  std::map<device_log::LogId, std::uint64_t> heads;
  store::Query logs = db_->query("SELECT device, epoch, seq FROM device_log");
  while (logs.step() == wire::Step::row) {
    heads[log_of(logs)] = static_cast<std::uint64_t>(logs.integer(2));
  }
  return heads;
}

void SimServer::read_facts() {
  facts_ = {};
  store::Query orders = db_->query("SELECT order_id, number FROM orders");
  while (orders.step() == wire::Step::row) {
    facts_.number_of_order[orders.text(0)] = orders::say_number(orders.integer(1));
  }
  store::Query entries = db_->query(
      "SELECT l.device, l.epoch, e.hash, e.bytes FROM log_entry e JOIN device_log l "
      "ON l.id = e.log_id ORDER BY l.id, e.seq");
  while (entries.step() == wire::Step::row) {
    facts_.logs[log_of(entries)].push_back(*Digest::parse(entries.text(2)));
    if (const auto entry = device_log::read_entry(entries.blob(3))) {
      facts_.orders_in_logs.insert(entry->order_id.text());
    }
  }
  store::Query aside = db_->query("SELECT bytes FROM quarantine");
  while (aside.step() == wire::Step::row) {
    if (const auto entry = device_log::read_entry(aside.blob(0))) {
      facts_.orders_aside.insert(entry->order_id.text());
    }
  }
}

std::vector<std::string> SimServer::check() {
  std::vector<std::string> wrong;
  if (!db_) return wrong;
  read_facts();
  const auto none = [&](const char* sql, const char* sentence) {
    if (count(*db_, sql) != 0) wrong.emplace_back(sentence);
  };
  none("SELECT count(*) FROM stock_balance b WHERE on_hand <> (SELECT sum(on_hand_change) FROM "
       "stock_ledger l WHERE l.sku = b.sku AND l.warehouse_id = b.warehouse_id) OR reserved <> "
       "(SELECT sum(reserved_change) FROM stock_ledger l WHERE l.sku = b.sku AND "
       "l.warehouse_id = b.warehouse_id)",
       "the sum of the stock ledger is not the balance");
  none("SELECT count(*) FROM stock_balance b WHERE reserved <> (SELECT coalesce(sum(quantity), 0) "
       "FROM reservation r WHERE r.sku = b.sku AND r.warehouse_id = b.warehouse_id)",
       "what is reserved is not what orders reserve");
  none("SELECT count(*) FROM (SELECT o.\"row\" FROM orders o JOIN order_line l ON l.order_row = "
       "o.\"row\" LEFT JOIN reservation r ON r.order_row = l.order_row AND r.position = "
       "l.position GROUP BY l.order_row, l.position HAVING coalesce(sum(r.quantity), 0) > "
       "l.quantity)",
       "an order reserves more than it orders");
  none("SELECT count(*) FROM orders o WHERE state IN ('accepted', 'waiting') AND NOT EXISTS "
       "(SELECT 1 FROM log_entry e WHERE e.order_row = o.\"row\")",
       "an order stands without the entry that brought it");
  none("SELECT count(*) FROM device_log l WHERE seq <> (SELECT coalesce(max(e.seq), 0) FROM "
       "log_entry e WHERE e.log_id = l.id) OR seq <> (SELECT count(*) FROM log_entry e WHERE "
       "e.log_id = l.id)",
       "the head of a log is not its last entry");
  return wrong;
}

}  // namespace tally::simulator
