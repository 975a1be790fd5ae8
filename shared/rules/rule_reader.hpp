// Rule reader: the sentences that a file is made of.
// In go a SentenceReader at the first word of one and its decision; out come a rule, an otherwise
// or a decision's index, or nothing, and the reader then holds the mistake.
// Names of overridden rules are kept as written: only the whole decision can tell what they mean.
// It goes on to no next sentence; reader.cpp does.
//   auto rule = read_rule_sentence(reader, decision, {});
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

enum class SentenceKind : std::uint8_t { decide, rule, otherwise, unknown };

/// Tokens from `from` to before `to` are one decide, rule (with its examples) or otherwise.
struct Sentence {
  SentenceKind kind = SentenceKind::unknown;
  std::size_t from = 0;
  std::size_t to = 0;
};

std::vector<Sentence> split_sentences(std::span<const Token> tokens);

struct NamedRule {
  std::string name;
  std::size_t at = 0;
};

struct RuleDraft {
  Rule rule;
  std::size_t name_at = 0;
  std::vector<NamedRule> overrides;
};

/// `names` of the decision's rules are offered behind "This rule overrides".
std::optional<RuleDraft> read_rule_sentence(SentenceReader& reader, const Decision& decision,
                                            std::span<const std::string> names);
std::optional<Otherwise> read_otherwise_sentence(SentenceReader& reader,
                                                 const Decision& decision);
std::optional<std::uint16_t> read_decide_sentence(SentenceReader& reader);
std::optional<Example> read_example(SentenceReader& reader, const Decision& decision);

}  // namespace tally::rules
