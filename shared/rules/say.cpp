#include "shared/rules/say.hpp"

#include "shared/rules/print.hpp"

namespace tally::rules {

namespace {

std::string sentence(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text + ".";
}

std::string name_of(const Field& field) {
  return field.type == FieldType::fact ? "whether " + field.phrase : "the " + field.phrase;
}

/// The atoms on that field that do not hold, as the rule says them.
void failing(const Vocabulary& vocabulary, const Condition& condition, std::uint16_t field,
             std::span<const std::int64_t> values, std::vector<std::string>& out) {
  if (condition.join == Join::one) {
    if (condition.atom.field != field) return;
    const Truth truth = truth_of(vocabulary.fields, condition.atom, values[field]);
    if (truth != Truth::holds) out.push_back(print_atom(vocabulary, condition.atom));
    return;
  }
  const bool is_none = condition.join == Join::none;
  for (const Condition& part : condition.parts) {
    if (!is_none) {
      failing(vocabulary, part, field, values, out);
    } else if (part.join == Join::one && part.atom.field == field) {
      out.push_back("it is not so that " + print_atom(vocabulary, part.atom));
    }
  }
}

std::string say_rules(const DecisionRules& rules, const std::vector<std::uint32_t>& indices) {
  std::vector<std::string> names;
  for (const std::uint32_t rule : indices) names.push_back("\"" + rules.rules[rule].name + "\"");
  return join_words(names, ", ");
}

}  // namespace

std::string say_order(const Vocabulary& vocabulary, std::span<const std::uint16_t> fields,
                      std::span<const std::int64_t> values) {
  std::vector<std::string> parts;
  for (const std::uint16_t field : fields) {
    if (field >= vocabulary.fields.size()) continue;
    parts.push_back(print_field_value(vocabulary, vocabulary.fields[field], values[field]));
  }
  return parts.empty() ? "any order" : join_words(parts, " and ");
}

std::string say_answers(const Vocabulary& vocabulary, const DecisionRules& rules,
                        const Decided& decided) {
  if (decided.status == Status::left_to_server) return "the server";
  if (decided.status != Status::decided) return "staff";
  if (decided.answers.empty()) return "nothing";
  const Decision& decision = vocabulary.decisions[rules.decision];
  std::vector<std::string> words;
  for (const Answer answer : decided.answers) {
    words.push_back(print_answer(vocabulary, decision, answer));
  }
  return join_words(words, " and ");
}

std::string say_decided(const Vocabulary& vocabulary, const DecisionRules& rules,
                        const Decided& decided) {
  const Decision& decision = vocabulary.decisions[rules.decision];
  std::vector<std::string> fields;
  for (const std::uint16_t field : decided.fields) {
    fields.push_back(name_of(vocabulary.fields[field]));
  }
  std::vector<std::string> answers;
  switch (decided.status) {
    case Status::decided: break;
    case Status::left_to_server: return "The server decides " + decision.name + ".";
    case Status::field_missing:
      return "Cannot decide: " + join_words(fields, " and ") +
             (fields.size() == 1 ? " is" : " are") + " missing -> staff.";
    case Status::field_outside:
      return "Cannot decide: " + join_words(fields, " and ") +
             (fields.size() == 1 ? " has a value" : " have values") +
             " outside what the vocabulary allows -> staff.";
    case Status::conflict:
      return "Cannot decide: the rules " + say_rules(rules, decided.fired) +
             " answer differently -> staff.";
    case Status::no_answer: return "Cannot decide: no rule of " + decision.name +
                                   " fits -> staff.";
    case Status::inputs_wrong:
      return "Cannot decide: the order was read with another vocabulary -> staff.";
  }
  if (decided.answers.empty()) return sentence("nothing to do for " + decision.name);
  std::string text;
  for (const Answer answer : decided.answers) {
    text += (text.empty() ? "" : " ") +
            sentence(print_answer_sentence(vocabulary, decision, answer));
  }
  return text;
}

std::string say_near_miss(const Vocabulary& vocabulary, const DecisionRules& rules,
                          const NearMiss& miss, std::span<const std::int64_t> values) {
  const Rule& rule = rules.rules[miss.rule];
  const std::string head = "\"" + rule.name + "\" ";
  switch (miss.cause) {
    case MissCause::day: return head + "does not hold on this day.";
    case MissCause::unless:
      return head + "is excepted: " + print_condition(vocabulary, *rule.unless) + ".";
    case MissCause::overridden:
      return head + "is overridden by \"" + rules.rules[miss.by].name + "\".";
    case MissCause::condition: break;
  }
  std::vector<std::string> failed;
  failing(vocabulary, rule.when, miss.field, values, failed);
  const Field& field = vocabulary.fields[miss.field];
  const std::string asked = failed.empty() ? name_of(field) : join_words(failed, " or ");
  const bool is_missing = values[miss.field] == missing_value;
  const std::string found = is_missing ? name_of(field) + " is missing"
                            : field.type == FieldType::fact
                                ? print_value(vocabulary, field, values[miss.field])
                                : "it is " + print_value(vocabulary, field, values[miss.field]);
  return head + "does not hold: it asks that " + asked + ", but " + found + ".";
}

std::vector<std::string> say_explained(const Vocabulary& vocabulary, const DecisionRules& rules,
                                       const Explained& explained,
                                       std::span<const std::int64_t> values) {
  std::vector<std::string> lines{say_decided(vocabulary, rules, explained.decided)};
  for (const std::uint32_t index : explained.decided.fired) {
    const Rule& rule = rules.rules[index];
    std::string line = "\"" + rule.name + "\" holds: " + print_condition(vocabulary, rule.when);
    if (!rule.because.empty()) line += " (" + rule.because + ")";
    lines.push_back(line + ".");
  }
  if (explained.decided.by == DecidedBy::otherwise &&
      explained.decided.status == Status::decided) {
    lines.push_back("No rule holds, so what stands behind \"Otherwise\" counts.");
  }
  for (const NearMiss& miss : explained.near) {
    lines.push_back(say_near_miss(vocabulary, rules, miss, values));
  }
  for (const std::uint32_t index : explained.decided.left_to_server) {
    lines.push_back("The server also checks \"" + rules.rules[index].name + "\".");
  }
  return lines;
}

}  // namespace tally::rules
