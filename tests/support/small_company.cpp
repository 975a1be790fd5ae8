#include "tests/support/small_company.hpp"

#include <cstdio>
#include <cstdlib>

namespace tally::tests {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "tallystick-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

Company small_company() {
  Company company;
  company.name = "Harbour Supply";
  const Currency usd = *Currency::parse("USD");
  const auto product = [&](std::string_view sku, std::string_view name) {
    Product made;
    made.sku = *Sku::parse(sku);
    made.name = name;
    made.tax_class = *TaxClass::parse("STANDARD");
    company.products.push_back(made);
  };
  product("AB-1", "Oak board");
  product("AB-2", "Brass hinge");
  product("AB-3", "Wood screw");
  product("AB-4", "Work bench");
  company.products[1].case_pack = units(12);
  company.price_lists.push_back({*PriceListCode::parse("RETAIL"), "Retail", usd, std::nullopt});
  const auto price = [&](std::string_view sku, std::int64_t from, std::int64_t amount) {
    company.prices.push_back({*PriceListCode::parse("RETAIL"), *Sku::parse(sku), units(from),
                              UnitPrice{amount, usd}, std::nullopt, std::nullopt});
  };
  price("AB-1", 1, 100'000);
  price("AB-1", 10, 90'000);
  price("AB-2", 1, 255'000);
  price("AB-3", 1, 9'900);
  price("AB-4", 1, 1'000'000);
  for (const std::string code : {"C-1", "C-2", "C-3"}) {
    Customer customer;
    customer.code = *CustomerCode::parse(code);
    customer.name = "Customer " + code;
    customer.price_list = *PriceListCode::parse("RETAIL");
    customer.billing = {"Goods in", "1 Dock Road", "", "Oakland", "CA", "94607", "US"};
    customer.ship_tos.push_back({*ShipToCode::parse("MAIN"), customer.billing});
    company.customers.push_back(customer);
  }
  company.customers[2].status = CustomerStatus::blocked;
  company.tax_rates.push_back(
      {"US", "CA", *TaxClass::parse("STANDARD"), Rate{72'500}, std::nullopt, std::nullopt});
  for (const std::string code : {"MAIN", "NORTH"}) {
    company.warehouses.push_back({*WarehouseCode::parse(code), "Warehouse " + code, {}});
  }
  for (const Product& each : company.products) {
    company.stock.push_back({company.warehouses[0].code, each.sku, units(1'000)});
  }
  return company;
}

RawOrder make_order(std::string_view id,
                    const std::vector<std::pair<std::string, std::string>>& lines) {
  RawOrder order;
  order.order_id = id;
  order.channel = "rep";
  order.customer = "C-1";
  for (const auto& [sku, quantity] : lines) {
    RawLine line;
    line.id = std::to_string(order.lines.size() + 1);
    line.sku = sku;
    line.quantity = quantity;
    order.lines.push_back(line);
  }
  return order;
}

std::string order_id(int number) {
  char text[40];
  std::snprintf(text, sizeof text, "0b7e0000-0000-4000-8000-%012d", number);
  return text;
}

}  // namespace tally::tests
