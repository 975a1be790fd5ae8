// Print: rules in their one canonical form, and the pieces of it.
// In go values of rule_set.hpp with their vocabulary; out comes text that reads back to them.
// print of what was read from print is the same text, so the digest of it names the rule set.
// Comments keep their place before a sentence; spaces, line ends and "1000" for "1,000" do not.
//   print_rules(vocabulary, set)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/sha256.hpp"
#include "shared/rules/rule_set.hpp"

namespace tally::rules {

/// "gold, silver, bronze" where the glue is ", ".
std::string join_words(std::span<const std::string> words, std::string_view glue);
/// "gold, silver or bronze" where the last is "or".
std::string join_with(std::span<const std::string> words, std::string_view last);

std::string print_rules(const Vocabulary& vocabulary, const RuleSet& set);
/// One rule with its comments and examples; `rules` are those of its decision.
std::string print_rule(const Vocabulary& vocabulary, const Decision& decision,
                       const std::vector<Rule>& rules, const Rule& rule);

/// "the order total is at least $10,000"
std::string print_atom(const Vocabulary& vocabulary, const Atom& atom);
/// "at least $10,000": what stands behind "is"; of a fact "yes" or "no".
std::string print_test(const Vocabulary& vocabulary, const Atom& atom);
std::string print_condition(const Vocabulary& vocabulary, const Condition& condition);
/// "manager", "5%"
std::string print_answer(const Vocabulary& vocabulary, const Decision& decision, Answer answer);
/// "send the order to manager for approval"
std::string print_answer_sentence(const Vocabulary& vocabulary, const Decision& decision,
                                  Answer answer);
/// "gold", "$10,000", "missing"; of a fact, the sentence.
std::string print_value(const Vocabulary& vocabulary, const Field& field, std::int64_t value);
/// "the customer tier is gold", or the fact's sentence: how a value of an order is said.
std::string print_field_value(const Vocabulary& vocabulary, const Field& field,
                              std::int64_t value);
std::string print_example(const Vocabulary& vocabulary, const Decision& decision,
                          const Example& example);

/// The name of a rule set: the SHA-256 of its canonical text.
Digest digest_of(const Vocabulary& vocabulary, const RuleSet& set);

}  // namespace tally::rules
