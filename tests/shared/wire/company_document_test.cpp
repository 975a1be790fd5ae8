#include "shared/wire/company_document.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

Company whole_company() {
  CaseCompany made = read_case(project_root() / "tests/cases/price"
                               / "break_reached_prices_the_whole_line.case").company;
  Company& company = made.company;
  company.policy.quantity_unseen_max = units(5000);
  company.policy.order_minimums = {Money{2500, Currency::parse("USD").value()}};
  company.policy.order_review_limits = {Money{1'000'000, Currency::parse("JPY").value()}};
  company.prices.front().valid_from = Date::parse("2026-01-01");
  company.prices.front().valid_until = Date::parse("2026-12-31");
  Warehouse warehouse;
  warehouse.code = WarehouseCode::parse("WEST").value();
  warehouse.name = "West";
  warehouse.address.country = "US";
  company.warehouses.push_back(warehouse);
  company.stock.push_back({warehouse.code, company.products.front().sku, Quantity{12'500}});
  company.users.push_back({"rita", "Rita Rep", Role::rep, "secret \"word\""});
  return company;
}

std::vector<std::string> issues_of(std::string_view document) {
  std::vector<std::string> found;
  const auto company = wire::read_company(document);
  if (company) return found;
  for (const Issue& issue : company.error()) {
    found.push_back(std::string(code_row(issue.code).name) + "@" + issue.path);
  }
  return found;
}

}  // namespace

TEST_CASE("a company is read back as it was written") {
  const Company company = whole_company();
  const std::string document = wire::write_company(company);
  REQUIRE(nlohmann::json::accept(document));
  const auto read = wire::read_company(document);
  REQUIRE(read);
  CHECK(read->name == company.name);
  CHECK(read->policy == company.policy);
  CHECK(read->products == company.products);
  CHECK(read->price_lists == company.price_lists);
  CHECK(read->prices == company.prices);
  CHECK(read->customers == company.customers);
  CHECK(read->tax_rates == company.tax_rates);
  CHECK(read->warehouses == company.warehouses);
  CHECK(read->stock == company.stock);
  CHECK(read->users == company.users);
  CHECK(wire::write_company(*read) == document);
}

TEST_CASE("each value that cannot be is refused at its place") {
  const auto in_product = [](std::string_view field) {
    return issues_of(R"({"tallystick":"company/1","name":"X","products":[{"sku":"A","name":"A",)"
                     R"("tax_class":"S",)" + std::string(field) + "}]}");
  };
  using Found = std::vector<std::string>;
  CHECK(in_product(R"("gtin":"4006381333932")") ==
        Found{"document_value_refused@products[0].gtin"});
  CHECK(in_product(R"("case_pack":0)") == Found{"document_value_refused@products[0].case_pack"});
  CHECK(in_product(R"("step":"-1")") == Found{"document_value_refused@products[0].step"});
  CHECK(in_product(R"("minimum":"0.0001")") == Found{"document_value_refused@products[0].minimum"});
  CHECK(in_product(R"("status":"sold")") == Found{"document_value_refused@products[0].status"});
  CHECK(in_product(R"("weight_g":-1)") == Found{"document_value_refused@products[0].weight_g"});
  CHECK(in_product(R"("successor":"B")") ==
        Found{"document_reference_unknown@products[0].successor"});
}

TEST_CASE("an empty SKU, name or tax class is missing, not a value") {
  const auto found = issues_of(
      R"({"tallystick":"company/1","name":"X","products":[{"sku":"","name":"A",)"
      R"("tax_class":"S"}]})");
  CHECK_FALSE(found.empty());
}

TEST_CASE("a price with its last day before its first is refused") {
  const auto found = issues_of(
      R"({"tallystick":"company/1","name":"X",)"
      R"("products":[{"sku":"A","name":"A","tax_class":"S"}],)"
      R"("price_lists":[{"code":"L","currency":"USD"}],)"
      R"("prices":[{"list":"L","sku":"A","price":"1","valid_from":"2026-12-31",)"
      R"("valid_until":"2026-01-01"}]})");
  CHECK_FALSE(found.empty());
}

TEST_CASE("a code cut for an issue is still UTF-8") {
  std::string euros;
  for (int i = 0; i < 40; ++i) euros += "\xE2\x82\xAC";
  const auto company = wire::read_company(
      R"({"tallystick":"company/1","name":"X","products":[{"sku":"a)" + euros +
      R"(","name":"A","tax_class":"S"}]})");
  REQUIRE_FALSE(company);
  for (const Argument& argument : company.error()[0].arguments) {
    const auto* text = std::get_if<std::string>(&argument.value);
    if (text != nullptr) CHECK_NOTHROW(nlohmann::json(*text).dump());
  }
}

TEST_CASE("no more than a hundred issues are reported, however many there are") {
  std::string document = R"({"tallystick":"company/1","name":"X","products":[)";
  for (int i = 0; i < 500; ++i) document += R"({"sku":7},)";
  document += R"({"sku":7}]})";
  const auto company = wire::read_company(document);
  REQUIRE_FALSE(company);
  CHECK(company.error().size() >= 100);
  CHECK(company.error().size() < 110);
}
