#include "server/catalogue/demo/fill_demo.hpp"

#include "server/catalogue/demo/demo_orders.hpp"

namespace tally::server::catalogue::demo {

namespace {

/// Inside one change. False where an order could not be stored.
bool put_orders(store::Connection& db, sync::Snapshots& snapshots,
                const std::vector<HistoryOrder>& orders, FillReport& report) {
  for (const HistoryOrder& order : orders) {
    const HistoryPrepared prepared = prepare_history_order(db, snapshots, order);
    const HistoryEntry entry = commit_history_order(db, prepared);
    using Result = orders::OrderCommitted::Result;
    if (entry.committed.result == Result::stored) {
      ++report.orders_added;
    } else if (entry.committed.result == Result::repeated ||
               entry.committed.result == Result::id_reused) {
      ++report.orders_unchanged;
    } else {
      report.failures = entry.failures;
      return false;
    }
  }
  return true;
}

}  // namespace

FillReport fill_demo(store::Store& store, sync::Snapshots& snapshots, const FillOptions& options) {
  FillReport report;
  const Company company = make_demo_company(options.company);
  report.company = company.name;
  report.load = load_company(store, company,
                             {.at = options.now,
                              .by = "demo",
                              .demo_logins = identity::DemoLogins::show});
  report.failures = report.load.failures;
  if (!report.failures.empty()) return report;
  if (auto published = snapshots.publish(options.now); !published) {
    report.failures = published.error();
    return report;
  }
  const auto orders = make_demo_orders(
      company, {.count = options.orders, .seed = options.company.seed, .today = options.today});
  const store::Written written = store.write([&](store::Connection& db) {
    if (put_orders(db, snapshots, orders, report)) return store::Keep::yes;
    db.note_fault();
    return store::Keep::no;
  });
  const bool failed = written != store::Written::kept && report.failures.empty();
  if (failed) report.failures.push_back(store::write_issue(written));
  return report;
}

}  // namespace tally::server::catalogue::demo
