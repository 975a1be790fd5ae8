// Thirty thousand decisions that somebody else computed: none may differ.
#include <doctest/doctest.h>

#include "shared/rules/print.hpp"
#include "shared/rules/program.hpp"
#include "shared/rules/reader.hpp"
#include "tests/support/rules_bench.hpp"
#include "tests/support/skip.hpp"

using namespace tally;
using namespace tally::rules;
using namespace tally::tests;

TEST_CASE("20, 200 and 2,000 rules decide 10,000 orders as expected, row for row") {
  const AsOf day{Date::parse("2026-03-02").value()};
  for (const std::string size : {"20", "200", "2000"}) {
    CAPTURE(size);
    const auto bench = load_rules_bench(size, "first of");
    if (!bench) return skip("rules bench", "TALLYSTICK_DATA names no folder with rules/bench/");
    const auto program = Program::compile(bench->vocabulary, bench->set);
    REQUIRE(program);
    REQUIRE(bench->orders.size() == 10'000);
    REQUIRE(bench->expected.size() == 10'000);
    Scratch scratch;
    Decided decided;
    int differ = 0;
    for (std::size_t i = 0; i < bench->orders.size(); ++i) {
      program->decisions()[0].decide({bench->orders[i], day, KnownAt::server}, scratch, decided);
      std::int64_t sum = 0;
      for (const std::uint32_t rule : decided.fired) sum += rule + 1;
      const BenchExpected& wanted = bench->expected[i];
      const std::int64_t first =
          decided.fired.empty() ? -1 : static_cast<std::int64_t>(decided.fired.front());
      const bool is_same = decided.status == Status::decided && first == wanted.first &&
                           static_cast<std::int64_t>(decided.fired.size()) == wanted.count &&
                           sum == wanted.sum;
      if (!is_same) ++differ;
    }
    CHECK(differ == 0);
  }
}

TEST_CASE("the 2,000 rules print back to the same value") {
  const auto bench = load_rules_bench("2000", "first of");
  if (!bench) return skip("rules bench", "TALLYSTICK_DATA names no folder with rules/bench/");
  const std::string printed = print_rules(bench->vocabulary, bench->set);
  const auto again = read_rules(bench->vocabulary, printed);
  REQUIRE(again);
  CHECK(*again == bench->set);
  CHECK(print_rules(bench->vocabulary, *again) == printed);
}
