#include "shared/rules/program.hpp"

#include <algorithm>

#include "shared/rules/limits.hpp"

namespace tally::rules {

namespace {

void collect_fields(const Condition& condition, std::vector<bool>& fields) {
  if (condition.join == Join::one) {
    fields[condition.atom.field] = true;
    return;
  }
  for (const Condition& part : condition.parts) collect_fields(part, fields);
}

std::vector<bool> fields_of(const Rule& rule, std::size_t count) {
  std::vector<bool> fields(count);
  collect_fields(rule.when, fields);
  if (rule.unless) collect_fields(*rule.unless, fields);
  return fields;
}

}  // namespace

Result<DecisionProgram> DecisionProgram::compile(const Vocabulary& vocabulary, const Space& space,
                                                 const DecisionRules& rules) {
  DecisionProgram program;
  Issues issues;
  program.fields_ = vocabulary.fields.size();
  program.decision_ = vocabulary.decisions[rules.decision];
  program.rules_ = rules;
  program.server_rules_.resize(rules.rules.size() / word_bits + 1);
  std::vector<bool> read(program.fields_), read_everywhere(program.fields_);
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const Rule& rule = rules.rules[i];
    auto region = region_of(space, vocabulary, rule);
    if (!region) {
      issues.push_back(make_issue(
          IssueCode::rule_too_wide, say_place(rule.place),
          {{"rule", rule.name}, {"limit", static_cast<std::int64_t>(cases_max)}}));
      continue;
    }
    for (const Box& box : *region) {
      boxes.push_back(box);
      program.rule_of_box_.push_back(static_cast<std::uint32_t>(i));
    }
    program.regions_.push_back(*std::move(region));
    const auto fields = fields_of(rule, program.fields_);
    bool reads_server = false;
    for (std::size_t field = 0; field < fields.size(); ++field) {
      if (!fields[field]) continue;
      read[field] = true;
      reads_server |= vocabulary.fields[field].known_at == KnownAt::server;
    }
    for (std::size_t field = 0; field < fields.size() && !reads_server; ++field) {
      if (fields[field]) read_everywhere[field] = true;
    }
    if (reads_server) {
      set_bit(program.server_rules_.data(), i);
      for (const std::uint32_t target : rule.overrides) {
        set_bit(program.server_rules_.data(), target);
      }
      program.has_server_rules_ = true;
    }
    program.has_overrides_ |= !rule.overrides.empty();
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  for (std::size_t field = 0; field < program.fields_; ++field) {
    const auto index = static_cast<std::uint16_t>(field);
    if (read[field]) program.reads_.push_back(index);
    if (vocabulary.fields[field].missing == MissingPolicy::optional) continue;
    if (read[field]) program.required_.push_back(index);
    if (read_everywhere[field]) program.required_everywhere_.push_back(index);
  }
  program.vocabulary_fields_ = vocabulary.fields;
  program.index_ = BoxIndex(space, boxes);
  return program;
}

Result<Program> Program::compile(const Vocabulary& vocabulary, const RuleSet& set) {
  Program program;
  Issues issues;
  const Space space(vocabulary);
  for (const DecisionRules& rules : set.decisions) {
    auto compiled = DecisionProgram::compile(vocabulary, space, rules);
    if (compiled) {
      program.decisions_.push_back(*std::move(compiled));
    } else {
      std::ranges::move(compiled.error(), std::back_inserter(issues));
    }
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return program;
}

Decided Program::decide(std::size_t index, const Inputs& inputs) const {
  Scratch scratch;
  Decided decided;
  decisions_[index].decide(inputs, scratch, decided);
  return decided;
}

Explained Program::explain(std::size_t index, const Inputs& inputs, std::size_t near_max) const {
  Scratch scratch;
  Explained explained;
  decisions_[index].explain(inputs, near_max, scratch, explained);
  return explained;
}

Truth truth_of(std::span<const Field> fields, const Atom& atom, std::int64_t value) {
  if (value == unstated_value) return Truth::unknown;
  const bool is_missing = value == missing_value;
  if (atom.test == Test::missing) return is_missing ? Truth::holds : Truth::fails;
  if (atom.test == Test::known) return is_missing ? Truth::fails : Truth::holds;
  if (is_missing) return Truth::unknown;
  const auto named = [&] { return std::ranges::find(atom.values, value) != atom.values.end(); };
  bool holds = false;
  switch (atom.test) {
    case Test::holds: holds = value == 1; break;
    case Test::fails: holds = value == 0; break;
    case Test::one_of: holds = named(); break;
    case Test::none_of: holds = !named(); break;
    default: {
      const Field& field = fields[atom.field];
      const Bound low = atom.low.value_or(Bound{field.low, Edge::included});
      const Bound high = atom.high.value_or(Bound{field.high, Edge::included});
      holds = (low.edge == Edge::included ? value >= low.value : value > low.value) &&
              (high.edge == Edge::included ? value <= high.value : value < high.value);
    }
  }
  return holds ? Truth::holds : Truth::fails;
}

Truth truth_of(std::span<const Field> fields, const Condition& condition,
               std::span<const std::int64_t> values) {
  if (condition.join == Join::one) {
    return truth_of(fields, condition.atom, values[condition.atom.field]);
  }
  std::size_t holds = 0;
  std::size_t fails = 0;
  for (const Condition& part : condition.parts) {
    const Truth truth = truth_of(fields, part, values);
    holds += truth == Truth::holds ? 1 : 0;
    fails += truth == Truth::fails ? 1 : 0;
  }
  const std::size_t all = condition.parts.size();
  switch (condition.join) {
    case Join::any:
      return holds > 0 ? Truth::holds : fails == all ? Truth::fails : Truth::unknown;
    case Join::none:
      return holds > 0 ? Truth::fails : fails == all ? Truth::holds : Truth::unknown;
    default: return fails > 0 ? Truth::fails : holds == all ? Truth::holds : Truth::unknown;
  }
}

}  // namespace tally::rules
