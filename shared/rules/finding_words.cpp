// Findings as issues: their rules, answers and orders in words, and what would mend them.
#include <algorithm>
#include <compare>
#include <limits>
#include <utility>

#include "shared/rules/analysis.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/say.hpp"

namespace tally::rules {

namespace {

/// "gold or platinum", "at least $500", "from $5 to $9 or missing"
std::string say_values(const Vocabulary& vocabulary, std::uint16_t index, const ValueSet& values) {
  const Field& field = vocabulary.fields[index];
  std::vector<std::string> words;
  std::vector<std::string> behind;
  for (const Interval& each : values.intervals()) {
    if (each.low == missing_value) {
      behind.emplace_back("missing");
      continue;
    }
    if (field.type == FieldType::choice) {
      for (std::int64_t value = each.low; value <= each.high; ++value) {
        words.push_back(print_value(vocabulary, field, value));
      }
      continue;
    }
    Atom atom;
    atom.field = index;
    atom.test = Test::range;
    if (each.low == each.high) {
      atom.test = Test::one_of;
      atom.values.push_back(each.low);
    } else if (each.low == field.low && each.high == field.high) {
      atom.test = Test::known;
    } else {
      if (each.low > field.low) atom.low = Bound{each.low, Edge::included};
      if (each.high < field.high) atom.high = Bound{each.high, Edge::included};
      if (atom.low && atom.high) atom.form = RangeForm::from_to;
    }
    words.push_back(print_test(vocabulary, atom));
  }
  words.insert(words.end(), behind.begin(), behind.end());
  return join_with(words, "or");
}

std::vector<std::uint16_t> fields_of(const Box& box) {
  std::vector<std::uint16_t> fields;
  for (const Constraint& each : box.constraints) fields.push_back(each.field);
  return fields;
}

std::string say_sample(const Vocabulary& vocabulary, const Finding& finding) {
  if (!finding.sample) return "an order";
  const auto fields = fields_of(finding.where);
  std::string text = "an order where " + say_order(vocabulary, fields, finding.sample->values);
  if (!fields.empty() && fields.back() >= vocabulary.fields.size()) {
    text += " on " + finding.sample->day.print();
  }
  return fields.empty() ? "any order" : text;
}

/// Each of `inner` lies in one of `outer`.
bool lies_in(const Vocabulary& vocabulary, const Rule& inner, const Rule& outer) {
  const Space space(vocabulary);
  const auto a = region_of(space, vocabulary, inner);
  const auto b = region_of(space, vocabulary, outer);
  if (!a || !b) return false;
  return std::ranges::all_of(*a, [&](const Box& box) {
    return std::ranges::any_of(*b, [&](const Box& other) { return contains(other, box); });
  });
}

std::vector<Argument> conflict_arguments(const Vocabulary& vocabulary, const DecisionRules& rules,
                                         const Finding& finding) {
  const Decision& decision = vocabulary.decisions[rules.decision];
  const Rule& first = rules.rules[finding.rule];
  const Rule& second = rules.rules[finding.other];
  const auto proposal = [](const Rule& strong, const Rule& weak) {
    return "Rule " + strong.name + ": … This rule overrides " + weak.name + ".";
  };
  std::vector<std::string> suggestions{proposal(first, second), proposal(second, first)};
  // The more specific one is the exception.
  if (!lies_in(vocabulary, first, second) && lies_in(vocabulary, second, first)) {
    std::swap(suggestions[0], suggestions[1]);
  }
  return {{"first", first.name},
          {"second", second.name},
          {"first_answer", print_answer(vocabulary, decision, first.answer)},
          {"second_answer", print_answer(vocabulary, decision, second.answer)},
          {"example", say_sample(vocabulary, finding)},
          {"suggestions", join_suggestions(suggestions)}};
}

/// How far a rule is from holding for the sample: a number that would have to change counts one, a
/// fact or choice two; among equals, by how much the numbers would have to change.
struct Distance {
  int tests = 1'000;
  std::int64_t amount = 0;
  friend auto operator<=>(const Distance&, const Distance&) = default;
};

std::int64_t gap_between(const ValueSet& values, std::int64_t value) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  if (value == missing_value) return least;
  for (const Interval& each : values.intervals()) {
    if (each.low == missing_value) continue;
    least = std::min(least, value < each.low ? each.low - value : value - each.high);
  }
  return least;
}

Distance distance(const Vocabulary& vocabulary, const Region& region, const SampleOrder& sample) {
  Distance least;
  for (const Box& box : region) {
    Distance here{0, 0};
    for (const Constraint& each : box.constraints) {
      if (each.field >= vocabulary.fields.size()) {
        here.tests += each.values.contains(sample.day.days()) ? 0 : 2;
        continue;
      }
      const std::int64_t value = sample.values[each.field];
      if (each.values.contains(value)) continue;
      const bool is_number = vocabulary.fields[each.field].type == FieldType::number;
      here.tests += is_number ? 1 : 2;
      if (is_number) here.amount = std::max(here.amount, gap_between(each.values, value));
    }
    least = std::min(least, here);
  }
  return least;
}

/// The answers of the rules that are nearest to the sample, each once, the nearest first.
std::vector<Answer> nearest_answers(const Vocabulary& vocabulary, const DecisionRules& rules,
                                    const SampleOrder& sample) {
  const Space space(vocabulary);
  std::vector<std::pair<Distance, Answer>> all;
  for (const Rule& rule : rules.rules) {
    const auto region = region_of(space, vocabulary, rule);
    if (region) all.emplace_back(distance(vocabulary, *region, sample), rule.answer);
  }
  std::ranges::stable_sort(all, {}, &std::pair<Distance, Answer>::first);
  std::vector<Answer> answers;
  for (const auto& [far, answer] : all) {
    if (far.tests > all.front().first.tests || answers.size() == 2) break;
    if (std::ranges::find(answers, answer) == answers.end()) answers.push_back(answer);
  }
  if (answers.empty()) answers.push_back(0);
  return answers;
}

std::vector<Argument> gap_arguments(const Vocabulary& vocabulary, const DecisionRules& rules,
                                    const Finding& finding) {
  const Decision& decision = vocabulary.decisions[rules.decision];
  const bool is_all = finding.where.constraints.empty() || !finding.sample;
  const std::string head =
      is_all ? "Otherwise " : "Rule new rule: When " + say_box(vocabulary, finding.where) + ", ";
  std::vector<std::string> suggestions;
  const auto answers = finding.sample ? nearest_answers(vocabulary, rules, *finding.sample)
                                      : std::vector<Answer>{0};
  for (const Answer answer : answers) {
    suggestions.push_back(head + print_answer_sentence(vocabulary, decision, answer) + ".");
  }
  return {{"decision", decision.name},
          {"example", say_sample(vocabulary, finding)},
          {"suggestions", join_suggestions(suggestions)}};
}

std::string say_fields(const Vocabulary& vocabulary, const Condition& condition) {
  if (condition.join == Join::one) {
    const Field& field = vocabulary.fields[condition.atom.field];
    return field.type == FieldType::fact ? "whether " + field.phrase : "the " + field.phrase;
  }
  std::vector<std::string> words;
  for (const Condition& part : condition.parts) {
    std::string word = say_fields(vocabulary, part);
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
  return join_words(words, ", ");
}

std::string why_dead(const Vocabulary& vocabulary, const DecisionRules& rules,
                     std::uint32_t index) {
  std::vector<std::string> over;
  for (const Rule& rule : rules.rules) {
    if (std::ranges::count(rule.overrides, index) > 0) over.push_back("\"" + rule.name + "\"");
  }
  const DecisionKind kind = vocabulary.decisions[rules.decision].kind;
  const bool is_table = kind == DecisionKind::first_of;
  if (over.empty()) {
    return is_table ? "earlier rules take all of its orders"
                    : "wherever it holds another one decides";
  }
  const std::string by = "wherever it holds it is overridden by " + join_words(over, ", ");
  const bool ranks = kind == DecisionKind::strictest || kind == DecisionKind::highest ||
                     kind == DecisionKind::lowest;
  return by + (is_table ? ", or an earlier rule decides" : ranks ? ", or another one decides" : "");
}

}  // namespace

std::string say_box(const Vocabulary& vocabulary, const Box& box) {
  std::vector<std::string> words;
  for (const Constraint& each : box.constraints) {
    if (each.field >= vocabulary.fields.size()) {
      const Interval& days = each.values.intervals().front();
      words.push_back("the day is from " +
                      Date::from_days(static_cast<std::int32_t>(days.low)).print() + " to " +
                      Date::from_days(static_cast<std::int32_t>(days.high)).print());
      continue;
    }
    const Field& field = vocabulary.fields[each.field];
    const std::int64_t value = each.values.pick();
    words.push_back(field.type == FieldType::fact
                        ? print_field_value(vocabulary, field, value)
                        : "the " + field.phrase + " is " +
                              say_values(vocabulary, each.field, each.values));
  }
  return words.empty() ? "any order" : join_words(words, " and ");
}

Issue finding_issue(const Vocabulary& vocabulary, const DecisionRules& rules,
                    const Finding& finding) {
  const Decision& decision = vocabulary.decisions[rules.decision];
  const auto rule_name = [&](std::uint32_t rule) {
    return rule < rules.rules.size() ? rules.rules[rule].name : std::string();
  };
  const Place place = rules.rules.empty() ? rules.place : rules.rules[finding.rule].place;
  const std::string path = say_place(place);
  const std::string whole = say_place(rules.place);
  const bool is_certain = finding.certainty == Certainty::certain;
  switch (finding.kind) {
    case FindingKind::empty_condition:
      return make_issue(IssueCode::finding_empty_condition, path,
                        {{"rule", rule_name(finding.rule)},
                         {"fields", say_fields(vocabulary, rules.rules[finding.rule].when)}});
    case FindingKind::conflict:
      return make_issue(is_certain ? IssueCode::finding_conflict
                                   : IssueCode::finding_conflict_possible,
                        path, conflict_arguments(vocabulary, rules, finding));
    case FindingKind::dead_rule:
      return make_issue(IssueCode::finding_dead_rule, path,
                        {{"rule", rule_name(finding.rule)},
                         {"by", why_dead(vocabulary, rules, finding.rule)}});
    case FindingKind::gap:
      return make_issue(is_certain ? IssueCode::finding_gap : IssueCode::finding_gap_possible,
                        whole, gap_arguments(vocabulary, rules, finding));
    case FindingKind::dead_not_decided:
    case FindingKind::gap_not_decided: {
      const bool is_gap = finding.kind == FindingKind::gap_not_decided;
      return make_issue(
          IssueCode::finding_not_decided, is_gap ? whole : path,
          {{"question", is_gap ? "every order gets an answer of \"" + decision.name + "\""
                               : "\"" + rule_name(finding.rule) + "\" ever decides"},
           {"budget", finding.value}});
    }
    case FindingKind::answer_unused:
      return make_issue(IssueCode::finding_answer_unused, whole,
                        {{"decision", decision.name},
                         {"answer", print_answer(vocabulary, decision, finding.value)}});
    case FindingKind::never_hit:
      return make_issue(IssueCode::finding_never_hit, path,
                        {{"rule", rule_name(finding.rule)}, {"count", finding.value}});
    case FindingKind::date_gap: break;
  }
  return make_issue(IssueCode::finding_date_gap, path,
                    {{"first", rule_name(finding.rule)},
                     {"second", rule_name(finding.other)},
                     {"from", finding.from.value_or(Date{})},
                     {"until", finding.until.value_or(Date{})}});
}

}  // namespace tally::rules
