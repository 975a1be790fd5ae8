#include "shared/rules/book.hpp"

#include <algorithm>

#include "shared/rules/analysis.hpp"
#include "shared/rules/examples.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/reader.hpp"
#include "shared/rules/say.hpp"

namespace tally::rules {

namespace {

/// A decision cannot ask what is known only after it.
Issues check_points(const OrderWords& words, const CompiledSet& set) {
  Issues issues;
  for (std::size_t i = 0; i < set.rules.decisions.size(); ++i) {
    const DecisionRules& decision = set.rules.decisions[i];
    const auto which = static_cast<std::size_t>(words.decisions[decision.decision]);
    const RulePoint asked = order_decision_rows()[which].point;
    for (const std::uint16_t field : set.program.decisions()[i].reads()) {
      const RulePoint known = words.known_from[field];
      // What only the server knows it knows at once, but prices and taxes are not its own.
      const bool is_money = asked < RulePoint::after_tax;
      if (known <= asked || (known == RulePoint::server && !is_money)) continue;
      issues.push_back(make_issue(
          IssueCode::rule_field_too_late, say_place(decision.place),
          {{"decision", words.vocabulary.decisions[decision.decision].name},
           {"field", words.vocabulary.fields[field].phrase},
           {"asked", std::string(point_name(asked))},
           {"known", std::string(point_name(known))}}));
    }
  }
  return issues;
}

std::vector<std::uint16_t> fields_read(const Program& program) {
  std::vector<std::uint16_t> fields;
  for (const DecisionProgram& decision : program.decisions()) {
    fields.insert(fields.end(), decision.reads().begin(), decision.reads().end());
  }
  std::ranges::sort(fields);  // total order: equals are the same field
  fields.erase(std::ranges::unique(fields).begin(), fields.end());
  return fields;
}

void take_under(Issues& all, Issues issues, const std::string& path) {
  for (Issue& issue : issues) {
    issue.path = issue.path.empty() ? path : path + ", " + issue.path;
    all.push_back(std::move(issue));
  }
}

}  // namespace

Result<CompiledSet> compile_set(const OrderWords& words, const RuleSetText& text) {
  auto rules = read_rules(words.vocabulary, text.text);
  if (!rules) return std::unexpected(std::move(rules.error()));
  auto program = Program::compile(words.vocabulary, *rules);
  if (!program) return std::unexpected(std::move(program.error()));
  CompiledSet set{.name = text.name,
                  .digest = digest_of(words.vocabulary, *rules),
                  .rules = *std::move(rules),
                  .program = *std::move(program),
                  .channels = text.channels,
                  .customer_share_percent = text.customer_share_percent,
                  .reads = {}};
  set.reads = fields_read(set.program);
  Issues late = check_points(words, set);
  if (!late.empty()) return std::unexpected(std::move(late));
  return set;
}

Issues check_set(const Vocabulary& vocabulary, const CompiledSet& set, AsOf today) {
  const auto results = run_examples(vocabulary, set.rules, set.program, today);
  Issues issues = example_issues(vocabulary, set.rules, results);
  for (const DecisionRules& decision : set.rules.decisions) {
    const auto analysis = Analysis::make(vocabulary, decision);
    if (!analysis) {
      issues.insert(issues.end(), analysis.error().begin(), analysis.error().end());
      continue;
    }
    AnalysisOptions options;
    options.today = today;
    for (const Finding& finding : analysis->findings(options).list) {
      issues.push_back(finding_issue(vocabulary, decision, finding));
    }
  }
  return issues;
}

Result<std::shared_ptr<const Book>> Book::compile(const RuleBookText& text) {
  auto book = std::make_shared<Book>();
  auto words = make_order_words(text.currency, text.words);
  if (!words) return std::unexpected(std::move(words.error()));
  book->words_ = *std::move(words);
  book->automation_ = text.automation;
  Issues issues;
  for (std::size_t i = 0; i < text.sets.size(); ++i) {
    const std::string path = "sets[" + std::to_string(i) + "].text";
    auto set = compile_set(book->words_, text.sets[i]);
    if (!set) {
      take_under(issues, std::move(set.error()), path);
      continue;
    }
    book->sets_.push_back(*std::move(set));
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return std::shared_ptr<const Book>(std::move(book));
}

const CompiledSet* Book::choose(Channel channel, std::string_view customer) const {
  for (const CompiledSet& set : sets_) {
    const bool in_channel =
        set.channels.empty() || std::ranges::find(set.channels, channel) != set.channels.end();
    if (!in_channel) continue;
    if (set.customer_share_percent >= 100 ||
        share_number(customer) <= set.customer_share_percent) {
      return &set;
    }
  }
  return nullptr;
}

RuleMode Book::mode(std::string_view decision, Channel channel,
                    const std::vector<CustomerGroup>& groups) const {
  for (const AutomationRow& row : automation_) {
    if (row.decision != decision) continue;
    if (row.channel && *row.channel != channel) continue;
    if (row.group && std::ranges::find(groups, *row.group) == groups.end()) continue;
    return row.mode;
  }
  return RuleMode::automatic;
}

std::int32_t share_number(std::string_view customer) {
  const Digest digest = sha256(customer);
  const std::uint32_t number = std::uint32_t{digest.bytes[0]} << 16 |
                               std::uint32_t{digest.bytes[1]} << 8 | digest.bytes[2];
  return static_cast<std::int32_t>(number % 100) + 1;
}

}  // namespace tally::rules
