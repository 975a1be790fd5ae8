// Demo parts: the pieces of the demo company, each with dice of its own.
// In go a Random and what was made before; out come products, prices, customers, stock and frame.
// One file per part; demo_company.cpp puts them together in this order.
// They keep nothing between calls.
//   std::vector<DemoProduct> made = make_products(Random(1), 20'000);
#pragma once

#include <cstdint>
#include <vector>

#include "server/catalogue/demo/random.hpp"
#include "shared/data/company.hpp"

namespace tally::server::catalogue::demo {

/// A product and what it costs on the list BASE, in ten-thousandths of a US dollar.
struct DemoProduct {
  Product product;
  std::int64_t base_price = 0;
};

std::vector<DemoProduct> make_products(Random random, std::int64_t count);

std::vector<PriceList> make_price_lists();
std::vector<Price> make_prices(Random random, const std::vector<DemoProduct>& products);

std::vector<Customer> make_customers(Random random, std::int64_t count);

/// Users, and the logins of the reps among them.
std::vector<User> make_users();
std::vector<TaxRate> make_tax_rates();
std::vector<Promotion> make_promotions();
/// One for each of the currencies.
std::vector<RateCard> make_rate_cards();
std::vector<Warehouse> make_warehouses();
Policy make_policy();
std::vector<StockLevel> make_stock(Random random, const std::vector<DemoProduct>& products,
                                   const std::vector<Warehouse>& warehouses);

/// What turns the orders' money into that of the rules.
std::vector<ExchangeRate> make_exchange_rates();
/// With the words of the company's records, which must all be there.
RuleBookText make_rule_book(const Company& company);

/// The logins of the demo reps, in the order of make_users().
inline constexpr std::string_view rep_logins[] = {"rep", "rep2", "rep3", "rep4"};

}  // namespace tally::server::catalogue::demo
