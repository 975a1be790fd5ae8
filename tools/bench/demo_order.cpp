// The orders that are measured.
#include <algorithm>
#include <set>

#include "tools/bench/bench.hpp"

namespace tally::bench {

namespace {

template <typename AnyCompany>
auto& find_plain_customer(AnyCompany& company) {
  const auto found = std::ranges::find_if(company.customers, [](const Customer& customer) {
    return customer.status == CustomerStatus::active && customer.ship_tos.size() == 1 &&
           customer.po_number == PoNumberRule::optional;
  });
  return found == company.customers.end() ? company.customers.front() : *found;
}

/// The least that can be ordered of a product.
Quantity smallest(const Product& product) {
  return round_up_to_multiple(std::max(product.minimum, product.step), product.step)
      .value_or(product.minimum);
}

}  // namespace

Customer& plain_customer(Company& company) { return find_plain_customer(company); }

RawOrder demo_order(const Company& company, std::size_t lines) {
  const Customer& customer = find_plain_customer(company);
  std::set<Sku> priced;
  for (const Price& price : company.prices) {
    if (price.list == customer.price_list) priced.insert(price.sku);
  }
  RawOrder order;
  order.order_id = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  order.customer = customer.code.text();
  order.ship_to = customer.ship_tos.front().code.text();
  // Spread over the catalogue, as a buyer's list is.
  const std::size_t count = company.products.size();
  for (std::size_t i = 0; i < count && order.lines.size() < lines; ++i) {
    const Product& product = company.products[i * 7919 % count];
    if (product.status != ProductStatus::active || !priced.contains(product.sku)) continue;
    RawLine line;
    line.id = std::to_string(order.lines.size() + 1);
    line.sku = product.sku.text();
    line.quantity = print_quantity(smallest(product));
    order.lines.push_back(std::move(line));
  }
  return order;
}

}  // namespace tally::bench
