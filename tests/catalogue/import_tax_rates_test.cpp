// The import of tax rates: nothing half imported, safe to run again, the whole table held together.
#include <doctest/doctest.h>

#include "server/catalogue/import.hpp"
#include "tests/support/import_house.hpp"

using namespace tally;
using namespace tally::server::catalogue;
using tally::tests::ImportHouse;
using tally::tests::plain_mapping;

namespace {

const std::string rates_mapping = plain_mapping(
    "tax-rates",
    "country admin_area postal_from postal_until tax_class authority percent valid_from "
    "valid_until");
const std::string rates_heading =
    "country,admin_area,postal_from,postal_until,tax_class,authority,percent,valid_from,"
    "valid_until\n";

}  // namespace

TEST_CASE("Import: tax rates arrive once, and a second run changes nothing") {
  ImportHouse house;
  const std::string csv = rates_heading +
                          "US,CA,,,STANDARD,California,6,,\n"
                          "US,CA,94500,94699,STANDARD,Alameda County,0.25,2026-01-01,\n";
  const std::int64_t before = house.number("SELECT count(*) FROM tax_rate");
  CHECK(house.import(rates_mapping, csv, {.run = Run::dry}).counts.added == 2);
  CHECK(house.number("SELECT count(*) FROM tax_rate") == before);
  CHECK(house.import(rates_mapping, csv).counts.added == 2);
  const auto again = house.import(rates_mapping, csv);
  CHECK(again.counts.added == 0);
  CHECK(again.counts.changed == 0);
  CHECK(again.counts.unchanged == 2);
  CHECK(house.text("SELECT postal_key FROM tax_rate WHERE authority = 'Alameda County'") == "94");
}

TEST_CASE("Import: a tax rate that breaks the table is refused with its line") {
  ImportHouse house;
  REQUIRE(house.import(rates_mapping, rates_heading + "US,NY,,,T,,4,,2026-06-30\n")
              .refusals.empty());
  const auto report = house.import(rates_mapping, rates_heading + "US,NY,,,T,,5,2026-07-02,\n"
                                                            "US,TX,,,T,,625,,\n"
                                                            "US,TX,100,1000,T,,6,,\n"
                                                            "US,TX,,,T,,6.25,,\n");
  REQUIRE(report.refusals.size() == 3);
  CHECK(report.refusals[0].line == 2);
  CHECK(report.refusals[0].issue.code == IssueCode::tax_table_hole);
  CHECK(report.refusals[1].issue.code == IssueCode::tax_rate_above_whole);
  CHECK(report.refusals[2].issue.code == IssueCode::import_value_refused);
  CHECK(report.counts.added == 1);
}

TEST_CASE("Import: with --strict one bad tax rate keeps all of them out") {
  ImportHouse house;
  const std::int64_t before = house.number("SELECT count(*) FROM tax_rate");
  const std::string csv = rates_heading + "US,TX,,,T,,6.25,,\nUS,TX,,,U,,625,,\n";
  const auto report = house.import(rates_mapping, csv,
                                   {.strictness = Strictness::all_or_nothing});
  CHECK_FALSE(report.failures.empty());
  CHECK(house.number("SELECT count(*) FROM tax_rate") == before);
}
