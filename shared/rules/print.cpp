#include "shared/rules/print.hpp"

#include "shared/rules/amount.hpp"

namespace tally::rules {

std::string join_words(std::span<const std::string> words, std::string_view glue) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += glue;
    text += words[i];
  }
  return text;
}

std::string join_with(std::span<const std::string> words, std::string_view last) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    joined += words[i];
  }
  return joined;
}

namespace {

/// "gold", "gold or silver", "gold, silver or platinum".
std::string print_values(const Vocabulary& vocabulary, const Atom& atom) {
  const Field& field = vocabulary.fields[atom.field];
  std::vector<std::string> words;
  for (const std::int64_t value : atom.values) {
    words.push_back(print_value(vocabulary, field, value));
  }
  if (atom.test == Test::one_of) return join_with(words, "or");
  if (words.size() == 1) return "not " + words.front();
  return "neither " + join_words(words, " nor ");
}

std::string print_range(const Vocabulary& vocabulary, const Atom& atom) {
  const Field& field = vocabulary.fields[atom.field];
  const auto amount = [&](const Bound& bound) {
    return print_amount(vocabulary, field, bound.value);
  };
  if (atom.form == RangeForm::from_to) {
    const std::string under = atom.high->edge == Edge::excluded ? "under " : "";
    return "from " + amount(*atom.low) + " to " + under + amount(*atom.high);
  }
  const bool is_day = field.type == FieldType::date;
  std::string text;
  if (atom.low) {
    const bool is_in = atom.low->edge == Edge::included;
    const std::string_view word =
        is_day ? (is_in ? "on or after" : "after") : (is_in ? "at least" : "more than");
    text = std::string(word) + " " + amount(*atom.low);
  }
  if (atom.high) {
    const bool is_in = atom.high->edge == Edge::included;
    const std::string_view word =
        is_day ? (is_in ? "on or before" : "before") : (is_in ? "at most" : "less than");
    if (!text.empty()) text += " and ";
    text += std::string(word) + " " + amount(*atom.high);
  }
  return text;
}

void print_list(const Vocabulary& vocabulary, const Condition& list, std::size_t level,
                std::string& out) {
  out += list.join == Join::all   ? "all of these are true:"
         : list.join == Join::any ? "any of these is true:"
                                  : "none of these is true:";
  for (const Condition& part : list.parts) {
    out += "\n" + std::string(2 * level + 2, ' ') + "- ";
    if (part.join == Join::one) {
      out += print_atom(vocabulary, part.atom);
    } else {
      print_list(vocabulary, part, level + 1, out);
    }
  }
}

bool is_list(const Condition& condition) { return condition.layout == Layout::list; }

void print_comments(const std::vector<std::string>& comments, std::string& out) {
  for (const std::string& comment : comments)
    out += comment.empty() ? "#\n" : "# " + comment + "\n";
}

std::string print_because(const std::string& because) {
  return because.empty() ? "" : " because \"" + because + "\"";
}

}  // namespace

std::string print_value(const Vocabulary& vocabulary, const Field& field, std::int64_t value) {
  if (value == missing_value) return "missing";
  if (value == unstated_value) return "not stated";
  if (field.type == FieldType::choice) return field.values[static_cast<std::size_t>(value)];
  if (field.type == FieldType::fact) return value == 1 ? field.phrase : field.negation;
  return print_amount(vocabulary, field, value);
}

std::string print_field_value(const Vocabulary& vocabulary, const Field& field,
                              std::int64_t value) {
  const bool is_known = value != missing_value && value != unstated_value;
  if (field.type == FieldType::fact) {
    return is_known ? print_value(vocabulary, field, value)
                    : "whether " + field.phrase + " is missing";
  }
  return "the " + field.phrase + " is " + print_value(vocabulary, field, value);
}

std::string print_test(const Vocabulary& vocabulary, const Atom& atom) {
  switch (atom.test) {
    case Test::holds: return "yes";
    case Test::fails: return "no";
    case Test::missing: return "missing";
    case Test::known: return "known";
    case Test::one_of:
    case Test::none_of: return print_values(vocabulary, atom);
    case Test::range: return print_range(vocabulary, atom);
  }
  return {};
}

std::string print_atom(const Vocabulary& vocabulary, const Atom& atom) {
  const Field& field = vocabulary.fields[atom.field];
  if (atom.test == Test::holds) return field.phrase;
  if (atom.test == Test::fails) return field.negation;
  return "the " + field.phrase + " is " + print_test(vocabulary, atom);
}

std::string print_condition(const Vocabulary& vocabulary, const Condition& condition) {
  if (condition.join == Join::one) return print_atom(vocabulary, condition.atom);
  std::string out;
  if (is_list(condition)) {
    print_list(vocabulary, condition, 0, out);
    return out;
  }
  for (const Condition& part : condition.parts) {
    if (!out.empty()) out += condition.join == Join::all ? " and " : " or ";
    out += print_atom(vocabulary, part.atom);
  }
  return out;
}

std::string print_answer(const Vocabulary& vocabulary, const Decision& decision, Answer answer) {
  if (!answers_with_number(decision)) return decision.answers[static_cast<std::size_t>(answer)];
  return print_amount(vocabulary, answer_field(decision), answer);
}

std::string print_answer_sentence(const Vocabulary& vocabulary, const Decision& decision,
                                  Answer answer) {
  std::string text = decision.before;
  if (!text.empty()) text += " ";
  text += print_answer(vocabulary, decision, answer);
  if (!decision.after.empty()) text += " " + decision.after;
  return text;
}

std::string print_example(const Vocabulary& vocabulary, const Decision& decision,
                          const Example& example) {
  std::string text = "Example: ";
  const char* glue = "";
  if (example.today) {
    text += "today is " + example.today->print();
    glue = " and ";
  }
  for (const Atom& atom : example.given) {
    text += glue + print_atom(vocabulary, atom);
    glue = " and ";
  }
  text += " -> ";
  if (example.expected == Expected::staff) return text + "staff.";
  if (example.answers.empty()) return text + "nothing.";
  glue = "";
  for (const Answer answer : example.answers) {
    text += glue + print_answer(vocabulary, decision, answer);
    glue = " and ";
  }
  return text + ".";
}

std::string print_rule(const Vocabulary& vocabulary, const Decision& decision,
                       const std::vector<Rule>& rules, const Rule& rule) {
  std::string out;
  print_comments(rule.comments, out);
  out += "Rule " + rule.name + ": When " + print_condition(vocabulary, rule.when);
  out += is_list(rule.when) ? "\n" : ", ";
  out += print_answer_sentence(vocabulary, decision, rule.answer) + print_because(rule.because);
  if (rule.unless) out += ", unless " + print_condition(vocabulary, *rule.unless);
  out += ".";
  if (!rule.overrides.empty()) {
    out += " This rule overrides ";
    const char* glue = "";
    for (const std::uint32_t other : rule.overrides) {
      out += glue + rules[other].name;
      glue = ", ";
    }
    out += ".";
  }
  if (rule.from || rule.until) {
    out += rule.from ? " From " + rule.from->print() : "";
    if (rule.until) out += (rule.from ? " until " : " Until ") + rule.until->print();
    out += ".";
  }
  out += "\n";
  for (const Example& example : rule.examples) {
    out += print_example(vocabulary, decision, example) + "\n";
  }
  return out;
}

std::string print_rules(const Vocabulary& vocabulary, const RuleSet& set) {
  std::string out;
  for (const DecisionRules& each : set.decisions) {
    const Decision& decision = vocabulary.decisions[each.decision];
    if (!out.empty()) out += "\n";
    print_comments(each.comments, out);
    out += "Decide " + decision.name + ".\n";
    for (const Rule& rule : each.rules) out += print_rule(vocabulary, decision, each.rules, rule);
    if (!each.otherwise) continue;
    print_comments(each.otherwise->comments, out);
    out += "Otherwise " + print_answer_sentence(vocabulary, decision, each.otherwise->answer) +
           print_because(each.otherwise->because) + ".\n";
    for (const Example& example : each.otherwise->examples) {
      out += print_example(vocabulary, decision, example) + "\n";
    }
  }
  if (!set.comments.empty() && !out.empty()) out += "\n";
  print_comments(set.comments, out);
  return out;
}

Digest digest_of(const Vocabulary& vocabulary, const RuleSet& set) {
  return sha256(print_rules(vocabulary, set));
}

}  // namespace tally::rules
