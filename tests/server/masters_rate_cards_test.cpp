// Rate cards as master data: found, changed and removed by role, with what is found at their rates.
#include <doctest/doctest.h>

#include "shared/wire/rate_card_text.hpp"
#include "tests/support/freight_cards.hpp"
#include "tests/support/masters_house.hpp"

namespace tally::tests {

namespace {

using Json = MastersHouse::Json;

Company cards_company() {
  Company company = masters_company();
  company.rate_cards.push_back(small_card());
  RateCard other = small_card();
  other.code = *RateCardCode::parse("PARCEL");
  other.name = "Harbor Parcel";
  company.rate_cards.push_back(other);
  company.customers[0].rate_card = small_card().code;
  return company;
}

/// "tables[0].zones[0].rates[1] freight_gap error"
std::vector<std::string> said_at(const Json& issues) {
  std::vector<std::string> all;
  for (const Json& issue : issues) {
    all.push_back(issue["path"].get<std::string>() + " " + issue["code"].get<std::string>() + " " +
                  issue["severity"].get<std::string>());
  }
  return all;
}

}  // namespace

TEST_CASE("rate cards are found by code and name, shown with what is found, kept by finance") {
  MastersHouse masters(cards_company());
  const auto keys = [&](const std::string& rest) {
    std::vector<std::string> found;
    const Json page = masters.list(masters.dee, rest);
    for (const Json& each : page["records"]) found.push_back(each["key"]);
    return found;
  };
  CHECK(keys("rate_cards") == std::vector<std::string>{"PARCEL", "SMALL"});
  CHECK(keys("rate_cards?q=harbor") == std::vector<std::string>{"PARCEL"});
  CHECK(keys("rate_cards?q=usd%20small") == std::vector<std::string>{"SMALL"});
  CHECK(keys("rate_cards?q=nobody").empty());
  const Json shown = masters.show(masters.ron, "rate_cards", "PARCEL");
  CHECK(shown["title"] == "PARCEL Harbor Parcel");
  CHECK(shown["issues"] == Json::array());
  RateCard expected = small_card();
  expected.code = *RateCardCode::parse("PARCEL");
  expected.name = "Harbor Parcel";
  CHECK(shown["record"] == Json::parse(wire::rate_card_record(expected)));
  const Json fields{{"name", "Harbor"}};
  CHECK(MastersHouse::said(masters.edit(masters.dee, "rate_cards", "PARCEL", fields)) ==
        "403 role_not_allowed");
  CHECK(MastersHouse::said(masters.kim.get("/v1/masters/rate_cards")) == "403 role_not_allowed");
  const std::int64_t revision = masters.revision();
  const Json now = MastersHouse::parse(masters.edit(masters.fin, "rate_cards", "PARCEL", fields));
  CHECK(now["record"]["name"] == "Harbor");
  REQUIRE(now["changes"].size() == 1);
  CHECK(now["changes"][0]["by"] == "fin");
  CHECK(now["changes"][0]["before"] == shown["record"]);
  CHECK(masters.revision() == revision + 1);
  // What devices charge by.
  const auto lease = masters.house.server().snapshots().open(masters.house.publish());
  expected.name = "Harbor";
  const RateCardBook book = (*lease)->rate_cards();
  REQUIRE(book.size() == 2);
  CHECK(book[0] == expected);
}

TEST_CASE("a gap, a falling price and tables of one day are said where they stand") {
  MastersHouse masters(cards_company());
  const Json shown = masters.show(masters.fin, "rate_cards", "PARCEL");
  const auto found = [&](const Json& card) {
    return said_at(masters.check(masters.fin, "rate_cards", "PARCEL", card)["issues"]);
  };
  Json gap = shown["record"];
  gap["tables"][0]["zones"][0]["rates"][1]["above"] = "2";
  CHECK(found(gap) == std::vector<std::string>{
                          "tables[0].zones[0].rates[1] freight_gap error"});
  CHECK(MastersHouse::said(masters.change(masters.fin, "rate_cards", "PARCEL", gap,
                                          shown["digest"])) == "422 freight_gap");
  Json falls = shown["record"];
  falls["tables"][0]["zones"][0]["rates"][1]["amount"] = "4.00";
  CHECK(found(falls) == std::vector<std::string>{
                            "tables[0].zones[0].rates[1] freight_price_falls note"});
  Json twice = shown["record"];
  twice["tables"].push_back(twice["tables"][0]);
  CHECK(found(twice) == std::vector<std::string>{"tables freight_tables_overlap error"});
  // Of what cannot be read nothing else is said.
  Json unread = shown["record"];
  unread["tables"][0]["zones"][0]["rates"][0]["amount"] = "5,00x";
  CHECK(found(unread) == std::vector<std::string>{
                             "tables[0].zones[0].rates[0].amount document_value_refused error",
                             "tables[0].zones[0].rates[0].amount document_value_refused error"});
  // A note keeps nobody from saving, and is shown with the card as it stands.
  CHECK(masters.change(masters.fin, "rate_cards", "PARCEL", falls, shown["digest"]).status == 200);
  const Json saved = masters.show(masters.fin, "rate_cards", "PARCEL");
  CHECK(said_at(saved["issues"]) ==
        std::vector<std::string>{"tables[0].zones[0].rates[1] freight_price_falls note"});
}

TEST_CASE("a card is added once, keeps its code, and goes only where nobody names it") {
  MastersHouse masters(cards_company());
  Json card = masters.show(masters.fin, "rate_cards", "SMALL")["record"];
  card["code"] = "NEW";
  CHECK(masters.add(masters.ada, "rate_cards", card).status == 200);
  CHECK(MastersHouse::said(masters.add(masters.ada, "rate_cards", card)) ==
        "422 document_duplicate");
  CHECK(MastersHouse::said(masters.edit(masters.fin, "rate_cards", "NEW", {{"code", "OTHER"}})) ==
        "422 record_key_changed");
  const Answer needed = masters.remove(masters.fin, "rate_cards", "SMALL");
  CHECK(MastersHouse::said(needed) == "422 record_needed");
  CHECK(MastersHouse::parse(needed)["detail"].get<std::string>().find("C-1") != std::string::npos);
  CHECK(masters.remove(masters.fin, "rate_cards", "NEW").status == 200);
  CHECK(masters.show(masters.fin, "rate_cards", "NEW")["record"].is_null());
}

TEST_CASE("the card of the policy stays, and the sentence says who needs it") {
  Company company = cards_company();
  company.policy.rate_card = *RateCardCode::parse("PARCEL");
  MastersHouse masters(std::move(company));
  const Answer needed = masters.remove(masters.fin, "rate_cards", "PARCEL");
  CHECK(MastersHouse::said(needed) == "422 record_needed");
  CHECK(MastersHouse::parse(needed)["detail"].get<std::string>().find("the company's policy") !=
        std::string::npos);
}

}  // namespace tally::tests
