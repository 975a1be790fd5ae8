// Program: rules compiled for deciding, and the decisions they come to.
// In go a vocabulary and a rule set, then one value for each field (an integer of its smallest
// unit, the index of a choice, days, missing) and the day; out come answers with the rules that
// fired, and on request those that nearly did.
// It fails closed: what is missing though required, outside its domain, in conflict or without an
// answer goes to staff, with the reason, and never to a default.
// Results are indices and integers, the same bytes everywhere; say.hpp makes the sentences.
//   auto program = Program::compile(vocabulary, set);
//   Decided decided = program->decide(0, {values, as_of});
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/rules/box_index.hpp"
#include "shared/rules/rule_set.hpp"

namespace tally::rules {

struct Inputs {
  /// One for each field of the vocabulary.
  std::span<const std::int64_t> values;
  AsOf as_of;
  /// everywhere: on a device, where no field of the server is known.
  KnownAt side = KnownAt::server;
};

/// All but `decided` mean: a person decides (or, of left_to_server, the server does).
enum class Status : std::uint8_t {
  decided,
  left_to_server,
  field_missing,
  field_outside,
  conflict,
  no_answer,
  inputs_wrong
};

enum class DecidedBy : std::uint8_t { rules, otherwise };

struct Decided {
  Status status = Status::no_answer;
  DecidedBy by = DecidedBy::rules;
  /// Indices of answers, ascending, or one number. Of a conflict, all that were given.
  std::vector<Answer> answers;
  /// Indices into the decision's rules, ascending: those that hold and are not overridden.
  std::vector<std::uint32_t> fired;
  /// Fields that are missing or outside their domain, ascending.
  std::vector<std::uint16_t> fields;
  /// On a device: rules that may fire on the server as well, ascending.
  std::vector<std::uint32_t> left_to_server;
  friend bool operator==(const Decided&, const Decided&) = default;
};

/// condition: one field fails it. day: it holds on other days. unless: but for its "unless".
enum class MissCause : std::uint8_t { condition, day, unless, overridden };

struct NearMiss {
  std::uint32_t rule = 0;
  MissCause cause = MissCause::condition;
  /// Of condition.
  std::uint16_t field = 0;
  /// Of overridden: the first rule that does it.
  std::uint32_t by = 0;
  friend bool operator==(const NearMiss&, const NearMiss&) = default;
};

struct Explained {
  Decided decided;
  /// Ascending by rule, at most as many as were asked for.
  std::vector<NearMiss> near;
  std::uint32_t near_count = 0;
};

/// Room for one decision at a time, so that deciding many allocates nothing.
struct Scratch {
  std::vector<Word> hits;
  std::vector<Word> near;
  std::vector<Word> matched;
  std::vector<Word> holding;
  std::vector<const Word*> rows;
};

/// One compiled decision.
class DecisionProgram {
 public:
  /// Issue: rule_too_wide.
  static Result<DecisionProgram> compile(const Vocabulary& vocabulary, const Space& space,
                                         const DecisionRules& rules);

  void decide(const Inputs& inputs, Scratch& scratch, Decided& out) const;
  /// `near_max`: how many near misses are told.
  void explain(const Inputs& inputs, std::size_t near_max, Scratch& scratch, Explained& out) const;

  /// What it comes to where exactly these rules hold (ascending), before any is overridden.
  Decided resolve_matched(std::span<const std::uint32_t> matched) const;

  const BoxIndex& index() const { return index_; }
  const std::vector<Region>& regions() const { return regions_; }
  /// Fields that a rule asks, ascending.
  const std::vector<std::uint16_t>& reads() const { return reads_; }

 private:
  bool check_inputs(const Inputs& inputs, Decided& out) const;
  bool take_rows(const Inputs& inputs, Scratch& scratch, Decided& out) const;
  void match_boxes(Scratch& scratch) const;
  void take_matches(const Inputs& inputs, Scratch& scratch, Decided& out) const;
  void list_near(const Inputs& inputs, Scratch& scratch, std::size_t near_max,
                 Explained& out) const;
  void resolve(Decided& out) const;
  void resolve_numbers(Decided& out) const;
  bool is_server_rule(std::size_t rule) const { return has_bit(server_rules_.data(), rule); }

  std::size_t fields_ = 0;
  Decision decision_;
  DecisionRules rules_;
  std::vector<Region> regions_;
  std::vector<std::uint32_t> rule_of_box_;
  BoxIndex index_;
  std::vector<std::uint16_t> reads_;
  std::vector<Field> vocabulary_fields_;
  /// Bits by rule: it reads a field of the server, or one that does overrides it.
  std::vector<Word> server_rules_;
  bool has_overrides_ = false;
  bool has_server_rules_ = false;
  std::vector<std::uint16_t> required_;
  std::vector<std::uint16_t> required_everywhere_;
};

class Program {
 public:
  /// Issue: rule_too_wide.
  static Result<Program> compile(const Vocabulary& vocabulary, const RuleSet& set);

  /// `index`: of the rule set's decisions.
  Decided decide(std::size_t index, const Inputs& inputs) const;
  Explained explain(std::size_t index, const Inputs& inputs, std::size_t near_max) const;
  const std::vector<DecisionProgram>& decisions() const { return decisions_; }

 private:
  std::vector<DecisionProgram> decisions_;
};

/// Whether the condition holds of these values, as compiled rules would say.
enum class Truth : std::uint8_t { holds, fails, unknown };
Truth truth_of(std::span<const Field> fields, const Atom& atom, std::int64_t value);
Truth truth_of(std::span<const Field> fields, const Condition& condition,
               std::span<const std::int64_t> values);

}  // namespace tally::rules
