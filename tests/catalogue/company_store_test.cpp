#include "server/catalogue/company_store.hpp"

#include <doctest/doctest.h>

#include "shared/wire/company_document.hpp"
#include "tests/support/import_house.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::server;
using tally::tests::ImportHouse;

namespace {

struct EmptyFolder {
  EmptyFolder() {
    auto opened = store::Store::open({.folder = folder.path() / "data"});
    REQUIRE(opened);
    store = *std::move(opened);
  }
  tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
};

Company example() {
  auto company = wire::read_company(tests::read_project_file("docs/examples/company.json"));
  REQUIRE(company);
  return *std::move(company);
}

}  // namespace

TEST_CASE("Company: what is loaded comes out again, but for passwords") {
  EmptyFolder empty;
  const Company company = example();
  const auto report = catalogue::load_company(*empty.store, company, {.at = Instant{1}});
  CHECK(report.failures.empty());
  CHECK(report.products.added == 8);
  CHECK(report.prices.added == 14);
  CHECK(report.customers.added == 3);
  CHECK(report.stock.added == 7);
  CHECK(report.users == 2);
  const auto exported = catalogue::export_company(*empty.store);
  REQUIRE(exported);
  CHECK(exported->name == company.name);
  CHECK(exported->policy == company.policy);
  CHECK(exported->customers == company.customers);
  CHECK(exported->price_lists == company.price_lists);
  CHECK(exported->prices.size() == company.prices.size());
  CHECK(exported->warehouses == company.warehouses);
  CHECK(exported->stock.size() == company.stock.size());
  for (const User& user : exported->users) CHECK(user.password.empty());
  const auto again = wire::read_company(wire::write_company(*exported));
  REQUIRE(again);
  CHECK(wire::write_company(*again) == wire::write_company(*exported));
}

TEST_CASE("Company: loading the same again changes nothing") {
  EmptyFolder empty;
  catalogue::load_company(*empty.store, example(), {.at = Instant{1}});
  const auto again = catalogue::load_company(*empty.store, example(), {.at = Instant{2}});
  for (const auto* counts : {&again.products, &again.prices, &again.customers, &again.frame,
                             &again.warehouses, &again.stock}) {
    CHECK(counts->added == 0);
    CHECK(counts->changed == 0);
  }
}

TEST_CASE("Company: loading again changes what is new, and never sets stock back") {
  ImportHouse house;
  house.import(tests::plain_mapping("stock", "warehouse sku on_hand"),
               "warehouse,sku,on_hand\nMAIN,A-1,37\n");
  Company company = tests::import_company();
  company.products[1].name = "Another name";
  company.customers[0].terms = "net 14";
  const auto report = catalogue::load_company(house.store(), company, {.at = Instant{2}});
  CHECK(report.products.changed == 1);
  CHECK(report.products.unchanged == 2);
  CHECK(report.customers.changed == 1);
  CHECK(report.stock.unchanged == 3);
  CHECK(house.number("SELECT on_hand FROM stock_balance WHERE sku = 'A-1'") == 37'000);
}

TEST_CASE("Company: an empty data folder has nothing to export, and says so") {
  EmptyFolder empty;
  const auto exported = catalogue::export_company(*empty.store);
  REQUIRE_FALSE(exported);
  CHECK(exported.error().at(0).code == IssueCode::company_missing);
}
