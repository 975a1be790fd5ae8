#include "tests/support/app_state.hpp"

#include <nlohmann/json.hpp>

#include "shared/wire/snapshot_build.hpp"

namespace tally::app::test {

namespace {

UnitPrice usd(std::int64_t ten_thousandths) {
  return {ten_thousandths, *Currency::parse("USD")};
}

Product product(const char* sku, const char* name) {
  Product product;
  product.sku = *Sku::parse(sku);
  product.name = name;
  product.tax_class = *TaxClass::parse("STANDARD");
  return product;
}

void add_products(Company& company) {
  Product bolt = product("AB-103", "Hex bolt M8");
  bolt.gtin = Gtin::parse("4006381333931");
  Product nut = product("AB-104", "Hex nut M8");
  nut.minimum = units(6);
  nut.step = units(6);
  nut.case_pack = units(24);
  Product old = product("AB-90", "Old washer");
  old.status = ProductStatus::discontinued;
  old.successor = Sku::parse("AB-91");
  Product washer = product("AB-91", "Washer M8");
  Product oak = product("OAK-40", "Oak board 40 mm");
  oak.case_pack = units(12);
  Product recalled = product("RC-1", "Recalled heater");
  recalled.status = ProductStatus::blocked;
  company.products = {bolt, nut, old, washer, oak, recalled};
}

void add_prices(Company& company) {
  const auto list = *PriceListCode::parse("TRADE");
  company.price_lists.push_back({list, "Trade", *Currency::parse("USD"), std::nullopt});
  const auto price = [&](const char* sku, std::int64_t from, std::int64_t amount) {
    company.prices.push_back({.list = list,
                              .sku = *Sku::parse(sku),
                              .quantity_from = units(from),
                              .price = usd(amount)});
  };
  price("AB-103", 1, 12'500);
  price("AB-103", 100, 10'000);
  price("AB-104", 1, 8'000);
  price("AB-90", 1, 5'000);
  price("AB-91", 1, 5'500);
  price("OAK-40", 1, 420'000);
  price("RC-1", 1, 990'000);
}

Customer customer(const char* code, const char* name) {
  Customer customer;
  customer.code = *CustomerCode::parse(code);
  customer.name = name;
  customer.price_list = *PriceListCode::parse("TRADE");
  customer.billing.country = "US";
  Address place{.recipient = name,
                .street_1 = "1 Main Street",
                .locality = "Springfield",
                .admin_area = "IL",
                .postal_code = "62701",
                .country = "US"};
  customer.ship_tos.push_back({*ShipToCode::parse("MAIN"), place});
  return customer;
}

}  // namespace

Company small_company() {
  Company company;
  company.name = "Northwind Supply";
  company.policy.quantity_unseen_max = units(10'000);
  add_products(company);
  add_prices(company);
  company.customers.push_back(customer("C-1", "Acme Hardware"));
  Customer two = customer("C-2", "Beta Builders");
  two.ship_tos.push_back({*ShipToCode::parse("YARD"), two.ship_tos.front().address});
  two.po_number = PoNumberRule::required;
  company.customers.push_back(two);
  company.tax_rates.push_back({.country = "US",
                               .admin_area = "IL",
                               .tax_class = *TaxClass::parse("STANDARD"),
                               .rate = Rate{62'500}});
  return company;
}

wire::SnapshotParts snapshot_parts(const Company& company) {
  wire::Database db = wire::Database::in_memory();
  if (!wire::write_catalogue(db, company)) return {};
  return wire::build_snapshot(db).value_or(wire::SnapshotParts{});
}

OpenOrder& begin_small_order(Model& model) {
  OpenOrder* open = model.begin_order();
  open->editor().choose_customer("C-1");
  open->editor().type(0, LineField::sku, "AB-103");
  open->editor().type(0, LineField::quantity, "12");
  model.keep_drafts();
  return *open;
}

std::string prices_body(const wire::SnapshotParts& parts, const Digest& digest, bool verified) {
  const nlohmann::json manifest = {
      {"number", 7},
      {"digest", digest.text()},
      {"parts", {{{"bytes", parts.common.size()}}, {{"bytes", parts.scoped.size()}}}},
      {"built", "2026-03-30T08:10:00.000Z"},
      {"company", "Northwind Supply"}};
  return nlohmann::json{{"manifest", manifest}, {"verified", verified}}.dump() + "\n" +
         wire::pack_parts(parts);
}

std::string prices_body(const wire::SnapshotParts& parts) {
  return prices_body(parts, wire::snapshot_digest(parts), true);
}

std::unique_ptr<Catalogue> small_catalogue() {
  wire::SnapshotParts parts = snapshot_parts(small_company());
  const Digest digest = wire::snapshot_digest(parts);
  auto catalogue = Catalogue::open(std::move(parts), digest);
  return catalogue ? std::move(*catalogue) : nullptr;
}

}  // namespace tally::app::test
