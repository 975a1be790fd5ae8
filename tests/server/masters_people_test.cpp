// Customers and warehouses as master data: found, checked with what can be mended, changed by role.
#include <doctest/doctest.h>

#include "tests/support/masters_house.hpp"

namespace tally::tests {

namespace {

using Json = MastersHouse::Json;
using Texts = std::vector<std::string>;

Texts people_keys(const Json& page) {
  Texts keys;
  for (const Json& each : page["records"]) keys.push_back(each["key"]);
  return keys;
}

Company people_company() {
  Company company = masters_company();
  company.customers[0].name = "Acme Timber";
  company.customers[0].terms = "2/10 net 30";
  company.customers[1].terms = "net whenever";
  company.customers[1].rep = "kim";
  ShipTo yard{*ShipToCode::parse("YARD"), company.customers[1].billing};
  yard.address.locality = "Fresno";
  yard.address.postal_code = "93721";
  company.customers[1].ship_tos.push_back(yard);
  return company;
}

Json billing(std::string_view locality, std::string_view postal_code) {
  return {{"street_1", "1 Dock Road"}, {"locality", locality}, {"admin_area", "CA"},
          {"postal_code", postal_code}, {"country", "US"}};
}

}  // namespace

TEST_CASE("customers are found by number, name and every place; warehouses by theirs") {
  MastersHouse masters(people_company());
  const auto found = [&](const std::string& rest) {
    return people_keys(masters.list(masters.dee, rest));
  };
  CHECK(found("customers") == Texts{"C-1", "C-2", "C-3"});
  CHECK(found("customers?q=acme") == Texts{"C-1"});
  CHECK(found("customers?q=fresno") == Texts{"C-2"});
  CHECK(found("customers?q=93721%20yard") == Texts{"C-2"});
  CHECK(found("customers?q=oakland%20c-3") == Texts{"C-3"});
  CHECK(found("customers?q=net%2030") == Texts{"C-1"});
  CHECK(found("customers?q=boston").empty());
  CHECK(found("warehouses") == Texts{"MAIN", "NORTH"});
  CHECK(found("warehouses?q=north") == Texts{"NORTH"});
  const Json page = masters.list(masters.ron, "customers?limit=2");
  CHECK(page["total"] == 3);
  CHECK(page["next"] == "C-2");
  CHECK(page["records"][1]["title"] == "C-2 Customer C-2");
  CHECK(page["records"][1]["record"]["ship_tos"].size() == 2);
  CHECK(page["records"][1]["record"]["rep"] == "kim");
  for (const char* const kind : {"customers", "warehouses"}) {
    const Json all = masters.list(masters.fin, kind);
    for (const Json& line : all["records"]) {
      const Json shown = masters.show(masters.fin, kind, line["key"]);
      CHECK(shown["record"] == line["record"]);
      CHECK(shown["changes"] == Json::array());
      CHECK(shown["issues"].is_array());
    }
    CHECK(MastersHouse::said(masters.kim.get(std::string("/v1/masters/") + kind)) ==
          "403 role_not_allowed");
  }
  CHECK(MastersHouse::said(masters.fin.get("/v1/masters/customers/NONE")) == "404 record_unknown");
}

TEST_CASE("a customer is changed whole: its record, its history, and what devices get") {
  MastersHouse masters(people_company());
  const std::int64_t revision = masters.revision();
  const Json before = masters.show(masters.dee, "customers", "C-1")["record"];
  Json ship_tos = before["ship_tos"];
  ship_tos.push_back({{"code", "EAST"}, {"address", billing("Fresno", "93721")}});
  const Json fields{{"name", "Acme Timber Co"}, {"phone", "+1 510 555 0134"},
                    {"groups", {"GOLD"}},       {"contracts", {"TRADE"}},
                    {"ship_tos", ship_tos},     {"billing", billing("Oakland", "94607")}};
  const Answer answer = masters.edit(masters.dee, "customers", "C-1", fields);
  REQUIRE(answer.status == 200);
  const Json now = MastersHouse::parse(answer);
  Json expected = before;
  expected.update(fields);
  CHECK(now["record"] == expected);
  REQUIRE(now["changes"].size() == 1);
  CHECK(now["changes"][0]["by"] == "dee");
  CHECK(now["changes"][0]["before"] == before);
  CHECK(now["changes"][0]["after"] == expected);
  CHECK(masters.revision() == revision + 1);
  const auto lease = masters.house.server().snapshots().open(masters.house.publish());
  const auto customer = (*lease)->customer(*CustomerCode::parse("C-1"));
  REQUIRE(customer);
  CHECK(customer->name == "Acme Timber Co");
  CHECK(customer->ship_tos.size() == 2);
  CHECK(customer->contracts.size() == 1);
  // The same once more writes nothing.
  CHECK(masters.edit(masters.dee, "customers", "C-1", fields).status == 200);
  CHECK(masters.changes() == 1);
  const Json seen = masters.show(masters.ada, "customers", "C-1");
  CHECK(masters.edit(masters.dee, "customers", "C-1", {{"name", "Acme"}}).status == 200);
  const Answer late = masters.change(masters.ada, "customers", "C-1", seen["record"],
                                     "0" + seen["digest"].get<std::string>().substr(1));
  CHECK(MastersHouse::said(late) == "409 record_changed_since");
  CHECK(MastersHouse::parse(late)["detail"].get<std::string>().find("by dee") !=
        std::string::npos);
}

TEST_CASE("a new customer is added, refused twice, and never removed") {
  MastersHouse masters(people_company());
  const Json record{{"code", "C-9"}, {"name", "New Inn"}, {"price_list", "RETAIL"},
                    {"ship_tos", Json::array({{{"code", "MAIN"},
                                               {"address", billing("Oakland", "94607")}}})}};
  CHECK(masters.add(masters.dee, "customers", record).status == 200);
  CHECK(MastersHouse::said(masters.add(masters.dee, "customers", record)) ==
        "422 document_duplicate");
  CHECK(MastersHouse::said(masters.remove(masters.ada, "customers", "C-9")) ==
        "422 record_stays");
  CHECK(MastersHouse::said(masters.edit(masters.dee, "customers", "C-9", {{"code", "C-8"}})) ==
        "422 record_key_changed");
  CHECK(MastersHouse::said(masters.edit(masters.dee, "customers", "C-9",
                                        {{"price_list", "NONE"}})) ==
        "422 document_reference_unknown");
}

TEST_CASE("what is found stands at its field with its mends; an error stops who makes it") {
  MastersHouse masters(people_company());
  Json record = masters.show(masters.dee, "customers", "C-1")["record"];
  record["billing"]["locality"] = "Oakland, CA 94607";
  record["billing"].erase("admin_area");
  record["billing"].erase("postal_code");
  record["email"] = "office@gmial.com";
  const Json issues = masters.check(masters.dee, "customers", "C-1", record)["issues"];
  REQUIRE(issues.size() == 2);
  CHECK(issues[0]["path"] == "email");
  CHECK(issues[0]["proposals"] ==
        Json::array({Json::array({{{"path", "email"}, {"from", "office@gmial.com"},
                                   {"to", "office@gmail.com"}}})}));
  CHECK(issues[1]["path"] == "billing.locality");
  REQUIRE(issues[1]["proposals"].size() == 1);
  CHECK(issues[1]["proposals"][0].size() == 3);
  CHECK(masters.changes() == 0);
  const std::string digest = masters.show(masters.dee, "customers", "C-1")["digest"];
  const Answer refused = masters.change(masters.dee, "customers", "C-1", record, digest);
  CHECK(refused.status == 422);
  // Taken, and what was and became stands in the history.
  for (const Json& issue : issues) {
    for (const Json& change : issue["proposals"][0]) {
      const std::string path = change["path"];
      const bool in_billing = path.starts_with("billing.");
      (in_billing ? record["billing"][path.substr(8)] : record[path]) = change["to"];
    }
  }
  const Answer taken = masters.change(masters.dee, "customers", "C-1", record, digest);
  REQUIRE(taken.status == 200);
  CHECK(MastersHouse::parse(taken)["record"]["billing"]["postal_code"] == "94607");
  CHECK(MastersHouse::parse(taken)["issues"] == Json::array());
}

TEST_CASE("what was loaded wrong is shown, and keeps nobody from changing something else") {
  MastersHouse masters(people_company());
  const Json shown = masters.show(masters.dee, "customers", "C-2");
  REQUIRE(shown["issues"].size() == 1);
  CHECK(shown["issues"][0]["code"] == "terms_unreadable");
  CHECK(masters.edit(masters.dee, "customers", "C-2", {{"phone", "+1 559 555 0134"}}).status ==
        200);
  CHECK(MastersHouse::said(masters.edit(masters.dee, "customers", "C-2",
                                        {{"terms", "net sometimes"}})) == "422 terms_unreadable");
  // A note or a question of taste is no reason to refuse.
  CHECK(masters.edit(masters.dee, "customers", "C-2",
                     {{"billing", billing("Oakland", "10001")}}).status == 200);
}

TEST_CASE("finance changes the terms of a customer and nothing else; owners of rules nothing") {
  MastersHouse masters(people_company());
  CHECK(masters.edit(masters.fin, "customers", "C-1", {{"terms", "net 45"}}).status == 200);
  CHECK(MastersHouse::said(masters.edit(masters.fin, "customers", "C-1", {{"name", "X"}})) ==
        "403 record_beyond_reach");
  const Json both{{"name", "X"}, {"terms", "net 60"}};
  CHECK(MastersHouse::said(masters.edit(masters.fin, "customers", "C-1", both)) ==
        "403 record_beyond_reach");
  Json record = masters.show(masters.fin, "customers", "C-1")["record"];
  record["code"] = "C-8";
  CHECK(MastersHouse::said(masters.add(masters.fin, "customers", record)) ==
        "403 record_beyond_reach");
  CHECK(MastersHouse::said(masters.remove(masters.fin, "customers", "C-1")) ==
        "403 record_beyond_reach");
  for (Client* client : {&masters.ron, &masters.kim}) {
    CHECK(MastersHouse::said(masters.edit(*client, "customers", "C-1", {{"name", "X"}})) ==
          "403 role_not_allowed");
  }
  CHECK(masters.changes() == 1);
}

TEST_CASE("an administrator changes warehouses: name, address, and who is asked first") {
  MastersHouse masters(people_company());
  const auto places = [&] {
    std::vector<std::int64_t> all;
    const Json page = masters.list(masters.ada, "warehouses");
    for (const Json& each : page["records"]) {
      all.push_back(each["record"].value("priority", std::int64_t{0}));
    }
    return all;
  };
  CHECK(places() == std::vector<std::int64_t>{1, 2});
  const Json fields{{"name", "North pier"}, {"priority", "1"},
                    {"address", billing("Oakland", "94607")}};
  CHECK(masters.edit(masters.ada, "warehouses", "NORTH", fields).status == 200);
  CHECK(masters.edit(masters.ada, "warehouses", "MAIN", {{"priority", 2}}).status == 200);
  CHECK(places() == std::vector<std::int64_t>{2, 1});
  // Left out, the place stays as it is; a new one comes behind all.
  CHECK(masters.edit(masters.ada, "warehouses", "MAIN", {{"priority", nullptr}}).status == 200);
  CHECK(masters.add(masters.ada, "warehouses", {{"code", "EAST"}, {"name", "East"}}).status ==
        200);
  CHECK(places() == std::vector<std::int64_t>{3, 2, 1});
  CHECK(MastersHouse::said(masters.edit(masters.ada, "warehouses", "EAST",
                                        {{"priority", "first"}})) ==
        "422 document_value_refused");
  CHECK(MastersHouse::said(masters.edit(masters.ada, "warehouses", "EAST",
                                        {{"address", billing("Oakland", "9460")}})) ==
        "422 address_postal_malformed");
  for (Client* client : {&masters.dee, &masters.fin}) {
    CHECK(MastersHouse::said(masters.edit(*client, "warehouses", "MAIN", {{"name", "X"}})) ==
          "403 role_not_allowed");
  }
  CHECK(MastersHouse::said(masters.remove(masters.ada, "warehouses", "EAST")) ==
        "422 record_stays");
}

TEST_CASE("which terms are in use, by how many, and what they read as") {
  Company company = people_company();
  company.customers[2].terms = "2/10 net 30";
  MastersHouse masters(company);
  const Json page = masters.list(masters.fin, "terms");
  CHECK(page["total"] == 2);
  REQUIRE(page["records"].size() == 2);
  CHECK(page["records"][0]["record"] ==
        Json{{"terms", "2/10 net 30"}, {"customers", 2}, {"reads", "2/10 net 30"}});
  CHECK(page["records"][1]["record"]["terms"] == "net whenever");
  CHECK(page["records"][1]["record"].contains("trouble"));
  CHECK(masters.list(masters.fin, "terms?q=NET%2030")["total"] == 1);
  const Json first = masters.list(masters.fin, "terms?limit=1");
  CHECK(first["next"] == "2/10 net 30");
  CHECK(masters.list(masters.fin, "terms?after=2%2F10%20net%2030")["records"].size() == 1);
  CHECK(MastersHouse::said(masters.kim.get("/v1/masters/terms")) == "403 role_not_allowed");
  CHECK(MastersHouse::said(masters.fin.get("/v1/masters/terms?limit=0")) ==
        "400 parameter_refused");
}

}  // namespace tally::tests
