// Book: a company's rule sets, read, checked against when their fields are known, and compiled.
// In goes the text of the book; out comes a value that never changes and that every order shares:
// which set decides an order, its program, and how far each decision is left to the rules.
// What does not read is refused with the place in its text; what reads but would be wrong to
// publish (conflicts, examples that differ) check_set says.
// It decides no order: the pipeline fills the fields and asks.
//   auto book = Book::compile(text);   const CompiledSet* set = (*book)->choose(channel, customer);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/sha256.hpp"
#include "shared/data/rule_book.hpp"
#include "shared/rules/order_words.hpp"
#include "shared/rules/program.hpp"

namespace tally::rules {

struct CompiledSet {
  std::string name;
  Digest digest;
  RuleSet rules;
  Program program;
  std::vector<Channel> channels;
  std::int32_t customer_share_percent = 100;
  /// Fields that a rule asks, ascending.
  std::vector<std::uint16_t> reads;
};

class Book {
 public:
  /// Issues: those of compile_set; each path begins with "sets[0].text, ".
  static Result<std::shared_ptr<const Book>> compile(const RuleBookText& text);

  /// The first set for this channel and customer; nullptr where there is none.
  const CompiledSet* choose(Channel channel, std::string_view customer) const;
  RuleMode mode(std::string_view decision, Channel channel,
                const std::vector<CustomerGroup>& groups) const;
  const OrderWords& words() const { return words_; }
  const std::vector<CompiledSet>& sets() const { return sets_; }

 private:
  OrderWords words_;
  std::vector<CompiledSet> sets_;
  std::vector<AutomationRow> automation_;
};

/// Read and compiled. Issues: those of reading, rule_too_wide, rule_field_too_late.
Result<CompiledSet> compile_set(const OrderWords& words, const RuleSetText& text);

/// All that is to be said of a set that reads: examples that differ, findings; what blocks
/// publishing is an error.
Issues check_set(const Vocabulary& vocabulary, const CompiledSet& set, AsOf today);

/// From 1 to 100, always the same for one customer: the share that a roll-out names takes those
/// with a number up to it.
std::int32_t share_number(std::string_view customer);

}  // namespace tally::rules
