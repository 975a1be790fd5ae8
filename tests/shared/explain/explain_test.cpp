#include "shared/explain/explain.hpp"

#include <doctest/doctest.h>

using namespace tally;
using namespace tally::explain;

namespace {

const Currency usd = Currency::parse("USD").value();

}  // namespace

TEST_CASE("every code of the table can be said, whatever its arguments") {
  for (const CodeRow& row : code_rows()) {
    CAPTURE(row.name);
    const Said bare = say_issue(make_issue(row.code, ""));
    CHECK_FALSE(bare.sentence.empty());
    CHECK(bare.sentence.find_first_of("{}") == std::string::npos);
    CHECK(bare.mend.find_first_of("{}") == std::string::npos);
    CHECK(bare.mend.empty() == row.mend.empty());
  }
}

TEST_CASE("an argument with braces in it is said as it is, not filled again") {
  const Issue issue = make_issue(IssueCode::quantity_not_a_number, "", {{"text", "{text} {sku}"}});
  CHECK(say_issue(issue).sentence == "\"{text} {sku}\" is not a number.");
}

TEST_CASE("values are said the way people write them") {
  CHECK(say_value(std::int64_t{10'001}) == "10,001");
  CHECK(say_value(std::string("AB-103")) == "AB-103");
  CHECK(say_value(Money{123'456, usd}) == "USD 1,234.56");
  CHECK(say_value(UnitPrice{123'456, usd}) == "USD 12.3456");
  CHECK(say_value(Quantity{1'500}) == "1.5");
  CHECK(say_value(Rate{82'500}) == "8.25");
  CHECK(say_value(Date::parse("2026-03-02").value()) == "2026-03-02");
}

TEST_CASE("a path is said by line and column, as a person counts") {
  CHECK(say_path("") == "");
  CHECK(say_path("lines[3].quantity") == "line 4, quantity");
  CHECK(say_path("lines[0]") == "line 1");
  CHECK(say_path("lines[0].sku") == "line 1, SKU");
  CHECK(say_path("lines[9].agreed_price") == "line 10, agreed price");
  CHECK(say_path("po_number") == "PO number");
  CHECK(say_path("ship_to") == "ship-to");
  CHECK(say_path("requested_date") == "requested date");
  CHECK(say_path("new_ship_tos[1].address.postal_code") == "new ship-to 2, postal code");
  CHECK(say_path("new_ship_tos[0].code") == "new ship-to 1, code");
  CHECK(say_path("new_customer") == "new customer");
  CHECK(say_path("new_customer.billing.admin_area") == "new customer, state or province");
  CHECK(say_path("overrides[0].reason") == "warning passed over 1, reason");
}

TEST_CASE("a line without a price has nothing to explain") {
  CHECK(say_price(LineOutcome{}).empty());
}

TEST_CASE("a price says its list and break, the agreed price, the product and the next break") {
  LineOutcome line;
  line.quantity = units(20);
  line.price = UnitPrice{120'000, usd};
  line.net = Money{24'000, usd};
  line.price_why = PriceWhy{.source = PriceSource::list,
                            .list = PriceListCode::parse("RETAIL"),
                            .quantity_from = units(12),
                            .list_price = UnitPrice{120'000, usd},
                            .next_break = units(24),
                            .next_price = UnitPrice{110'000, usd}};
  CHECK(say_price(line) ==
        std::vector<std::string>{"List price USD 12.00 from 12 on, price list RETAIL.",
                                 "20 at USD 12.00 is USD 240.00.",
                                 "4 more and the price is USD 11.00 (price from 24 on)."});
  line.price_why->source = PriceSource::agreed;
  line.price = UnitPrice{115'000, usd};
  line.net = Money{23'000, usd};
  CHECK(say_price(line)[1] == "Agreed price USD 11.50 instead.");
}

TEST_CASE("tax says its rate, place and class, or its certificate") {
  TaxWhy why;
  why.country = "US";
  why.admin_area = "CA";
  why.tax_class = TaxClass::parse("FOOD").value();
  why.rate = Rate{82'500};
  CHECK(say_tax(why) == "8.25 % tax of US CA on class FOOD.");
  why.reason = TaxReason::exempt;
  why.certificate = "CA-1";
  CHECK(say_tax(why) == "Exempt in US CA by certificate CA-1.");
}

TEST_CASE("the verdict counts what is to be done") {
  Outcome outcome;
  outcome.verdict = Verdict::accept;
  CHECK(say_verdict(outcome) == "Accepted: the order goes through by itself.");
  outcome.verdict = Verdict::review;
  outcome.issues = {make_issue(IssueCode::price_zero, ""),
                    make_issue(IssueCode::product_twice, "")};
  CHECK(say_verdict(outcome) == "A person decides: 1 thing to look at.");
  outcome.verdict = Verdict::refuse;
  outcome.issues = {make_issue(IssueCode::order_empty, ""), make_issue(IssueCode::sku_missing, ""),
                    make_issue(IssueCode::price_zero, "")};
  CHECK(say_verdict(outcome) == "Cannot go on: 2 things to mend.");
}
