#include "tools/bench/baselines/bare_http.hpp"

#include <httplib.h>

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"
#include "tools/bench/order_shop.hpp"

namespace tally::bench {

namespace store = server::store;
using nlohmann::json;

struct BareHttp::Parts {
  std::optional<store::Connection> db;
  std::mutex mutex;
  httplib::Server server;
  std::thread thread;
  int port = 0;
};

namespace {

bool put_order(store::Connection& db, const json& body, const json& order, const json& outcome,
               std::int64_t number) {
  const std::string order_id = order["order_id"];
  const std::string document = body["order"];
  const std::string answered = body["outcome"];
  const std::string customer = outcome["customer"];
  const std::string currency = outcome["currency"];
  const std::string snapshot = body["snapshot"];
  auto put = db.query(
      "INSERT INTO orders (order_id, number, state, revision, state_since_ms, state_by, customer, "
      "customer_name, rep, po_number, currency, net, tax, total, line_count, captured_ms, as_of, "
      "core_version, snapshot, order_document, order_digest, device_outcome, outcome, reasons) "
      "VALUES (?1, ?2, 'accepted', 1, 0, 'server', ?3, ?3, 'kim', '', ?4, ?5, ?6, ?7, ?8, 0, "
      "'2026-06-15', '1', ?9, ?10, ?9, ?11, ?11, '[]')");
  put.bind(1, order_id).bind(2, number).bind(3, customer).bind(4, currency);
  put.bind(5, outcome["net"].get<std::int64_t>()).bind(6, outcome["tax"].get<std::int64_t>());
  put.bind(7, outcome["total"].get<std::int64_t>());
  put.bind(8, static_cast<std::int64_t>(outcome["lines"].size())).bind(9, snapshot);
  return put.bind(10, document).bind(11, answered).run();
}

bool put_line(store::Connection& db, std::int64_t row, std::int64_t position, const json& line) {
  const std::string id = line["id"];
  const std::string sku = line["sku"];
  const auto quantity = line["quantity"].get<std::int64_t>();
  auto put = db.query("INSERT INTO order_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put.bind(1, row).bind(2, position).bind(3, id).bind(4, sku).bind(5, quantity);
  put.bind(6, line["net"].get<std::int64_t>()).bind(7, line["tax"].get<std::int64_t>());
  if (!put.run()) return false;
  auto move = db.query(
      "INSERT INTO stock_ledger (at_ms, warehouse_id, sku, kind, on_hand_change, reserved_change, "
      "order_row, by) VALUES (0, 1, ?1, 'reserve', 0, ?2, ?3, 'kim')");
  if (!move.bind(1, sku).bind(2, quantity).bind(3, row).run()) return false;
  auto hold = db.query("INSERT INTO reservation VALUES (?1, ?2, 1, ?3, ?4)");
  return hold.bind(1, row).bind(2, position).bind(3, sku).bind(4, quantity).run();
}

bool put_event(store::Connection& db, std::int64_t row) {
  auto put = db.query(
      "INSERT INTO order_event (order_row, at_ms, by, what, words, state, revision) VALUES (?1, 0, "
      "'kim', 'submitted', 'Accepted: the order goes through by itself.', 'accepted', 1)");
  return put.bind(1, row).run();
}

bool write_all(store::Connection& db, const json& body) {
  const json order = json::parse(body["order"].get<std::string>());
  const json outcome = json::parse(body["outcome"].get<std::string>());
  if (!db.execute("BEGIN IMMEDIATE")) return false;
  auto last = db.query("SELECT coalesce(max(number), 0) + 1 FROM orders");
  if (last.step() != wire::Step::row) return false;
  bool good = put_order(db, body, order, outcome, last.integer(0));
  const std::int64_t row = db.last_row_id();
  std::int64_t position = 0;
  for (const json& line : outcome["lines"]) good = good && put_line(db, row, position++, line);
  good = good && put_event(db, row);
  return good && db.execute("COMMIT");
}

}  // namespace

BareHttp::BareHttp(const std::filesystem::path& folder, const Company& company,
                   std::size_t threads)
    : parts_(std::make_unique<Parts>()) {
  std::filesystem::create_directories(folder);
  const auto file = folder / "bare.db";
  parts_->db.emplace(*store::open_for_writing(file));
  store::migrate(*parts_->db, file);
  parts_->db->execute("BEGIN");
  fill_shop(*parts_->db, company);
  parts_->db->execute("COMMIT");
  parts_->server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  parts_->server.set_tcp_nodelay(true);
  parts_->server.set_keep_alive_max_count(1'000'000);
  parts_->server.Post("/v1/orders", [this](const httplib::Request& request,
                                           httplib::Response& response) {
    const json body = json::parse(request.body);
    const std::lock_guard lock(parts_->mutex);
    const bool good = write_all(*parts_->db, body);
    if (!good) parts_->db->execute("ROLLBACK");
    response.status = good ? 200 : 500;
    response.set_content(json{{"outcome", body["outcome"]}}.dump(), "application/json");
  });
  parts_->port = parts_->server.bind_to_any_port("127.0.0.1");
  parts_->thread = std::thread([this] { parts_->server.listen_after_bind(); });
  parts_->server.wait_until_ready();
}

BareHttp::~BareHttp() {
  parts_->server.stop();
  parts_->thread.join();
}

int BareHttp::port() const { return parts_->port; }

}  // namespace tally::bench
