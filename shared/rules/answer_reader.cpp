// Answers: "send the order to manager for approval", and what is wrong with those that are not.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

namespace {

/// Some answer that is allowed, to show the form.
Answer sample_answer(const Decision& decision) {
  if (!answers_with_number(decision)) return 0;
  return decision.unit == Unit::percent ? std::min<std::int64_t>(500, decision.up_to.value_or(500))
                                        : 1;
}

}  // namespace

std::optional<Answer> SentenceReader::answer(const Decision& decision) {
  if (answers_with_number(decision)) {
    const Field field = answer_field(decision);
    if (!looks_like_amount(here())) {
      refuse_answer(decision, at_);
      return std::nullopt;
    }
    const auto amount = read_amount(vocabulary_, field, tokens_, at_);
    if (!amount) {
      fail(amount.error(), at_, field);
      return std::nullopt;
    }
    at_ = amount->used;
    return amount->value;
  }
  std::size_t longest = 0;
  Answer found = 0;
  for (std::size_t i = 0; i < decision.answers.size(); ++i) {
    const std::size_t count = match(at_, decision.answers[i]);
    if (count <= longest) continue;
    longest = count;
    found = static_cast<Answer>(i);
  }
  if (longest == 0) {
    refuse_answer(decision, at_);
    return std::nullopt;
  }
  at_ += longest;
  return found;
}

std::optional<Answer> SentenceReader::answer_sentence(const Decision& decision) {
  const std::size_t from = at_;
  if (!decision.before.empty() && !accept(decision.before)) {
    refuse_answer_sentence(decision, from);
    return std::nullopt;
  }
  const auto found = answer(decision);
  if (!found || decision.after.empty()) return found;
  if (!accept(decision.after)) {
    // "manager's approval": the answer goes on where it should end.
    const std::string sentence = print_answer_sentence(vocabulary_, decision, *found);
    unexpected("\"" + decision.after + "\"", {sentence});
    return std::nullopt;
  }
  return found;
}

bool SentenceReader::refuse_answer(const Decision& decision, std::size_t from) {
  if (offers_ != nullptr) {
    if (is_at_end() && answers_with_number(decision)) {
      offer(print_answer(vocabulary_, decision, sample_answer(decision)), CursorAt::after_space);
    }
    return unexpected("", {});
  }
  std::size_t end = phrase_end(from);
  for (std::size_t at = from; at < end && !decision.after.empty(); ++at) {
    if (match(at, decision.after) > 0) end = at;
  }
  for (std::size_t at = from; at < end; ++at) {
    if (tokens_[at].folded == "and") end = at;
  }
  if (answers_with_number(decision)) {
    const std::string sample = print_answer(vocabulary_, decision, sample_answer(decision));
    if (end == from) return unexpected("an amount", {sample});
    return fail(IssueCode::rule_number_wrong, from,
                {{"word", quote_short(text_between(from, end))}, {"suggestions", sample}});
  }
  if (end == from) {
    return unexpected("an answer of \"" + decision.name + "\"", decision.answers);
  }
  const std::string word = text_between(from, end);
  const auto near = nearest(word, decision.answers, 3);
  return fail(IssueCode::rule_answer_unknown, from,
              {{"word", quote_short(word)},
               {"decision", decision.name},
               {"suggestions", join_suggestions(near.empty() ? decision.answers : near)}});
}

bool SentenceReader::refuse_answer_sentence(const Decision& decision, std::size_t from) {
  if (offers_ != nullptr) return unexpected("", {});
  const std::size_t end = phrase_end(from);
  const std::string word = text_between(from, end);
  // The answer that is named in what was written, or the nearest sentence.
  Answer best = sample_answer(decision);
  int best_score = 450;
  std::size_t best_length = 0;
  for (std::size_t i = 0; i < decision.answers.size(); ++i) {
    const auto answer = static_cast<Answer>(i);
    for (std::size_t at = from; at < end; ++at) {
      const std::size_t length = match(at, decision.answers[i]);
      if (length <= best_length) continue;
      best_length = length;
      best = answer;
    }
    if (best_length > 0) continue;
    const int score = unlikeness(word, print_answer_sentence(vocabulary_, decision, answer));
    if (score < best_score) {
      best_score = score;
      best = answer;
    }
  }
  const std::string sentence = print_answer_sentence(vocabulary_, decision, best);
  if (here().folded == "then") {
    return fail(IssueCode::rule_word_unexpected, from,
                {{"word", std::string("then")},
                 {"expected", std::string("the answer itself behind the comma")},
                 {"suggestions", sentence}});
  }
  const bool is_behind_comma = from > 0 && tokens_[from - 1].kind == TokenKind::comma;
  const bool is_own_line = here().line_start == LineStart::yes;
  if (end == from || !(is_behind_comma || is_own_line || token(from - 1).folded == "otherwise")) {
    return unexpected("\"and\", \"or\", or a comma and the answer", {", " + sentence});
  }
  return fail(IssueCode::rule_answer_sentence_unknown, from,
              {{"word", quote_short(word)},
               {"decision", decision.name},
               {"suggestions", sentence}});
}

}  // namespace tally::rules
