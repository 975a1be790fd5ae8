// Back-test case: one stored order, asked with other rules.
// In go a set compiled once and orders, each with what was recorded of it; out comes how each of
// its decisions is answered, as before or otherwise, and what a decision anew comes to.
// The short way asks the recorded values; the long way opens the order's own snapshot, for what was
// not recorded, and for rules that move money.
// An order of another channel or share of customers is passed over.
//   auto trial = Trial::make(room, company, set);   CaseResult result = (*trial)->ask(each);
#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "server/rulebook/backtest.hpp"
#include "shared/pipeline/run_rules.hpp"
#include "shared/rules/book.hpp"

namespace tally::server::rulebook {

struct BacktestCase {
  std::int64_t row = 0;
  std::string order_id;
  std::int64_t number = 0;
  std::string customer;
  std::string customer_name;
  Money total;
  AsOf as_of;
  /// What wire::rules_bytes wrote; empty: the server asked no rules of it.
  std::string ruling;
};

struct CaseResult {
  /// passed: the set is not for this order.
  enum class End : std::uint8_t { told, not_told, passed };
  End end = End::not_told;
  bool is_anew = false;
  std::vector<std::string> same = {};
  std::vector<ChangedAnswer> changes = {};
  std::optional<Money> total_then = {};
};

/// What is known of a set that decided orders.
struct OldSet {
  /// By field of the vocabulary of today; empty where the set cannot be read with it.
  std::vector<bool> recorded;
  bool moves_money = false;
};

class Trial {
 public:
  /// Issues: those of reading the set.
  static Result<std::unique_ptr<Trial>> make(const BacktestRoom& room,
                                             const RuleBookText& company, const RuleSetText& set);

  CaseResult ask(const BacktestCase& each);

 private:
  explicit Trial(const BacktestRoom& room) : room_(room) {}
  const rules::CompiledSet& set() const { return book_->sets().front(); }
  /// Whether what was recorded is all that the set asks, and no totals change.
  bool is_recorded(const RulesOutcome& said);
  const OldSet& old_set(const std::string& digest);
  void take_recorded(const std::vector<RuleInput>& recorded, bool only_servers);
  CaseResult ask_recorded(const BacktestCase& each, const RulesOutcome& said);
  CaseResult ask_anew(const BacktestCase& each, const std::optional<RulesOutcome>& said);
  void take_anew(const Draft& draft, const Facts& facts, const Outcome& priced, AsOf as_of);
  std::vector<Ruling> money_rulings(const std::optional<RulesOutcome>& told) const;
  void ask_points(std::vector<Ruling>& rulings, const pipeline::RuledOrder& order,
                  AsOf as_of) const;

  BacktestRoom room_;
  RuleBookText company_;
  std::shared_ptr<const rules::Book> book_;
  /// Reused from order to order.
  std::vector<std::int64_t> values_;
  std::unordered_map<std::string, std::uint16_t> field_of_;
  std::vector<std::unordered_map<std::string, std::int64_t>> word_of_;
  std::map<std::string, OldSet> old_;
  bool moves_money_ = false;
  bool asks_server_ = false;
};

}  // namespace tally::server::rulebook
