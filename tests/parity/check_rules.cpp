// All that rules/ answers, as one text: what native and WebAssembly must agree on to the byte.
#include <charconv>

#include "shared/rules/rules.hpp"
#include "tests/parity/check_document.hpp"

namespace tally::tests {

namespace {

using namespace rules;

/// How many orders are explained in sentences, and how many stand for past ones.
constexpr std::size_t said_max = 200;
constexpr std::size_t past_max = 1'000;

std::int64_t take_number(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  if (text.starts_with("- ") || text == "-") {
    text.remove_prefix(1);
    return missing_value;
  }
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return number;
}

std::vector<PastOrder> read_orders(std::string_view text, std::size_t fields) {
  std::vector<PastOrder> orders;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    PastOrder order;
    order.as_of.date = Date::from_days(static_cast<std::int32_t>(take_number(line)));
    for (std::size_t field = 0; field < fields; ++field) order.values.push_back(take_number(line));
    orders.push_back(std::move(order));
  }
  return orders;
}

template <typename List>
void say_numbers(std::string& said, char mark, const List& numbers) {
  said += ' ';
  said += mark;
  for (const auto number : numbers) said += ' ' + std::to_string(number);
}

void say_result(std::string& said, const Explained& explained) {
  const Decided& decided = explained.decided;
  said += std::to_string(static_cast<int>(decided.status)) +
          (decided.by == DecidedBy::otherwise ? " otherwise" : "");
  say_numbers(said, 'a', decided.answers);
  say_numbers(said, 'f', decided.fired);
  say_numbers(said, 'm', decided.fields);
  say_numbers(said, 's', decided.left_to_server);
  said += " n " + std::to_string(explained.near_count);
  for (const NearMiss& miss : explained.near) {
    said += ' ' + std::to_string(miss.rule) + '.' + std::to_string(static_cast<int>(miss.cause)) +
            '.' + std::to_string(miss.field) + '.' + std::to_string(miss.by);
  }
  said += '\n';
}

void say_findings(std::string& said, const Vocabulary& words, const DecisionRules& rules,
                  std::span<const PastOrder> orders) {
  const auto analysis = Analysis::make(words, rules);
  if (!analysis) {
    said += say_all(analysis.error());
    return;
  }
  AnalysisOptions options;
  options.past = orders.first(std::min(orders.size(), past_max));
  if (!orders.empty()) options.today = orders.front().as_of;
  const Findings findings = analysis->findings(options);
  said += "conflicts " + std::to_string(findings.conflict_count) + '\n';
  for (const Finding& finding : findings.list) {
    said += say_all({finding_issue(words, rules, finding)});
    said += say_box(words, finding.where) + ' ' + std::to_string(finding.touched) + ' ' +
            std::to_string(finding.value) + '\n';
  }
}

void say_decision(std::string& said, const Vocabulary& words, const RuleSet& set,
                  const Program& program, std::size_t index, std::span<const PastOrder> orders) {
  const DecisionRules& rules = set.decisions[index];
  said += write_csv(words, table_of(words, rules));
  say_findings(said, words, rules, orders);
  Scratch scratch;
  Explained explained;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const PastOrder& order = orders[i];
    for (const KnownAt side : {KnownAt::server, KnownAt::everywhere}) {
      // Each order on the server, some on a device as well.
      if (side == KnownAt::everywhere && i % 16 != 0) continue;
      const Inputs inputs{order.values, order.as_of, side};
      program.decisions()[index].explain(inputs, 5, scratch, explained);
      said += side == KnownAt::server ? "order " : "device ";
      say_result(said, explained);
      if (i >= said_max) continue;
      for (const std::string& line : say_explained(words, rules, explained, order.values)) {
        said += line + '\n';
      }
    }
  }
}

}  // namespace

std::string check_rules(std::string_view record) {
  std::string_view sizes = take_line(record);
  const auto words_size = static_cast<std::size_t>(take_number(sizes));
  const auto rules_size = static_cast<std::size_t>(take_number(sizes));
  if (words_size > record.size() || rules_size > record.size() - words_size) return "cut short";
  const std::string_view text = record.substr(words_size, rules_size);
  const auto words = read_vocabulary(record.substr(0, words_size), {});
  if (!words) return say_all(words.error());
  std::string said;
  constexpr std::size_t cursors = 7;
  for (std::size_t part = 1; part <= cursors; ++part) {
    const Completion next = complete(*words, text, text.size() * part / cursors);
    said += "from " + std::to_string(next.from);
    for (const std::string& word : next.words) said += " | " + word;
    said += '\n';
  }
  const auto set = read_rules(*words, text);
  if (!set) return said + say_all(set.error());
  said += print_rules(*words, *set) + digest_of(*words, *set).text() + '\n';
  const auto program = Program::compile(*words, *set);
  if (!program) return said + say_all(program.error());
  const auto orders = read_orders(record.substr(words_size + rules_size), words->fields.size());
  const AsOf day = orders.empty() ? AsOf{} : orders.front().as_of;
  said += say_all(example_issues(*words, *set, run_examples(*words, *set, *program, day)));
  const std::span past = std::span(orders).first(std::min(orders.size(), past_max));
  for (const UnusedValues& unused : find_unused_values(*words, *set, past)) {
    said += say_all({unused_issue(*words, unused)});
  }
  for (std::size_t i = 0; i < set->decisions.size(); ++i) {
    say_decision(said, *words, *set, *program, i, orders);
  }
  return said;
}

}  // namespace tally::tests
