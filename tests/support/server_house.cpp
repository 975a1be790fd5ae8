#include "tests/support/server_house.hpp"

#include <doctest/doctest.h>

#include "server/identity/secrets.hpp"
#include "server/identity/sessions.hpp"
#include "server/identity/users.hpp"
#include "server/ops/log.hpp"
#include "server/receivables/accounts.hpp"
#include "server/stock/ledger.hpp"
#include "server/store/facts.hpp"
#include "shared/base/version.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::tests {

using server::store::Connection;
using server::store::Keep;
using server::store::Written;

LogCatcher::LogCatcher() {
  server::ops::set_log_sink([this](const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  });
}

LogCatcher::~LogCatcher() { server::ops::set_log_sink({}); }

bool LogCatcher::holds(std::string_view text) const {
  const std::lock_guard lock(mutex_);
  for (const std::string& line : lines_) {
    if (line.find(text) != std::string::npos) return true;
  }
  return false;
}

ServerHouse::ServerHouse(ServerHouseOptions options) : options_(std::move(options)) {
  start();
  if (count("SELECT count(*) FROM product") == 0) fill(options_.company);
  publish();
}

void ServerHouse::restart() {
  options_.listen.port = port();
  server_.reset();
  start();
}

void ServerHouse::start() {
  server::ServerOptions server_options;
  server_options.folder = options_.folder.empty() ? folder.path() / "data" : options_.folder;
  server_options.web_folder = options_.web_folder;
  server_options.listen = options_.listen;
  server_options.clock.now = [this] { return Instant{now_ms.load()}; };
  server_options.clock.today = [this] { return Date::from_days(today_days.load()); };
  auto started = server::Server::start(std::move(server_options));
  REQUIRE(started.has_value());
  server_ = *std::move(started);
}

void ServerHouse::fill(const Company& company) {
  const Written written = server_->store().write([&](Connection& db) {
    bool good = server::store::catalogue_changed(db);
    if (!company.name.empty()) good = good && wire::write_catalogue(db.database(), company);
    // Tests order the same goods again and again: those of doubles ask for a window themselves.
    good = good && server::store::write_setting(db, "duplicate_window_hours", "0");
    for (const CustomerCredit& credit : company.credit) {
      good = good && server::receivables::put_credit(db, credit, {"test", Instant{0}, "opening"}) ==
                         server::receivables::Put::added;
    }
    std::int64_t priority = 0;
    for (const Warehouse& warehouse : company.warehouses) {
      good = good && server::stock::put_warehouse(db, warehouse, ++priority);
    }
    for (const StockLevel& level : company.stock) {
      good = good && server::stock::set_on_hand(db, level.warehouse, level.sku, level.on_hand,
                                                "opening", {"test", Instant{0}}) ==
                         server::stock::Moved::yes;
    }
    return good ? Keep::yes : Keep::no;
  });
  REQUIRE(written == Written::kept);
}

Client ServerHouse::client(const std::string& login, Role role) {
  const std::string token = server::identity::random_token();
  const Written written = server_->store().write([&](Connection& db) {
    auto user = server::identity::find_user(db, login);
    if (!user) {
      // No password fits "*": these people come in by the session that is made here.
      server::identity::UserRow made;
      made.login = login;
      made.name = "Person " + login;
      made.role = role;
      made.password_hash = "*";
      if (!server::identity::put_user(db, made, Instant{now_ms})) return Keep::no;
      user = server::identity::find_user(db, login);
    }
    return server::identity::open_session(db, user->id, token, Instant{now_ms}) ? Keep::yes
                                                                                 : Keep::no;
  });
  REQUIRE(written == Written::kept);
  return Client(port(), server_->services().site.cookie_name + "=" + token);
}

std::string ServerHouse::outcome_of(const RawOrder& order, const Digest& snapshot) {
  auto lease = server_->snapshots().open(snapshot);
  REQUIRE(lease.has_value());
  const auto outcome =
      pipeline::decide_order(**lease, order, AsOf{Date::from_days(today_days.load())});
  REQUIRE(outcome.has_value());
  return wire::outcome_bytes(*outcome);
}

std::string ServerHouse::push(const RawOrder& order) {
  return push(order, server_->snapshots().current()->digest);
}

std::string ServerHouse::push(const RawOrder& order, const Digest& snapshot) {
  return envelope(wire::write_order(order), outcome_of(order, snapshot), snapshot.text(),
                  Date::from_days(today_days.load()).print(), core_version);
}

std::string ServerHouse::envelope(std::string_view order, std::string_view outcome,
                                  std::string_view snapshot, std::string_view as_of,
                                  std::string_view version) {
  wire::JsonWriter json;
  json.open('{').text_field("as_of", as_of).text_field("core_version", version);
  json.key("order").value(order).text_field("outcome", outcome);
  json.text_field("snapshot", snapshot).close('}');
  return json.take();
}

void ServerHouse::set_on_hand(std::string_view warehouse, std::string_view sku,
                              std::int64_t count_of_units) {
  const Written written = server_->store().write([&](Connection& db) {
    return server::stock::set_on_hand(db, *WarehouseCode::parse(warehouse), *Sku::parse(sku),
                                      units(count_of_units), "count",
                                      {"test", Instant{now_ms}}) == server::stock::Moved::yes
               ? Keep::yes
               : Keep::no;
  });
  REQUIRE(written == Written::kept);
}

void ServerHouse::set_price(std::string_view sku, std::int64_t ten_thousandths) {
  const Written written = server_->store().write([&](Connection& db) {
    wire::CatalogueWriter catalogue(db.database());
    const bool good =
        catalogue.put(Price{*PriceListCode::parse("RETAIL"), *Sku::parse(sku), units(1),
                            UnitPrice{ten_thousandths, *Currency::parse("USD")}, std::nullopt,
                            std::nullopt}) &&
        server::store::catalogue_changed(db);
    return good ? Keep::yes : Keep::no;
  });
  REQUIRE(written == Written::kept);
}

void ServerHouse::set_status(std::string_view sku, ProductStatus status) {
  const Written written = server_->store().write([&](Connection& db) {
    server::store::Query update = db.query("UPDATE product SET status = ?2 WHERE sku = ?1");
    const bool good = update.bind(1, sku).bind(2, static_cast<std::int64_t>(status)).run() &&
                      server::store::catalogue_changed(db);
    return good ? Keep::yes : Keep::no;
  });
  REQUIRE(written == Written::kept);
}

void ServerHouse::set_setting(std::string_view name, std::string_view value) {
  const Written written = server_->store().write([&](Connection& db) {
    return server::store::write_setting(db, name, value) ? Keep::yes : Keep::no;
  });
  REQUIRE(written == Written::kept);
}

Digest ServerHouse::publish() {
  const auto published = server_->snapshots().publish(Instant{now_ms});
  return published ? published->digest : Digest{};
}

std::int64_t ServerHouse::count(const char* sql) {
  const server::store::Reader db = server_->store().read();
  server::store::Query query = db->query(sql);
  REQUIRE(query.step() == wire::Step::row);
  return query.integer(0);
}

}  // namespace tally::tests
