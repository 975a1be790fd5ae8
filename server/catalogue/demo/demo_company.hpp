// Demo company: a wholesaler that never was, from a seed.
// In go how many products and customers and the seed; out comes a whole Company: fastenings, tools,
// workwear, electrical, janitorial and office supplies in families with sizes and colours, five
// price lists, customers in ten countries, three warehouses, tax tables, users, policy.
// The same seed gives the same bytes on every machine. Tax rates are demo figures and no advice;
// GTINs begin with 2 (GS1: for use within a company), telephone numbers are reserved for fiction.
//   Company company = make_demo_company({.products = 20'000, .customers = 500, .seed = 1});
#pragma once

#include <cstdint>

#include "shared/data/company.hpp"

namespace tally::server::catalogue::demo {

struct DemoOptions {
  std::int64_t products = 20'000;
  std::int64_t customers = 500;
  std::uint64_t seed = 1;
};

/// The most that the tables of articles, brands and names are good for.
inline constexpr std::int64_t products_max = 150'000;
inline constexpr std::int64_t customers_max = 20'000;

Company make_demo_company(const DemoOptions& options);

}  // namespace tally::server::catalogue::demo
