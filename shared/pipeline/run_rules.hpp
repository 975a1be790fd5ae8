// Run rules: the rules of a company, asked at the named points of the pipeline.
// In go the draft, its facts and the outcome so far; out come the rulings, what they change (a
// discount, an exemption, promotions left out) and issues for what a person has to do.
// It fails closed: what cannot be decided is an issue for a person and never a default.
// Nothing of the server's is read here; the server asks the same rules again with what it knows,
// by rule_decisions.
//   RulesRun run(draft, facts, as_of);   run.before_price();   …   outcome.rules = run.finish();
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/pipeline/order_inputs.hpp"

namespace tally::pipeline {

/// For whom a set's decisions are asked.
struct RuledOrder {
  Channel channel = Channel::rep;
  std::string customer;
  std::vector<CustomerGroup> groups = {};
};

RuledOrder ruled_order(const Draft& draft, const Facts& facts);

/// The decisions of one point, in the order of the text; those that are off are left out.
std::vector<Ruling> rule_decisions(const rules::Book& book, const rules::CompiledSet& set,
                                   const RuledOrder& order, rules::RulePoint point,
                                   const rules::Inputs& inputs);

/// What a person has to do because of a ruling; none where it says nothing.
Issues issues_of_ruling(const Ruling& ruling);

class RulesRun {
 public:
  RulesRun(const Draft& draft, const Facts& facts, AsOf as_of);

  void before_price();
  /// Whether promotions do not count.
  bool leaves_out_promotions() const;

  void before_tax(const Outcome& outcome);
  /// Off each line; nothing where no rule gives any.
  Rate discount() const;
  /// The rule that exempts the order from tax.
  std::optional<std::string> exempting_rule() const;

  void after_tax(const Outcome& outcome);
  Issues issues() const;

  /// What became of it all; nullopt where no set is for this order.
  std::optional<RulesOutcome> finish();

 private:
  void ask(rules::RulePoint point);
  const Ruling* find(std::string_view decision) const;

  const Facts* facts_;
  AsOf as_of_;
  RuledOrder order_;
  const rules::CompiledSet* set_ = nullptr;
  std::optional<OrderInputs> inputs_;
  std::vector<Ruling> rulings_;
};

}  // namespace tally::pipeline
