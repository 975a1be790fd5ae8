#include "shared/rules/examples.hpp"

#include "shared/rules/print.hpp"
#include "shared/rules/say.hpp"

namespace tally::rules {

namespace {

bool is_as_expected(const Example& example, const Decided& decided) {
  if (example.expected == Expected::staff) return decided.status != Status::decided;
  return decided.status == Status::decided && decided.answers == example.answers;
}

std::vector<const Example*> examples_of(const DecisionRules& rules) {
  std::vector<const Example*> all;
  for (const Rule& rule : rules.rules) {
    for (const Example& example : rule.examples) all.push_back(&example);
  }
  if (rules.otherwise) {
    for (const Example& example : rules.otherwise->examples) all.push_back(&example);
  }
  return all;
}

}  // namespace

std::vector<std::int64_t> example_inputs(const Vocabulary& vocabulary, const Example& example) {
  std::vector<std::int64_t> values;
  for (const Field& field : vocabulary.fields) {
    values.push_back(field.missing == MissingPolicy::optional ? missing_value : unstated_value);
  }
  for (const Atom& atom : example.given) {
    values[atom.field] = atom.test == Test::holds     ? 1
                         : atom.test == Test::fails   ? 0
                         : atom.test == Test::missing ? missing_value
                                                      : atom.values.front();
  }
  return values;
}

std::vector<ExampleResult> run_examples(const Vocabulary& vocabulary, const RuleSet& set,
                                        const Program& program, AsOf as_of) {
  std::vector<ExampleResult> results;
  for (std::size_t i = 0; i < set.decisions.size(); ++i) {
    for (const Example* example : examples_of(set.decisions[i])) {
      ExampleResult result;
      result.decision = static_cast<std::uint32_t>(i);
      result.place = example->place;
      result.values = example_inputs(vocabulary, *example);
      const AsOf day{example->today.value_or(as_of.date)};
      result.decided = program.decide(i, {result.values, day, KnownAt::server});
      if (is_as_expected(*example, result.decided)) result.verdict = ExampleVerdict::as_expected;
      results.push_back(std::move(result));
    }
  }
  return results;
}

Issues example_issues(const Vocabulary& vocabulary, const RuleSet& set,
                      const std::vector<ExampleResult>& results) {
  Issues issues;
  std::size_t at = 0;
  for (const DecisionRules& rules : set.decisions) {
    for (const Example* example : examples_of(rules)) {
      const ExampleResult& result = results[at++];
      if (result.verdict == ExampleVerdict::as_expected) continue;
      Decided wanted;
      wanted.status = example->expected == Expected::staff ? Status::no_answer : Status::decided;
      wanted.answers = example->answers;
      std::string why;
      for (const std::uint32_t rule : result.decided.fired) {
        why += (why.empty() ? "" : ", ") + ("\"" + rules.rules[rule].name + "\"") + " holds";
      }
      if (why.empty()) why = "no rule holds";
      issues.push_back(make_issue(IssueCode::example_differs, say_place(result.place),
                                  {{"expected", say_answers(vocabulary, rules, wanted)},
                                   {"found", say_answers(vocabulary, rules, result.decided)},
                                   {"why", why}}));
    }
  }
  return issues;
}

}  // namespace tally::rules
