// Comparing decisions: pure, without a server.
#include <doctest/doctest.h>

#include "server/orders/compare.hpp"
#include "server/orders/reasons.hpp"
#include "shared/base/version.hpp"
#include "shared/explain/explain.hpp"

namespace tally::tests {

namespace {

using namespace server::orders;

const Currency usd = *Currency::parse("USD");

Outcome make_outcome(std::int64_t net, std::int64_t tax) {
  Outcome outcome;
  outcome.verdict = Verdict::accept;
  outcome.net = Money{net, usd};
  outcome.tax = Money{tax, usd};
  outcome.total = Money{net + tax, usd};
  LineOutcome line;
  line.net = outcome.net;
  line.tax = outcome.tax;
  outcome.lines.assign(2, line);
  return outcome;
}

std::string sentence(const Issues& issues) {
  return issues.empty() ? std::string() : explain::say_issue(issues.front()).sentence;
}

}  // namespace

TEST_CASE("equal decisions make no issue") {
  CHECK(compare_with_current(make_outcome(100, 7), make_outcome(100, 7), OnDeviation::exception)
            .empty());
  CHECK(compare_with_device("same", {std::string(core_version), "same"}).empty());
  CHECK(compare_with_device("anything", {"", ""}).empty());
}

TEST_CASE("a changed total carries both figures") {
  const Issues issues = compare_with_current(make_outcome(10'000, 700), make_outcome(12'000, 840),
                                             OnDeviation::exception);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == IssueCode::price_changed);
  CHECK(
      sentence(issues) ==
      "The order came to USD 107.00 when it was taken; with today's data it comes to USD 128.40.");
}

TEST_CASE("lines that change against each other are seen though the totals agree") {
  Outcome now = make_outcome(100, 7);
  now.lines[0].net = Money{90, usd};
  now.lines[1].net = Money{110, usd};
  const Issues issues = compare_with_current(make_outcome(100, 7), now, OnDeviation::exception);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].path == "lines[0].net");
}

TEST_CASE("tax that moves against net is a changed price, with the nets as figures") {
  const Issues issues = compare_with_current(make_outcome(100, 7), make_outcome(99, 8),
                                             OnDeviation::exception);
  REQUIRE(issues.size() == 1);
  CHECK(std::get<Money>(issues[0].arguments[0].value).minor == 100);
}

TEST_CASE("a price that is gone is said as no amount") {
  Outcome now = make_outcome(100, 7);
  now.net = now.tax = now.total = std::nullopt;
  now.verdict = Verdict::refuse;
  now.issues.push_back(make_issue(IssueCode::order_empty, "lines"));
  const Issues issues =
      compare_with_current(make_outcome(100, 7), now, OnDeviation::honour);
  REQUIRE(issues.size() == 2);
  CHECK(issues[0].code == IssueCode::deviation_honoured);
  CHECK(issues[1].code == IssueCode::decision_changed);
  CHECK(
      explain::say_issue(issues[1]).sentence ==
      "The order was accepted when it was taken; with today's data it would be refused (The order "
      "has no lines).");
}

TEST_CASE("a remark that came or went is no deviation, a reason to stop is") {
  Outcome told = make_outcome(100, 7);
  Outcome now = told;
  now.issues.push_back(make_issue(IssueCode::product_twice, "lines[1].sku",
                                  {{"sku", std::string("A")}, {"other", std::string("line 1")}}));
  CHECK(compare_with_current(told, now, OnDeviation::exception).empty());
  told.verdict = now.verdict = Verdict::review;
  now.issues.push_back(make_issue(IssueCode::price_zero, "lines[0].agreed_price",
                                  {{"sku", std::string("A")}}));
  const Issues issues = compare_with_current(told, now, OnDeviation::exception);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == IssueCode::decision_changed);
}

TEST_CASE("bytes that differ at the same version are an alarm with both digests") {
  const Issues issues = compare_with_device("server", {std::string(core_version), "device"});
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == IssueCode::outcome_differs);
  CHECK(std::get<std::string>(issues[0].arguments[0].value) == sha256("device").text());
}

TEST_CASE("at another version the comparison is told, whatever it gave") {
  const auto result = [](std::string_view device) {
    const Issues issues = compare_with_device("server", {"0", std::string(device)});
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].code == IssueCode::outcome_of_older_core);
    return sentence(issues);
  };
  CHECK(result("server").find("the same") != std::string::npos);
  CHECK(result("device").find("different") != std::string::npos);
}

TEST_CASE("reasons keep their sentence, and those of the same code make place for new ones") {
  const Issue short_of = make_issue(IssueCode::stock_short, "lines[0].quantity",
                                    {{"sku", std::string("A\"B")},
                                     {"wanted", units(3)},
                                     {"available", units(1)}});
  const std::string before = reasons_json({short_of, make_issue(IssueCode::order_empty, "lines")});
  CHECK(before.find(R"("sentence":"3 of A\"B are wanted and 1 are there.")") != std::string::npos);
  Issue later = short_of;
  later.arguments[2].value = units(2);
  const std::string after = add_reasons(before, {later});
  CHECK(after.find("1 are there") == std::string::npos);
  CHECK(after.find("2 are there") != std::string::npos);
  CHECK(after.find("order_empty") != std::string::npos);
  const Issues many(80, short_of);
  const std::string capped = reasons_json(many);
  std::size_t count = 0;
  for (std::size_t at = 0; (at = capped.find("stock_short", at)) != std::string::npos; ++at)
    ++count;
  CHECK(count == reasons_max);
}

}  // namespace tally::tests
