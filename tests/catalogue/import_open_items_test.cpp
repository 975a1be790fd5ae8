// Open items from a file: what customers owe, by invoice, and what became of it since.
#include <doctest/doctest.h>

#include "server/catalogue/company_store.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/company_document.hpp"
#include "tests/support/import_house.hpp"

using namespace tally;
using namespace tally::server;
using tally::tests::ImportHouse;

namespace {

const std::string items = tests::plain_mapping(
    "open-items", "invoice customer currency amount open day due order");
constexpr std::string_view items_heading = "invoice,customer,currency,amount,open,day,due,order\n";

catalogue::ImportReport import(ImportHouse& house, std::string_view lines,
                               tests::ImportOptions options = {}) {
  return house.import(items, std::string(items_heading) + std::string(lines), options);
}

std::string sentence(const catalogue::ImportReport& report, std::size_t index = 0) {
  REQUIRE(report.refusals.size() > index);
  return explain::say_issue(report.refusals[index].issue).sentence;
}

void set_terms(ImportHouse& house, std::string_view terms) {
  house.store().write([&](store::Connection& db) {
    auto update = db.query("UPDATE customer SET terms = ?1 WHERE code = 'C-1'");
    return update.bind(1, terms).run() ? store::Keep::yes : store::Keep::no;
  });
}

}  // namespace

TEST_CASE("Open items: what is open, by invoice; again changes nothing") {
  ImportHouse house;
  const std::string_view lines =
      "R-1,C-1,GBP,120.00,20.00,2026-09-01,2026-10-01,\n"
      "R-2,C-1,GBP,99.5,,2026-09-02,2026-10-02,\n"
      "N-1,C-2,EUR,-10.00,-4.00,2026-09-03,2026-09-03,\n";
  const auto first = import(house, lines);
  CHECK(first.failures.empty());
  CHECK(first.counts.added == 3);
  CHECK(house.number("SELECT sum(open) FROM open_item WHERE customer = 'C-1'") == 11'950);
  CHECK(house.number("SELECT open FROM open_item WHERE number = 'N-1'") == -400);
  const auto again = import(house, lines);
  CHECK(again.counts.added == 0);
  CHECK(again.counts.changed == 0);
  CHECK(again.counts.unchanged == 3);
  CHECK(import(house, "R-1,C-1,GBP,120.00,0,2026-09-01,2026-10-01,\n").counts.changed == 1);
  CHECK(house.number("SELECT open FROM open_item WHERE number = 'R-1'") == 0);
}

TEST_CASE("Open items: an import of them is no change of the catalogue") {
  ImportHouse house;
  const auto before =
      house.number("SELECT value FROM fact WHERE name = 'catalogue_revision'");
  import(house, "R-1,C-1,GBP,120.00,20.00,2026-09-01,2026-10-01,\n");
  CHECK(house.number("SELECT value FROM fact WHERE name = 'catalogue_revision'") == before);
}

TEST_CASE("Open items: a due day that is not given is computed by the customer's terms, once") {
  ImportHouse house;
  set_terms(house, "2/10 net 30");
  const std::string_view line = "R-1,C-1,GBP,120.00,,2026-09-01,,\n";
  import(house, line);
  const std::int64_t due = Date::from_civil(2026, 10, 1)->days();
  CHECK(house.number("SELECT due_day FROM open_item") == due);
  set_terms(house, "net 60");
  CHECK(import(house, line).counts.unchanged == 1);
  CHECK(house.number("SELECT due_day FROM open_item") == due);
  set_terms(house, "30% net 10, 70% net 40");
  import(house, "R-2,C-1,GBP,120.00,,2026-09-01,,\n");
  CHECK(house.number("SELECT due_day FROM open_item WHERE number = 'R-2'") == due + 10);
}

TEST_CASE("Open items: without a due day and without terms that say one the line is refused") {
  ImportHouse house;
  set_terms(house, "thirty days");
  CHECK(sentence(import(house, "R-1,C-1,GBP,120.00,,2026-09-01,,\n")) ==
        "Invoice R-1 has no due day, and the terms of C-1 give none: \"thirty days\".");
  CHECK(house.number("SELECT count(*) FROM open_item") == 0);
}

TEST_CASE("Open items: lines that cannot be so are refused with their reasons, the rest goes in") {
  ImportHouse house;
  const auto report = import(house,
                             "R-1,C-1,GBP,120.00,130.00,2026-09-01,2026-10-01,\n"
                             "R-2,C-1,GBP,-5.00,1.00,2026-09-01,2026-10-01,\n"
                             "R-3,C-9,GBP,1.00,,2026-09-01,2026-10-01,\n"
                             "R-4,C-1,PFD,1.00,,2026-09-01,2026-10-01,\n"
                             "R-5,C-1,GBP,1.005,,2026-09-01,2026-10-01,\n"
                             "R-6,C-1,GBP,1.00,,2026-09-01,2026-08-01,\n"
                             "R-7,C-1,GBP,1.00,,2026-09-01,2026-10-01,S-000099\n"
                             "R-8,C-1,GBP,1.00,,2026-09-01,2026-10-01,\n"
                             "R-8,C-1,GBP,2.00,,2026-09-01,2026-10-01,\n");
  CHECK(report.counts.added == 1);
  CHECK(report.counts.refused == 8);
  CHECK(sentence(report, 0) == "Of an invoice of GBP 120.00 cannot GBP 130.00 be open.");
  CHECK(sentence(report, 1) == "Of an invoice of GBP -5.00 cannot GBP 1.00 be open.");
  CHECK(report.refusals[2].issue.code == IssueCode::import_reference_unknown);
  CHECK(report.refusals[3].issue.code == IssueCode::import_value_refused);
  CHECK(report.refusals[4].issue.code == IssueCode::import_too_precise);
  CHECK(report.refusals[5].issue.code == IssueCode::import_days_reversed);
  CHECK(sentence(report, 6) == "Order S-000099 is not one of C-1 in GBP.");
  CHECK(report.refusals[7].issue.code == IssueCode::import_key_repeated);
  const tests::ImportOptions strict{.strictness = catalogue::Strictness::all_or_nothing};
  CHECK_FALSE(import(house, "R-9,C-9,GBP,1.00,,2026-09-01,2026-10-01,\n", strict).failures.empty());
}

TEST_CASE("Open items: a dry run writes nothing") {
  ImportHouse house;
  const auto report = import(house, "R-1,C-1,GBP,120.00,,2026-09-01,2026-10-01,\n",
                             {.run = catalogue::Run::dry});
  CHECK(report.counts.added == 1);
  CHECK(house.number("SELECT count(*) FROM open_item") == 0);
}

TEST_CASE("Open items: of files that hold all of them, what is missing is paid") {
  ImportHouse house;
  import(house,
         "R-1,C-1,GBP,120.00,,2026-09-01,2026-10-01,\n"
         "R-2,C-1,GBP,50.00,,2026-09-01,2026-10-01,\n");
  const tests::ImportOptions all{.coverage = catalogue::Coverage::complete};
  const auto report = import(house, "R-2,C-1,GBP,50.00,,2026-09-01,2026-10-01,\n", all);
  CHECK(report.failures.empty());
  CHECK(report.counts.changed == 1);
  CHECK(report.counts.unchanged == 1);
  CHECK(house.number("SELECT open FROM open_item WHERE number = 'R-1'") == 0);
  CHECK(house.number("SELECT amount FROM open_item WHERE number = 'R-1'") == 12'000);
  // A line that is refused may be the very one that is still open.
  const auto half = import(house,
                           "R-2,C-1,GBP,50.00,,2026-09-01,2026-10-01,\n"
                           "R-3,C-9,GBP,1.00,,2026-09-01,2026-10-01,\n",
                           all);
  REQUIRE(half.failures.size() == 1);
  CHECK(half.failures[0].code == IssueCode::open_items_incomplete);
  const auto nothing = import(house, "R-3,C-9,GBP,1.00,,2026-09-01,2026-10-01,\n", all);
  CHECK(nothing.failures.size() == 1);
  CHECK(house.number("SELECT open FROM open_item WHERE number = 'R-2'") == 5'000);
}

TEST_CASE("Open items: an invoice of an order takes its place among what is used") {
  ImportHouse house;
  const std::string orders = tests::plain_mapping(
      "orders", "order day sku quantity customer", "\"source\": \"shop\",");
  const auto history =
      house.import_orders(orders, "order,day,sku,quantity,customer\n1,2026-09-01,A-1,3,C-1\n");
  REQUIRE(history.failures.empty());
  // An order of a history uses no credit: its invoice is among the open items, or was paid.
  CHECK(house.number("SELECT past FROM order_standing") == 1);
  CHECK(house.number("SELECT count(*) FROM orders WHERE state = 'accepted'") == 1);
  const auto report = import(house, "R-1,C-1,GBP,1.00,,2026-09-01,2026-10-01,S-000001\n");
  CHECK(report.refusals.empty());
  CHECK(house.number("SELECT order_row FROM open_item") ==
        house.number("SELECT \"row\" FROM orders"));
}

TEST_CASE("Credit of a company: read, loaded, taken out again; loading again changes nothing") {
  Company company = tests::import_company();
  const std::string with = R"("credit": [
    {"customer": "C-1", "hold": "Insolvency filed.", "accounts": [
      {"currency": "GBP", "limit": "1000.00", "action": "hold", "overdue_days_max": 10},
      {"currency": "EUR"}]}]})";
  std::string document = wire::write_company(company);
  document.replace(document.rfind('}'), std::string::npos, ",\n" + with);
  const auto read = wire::read_company(document);
  REQUIRE(read);
  REQUIRE(read->credit.size() == 1);
  CHECK(read->credit[0].accounts.size() == 2);
  CHECK(read->credit[0].accounts[1].limit == Money{100'000, *Currency::parse("GBP")});

  ImportHouse house;
  const auto loaded = catalogue::load_company(house.store(), *read, {.at = Instant{5}});
  CHECK(loaded.failures.empty());
  CHECK(loaded.frame.added == 1);
  const auto exported = catalogue::export_company(house.store());
  REQUIRE(exported);
  CHECK(exported->credit == read->credit);
  CHECK(wire::read_company(wire::write_company(*exported))->credit == read->credit);
  const auto again = catalogue::load_company(house.store(), *read, {.at = Instant{6}});
  CHECK(again.frame.added == 0);
  CHECK(house.number("SELECT count(*) FROM credit_change") == 3);
  // A record is the whole of what is written down of its customer.
  company.credit = {{*CustomerCode::parse("C-1"), "", {}}};
  catalogue::load_company(house.store(), company, {.at = Instant{7}});
  CHECK(house.number("SELECT count(*) FROM customer_credit") == 0);
  CHECK(house.number("SELECT count(*) FROM credit_hold") == 0);
}

TEST_CASE("Credit of a company: what cannot be so is said at its place") {
  const auto codes = [](std::string_view credit) {
    std::string document = wire::write_company(tests::import_company());
    document.replace(document.rfind('}'), std::string::npos,
                     ",\n\"credit\": [" + std::string(credit) + "]}");
    const auto read = wire::read_company(document);
    std::string found;
    if (read) return found;
    for (const Issue& issue : read.error()) {
      found += std::string(code_row(issue.code).name) + " at " + issue.path + "\n";
    }
    return found;
  };
  CHECK(codes(R"({"customer": "C-9"})") == "document_reference_unknown at credit[0].customer\n");
  CHECK(codes(R"({"customer": "C-1"}, {"customer": "C-1"})") ==
        "document_duplicate at credit[1]\n");
  CHECK(codes(R"({"customer": "C-1", "accounts": [{"currency": "GBP", "limit": "-1"}]})") ==
        "document_value_refused at credit[0].accounts[0].limit\n");
  CHECK(codes(R"({"customer": "C-1", "accounts": [{"currency": "GBP", "action": "stop"}]})") ==
        "document_value_refused at credit[0].accounts[0].action\n");
  CHECK(codes(R"({"customer": "C-1", "accounts": [{"currency": "GBP"}, {"currency": "GBP"}]})") ==
        "document_duplicate at credit[0].accounts[1]\n");
  CHECK(codes(R"({"customer": "C-1", "accounts": [{"limit": "1"}]})") ==
        "document_field_missing at credit[0].accounts[0].currency\n");
  CHECK(codes(R"({"customer": "C-1", "limit": "1"})") ==
        "document_field_unknown at credit[0].limit\n");
}
