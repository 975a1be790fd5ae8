// One record held against a whole company: keys that come back, and the document's own checks.
#include "shared/wire/company_change.hpp"

#include <doctest/doctest.h>

#include "shared/wire/company_document.hpp"

using namespace tally;
using namespace tally::wire;

namespace {

Company make_company() {
  const auto company = read_company(R"({"tallystick": "company/1", "name": "X",
"products": [{"sku": "A-1", "name": "Cup", "tax_class": "STANDARD", "family": "Cups"},
 {"sku": "A-2", "name": "Pot", "tax_class": "STANDARD"}],
"price_lists": [{"code": "STD", "currency": "USD"}, {"code": "K-1", "currency": "USD"},
 {"code": "K-2", "currency": "USD"}],
"prices": [{"list": "STD", "sku": "A-1", "price": "2.00"},
 {"list": "K-1", "sku": "A-1", "price": "1.50"}, {"list": "K-2", "sku": "A-2", "price": "9.00"},
 {"list": "K-2", "family": "Größe", "percent_off": "5"}],
"customers": [{"code": "C-1", "name": "Inn", "price_list": "STD", "contracts": ["K-2", "K-1"],
 "terms": "net 30", "ship_tos": [{"code": "HQ", "address": {"street_1": "1 Main St",
  "locality": "Fresno", "admin_area": "CA", "postal_code": "93721", "country": "US"}}]}],
"warehouses": [{"code": "MAIN", "name": "Main"}],
"tax_rates": [{"country": "US", "admin_area": "CA", "postal_from": "90001", "postal_until": "90210",
 "tax_class": "STANDARD", "percent": "1", "authority": "Los Angeles", "supply": "same_area",
 "valid_from": "2026-01-01"}],
"tax_places": [{"country": "ES", "postal_from": "35"}],
"exchange_rates": [{"from": "EUR", "to": "USD", "rate": "1.1", "valid_from": "2026-01-01"}],
"costs": [{"sku": "A-1", "currency": "USD", "cost": "1.00"}],
"promotions": [{"code": "P-1", "kind": "percent", "skus": ["A-1"], "value": "10"}],
"rate_cards": [{"code": "CARD-1", "currency": "USD", "tables": [{"places": [{"zone": "W",
 "country": "US"}], "zones": [{"name": "W", "rates": [{"amount": "5.00"}]}]}]}]})");
  REQUIRE(company);
  return *company;
}

template <typename Record>
void check_keys(const Company& company) {
  for (const Record& record : records_of<Record>(company)) {
    const std::string key = record_key(record);
    CAPTURE(key);
    CHECK(key.find('/') == std::string::npos);
    const auto parsed = parse_record_key(kind_of<Record>(), key);
    REQUIRE(parsed);
    CHECK(same_key(*parsed, MasterRecord(record)));
    CHECK(record_key(*parsed) == key);
    // What a record is changed into by itself is what it was.
    const MasterRecord before = record;
    const auto checked =
        check_change(company, kind_of<Record>(), record_json(record), &before);
    CHECK(checked.issues.empty());
    CHECK(checked.record == before);
    // As a new one it is there already.
    CHECK_FALSE(check_change(company, kind_of<Record>(), record_json(record), nullptr)
                    .issues.empty());
  }
}

std::vector<std::string> said(const Issues& issues) {
  std::vector<std::string> codes;
  for (const Issue& issue : issues) {
    codes.push_back(std::string(code_row(issue.code).name) + "@" + issue.path);
  }
  return codes;
}

using SaidCodes = std::vector<std::string>;

}  // namespace

TEST_CASE("a key read back names the record it was made of, for every kind") {
  const Company company = make_company();
  check_keys<Product>(company);
  check_keys<PriceList>(company);
  check_keys<Price>(company);
  check_keys<Promotion>(company);
  check_keys<TaxRate>(company);
  check_keys<TaxPlace>(company);
  check_keys<ExchangeRate>(company);
  check_keys<Cost>(company);
  check_keys<Customer>(company);
  check_keys<RateCard>(company);
  const MasterRecord placed = PlacedWarehouse{company.warehouses[0], 2};
  CHECK(record_key(placed) == "MAIN");
  const auto parsed = parse_record_key(MasterKind::warehouses, "MAIN");
  REQUIRE(parsed);
  CHECK(same_key(*parsed, placed));
  CHECK(record_json(placed) == R"({"code":"MAIN","name":"Main","priority":2})");
  const auto checked = check_change(company, MasterKind::warehouses, record_json(placed), &placed);
  CHECK(checked.may_be_put);
  CHECK(checked.record == placed);
}

TEST_CASE("what is no key of the kind is none") {
  for (const char* const key :
       {"", "A~B", "STD~A-1~~each~1", "STD~A-1~~dozen~1~", "=4", "STD~=ZZ"}) {
    CAPTURE(key);
    CHECK_FALSE(parse_record_key(MasterKind::prices, key));
  }
  CHECK_FALSE(parse_record_key(MasterKind::exchange_rates, "EUR~XXQ~"));
  CHECK_FALSE(parse_master_kind("users"));
}

TEST_CASE("a price that makes two contracts equal is refused, and the sentence names whose") {
  const Company company = make_company();
  const auto checked = check_change(company, MasterKind::prices,
                                    R"({"list": "K-2", "sku": "A-1", "price": "1.40"})", nullptr);
  REQUIRE(said(checked.issues) == SaidCodes{"price_lists_equal@"});
}

TEST_CASE("a cost that a price is made of is needed, and one that none is made of is not") {
  Company company = make_company();
  CHECK(check_removal(company, company.costs.front()).empty());
  company.prices[0].kind = PriceKind::cost_plus;
  CHECK(said(check_removal(company, company.costs.front())) == SaidCodes{"record_needed@"});
}

TEST_CASE("a product whose family a promotion takes everything off is refused") {
  Company company = make_company();
  company.promotions[0].kind = PromotionKind::amount_each;
  company.promotions[0].currency = Currency::parse("USD");
  company.promotions[0].goods = {.families = {"Pots"}};
  company.promotions[0].tiers = {{0, 90'000}};
  const MasterRecord pot = company.products[1];
  const auto checked = check_change(
      company, MasterKind::products,
      R"({"sku": "A-2", "name": "Pot", "tax_class": "STANDARD", "family": "Pots"})", &pot);
  CHECK(said(checked.issues) == SaidCodes{"promotion_makes_free@"});
}

TEST_CASE("a record that is no object says so") {
  const auto checked = check_change(make_company(), MasterKind::costs, "[]", nullptr);
  CHECK_FALSE(checked.issues.empty());
  CHECK(said(check_change(make_company(), MasterKind::costs, "{", nullptr).issues) ==
        SaidCodes{"document_not_json@"});
}

TEST_CASE("a customer's lists are held against each other, and its code stays") {
  const Company company = make_company();
  const MasterRecord inn = company.customers[0];
  const std::string json = record_json(inn);
  const auto with = [&](std::string_view was, std::string_view is) {
    std::string changed = json;
    changed.replace(changed.find(was), was.size(), is);
    return check_change(company, MasterKind::customers, changed, &inn);
  };
  CHECK(with("\"Inn\"", "\"The Inn\"").may_be_put);
  const auto renamed = with("C-1", "C-2");
  CHECK(said(renamed.issues) == SaidCodes{"record_key_changed@code"});
  CHECK_FALSE(renamed.may_be_put);
  CHECK(said(with("\"STD\"", "\"NONE\"").issues) ==
        SaidCodes{"document_reference_unknown@price_list"});
  CHECK(said(check_removal(company, inn)) == SaidCodes{"record_stays@"});
  CHECK(said(check_removal(company, PlacedWarehouse{company.warehouses[0], 1})) ==
        SaidCodes{"record_stays@"});
}

TEST_CASE("what a room finds stands in the way of a change that made it, and of no other") {
  Company company = make_company();
  const auto check = [&](const Customer& now) {
    const MasterRecord before = company.customers[0];
    return check_change(company, MasterKind::customers, record_json(now), &before);
  };
  Customer inn = company.customers[0];
  inn.terms = "net whenever";
  auto checked = check(inn);
  CHECK(said(checked.issues) == SaidCodes{"terms_unreadable@terms"});
  CHECK_FALSE(checked.may_be_put);
  // Loaded with it: the telephone number may change all the same, and the finding is still said.
  company.customers[0].terms = inn.terms;
  inn.phone = "+1 559 555 0134";
  checked = check(inn);
  CHECK(said(checked.issues) == SaidCodes{"terms_unreadable@terms"});
  CHECK(checked.may_be_put);
  inn.terms = "net sometimes";
  CHECK_FALSE(check(inn).may_be_put);
  inn.terms = "2/10 net 30";
  CHECK(check(inn).issues.empty());
}

TEST_CASE("a warehouse's place is a whole number, and its address is held") {
  const Company company = make_company();
  const auto checked = check_change(
      company, MasterKind::warehouses,
      R"({"code": "EAST", "priority": "x", "address": {"street_1": "5 Dock Rd",
          "locality": "Newark", "admin_area": "NJ", "postal_code": "0710", "country": "US"}})",
      nullptr);
  CHECK(said(checked.issues) ==
        SaidCodes{"document_value_refused@priority",
                  "address_postal_malformed@address.postal_code"});
  CHECK_FALSE(checked.may_be_put);
}

TEST_CASE("a customer names a rate card that there is") {
  const Company company = make_company();
  const MasterRecord before = company.customers[0];
  Customer inn = company.customers[0];
  inn.rate_card = *RateCardCode::parse("NONE");
  const auto checked =
      check_change(company, MasterKind::customers, record_json(inn), &before);
  REQUIRE(checked.issues.size() == 1);
  CHECK(checked.issues[0].path == "rate_card");
  CHECK_FALSE(checked.may_be_put);
  Company carded = company;
  RateCard card;
  card.code = *inn.rate_card;
  carded.rate_cards.push_back(card);
  CHECK(check_change(carded, MasterKind::customers, record_json(inn), &before).may_be_put);
}
