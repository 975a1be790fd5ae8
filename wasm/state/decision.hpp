#pragma once
// Decides the order on the screen after every change, and says of each cell what is wrong.
// In: a raw order, the catalogue, the day. Out: the outcome that the server will repeat, and its
// issues by cell. One keystroke in 1,000 lines is decided within a frame.
// It will not change the order.
//
//     LiveDecision live(catalogue);  live.decide(order, AsOf{today});  live.outcome().total;

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/data/facts.hpp"
#include "shared/data/outcome.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/order_sheet.hpp"

namespace tally::app {

class LiveDecision {
 public:
  explicit LiveDecision(Catalogue& catalogue) : catalogue_(&catalogue) {}
  /// False where the snapshot cannot be read on: failure() says why, the outcome stays as it was.
  bool decide(const RawOrder& order, AsOf as_of);

  const Outcome& outcome() const { return outcome_; }
  const Draft& draft() const { return draft_; }
  const Facts& facts() const { return facts_; }
  const std::optional<Issue>& failure() const { return failure_; }
  AsOf as_of() const { return as_of_; }

  /// Every promotion for these goods, also those of which a condition failed; worked out anew.
  std::vector<PromotionOutcome> all_promotions() const;

  /// Places in outcome().issues.
  const std::vector<std::size_t>& issues_of_line(std::size_t line) const;
  /// The gravest issue of a cell, or nullptr.
  const Issue* issue_of(std::size_t line, LineField field) const;
  const Issue* issue_of(HeaderField field) const;
  std::size_t count(Severity severity) const;
  /// nullptr where the line's product is unknown.
  const Product* product(std::size_t line) const;

 private:
  void sort_issues();
  Catalogue* catalogue_;
  AsOf as_of_;
  Draft draft_;
  Facts facts_;
  Outcome outcome_;
  std::optional<Issue> failure_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> by_line_;
  std::vector<std::size_t> of_header_;
};

/// What an issue means in the product's voice.
struct SaidIssue {
  std::string where;     // "Line 4, quantity"
  std::string sentence;  // "AB-103 is sold in steps of 12; 10 is none."
  std::string mend;      // "Order 12."
};
SaidIssue say(const Issue& issue);
/// Sentence and mend in one, for a cell.
std::string say_in_cell(const Issue& issue);

}  // namespace tally::app
