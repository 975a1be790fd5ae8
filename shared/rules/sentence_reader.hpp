// Sentence reader: reads one sentence of a rule file, from left to right, without going back.
// In go tokens from a place on; out come conditions, tests and answers, or the first mistake with
// its place, its word and what one may have meant.
// Whatever could stand at the end of the tokens is offered on the way, so that the next words come
// from the same grammar that reads them.
// It knows one sentence; reader.cpp knows the file.
//   SentenceReader reader(vocabulary, tokens, 5, 40, nullptr);  reader.condition();
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/rules/amount.hpp"
#include "shared/rules/rule_set.hpp"

namespace tally::rules {

/// after_space: a new word begins at the cursor. in_word: the last word may be unfinished.
enum class CursorAt : std::uint8_t { after_space, in_word };

/// What could stand at the cursor: whole phrases from the cursor's word on.
struct Offers {
  CursorAt cursor = CursorAt::after_space;
  std::vector<std::string> words;
};

class SentenceReader {
 public:
  /// Reads tokens[at] up to tokens[limit], which counts as the end.
  SentenceReader(const Vocabulary& vocabulary, std::span<const Token> tokens, std::size_t at,
                 std::size_t limit, Offers* offers)
      : vocabulary_(vocabulary), tokens_(tokens), at_(at), limit_(limit), offers_(offers) {
    end_.place = tokens[limit].place;
    end_.offset = tokens[limit].offset;
  }

  std::optional<Condition> condition(const Decision& decision);
  std::optional<Atom> atom();
  std::optional<Answer> answer_sentence(const Decision& decision);
  std::optional<Answer> answer(const Decision& decision);
  /// What stands behind "is"; of a fact "yes" or "no".
  std::optional<Atom> test(std::uint16_t field);

  /// Consumes the words of the phrase, in any case of letters.
  bool accept(std::string_view phrase);
  bool accept(TokenKind mark, std::string_view offered);
  bool sees(std::string_view phrase) { return match(at_, phrase) > 0; }
  /// Tells that `expected` had to stand here; false, so that a caller can return it.
  bool unexpected(std::string_view expected, std::vector<std::string> suggestions);
  bool fail(IssueCode code, std::size_t at, std::vector<Argument> arguments);
  bool fail(const AmountError& error, std::size_t at, const Field& field);

  const Token& token(std::size_t at) const { return at < limit_ ? tokens_[at] : end_; }
  const Token& here() const { return token(at_); }
  bool is_at_end() const { return at_ >= limit_; }
  std::size_t at() const { return at_; }
  void move_to(std::size_t at) { at_ = at; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  /// The tokens of a half-open range as a person would write them.
  std::string text_between(std::size_t from, std::size_t to) const;
  /// The end of what stands here: the next comma, stop, arrow, "unless" or "because".
  std::size_t phrase_end(std::size_t from) const;

  std::optional<Issue> issue;

 private:
  enum class Side : std::uint8_t { low, high };

  /// How many tokens from `at` on are the phrase; 0 where they are not.
  std::size_t match(std::size_t at, std::string_view phrase);
  void offer(std::string_view words, CursorAt cursor);

  // condition_reader.cpp
  std::optional<Join> list_heading();
  std::optional<Condition> list(std::size_t level, std::uint32_t outer_column);
  std::optional<Condition> list_item(std::size_t level, std::uint32_t column);
  bool is_list_item_here(std::uint32_t column);
  bool starts_condition(std::size_t at);
  std::optional<std::uint16_t> field_here();
  bool fact_here(Atom& atom);

  // test_reader.cpp
  bool take_test(Atom& atom);
  bool take_not(Atom& atom);
  bool take_neither(Atom& atom);
  bool take_values(Atom& atom);
  bool take_value(Atom& atom);
  std::size_t value_match(const Field& field, std::size_t at, std::int64_t& value);
  bool goes_on_with_value(const Atom& atom);
  bool misspells_next_value(const Atom& atom);
  std::optional<Side> comparison(const Field& field, Edge& edge);
  bool take_comparisons(Atom& atom, Side side, Edge edge);
  bool take_from_to(Atom& atom);
  bool take_bound(Atom& atom, Side side, Edge edge);
  bool check_range(const Atom& atom, std::size_t from);
  bool check_count(const Atom& atom);
  bool check_twice(const Atom& atom, std::size_t at);

  // mistakes.cpp, test_mistakes.cpp: each reports and returns false
  bool refuse_phrase(std::size_t from);
  bool refuse_verb(const Field& field);
  bool refuse_mix(const std::vector<Condition>& parts, const std::vector<Join>& joins,
                  std::size_t at);
  bool refuse_list_heading();
  bool refuse_value(const Atom& atom);
  bool refuse_number_value(const Atom& atom);
  bool refuse_choice_value(const Atom& atom);
  bool refuse_comparison(const Atom& atom, std::string_view word);
  bool refuse_not_or(const Atom& atom, std::size_t from);
  bool refuse_habit(const Atom& atom);
  bool refuse_answer(const Decision& decision, std::size_t from);
  bool refuse_answer_sentence(const Decision& decision, std::size_t from);
  std::vector<std::string> phrases() const;

  const Vocabulary& vocabulary_;
  std::span<const Token> tokens_;
  std::size_t at_;
  std::size_t limit_;
  Offers* offers_;
  Token end_;
  /// The atom that was read last: "gold and platinum" is answered by what stood before.
  std::optional<Atom> last_atom_;
  std::size_t tests_ = 0;
};

}  // namespace tally::rules
