// Whether a customer's credit carries one more order, to the cent.
#include "shared/credit/credit.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "shared/explain/explain.hpp"

using namespace tally;
using namespace tally::credit;

namespace {

const Currency eur = *Currency::parse("EUR");
const Currency usd = *Currency::parse("USD");

Money euros(std::string_view text) { return *parse_money(text, eur); }

/// Meyer: a limit, what is open, what is ordered, and this order.
CreditFacts meyer(std::string_view limit, std::string_view invoices, std::string_view orders,
                  std::string_view order) {
  CreditFacts facts;
  facts.customer = "Meyer";
  facts.currency = eur;
  if (!limit.empty()) facts.limit = euros(limit);
  facts.invoices = euros(invoices);
  facts.orders = euros(orders);
  facts.order = euros(order);
  return facts;
}

std::vector<IssueCode> codes(const CreditDecision& decided) {
  std::vector<IssueCode> found;
  for (const Issue& issue : decided.issues) found.push_back(issue.code);
  return found;
}
using Codes = std::vector<IssueCode>;

CreditFacts overdue_by(std::int64_t days) {
  CreditFacts facts = meyer("", "120.00", "0", "10.00");
  facts.oldest = OverdueItem{"R-77", Date::from_civil(2026, 9, 1).value(), days, euros("120.00")};
  return facts;
}

}  // namespace

TEST_CASE("an order within the limit passes, and the sums are told") {
  const CreditDecision decided =
      decide_credit(meyer("100000", "60000", "38200", "1800.00"), CreditPolicy{});
  CHECK(decided.verdict == CreditVerdict::pass);
  CHECK(decided.issues.empty());
  CHECK(decided.used == euros("98200"));
  CHECK(decided.available == euros("1800"));
  CHECK_FALSE(decided.over_by);
}

TEST_CASE("an order of one cent too many goes to finance, with every figure in the sentence") {
  const CreditDecision cent =
      decide_credit(meyer("100000", "60000", "38200", "1800.01"), CreditPolicy{});
  CHECK(cent.verdict == CreditVerdict::route);
  CHECK(cent.over_by == euros("0.01"));
  const CreditDecision decided =
      decide_credit(meyer("100000", "60000", "38200", "5000"), CreditPolicy{});
  REQUIRE(codes(decided) == Codes{IssueCode::credit_limit_passed});
  CHECK(decided.issues[0].severity == Severity::review);
  CHECK(decided.over_by == euros("3200"));
  const explain::Said said = explain::say_issue(decided.issues[0]);
  CHECK(said.sentence ==
        "Meyer has used EUR 98,200.00 of a credit limit of EUR 100,000.00; this order of "
        "EUR 5,000.00 passes it by EUR 3,200.00.");
  CHECK(said.mend.starts_with("Finance can release it"));
}

TEST_CASE("where the action is hold, nobody may release it; the account's own stands first") {
  const CreditFacts facts = meyer("100", "0", "0", "100.01");
  const CreditDecision held = decide_credit(facts, {.action = CreditAction::hold});
  CHECK(held.verdict == CreditVerdict::hold);
  CHECK(codes(held) == Codes{IssueCode::credit_limit_holds});
  CreditFacts trusted = facts;
  trusted.action = CreditAction::route;
  CHECK(decide_credit(trusted, {.action = CreditAction::hold}).verdict == CreditVerdict::route);
  trusted.action = CreditAction::hold;
  CHECK(decide_credit(trusted, CreditPolicy{}).verdict == CreditVerdict::hold);
}

TEST_CASE("a limit of zero carries nothing; no limit carries everything") {
  CHECK(decide_credit(meyer("0", "0", "0", "0.01"), CreditPolicy{}).over_by == euros("0.01"));
  CHECK(decide_credit(meyer("0", "0", "0", "0"), CreditPolicy{}).verdict == CreditVerdict::pass);
  const CreditDecision none =
      decide_credit(meyer("", "99999999", "99999999", "99999999"), CreditPolicy{});
  CHECK(none.verdict == CreditVerdict::pass);
  CHECK(none.used == euros("199999998"));
  CHECK_FALSE(none.available);
}

TEST_CASE("an order without a total, or of nothing, takes no credit of an account that is over") {
  CreditFacts facts = meyer("100", "150", "0", "0");
  const CreditDecision decided = decide_credit(facts, CreditPolicy{});
  CHECK(decided.verdict == CreditVerdict::pass);
  CHECK(decided.available == euros("-50"));
  facts.order = std::nullopt;
  CHECK(decide_credit(facts, CreditPolicy{}).verdict == CreditVerdict::pass);
  facts.order = euros("0.01");
  CHECK(decide_credit(facts, CreditPolicy{}).over_by == euros("50.01"));
}

TEST_CASE("a credit note frees as much of the limit as it is worth") {
  CHECK(decide_credit(meyer("100", "-20", "0", "120"), CreditPolicy{}).verdict ==
        CreditVerdict::pass);
  CHECK(decide_credit(meyer("100", "-20", "0", "120.01"), CreditPolicy{}).verdict ==
        CreditVerdict::route);
}

TEST_CASE("the tolerance is a share of the limit, rounded down; over_by counts from the limit") {
  const CreditPolicy five{.tolerance = Rate{50'000}};
  CHECK(decide_credit(meyer("100.10", "0", "0", "105.10"), five).verdict == CreditVerdict::pass);
  const CreditDecision over = decide_credit(meyer("100.10", "0", "0", "105.11"), five);
  CHECK(over.verdict == CreditVerdict::route);
  CHECK(over.over_by == euros("5.01"));
  CHECK(decide_credit(meyer("0", "0", "0", "0.01"), five).verdict == CreditVerdict::route);
}

TEST_CASE("open orders count, unless the company leaves them out") {
  const CreditFacts facts = meyer("100", "40", "50", "20");
  CHECK(decide_credit(facts, CreditPolicy{}).over_by == euros("10"));
  const CreditDecision without =
      decide_credit(facts, {.open_orders = OpenOrders::left_out});
  CHECK(without.verdict == CreditVerdict::pass);
  CHECK(without.used == euros("40"));
}

TEST_CASE("an order in a currency without a limit goes to finance where there is one in another") {
  CreditFacts facts = meyer("100000", "0", "0", "1.00");
  facts.currency = usd;
  facts.invoices = facts.orders = Money{0, usd};
  facts.order = Money{100, usd};
  const CreditDecision decided = decide_credit(facts, CreditPolicy{});
  CHECK(decided.verdict == CreditVerdict::route);
  REQUIRE(codes(decided) == Codes{IssueCode::credit_other_currency});
  CHECK(explain::say_issue(decided.issues[0]).sentence ==
        "This order is in USD, and the credit limit of Meyer is EUR 100,000.00.");
  CHECK_FALSE(decided.available);
}

TEST_CASE("an item may be overdue for as many days as are tolerated, and not for one more") {
  const CreditPolicy thirty{.overdue_days_max = 30};
  CHECK(decide_credit(overdue_by(30), thirty).verdict == CreditVerdict::pass);
  const CreditDecision late = decide_credit(overdue_by(31), thirty);
  CHECK(late.verdict == CreditVerdict::route);
  REQUIRE(codes(late) == Codes{IssueCode::credit_overdue});
  CHECK(explain::say_issue(late.issues[0]).sentence ==
        "Meyer owes EUR 120.00 of invoice R-77, due on 2026-09-01 and overdue for 31 days; 30 are "
        "tolerated.");
  CHECK(decide_credit(overdue_by(9'999), CreditPolicy{}).verdict == CreditVerdict::pass);
  CHECK(codes(decide_credit(overdue_by(31), {.action = CreditAction::hold,
                                             .overdue_days_max = 30})) ==
        Codes{IssueCode::credit_overdue_holds});
}

TEST_CASE("the account's own days stand before the company's") {
  CreditFacts facts = overdue_by(40);
  facts.overdue_days_max = 60;
  CHECK(decide_credit(facts, {.overdue_days_max = 30}).verdict == CreditVerdict::pass);
  facts.overdue_days_max = 0;
  CHECK(decide_credit(facts, CreditPolicy{}).verdict == CreditVerdict::route);
}

TEST_CASE("a customer on hold gets nothing, whatever the limit; every reason is told at once") {
  CreditFacts facts = meyer("", "0", "0", "1");
  facts.hold = "Insolvency filed on 1 September.";
  const CreditDecision held = decide_credit(facts, CreditPolicy{});
  CHECK(held.verdict == CreditVerdict::hold);
  CHECK(explain::say_issue(held.issues[0]).sentence ==
        "Meyer is on hold: Insolvency filed on 1 September.");
  facts.limit = euros("0");
  facts.oldest = overdue_by(31).oldest;
  CHECK(codes(decide_credit(facts, {.overdue_days_max = 30})) ==
        Codes{IssueCode::customer_on_hold, IssueCode::credit_limit_passed,
              IssueCode::credit_overdue});
}

TEST_CASE("sums beyond 64 bits are a person's, never a wrapped figure") {
  CreditFacts facts = meyer("100", "0", "0", "1");
  facts.invoices.minor = std::numeric_limits<std::int64_t>::max();
  facts.orders.minor = 1;
  const CreditDecision decided = decide_credit(facts, CreditPolicy{});
  CHECK(decided.verdict == CreditVerdict::hold);
  CHECK(codes(decided) == Codes{IssueCode::credit_beyond_counting});
  CHECK_FALSE(decided.used);
  facts.orders.minor = 0;
  facts.limit->minor = 0;
  CHECK(codes(decide_credit(facts, CreditPolicy{})) == Codes{IssueCode::credit_beyond_counting});
}

TEST_CASE("finance may release what a payment would mend, and nothing else") {
  CHECK(can_be_released(IssueCode::credit_limit_passed));
  CHECK(can_be_released(IssueCode::credit_overdue));
  CHECK_FALSE(can_be_released(IssueCode::customer_on_hold));
  CHECK_FALSE(can_be_released(IssueCode::credit_limit_holds));
  CHECK(is_of_credit(IssueCode::customer_on_hold));
  CHECK_FALSE(is_of_credit(IssueCode::po_number_used));
}
