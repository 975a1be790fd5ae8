#include "server/rulebook/explain_order.hpp"

#include <algorithm>

#include "server/rulebook/order_rulings.hpp"
#include "server/rulebook/rule_sets.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/say.hpp"
#include "shared/wire/outcome_reader.hpp"

namespace tally::server::rulebook {

using store::Connection;

namespace {

constexpr std::size_t near_misses_told = 8;

/// A set of rules with the words to read it, while an order is explained.
struct OpenSet {
  rules::OrderWords words;
  rules::CompiledSet set;
};

std::optional<OpenSet> open_set(Connection& db, const RuleBookText& company,
                                const std::string& digest) {
  const auto kept = find_set(db, digest);
  if (!kept) return std::nullopt;
  auto words = rules::make_order_words(company.currency, company.words);
  if (!words) return std::nullopt;
  auto set = rules::compile_set(*words, {kept->name, kept->text});
  if (!set) return std::nullopt;
  return OpenSet{*std::move(words), *std::move(set)};
}

std::vector<std::string> names_of_fired(const rules::DecisionRules& rules,
                                        const rules::Decided& decided) {
  std::vector<std::string> names;
  for (const std::uint32_t index : decided.fired) names.push_back(rules.rules[index].name);
  return names;
}

/// With conditions and near misses; empty where the rules say something else today.
std::vector<std::string> say_anew(const OpenSet& open, const Ruling& said, bool is_servers,
                                  std::span<const std::int64_t> values, AsOf as_of) {
  const auto side = is_servers ? rules::KnownAt::server : rules::KnownAt::everywhere;
  const rules::Vocabulary& vocabulary = open.words.vocabulary;
  for (std::size_t i = 0; i < open.set.rules.decisions.size(); ++i) {
    const rules::DecisionRules& rules = open.set.rules.decisions[i];
    if (vocabulary.decisions[rules.decision].name != said.decision) continue;
    const auto explained = open.set.program.explain(i, {values, as_of, side}, near_misses_told);
    const bool is_same =
        static_cast<int>(explained.decided.status) == static_cast<int>(said.status) &&
        names_of_fired(rules, explained.decided) == said.names_fired();
    if (is_same) return rules::say_explained(vocabulary, rules, explained, values);
  }
  return {};
}

/// As it was said, without the conditions.
std::vector<std::string> say_kept(const Ruling& said) {
  std::string answer = "Nothing was answered";
  if (said.number) answer = "The answer was " + std::to_string(*said.number);
  if (!said.answers.empty()) answer = "The answer was " + rules::join_with(said.answers, "and");
  if (!said.fields.empty()) {
    answer = "Not decided: the " + rules::join_with(said.fields, "and") + " was missing or outside";
  }
  std::vector<std::string> sentences{answer + "."};
  for (const std::string& rule : said.names_fired()) sentences.push_back("\"" + rule + "\" held.");
  return sentences;
}

std::optional<RulesOutcome> told_of(Connection& db, std::int64_t order_row, AsOf* as_of) {
  const auto outcome = wire::read_outcome(orders::read_documents(db, order_row).outcome);
  if (!outcome) return std::nullopt;
  if (as_of != nullptr) as_of->date = outcome->as_of;
  return outcome->rules;
}

const Ruling* find_said(const std::vector<Ruling>& rulings, const std::string& decision) {
  const auto found = std::ranges::find(rulings, decision, &Ruling::decision);
  return found == rulings.end() ? nullptr : &*found;
}

}  // namespace

Result<ExplainedOrder> explain_order(Connection& db, const RuleBookText& company,
                                     const orders::OrderRow& row, ServerValues values) {
  AsOf as_of;
  const auto told = told_of(db, row.row, &as_of);
  ExplainedOrder explained;
  explained.number = orders::say_number(row.number);
  if (!told) {
    return std::unexpected(Issues{
        make_issue(IssueCode::order_without_rules, "", {{"order", explained.number}})});
  }
  explained.set = told->set;
  explained.digest = told->digest.text();
  const auto kept = find_ruling(db, row.row);
  const std::vector<Ruling> again = kept ? kept->said.rulings : std::vector<Ruling>{};
  explained.inputs = kept ? kept->said.inputs : told->inputs;
  const auto open = open_set(db, company, explained.digest);
  std::optional<pipeline::OrderInputs> inputs;
  if (open) inputs.emplace(open->words, explained.inputs);
  for (const Ruling& ruling : told->rulings) {
    const Ruling* const servers = find_said(again, ruling.decision);
    ExplainedDecision decision{servers != nullptr ? *servers : ruling, servers != nullptr, {}};
    const bool is_hidden = decision.is_servers && values == ServerValues::hidden;
    if (open && !is_hidden) {
      decision.sentences =
          say_anew(*open, decision.said, decision.is_servers, inputs->values(), as_of);
    }
    if (decision.sentences.empty()) decision.sentences = say_kept(decision.said);
    explained.decisions.push_back(std::move(decision));
  }
  return explained;
}

std::optional<RulesOutcome> rulings_of(Connection& db, std::int64_t order_row) {
  auto told = told_of(db, order_row, nullptr);
  if (!told) return std::nullopt;
  const auto kept = find_ruling(db, order_row);
  if (!kept) return told;
  for (Ruling& ruling : told->rulings) {
    if (const Ruling* const servers = find_said(kept->said.rulings, ruling.decision)) {
      ruling = *servers;
    }
  }
  told->inputs = kept->said.inputs;
  return told;
}

}  // namespace tally::server::rulebook
