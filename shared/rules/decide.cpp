// Deciding: rows of the index are ANDed, overridden rules fall away, and the kind of the decision
// makes one answer of what is left, or says why there is none.
#include <algorithm>
#include <bit>

#include "shared/rules/program.hpp"

namespace tally::rules {

namespace {

void clear_bit(Word* words, std::size_t bit) {
  words[bit / word_bits] &= ~(Word{1} << (bit % word_bits));
}

template <typename Action>
void for_each_bit(std::span<const Word> words, Action action) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (Word rest = words[i]; rest != 0; rest &= rest - 1) {
      action(i * word_bits + static_cast<std::size_t>(std::countr_zero(rest)));
    }
  }
}

void reset(Decided& out) {
  out.status = Status::decided;
  out.by = DecidedBy::rules;
  out.answers.clear();
  out.fired.clear();
  out.fields.clear();
  out.left_to_server.clear();
}

}  // namespace

/// Required fields that are missing end the decision, whatever the other fields say.
bool DecisionProgram::check_inputs(const Inputs& inputs, Decided& out) const {
  if (inputs.values.size() != fields_) {
    out.status = Status::inputs_wrong;
    return false;
  }
  const bool is_device = inputs.side == KnownAt::everywhere;
  if (is_device && has_server_rules_ && decision_.kind != DecisionKind::all_of &&
      decision_.kind != DecisionKind::strictest) {
    out.status = Status::left_to_server;
    return false;
  }
  for (const std::uint16_t field : is_device ? required_everywhere_ : required_) {
    if (inputs.values[field] == missing_value) out.fields.push_back(field);
  }
  if (!out.fields.empty()) out.status = Status::field_missing;
  return out.fields.empty();
}

bool DecisionProgram::take_rows(const Inputs& inputs, Scratch& scratch, Decided& out) const {
  scratch.rows.clear();
  // A field may be asked by no box and still be wrong: every field that is read is checked.
  for (const std::uint16_t field : reads_) {
    const std::int64_t value = inputs.values[field];
    if (value == missing_value || value == unstated_value) continue;
    const Field& known = vocabulary_fields_[field];
    if (inputs.side == KnownAt::everywhere && known.known_at == KnownAt::server) continue;
    if (value < known.low || value > known.high) out.fields.push_back(field);
  }
  if (!out.fields.empty()) {
    out.status = Status::field_outside;
    return false;
  }
  for (const FieldIndex& field : index_.fields()) {
    const bool is_day = field.field >= fields_;
    if (!is_day && inputs.side == KnownAt::everywhere &&
        vocabulary_fields_[field.field].known_at == KnownAt::server) {
      continue;
    }
    const std::int64_t value =
        is_day ? std::int64_t{inputs.as_of.date.days()} : inputs.values[field.field];
    const Word* row = index_.row(field, value);
    if (row == nullptr) {
      out.status = Status::inputs_wrong;
      return false;
    }
    scratch.rows.push_back(row);
  }
  return true;
}

void DecisionProgram::match_boxes(Scratch& scratch) const {
  const std::size_t words = index_.words();
  scratch.hits.assign(words, ~Word{0});
  Word* const hits = scratch.hits.data();
  for (const Word* row : scratch.rows) {
    for (std::size_t i = 0; i < words; i += 4) {
      hits[i] &= row[i];
      hits[i + 1] &= row[i + 1];
      hits[i + 2] &= row[i + 2];
      hits[i + 3] &= row[i + 3];
    }
  }
  // Behind the last box nothing hits.
  for (std::size_t i = index_.boxes() / word_bits; i < words; ++i) {
    const std::size_t first = i * word_bits;
    const std::size_t used = index_.boxes() > first ? index_.boxes() - first : 0;
    if (used < word_bits) hits[i] &= (Word{1} << used) - 1;
  }
}

void DecisionProgram::take_matches(const Inputs& inputs, Scratch& scratch, Decided& out) const {
  const std::size_t words = rules_.rules.size() / word_bits + 1;
  scratch.matched.assign(words, 0);
  Word* const matched = scratch.matched.data();
  for_each_bit(scratch.hits, [&](std::size_t box) { set_bit(matched, rule_of_box_[box]); });
  if (inputs.side == KnownAt::everywhere && has_server_rules_) {
    for (std::size_t i = 0; i < words; ++i) {
      Word left = matched[i] & server_rules_[i];
      matched[i] &= ~server_rules_[i];
      for (; left != 0; left &= left - 1) {
        out.left_to_server.push_back(
            static_cast<std::uint32_t>(i * word_bits) +
            static_cast<std::uint32_t>(std::countr_zero(left)));
      }
    }
  }
  if (has_overrides_) {
    // What holds overrides, also where it is overridden itself.
    const std::vector<Word> all = scratch.matched;
    for_each_bit(all, [&](std::size_t rule) {
      for (const std::uint32_t target : rules_.rules[rule].overrides) clear_bit(matched, target);
    });
  }
  for_each_bit(scratch.matched,
               [&](std::size_t rule) { out.fired.push_back(static_cast<std::uint32_t>(rule)); });
}

void DecisionProgram::decide(const Inputs& inputs, Scratch& scratch, Decided& out) const {
  reset(out);
  if (!check_inputs(inputs, out) || !take_rows(inputs, scratch, out)) return;
  match_boxes(scratch);
  take_matches(inputs, scratch, out);
  resolve(out);
}

Decided DecisionProgram::resolve_matched(std::span<const std::uint32_t> matched) const {
  Decided out;
  reset(out);
  for (const std::uint32_t rule : matched) {
    const bool is_silenced = std::ranges::any_of(matched, [&](std::uint32_t by) {
      return std::ranges::count(rules_.rules[by].overrides, rule) > 0;
    });
    if (!is_silenced) out.fired.push_back(rule);
  }
  resolve(out);
  return out;
}

void DecisionProgram::resolve(Decided& out) const {
  if (out.fired.empty()) {
    const bool may_be_empty =
        decision_.kind == DecisionKind::all_of || decision_.kind == DecisionKind::sum;
    const bool is_open = !out.left_to_server.empty() && (rules_.otherwise || !may_be_empty);
    if (is_open) {
      // On a device the server's rules may still answer.
      out.status = Status::left_to_server;
    } else if (rules_.otherwise) {
      out.by = DecidedBy::otherwise;
      out.answers.push_back(rules_.otherwise->answer);
    } else if (decision_.kind == DecisionKind::sum) {
      out.answers.push_back(0);
    } else if (!may_be_empty) {
      out.status = Status::no_answer;
    }
    return;
  }
  if (decision_.kind == DecisionKind::first_of) {
    out.answers.push_back(rules_.rules[out.fired.front()].answer);
    return;
  }
  if (answers_with_number(decision_)) return resolve_numbers(out);
  for (const std::uint32_t rule : out.fired) {
    const Answer answer = rules_.rules[rule].answer;
    const auto place = std::ranges::lower_bound(out.answers, answer);
    if (place == out.answers.end() || *place != answer) out.answers.insert(place, answer);
  }
  if (decision_.kind == DecisionKind::strictest) {
    out.answers.erase(out.answers.begin(), out.answers.end() - 1);
  } else if (decision_.kind == DecisionKind::exactly_one && out.answers.size() > 1) {
    out.status = Status::conflict;
  }
}

void DecisionProgram::resolve_numbers(Decided& out) const {
  // An answer is at most 10^12 and rules at most 20,000, so the sum is exact.
  Answer result = rules_.rules[out.fired.front()].answer;
  for (std::size_t i = 1; i < out.fired.size(); ++i) {
    const Answer answer = rules_.rules[out.fired[i]].answer;
    if (decision_.kind == DecisionKind::sum) {
      result += answer;
    } else {
      result = decision_.kind == DecisionKind::highest ? std::max(result, answer)
                                                       : std::min(result, answer);
    }
  }
  if (decision_.up_to) result = std::min(result, *decision_.up_to);
  out.answers.push_back(result);
}

/// Counts in two bits a box how many fields refuse it: exactly one makes it a near miss.
void DecisionProgram::list_near(const Inputs& inputs, Scratch& scratch, std::size_t near_max,
                                Explained& out) const {
  const std::size_t words = index_.words();
  scratch.near.assign(2 * words, 0);
  Word* const once = scratch.near.data();
  Word* const more = once + words;
  for (const Word* row : scratch.rows) {
    for (std::size_t i = 0; i < words; ++i) {
      const Word fails = ~row[i];
      more[i] |= once[i] & fails;
      once[i] |= fails;
    }
  }
  for (std::size_t i = 0; i < words; ++i) once[i] &= ~more[i];
  const std::size_t boxes = index_.boxes();
  std::uint32_t last_rule = UINT32_MAX;
  for_each_bit(std::span(once, words), [&](std::size_t box) {
    if (box >= boxes) return;
    const std::uint32_t rule = rule_of_box_[box];
    const bool is_told = rule == last_rule || has_bit(scratch.holding.data(), rule);
    if (is_told || (inputs.side == KnownAt::everywhere && is_server_rule(rule))) return;
    last_rule = rule;
    ++out.near_count;
    if (out.near.size() >= near_max) return;
    NearMiss miss{rule, MissCause::condition, 0, 0};
    std::size_t place = 0;
    for (const FieldIndex& field : index_.fields()) {
      const bool is_skipped = field.field < fields_ && inputs.side == KnownAt::everywhere &&
                              vocabulary_fields_[field.field].known_at == KnownAt::server;
      if (is_skipped) continue;
      if (!has_bit(scratch.rows[place++], box)) miss.field = field.field;
    }
    if (miss.field >= fields_) {
      miss.cause = MissCause::day;
      miss.field = 0;
    } else if (rules_.rules[rule].unless) {
      const bool holds = truth_of(vocabulary_fields_, rules_.rules[rule].when, inputs.values) ==
                         Truth::holds;
      if (holds) miss = {rule, MissCause::unless, 0, 0};
    }
    out.near.push_back(miss);
  });
}

void DecisionProgram::explain(const Inputs& inputs, std::size_t near_max, Scratch& scratch,
                              Explained& out) const {
  out.near.clear();
  out.near_count = 0;
  decide(inputs, scratch, out.decided);
  const Status status = out.decided.status;
  const bool was_matched = status == Status::decided || status == Status::conflict ||
                           status == Status::no_answer;
  if (!was_matched) return;
  scratch.holding.assign(scratch.matched.size(), 0);
  Word* const holding = scratch.holding.data();
  for_each_bit(scratch.hits, [&](std::size_t box) { set_bit(holding, rule_of_box_[box]); });
  list_near(inputs, scratch, near_max, out);
  if (!has_overrides_) return;
  // Rules that hold, but for one that overrides them.
  for_each_bit(scratch.holding, [&](std::size_t by) {
    for (const std::uint32_t target : rules_.rules[by].overrides) {
      const bool is_told = std::ranges::any_of(out.near, [&](const NearMiss& each) {
        return each.rule == target && each.cause == MissCause::overridden;
      });
      const bool was_silenced = has_bit(holding, target) && !is_told &&
                                !(inputs.side == KnownAt::everywhere && is_server_rule(by));
      if (!was_silenced) continue;
      ++out.near_count;
      out.near.push_back({target, MissCause::overridden, 0, static_cast<std::uint32_t>(by)});
    }
  });
  std::ranges::stable_sort(out.near, {}, &NearMiss::rule);
  if (out.near.size() > near_max) out.near.resize(near_max);
}

}  // namespace tally::rules
