// Mistakes behind "is": values, amounts and comparisons that are not ours, with what was meant.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

namespace {

/// What people write, and what it is called here; empty where it means nothing of that type.
struct Habit {
  std::string_view typed;
  std::string_view number;
  std::string_view date;
  std::string_view choice;
};
constexpr std::string_view low_in = "at least", low_ex = "more than", high_in = "at most",
                           high_ex = "less than", from_in = "on or after", to_in = "on or before";
// Longer ones first.
constexpr Habit habits[] = {
    {"greater than or equal to", low_in, from_in, ""},
    {"more than or equal to", low_in, from_in, ""},
    {"less than or equal to", high_in, to_in, ""},
    {"no more than", high_in, to_in, ""},
    {"not more than", high_in, to_in, ""},
    {"no later than", high_in, to_in, ""},
    {"not later than", high_in, to_in, ""},
    {"no less than", low_in, from_in, ""},
    {"no fewer than", low_in, from_in, ""},
    {"not less than", low_in, from_in, ""},
    {"no earlier than", low_in, from_in, ""},
    {"a minimum of", low_in, from_in, ""},
    {"a maximum of", high_in, to_in, ""},
    {"not at least", high_ex, "before", ""},
    {"not at most", low_ex, "after", ""},
    {"not over", high_in, to_in, ""},
    {"not above", high_in, to_in, ""},
    {"not under", low_in, from_in, ""},
    {"not below", low_in, from_in, ""},
    {"not known", "missing", "missing", "missing"},
    {"not given", "missing", "missing", "missing"},
    {"not set", "missing", "missing", "missing"},
    {"not empty", "known", "known", "known"},
    {"not blank", "known", "known", "known"},
    {"greater than", low_ex, "after", ""},
    {"larger than", low_ex, "after", ""},
    {"higher than", low_ex, "after", ""},
    {"bigger than", low_ex, "after", ""},
    {"more then", low_ex, "after", ""},
    {"later than", low_ex, "after", ""},
    {"in excess of", low_ex, "after", ""},
    {"upwards of", low_in, from_in, ""},
    {"fewer than", high_ex, "before", ""},
    {"smaller than", high_ex, "before", ""},
    {"lower than", high_ex, "before", ""},
    {"less then", high_ex, "before", ""},
    {"earlier than", high_ex, "before", ""},
    {"at the least", low_in, from_in, ""},
    {"at the most", high_in, to_in, ""},
    {"atleast", low_in, from_in, ""},
    {"at last", low_in, from_in, ""},
    {"minimum", low_in, from_in, ""},
    {"maximum", high_in, to_in, ""},
    {"up to", high_in, to_in, ""},
    {"until", high_in, to_in, ""},
    {"over", low_ex, "after", ""},
    {"above", low_ex, "after", ""},
    {"beyond", low_ex, "after", ""},
    {"exceeding", low_ex, "after", ""},
    {"since", low_in, from_in, ""},
    {"below", high_ex, "before", ""},
    {"under", high_ex, "before", ""},
    {">=", low_in, from_in, ""},
    {"<=", high_in, to_in, ""},
    {">", low_ex, "after", ""},
    {"<", high_ex, "before", ""},
    {"empty", "missing", "missing", "missing"},
    {"blank", "missing", "missing", "missing"},
    {"unknown", "missing", "missing", "missing"},
    {"null", "missing", "missing", "missing"},
    {"absent", "missing", "missing", "missing"},
    {"present", "known", "known", "known"},
    {"given", "known", "known", "known"},
    {"set", "known", "known", "known"},
    {"available", "known", "known", "known"},
    {"any of", "one of", "one of", "one of"},
    {"in", "one of", "one of", "one of"},
};
constexpr std::string_view equal_words[] = {"equal to", "exactly", "equals", "the same as", "=",
                                            "precisely", "either", "on"};

std::string_view meant(const Habit& habit, FieldType type) {
  return type == FieldType::choice ? habit.choice : type == FieldType::date ? habit.date
                                                                            : habit.number;
}

}  // namespace

bool SentenceReader::refuse_habit(const Atom& atom) {
  const Field& field = vocabulary_.fields[atom.field];
  const bool is_behind_not = at_ > 0 && token(at_ - 1).folded == "not";
  const std::size_t from = is_behind_not ? at_ - 1 : at_;
  for (const std::size_t start : {from, at_}) {
    for (const Habit& habit : habits) {
      const std::string_view right = meant(habit, field.type);
      const std::size_t count = right.empty() ? 0 : match(start, habit.typed);
      if (count == 0) continue;
      fail(IssueCode::rule_word_unexpected, start,
           {{"word", text_between(start, start + count)},
            {"expected", std::string("one of the tests that are known here")},
            {"suggestions", std::string(right)}});
      return true;
    }
  }
  if (const std::size_t count = match(at_, "between"); count > 0) {
    std::size_t middle = at_ + 1;
    while (middle < limit_ && token(middle).folded != "and") ++middle;
    std::size_t end = middle + 1;
    while (end < limit_ && token(end).kind == TokenKind::word && !(token(end).folded == "and") &&
           token(end).folded != "or") {
      ++end;
    }
    fail(IssueCode::rule_word_unexpected, at_,
         {{"word", std::string("between")},
          {"expected", std::string("a range that says which ends it holds")},
          {"suggestions", one_suggestion("from " + text_between(at_ + 1, middle) + " to " +
                                         text_between(middle + 1, end))}});
    return true;
  }
  for (const std::string_view word : equal_words) {
    const std::size_t count = match(at_, word);
    if (count == 0) continue;
    fail(IssueCode::rule_word_unexpected, at_,
         {{"word", std::string(word)},
          {"expected", std::string("the value itself")},
          {"suggestions", text_between(at_ + count, phrase_end(at_ + count))}});
    return true;
  }
  return false;
}

bool SentenceReader::refuse_value(const Atom& atom) {
  const Field& field = vocabulary_.fields[atom.field];
  if (offers_ != nullptr) return unexpected("", {});
  if (refuse_habit(atom)) return false;
  return field.type == FieldType::choice ? refuse_choice_value(atom) : refuse_number_value(atom);
}

bool SentenceReader::refuse_choice_value(const Atom& atom) {
  const Field& field = vocabulary_.fields[atom.field];
  std::size_t end = at_;
  while (end < limit_ && token(end).kind == TokenKind::word && token(end).folded != "and" &&
         token(end).folded != "or" && token(end).folded != "nor") {
    ++end;
  }
  std::vector<std::string> some = field.values;
  some.resize(std::min<std::size_t>(some.size(), 5));
  if (end == at_) return unexpected("a value of the " + field.phrase, some);
  const std::string word = text_between(at_, end);
  const std::string name = "the " + field.phrase;
  for (const Field& other : vocabulary_.fields) {
    for (const std::string& value : other.values) {
      if (!equal_folded(value, word)) continue;
      return fail(IssueCode::rule_value_of_other, at_,
                  {{"word", quote_short(word)},
                   {"field", name},
                   {"other", "the " + other.phrase},
                   {"suggestions", "the " + other.phrase + " is " + value}});
    }
  }
  // What follows the value may be more than a value: "glod customers only".
  auto near = nearest(word, field.values, 3);
  if (near.empty()) near = nearest(token(at_).text, field.values, 3);
  return fail(IssueCode::rule_value_unknown, at_,
              {{"word", quote_short(word)},
               {"field", name},
               {"suggestions", join_suggestions(near.empty() ? some : near)}});
}

bool SentenceReader::refuse_number_value(const Atom& atom) {
  const Field& field = vocabulary_.fields[atom.field];
  const std::int64_t hundred = field.unit == Unit::money    ? 100'00
                               : field.unit == Unit::weight ? 100'000
                                                            : 10;
  const std::int64_t middle = field.type == FieldType::date ? field.high : hundred;
  const std::string sample =
      print_amount(vocabulary_, field, std::clamp(middle, field.low, field.high));
  if (is_at_end()) offer(sample, CursorAt::after_space);
  if (is_at_end() || here().kind != TokenKind::word) {
    return unexpected(field.type == FieldType::date ? "a day" : "an amount", {sample});
  }
  if (offers_ != nullptr) return unexpected("", {});
  if (refuse_habit(atom)) return false;
  auto amount = read_amount(vocabulary_, field, tokens_, at_);
  if (!amount && !amount.error().suggestions.empty()) return fail(amount.error(), at_, field);
  const std::string word = text_between(at_, std::min(phrase_end(at_), at_ + 3));
  for (const Field& other : vocabulary_.fields) {
    for (const std::string& value : other.values) {
      if (!equal_folded(value, here().text)) continue;
      return fail(IssueCode::rule_value_of_other, at_,
                  {{"word", quote_short(here().text)},
                   {"field", "the " + field.phrase},
                   {"other", "the " + other.phrase},
                   {"suggestions", "the " + other.phrase + " is " + value}});
    }
  }
  const IssueCode code = field.type == FieldType::date ? IssueCode::rule_date_wrong
                                                       : IssueCode::rule_number_wrong;
  return fail(code, at_, {{"word", quote_short(word)}, {"suggestions", sample}});
}

bool SentenceReader::refuse_comparison(const Atom& atom, std::string_view word) {
  const Field& field = vocabulary_.fields[atom.field];
  const std::size_t count = words_of(word).size();
  std::vector<std::string> suggestions;
  if (field.type == FieldType::choice) {
    std::int64_t value = 0;
    Atom mended = atom;
    mended.test = Test::one_of;
    if (value_match(field, at_ + count, value) > 0) {
      const bool is_up = word == low_in || word == low_ex || word == from_in || word == "after";
      const bool holds_it =
          word != low_ex && word != high_ex && word != "after" && word != "before";
      for (std::int64_t i = 0; i <= field.high; ++i) {
        if (i == value ? holds_it : (i > value) == is_up) mended.values.push_back(i);
      }
    }
    if (mended.values.empty()) mended.values.push_back(0);
    suggestions.push_back(print_test(vocabulary_, mended));
  } else {
    for (const auto& [number, date] : {std::pair{low_in, from_in}, std::pair{high_in, to_in},
                                       std::pair{low_ex, std::string_view("after")},
                                       std::pair{high_ex, std::string_view("before")}}) {
      if (word == number) suggestions.emplace_back(date);
      if (word == date) suggestions.emplace_back(number);
    }
  }
  return fail(IssueCode::rule_test_wrong, at_,
              {{"word", text_between(at_, at_ + count)},
               {"field", "the " + field.phrase},
               {"unit", say_unit(vocabulary_, field)},
               {"suggestions", join_suggestions(suggestions)}});
}

bool SentenceReader::refuse_not_or(const Atom& atom, std::size_t from) {
  Atom all = atom;
  std::int64_t value = 0;
  while (all.values.size() < 9 &&
         (here().folded == "or" || here().folded == "nor" || here().kind == TokenKind::comma)) {
    const std::size_t next = token(at_ + 1).folded == "or" ? at_ + 2 : at_ + 1;
    const std::size_t count = value_match(vocabulary_.fields[atom.field], next, value);
    if (count == 0) break;
    at_ = next + count;
    all.values.push_back(value);
  }
  Atom only = atom;
  only.values.resize(1);
  return fail(IssueCode::rule_not_with_or, from,
              {{"word", text_between(from, at_)},
               {"suggestions", join_suggestions(std::vector<std::string>{
                                   print_test(vocabulary_, all), print_test(vocabulary_, only)})}});
}

}  // namespace tally::rules
