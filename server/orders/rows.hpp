// Rows: orders as the database holds them.
// In go ids and filters; out come rows and histories. Lists go by number, newest first, and
// continue behind the last number seen (keyset), so that page 500 costs what page 1 costs. It
// decides nothing and reads only what it is asked for: a list carries no documents.
//   std::vector<OrderRow> page = list_orders(db, {.state = State::waiting, .limit = 50});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/orders/state.hpp"
#include "server/store/connection.hpp"
#include "shared/base/date.hpp"

namespace tally::server::orders {

struct OrderRow {
  std::int64_t row = 0;
  std::string order_id;
  std::int64_t number = 0;
  State state = State::waiting;
  std::int64_t revision = 0;
  Instant state_since;
  std::string state_by;
  std::string customer;
  std::string customer_name;
  /// The login that sent it.
  std::string rep;
  std::string po_number;
  std::string currency;
  std::optional<std::int64_t> net;
  std::optional<std::int64_t> tax;
  std::optional<std::int64_t> total;
  std::int64_t line_count = 0;
  Instant captured;
  /// A JSON array; see reasons.hpp.
  std::string reasons;
};

/// "S-000123"
std::string say_number(std::int64_t number);
/// 123; nullopt for what say_number does not write.
std::optional<std::int64_t> read_number(std::string_view text);

std::optional<OrderRow> find_order(store::Connection& db, std::string_view order_id);

struct OrderFilter {
  std::optional<State> state;
  std::optional<std::string> customer;
  std::optional<std::string> rep;
  /// Only numbers below this.
  std::optional<std::int64_t> before;
  std::int64_t limit = 50;
};
std::vector<OrderRow> list_orders(store::Connection& db, const OrderFilter& filter);

struct StateCount {
  State state;
  std::int64_t count = 0;
};
/// Each state once.
std::vector<StateCount> count_orders(store::Connection& db, std::optional<std::string_view> rep);

/// The parts that only the detail shows.
struct OrderDocuments {
  std::string order;
  std::string order_digest;
  std::string outcome;
  std::string as_of;
  std::string core_version;
  std::string snapshot;
};
/// Of its latest version.
OrderDocuments read_documents(store::Connection& db, std::int64_t row);
/// As it first came.
OrderDocuments read_first_documents(store::Connection& db, std::int64_t row);

/// The number on the device's paper; empty where the order came another way.
std::string paper_of(store::Connection& db, std::int64_t row);

/// What an amendment replaced, and the latest, which lists and details show.
struct OrderVersion {
  /// 1 is the order as it first came.
  std::int64_t version = 1;
  std::int64_t revision = 1;
  Instant at;
  std::string by;
  std::string order;
  std::string outcome;
};
/// The oldest first; empty where the order was never amended.
std::vector<OrderVersion> list_versions(store::Connection& db, std::int64_t row);

struct OrderEvent {
  Instant at;
  std::string by;
  std::string what;
  std::string words;
  State state = State::waiting;
  std::int64_t revision = 0;
};
std::vector<OrderEvent> list_events(store::Connection& db, std::int64_t row);

struct OrderLine {
  std::int64_t position = 0;
  std::string line_id;
  std::string sku;
  std::int64_t quantity = 0;
};
std::vector<OrderLine> list_lines(store::Connection& db, std::int64_t row);

}  // namespace tally::server::orders
