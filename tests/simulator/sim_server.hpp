// Server of a run: the product's own push over SQLite on a disk whose power can fail.
// In go requests as bytes; out come answers as bytes, or nothing where it is down or died on the
// way. prepare_push, commit_push and the group commit are the product's; only the thread and the
// socket around them are missing.
// It restores backups as an operator does, with or without the fence that tells it so.
//   const auto answer = server.receive(request);   server.die();   server.start();
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/simulator/sim_shop.hpp"
#include "tests/simulator/world.hpp"
#include "tests/support/power_disk.hpp"

namespace tally::simulator {

struct Request {
  std::string signer, signature, body;
};
struct Reply {
  int status = 0;
  std::string body;
  std::int64_t retry_after_ms = 0;
};

/// What the last check read.
struct ServerFacts {
  std::map<std::string, std::string> number_of_order;
  std::map<device_log::LogId, std::vector<Digest>> logs;
  /// Orders whose entries are in a log, and those that were set aside.
  std::set<std::string> orders_in_logs, orders_aside;
};

class SimServer {
 public:
  SimServer(const Shop& shop, World& world);
  ~SimServer();

  /// nullopt: no answer will come.
  std::optional<Reply> receive(const Request& request);
  bool is_up() const { return db_ != nullptr; }
  /// The power fails; what was not synced is lost. It starts again after a while.
  void die();
  void start();

  void take_backup();
  bool has_backup() const { return !backup_.empty(); }
  void restore_backup();
  void publish();
  Publication publication() const { return publication_; }
  void revoke(std::size_t device);
  bool is_revoked(std::size_t device) const { return revoked_.contains(device); }
  void set_full(bool full);

  /// How far this server has each log.
  std::map<device_log::LogId, std::uint64_t> heads();
  /// A sentence for everything that is not as it must be; empty where all is well.
  std::vector<std::string> check();
  const ServerFacts& facts() const { return facts_; }
  /// How often a backup took the place of the database.
  std::uint64_t restores() const { return restores_; }

 private:
  std::optional<Reply> answer(const Request& request);
  std::string problem_body(const Issues& issues) const;
  void read_facts();
  const Shop& shop_;
  World& world_;
  tests::PowerDisk disk_;
  std::unique_ptr<server::store::Connection> db_;
  Publication publication_ = Publication::first;
  std::string backup_;
  Publication backup_publication_ = Publication::first;
  std::set<std::size_t> revoked_, backup_revoked_;
  std::uint64_t restores_ = 0;
  ServerFacts facts_;
};

}  // namespace tally::simulator
