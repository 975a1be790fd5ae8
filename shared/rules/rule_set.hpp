// Rule set: rules as values, in the shape in which they were written.
// In goes nothing; these are plain structs that the reader fills and everything else reads.
// Two rule sets are equal where their sentences mean the same word for word; the places in the text
// are not compared.
// They hold indices into the vocabulary they were read with, and are meaningless with another.
//   for (const Rule& rule : set.decisions[0].rules) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/rules/token.hpp"
#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

/// holds and fails are of facts.
enum class Test : std::uint8_t { holds, fails, missing, known, one_of, none_of, range };
/// compared: "at least 5 and less than 9". from_to: "from 5 to 9" or "from 5 to under 9".
enum class RangeForm : std::uint8_t { compared, from_to };
enum class Edge : std::uint8_t { included, excluded };

struct Bound {
  std::int64_t value = 0;
  Edge edge = Edge::included;
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// One field and what is asked of it.
struct Atom {
  std::uint16_t field = 0;
  Test test = Test::holds;
  /// Of one_of and none_of, in the order written.
  std::vector<std::int64_t> values;
  std::optional<Bound> low;
  std::optional<Bound> high;
  RangeForm form = RangeForm::compared;
  Place place;
  friend bool operator==(const Atom&, const Atom&) = default;
};

/// one: an atom. The others hold `parts`.
enum class Join : std::uint8_t { one, all, any, none };
/// sentence: "A and B". list: "all of these are true:" with an item a line.
enum class Layout : std::uint8_t { sentence, list };

struct Condition {
  Join join = Join::one;
  Layout layout = Layout::sentence;
  Atom atom;
  std::vector<Condition> parts;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// What a decision says: the index of an answer, or a number of the decision's unit.
using Answer = std::int64_t;

/// What an example expects: answers, "nothing", or "staff".
enum class Expected : std::uint8_t { answers, staff };

struct Example {
  std::vector<Atom> given;
  std::optional<Date> today;
  Expected expected = Expected::answers;
  /// Ascending; none where "nothing" is expected.
  std::vector<Answer> answers;
  Place place;
  friend bool operator==(const Example&, const Example&) = default;
};

struct Rule {
  std::string name;
  Condition when;
  Answer answer = 0;
  std::string because;
  std::optional<Condition> unless;
  /// Indices of rules of the same decision, in the order written.
  std::vector<std::uint32_t> overrides;
  std::optional<Date> from;
  /// The last day on which it holds.
  std::optional<Date> until;
  std::vector<Example> examples;
  /// Lines with "#" in front of it.
  std::vector<std::string> comments;
  Place place;
  friend bool operator==(const Rule&, const Rule&) = default;
};

struct Otherwise {
  Answer answer = 0;
  std::string because;
  std::vector<Example> examples;
  std::vector<std::string> comments;
  Place place;
  friend bool operator==(const Otherwise&, const Otherwise&) = default;
};

struct DecisionRules {
  /// Index into the vocabulary's decisions.
  std::uint16_t decision = 0;
  std::vector<Rule> rules;
  std::optional<Otherwise> otherwise;
  std::vector<std::string> comments;
  Place place;
  friend bool operator==(const DecisionRules&, const DecisionRules&) = default;
};

struct RuleSet {
  std::vector<DecisionRules> decisions;
  /// Lines with "#" behind the last sentence.
  std::vector<std::string> comments;
  friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

}  // namespace tally::rules
