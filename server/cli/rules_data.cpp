#include "server/cli/rules_data.hpp"

#include <chrono>
#include <future>
#include <iostream>

#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/progress.hpp"
#include "server/cli/say.hpp"
#include "server/cli/say_counts.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/clock.hpp"
#include "server/rulebook/backtest.hpp"
#include "server/rulebook/explain_order.hpp"
#include "server/rulebook/live_book.hpp"

namespace tally::server::cli {

namespace {

constexpr std::chrono::milliseconds between_looks{100};

Result<rulebook::LiveBook> live_of(store::Store& store) {
  masters::CompanyMemory memory;
  const ops::Clock clock = ops::system_clock();
  return rulebook::read_live({store, memory, clock.now(), clock.today()});
}

/// False, with a sentence, where it is no day.
bool take_day(const std::string& text, std::optional<Date>& day, std::string_view option) {
  if (text.empty()) return true;
  if (const auto parsed = Date::parse(text)) {
    day = *parsed;
    return true;
  }
  std::cerr << "tallystick rules backtest: " << option << " \"" << text << "\" is not a day.\n";
  return false;
}

/// Beside the thread that tries, so that a terminal shows how far it is.
Result<rulebook::BacktestReport> run_shown(store::Store& store, const RuleBookText& company,
                                           const rulebook::BacktestWish& wish) {
  sync::Snapshots snapshots(store);
  rulebook::BacktestProgress progress;
  auto running = std::async(std::launch::async, [&] {
    return rulebook::run_backtest({store, snapshots}, company, wish, progress);
  });
  Progress bar("Trying");
  while (running.wait_for(between_looks) != std::future_status::ready) {
    bar.show(progress.done, progress.orders, say_count(progress.done) + " orders");
  }
  return running.get();
}

void say_report(const rulebook::BacktestReport& report) {
  std::cout << "Orders: " << say_count(report.orders) << ", changed: " << say_count(report.changed)
            << ", not told: " << say_count(report.not_told)
            << ", decided anew: " << say_count(report.decided_anew) << ".\n";
  for (const auto& [decision, count] : report.decisions) {
    std::cout << decision << ": " << say_count(count.same) << " as before, "
              << say_count(count.changed) << " otherwise.\n";
  }
  for (const auto& [code, value] : report.values) {
    const Currency currency = Currency::parse(code).value_or(Currency{});
    std::cout << "The orders that change come to " << say_money(Money{value.total, currency});
    if (value.total_then != value.total) {
      std::cout << "; with these rules they would come to "
                << say_money(Money{value.total_then, currency});
    }
    std::cout << ".\n";
  }
  for (const rulebook::ChangedOrder& order : report.top) {
    std::cout << orders::say_number(order.number) << " " << order.customer_name << ", "
              << say_money(order.total);
    if (order.total_then) std::cout << " -> " << say_money(*order.total_then);
    std::cout << "\n";
    for (const rulebook::ChangedAnswer& change : order.changes) {
      std::cout << "  " << change.decision << ": " << change.before << " -> " << change.after
                << "\n";
    }
  }
}

/// By its number or its id.
std::optional<orders::OrderRow> find_named(store::Connection& db, const std::string& name) {
  const auto number = orders::read_number(name);
  if (!number) return orders::find_order(db, name);
  std::string order_id;
  {
    store::Query find = db.query("SELECT order_id FROM orders WHERE number = ?1");
    if (find.bind(1, *number).step() == wire::Step::row) order_id = find.text(0);
  }
  return orders::find_order(db, order_id);
}

}  // namespace

int backtest_rules(const RulesDataOptions& options) {
  rulebook::BacktestWish wish;
  if (!take_day(options.from, wish.from, "--from") ||
      !take_day(options.until, wish.until, "--until")) {
    return ExitStatus::misused;
  }
  const auto text = read_input(options.rules);
  if (!text) return fail(text.error());
  wish.set.name = options.rules;
  wish.set.text = *text;
  const auto store = config::open_store(options.folder);
  if (!store) return ExitStatus::failed;
  const auto live = live_of(*store);
  if (!live) return fail(live.error());
  const auto report = run_shown(*store, live->text, wish);
  if (!report) return fail(report.error());
  if (options.as_json) std::cout << rulebook::backtest_json(*report) << "\n";
  else if (options.as_csv) std::cout << rulebook::backtest_csv(*report);
  else say_report(*report);
  return std::cout.flush() ? ExitStatus::done : ExitStatus::failed;
}

int explain_rules(const RulesDataOptions& options) {
  const auto store = config::open_store(options.folder);
  if (!store) return ExitStatus::failed;
  const auto live = live_of(*store);
  if (!live) return fail(live.error());
  const store::Reader db = store->read();
  const auto row = find_named(*db, options.order);
  if (!row) return fail({make_issue(IssueCode::order_unknown, "", {{"order", options.order}})});
  const auto explained = rulebook::explain_order(*db, live->text, *row);
  if (!explained) return fail(explained.error());
  std::cout << "Order " << explained->number << " was decided by \"" << explained->set << "\", "
            << explained->digest.substr(0, 12) << ".\n";
  for (const rulebook::ExplainedDecision& decision : explained->decisions) {
    std::cout << decision.said.decision;
    if (decision.is_servers) std::cout << " (asked by the server)";
    if (decision.said.mode == RuleMode::suggest) std::cout << " (suggested)";
    std::cout << "\n";
    for (const std::string& sentence : decision.sentences) std::cout << "  " << sentence << "\n";
  }
  return std::cout.flush() ? ExitStatus::done : ExitStatus::failed;
}

}  // namespace tally::server::cli
