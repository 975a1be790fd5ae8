#include "server/rulebook/backtest.hpp"

#include <algorithm>
#include <limits>

#include "server/orders/submit.hpp"
#include "server/rulebook/backtest_case.hpp"

namespace tally::server::rulebook {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// Orders in one read: others are not kept waiting, and the write-ahead log does not grow.
constexpr std::int64_t batch_size = 2'000;
constexpr std::size_t top_count = 20;
constexpr std::int64_t ms_of_day = 86'400'000;

std::int64_t first_ms(const std::optional<Date>& from) {
  return from ? from->days() * ms_of_day : std::numeric_limits<std::int64_t>::min();
}
std::int64_t last_ms(const std::optional<Date>& until) {
  return until ? (until->days() + 1) * ms_of_day - 1 : std::numeric_limits<std::int64_t>::max();
}

std::int64_t count_cases(Connection& db, const BacktestWish& wish) {
  Query count = db.query("SELECT count(*) FROM orders WHERE captured_ms BETWEEN ?1 AND ?2 "
                         "AND state <> 'refused'");
  count.bind(1, first_ms(wish.from)).bind(2, last_ms(wish.until));
  return count.step() == Step::row ? count.integer(0) : 0;
}

/// The next orders, each with what the rules said of it last.
std::vector<BacktestCase> read_cases(Connection& db, const BacktestWish& wish,
                                     std::int64_t after) {
  std::vector<BacktestCase> cases;
  Query select = db.query(
      "SELECT o.\"row\", o.order_id, o.number, o.customer, o.customer_name, o.currency, "
      "coalesce(o.total, 0), o.as_of, coalesce(r.ruling, '') FROM orders o "
      "LEFT JOIN order_ruling r ON r.id = (SELECT max(id) FROM order_ruling "
      "WHERE order_row = o.\"row\") WHERE o.\"row\" > ?1 AND o.captured_ms BETWEEN ?2 AND ?3 "
      "AND o.state <> 'refused' ORDER BY o.\"row\" LIMIT ?4");
  select.bind(1, after).bind(2, first_ms(wish.from)).bind(3, last_ms(wish.until));
  select.bind(4, batch_size);
  while (select.step() == Step::row) {
    BacktestCase& each = cases.emplace_back();
    each.row = select.integer(0);
    each.order_id = select.text(1);
    each.number = select.integer(2);
    each.customer = select.text(3);
    each.customer_name = select.text(4);
    each.total = {select.integer(6), Currency::parse(select.view(5)).value_or(Currency{})};
    each.as_of.date = Date::parse(select.view(7)).value_or(Date{});
    each.ruling = select.text(8);
  }
  return cases;
}

/// In ten-thousandths, so that yen and dollars lie on one scale.
int128 weight_of(const ChangedOrder& order) {
  int128 weight = order.total.minor;
  for (int i = order.total.currency.decimals(); i < 4; ++i) weight *= 10;
  return weight;
}

bool is_before(const ChangedOrder& left, const ChangedOrder& right) {
  const int128 first = weight_of(left);
  const int128 second = weight_of(right);
  return first != second ? first > second : left.number < right.number;
}

void put_top(std::vector<ChangedOrder>& top, ChangedOrder order) {
  const auto place = std::ranges::upper_bound(top, order, is_before);
  if (top.size() == top_count && place == top.end()) return;
  top.insert(place, std::move(order));
  if (top.size() > top_count) top.pop_back();
}

void take(BacktestReport& report, const BacktestCase& each, CaseResult result) {
  ++report.orders;
  if (result.end == CaseResult::End::not_told) ++report.not_told;
  if (result.is_anew) ++report.decided_anew;
  if (result.end != CaseResult::End::told) return;
  for (const std::string& decision : result.same) ++report.decisions[decision].same;
  for (const ChangedAnswer& change : result.changes) ++report.decisions[change.decision].changed;
  const bool is_other_total = result.total_then && *result.total_then != each.total;
  if (result.changes.empty() && !is_other_total) return;
  ++report.changed;
  ChangedValue& value = report.values[std::string(each.total.currency.code())];
  ++value.orders;
  value.total += each.total.minor;
  value.total_then += is_other_total ? result.total_then->minor : each.total.minor;
  ChangedOrder order{each.order_id, each.number, each.customer_name, each.total,
                     is_other_total ? result.total_then : std::nullopt,
                     std::move(result.changes)};
  put_top(report.top, std::move(order));
}

}  // namespace

Result<BacktestReport> run_backtest(const BacktestRoom& room, const RuleBookText& company,
                                    const BacktestWish& wish, BacktestProgress& progress) {
  auto trial = Trial::make(room, company, wish.set);
  if (!trial) return std::unexpected(std::move(trial.error()));
  BacktestReport report;
  progress.orders = count_cases(*room.store.read(), wish);
  for (std::int64_t after = 0; !progress.is_cancelled;) {
    const std::vector<BacktestCase> cases = read_cases(*room.store.read(), wish, after);
    if (cases.empty()) break;
    for (const BacktestCase& each : cases) {
      if (progress.is_cancelled) break;
      take(report, each, (*trial)->ask(each));
      ++progress.done;
    }
    after = cases.back().row;
  }
  report.is_cancelled = progress.is_cancelled;
  return report;
}

}  // namespace tally::server::rulebook
