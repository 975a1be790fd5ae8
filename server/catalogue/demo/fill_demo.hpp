// Fill demo: the demo company with its recent orders, into a data folder.
// In go the store and what to make; out comes the load's report and how many orders were stored.
// `serve` calls it on the first run, `tallystick demo` at any time; a second time changes nothing.
// Demo logins are remembered in clear, so that `serve` can print them: this is no real company.
//   FillReport report = fill_demo(store, snapshots, {.now = now, .today = today});
#pragma once

#include <cstdint>

#include "server/catalogue/company_store.hpp"
#include "server/catalogue/demo/demo_company.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server::catalogue::demo {

struct FillOptions {
  DemoOptions company;
  std::int64_t orders = 300;
  Instant now;
  Date today;
};

struct FillReport {
  std::string company;
  LoadReport load;
  std::int64_t orders_added = 0;
  std::int64_t orders_unchanged = 0;
  Issues failures;
};

FillReport fill_demo(store::Store& store, sync::Snapshots& snapshots, const FillOptions& options);

}  // namespace tally::server::catalogue::demo
