#include "shared/wire/outcome_bytes.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/wire/outcome_reader.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

std::string bytes_of_case(std::string_view path) {
  const CaseResult result = run_case(read_case(project_root() / path));
  REQUIRE(result.outcome.has_value());
  return wire::outcome_bytes(*result.outcome);
}

/// The snapshot's digest depends on the version of SQLite; everything else is ours.
std::string without_snapshot(std::string bytes) {
  constexpr std::string_view key = "\"snapshot\":\"";
  const std::size_t place = bytes.find(key) + key.size();
  return bytes.replace(place, 64, "…");
}

}  // namespace

TEST_CASE("the canonical bytes of an accepted order are these") {
  CHECK(without_snapshot(bytes_of_case(
            "tests/cases/price/break_reached_prices_the_whole_line.case")) ==
        R"({"as_of":"2026-03-02","channel":"rep","core_version":"4","currency":"USD",)"
        R"("customer":"C-100","issues":[],"lines":[{"id":"1","net":26400,"ordered":24000,)"
        R"("price":110000,"price_why":{"list":"RETAIL","list_price":110000,)"
        R"("quantity_from":24000,"source":"list"},"quantity":24000,"sku":"AB-103","tax":2178,)"
        R"("tax_why":{"admin_area":"CA","country":"US","rate":82500,"reason":"standard",)"
        R"("tax_class":"STANDARD"},"unit":"each"}],"net":26400,)"
        R"("order_id":"0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b",)"
        R"("rounding":{"level":"document","mode":"half_up"},"ship_to":"MAIN","snapshot":"…",)"
        R"("tax":2178,"tax_groups":[{"tax":2178,"taxable":26400,"why":{"admin_area":"CA",)"
        R"("country":"US","rate":82500,"reason":"standard"}}],"total":28578,"verdict":"accept"})");
}

TEST_CASE("the canonical bytes of an order that cannot go on are these") {
  CHECK(without_snapshot(bytes_of_case(
            "tests/cases/totals/below_the_minimum_says_how_much_is_missing.case")) ==
        R"({"as_of":"2026-03-02","channel":"rep","core_version":"4","currency":"USD",)"
        R"("customer":"C-100","issues":[{"arguments":{"minimum":{"currency":"USD","minor":2500},)"
        R"("missing":{"currency":"USD","minor":1250},"net":{"currency":"USD","minor":1250}},)"
        R"("code":"order_below_minimum","severity":"error"}],"lines":[{"id":"1","net":1250,)"
        R"("ordered":1000,"price":125000,"price_why":{"list":"RETAIL","list_price":125000,)"
        R"("next_break":24000,"next_price":110000,"quantity_from":1000,"source":"list"},)"
        R"("quantity":1000,"sku":"AB-103","tax":103,"tax_why":{"admin_area":"CA","country":"US",)"
        R"("rate":82500,"reason":"standard","tax_class":"STANDARD"},"unit":"each"}],"net":1250,)"
        R"("order_id":"0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b",)"
        R"("rounding":{"level":"document","mode":"half_up"},"ship_to":"MAIN","snapshot":"…",)"
        R"("tax":103,"tax_groups":[{"tax":103,"taxable":1250,"why":{"admin_area":"CA",)"
        R"("country":"US","rate":82500,"reason":"standard"}}],"total":1353,"verdict":"refuse"})");
}

TEST_CASE("the bytes of every case are canonical, and read back they are the same again") {
  int compared = 0;
  for (const auto& path : project_files("tests/cases", ".case")) {
    const CaseResult result = run_case(read_case(path));
    CAPTURE(path.stem().string());
    for (const Issue& issue : result.issues) {
      const std::string bytes = wire::issue_bytes(issue);
      REQUIRE(nlohmann::json::parse(bytes).dump() == bytes);
    }
    if (!result.outcome) continue;
    const std::string bytes = wire::outcome_bytes(*result.outcome);
    // This library sorts keys and writes no white space; it is not what the core writes with.
    REQUIRE(nlohmann::json::parse(bytes).dump() == bytes);
    REQUIRE(bytes.find_first_of("\n\t") == std::string::npos);
    const auto again = wire::read_outcome(bytes);
    REQUIRE(again.has_value());
    REQUIRE(wire::outcome_bytes(*again) == bytes);
    ++compared;
  }
  CHECK(compared > 80);
}

TEST_CASE("an argument is written by its type, so that two types never look alike") {
  const Currency usd = Currency::parse("USD").value();
  const Issue issue = make_issue(IssueCode::price_zero, "lines[0].sku",
                                 {{"z", std::int64_t{5}},
                                  {"y", std::string("5")},
                                  {"x", Money{5, usd}},
                                  {"w", UnitPrice{5, usd}},
                                  {"v", Quantity{5}},
                                  {"u", Rate{5}},
                                  {"t", Date::from_days(5)}});
  CHECK(wire::issue_bytes(issue) ==
        R"({"arguments":{"t":{"date":"1970-01-06"},"u":{"ppm":5},"v":{"thousandths":5},)"
        R"("w":{"currency":"USD","ten_thousandths":5},"x":{"currency":"USD","minor":5},)"
        R"("y":"5","z":5},"code":"price_zero","path":"lines[0].sku","severity":"review"})");
}
