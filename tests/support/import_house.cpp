#include "tests/support/import_house.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "server/catalogue/company_store.hpp"

namespace tally::tests {

using namespace server;

namespace {

const Instant at{1'790'000'000'000};

Address address_in(std::string_view country) {
  Address address;
  address.recipient = "Somebody";
  address.country = country;
  return address;
}

Product make_product(std::string_view sku) {
  Product product;
  product.sku = *Sku::parse(sku);
  product.name = "Product " + std::string(sku);
  product.tax_class = *TaxClass::parse("STANDARD");
  return product;
}

Customer make_customer(std::string_view code) {
  Customer customer;
  customer.code = *CustomerCode::parse(code);
  customer.name = "Customer " + std::string(code);
  customer.price_list = *PriceListCode::parse("LIST");
  customer.billing = address_in("GB");
  customer.ship_tos = {{*ShipToCode::parse("GB"), address_in("GB")}};
  return customer;
}

}  // namespace

Company import_company() {
  Company company;
  company.name = "Import house";
  const Currency gbp = *Currency::parse("GBP");
  const PriceListCode list = *PriceListCode::parse("LIST");
  company.price_lists = {{list, "List", gbp, std::nullopt},
                         {*PriceListCode::parse("EXPORT"), "Export", *Currency::parse("EUR"),
                          std::nullopt}};
  company.policy.quantity_unseen_max = units(1000);
  company.warehouses = {{*WarehouseCode::parse("MAIN"), "Main", address_in("GB")}};
  for (const std::string_view sku : {"A-1", "A-2", "A-3"}) {
    company.products.push_back(make_product(sku));
    company.prices.push_back(
        {list, company.products.back().sku, Quantity{}, UnitPrice{25'000, gbp}, {}, {}});
    company.stock.push_back(
        {company.warehouses[0].code, company.products.back().sku, units(100)});
  }
  company.customers = {make_customer("C-1"), make_customer("C-2")};
  company.customers[1].ship_tos.push_back({*ShipToCode::parse("IE"), address_in("IE")});
  const TaxClass standard = *TaxClass::parse("STANDARD");
  company.tax_rates = {{"GB", "", standard, Rate{200'000}, {}, {}},
                       {"IE", "", standard, Rate{230'000}, {}, {}}};
  return company;
}

std::string plain_mapping(std::string_view kind, std::string_view fields, std::string_view more) {
  std::string mapping = "{\"tallystick\": \"mapping/1\", \"kind\": \"" + std::string(kind) +
                        "\", " + std::string(more) + " \"fields\": {";
  std::istringstream names{std::string(fields)};
  std::string name;
  std::string between;
  while (names >> name) {
    mapping += between + "\"" + name + "\": \"" + name + "\"";
    between = ", ";
  }
  return mapping + "}}";
}

ImportHouse::ImportHouse() {
  auto opened = store::Store::open({.folder = folder_.path() / "data"});
  REQUIRE(opened);
  store_ = *std::move(opened);
  snapshots_ = std::make_unique<sync::Snapshots>(*store_);
  const auto report = catalogue::load_company(*store_, import_company(), {.at = at});
  REQUIRE(report.failures.empty());
}

std::string ImportHouse::write(const std::string& name, std::string_view text) {
  const std::filesystem::path path = folder_.path() / name;
  std::ofstream stream(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  return path.string();
}

catalogue::ImportRequest ImportHouse::request(const std::string& mapping, std::string_view csv,
                                              ImportOptions options) {
  auto read = catalogue::read_mapping(mapping);
  REQUIRE(read);
  catalogue::ImportRequest request;
  request.mapping = *std::move(read);
  request.files = {write("file.csv", csv)};
  request.run = options.run;
  request.strictness = options.strictness;
  request.coverage = options.coverage;
  request.at = at;
  return request;
}

catalogue::ImportReport ImportHouse::import(const std::string& mapping, std::string_view csv,
                                            ImportOptions options) {
  return catalogue::import_files(*store_, request(mapping, csv, options));
}

catalogue::OrdersReport ImportHouse::import_orders(const std::string& mapping,
                                                   std::string_view csv, ImportOptions options) {
  return catalogue::import_orders(*store_, *snapshots_, request(mapping, csv, options));
}

std::int64_t ImportHouse::number(const char* sql) {
  const store::Reader db = store_->read();
  auto row = db->query(sql);
  return row.step() == wire::Step::row ? row.integer(0) : -1;
}

std::string ImportHouse::text(const char* sql) {
  const store::Reader db = store_->read();
  auto row = db->query(sql);
  return row.step() == wire::Step::row ? row.text(0) : std::string();
}

}  // namespace tally::tests
