// Rate cards as JSON, in the company document and in a snapshot.
#include "shared/wire/rate_card_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/freight/csv.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/snapshot.hpp"
#include "shared/wire/snapshot_build.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::wire;

namespace {

RateCardBook example_cards() {
  RateCardBook cards;
  for (const auto& path : tests::project_files("docs/examples/freight", ".csv")) {
    auto read = freight::read_rate_cards_csv(tests::read_file(path));
    REQUIRE(read.has_value());
    std::ranges::move(*read, std::back_inserter(cards));
  }
  std::ranges::stable_sort(cards, {}, &RateCard::code);
  return cards;
}

Company freight_company() {
  Company company;
  company.name = "Harbour";
  company.rate_cards = example_cards();
  company.policy.rate_card = company.rate_cards[0].code;
  const Currency usd = Currency::parse("USD").value();
  company.price_lists = {{PriceListCode::parse("LIST").value(), "List", usd, std::nullopt}};
  Customer customer;
  customer.code = CustomerCode::parse("C-1").value();
  customer.name = "Corner shop";
  customer.price_list = company.price_lists[0].code;
  customer.rate_card = company.rate_cards[1].code;
  company.customers = {customer};
  return company;
}

/// "code path" of every issue of a card's fields.
std::vector<std::string> slips_of(const char* text) {
  std::vector<std::string> said;
  const auto read = read_rate_card_text(text);
  if (read) return said;
  for (const Issue& issue : read.error()) {
    said.push_back(std::string(code_row(issue.code).name) + " " + issue.path);
  }
  return said;
}

using Slips = std::vector<std::string>;

}  // namespace

TEST_CASE("a rate card is read back as it was written, and written the same again") {
  const RateCardBook cards = example_cards();
  REQUIRE(cards.size() >= 3);
  for (const RateCard& card : cards) {
    const std::string text = rate_card_record(card);
    const auto read = parse_rate_card(text);
    REQUIRE(read.has_value());
    CHECK((*read == card));
    CHECK(rate_card_record(*read) == text);
  }
}

TEST_CASE("every slip in a rate card's fields is said with its path") {
  CHECK(slips_of("{}") == Slips{"document_field_missing code", "document_field_missing currency"});
  CHECK(slips_of("[").size() == 1);
  CHECK(slips_of(R"({"code":"C","currency":"USD","colour":"red"})") ==
        Slips{"document_field_unknown colour"});
  CHECK(slips_of(R"({"code":"C","currency":"USD","basis":"mass","tables":[{"hazardous":"maybe",)"
                 R"("places":[{"zone":"A","country":"Spain"},{"country":"ES","postal_from":"-"}],)"
                 R"("zones":[{"name":"A","rates":[{"amount":"1.005"},{"amount":"2"},)"
                 R"({"form":"each","per":"x","amount":3,"above":"1"},{"above":"2"}]}]}]})") ==
        Slips{"document_value_refused basis", "document_value_refused tables[0].hazardous",
              "document_value_refused tables[0].places[0].country",
              "document_field_missing tables[0].places[1].zone",
              "document_value_refused tables[0].places[1].postal_from",
              "document_value_refused tables[0].zones[0].rates[0].amount",
              "document_value_refused tables[0].zones[0].rates[0].amount",
              "document_value_refused tables[0].zones[0].rates[1].above",
              "document_value_refused tables[0].zones[0].rates[2].per",
              "document_value_refused tables[0].zones[0].rates[3].amount"});
}

TEST_CASE("a company with rate cards is read back, with what refers to them") {
  const Company company = freight_company();
  const auto read = read_company(write_company(company));
  REQUIRE(read.has_value());
  CHECK((read->rate_cards == company.rate_cards));
  CHECK((read->policy.rate_card == company.policy.rate_card));
  CHECK((read->customers[0].rate_card == company.customers[0].rate_card));
}

TEST_CASE("a rate card that is named and not there is an issue, and so is one there twice") {
  Company company = freight_company();
  company.policy.rate_card = RateCardCode::parse("NONE").value();
  company.customers[0].rate_card = RateCardCode::parse("NEITHER").value();
  company.rate_cards.push_back(company.rate_cards[0]);
  const auto read = read_company(write_company(company));
  REQUIRE_FALSE(read.has_value());
  const Issues& issues = read.error();
  REQUIRE(issues.size() == 3);
  CHECK(issues[0].code == IssueCode::document_duplicate);
  CHECK(issues[0].path == "rate_cards[3].code");
  CHECK(issues[1].code == IssueCode::document_reference_unknown);
  CHECK(issues[1].path == "policy.rate_card");
  CHECK(issues[2].path == "customers[0].rate_card");
}

TEST_CASE("a company with a gap in a rate card is not loaded; one with a price that falls is") {
  Company company = freight_company();
  auto& rows = company.rate_cards[2].tables[0].zones[0].rows;
  rows[1].amount = rows[0].amount - 1;
  CHECK(read_company(write_company(company)).has_value());
  rows.erase(rows.begin() + 1);
  const auto read = read_company(write_company(company));
  // A row begins where the one before it ends, unless it says otherwise.
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().front().code == IssueCode::freight_gap);
  CHECK(read.error().front().path == "rate_cards[2].tables[0].zones[0].rates[1]");
}

TEST_CASE("a snapshot holds the rate cards, by their codes") {
  Company company = freight_company();
  std::ranges::reverse(company.rate_cards);
  const Database db = Database::in_memory();
  REQUIRE(write_catalogue(db, company));
  auto parts = build_snapshot(db);
  REQUIRE(parts.has_value());
  const Digest digest = snapshot_digest(*parts);
  auto snapshot = Snapshot::open(*std::move(parts), digest);
  REQUIRE(snapshot.has_value());
  CHECK((snapshot->rate_cards() == example_cards()));
  CHECK(snapshot->health().has_value());
}

TEST_CASE("a rate card that is damaged in a snapshot is not left out unseen") {
  const Database db = Database::in_memory();
  REQUIRE(write_catalogue(db, freight_company()));
  REQUIRE(db.execute("UPDATE rate_card SET document = '{}' WHERE code = 'PARCEL-US'"));
  auto parts = build_snapshot(db);
  REQUIRE(parts.has_value());
  const Digest digest = snapshot_digest(*parts);
  auto opened = Snapshot::open(*std::move(parts), digest);
  REQUIRE(opened.has_value());
  CHECK(opened->rate_cards().size() == 2);
  CHECK_FALSE(opened->health().has_value());
}
