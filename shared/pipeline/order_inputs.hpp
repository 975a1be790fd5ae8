// Order inputs: what the rules may ask of an order, as the flat row of integers that they read.
// In go the draft, its facts and the day, then what is priced and what is taxed; out come the
// values, each computed once, at the point from which it is known.
// Amounts are in the currency of the rules: where the order is in another, by the company's rate of
// the day, and missing where there is none. What only the server knows stays missing here.
// It decides nothing; run_rules does.
//   OrderInputs inputs(*facts.rules);   inputs.take_draft(draft, facts, as_of);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"
#include "shared/rules/book.hpp"

namespace tally::pipeline {

class OrderInputs {
 public:
  /// All missing. The words must outlive it.
  explicit OrderInputs(const rules::OrderWords& words);
  /// With what was recorded of an order; a field or word that is not known any more stays missing.
  OrderInputs(const rules::OrderWords& words, std::span<const RuleInput> recorded);

  /// What is known before anything is priced.
  void take_draft(const Draft& draft, const Facts& facts, AsOf as_of);
  /// Before tax: the lines are priced, and promotions are off them.
  void take_prices(const Outcome& outcome, const Facts& facts);
  /// After tax: the totals are there.
  void take_totals(const Outcome& outcome, const Facts& facts);

  void set(rules::OrderField field, std::int64_t value);
  /// Of a fact for each word of a list: which of them hold.
  void set_listed(rules::OrderField field, std::string_view list, std::string_view word,
                  std::int64_t value);
  /// A word of a choice; "other" where the vocabulary has no such word.
  void set_word(rules::OrderField field, std::string_view word);

  std::span<const std::int64_t> values() const { return values_; }
  /// Those of the fields that are there.
  std::vector<RuleInput> recorded(std::span<const std::uint16_t> fields) const;

 private:
  void take_customer(const Facts& facts);
  void take_place(const Draft& draft, const Facts& facts);
  void take_lines(const Draft& draft, const Facts& facts);
  void set_money(rules::OrderField field, const std::optional<Money>& amount, const Facts& facts);
  void set_fact(rules::OrderField field, bool holds) { set(field, holds ? 1 : 0); }

  const rules::OrderWords* words_;
  std::vector<std::int64_t> values_;
  AsOf as_of_;
};

}  // namespace tally::pipeline
