#include "shared/rules/complete.hpp"

#include <algorithm>

#include "shared/rules/limits.hpp"
#include "shared/rules/rule_reader.hpp"

namespace tally::rules {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

class Completer {
 public:
  Completer(const Vocabulary& vocabulary, std::string_view text)
      : vocabulary_(vocabulary), lexed_(tokenize(text)) {
    const auto& tokens = lexed_.tokens;
    const bool is_in_word = !text.empty() && !is_space(text.back()) && tokens.size() > 1 &&
                            tokens[tokens.size() - 2].kind == TokenKind::word;
    offers_.cursor = is_in_word ? CursorAt::in_word : CursorAt::after_space;
    from_ = is_in_word ? tokens[tokens.size() - 2].offset : text.size();
    ends_in_comment_ = !lexed_.comments.empty() && !text.empty() && text.back() != '\n' &&
                       (tokens.size() < 2 ||
                        lexed_.comments.back().offset > tokens[tokens.size() - 2].offset);
  }

  Completion run() {
    if (ends_in_comment_) return {{}, from_};
    const std::vector<Sentence> sentences = split_sentences(lexed_.tokens);
    std::optional<std::uint16_t> decision;
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
      if (sentences[i].kind == SentenceKind::decide) {
        SentenceReader reader(vocabulary_, lexed_.tokens, sentences[i].from, sentences[i].to,
                              nullptr);
        decision = read_decide_sentence(reader);
        names.clear();
      } else if (sentences[i].kind == SentenceKind::rule) {
        names.push_back(name_of(sentences[i]));
      }
    }
    if (!sentences.empty()) read_last(sentences.back(), decision, names);
    offer_starts(sentences, decision);
    std::erase(offers_.words, "the");
    return {std::move(offers_.words), from_};
  }

 private:
  std::string name_of(const Sentence& sentence) const {
    const SentenceReader reader(vocabulary_, lexed_.tokens, sentence.from, sentence.to, nullptr);
    std::size_t end = sentence.from + 1;
    while (end < sentence.to && lexed_.tokens[end].kind == TokenKind::word) ++end;
    return reader.text_between(sentence.from + 1, end);
  }

  void read_last(const Sentence& sentence, std::optional<std::uint16_t>& decision,
                 const std::vector<std::string>& names) {
    SentenceReader reader(vocabulary_, lexed_.tokens, sentence.from, sentence.to, &offers_);
    if (sentence.kind == SentenceKind::decide) {
      decision = read_decide_sentence(reader);
    } else if (sentence.kind == SentenceKind::rule && decision) {
      (void)read_rule_sentence(reader, vocabulary_.decisions[*decision], names);
    } else if (sentence.kind == SentenceKind::otherwise && decision) {
      (void)read_otherwise_sentence(reader, vocabulary_.decisions[*decision]);
    }
  }

  /// Words that begin a sentence, where one may begin.
  void offer_starts(const std::vector<Sentence>& sentences,
                    std::optional<std::uint16_t> decision) {
    const auto& tokens = lexed_.tokens;
    // Behind the last full stop, or in the first word behind it.
    const std::size_t typed = offers_.cursor == CursorAt::in_word ? 1 : 0;
    const std::size_t before = tokens.size() - 1 - typed;
    if (before > 0 && tokens[before - 1].kind != TokenKind::stop) return;
    const bool has_otherwise =
        sentences.size() > typed &&
        sentences[sentences.size() - 1 - (typed && sentences.back().kind == SentenceKind::unknown
                                              ? 1 : 0)].kind == SentenceKind::otherwise;
    for (const std::string word : {"Rule", "Otherwise", "Decide"}) {
      const bool fits = word == "Decide" || (decision && !has_otherwise);
      if (!fits) continue;
      const std::string start = typed == 1 ? tokens[before].text : "";
      if (word.starts_with(start) &&
          std::ranges::find(offers_.words, word) == offers_.words.end()) {
        offers_.words.push_back(word);
      }
    }
  }

  const Vocabulary& vocabulary_;
  Tokens lexed_;
  Offers offers_;
  std::size_t from_ = 0;
  bool ends_in_comment_ = false;
};

}  // namespace

Completion complete(const Vocabulary& vocabulary, std::string_view text, std::size_t cursor) {
  const std::string_view before = text.substr(0, std::min(cursor, text.size()));
  if (refuse_text(before)) return {{}, before.size()};
  return Completer(vocabulary, before).run();
}

}  // namespace tally::rules
