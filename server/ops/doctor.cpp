#include "server/ops/doctor.hpp"

#include "server/identity/users.hpp"
#include "server/stock/allotments.hpp"
#include "server/sync/part_shelf.hpp"

namespace tally::server::ops {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

Finding good(std::string what, std::string sentence) {
  return {Finding::Health::good, std::move(what), std::move(sentence)};
}
Finding bad(std::string what, std::string sentence) {
  return {Finding::Health::bad, std::move(what), std::move(sentence)};
}

Finding check_database(Connection& db) {
  wire::Statement check = db.database().prepare("PRAGMA quick_check(1)");
  const bool answered = check && check.step() == Step::row;
  const std::string said(answered ? std::string(check.text(0)) : db.message());
  if (said == "ok") return good("database", "The database is whole.");
  return bad("database", "The database is damaged: " + said + ". Restore the last backup.");
}

Finding check_ledger(Connection& db) {
  const std::int64_t wrong = db.figure(
      "SELECT count(*) FROM (SELECT sku, warehouse_id, sum(on_hand_change) AS on_hand, "
      "sum(reserved_change) AS reserved, sum(allotted_change) AS allotted "
      "FROM stock_ledger GROUP BY sku, warehouse_id) AS moved "
      "LEFT JOIN stock_balance AS balance USING (sku, warehouse_id) "
      "WHERE balance.on_hand IS NOT moved.on_hand OR balance.reserved IS NOT moved.reserved "
      "OR balance.allotted IS NOT moved.allotted");
  const std::int64_t balances = db.figure("SELECT count(*) FROM stock_balance");
  if (wrong == 0) {
    return good("stock", "The ledger adds up to all " + std::to_string(balances) + " balances.");
  }
  return bad("stock", std::to_string(wrong) + " balances are not the sum of their ledger.");
}

Finding check_reservations(Connection& db) {
  const std::int64_t wrong = db.figure(
      "SELECT count(*) FROM stock_balance AS balance WHERE reserved <> "
      "coalesce((SELECT sum(quantity) FROM reservation WHERE reservation.sku = balance.sku "
      "AND reservation.warehouse_id = balance.warehouse_id), 0)");
  if (wrong == 0) return good("reservations", "What is reserved belongs to orders.");
  return bad("reservations",
             std::to_string(wrong) + " balances reserve more or less than their orders hold.");
}

Finding check_allotments(Connection& db) {
  if (stock::allotments_covered(db)) {
    return good("allotments", "What is set aside is covered by goods.");
  }
  return bad("allotments", "Balances set aside more or less than is promised to devices and reps.");
}

Finding check_numbers(Connection& db) {
  const std::int64_t orders = db.figure("SELECT count(*) FROM orders");
  const std::int64_t highest = db.figure("SELECT coalesce(max(number), 0) FROM orders");
  const std::int64_t without_history = db.figure(
      "SELECT count(*) FROM orders WHERE revision <> (SELECT count(*) FROM order_event "
      "WHERE order_row = orders.\"row\")");
  if (without_history > 0) {
    return bad("orders", std::to_string(without_history) + " orders have a gap in their history.");
  }
  // After a restore devices bring their orders back under the numbers they had, in any order.
  if (orders != highest) {
    return good("orders", std::to_string(orders) + " orders; " +
                              std::to_string(highest - orders) +
                              " numbers below the highest are not there.");
  }
  return good("orders", std::to_string(orders) + " orders, numbered without a gap.");
}

/// Each log is gapless, its head is its last entry, and each entry's bytes are what its hash says.
Finding check_logs(Connection& db) {
  const std::int64_t wrong = db.figure(
      "SELECT count(*) FROM device_log WHERE seq <> (SELECT count(*) FROM log_entry "
      "WHERE log_id = device_log.id) OR hash IS NOT (SELECT hash FROM log_entry "
      "WHERE log_id = device_log.id AND log_entry.seq = device_log.seq)");
  if (wrong > 0) return bad("logs", std::to_string(wrong) + " device logs have a gap.");
  Query select = db.query("SELECT hash, bytes FROM log_entry ORDER BY id");
  std::int64_t entries = 0;
  while (select.step() == Step::row) {
    if (sha256(select.blob(1)).text() != select.view(0)) {
      return bad("logs", "Entry " + std::to_string(entries + 1) + " of the logs was changed.");
    }
    ++entries;
  }
  return good("logs", std::to_string(entries) + " entries of devices are as they were sent.");
}

Finding check_snapshots(store::Store& store, Connection& db) {
  const sync::PartShelf shelf(store.snapshot_folder());
  std::int64_t damaged = 0;
  for (const Digest& chunk : sync::list_chunks(db)) damaged += shelf.chunks().read(chunk) ? 0 : 1;
  if (damaged > 0) {
    return bad("snapshots", "Pieces of published snapshots that are missing or damaged: " +
                                std::to_string(damaged) +
                                ". Orders decided with them go to the desk. Copy them back from a "
                                "backup; where they belong to the newest, the server publishes "
                                "another when it starts.");
  }
  const std::int64_t published = db.figure("SELECT count(*) FROM snapshot");
  return good("snapshots", std::to_string(published) + " published snapshots are whole.");
}

Finding check_space(const store::Store& store) {
  std::error_code error;
  const auto space = std::filesystem::space(store.folder(), error);
  const std::uintmax_t megabytes = error ? 0 : space.available / (1024 * 1024);
  const std::string sentence = std::to_string(megabytes) + " MB are free on the disk.";
  return megabytes >= 500 ? good("disk", sentence) : bad("disk", sentence + " Make room.");
}

Finding check_people(Connection& db) {
  if (identity::has_admin(db)) return good("users", "There is an administrator.");
  return bad("users", "There is no administrator: tallystick user setup-link makes a link.");
}

}  // namespace

std::vector<Finding> examine(store::Store& store) {
  const store::Reader db = store.read();
  return {check_database(*db),    check_ledger(*db), check_reservations(*db),
          check_allotments(*db),  check_numbers(*db), check_logs(*db),
          check_snapshots(store, *db), check_people(*db), check_space(store)};
}

}  // namespace tally::server::ops
