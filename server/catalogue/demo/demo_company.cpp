#include "server/catalogue/demo/demo_company.hpp"

#include "server/catalogue/demo/demo_parts.hpp"

namespace tally::server::catalogue::demo {

Company make_demo_company(const DemoOptions& options) {
  const Random random(options.seed);
  const std::vector<DemoProduct> made = make_products(random.fork(1), options.products);
  Company company;
  company.name = "Calder & Finch Trade Supply (demo)";
  company.policy = make_policy();
  company.price_lists = make_price_lists();
  company.prices = make_prices(random.fork(2), made);
  company.customers = make_customers(random.fork(3), options.customers);
  company.tax_rates = make_tax_rates();
  company.promotions = make_promotions();
  company.rate_cards = make_rate_cards();
  company.warehouses = make_warehouses();
  company.stock = make_stock(random.fork(4), made, company.warehouses);
  company.users = make_users();
  company.products.reserve(made.size());
  for (const DemoProduct& each : made) company.products.push_back(each.product);
  company.exchange_rates = make_exchange_rates();
  company.rules = make_rule_book(company);
  return company;
}

}  // namespace tally::server::catalogue::demo
