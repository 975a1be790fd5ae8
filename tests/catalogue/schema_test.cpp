// The JSON Schemas of docs/schemas hold what is shipped, and refuse what the readers refuse.
#include <doctest/doctest.h>

#include "server/catalogue/demo/demo_company.hpp"
#include "server/catalogue/mapping.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/parts_document.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/schema_check.hpp"

using namespace tally;
using nlohmann::json;
using tally::tests::check_schema;
using tally::tests::read_file;
using tally::tests::read_project_file;

namespace {

json schema(const std::string& name) {
  return json::parse(read_project_file("docs/schemas/" + name + ".schema.json"));
}

std::string found(const std::vector<std::string>& findings) {
  std::string all;
  for (const std::string& each : findings) all += each + "\n";
  return all;
}

/// Changes a document at a JSON pointer; null removes what is there.
json changed(json document, const std::string& pointer, const json& value) {
  document[json::json_pointer(pointer)] = value;
  if (value.is_null()) document = document.patch({{{"op", "remove"}, {"path", pointer}}});
  return document;
}

}  // namespace

TEST_CASE("Schemas: the company documents that are shipped fit") {
  const json company = schema("company");
  for (const std::string_view file : {"docs/examples/company.json",
                                      "tools/online-retail/company.json"}) {
    INFO(std::string(file));
    const std::string bytes = read_project_file(file);
    CHECK(found(check_schema(company, json::parse(bytes))) == "");
    CHECK(wire::read_company(bytes));
  }
}

TEST_CASE("Schemas: the demo company fits") {
  const Company demo = server::catalogue::demo::make_demo_company({.products = 200,
                                                                   .customers = 30});
  CHECK(found(check_schema(schema("company"), json::parse(wire::write_company(demo)))) == "");
}

TEST_CASE("Schemas: the orders that are shipped fit") {
  for (const auto& path : tests::project_files("docs/examples", ".json")) {
    const bool is_order = path.parent_path().filename() == "examples" &&
                          path.filename().string().starts_with("order");
    if (!is_order) continue;
    INFO(path.string());
    CHECK(found(check_schema(schema("order"), json::parse(read_file(path)))) == "");
    CHECK(wire::read_order(read_file(path)));
  }
}

TEST_CASE("Schemas: the parts that are shipped fit") {
  const std::string parts = read_project_file("docs/examples/parts.json");
  CHECK(found(check_schema(schema("parts"), json::parse(parts))) == "");
  CHECK(wire::read_parts(parts, *Currency::parse("USD")));
}

TEST_CASE("Schemas: the mappings that are shipped fit") {
  int count = 0;
  for (const std::string_view folder : {"docs/examples/import", "tools/online-retail"}) {
    for (const auto& path : tests::project_files(folder, ".json")) {
      if (!path.filename().string().ends_with(".mapping.json")) continue;
      INFO(path.string());
      CHECK(found(check_schema(schema("mapping"), json::parse(read_file(path)))) == "");
      ++count;
    }
  }
  CHECK(count == 10);
}

TEST_CASE("Schemas: the credit of a company fits, and slips in it are refused by both") {
  json company = json::parse(read_project_file("docs/examples/company.json"));
  company["credit"] = json::parse(R"([
    {"customer": "C-100", "accounts": [{"currency": "USD", "limit": "100000.00", "action": "hold",
                                        "overdue_days_max": 30}, {"currency": "EUR", "limit": 0}]},
    {"customer": "C-300", "hold": "Insolvency filed."}])");
  CHECK(found(check_schema(schema("company"), company)) == "");
  CHECK(wire::read_company(company.dump()));
  const std::vector<std::pair<std::string, json>> slips{
      {"/credit/0/customer", nullptr},         {"/credit/0/limit", "1"},
      {"/credit/1/hold", true},                {"/credit/0/accounts/0/currency", "dollars"},
      {"/credit/0/accounts/0/limit", "-1.00"}, {"/credit/0/accounts/0/action", "stop"},
      {"/credit/0/accounts/0/days", 3}};
  for (const auto& [pointer, value] : slips) {
    INFO(pointer);
    const json broken = changed(company, pointer, value);
    CHECK_FALSE(check_schema(schema("company"), broken).empty());
    CHECK_FALSE(wire::read_company(broken.dump()));
  }
}

TEST_CASE("Schemas: what a schema refuses the reader refuses as well") {
  const json company = json::parse(read_project_file("docs/examples/company.json"));
  const std::vector<std::pair<std::string, json>> company_slips{
      {"/tallystick", "company/9"},        {"/name", nullptr},
      {"/products/0/tax_class", nullptr},  {"/products/0/status", "gone"},
      {"/products/0/colour", "red"},       {"/prices/0/price", 7.5},
      {"/customers/0/ship_tos", "none"},   {"/tax_rates/0/country", "usa"},
      {"/users/0/role", "king"},           {"/price_lists/0/currency", "dollars"}};
  for (const auto& [pointer, value] : company_slips) {
    INFO(pointer);
    const json broken = changed(company, pointer, value);
    CHECK_FALSE(check_schema(schema("company"), broken).empty());
    CHECK_FALSE(wire::read_company(broken.dump()));
  }
  const json order = json::parse(read_project_file("docs/examples/order.json"));
  const std::vector<std::pair<std::string, json>> order_slips{
      {"/order_id", nullptr}, {"/lines", nullptr}, {"/lines/0/quantity", 2.5},
      {"/lines/0/skuu", "x"}, {"/tallystick", "order/2"}, {"/customer", 7}};
  for (const auto& [pointer, value] : order_slips) {
    INFO(pointer);
    const json broken = changed(order, pointer, value);
    CHECK_FALSE(check_schema(schema("order"), broken).empty());
    CHECK_FALSE(wire::read_order(broken.dump()));
  }
  const json mapping =
      json::parse(read_project_file("docs/examples/import/products.mapping.json"));
  const std::vector<std::pair<std::string, json>> mapping_slips{
      {"/kind", "suppliers"}, {"/fields/sku", nullptr}, {"/fields/price", "Preis"},
      {"/fields/name", 3},    {"/decimal", ";"},        {"/delimiter", "#"},
      {"/encoding", "utf-7"}, {"/repeated", "any"},     {"/date", "day"}};
  for (const auto& [pointer, value] : mapping_slips) {
    INFO(pointer);
    const json broken = changed(mapping, pointer, value);
    CHECK_FALSE(check_schema(schema("mapping"), broken).empty());
    CHECK_FALSE(server::catalogue::read_mapping(broken.dump()));
  }
}
