#include "server/catalogue/import.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "server/catalogue/refusal_report.hpp"
#include "shared/explain/explain.hpp"
#include "tests/support/import_house.hpp"

using namespace tally;
using namespace tally::server::catalogue;
using tally::tests::ImportHouse;
using tally::tests::plain_mapping;

namespace {

struct Why {
  std::int64_t line;
  std::string column;
  IssueCode code;
  friend bool operator==(const Why&, const Why&) = default;
};

std::vector<Why> whys(const ImportReport& report) {
  std::vector<Why> found;
  for (const Refusal& refusal : report.refusals) {
    found.push_back({refusal.line, refusal.column, refusal.issue.code});
  }
  return found;
}

using Whys = std::vector<Why>;

const std::string products = plain_mapping(
    "products",
    "sku name tax_class gtin unit family variant status successor case_pack minimum step weight_g");
const std::string products_heading =
    "sku,name,tax_class,gtin,unit,family,variant,status,successor,case_pack,minimum,step,"
    "weight_g\n";

/// Ten thousand products, of which every 33rd has no name: 300 and some.
std::string ten_thousand(std::int64_t& bad) {
  std::string csv = "sku,name,tax_class\n";
  for (int i = 1; i <= 10'000; ++i) {
    const bool nameless = i % 33 == 0 && bad < 300;
    bad += nameless ? 1 : 0;
    csv += "N-" + std::to_string(i) + "," + (nameless ? "" : "Nail") + ",STANDARD\n";
  }
  return csv;
}

}  // namespace

TEST_CASE("Import: a product with every field arrives as it stands in the file") {
  ImportHouse house;
  const auto report = house.import(
      products, products_heading + "z-9,\"Cup,  blue\",standard,2000000000015,box,CUP,Blue,"
                                   "discontinued,A-1,12,6,6,310\n");
  CHECK(report.failures.empty());
  CHECK(whys(report).empty());
  CHECK(report.counts.added == 1);
  CHECK(house.text("SELECT name || '|' || gtin || '|' || unit || '|' || family || '|' || variant "
                   "|| '|' || tax_class || '|' || status || '|' || successor || '|' || case_pack "
                   "|| '|' || minimum || '|' || step || '|' || weight_g FROM product "
                   "WHERE sku = 'Z-9'") ==
        "Cup, blue|02000000000015|box|CUP|Blue|STANDARD|1|A-1|12000|6000|6000|310");
}

TEST_CASE("Import: every reason to refuse a line, all of a line at once") {
  ImportHouse house;
  const auto report = house.import(
      products, products_heading +
                    "B-1,,STANDARD,,,,,,,,,,\n"                      // 2: no name
                    "B-2,Two,STANDARD,2000000000016,,,,,,,,,\n"      // 3: check digit
                    "B-3,Three,STANDARD,,,,,gone,,,,,\n"             // 4: no such status
                    "B-4,Four,STANDARD,,,,,,,a dozen,,,\n"           // 5: no number
                    "B-5,Five,STANDARD,,,,,,,0,1.2345,,-1\n"         // 6: three at once
                    "B-6,Six,STANDARD,,,,,,,,2000000000,,\n"         // 7: too large
                    "B-7,Seven\n"                                    // 8: too few cells
                    "B-8,Eight,STANDARD,,,,,,B-99,,,,\n"             // 9: no such successor
                    "B-9,Nine,STANDARD,,,,,,,,,,\n"                  // 10: good
                    "b-9,Nine again,STANDARD,,,,,,,,,,\n"            // 11: another name
                    "B-9,Nine,STANDARD,,,,,,,,,,\n" +                // 12: said again
                    std::string(70, 'X') + ",Long,STANDARD,,,,,,,,,,\n"   // 13: SKU too long
                    "B-10,Bell\x07,STANDARD,,,,,,,,,,\n"                  // 14: not printable
                    "B-11,Eleven,STANDARD,,,,,,,99999999999999999999,,,\n");  // 15
  CHECK(whys(report) == Whys{{2, "name", IssueCode::import_cell_empty},
                             {3, "gtin", IssueCode::import_gtin_wrong},
                             {4, "status", IssueCode::import_value_refused},
                             {5, "case_pack", IssueCode::import_not_a_number},
                             {6, "case_pack", IssueCode::import_below_limit},
                             {6, "minimum", IssueCode::import_too_precise},
                             {6, "weight_g", IssueCode::import_below_limit},
                             {7, "minimum", IssueCode::import_too_large},
                             {8, "", IssueCode::import_cells_differ},
                             {9, "successor", IssueCode::import_reference_unknown},
                             {11, "", IssueCode::import_key_repeated},
                             {13, "sku", IssueCode::import_value_refused},
                             {14, "name", IssueCode::import_value_refused},
                             {15, "case_pack", IssueCode::import_too_large}});
  CHECK(report.counts.lines == 14);
  CHECK(report.counts.refused == 12);
  CHECK(report.counts.repeated == 1);
  CHECK(report.counts.added == 1);
  CHECK(house.number("SELECT count(*) FROM product") == 4);
}

TEST_CASE("Import: prices, customers and stock name what is not there") {
  ImportHouse house;
  const auto prices = house.import(
      plain_mapping("prices", "list sku price quantity_from valid_from valid_until"),
      "list,sku,price,quantity_from,valid_from,valid_until\n"
      "LIST,A-1,2.4,10,,\nNONE,A-9,1,,,\nLIST,A-1,1.23456,,,\n"
      "LIST,A-1,2,,2026-12-31,2026-01-01\nLIST,A-1,2,,31.12.2026,\n");
  CHECK(whys(prices) == Whys{{3, "list", IssueCode::import_reference_unknown},
                             {3, "sku", IssueCode::import_reference_unknown},
                             {4, "price", IssueCode::import_too_precise},
                             {5, "valid_until", IssueCode::import_days_reversed},
                             {6, "valid_from", IssueCode::import_not_a_date}});
  CHECK(prices.counts.added == 1);
  const auto customers =
      house.import(plain_mapping("customers", "code name price_list country"),
                   "code,name,price_list,country\nC-8,Eight,LIST,EIRE\nC-9,Nine,NONE,GB\n");
  CHECK(whys(customers) == Whys{{2, "country", IssueCode::import_value_refused},
                                {3, "price_list", IssueCode::import_reference_unknown}});
  const auto stock =
      house.import(plain_mapping("stock", "warehouse sku on_hand"),
                   "warehouse,sku,on_hand\nMAIN,A-1,70\nNORTH,A-9,1\nMAIN,A-2,-1\n");
  CHECK(whys(stock) == Whys{{3, "warehouse", IssueCode::import_reference_unknown},
                            {3, "sku", IssueCode::import_reference_unknown},
                            {4, "on_hand", IssueCode::import_below_limit}});
  CHECK(house.number("SELECT on_hand FROM stock_balance WHERE sku = 'A-1'") == 70'000);
}

TEST_CASE("Import: a count below what is promised to orders is refused") {
  ImportHouse house;
  const std::string orders = plain_mapping("orders", "order day sku quantity customer",
                                           "\"source\": \"till\",");
  house.import_orders(orders, "order,day,sku,quantity,customer\n1,2026-03-02,A-1,40,C-1\n");
  const auto report = house.import(plain_mapping("stock", "warehouse sku on_hand"),
                                   "warehouse,sku,on_hand\nMAIN,A-1,39\n");
  CHECK(whys(report) == Whys{{2, "on_hand", IssueCode::import_stock_reserved}});
  CHECK(house.number("SELECT on_hand FROM stock_balance WHERE sku = 'A-1'") == 100'000);
}

TEST_CASE("Import: of 10,000 lines 300 are bad, and the others go in together") {
  ImportHouse house;
  std::int64_t bad = 0;
  const std::string csv = ten_thousand(bad);
  REQUIRE(bad == 300);
  const std::string mapping = plain_mapping("products", "sku name tax_class");
  const auto report = house.import(mapping, csv);
  CHECK(report.counts.refused == 300);
  CHECK(report.refusals.size() == 300);
  CHECK(report.counts.added == 9'700);
  CHECK(report.refusals.front().line == 34);

  const auto again = house.import(mapping, csv);
  CHECK(again.counts.added == 0);
  CHECK(again.counts.changed == 0);
  CHECK(again.counts.unchanged == 9'700);
  CHECK(house.number("SELECT count(*) FROM product") == 9'703);
}

TEST_CASE("Import: a full disk keeps nothing of the file, says how to mend it, and then takes it") {
  ImportHouse house;
  const auto allow_pages = [&](const char* pragma) {
    house.store().write([&](server::store::Connection& db) {
      return db.execute(pragma) ? server::store::Keep::yes : server::store::Keep::no;
    });
  };
  std::int64_t bad = 0;
  const std::string csv = ten_thousand(bad);
  const std::string mapping = plain_mapping("products", "sku name tax_class");
  allow_pages("PRAGMA max_page_count = 1");  // no page more than there are
  const auto full = house.import(mapping, csv);
  REQUIRE(full.failures.size() == 1);
  CHECK(full.failures.front().code == IssueCode::disk_full);
  CHECK(house.number("SELECT count(*) FROM product") == 3);
  allow_pages("PRAGMA max_page_count = 1000000");
  CHECK(house.import(mapping, csv).counts.added == 9'700);
  CHECK(house.number("SELECT count(*) FROM product") == 9'703);
}

TEST_CASE("Import: a dry run reports the same and keeps nothing") {
  ImportHouse house;
  std::int64_t bad = 0;
  const std::string csv = ten_thousand(bad);
  const auto report = house.import(plain_mapping("products", "sku name tax_class"), csv,
                                   {.run = Run::dry});
  CHECK(report.failures.empty());
  CHECK(report.counts.refused == 300);
  CHECK(report.counts.added == 9'700);
  CHECK(house.number("SELECT count(*) FROM product") == 3);
}

TEST_CASE("Import: with --strict one bad line keeps all others out") {
  ImportHouse house;
  const std::string mapping = plain_mapping("products", "sku name tax_class");
  const auto report = house.import(mapping, "sku,name,tax_class\nN-1,Nail,S\nN-2,,S\n",
                                   {.strictness = Strictness::all_or_nothing});
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].code == IssueCode::import_strict_refused);
  CHECK(house.number("SELECT count(*) FROM product") == 3);
  const auto good = house.import(mapping, "sku,name,tax_class\nN-1,Nail,S\n",
                                 {.strictness = Strictness::all_or_nothing});
  CHECK(good.failures.empty());
  CHECK(house.number("SELECT count(*) FROM product") == 4);
}

TEST_CASE("Import: a file in Latin-1 arrives readable, and is refused where the mapping is wrong") {
  ImportHouse house;
  const std::string csv = "sku,name,tax_class\nN-1,N\xE4gel f\xFCr T\xFCren,S\n";
  const auto wrong = house.import(plain_mapping("products", "sku name tax_class"), csv);
  REQUIRE(wrong.failures.size() == 1);
  CHECK(wrong.failures[0].code == IssueCode::import_encoding_differs);
  CHECK(explain::say_issue(wrong.failures[0]).mend.find("windows-1252") != std::string::npos);
  CHECK(house.number("SELECT count(*) FROM product") == 3);
  const auto right = house.import(
      plain_mapping("products", "sku name tax_class", "\"encoding\": \"latin-1\","), csv);
  CHECK(right.failures.empty());
  CHECK(house.text("SELECT name FROM product WHERE sku = 'N-1'") == "Nägel für Türen");
}

TEST_CASE("Import: what is wrong with a whole file changes nothing and says how to mend it") {
  ImportHouse house;
  const std::string mapping = plain_mapping("products", "sku name tax_class");
  const auto failure = [&](std::string_view csv) {
    const auto report = house.import(mapping, csv);
    REQUIRE(report.failures.size() == 1);
    return report.failures[0].code;
  };
  CHECK(failure("sku,nam,tax_class\nN-1,Nail,S\n") == IssueCode::import_column_missing);
  CHECK(failure("sku;name;tax_class\nN-1;Nail;S\n") == IssueCode::import_delimiter_differs);
  CHECK(failure("") == IssueCode::import_file_empty);
  CHECK(failure("sku,name,tax_class\nN-1,Nail,S\nN-2,\"Nut,S\n") == IssueCode::import_quote_open);
  CHECK(house.number("SELECT count(*) FROM product") == 3);

  const auto missing = house.import(mapping, "sku,nam,tax_class\n");
  const std::string sentence = explain::say_issue(missing.failures[0]).sentence;
  CHECK(sentence.find("\"name\"") != std::string::npos);
  CHECK(sentence.find("\"sku\", \"nam\", \"tax_class\"") != std::string::npos);

  ImportRequest request{.mapping = *read_mapping(mapping), .files = {"no-such-file.csv"}};
  CHECK(import_files(house.store(), request).failures.at(0).code ==
        IssueCode::import_file_unreadable);
}

TEST_CASE("Import: a field that the mapping does not name keeps what the record had") {
  ImportHouse house;
  const std::string weights = R"({"tallystick": "mapping/1", "kind": "products", "fields": {
    "sku": "sku", "name": "name", "tax_class": {"constant": "STANDARD"}, "weight_g": "g"}})";
  house.import(products, products_heading + "Z-1,Zed,STANDARD,,box,FAM,,,,12,,,\n");
  const auto report = house.import(weights, "sku,name,g\nZ-1,Zed,700\n");
  CHECK(report.counts.changed == 1);
  CHECK(house.text("SELECT unit || '|' || family || '|' || case_pack || '|' || weight_g "
                   "FROM product WHERE sku = 'Z-1'") == "box|FAM|12000|700");
}

TEST_CASE("Import: a customer on several lines has several ship-tos, and keeps the old ones") {
  ImportHouse house;
  const std::string mapping = plain_mapping(
      "customers", "code name price_list country locality ship_to ship_to_locality");
  const std::string csv =
      "code,name,price_list,country,locality,ship_to,ship_to_locality\n"
      "C-2,Second,LIST,GB,Leeds,GB,Leeds\nC-2,Second,LIST,GB,Leeds,DEPOT,York\n"
      "C-3,Third,LIST,GB,Ely,,\n";
  const auto report = house.import(mapping, csv);
  CHECK(whys(report).empty());
  CHECK(report.counts.added == 1);
  CHECK(report.counts.changed == 1);
  CHECK(house.text("SELECT group_concat(s.code || ' ' || s.locality, ', ') FROM ship_to s "
                   "JOIN customer c ON c.id = s.customer WHERE c.code = 'C-2'") ==
        "GB Leeds, IE , DEPOT York");
  CHECK(house.text("SELECT s.code || ' ' || s.locality FROM ship_to s "
                   "JOIN customer c ON c.id = s.customer WHERE c.code = 'C-3'") == "MAIN Ely");
  CHECK(house.import(mapping, csv).counts.unchanged == 2);
}

TEST_CASE("Import: which of several lines of a key holds is the mapping's to say") {
  const std::string csv = "sku,name,tax_class\nN-1,a,S\nN-1,b,S\nN-1,b,S\nN-1,c,S\n";
  const auto name_by = [&](const std::string& rule) {
    ImportHouse house;
    house.import(plain_mapping("products", "sku name tax_class", "\"repeated\": \"" + rule + "\","),
                 csv);
    return house.text("SELECT name FROM product WHERE sku = 'N-1'");
  };
  CHECK(name_by("first") == "a");
  CHECK(name_by("last") == "c");
  CHECK(name_by("most_frequent") == "b");
}

TEST_CASE("Import: a default counts only where no line says more") {
  ImportHouse house;
  const std::string mapping = R"({"tallystick": "mapping/1", "kind": "products",
    "repeated": "most_frequent", "only_where": [
      {"column": "qty", "test": "above_zero"},
      {"column": "sku", "test": "one_of", "values": ["POST"], "not": true}],
    "fields": {"sku": {"column": "sku", "strip_suffix": ".0", "strip_prefix": "#"},
      "name": {"column": "name", "default": "none"},
      "tax_class": {"constant": "S"},
      "family": {"column": "sku", "prefix": "of "}}})";
  const auto report = house.import(
      mapping, "sku,name,qty\n7.0,,1\n7.0,,1\n7.0,Seven,1\n8.0,,1\nPOST,Post,1\n9.0,Nine,-1\n");
  CHECK(report.counts.left_out == 2);
  CHECK(house.text("SELECT group_concat(sku || ' ' || name || ' ' || family, ', ') FROM product "
                   "WHERE tax_class = 'S'") == "7 Seven of 7.0, 8 none of 8.0");
}

TEST_CASE("Import: columns by number where there is no heading") {
  ImportHouse house;
  const std::string mapping = R"({"tallystick": "mapping/1", "kind": "stock", "heading": false,
    "delimiter": "|", "fields": {"warehouse": {"constant": "MAIN"}, "sku": "2", "on_hand": "1"}})";
  const auto report = house.import(mapping, "55|A-1\n66|A-2\n");
  CHECK(report.counts.changed == 2);
  CHECK(house.number("SELECT on_hand FROM stock_balance WHERE sku = 'A-2'") == 66'000);
}

TEST_CASE("Import: the report of refused lines is a CSV file that can be read back") {
  ImportHouse house;
  const auto report = house.import(plain_mapping("products", "sku name tax_class"),
                                   "sku,name,tax_class\nN-1,,S\nN-2,\"two \"\"x\"\"\"\n");
  std::ostringstream csv;
  write_refusals(csv, report.refusals);
  std::istringstream stream(csv.str());
  CsvReader reader(stream, "refused.csv", {});
  CsvRow row;
  std::vector<std::vector<std::string>> rows;
  while (reader.next(row)) rows.push_back({row.cells.begin(), row.cells.end()});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] == std::vector<std::string>{"file", "line", "column", "value", "reason", "mend",
                                            "code"});
  CHECK(rows[1][1] == "2");
  CHECK(rows[1][2] == "name");
  CHECK(rows[1][4] == "name is missing.");
  CHECK(rows[1][6] == "import_cell_empty");
  CHECK(rows[2][6] == "import_cells_differ");
  CHECK(say_refusal(report.refusals[0]).ends_with(
      "file.csv, line 2, column \"name\": name is missing. Fill in the column \"name\", or give "
      "it a default in the mapping."));
}

TEST_CASE("Import: a change of the catalogue is noticed, a second time the same is none") {
  ImportHouse house;
  const char* revision = "SELECT value FROM fact WHERE name = 'catalogue_revision'";
  const std::int64_t before = house.number(revision);
  const std::string mapping = plain_mapping("products", "sku name tax_class");
  house.import(mapping, "sku,name,tax_class\nN-1,Nail,S\n");
  CHECK(house.number(revision) == before + 1);
  house.import(mapping, "sku,name,tax_class\nN-1,Nail,S\n");
  CHECK(house.number(revision) == before + 1);
}
