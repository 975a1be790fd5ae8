#include "shared/pipeline/run_rules.hpp"

#include <algorithm>

#include "shared/rules/print.hpp"

namespace tally::pipeline {

using rules::RulePoint;

namespace {

static_assert(static_cast<int>(RulingStatus::inputs_wrong) ==
              static_cast<int>(rules::Status::inputs_wrong));

constexpr std::int64_t ppm_of_basis_point = 100;

std::vector<std::string> names_of(const rules::DecisionRules& decision,
                                  const std::vector<std::uint32_t>& indices) {
  std::vector<std::string> names;
  for (const std::uint32_t index : indices) names.push_back(decision.rules[index].name);
  return names;
}

Ruling say_ruling(const rules::Vocabulary& vocabulary, const rules::DecisionRules& asked,
                  const rules::Decided& decided) {
  const rules::Decision& decision = vocabulary.decisions[asked.decision];
  Ruling ruling;
  ruling.decision = decision.name;
  ruling.status = static_cast<RulingStatus>(decided.status);
  ruling.by_otherwise = decided.status == rules::Status::decided &&
                        decided.by == rules::DecidedBy::otherwise;
  for (const rules::Answer answer : decided.answers) {
    if (rules::answers_with_number(decision)) ruling.number = answer;
    ruling.answers.push_back(rules::print_answer(vocabulary, decision, answer));
  }
  for (const std::uint32_t index : decided.fired) {
    const rules::Rule& rule = asked.rules[index];
    ruling.fired.push_back({rule.name, rules::print_answer(vocabulary, decision, rule.answer)});
  }
  ruling.left_to_server = names_of(asked, decided.left_to_server);
  for (const std::uint16_t field : decided.fields) {
    ruling.fields.push_back(vocabulary.fields[field].phrase);
  }
  return ruling;
}

/// "large order" and "deep discount", or "Otherwise"; with an answer, those that gave it.
std::string say_rules(const Ruling& ruling, std::string_view answer = {}) {
  std::vector<std::string> quoted;
  for (const std::string& name : ruling.rules_behind(answer)) quoted.push_back("\"" + name + "\"");
  return quoted.empty() ? "\"Otherwise\"" : rules::join_with(quoted, "and");
}

std::string say_answers_of(const Ruling& ruling) {
  return ruling.answers.empty() ? "nothing" : rules::join_with(ruling.answers, "and");
}

/// Why a person decides; none where the rules did.
std::optional<Issue> undecided_issue(const Ruling& ruling) {
  const auto of_fields = [&](IssueCode code) {
    return make_issue(code, "", {{"decision", ruling.decision},
                                 {"fields", rules::join_with(ruling.fields, "and")}});
  };
  switch (ruling.status) {
    case RulingStatus::decided:
    case RulingStatus::left_to_server: return std::nullopt;
    case RulingStatus::field_missing: return of_fields(IssueCode::rules_value_missing);
    case RulingStatus::field_outside: return of_fields(IssueCode::rules_value_outside);
    case RulingStatus::conflict:
      return make_issue(IssueCode::rules_conflict, "",
                        {{"decision", ruling.decision},
                         {"rules", say_rules(ruling)},
                         {"answers", say_answers_of(ruling)}});
    case RulingStatus::no_answer:
    case RulingStatus::inputs_wrong: break;
  }
  return make_issue(IssueCode::rules_no_answer, "", {{"decision", ruling.decision}});
}

void approval_issues(const Ruling& ruling, Issues& issues) {
  for (const std::string& team : ruling.answers) {
    issues.push_back(make_issue(IssueCode::rules_want_approval, "",
                                {{"team", team}, {"rules", say_rules(ruling, team)}}));
  }
}

void problem_issues(const Ruling& ruling, Issues& issues) {
  for (const std::string& problem : ruling.answers) {
    issues.push_back(make_issue(IssueCode::rules_report_problem, "",
                                {{"problem", problem}, {"rules", say_rules(ruling, problem)}}));
  }
}

void step_issue(const Ruling& ruling, std::string_view what, Issues& issues) {
  if (ruling.answers.empty() || ruling.answers.front() == "none") return;
  issues.push_back(make_issue(IssueCode::rules_step_waits, "",
                              {{"step", "handle the " + std::string(what) + " by " +
                                            ruling.answers.front()},
                               {"rules", say_rules(ruling)}}));
}

void effect_issues(const Ruling& ruling, Issues& issues) {
  if (ruling.decision == "approval") return approval_issues(ruling, issues);
  if (ruling.decision == "problems") return problem_issues(ruling, issues);
  if (ruling.decision == "address step") return step_issue(ruling, "address", issues);
  if (ruling.decision == "payment step") return step_issue(ruling, "payment", issues);
  const bool is_marked = ruling.decision == "fraud check" && !ruling.answers.empty() &&
                         ruling.answers.front() != "none";
  if (!is_marked) return;
  issues.push_back(
      make_issue(IssueCode::rules_mark_fraud, "",
                 {{"answer", ruling.answers.front()}, {"rules", say_rules(ruling)}}));
}

bool says_something(const Ruling& ruling) {
  if (ruling.number) return *ruling.number != 0;
  return !ruling.answers.empty() && ruling.answers.front() != "none";
}

}  // namespace

std::vector<Ruling> rule_decisions(const rules::Book& book, const rules::CompiledSet& set,
                                   const RuledOrder& order, RulePoint point,
                                   const rules::Inputs& inputs) {
  const rules::OrderWords& words = book.words();
  std::vector<Ruling> rulings;
  for (std::size_t i = 0; i < set.rules.decisions.size(); ++i) {
    const rules::DecisionRules& asked = set.rules.decisions[i];
    const auto which = static_cast<std::size_t>(words.decisions[asked.decision]);
    if (rules::order_decision_rows()[which].point != point) continue;
    const std::string& name = words.vocabulary.decisions[asked.decision].name;
    const RuleMode mode = book.mode(name, order.channel, order.groups);
    if (mode == RuleMode::off) continue;
    rulings.push_back(say_ruling(words.vocabulary, asked, set.program.decide(i, inputs)));
    rulings.back().mode = mode;
  }
  return rulings;
}

RuledOrder ruled_order(const Draft& draft, const Facts& facts) {
  RuledOrder order;
  order.channel = draft.channel;
  if (draft.customer) order.customer = draft.customer->text();
  if (facts.customer) order.groups = facts.customer->groups;
  return order;
}

Issues issues_of_ruling(const Ruling& ruling) {
  Issues issues;
  auto undecided = undecided_issue(ruling);
  if (ruling.mode == RuleMode::suggest) {
    if (undecided) {
      undecided->severity = Severity::note;
      issues.push_back(*std::move(undecided));
    } else if (says_something(ruling)) {
      issues.push_back(make_issue(IssueCode::rules_suggest, "",
                                  {{"decision", ruling.decision},
                                   {"answers", say_answers_of(ruling)},
                                   {"rules", say_rules(ruling)}}));
    }
    return issues;
  }
  if (undecided) {
    issues.push_back(*std::move(undecided));
  } else {
    effect_issues(ruling, issues);
  }
  return issues;
}

RulesRun::RulesRun(const Draft& draft, const Facts& facts, AsOf as_of)
    : facts_(&facts), as_of_(as_of) {
  if (!facts.rules) return;
  order_ = ruled_order(draft, facts);
  set_ = facts.rules->choose(order_.channel, order_.customer);
  if (set_ == nullptr) return;
  inputs_.emplace(facts.rules->words());
  inputs_->take_draft(draft, facts, as_of);
}

void RulesRun::ask(RulePoint point) {
  const rules::Inputs inputs{inputs_->values(), as_of_, rules::KnownAt::everywhere};
  std::ranges::move(rule_decisions(*facts_->rules, *set_, order_, point, inputs),
                    std::back_inserter(rulings_));
}

const Ruling* RulesRun::find(std::string_view decision) const {
  for (const Ruling& ruling : rulings_) {
    const bool acts =
        ruling.mode == RuleMode::automatic && ruling.status == RulingStatus::decided;
    if (acts && ruling.decision == decision) return &ruling;
  }
  return nullptr;
}

void RulesRun::before_price() {
  if (set_ != nullptr) ask(RulePoint::before_price);
}

bool RulesRun::leaves_out_promotions() const {
  const Ruling* ruling = find("promotions");
  return ruling != nullptr && ruling->answers.front() == "leave out";
}

void RulesRun::before_tax(const Outcome& outcome) {
  if (set_ == nullptr) return;
  inputs_->take_prices(outcome, *facts_);
  ask(RulePoint::before_tax);
}

Rate RulesRun::discount() const {
  const Ruling* ruling = find("discount");
  if (ruling == nullptr || !ruling->number) return {};
  return Rate{*ruling->number * ppm_of_basis_point};
}

std::optional<std::string> RulesRun::exempting_rule() const {
  const Ruling* ruling = find("tax");
  if (ruling == nullptr || ruling->answers.front() != "exempt") return std::nullopt;
  return ruling->fired.empty() ? "Otherwise" : ruling->fired.front().rule;
}

void RulesRun::after_tax(const Outcome& outcome) {
  if (set_ == nullptr) return;
  inputs_->take_totals(outcome, *facts_);
  ask(RulePoint::after_tax);
  ask(RulePoint::after_plan);
}

Issues RulesRun::issues() const {
  Issues issues;
  for (const Ruling& ruling : rulings_) {
    std::ranges::move(issues_of_ruling(ruling), std::back_inserter(issues));
  }
  return issues;
}

std::optional<RulesOutcome> RulesRun::finish() {
  if (set_ == nullptr) return std::nullopt;
  return RulesOutcome{set_->name, set_->digest, std::move(rulings_),
                      inputs_->recorded(set_->reads)};
}

}  // namespace tally::pipeline
