#include "shared/rules/rule_reader.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/phrase_check.hpp"
#include "shared/rules/print.hpp"

namespace tally::rules {

namespace {

SentenceKind kind_of(std::string_view folded) {
  if (folded == "decide") return SentenceKind::decide;
  if (folded == "rule") return SentenceKind::rule;
  if (folded == "otherwise") return SentenceKind::otherwise;
  return SentenceKind::unknown;
}

bool goes_on(const Token& token) {
  const std::string& word = token.folded;
  return token.kind == TokenKind::bullet || word == "this" || word == "from" || word == "until" ||
         word == "example";
}

/// Where a sentence of its own begins.
bool begins_sentence(std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (at == 0) return true;
  const bool is_behind_stop = tokens[at - 1].kind == TokenKind::stop;
  const bool is_on_line = token.line_start == LineStart::yes;
  const bool is_known =
      token.kind == TokenKind::word && kind_of(token.folded) != SentenceKind::unknown;
  if (is_known && is_behind_stop) return true;
  if (is_known && is_on_line) return token.text != token.folded;
  return is_on_line && is_behind_stop && !goes_on(token);
}

/// The name between "Rule" and its colon.
bool take_name(SentenceReader& reader, RuleDraft& draft) {
  const std::size_t from = reader.at();
  draft.name_at = from;
  std::size_t at = from;
  while (reader.token(at).kind == TokenKind::word && reader.token(at).folded != "when") ++at;
  const std::string name = reader.text_between(from, at);
  reader.move_to(at);
  for (std::size_t i = from; i < at; ++i) {
    // "Rule a:When …"
    const std::string& word = reader.token(i).text;
    const std::size_t glued = word.find(':');
    if (glued == std::string::npos || !equal_folded(word.substr(glued + 1), "when")) continue;
    reader.move_to(i);
    return reader.unexpected("a space behind the colon",
                             {word.substr(0, glued) + ": " + word.substr(glued + 1)});
  }
  if (reader.accept(TokenKind::colon, ":")) {
    const auto reason = objection_to(name, PhraseUse::rule);
    draft.rule.name = name;
    if (!reason) return true;
    return reader.fail(IssueCode::rule_name_wrong, from,
                       {{"name", quote_short(name)},
                        {"reason", *reason},
                        {"suggestions", std::string("new rule")}});
  }
  if (reader.token(at).kind != TokenKind::comma) {
    return reader.unexpected("a name and a colon", {(name.empty() ? "new rule" : name) + ": When"});
  }
  std::size_t end = at;
  std::string plain;
  while (!reader.token(end).text.empty() && reader.token(end).kind != TokenKind::colon &&
         reader.token(end).kind != TokenKind::stop) {
    const bool is_word = reader.token(end).kind == TokenKind::word;
    if (is_word) plain += " " + reader.token(end).text;
    ++end;
  }
  return reader.fail(IssueCode::rule_name_wrong, at,
                     {{"name", quote_short(reader.text_between(from, end))},
                      {"reason", std::string("a name holds no comma")},
                      {"suggestions", name + plain}});
}

bool take_because(SentenceReader& reader, std::string& because) {
  if (!reader.accept("because")) return true;
  if (reader.here().kind == TokenKind::quoted) {
    because = reader.here().text;
    reader.move_to(reader.at() + 1);
    if (!because.empty()) return true;
    reader.move_to(reader.at() - 1);
    return reader.unexpected("a reason", {"\"the reason\""});
  }
  const std::size_t from = reader.at();
  const std::size_t end = reader.phrase_end(from);
  because = reader.text_between(from, end);
  reader.move_to(end);
  if (because.empty()) return reader.unexpected("a reason", {"\"the reason\""});
  const std::size_t mark = because.find('"');
  if (mark == std::string::npos) return true;
  std::erase(because, '"');
  reader.move_to(from);
  return reader.unexpected("a reason between quotation marks, or without any",
                           {"\"" + because + "\""});
}

bool take_stop(SentenceReader& reader) {
  if (reader.accept(TokenKind::stop, ".")) return true;
  const Token& here = reader.here();
  if (here.folded == "unless" || here.kind == TokenKind::word) {
    return reader.unexpected("a full stop", {"."});
  }
  return reader.unexpected("a full stop", {"."});
}

bool take_overrides(SentenceReader& reader, RuleDraft& draft, std::span<const std::string> names) {
  if (!draft.overrides.empty()) return reader.unexpected("one such sentence", {"a, b"});
  do {
    const std::size_t from = reader.at();
    for (const std::string& name : names) (void)reader.sees(name);
    std::size_t end = from;
    while (reader.token(end).kind == TokenKind::word) ++end;
    if (end == from) return reader.unexpected("a rule's name", {"the name of a rule"});
    draft.overrides.push_back({reader.text_between(from, end), from});
    reader.move_to(end);
  } while (reader.accept(TokenKind::comma, ","));
  return take_stop(reader);
}

bool take_day(SentenceReader& reader, std::span<const Token> tokens, std::optional<Date>& day) {
  const auto read = read_day(tokens, 0);
  if (!read) {
    auto suggestions = read.error().suggestions;
    if (suggestions.empty()) suggestions.push_back("2026-12-31");
    return reader.fail(IssueCode::rule_date_wrong, reader.at(),
                       {{"word", quote_short(read.error().word)},
                        {"suggestions", join_suggestions(suggestions)}});
  }
  day = Date::from_days(static_cast<std::int32_t>(read->value));
  reader.move_to(reader.at() + read->used);
  return true;
}

/// The next few tokens, for a day may be written in three words.
std::vector<Token> ahead(const SentenceReader& reader) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < 4; ++i) tokens.push_back(reader.token(reader.at() + i));
  return tokens;
}

bool take_dates(SentenceReader& reader, Rule& rule, bool begins_with_from) {
  const std::size_t from_at = reader.at();
  if (begins_with_from && !take_day(reader, ahead(reader), rule.from)) return false;
  if (!begins_with_from || reader.accept("until")) {
    if (!take_day(reader, ahead(reader), rule.until)) return false;
  }
  if (rule.from && rule.until && *rule.until < *rule.from) {
    return reader.fail(IssueCode::rule_dates_reversed, from_at,
                       {{"from", *rule.from},
                        {"until", *rule.until},
                        {"suggestions", "From " + rule.until->print() + " until " +
                                            rule.from->print()}});
  }
  return take_stop(reader);
}

bool take_examples(SentenceReader& reader, const Decision& decision,
                   std::vector<Example>& examples) {
  while (reader.accept("Example")) {
    if (!reader.accept(TokenKind::colon, ":")) return reader.unexpected("a colon", {"Example:"});
    auto example = read_example(reader, decision);
    if (!example) return false;
    examples.push_back(std::move(*example));
  }
  return true;
}

bool take_unless(SentenceReader& reader, const Decision& decision, Rule& rule) {
  const std::size_t back = reader.at();
  const bool has_comma = reader.accept(TokenKind::comma, ",");
  if (!reader.accept("unless")) {
    if (has_comma && reader.is_at_end()) return false;
    reader.move_to(back);
    return true;
  }
  rule.unless = reader.condition(decision);
  return rule.unless.has_value();
}

bool take_tail(SentenceReader& reader, const Decision& decision, RuleDraft& draft,
               std::span<const std::string> names) {
  while (!reader.is_at_end()) {
    if (reader.accept("This rule overrides")) {
      if (!take_overrides(reader, draft, names)) return false;
    } else if (reader.sees("Example")) {
      return take_examples(reader, decision, draft.rule.examples) &&
             (reader.is_at_end() ||
              reader.unexpected("an example or the next rule", {"Example:", "Rule"}));
    } else if (reader.accept("From")) {
      if (!take_dates(reader, draft.rule, true)) return false;
    } else if (reader.accept("Until")) {
      if (!take_dates(reader, draft.rule, false)) return false;
    } else {
      return reader.unexpected(
          "\"This rule overrides\", \"From\", \"Example:\" or the next rule",
          {nearest(reader.here().text,
                   std::vector<std::string>{"This rule overrides", "From", "Until", "Example:"}, 1)
                       .empty()
               ? "This rule overrides"
               : nearest(reader.here().text,
                         std::vector<std::string>{"This rule overrides", "From", "Until",
                                                  "Example:"},
                         1)
                     .front()});
    }
  }
  for (const char* word : {"This rule overrides", "From", "Example:"}) (void)reader.accept(word);
  return true;
}

}  // namespace

std::vector<Sentence> split_sentences(std::span<const Token> tokens) {
  std::vector<Sentence> sentences;
  for (std::size_t at = 0; at < tokens.size() && tokens[at].kind != TokenKind::end; ++at) {
    if (!begins_sentence(tokens, at)) continue;
    if (!sentences.empty()) sentences.back().to = at;
    const SentenceKind kind =
        tokens[at].kind == TokenKind::word ? kind_of(tokens[at].folded) : SentenceKind::unknown;
    sentences.push_back({kind, at, tokens.size() - 1});
  }
  return sentences;
}

std::optional<RuleDraft> read_rule_sentence(SentenceReader& reader, const Decision& decision,
                                            std::span<const std::string> names) {
  RuleDraft draft;
  draft.rule.place = reader.here().place;
  if (!reader.accept("Rule") || !take_name(reader, draft)) return std::nullopt;
  if (!reader.accept("When")) {
    reader.unexpected("\"When\"", {"When"});
    return std::nullopt;
  }
  auto when = reader.condition(decision);
  if (!when) return std::nullopt;
  draft.rule.when = std::move(*when);
  reader.accept(TokenKind::comma, ",");
  const auto answer = reader.answer_sentence(decision);
  if (!answer) return std::nullopt;
  draft.rule.answer = *answer;
  const bool is_read = take_because(reader, draft.rule.because) &&
                       take_unless(reader, decision, draft.rule) && take_stop(reader) &&
                       take_tail(reader, decision, draft, names);
  if (!is_read) return std::nullopt;
  return draft;
}

std::optional<Otherwise> read_otherwise_sentence(SentenceReader& reader,
                                                 const Decision& decision) {
  Otherwise otherwise;
  otherwise.place = reader.here().place;
  if (!reader.accept("Otherwise")) return std::nullopt;
  reader.accept(TokenKind::comma, "");
  const auto answer = reader.answer_sentence(decision);
  if (!answer) return std::nullopt;
  otherwise.answer = *answer;
  if (!take_because(reader, otherwise.because) || !take_stop(reader)) return std::nullopt;
  if (!take_examples(reader, decision, otherwise.examples)) return std::nullopt;
  if (!reader.is_at_end()) {
    reader.unexpected("the next decision", {"Decide"});
    return std::nullopt;
  }
  return otherwise;
}

std::optional<std::uint16_t> read_decide_sentence(SentenceReader& reader) {
  if (!reader.accept("Decide")) return std::nullopt;
  const std::size_t from = reader.at();
  std::size_t end = from;
  while (reader.token(end).kind == TokenKind::word) ++end;
  const std::string name = reader.text_between(from, end);
  std::vector<std::string> known;
  for (const Decision& decision : reader.vocabulary().decisions) {
    (void)reader.sees(decision.name);
    known.push_back(decision.name);
  }
  const auto found = find_decision(reader.vocabulary(), name);
  if (!found) {
    if (end == from) {
      reader.unexpected("a decision", known);
      return std::nullopt;
    }
    const auto near = nearest(name, known, 3);
    reader.fail(IssueCode::decision_unknown, from,
                {{"word", quote_short(name)},
                 {"suggestions", join_suggestions(near.empty() ? known : near)}});
    return std::nullopt;
  }
  reader.move_to(end);
  if (!take_stop(reader)) return std::nullopt;
  if (!reader.is_at_end()) {
    reader.unexpected("a rule", {"Rule"});
    return std::nullopt;
  }
  return found;
}

std::optional<Example> read_example(SentenceReader& reader, const Decision& decision) {
  Example example;
  example.place = reader.here().place;
  do {
    if (reader.accept("today is")) {
      if (!take_day(reader, ahead(reader), example.today)) return std::nullopt;
      continue;
    }
    const std::size_t from = reader.at();
    auto atom = reader.atom();
    if (!atom) return std::nullopt;
    const bool is_value = atom->test == Test::holds || atom->test == Test::fails ||
                          atom->test == Test::missing ||
                          (atom->test == Test::one_of && atom->values.size() == 1);
    if (!is_value) {
      const Field& field = reader.vocabulary().fields[atom->field];
      const std::int64_t value = atom->low    ? atom->low->value
                                 : atom->high ? atom->high->value
                                 : !atom->values.empty() ? atom->values.front()
                                                         : field.low;
      reader.fail(IssueCode::rule_word_unexpected, from,
                  {{"word", quote_short(reader.text_between(from, reader.at()))},
                   {"expected", std::string("one value")},
                   {"suggestions", print_field_value(reader.vocabulary(), field, value)}});
      return std::nullopt;
    }
    example.given.push_back(std::move(*atom));
  } while (reader.accept("and"));
  if (!reader.accept(TokenKind::arrow, "->")) {
    reader.unexpected("\"and\" or \"->\"", {"->"});
    return std::nullopt;
  }
  if (reader.accept("staff")) {
    example.expected = Expected::staff;
  } else if (!reader.accept("nothing")) {
    do {
      const auto answer = reader.answer(decision);
      if (!answer) return std::nullopt;
      if (std::ranges::find(example.answers, *answer) == example.answers.end()) {
        example.answers.push_back(*answer);
      }
    } while (reader.accept("and"));
    std::ranges::sort(example.answers);  // total order: integers
  }
  if (!take_stop(reader)) return std::nullopt;
  return example;
}

}  // namespace tally::rules
