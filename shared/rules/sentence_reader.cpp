#include "shared/rules/sentence_reader.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"

namespace tally::rules {

namespace {

bool begins_folded(std::string_view word, std::string_view start) {
  return word.size() >= start.size() && equal_folded(word.substr(0, start.size()), start);
}

}  // namespace

std::size_t SentenceReader::match(std::size_t at, std::string_view phrase) {
  std::size_t count = 0;
  std::string_view rest = phrase;
  while (!rest.empty()) {
    const std::size_t length = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, length);
    const Token& token = this->token(at + count);
    if (token.kind == TokenKind::end && at + count == limit_) {
      offer(rest, CursorAt::after_space);
      return 0;
    }
    if (token.kind != TokenKind::word && token.kind != TokenKind::bullet) return 0;
    if (!equal_folded(token.folded, word)) {
      if (at + count + 1 == limit_ && begins_folded(word, token.folded)) {
        offer(rest, CursorAt::in_word);
      }
      return 0;
    }
    ++count;
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  return count;
}

void SentenceReader::offer(std::string_view words, CursorAt cursor) {
  if (offers_ == nullptr || offers_->cursor != cursor) return;
  if (std::ranges::find(offers_->words, words) == offers_->words.end()) {
    offers_->words.emplace_back(words);
  }
}

bool SentenceReader::accept(std::string_view phrase) {
  const std::size_t count = match(at_, phrase);
  at_ += count;
  return count > 0;
}

bool SentenceReader::accept(TokenKind mark, std::string_view offered) {
  if (is_at_end()) {
    // A mark follows a word with or without a space.
    if (offers_ != nullptr && !offered.empty()) offer(offered, offers_->cursor);
    return false;
  }
  if (here().kind != mark) return false;
  ++at_;
  return true;
}

bool SentenceReader::fail(IssueCode code, std::size_t at, std::vector<Argument> arguments) {
  if (!issue) issue = make_issue(code, say_place(token(at).place), std::move(arguments));
  return false;
}

bool SentenceReader::fail(const AmountError& error, std::size_t at, const Field& field) {
  const std::string name = "the " + field.phrase;
  std::vector<Argument> arguments{{"word", quote_short(error.word)}};
  const auto amount = [&](std::int64_t value) { return print_amount(vocabulary_, field, value); };
  switch (error.code) {
    case IssueCode::rule_unit_missing:
    case IssueCode::rule_unit_wrong:
    case IssueCode::rule_decimals_too_many:
      arguments.push_back({"field", name});
      arguments.push_back({"unit", say_unit(vocabulary_, field)});
      break;
    case IssueCode::rule_value_outside:
      arguments.push_back({"field", name});
      arguments.push_back({"low", amount(field.low)});
      arguments.push_back({"high", amount(field.high)});
      break;
    default: break;
  }
  std::vector<std::string> suggestions = error.suggestions;
  if (suggestions.empty()) suggestions.push_back(amount(field.high));
  arguments.push_back({"suggestions", join_suggestions(suggestions)});
  return fail(error.code, at, std::move(arguments));
}

bool SentenceReader::unexpected(std::string_view expected, std::vector<std::string> suggestions) {
  const bool is_end = is_at_end() || here().kind == TokenKind::stop;
  const std::string word = is_end && at_ > 0 ? token(at_ - 1).text : here().text;
  return fail(is_end ? IssueCode::rule_ends_early : IssueCode::rule_word_unexpected, at_,
              {{"word", quote_short(is_end && at_ > 0 ? tokens_[at_ - 1].text : word)},
               {"expected", std::string(expected)},
               {"suggestions", join_suggestions(suggestions)}});
}

std::string SentenceReader::text_between(std::size_t from, std::size_t to) const {
  std::string text;
  for (std::size_t i = from; i < to && i < limit_; ++i) {
    const bool is_word = tokens_[i].kind == TokenKind::word ||
                         tokens_[i].kind == TokenKind::bullet ||
                         tokens_[i].kind == TokenKind::arrow;
    if (!text.empty() && (is_word || tokens_[i].kind == TokenKind::quoted)) text += " ";
    text += tokens_[i].kind == TokenKind::quoted ? "\"" + tokens_[i].text + "\"" : tokens_[i].text;
  }
  return text;
}

std::size_t SentenceReader::phrase_end(std::size_t from) const {
  std::size_t at = from;
  while (at < limit_) {
    const Token& token = tokens_[at];
    if (token.kind != TokenKind::word) break;
    if (token.folded == "unless" || token.folded == "because") break;
    ++at;
  }
  return at;
}

}  // namespace tally::rules
