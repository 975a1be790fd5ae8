// Orders that the company has already, and what is unusual about an order.
#include "shared/credit/duplicates.hpp"

#include <doctest/doctest.h>

#include "shared/credit/fraud.hpp"
#include "shared/explain/explain.hpp"

using namespace tally;
using namespace tally::credit;

namespace {

constexpr std::int64_t hour = 3'600'000;
/// 2026-09-21, 14:13 UTC.
constexpr std::int64_t noon = 1'790'000'000'000;

Outcome goods(const std::vector<std::pair<std::string, std::int64_t>>& lines,
              std::string_view ship_to = "MAIN") {
  Outcome outcome;
  outcome.ship_to = ShipToCode::parse(ship_to);
  for (const auto& [sku, units_of] : lines) {
    LineOutcome line;
    line.sku = Sku::parse(sku);
    line.quantity = units(units_of);
    outcome.lines.push_back(line);
  }
  return outcome;
}

OrderKeys order(std::string_view po_number, std::string_view goods_of = "g") {
  return {"Meyer", std::string(po_number), std::string(goods_of), Instant{noon}};
}

Candidate candidate(std::string_view number, std::string_view po_number,
                    std::string_view goods_of, std::int64_t at) {
  return {std::string(number), std::string(po_number), std::string(goods_of), Instant{at}};
}

std::vector<IssueCode> codes(const Issues& issues) {
  std::vector<IssueCode> found;
  for (const Issue& issue : issues) found.push_back(issue.code);
  return found;
}
using Codes = std::vector<IssueCode>;

}  // namespace

TEST_CASE("a PO number is one, however it is typed") {
  CHECK(po_key(" po 4711 ") == "PO4711");
  CHECK(po_key("PO4711") == po_key("Po  47 11"));
  CHECK(po_key("PO-4711") != po_key("PO4711"));
  CHECK(po_key("  ").empty());
}

TEST_CASE("goods are the same in any order of the lines, split or by the case") {
  const std::string key = goods_key(goods({{"AB-1", 10}, {"AB-2", 3}}));
  CHECK(key.size() == 64);
  CHECK(goods_key(goods({{"AB-2", 3}, {"AB-1", 10}})) == key);
  CHECK(goods_key(goods({{"AB-1", 4}, {"AB-2", 3}, {"AB-1", 6}})) == key);
  CHECK(goods_key(goods({{"AB-1", 10}, {"AB-2", 4}})) != key);
  CHECK(goods_key(goods({{"AB-1", 10}})) != key);
  CHECK(goods_key(goods({})).empty());
}

TEST_CASE("the same goods for another branch are another order, also line by line") {
  const Outcome main = goods({{"AB-1", 10}});
  Outcome line_elsewhere = main;
  line_elsewhere.lines[0].ship_to = ShipToCode::parse("NORTH");
  CHECK(goods_key(main) != goods_key(goods({{"AB-1", 10}}, "NORTH")));
  CHECK(goods_key(line_elsewhere) == goods_key(goods({{"AB-1", 10}}, "NORTH")));
}

TEST_CASE("a PO number that was used names the other order and its day, however long ago") {
  const Issues issues = decide_duplicates(
      order("PO 4711"), {candidate("S-000012", "po4711", "", noon - 400 * 24 * hour)}, 24, {});
  REQUIRE(codes(issues) == Codes{IssueCode::po_number_used});
  CHECK(issues[0].severity == Severity::review);
  CHECK(issues[0].path == "po_number");
  CHECK(explain::say_issue(issues[0]).sentence ==
        "Meyer used the PO number PO 4711 before: order S-000012 of 2025-08-17.");
  CHECK(decide_duplicates(order(""), {candidate("S-000012", "", "", noon)}, 24, {}).empty());
}

TEST_CASE("the same goods count within the window, whichever order was taken first") {
  const auto decided = [](std::int64_t apart, std::int64_t window) {
    return decide_duplicates(order(""), {candidate("S-000012", "", "g", noon - apart)}, window, {});
  };
  const Issues issues = decided(3 * hour + 1, 24);
  REQUIRE(codes(issues) == Codes{IssueCode::goods_ordered_again});
  CHECK(explain::say_issue(issues[0]).sentence ==
        "Meyer ordered the same goods for the same place in S-000012; hours between the two: 3.");
  CHECK(decided(24 * hour, 24).size() == 1);
  CHECK(decided(24 * hour + 1, 24).empty());
  CHECK(decided(-24 * hour, 24).size() == 1);
  CHECK(decided(0, 0).empty());
  CHECK(decide_duplicates(order("", ""), {candidate("S-1", "", "", noon)}, 24, {}).empty());
}

TEST_CASE("of several, the one nearest in time is named; of equals the latest number") {
  const Issues issues = decide_duplicates(
      order("A"),
      {candidate("S-000001", "A", "", noon - 5 * hour), candidate("S-000003", "a", "", noon - hour),
       candidate("S-000002", "A", "", noon - hour), candidate("S-000009", "B", "", noon)},
      24, {});
  REQUIRE(issues.size() == 1);
  CHECK(explain::say_issue(issues[0]).sentence.find("S-000003") != std::string::npos);
}

TEST_CASE("a reason makes a warning a note and is kept beside it; without one it stays") {
  const std::vector<Candidate> others{candidate("S-000012", "A", "g", noon - hour)};
  const auto decided = [&](IssueCode code, std::string_view path, std::string_view reason) {
    return decide_duplicates(order("A"), others, 24,
                             {{code, std::string(path), std::string(reason)}});
  };
  const Issues passed = decided(IssueCode::po_number_used, "", "a standing order");
  REQUIRE(codes(passed) == Codes{IssueCode::po_number_used, IssueCode::warning_passed_over,
                                 IssueCode::goods_ordered_again});
  CHECK(passed[0].severity == Severity::note);
  CHECK(passed[2].severity == Severity::review);
  CHECK(explain::say_issue(passed[1]).sentence ==
        "The warning po_number_used was passed over: a standing order");
  CHECK(decided(IssueCode::po_number_used, "po_number", "yes")[0].severity == Severity::note);
  CHECK(decided(IssueCode::po_number_used, "lines", "yes")[0].severity == Severity::review);
  CHECK(decided(IssueCode::po_number_used, "", "  ")[0].severity == Severity::review);
}

TEST_CASE("what is unusual is told, and stops nothing until the company says from which value") {
  FraudFacts facts;
  facts.customer = "Meyer";
  facts.is_first_order = true;
  facts.order = Money{2'000'000, *Currency::parse("EUR")};
  facts.billing_country = "DE";
  facts.shipping_country = "RO";
  facts.orders_in_hour = 6;
  facts.others_at_ship_to = 2;
  CHECK(facts.countries_differ());
  CHECK(decide_fraud(facts, FraudReview{}).empty());
  const auto review = read_fraud_review(
      "first_order=20000.00 EUR, first_order=500 USD,countries_differ, orders_in_hour=6, "
      "others_at_ship_to=3");
  REQUIRE(review.has_value());
  const Issues issues = decide_fraud(facts, *review);
  CHECK(codes(issues) == Codes{IssueCode::first_order_large, IssueCode::countries_differ,
                               IssueCode::orders_in_hour});
  CHECK(explain::say_issue(issues[0]).sentence ==
        "This is the first order of Meyer, and it comes to EUR 20,000.00; from EUR 20,000.00 on a "
        "person looks.");
  facts.order->minor -= 1;
  facts.shipping_country.clear();
  facts.orders_in_hour = 5;
  facts.others_at_ship_to = 3;
  CHECK(codes(decide_fraud(facts, *review)) == Codes{IssueCode::ship_to_shared});
}

TEST_CASE("a review that cannot be read is refused, not guessed") {
  CHECK(read_fraud_review("")->first_orders.empty());
  for (const char* text :
       {"orders_in_hour", "orders_in_hour=0", "orders_in_hour=two", "first_order=100",
        "first_order=1,000.00 EUR", "first_order=1 EUR, first_order=2 EUR", "countries",
        "countries_differ,", "orders_in_hour=1,orders_in_hour=2", "others_at_ship_to=-1"}) {
    CAPTURE(text);
    CHECK_FALSE(read_fraud_review(text));
  }
}
