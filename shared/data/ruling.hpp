// Ruling: what the rules said of one order, decision by decision, with the rules that fired.
// Plain values in the rules' own words, so that an order says years later why it was held: with the
// digest of the rule set, and what each field was that a rule asked.
// They are part of the outcome and of its digest where only fields are read that are known
// everywhere; the server adds its own beside the outcome.
// Nothing here takes effect by itself: the pipeline does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/sha256.hpp"
#include "shared/data/rule_book.hpp"

namespace tally {

/// All but `decided` mean that a person decides; left_to_server, that the server does.
enum class RulingStatus : std::uint8_t {
  decided, left_to_server, field_missing, field_outside, conflict, no_answer, inputs_wrong
};

/// A rule that held, and what it answers: "manager", "5%".
struct FiredRule {
  std::string rule;
  std::string answer;
  friend bool operator==(const FiredRule&, const FiredRule&) = default;
};

struct Ruling {
  std::string decision;
  RulingStatus status = RulingStatus::decided;
  RuleMode mode = RuleMode::automatic;
  /// No rule held: "Otherwise".
  bool by_otherwise = false;
  /// In the order of the decision's answers; of a conflict, all that were given.
  std::vector<std::string> answers = {};
  /// Where the answer is a number: of the decision's unit (percent: basis points). `answers` says
  /// it in words then.
  std::optional<std::int64_t> number = {};
  /// In the order of the text; those that are overridden are not here.
  std::vector<FiredRule> fired = {};
  /// Fields that are missing or outside their domain.
  std::vector<std::string> fields = {};
  /// Rules that may fire as well once the server knows more.
  std::vector<std::string> left_to_server = {};
  friend bool operator==(const Ruling&, const Ruling&) = default;

  /// Names of the rules behind what was decided; with an answer, of those that gave it.
  std::vector<std::string> rules_behind(std::string_view answer = {}) const;
  /// Names of all that held.
  std::vector<std::string> names_fired() const;
};

/// What a field was that some rule of the set asks; missing ones are not here.
struct RuleInput {
  std::string field;
  /// Of a number, a day (since 1970-01-01) or a fact (0, 1); of a choice 0.
  std::int64_t value = 0;
  /// Of a choice.
  std::string word = {};
  friend bool operator==(const RuleInput&, const RuleInput&) = default;
};

struct RulesOutcome {
  /// The set's name and digest.
  std::string set;
  Digest digest;
  std::vector<Ruling> rulings = {};
  /// In the order of the vocabulary.
  std::vector<RuleInput> inputs = {};
  friend bool operator==(const RulesOutcome&, const RulesOutcome&) = default;
};

}  // namespace tally
