// Back-test: what a rule set would have said of the orders that are there.
// In go the set and the stored orders; out come, decision by decision, how many orders it answers
// as before and how many otherwise, what those are worth, and the top twenty side by side.
// Where no rule moves money, the values that were recorded with each order are asked again; what
// was not recorded is read from the order's own snapshot. Where a rule moves money (promotions,
// discount, tax) the order is decided anew with that snapshot, and the totals are compared.
// Values of the server are those of then. It writes nothing and changes no order.
//   BacktestProgress progress;   auto report = run_backtest(room, live.text, wish, progress);
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/store/store.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/data/rule_book.hpp"

namespace tally::server::rulebook {

struct BacktestWish {
  RuleSetText set;
  /// Days on which orders were taken, both included.
  std::optional<Date> from = {};
  std::optional<Date> until = {};
};

struct BacktestRoom {
  store::Store& store;
  sync::Snapshots& snapshots;
};

struct BacktestProgress {
  std::atomic<std::int64_t> done = 0;
  std::atomic<std::int64_t> orders = 0;
  std::atomic<bool> is_cancelled = false;
};

struct ChangedAnswer {
  std::string decision;
  std::string before;
  std::string after;
  friend bool operator==(const ChangedAnswer&, const ChangedAnswer&) = default;
};

struct ChangedOrder {
  std::string order_id;
  std::int64_t number = 0;
  std::string customer_name;
  Money total;
  /// Where it was decided anew and comes to something else.
  std::optional<Money> total_then = {};
  std::vector<ChangedAnswer> changes = {};
};

struct DecisionCount {
  std::int64_t same = 0;
  std::int64_t changed = 0;
};

/// Of the orders that change, in minor units.
struct ChangedValue {
  std::int64_t orders = 0;
  std::int64_t total = 0;
  std::int64_t total_then = 0;
};

struct BacktestReport {
  std::int64_t orders = 0;
  std::int64_t changed = 0;
  /// Their values are not kept, so nobody can tell.
  std::int64_t not_told = 0;
  /// Those of which the snapshot was read again.
  std::int64_t decided_anew = 0;
  std::map<std::string, DecisionCount> decisions;
  /// By currency.
  std::map<std::string, ChangedValue> values;
  /// By value, the highest first.
  std::vector<ChangedOrder> top;
  bool is_cancelled = false;
};

/// Issues: those of reading the set.
Result<BacktestReport> run_backtest(const BacktestRoom& room, const RuleBookText& company,
                                    const BacktestWish& wish, BacktestProgress& progress);

std::string backtest_json(const BacktestReport& report);
/// A row for each changed answer of the top orders.
std::string backtest_csv(const BacktestReport& report);

}  // namespace tally::server::rulebook
