// Master data changed: what is written, what is refused in the loader's words, who was faster.
#include <doctest/doctest.h>

#include <thread>

#include "tests/support/answer_json.hpp"
#include "tests/support/masters_house.hpp"

namespace tally::tests {

namespace {

using Json = MastersHouse::Json;

const std::string price_key = "RETAIL~AB-1~~each~1~";

std::vector<std::string> codes_of(const Json& issues) {
  std::vector<std::string> codes;
  for (const Json& issue : issues) {
    codes.push_back(issue["code"].get<std::string>() + "@" + issue.value("path", ""));
  }
  return codes;
}

/// What the next order of a device comes to, with the data that are published now.
std::int64_t net_of(MastersHouse& masters, const std::string& sku) {
  const Digest digest = masters.house.publish();
  const Json outcome =
      Json::parse(masters.house.outcome_of(make_order(order_id(1), {{sku, "1"}}), digest));
  return outcome["net"];
}

}  // namespace

TEST_CASE("every kind is changed: the record, one row of history, and a new revision") {
  MastersHouse masters;
  const std::vector<std::tuple<std::string, std::string, Json>> edits{
      {"products", "AB-1", {{"name", "Oak board, planed"}, {"case_pack", "6"}}},
      {"price_lists", "TRADE", {{"valid_until", "2027-12-31"}, {"groups", {"GOLD"}}}},
      {"prices", price_key, {{"price", "10.50"}}},
      {"promotions", "SPRING", {{"tiers", Json::array({{{"value", "12"}}})}}},
      {"tax_rates", "US~CA~~~STANDARD~~any~", {{"percent", "7.5"}}},
      {"tax_places", "US~CA~~", {{"freight", "untaxed"}}},
      {"exchange_rates", "EUR~USD~", {{"rate", "1.09"}}},
      {"costs", "AB-2~USD", {{"cost", "11.00"}}}};
  for (const auto& [kind, key, fields] : edits) {
    CAPTURE(kind);
    const std::int64_t changes = masters.changes(), revision = masters.revision();
    const Json before = masters.show(masters.fin, kind, key);
    const Answer answer = masters.edit(masters.fin, kind, key, fields);
    REQUIRE(answer.status == 200);
    const Json now = MastersHouse::parse(answer);
    Json expected = before["record"];
    expected.update(fields);
    CHECK(now["record"] == expected);
    CHECK(now["digest"] != before["digest"]);
    REQUIRE(now["changes"].size() == 1);
    CHECK(now["changes"][0]["what"] == "changed");
    CHECK(now["changes"][0]["by"] == "fin");
    CHECK(now["changes"][0]["before"] == before["record"]);
    CHECK(now["changes"][0]["after"] == expected);
    CHECK(now == masters.show(masters.fin, kind, key));
    CHECK(masters.changes() == changes + 1);
    CHECK(masters.revision() == revision + 1);
    // The same once more: nothing differs, so nothing is written.
    CHECK(masters.edit(masters.fin, kind, key, fields).status == 200);
    CHECK(masters.changes() == changes + 1);
    CHECK(masters.revision() == revision + 1);
  }
}

TEST_CASE("every kind takes a new record, and what may go goes again with its history") {
  MastersHouse masters;
  const std::vector<std::pair<std::string, Json>> records{
      {"products", {{"sku", "AB-9"}, {"name", "Saw"}, {"tax_class", "STANDARD"}}},
      {"price_lists", {{"code", "CLUB"}, {"currency", "USD"}}},
      {"prices", {{"list", "RETAIL"}, {"sku", "AB-9"}, {"price", "30.00"}}},
      {"promotions", {{"code", "SAWS"}, {"kind", "percent"}, {"skus", {"AB-9"}}, {"value", "5"}}},
      {"tax_rates", {{"country", "CA"}, {"tax_class", "STANDARD"}, {"percent", "5"}}},
      {"tax_places", {{"country", "CA"}}},
      {"exchange_rates", {{"from", "GBP"}, {"to", "USD"}, {"rate", "1.3"}}},
      {"costs", {{"sku", "AB-9"}, {"currency", "USD"}, {"cost", "12.00"}}}};
  for (const auto& [kind, record] : records) {
    CAPTURE(kind);
    const Answer added = masters.add(masters.fin, kind, record);
    REQUIRE(added.status == 200);
    const Json shown = MastersHouse::parse(added);
    CHECK(shown["changes"][0]["what"] == "added");
    CHECK(shown["changes"][0]["before"] == nullptr);
    // Twice is one too many, in the loader's words.
    CHECK(MastersHouse::said(masters.add(masters.fin, kind, record)) == "422 document_duplicate");
    const std::string key = shown["key"];
    const bool stays = kind == "products" || kind == "price_lists";
    const Answer removed = masters.remove(masters.fin, kind, key);
    CHECK(MastersHouse::said(removed) == (stays ? "422 record_stays" : "200"));
    if (stays) continue;
    const Json gone = MastersHouse::parse(removed);
    CHECK(gone["record"] == nullptr);
    CHECK(gone["digest"] == "");
    CHECK(gone["changes"].size() == 2);
    CHECK(gone["changes"][0]["what"] == "removed");
    CHECK(gone["changes"][0]["before"] == shown["record"]);
    CHECK(gone == masters.show(masters.fin, kind, key));
    CHECK(MastersHouse::said(masters.remove(masters.fin, kind, key)) == "404 record_unknown");
    CHECK(masters.add(masters.fin, kind, record).status == 200);
  }
}

TEST_CASE("a change is in the next snapshot, and orders are decided with it") {
  MastersHouse masters;
  CHECK(net_of(masters, "AB-1") == 1'000);
  REQUIRE(masters.edit(masters.fin, "prices", price_key, {{"price", "10.50"}}).status == 200);
  CHECK(net_of(masters, "AB-1") == 1'050);
  const Json off{{"price", nullptr}, {"on_request", true}};
  REQUIRE(masters.edit(masters.fin, "prices", price_key, off).status == 200);
  const auto lease = masters.house.server().snapshots().open(masters.house.publish());
  const auto prices = (*lease)->prices(*(*lease)->product(*Sku::parse("AB-1")),
                                       {*(*lease)->price_list(*PriceListCode::parse("RETAIL"))});
  REQUIRE(prices.size() == 2);
  CHECK(prices[1].kind == PriceKind::on_request);
}

TEST_CASE("a price made of a cost follows the cost, and may become a price of its own") {
  MastersHouse masters;
  const std::string key = "TRADE~AB-2~~each~1~";
  REQUIRE(masters.edit(masters.fin, "costs", "AB-2~USD", {{"cost", "20.00"}}).status == 200);
  CHECK(masters.show(masters.dee, "prices", key)["record"]["price"] == "26.00");
  const Answer needed = masters.remove(masters.fin, "costs", "AB-2~USD");
  CHECK(MastersHouse::said(needed) == "422 record_needed");
  CHECK(MastersHouse::parse(needed)["detail"] ==
        "AB-2 in USD is still needed: TRADE AB-2 from 1 would stand on nothing.");
  const Json net{{"cost_plus_percent", nullptr}, {"price", "25.00"}};
  REQUIRE(masters.edit(masters.fin, "prices", key, net).status == 200);
  CHECK(masters.remove(masters.fin, "costs", "AB-2~USD").status == 200);
  CHECK(masters.show(masters.fin, "prices", key)["record"]["price"] == "25.00");
}

TEST_CASE("what the loader refuses is refused here, in its words and at the field") {
  MastersHouse masters;
  const auto refused = [&](const std::string& kind, const std::string& key, const Json& fields) {
    const Answer answer = masters.edit(masters.fin, kind, key, fields);
    const Json problem = MastersHouse::parse(answer);
    CHECK(answer.status == 422);
    return codes_of(problem.value("issues", Json::array({problem})));
  };
  CHECK(refused("products", "AB-1", {{"gtin", "4006381333932"}, {"step", "-1"}}) ==
        Codes{"document_value_refused@gtin", "document_value_refused@step"});
  CHECK(refused("products", "AB-1", {{"sucessor", "AB-2"}}) ==
        Codes{"document_field_unknown@sucessor"});
  CHECK(refused("products", "AB-1", {{"successor", "NONE"}}) ==
        Codes{"document_reference_unknown@successor"});
  CHECK(refused("products", "AB-1", {{"sku", "AB-7"}}) == Codes{"record_key_changed@sku"});
  CHECK(refused("price_lists", "RETAIL", {{"fallback", "TRADE"}}) ==
        Codes{"price_lists_circle@"});
  CHECK(refused("price_lists", "TRADE", {{"includes_tax", true}}) ==
        Codes{"price_lists_tax_differs@fallback"});
  CHECK(refused("price_lists", "TRADE", {{"currency", "EUR"}}) ==
        Codes{"list_currency_stays@currency"});
  CHECK(refused("promotions", "SPRING", {{"tiers", Json::array({{{"value", "100"}}})}}) ==
        Codes{"promotion_makes_free@"});
  const Json tiers = Json::array({{{"value", "5"}}, {{"from", "x"}, {"value", "6"}}});
  CHECK(refused("promotions", "SPRING", {{"tiers", tiers}}) ==
        Codes{"document_value_refused@tiers[1].from"});
  CHECK(refused("tax_rates", "US~CA~~~STANDARD~~any~", {{"percent", "725"}}) ==
        Codes{"tax_rate_above_whole@percent"});
  CHECK(refused("prices", "TRADE~AB-2~~each~1~", {{"unit", "case"}}) ==
        Codes{"document_value_refused@unit"});
  CHECK(masters.changes() == 0);
}

TEST_CASE("what a change makes elsewhere is refused too, and names the other one") {
  MastersHouse masters;
  const Json second{{"list", "RETAIL"}, {"sku", "AB-4"}, {"from", "1"}, {"price", "90.00"},
                    {"valid_from", "2026-06-01"}, {"valid_until", "2026-06-30"}};
  REQUIRE(masters.add(masters.fin, "prices", second).status == 200);
  // The first one would end within the second.
  const Answer overlap = masters.edit(masters.fin, "prices", "RETAIL~AB-4~~each~1~",
                                      {{"valid_until", "2026-06-15"}});
  CHECK(MastersHouse::said(overlap) == "422 prices_overlap");
  CHECK(MastersHouse::parse(overlap)["detail"] ==
        "RETAIL 100.00 from 1 and RETAIL 90.00 from 1 hold for the same goods and overlap from "
        "2026-06-01 to 2026-06-15.");
  // Without the rate in the middle nothing would hold in the second half of the year.
  const Answer hole = masters.remove(masters.fin, "tax_rates", "US~CA~~~FOOD~~any~2026-07-01");
  CHECK(MastersHouse::said(hole) == "422 tax_table_hole");
  CHECK(masters.remove(masters.fin, "tax_rates", "US~CA~~~FOOD~~any~2027-01-01").status == 200);
  CHECK(masters.changes() == 2);
}

TEST_CASE("what was wrong before keeps nobody from changing something else") {
  Company company = masters_company();
  company.price_lists.back().price_tax = PriceTax::inclusive;
  MastersHouse masters(company);
  CHECK(masters.edit(masters.fin, "prices", price_key, {{"price", "10.50"}}).status == 200);
  CHECK(MastersHouse::said(masters.edit(masters.fin, "price_lists", "TRADE", {{"name", "T"}})) ==
        "422 price_lists_tax_differs");
  CHECK(masters.edit(masters.fin, "price_lists", "TRADE", {{"includes_tax", nullptr}}).status ==
        200);
}

TEST_CASE("check_only says the same issues, and writes nothing") {
  MastersHouse masters;
  const std::int64_t revision = masters.revision();
  Json record = masters.show(masters.fin, "products", "AB-1")["record"];
  CHECK(masters.check(masters.fin, "products", "AB-1", record)["issues"] == Json::array());
  record["tax_class"] = "";
  const Json checked = masters.check(masters.fin, "products", "AB-1", record);
  REQUIRE(checked["issues"].size() == 1);
  CHECK(checked["issues"][0]["path"] == "tax_class");
  CHECK(checked["issues"][0]["severity"] == "error");
  CHECK_FALSE(checked["issues"][0]["sentence"].get<std::string>().empty());
  CHECK_FALSE(checked["issues"][0]["mend"].get<std::string>().empty());
  CHECK(masters.check(masters.fin, "products", "", {{"sku", "N"}, {"name", "N"},
                                                    {"tax_class", "STANDARD"}})["issues"].empty());
  CHECK(masters.revision() == revision);
  CHECK(masters.changes() == 0);
}

TEST_CASE("whoever was slower is told who was faster, and when") {
  MastersHouse masters;
  const Json seen = masters.show(masters.fin, "prices", price_key);
  REQUIRE(masters.edit(masters.ada, "prices", price_key, {{"price", "11.00"}}).status == 200);
  Json record = seen["record"];
  record["price"] = "12.00";
  const Answer late = masters.change(masters.fin, "prices", price_key, record, seen["digest"]);
  CHECK(MastersHouse::said(late) == "409 record_changed_since");
  CHECK(MastersHouse::parse(late)["detail"] ==
        "RETAIL AB-1 from 1 was changed by ada on 2026-09-21 at 14:13 UTC after you opened it.");
  masters.house.set_price("AB-1", 133'300);
  const Answer loaded = masters.change(masters.fin, "prices", price_key, record, seen["digest"]);
  CHECK(MastersHouse::parse(loaded)["detail"] ==
        "RETAIL AB-1 from 1 was changed by a load or an import after you opened it.");
  REQUIRE(masters.remove(masters.ada, "prices", price_key).status == 200);
  const Answer gone = masters.change(masters.fin, "prices", price_key, record, seen["digest"]);
  CHECK(MastersHouse::said(gone) == "409 record_changed_since");
  CHECK(MastersHouse::parse(gone)["detail"].get<std::string>().find("was removed by ada") !=
        std::string::npos);
}

TEST_CASE("of twelve people with the same record before them one changes it, eleven are told") {
  MastersHouse masters;
  const Json seen = masters.show(masters.fin, "prices", price_key);
  std::vector<Client> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(masters.house.client("fin" + std::to_string(i), Role::finance));
  }
  std::vector<int> statuses(clients.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    threads.emplace_back([&, i] {
      Json record = seen["record"];
      record["price"] = std::to_string(20 + i) + ".00";
      const Json body{{"record", record}, {"key", price_key}, {"based_on", seen["digest"]}};
      statuses[i] = clients[i].post("/v1/masters/prices", body.dump()).status;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::ranges::count(statuses, 200) == 1);
  CHECK(std::ranges::count(statuses, 409) == 11);
  CHECK(masters.changes() == 1);
}

TEST_CASE("the history of master data cannot be written anew") {
  MastersHouse masters;
  REQUIRE(masters.edit(masters.fin, "prices", price_key, {{"price", "11.00"}}).status == 200);
  for (const char* const sql : {"UPDATE master_change SET by = 'x'", "DELETE FROM master_change"}) {
    CAPTURE(sql);
    masters.house.server().store().write([&](server::store::Connection& db) {
      CHECK_FALSE(db.execute(sql));
      db.take_fault();
      return server::store::Keep::no;
    });
  }
  CHECK(masters.changes() == 1);
}

TEST_CASE("a body that is none is a bad request") {
  MastersHouse masters;
  for (const char* const body : {"{", "{}", R"({"record":[]})", R"({"record":{},"keys":""})"}) {
    CAPTURE(body);
    CHECK(masters.fin.post("/v1/masters/prices", body).status == 400);
  }
}

}  // namespace tally::tests
