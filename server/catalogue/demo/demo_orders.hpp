// Demo orders: what the demo company's reps sold in the last four weeks.
// In go the company, how many orders, the seed and today; out come orders that stand on the
// company's own products, customers and lists. Most go through; a few wait for a person, because
// a price was agreed too low or a quantity is large.
// The same seed makes the same orders with the same ids; only their days follow today.
//   auto orders = make_demo_orders(company, {.count = 300, .seed = 1, .today = today});
#pragma once

#include <cstdint>
#include <vector>

#include "server/catalogue/history.hpp"
#include "shared/data/company.hpp"

namespace tally::server::catalogue::demo {

struct DemoOrderOptions {
  std::int64_t count = 300;
  std::uint64_t seed = 1;
  Date today;
};

std::vector<HistoryOrder> make_demo_orders(const Company& company,
                                           const DemoOrderOptions& options);

}  // namespace tally::server::catalogue::demo
