#include "server/catalogue/demo/demo_company.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "server/catalogue/demo/demo_orders.hpp"
#include "server/catalogue/demo/fill_demo.hpp"
#include "shared/base/sha256.hpp"
#include "shared/base/text.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/rules/book.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/company_document.hpp"
#include "tests/support/server_house.hpp"

using namespace tally;
using namespace tally::server::catalogue;
using namespace tally::server::catalogue::demo;

namespace {

const Company& demo_company() {
  static const Company company = make_demo_company({.products = 3'000, .customers = 200});
  return company;
}

Result<Outcome> decide_now(const HistoryOrder& order) {
  static auto snapshot = [] {
    wire::Database db = wire::Database::in_memory();
    REQUIRE(wire::write_catalogue(db, demo_company()));
    auto over = wire::Snapshot::over(std::move(db), Digest{});
    REQUIRE(over);
    return *std::move(over);
  }();
  return pipeline::decide_order(snapshot, order.order, AsOf{order.day});
}

}  // namespace

TEST_CASE("Demo: the same seed gives the same bytes, on every machine") {
  const std::string bytes =
      wire::write_company(make_demo_company({.products = 500, .customers = 50, .seed = 7}));
  CHECK(bytes ==
        wire::write_company(make_demo_company({.products = 500, .customers = 50, .seed = 7})));
  CHECK(bytes !=
        wire::write_company(make_demo_company({.products = 500, .customers = 50, .seed = 8})));
  // Another compiler or library that makes other bytes changes this digest.
  CHECK(sha256(bytes).text() == 
        "df8bc3d9b234d1070d9e9b540ec2f72147b944b00aa64e740d3b3e28e87967a0");
}

TEST_CASE("Demo: the rules read, keep their examples and contradict nothing") {
  const auto book = rules::Book::compile(demo_company().rules.value());
  REQUIRE(book);
  const rules::CompiledSet& set = (*book)->sets().front();
  std::size_t count = 0;
  for (const rules::DecisionRules& decision : set.rules.decisions) count += decision.rules.size();
  CHECK(count >= 35);
  const Issues issues = rules::check_set((*book)->words().vocabulary, set,
                                         AsOf{Date::parse("2026-11-21").value()});
  for (const Issue& issue : issues) {
    CHECK_MESSAGE(issue.severity == Severity::note, issue.path << " " << code_row(issue.code).name);
  }
}

TEST_CASE("Demo: the smallest company has its rules as well") {
  const Company smallest = make_demo_company({.products = 10, .customers = 1, .seed = 3});
  CHECK(rules::Book::compile(smallest.rules.value()));
}

TEST_CASE("Demo: the document of the company can be read, every reference found") {
  const auto read = wire::read_company(wire::write_company(demo_company()));
  REQUIRE(read);
  CHECK(read->products.size() == 3'000);
  CHECK(read->customers.size() == 200);
  CHECK(read->products == demo_company().products);
  CHECK(read->customers == demo_company().customers);
}

TEST_CASE("Demo: 20,000 products are 20,000 different ones") {
  const Company company = make_demo_company({});
  CHECK(company.products.size() == 20'000);
  std::set<std::string> skus, gtins, names;
  std::map<std::string, int> families;
  for (const Product& product : company.products) {
    skus.insert(product.sku.text());
    names.insert(product.name);
    ++families[product.family];
    REQUIRE(product.gtin);
    gtins.insert(product.gtin->text());
    CHECK(Gtin::parse(product.gtin->text()));
    CHECK(product.gtin->text().substr(0, 4) == "0200");
  }
  CHECK(skus.size() == 20'000);
  CHECK(gtins.size() == 20'000);
  CHECK(names.size() == 20'000);
  CHECK(families.size() > 500);
}

TEST_CASE("Demo: a wholesaler's range, with discontinued, replaced and blocked products") {
  std::map<ProductStatus, int> statuses;
  int replaced = 0;
  int in_cases = 0;
  for (const Product& product : demo_company().products) {
    ++statuses[product.status];
    replaced += product.successor ? 1 : 0;
    in_cases += product.case_pack ? 1 : 0;
    if (product.case_pack) CHECK(is_multiple(*product.case_pack, product.step));
    CHECK(is_utf8(product.name));
  }
  CHECK(statuses[ProductStatus::discontinued] > 30);
  CHECK(statuses[ProductStatus::blocked] > 3);
  CHECK(replaced > 15);
  CHECK(in_cases > 2'000);
}

TEST_CASE("Demo: customers in ten countries, with addresses and habits") {
  std::map<std::string, int> countries;
  std::set<std::string> names;
  int with_several_ship_tos = 0;
  int with_po = 0;
  int exempt = 0;
  for (const Customer& customer : demo_company().customers) {
    ++countries[customer.billing.country];
    names.insert(customer.name);
    with_several_ship_tos += customer.ship_tos.size() > 1 ? 1 : 0;
    with_po += customer.po_number == PoNumberRule::required ? 1 : 0;
    exempt += customer.exemptions.empty() ? 0 : 1;
    for (const ShipTo& ship_to : customer.ship_tos) {
      CHECK_FALSE(ship_to.address.street_1.empty());
      CHECK_FALSE(ship_to.address.locality.empty());
      CHECK_FALSE(ship_to.address.postal_code.empty());
      CHECK(ship_to.address.country == customer.billing.country);
      const bool has_state = customer.billing.country == "US" || customer.billing.country == "CA";
      if (has_state) CHECK(ship_to.address.admin_area.size() == 2);
    }
    CHECK(customer.email.ends_with(".example"));
    CHECK(std::ranges::all_of(customer.email, [](char c) { return c > ' ' && c < 0x7f; }));
  }
  CHECK(countries.size() == 10);
  CHECK(names.size() == 200);
  CHECK(with_several_ship_tos > 20);
  CHECK(with_po > 20);
  CHECK(exempt > 5);
}

TEST_CASE("Demo: every active product has a price on every list, and every customer a tax rate") {
  const Company& company = demo_company();
  std::set<std::string> priced;
  for (const Price& price : company.prices) {
    CHECK(price.price.ten_thousandths > 0);
    priced.insert(price.list.text() + "/" + price.sku.text());
  }
  for (const Product& product : company.products) {
    for (const std::string_view list : {"BASE", "EU", "UK"}) {
      CHECK(priced.contains(std::string(list) + "/" + product.sku.text()));
    }
  }
  std::set<std::string> rates;
  for (const TaxRate& rate : company.tax_rates) {
    rates.insert(rate.country + "/" + rate.admin_area + "/" + rate.tax_class.text());
  }
  for (const Customer& customer : company.customers) {
    for (const ShipTo& ship_to : customer.ship_tos) {
      for (const std::string_view tax_class : {"STANDARD", "PPE", "FOOD"}) {
        const std::string name = "/" + std::string(tax_class);
        const bool found =
            rates.contains(ship_to.address.country + "/" + ship_to.address.admin_area + name) ||
            rates.contains(ship_to.address.country + "/" + name);
        INFO(ship_to.address.country, " ", ship_to.address.admin_area, name);
        CHECK(found);
      }
    }
  }
}

TEST_CASE("Demo: its orders stand on its own products and customers, and most go through") {
  const Date today = *Date::from_civil(2026, 11, 21);
  const auto orders = make_demo_orders(demo_company(), {.count = 200, .today = today});
  REQUIRE(orders.size() == 200);
  int accepted = 0;
  for (const HistoryOrder& order : orders) {
    CHECK(order.day <= today);
    CHECK(order.day.weekday() <= 5);
    const auto outcome = decide_now(order);
    REQUIRE(outcome);
    accepted += outcome->verdict == Verdict::accept ? 1 : 0;
    for (const Issue& issue : outcome->issues) {
      CHECK(issue.code != IssueCode::product_unknown);
      CHECK(issue.code != IssueCode::customer_unknown);
      CHECK(issue.code != IssueCode::price_missing);
      CHECK(issue.code != IssueCode::tax_rate_missing);
      CHECK(issue.code != IssueCode::quantity_not_multiple);
    }
  }
  CHECK(accepted > 160);
  CHECK(accepted < 200);
}

TEST_CASE("Demo: a data folder is filled once, and a second time changes nothing") {
  tests::TemporaryFolder folder;
  auto store = server::store::Store::open({.folder = folder.path() / "data"});
  REQUIRE(store);
  server::sync::Snapshots snapshots(**store);
  FillOptions options{.company = {.products = 300, .customers = 40}, .orders = 60};
  options.now = Instant{1'790'000'000'000};
  options.today = *Date::from_civil(2026, 9, 21);
  const FillReport first = fill_demo(**store, snapshots, options);
  CHECK(first.failures.empty());
  CHECK(first.orders_added == 60);
  CHECK(first.load.users == 9);
  options.today = options.today.plus_days(3);
  const FillReport second = fill_demo(**store, snapshots, options);
  CHECK(second.failures.empty());
  CHECK(second.orders_added == 0);
  CHECK(second.orders_unchanged == 60);
  CHECK(second.load.products.unchanged == 300);
  const server::store::Reader db = (*store)->read();
  CHECK(server::identity::demo_logins(*db).size() == 9);
}
