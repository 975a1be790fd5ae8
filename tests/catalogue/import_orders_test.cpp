#include "server/catalogue/import_orders.hpp"

#include <doctest/doctest.h>

#include "tests/support/import_house.hpp"

using namespace tally;
using namespace tally::server::catalogue;
using tally::tests::ImportHouse;

namespace {

const std::string mapping = R"({"tallystick": "mapping/1", "kind": "orders", "source": "history",
  "credit_where": [{"column": "order", "test": "starts_with", "values": ["C"]}],
  "fields": {"order": "order", "day": "day", "sku": "sku", "quantity": "quantity",
    "price": "price", "price_reason": {"constant": "as invoiced"}, "customer": "customer",
    "ship_to": {"column": "country", "default": "GB"}}})";

const std::string heading = "order,day,sku,quantity,price,customer,country\n";

const Tally& of(const OrdersReport& report, Fate fate) {
  return report.fates[static_cast<std::size_t>(fate)];
}

bool is_tally(const Tally& tally, std::int64_t lines, std::int64_t cents) {
  return tally.lines == lines && tally.sum == int128{cents} * 100'000;
}

std::vector<IssueCode> codes(const OrdersReport& report) {
  std::vector<IssueCode> found;
  for (const Refusal& refusal : report.refusals) found.push_back(refusal.issue.code);
  return found;
}

}  // namespace

TEST_CASE("History: every line ends in one place, and the sums are exact") {
  ImportHouse house;
  const std::string csv = heading +
                          "1,2026-03-02,A-1,10,2.50,C-1,\n"       // accepted
                          "1,2026-03-02,a-1,10,2.50,C-1,\n"       // the same line again: both stay
                          "2,2026-03-02,A-2,4,1.00,C-1,\n"        // far below list: exception
                          "3,2026-03-02,A-2,4,2.50,,\n"           // no customer: refused
                          "4,2026-03-02,A-3,1200,2.50,C-2,IE\n"   // many: exception
                          "5,2026-03-02,A-3,-4,0.00,C-2,IE\n"     // below zero, no credit: refused
                          "6,2026-03-02,A-3,4,0.00,C-2,IE\n"      // price of zero: exception
                          "A7,2026-03-02,B,1,-11062.06,,\n"       // bad debt: refused
                          "8,2026-03-02,A-9,1,2.50,C-1,\n"        // unknown product: refused
                          "C9,2026-03-03,A-1,-15,2.50,C-1,\n"     // a credit of lines 1 and 2
                          "C10,2026-03-03,A-1,-6,2.50,C-1,\n"     // only 5 are left: exception
                          "C11,2026-03-03,A-1,-1,2.40,C-1,\n"     // another price: exception
                          "C12,2026-03-03,A-1,-1,2.50,,\n"        // nobody: exception
                          "C13,2026-03-03,A-3,-1200,2.50,C-2,\n"  // a credit of what waits
                          "x14,soon,A-1,1,2.50,C-1,\n";           // no day: unreadable
  const OrdersReport report = house.import_orders(mapping, csv);
  CHECK(report.failures.empty());
  CHECK(is_tally(of(report, Fate::accepted), 2, 5'000));
  CHECK(is_tally(of(report, Fate::exception), 6, 300'000 + 400 - 1'500 - 240 - 250));
  CHECK(is_tally(of(report, Fate::refused), 4, 1'000 - 1'106'206 + 250));
  CHECK(is_tally(of(report, Fate::credit), 2, -3'750 - 300'000));
  CHECK(is_tally(of(report, Fate::unreadable), 1, 250));
  CHECK(report.read.lines == 15);
  CHECK(report.adds_up());
  CHECK(codes(report) == std::vector{IssueCode::import_not_a_date});
  CHECK(report.nets_compared == 4);
  CHECK(report.nets_differing == 0);
  CHECK(report.reasons.at({Fate::exception, "credit_unmatched"}).lines == 2);
  CHECK(report.reasons.at({Fate::exception, "credit_customer_missing"}).lines == 1);
  CHECK(report.reasons.at({Fate::refused, "customer_missing"}).lines == 1);
  CHECK(report.reasons.at({Fate::refused, "agreed_price_negative"}).lines == 1);
  CHECK(house.number("SELECT reserved FROM stock_balance WHERE sku = 'A-1'") == 20'000);
  CHECK(house.number("SELECT count(*) FROM orders") == 8);
}

TEST_CASE("History: a second run changes nothing and reckons the same") {
  ImportHouse house;
  const std::string csv = heading + "1,2026-03-02,A-1,10,2.50,C-1,\n2,2026-03-02,A-1,1,1,C-1,\n"
                                    "C3,2026-03-03,A-1,-4,2.50,C-1,\nC4,2026-03-03,A-1,-9,9,,\n";
  const OrdersReport first = house.import_orders(mapping, csv);
  const OrdersReport second = house.import_orders(mapping, csv);
  CHECK(first.counts.added == 4);
  CHECK(second.counts.added == 0);
  CHECK(second.counts.unchanged == 4);
  for (std::size_t i = 0; i < fate_count; ++i) {
    CHECK(first.fates[i].lines == second.fates[i].lines);
    CHECK((first.fates[i].sum == second.fates[i].sum));
  }
  CHECK(house.number("SELECT count(*) FROM orders") == 2);
  CHECK(house.number("SELECT count(*) FROM stock_ledger WHERE kind = 'reserve'") == 1);
}

TEST_CASE("History: an order goes the way of a rep's order") {
  ImportHouse house;
  house.import_orders(mapping, heading + "1,2026-03-02,A-1,10,2.50,C-2,IE\n");
  CHECK(house.text("SELECT state || ' ' || as_of || ' ' || customer_name || ' ' || rep || ' ' || "
                   "currency || ' ' || net || ' ' || tax || ' ' || total FROM orders") ==
        "accepted 2026-03-02 Customer C-2 import GBP 2500 575 3075");
  CHECK(house.text("SELECT json_extract(outcome, '$.channel') || ' ' || "
                   "json_extract(outcome, '$.lines[0].price_why.source') FROM orders") ==
        "import agreed");
  CHECK(house.text("SELECT what || ' ' || state FROM order_event") == "submitted accepted");
  CHECK(house.number("SELECT quantity FROM reservation") == 10'000);
}

TEST_CASE("History: goods that run out make an exception, never a negative stock") {
  ImportHouse house;
  const OrdersReport report = house.import_orders(
      mapping, heading + "1,2026-03-02,A-1,70,2.50,C-1,\n2,2026-03-02,A-1,70,2.50,C-1,\n");
  CHECK(of(report, Fate::accepted).lines == 1);
  CHECK(report.reasons.at({Fate::exception, "stock_short"}).lines == 1);
  CHECK(house.number("SELECT on_hand - reserved FROM stock_balance WHERE sku = 'A-1'") == 30'000);
}

TEST_CASE("History: a line that contradicts its order is refused and named") {
  ImportHouse house;
  const OrdersReport report = house.import_orders(
      mapping, heading + "1,2026-03-02,A-1,1,2.50,C-1,\n1,2026-03-02,A-2,1,2.50,C-2,\n"
                         "1,2026-03-04,A-3,1,2.50,C-1,\n,2026-03-02,A-3,1,2.50,C-1,\n");
  CHECK(codes(report) == std::vector{IssueCode::import_order_differs,
                                     IssueCode::import_order_differs,
                                     IssueCode::import_cell_empty});
  CHECK(of(report, Fate::unreadable).lines == 3);
  CHECK(report.adds_up());
  CHECK(house.number("SELECT line_count FROM orders") == 1);
}

TEST_CASE("History: an order that has changed in the file is reported and left as it was") {
  ImportHouse house;
  house.import_orders(mapping, heading + "1,2026-03-02,A-1,1,2.50,C-1,\n"
                                         "C2,2026-03-03,A-1,-1,2.50,C-1,\n");
  const OrdersReport report = house.import_orders(
      mapping, heading + "1,2026-03-02,A-1,2,2.50,C-1,\nC2,2026-03-03,A-2,-1,2.50,C-1,\n");
  CHECK(codes(report) ==
        std::vector{IssueCode::import_order_changed, IssueCode::import_order_changed});
  CHECK(of(report, Fate::unreadable).lines == 2);
  CHECK(house.number("SELECT quantity FROM order_line") == 1'000);
}

TEST_CASE("History: dry runs and strict ones keep nothing") {
  ImportHouse house;
  const std::string csv = heading + "1,2026-03-02,A-1,1,2.50,C-1,\n2,soon,A-1,1,2.50,C-1,\n";
  const OrdersReport dry = house.import_orders(mapping, csv, {.run = Run::dry});
  CHECK(dry.failures.empty());
  CHECK(of(dry, Fate::accepted).lines == 1);
  const OrdersReport strict =
      house.import_orders(mapping, csv, {.strictness = Strictness::all_or_nothing});
  REQUIRE(strict.failures.size() == 1);
  CHECK(strict.failures[0].code == IssueCode::import_strict_refused);
  CHECK(house.number("SELECT count(*) FROM orders") == 0);
}

TEST_CASE("History: a credit needs a quantity below zero and a price") {
  ImportHouse house;
  const OrdersReport report = house.import_orders(
      mapping, heading + "C1,2026-03-02,A-1,4,2.50,C-1,\nC1,2026-03-02,A-1,-4,,C-1,\n");
  CHECK(codes(report) ==
        std::vector{IssueCode::import_value_refused, IssueCode::import_value_refused});
  CHECK(house.number("SELECT count(*) FROM credit") == 0);
}

TEST_CASE("History: sums are printed exactly") {
  CHECK(say_sum(0) == "0.00");
  CHECK(say_sum(int128{-5}) == "-0.0000005");
  CHECK(say_sum(int128{1'807'019'930} * 10'000) == "1,807,019.93");
}
