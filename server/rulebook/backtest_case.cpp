#include "server/rulebook/backtest_case.hpp"

#include <algorithm>

#include "server/orders/submit.hpp"
#include "server/rulebook/rule_sets.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/rules/print.hpp"
#include "shared/wire/outcome_reader.hpp"

namespace tally::server::rulebook {

using rules::RulePoint;

namespace {

RulePoint point_of(const rules::OrderWords& words, const rules::DecisionRules& rules) {
  const auto which = static_cast<std::size_t>(words.decisions[rules.decision]);
  return rules::order_decision_rows()[which].point;
}

/// Promotions, discount and tax are decided before the totals are.
bool has_money_decision(const rules::OrderWords& words, const rules::RuleSet& set) {
  return std::ranges::any_of(set.decisions, [&](const rules::DecisionRules& rules) {
    return point_of(words, rules) < RulePoint::after_tax;
  });
}

/// "manager and director", "5%", "nothing", "staff".
std::string say_answer(const rules::Vocabulary& vocabulary, const Ruling& ruling) {
  if (ruling.status == RulingStatus::left_to_server) return "left to the server";
  if (ruling.status != RulingStatus::decided) return "staff";
  if (ruling.number) {
    const auto decision = rules::find_decision(vocabulary, ruling.decision);
    if (!decision) return std::to_string(*ruling.number);
    return rules::print_answer(vocabulary, vocabulary.decisions[*decision], *ruling.number);
  }
  return ruling.answers.empty() ? "nothing" : rules::join_with(ruling.answers, "and");
}

/// Whether the order would be the same without this answer.
bool is_idle(const Ruling& ruling) {
  if (ruling.status != RulingStatus::decided) return false;
  if (ruling.number) return *ruling.number == 0;
  if (ruling.answers.empty()) return true;
  constexpr std::string_view idle[] = {"none", "apply", "charge tax"};
  return std::ranges::find(idle, ruling.answers.front()) != std::end(idle);
}

const Ruling* find_answer(const std::vector<Ruling>& rulings, const std::string& decision) {
  const auto found = std::ranges::find(rulings, decision, &Ruling::decision);
  return found == rulings.end() ? nullptr : &*found;
}

/// nullptr: it was not asked, which is as good as an answer that does nothing.
bool is_same_answer(const rules::Vocabulary& vocabulary, const Ruling* before,
                    const Ruling* now) {
  const bool was_idle = before == nullptr || is_idle(*before);
  const bool will_idle = now == nullptr || is_idle(*now);
  if (was_idle || will_idle) return was_idle && will_idle;
  return say_answer(vocabulary, *before) == say_answer(vocabulary, *now);
}

std::string say_or_none(const rules::Vocabulary& vocabulary, const Ruling* ruling) {
  return ruling == nullptr ? "not asked" : say_answer(vocabulary, *ruling);
}

void compare(const rules::Vocabulary& vocabulary, const std::vector<Ruling>& before,
             const std::vector<Ruling>& now, CaseResult& result) {
  result.end = CaseResult::End::told;
  const auto take = [&](const std::string& decision, const Ruling* was, const Ruling* will) {
    if (is_same_answer(vocabulary, was, will)) {
      result.same.push_back(decision);
    } else {
      result.changes.push_back(
          {decision, say_or_none(vocabulary, was), say_or_none(vocabulary, will)});
    }
  };
  for (const Ruling& ruling : now) {
    take(ruling.decision, find_answer(before, ruling.decision), &ruling);
  }
  for (const Ruling& ruling : before) {
    if (find_answer(now, ruling.decision) == nullptr) take(ruling.decision, &ruling, nullptr);
  }
}

/// What the device's part said before the totals, behind it what the server's part said.
std::vector<Ruling> join_rulings(const std::optional<RulesOutcome>& told,
                                 const std::optional<RulesOutcome>& said) {
  std::vector<Ruling> all;
  if (told) all = told->rulings;
  if (!said) return all;
  for (const Ruling& ruling : said->rulings) {
    const auto found = std::ranges::find(all, ruling.decision, &Ruling::decision);
    if (found == all.end()) all.push_back(ruling);
    else *found = ruling;
  }
  return all;
}

}  // namespace

Result<std::unique_ptr<Trial>> Trial::make(const BacktestRoom& room, const RuleBookText& company,
                                           const RuleSetText& set) {
  std::unique_ptr<Trial> trial(new Trial(room));
  trial->company_ = company;
  RuleBookText book = company;
  book.automation.clear();
  book.sets = {set};
  auto compiled = rules::Book::compile(book);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  trial->book_ = *std::move(compiled);
  const rules::OrderWords& words = trial->book_->words();
  trial->word_of_.resize(words.vocabulary.fields.size());
  for (std::size_t i = 0; i < words.vocabulary.fields.size(); ++i) {
    const rules::Field& field = words.vocabulary.fields[i];
    trial->field_of_[field.phrase] = static_cast<std::uint16_t>(i);
    for (std::size_t k = 0; k < field.values.size(); ++k) {
      trial->word_of_[i][field.values[k]] = static_cast<std::int64_t>(k);
    }
  }
  trial->moves_money_ = has_money_decision(words, trial->set().rules);
  trial->asks_server_ = std::ranges::any_of(trial->set().reads, [&](std::uint16_t field) {
    return words.known_from[field] == RulePoint::server;
  });
  return trial;
}

const OldSet& Trial::old_set(const std::string& digest) {
  const auto known = old_.find(digest);
  if (known != old_.end()) return known->second;
  OldSet old;
  const rules::OrderWords& words = book_->words();
  const auto kept = find_set(*room_.store.read(), digest);
  const auto compiled = kept ? rules::compile_set(words, {kept->name, kept->text})
                             : Result<rules::CompiledSet>(std::unexpected(Issues{}));
  if (compiled) {
    old.recorded.assign(words.known_from.size(), false);
    for (std::size_t i = 0; i < words.known_from.size(); ++i) {
      old.recorded[i] = words.known_from[i] == RulePoint::server;
    }
    for (const std::uint16_t field : compiled->reads) old.recorded[field] = true;
    old.moves_money = has_money_decision(words, compiled->rules);
  }
  return old_.emplace(digest, std::move(old)).first->second;
}

bool Trial::is_recorded(const RulesOutcome& said) {
  if (moves_money_ || !set().channels.empty()) return false;
  const OldSet& old = old_set(said.digest.text());
  return !old.recorded.empty() && !old.moves_money &&
         std::ranges::all_of(set().reads, [&](std::uint16_t field) { return old.recorded[field]; });
}

void Trial::take_recorded(const std::vector<RuleInput>& recorded, bool only_servers) {
  const rules::OrderWords& words = book_->words();
  for (const RuleInput& input : recorded) {
    const auto found = field_of_.find(input.field);
    if (found == field_of_.end()) continue;
    const std::uint16_t field = found->second;
    if (only_servers && words.known_from[field] != RulePoint::server) continue;
    if (words.vocabulary.fields[field].type != rules::FieldType::choice) {
      values_[field] = input.value;
      continue;
    }
    const auto word = word_of_[field].find(input.word);
    if (word != word_of_[field].end()) values_[field] = word->second;
  }
}

void Trial::ask_points(std::vector<Ruling>& rulings, const pipeline::RuledOrder& order,
                       AsOf as_of) const {
  const rules::Inputs inputs{values_, as_of, rules::KnownAt::server};
  for (const RulePoint point : {RulePoint::after_tax, RulePoint::after_plan}) {
    std::ranges::move(pipeline::rule_decisions(*book_, set(), order, point, inputs),
                      std::back_inserter(rulings));
  }
}

CaseResult Trial::ask_recorded(const BacktestCase& each, const RulesOutcome& said) {
  values_.assign(book_->words().vocabulary.fields.size(), rules::missing_value);
  take_recorded(said.inputs, false);
  std::vector<Ruling> now;
  ask_points(now, {}, each.as_of);
  CaseResult result;
  compare(book_->words().vocabulary, said.rulings, now, result);
  return result;
}

void Trial::take_anew(const Draft& draft, const Facts& facts, const Outcome& priced,
                      AsOf as_of) {
  pipeline::OrderInputs inputs(book_->words());
  inputs.take_draft(draft, facts, as_of);
  inputs.take_prices(priced, facts);
  inputs.take_totals(priced, facts);
  values_.assign(inputs.values().begin(), inputs.values().end());
}

/// What was said before the totals were there.
std::vector<Ruling> Trial::money_rulings(const std::optional<RulesOutcome>& told) const {
  std::vector<Ruling> rulings;
  if (!told) return rulings;
  const rules::OrderWords& words = book_->words();
  for (const Ruling& ruling : told->rulings) {
    const auto decision = rules::find_decision(words.vocabulary, ruling.decision);
    if (!decision) continue;
    const auto which = static_cast<std::size_t>(words.decisions[*decision]);
    const bool is_money = rules::order_decision_rows()[which].point < RulePoint::after_tax;
    if (is_money) rulings.push_back(ruling);
  }
  return rulings;
}

CaseResult Trial::ask_anew(const BacktestCase& each, const std::optional<RulesOutcome>& said) {
  CaseResult result;
  result.is_anew = true;
  const orders::OrderDocuments documents = orders::read_documents(*room_.store.read(), each.row);
  const auto outcome = wire::read_outcome(documents.outcome);
  const auto draft = orders::read_draft({.order_document = documents.order});
  if (!outcome || !draft || (asks_server_ && !said)) return result;
  auto lease = room_.snapshots.open(outcome->snapshot);
  if (!lease) return result;
  auto facts = wire::gather(**lease, *draft);
  if (!facts) return result;
  facts->rules = book_;
  const pipeline::RuledOrder order = pipeline::ruled_order(*draft, *facts);
  if (book_->choose(order.channel, order.customer) == nullptr) {
    result.end = CaseResult::End::passed;
    return result;
  }
  std::vector<Ruling> now;
  const bool was_money = outcome->rules && old_set(outcome->rules->digest.text()).moves_money;
  if (moves_money_ || was_money) {
    const Outcome anew = pipeline::decide(*draft, *facts, each.as_of);
    result.total_then = anew.total;
    now = money_rulings(anew.rules);
    take_anew(*draft, *facts, anew, each.as_of);
  } else {
    take_anew(*draft, *facts, *outcome, each.as_of);
  }
  if (said) take_recorded(said->inputs, true);
  ask_points(now, order, each.as_of);
  compare(book_->words().vocabulary, join_rulings(outcome->rules, said), now, result);
  return result;
}

CaseResult Trial::ask(const BacktestCase& each) {
  CaseResult passed;
  passed.end = CaseResult::End::passed;
  const bool is_in_share = set().customer_share_percent >= 100 ||
                           rules::share_number(each.customer) <= set().customer_share_percent;
  if (!is_in_share) return passed;
  std::optional<RulesOutcome> said;
  if (!each.ruling.empty()) said = wire::read_rules_outcome(each.ruling);
  if (said && is_recorded(*said)) return ask_recorded(each, *said);
  return ask_anew(each, said);
}

}  // namespace tally::server::rulebook
