// Any bytes as rules, as a vocabulary, as a table and under the cursor: nothing may loop or crash.
// Promises: what reads prints, and the print reads to the same value and prints the same; a refusal
// has a place and a sentence; what is compiled decides any order; a table comes back.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/explain/explain.hpp"
#include "shared/rules/rules.hpp"
#include "tests/fuzz/must.hpp"

using namespace tally;
using namespace tally::rules;

namespace {

const Vocabulary& words() {
  static const Vocabulary vocabulary = read_vocabulary(
      "field order total | money 0 20000000\nfield margin | percent 0 10000 | server\n"
      "field order weight | weight 0 2000000\nfield number of lines | count 0 100\n"
      "field days until due | days -9 9 | optional\nfield due date | date 2020-01-01 2030-12-31\n"
      "field tier | one of standard, net 30, gold | optional\nfact it is new | it is old\n"
      "decision approval | all of manager, director | send to * now\n"
      "decision tax | exactly one of charge tax, exempt | *\n"
      "decision discount | highest percent up to 30% | give *\n"
      "decision route | first of east, west | go *\n", {}).value();
  return vocabulary;
}

void check_refusal(const Issues& issues) {
  TALLY_MUST(!issues.empty());
  for (const Issue& issue : issues) TALLY_MUST(!explain::say_issue(issue).sentence.empty());
}

void check_set(const RuleSet& set) {
  const std::string printed = print_rules(words(), set);
  const auto again = read_rules(words(), printed);
  TALLY_MUST(again.has_value());
  TALLY_MUST(*again == set);
  TALLY_MUST(print_rules(words(), *again) == printed);
  const auto program = Program::compile(words(), set);
  if (!program) return check_refusal(program.error());
  const AsOf day{Date::from_days(20'000)};
  (void)example_issues(words(), set, run_examples(words(), set, *program, day));
  for (std::size_t i = 0; i < set.decisions.size(); ++i) {
    const auto back = read_table(words(), write_csv(words(), table_of(words(), set.decisions[i])));
    TALLY_MUST(back.has_value());
    TALLY_MUST(*back == set.decisions[i]);
    for (const std::int64_t value : {missing_value, std::int64_t{0}, std::int64_t{1}}) {
      const std::vector<std::int64_t> order(words().fields.size(), value);
      const Explained explained = program->explain(i, {order, day, KnownAt::server}, 5);
      TALLY_MUST(!say_explained(words(), set.decisions[i], explained, order).empty());
    }
    const auto analysis = Analysis::make(words(), set.decisions[i]);
    TALLY_MUST(analysis.has_value());
    AnalysisOptions options;
    options.today = day;
    options.gap_steps_max = 500;
    options.dead_steps_max = 200;
    for (const Finding& finding : analysis->findings(options).list) {
      check_refusal({finding_issue(words(), set.decisions[i], finding)});
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto set = read_rules(words(), text)) {
    check_set(*set);
  } else {
    check_refusal(set.error());
  }
  for (const std::size_t cursor : {size, size / 2, size / 3}) {
    TALLY_MUST(complete(words(), text, cursor).from <= cursor);
  }
  const CompanyWords company{"hall", {"north", "south"}};
  if (const auto read = read_vocabulary(text, std::span(&company, 1)); !read) {
    check_refusal(read.error());
  }
  if (const auto table = read_table(words(), text); !table) check_refusal(table.error());
  return 0;
}
