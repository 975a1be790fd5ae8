#include "tools/bench/order_shop.hpp"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstdio>

#include "server/stock/ledger.hpp"
#include "server/store/facts.hpp"
#include "shared/base/version.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tools/bench/bench.hpp"

namespace tally::bench {

bool fill_shop(server::store::Connection& db, const Company& company) {
  Warehouse warehouse;
  warehouse.code = WarehouseCode::parse("MAIN").value();
  warehouse.name = "Main";
  // One customer orders few things over and over: without this most orders would wait.
  bool good = server::store::write_setting(db, "duplicate_window_hours", "0") &&
              server::stock::put_warehouse(db, warehouse, 1);
  for (const Product& product : company.products) {
    good = good && server::stock::set_on_hand(db, warehouse.code, product.sku,
                                              units(1'000'000'000), "opening",
                                              {"bench", Instant{0}}) == server::stock::Moved::yes;
  }
  return good;
}

std::unique_ptr<server::Server> start_shop(const std::filesystem::path& folder,
                                           const Company& company) {
  server::ServerOptions options;
  options.folder = folder;
  options.listen = {.port = 0};
  options.clock.today = [] { return bench_day().date; };
  auto started = server::Server::start(std::move(options));
  if (!started) return nullptr;
  using server::store::Keep;
  using server::store::Written;
  const Written written = (*started)->store().write([&](server::store::Connection& db) {
    const bool good = server::store::catalogue_changed(db) &&
                      wire::write_catalogue(db.database(), company) && fill_shop(db, company);
    return good ? Keep::yes : Keep::no;
  });
  return written == Written::kept ? *std::move(started) : nullptr;
}

RawOrder shop_order(const RawOrder& many, std::size_t place) {
  RawOrder order = many;
  const std::string digits = std::to_string(place);
  order.order_id = "0b7e0000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  order.lines.clear();
  for (std::size_t line = 0; line < 10; ++line) {
    order.lines.push_back(many.lines[(place * 10 + line * 13) % many.lines.size()]);
    order.lines.back().id = std::to_string(line + 1);
  }
  return order;
}

std::vector<std::string> make_submissions(const Company& company, wire::Snapshot& snapshot,
                                          std::size_t count) {
  const RawOrder many = demo_order(company, 400);
  std::vector<std::string> bodies;
  bodies.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const RawOrder order = shop_order(many, i);
    const auto outcome = pipeline::decide_order(snapshot, order, bench_day());
    wire::JsonWriter json;
    json.open('{').key("as_of").value(bench_day().date.print());
    json.key("core_version").value(core_version).key("order").value(wire::write_order(order));
    json.key("outcome").value(wire::outcome_bytes(*outcome));
    json.key("snapshot").value(snapshot.digest().text()).close('}');
    bodies.push_back(json.take());
  }
  return bodies;
}

double load(int port, const std::string& cookie, const std::vector<std::string>& bodies,
            std::size_t& next, std::size_t clients, int milliseconds) {
  using Clock = std::chrono::steady_clock;
  std::atomic<std::size_t> place{next};
  std::atomic<std::int64_t> answered{0};
  const auto start = Clock::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  const auto run = [&] {
    httplib::Client client("127.0.0.1", port);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(30);
    const httplib::Headers headers{{"Cookie", cookie}};
    while (Clock::now() < end) {
      const std::size_t mine = place.fetch_add(1);
      if (mine >= bodies.size()) return;
      const auto result = client.Post("/v1/orders", headers, bodies[mine], "application/json");
      if (result && result->status == 200) {
        ++answered;
      } else {
        std::fprintf(stderr, "an order was answered with %d: %s\n", result ? result->status : 0,
                     result ? result->body.c_str() : "");
        return;
      }
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < clients; ++i) threads.emplace_back(run);
  for (std::thread& thread : threads) thread.join();
  next = std::min(place.load(), bodies.size());
  const std::chrono::duration<double> seconds = Clock::now() - start;
  return static_cast<double>(answered.load()) / seconds.count();
}

}  // namespace tally::bench
