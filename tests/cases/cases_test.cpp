// Runs every .case file of this folder, and asks that together they meet every code of the core.
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"

namespace tally::tests {

namespace {

struct Run {
  Case wanted;
  CaseResult result;
};

/// Every case of the folder, run once; a case that cannot be read ends the test with its mistake.
const std::vector<Run>& all_runs() {
  static const std::vector<Run> runs = [] {
    std::vector<Run> made;
    for (const auto& path : project_files("tests/cases", ".case")) {
      Case wanted = read_case(path);
      CaseResult result = run_case(wanted);
      made.push_back({std::move(wanted), std::move(result)});
    }
    return made;
  }();
  return runs;
}

struct Totals {
  std::optional<Money> net;
  std::optional<Money> tax;
  std::optional<Money> total;
  std::vector<std::string> groups;
  friend bool operator==(const Totals&, const Totals&) = default;
};

Totals totals_of(const Outcome& outcome) {
  auto groups = groups_of(outcome);
  std::ranges::sort(groups);
  return {outcome.net, outcome.tax, outcome.total, std::move(groups)};
}

/// The names in braces of a sentence.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
    const std::size_t close = text.find('}', open);
    names.emplace_back(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return names;
}

}  // namespace

TEST_CASE("every case comes out as it says") {
  for (const Run& run : all_runs()) {
    const auto said = differences(run.wanted, run.result);
    if (said.empty()) continue;
    std::string all = run.wanted.name + ".case (" + run.wanted.title + ")\n";
    for (const std::string& difference : said) all += "  - " + difference + "\n";
    const std::string report = all + "It came out as:\n" + print_result(run.wanted, run.result);
    FAIL_CHECK(report);
  }
  CHECK(all_runs().size() >= 60);
}

TEST_CASE("every code of the core is produced by a case") {
  std::set<IssueCode> produced;
  for (const Run& run : all_runs()) {
    for (const Issue& issue : run.result.issues) produced.insert(issue.code);
  }
  for (const CodeRow& row : code_rows()) {
    static const std::set<std::string_view> of_cases{"refund", "identify", "address", "terms",
                                                       "complete", "freight"};
    if (row.number >= 800 && !of_cases.contains(row.room)) continue;
    CHECK_MESSAGE(produced.contains(row.code), row.name << " is produced by no case");
  }
}

TEST_CASE("every place of every sentence and mend is filled by an argument of its issue") {
  for (const Run& run : all_runs()) {
    for (const Issue& issue : run.result.issues) {
      const CodeRow& row = code_row(issue.code);
      for (const std::string_view text : {row.sentence, row.mend}) {
        for (const std::string& name : places_of(text)) {
          CAPTURE(run.wanted.name);
          CAPTURE(name);
          CHECK(std::ranges::find(issue.arguments, name, &Argument::name) != issue.arguments.end());
        }
      }
    }
  }
}

TEST_CASE("no argument of an issue is missing from its sentence and mend") {
  for (const Run& run : all_runs()) {
    for (const Issue& issue : run.result.issues) {
      const CodeRow& row = code_row(issue.code);
      auto names = places_of(row.sentence);
      std::ranges::copy(places_of(row.mend), std::back_inserter(names));
      for (const Argument& argument : issue.arguments) {
        CAPTURE(row.name);
        CAPTURE(argument.name);
        CHECK(std::ranges::find(names, argument.name) != names.end());
      }
    }
  }
}

TEST_CASE("the order of the lines changes no total (magento/magento2#38455)") {
  int compared = 0;
  for (const Run& run : all_runs()) {
    if (!run.result.outcome || run.wanted.order.lines.size() < 2) continue;
    auto snapshot = open_company(run.wanted.company);
    REQUIRE(snapshot);
    RawOrder order = run.wanted.order;
    std::ranges::reverse(order.lines);
    const auto turned = pipeline::decide_order(*snapshot, order, run.wanted.as_of);
    REQUIRE(turned);
    CAPTURE(run.wanted.name);
    CHECK((totals_of(*turned) == totals_of(*run.result.outcome)));
    CHECK(turned->verdict == run.result.outcome->verdict);
    ++compared;
  }
  CHECK(compared > 10);
}

TEST_CASE("an order document is read back as the order it was written from") {
  for (const Run& run : all_runs()) {
    if (run.wanted.input != CaseInput::order) continue;
    CAPTURE(run.wanted.name);
    const std::string bytes = wire::write_order(run.wanted.order);
    const auto read = wire::read_order(bytes);
    if (run.wanted.order.lines.size() > order_lines_max) {
      CHECK_FALSE(read.has_value());
      continue;
    }
    REQUIRE(read.has_value());
    CHECK(*read == run.wanted.order);
    CHECK(wire::write_order(*read) == bytes);
  }
}

TEST_CASE("deciding twice gives the same bytes") {
  for (const Run& run : all_runs()) {
    if (!run.result.outcome) continue;
    CAPTURE(run.wanted.name);
    const CaseResult again = run_case(run.wanted);
    REQUIRE(again.outcome.has_value());
    CHECK(wire::outcome_bytes(*again.outcome) == wire::outcome_bytes(*run.result.outcome));
  }
}

}  // namespace tally::tests
