// Master data to see: every kind by page and by word, one record with its history, and who may.
#include <doctest/doctest.h>

#include "tests/support/masters_house.hpp"

namespace tally::tests {

namespace {

using Json = MastersHouse::Json;

std::vector<std::string> keys_of(const Json& page) {
  std::vector<std::string> keys;
  for (const Json& each : page["records"]) keys.push_back(each["key"]);
  return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("every kind is listed by its keys, with its element of the company document") {
  MastersHouse masters;
  const auto keys = [&](const std::string& kind) {
    return keys_of(masters.list(masters.fin, kind));
  };
  CHECK(keys("products") == Keys{"AB-1", "AB-2", "AB-3", "AB-4"});
  CHECK(keys("price_lists") == Keys{"RETAIL", "TRADE"});
  CHECK(keys("prices") == Keys{"RETAIL~AB-1~~each~1~", "RETAIL~AB-1~~each~10~",
                               "RETAIL~AB-2~~each~1~", "RETAIL~AB-3~~each~1~",
                               "RETAIL~AB-4~~each~1~", "TRADE~~BOARDS~each~100~",
                               "TRADE~AB-2~~each~1~"});
  CHECK(keys("promotions") == Keys{"SPRING"});
  CHECK(keys("tax_rates") == Keys{"US~CA~~~FOOD~~any~", "US~CA~~~FOOD~~any~2026-07-01",
                                  "US~CA~~~FOOD~~any~2027-01-01", "US~CA~~~STANDARD~~any~"});
  CHECK(keys("tax_places") == Keys{"US~CA~~"});
  CHECK(keys("exchange_rates") == Keys{"EUR~USD~"});
  CHECK(keys("costs") == Keys{"AB-2~USD"});
  const Json prices = masters.list(masters.fin, "prices");
  CHECK(prices["total"] == 7);
  CHECK_FALSE(prices.contains("next"));
  CHECK(prices["records"][1]["record"] ==
        Json{{"list", "RETAIL"}, {"sku", "AB-1"}, {"from", "10"}, {"price", "9.00"}});
  CHECK(prices["records"][1]["title"] == "RETAIL AB-1 from 10");
  CHECK(prices["records"][5]["record"] ==
        Json{{"list", "TRADE"}, {"family", "BOARDS"}, {"from", "100"}, {"percent_off", "5"}});
  CHECK(prices["records"][6]["record"]["cost_plus_percent"] == "30");
  const Json lists = masters.list(masters.fin, "price_lists");
  CHECK(lists["records"][1]["record"] == Json{{"code", "TRADE"},
                                              {"name", "Trade"},
                                              {"currency", "USD"},
                                              {"fallback", "RETAIL"}});
}

TEST_CASE("each record is found by the key of its line in the list") {
  MastersHouse masters;
  for (const char* const kind : {"products", "price_lists", "prices", "promotions", "tax_rates",
                                 "tax_places", "exchange_rates", "costs"}) {
    const Json page = masters.list(masters.fin, kind);
    for (const Json& line : page["records"]) {
      CAPTURE(line["key"].get<std::string>());
      const Json shown = masters.show(masters.fin, kind, line["key"]);
      CHECK(shown["record"] == line["record"]);
      CHECK(shown["title"] == line["title"]);
      CHECK(shown["key"] == line["key"]);
      CHECK(shown["kind"] == kind);
      CHECK(shown["changes"] == Json::array());
      CHECK(shown["digest"].get<std::string>().size() == 64);
    }
  }
  CHECK(MastersHouse::said(masters.fin.get("/v1/masters/products/NONE")) == "404 record_unknown");
  CHECK(MastersHouse::said(masters.fin.get("/v1/masters/prices/AB-1")) == "404 record_unknown");
  CHECK(MastersHouse::said(masters.fin.get("/v1/masters/people")) == "404 route_unknown");
}

TEST_CASE("words are looked for in codes and names, all of them, in whatever case") {
  MastersHouse masters;
  const auto found = [&](const std::string& rest) {
    return keys_of(masters.list(masters.dee, rest));
  };
  CHECK(found("products?q=oak") == Keys{"AB-1"});
  CHECK(found("products?q=Wood%20ab-3") == Keys{"AB-3"});
  CHECK(found("products?q=wood%20oak").empty());
  CHECK(found("prices?q=hinge") == Keys{"RETAIL~AB-2~~each~1~", "TRADE~AB-2~~each~1~"});
  CHECK(found("prices?q=trade%20boards") == Keys{"TRADE~~BOARDS~each~100~"});
  CHECK(found("promotions?q=spring%20screws") == Keys{"SPRING"});
  CHECK(found("tax_rates?q=ca%20standard") == Keys{"US~CA~~~STANDARD~~any~"});
  CHECK(found("exchange_rates?q=usd").size() == 1);
  CHECK(found("products?q=%25").empty());
  CHECK(masters.list(masters.dee, "prices?q=ab-1")["total"] == 2);
}

TEST_CASE("pages follow one another, without a gap and without a record twice") {
  MastersHouse masters;
  Keys all;
  std::string after;
  for (int page = 0; page < 4; ++page) {
    const Json found = masters.list(masters.fin, "prices?limit=2&after=" + after);
    CHECK(found["total"] == 7);
    for (const std::string& key : keys_of(found)) all.push_back(key);
    CHECK(found.contains("next") == (page < 3));
    after = found.value("next", "");
  }
  CHECK(all == keys_of(masters.list(masters.fin, "prices")));
  CHECK(keys_of(masters.list(masters.fin, "prices?limit=1&after=RETAIL~AB-2~~each~5~")) ==
        Keys{"RETAIL~AB-3~~each~1~"});
  for (const char* const rest : {"prices?limit=0", "prices?limit=201", "prices?limit=x",
                                 "prices?after=AB-1"}) {
    CAPTURE(rest);
    CHECK(MastersHouse::said(masters.fin.get(std::string("/v1/masters/") + rest)) ==
          "400 parameter_refused");
  }
}

TEST_CASE("codes that no path could hold have keys that it can") {
  MastersHouse masters;
  const Json record{{"sku", "A/B ~1"}, {"name", "Größe"}, {"tax_class", "STANDARD"}};
  const Answer added = masters.add(masters.fin, "products", record);
  REQUIRE(added.status == 200);
  CHECK(MastersHouse::parse(added)["key"] == "A=2FB=20=7E1");
  CHECK(masters.show(masters.fin, "products", "A=2FB=20=7E1")["record"]["sku"] == "A/B ~1");
}

TEST_CASE("who sees what: no rep, costs for finance and administrators alone") {
  MastersHouse masters;
  for (const char* const kind : {"products", "price_lists", "prices", "promotions", "tax_rates",
                                 "tax_places", "exchange_rates"}) {
    const std::string path = std::string("/v1/masters/") + kind;
    for (Client* client : {&masters.fin, &masters.dee, &masters.ada, &masters.ron}) {
      CHECK(client->get(path).status == 200);
    }
    CHECK(MastersHouse::said(masters.kim.get(path)) == "403 role_not_allowed");
  }
  CHECK(masters.ada.get("/v1/masters/costs").status == 200);
  for (Client* client : {&masters.dee, &masters.ron, &masters.kim}) {
    CHECK(MastersHouse::said(client->get("/v1/masters/costs")) == "403 role_not_allowed");
    CHECK(MastersHouse::said(client->get("/v1/masters/costs/AB-2~USD")) == "403 role_not_allowed");
  }
}

TEST_CASE("whoever may not see costs sees the price that is paid, and no percentage upon a cost") {
  MastersHouse masters;
  const std::string key = "TRADE~AB-2~~each~1~";
  CHECK(masters.edit(masters.fin, "prices", key, {{"cost_plus_percent", "40"}}).status == 200);
  CHECK(masters.show(masters.fin, "prices", key)["record"]["cost_plus_percent"] == "40");
  const Json shown = masters.show(masters.ron, "prices", key);
  CHECK(shown["record"] ==
        Json{{"list", "TRADE"}, {"sku", "AB-2"}, {"from", "1"}, {"price", "14.00"}});
  CHECK(shown.dump().find("cost_plus") == std::string::npos);
  CHECK(shown["changes"].size() == 1);
  CHECK(masters.list(masters.dee, "prices").dump().find("cost_plus") == std::string::npos);
}

TEST_CASE("who changes what: the desk products, finance and administrators everything") {
  MastersHouse masters;
  const Json product{{"name", "Oak board, planed"}};
  CHECK(masters.edit(masters.dee, "products", "AB-1", product).status == 200);
  const Json price{{"price", "10.50"}};
  const std::string key = "RETAIL~AB-1~~each~1~";
  CHECK(MastersHouse::said(masters.edit(masters.dee, "prices", key, price)) ==
        "403 role_not_allowed");
  CHECK(MastersHouse::said(masters.remove(masters.dee, "prices", key)) == "403 role_not_allowed");
  CHECK(MastersHouse::said(masters.edit(masters.ron, "products", "AB-1", product)) ==
        "403 role_not_allowed");
  CHECK(MastersHouse::said(masters.edit(masters.kim, "products", "AB-1", product)) ==
        "403 role_not_allowed");
  CHECK(masters.edit(masters.ada, "prices", key, price).status == 200);
  CHECK(masters.changes() == 2);
}

}  // namespace tally::tests
