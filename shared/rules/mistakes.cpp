// Mistakes in what a condition is about: unknown fields and facts, verbs, mixed joins, headings.
#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

namespace {

struct Said {
  std::string_view typed;
  std::string_view meant;
};

constexpr Said verbs[] = {{"isn't", "is not"},  {"aren't", "is not"}, {"exceeds", "is more than"},
                          {"exceed", "is more than"}, {"equals", "is"}, {"equal", "is"},
                          {"=", "is"},          {"==", "is"},         {">", "is more than"},
                          {">=", "is at least"}, {"<", "is less than"}, {"<=", "is at most"},
                          {"was", "is"},        {"were", "are"},      {"has", "is"},
                          {"lacks", "is missing"}, {"must", "is"},    {"reaches", "is at least"}};

constexpr Said list_headings[] = {
    {"all of these are", "all of these are true:"},
    {"all of these is", "all of these are true:"},
    {"all of the following", "all of these are true:"},
    {"all of the conditions", "all of these are true:"},
    {"all these are", "all of these are true:"},
    {"both of these", "all of these are true:"},
    {"any of these are", "any of these is true:"},
    {"any of the following", "any of these is true:"},
    {"any of these", "any of these is true:"},
    {"either of these", "any of these is true:"},
    {"one of these", "any of these is true:"},
    {"at least one of these", "any of these is true:"},
    {"none of these are", "none of these is true:"},
    {"none of these", "none of these is true:"},
    {"none of the following", "none of these is true:"}};

bool is_joint(std::string_view folded) { return folded == "and" || folded == "or"; }

Condition group(Join join, std::vector<Condition> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Condition condition;
  condition.join = join;
  condition.layout = Layout::list;
  condition.parts = std::move(parts);
  return condition;
}

/// "A and B or C" where `inner` binds first.
Condition regroup(const std::vector<Condition>& parts, const std::vector<Join>& joins,
                  Join inner) {
  std::vector<Condition> outer;
  std::vector<Condition> run{parts.front()};
  for (std::size_t i = 0; i < joins.size(); ++i) {
    if (joins[i] != inner) outer.push_back(group(inner, std::exchange(run, {})));
    run.push_back(parts[i + 1]);
  }
  outer.push_back(group(inner, std::move(run)));
  return group(inner == Join::all ? Join::any : Join::all, std::move(outer));
}

}  // namespace

std::vector<std::string> SentenceReader::phrases() const {
  std::vector<std::string> all;
  for (const Field& field : vocabulary_.fields) {
    if (field.type == FieldType::fact) {
      all.push_back(field.phrase);
      all.push_back(field.negation);
    } else {
      all.push_back("the " + field.phrase);
    }
  }
  return all;
}

bool SentenceReader::refuse_list_heading() {
  for (const Said& each : list_headings) {
    const std::size_t count = match(at_, each.typed);
    if (count == 0) continue;
    std::size_t end = at_ + count;
    while (end < limit_ && token(end).kind == TokenKind::word && !is_joint(token(end).folded)) {
      ++end;
    }
    fail(IssueCode::rule_word_unexpected, at_,
         {{"word", quote_short(text_between(at_, end))},
          {"expected", std::string("a list's heading, alone behind \"When\" or in an item")},
          {"suggestions", std::string(each.meant)}});
    return true;
  }
  return false;
}

bool SentenceReader::refuse_phrase(std::size_t from) {
  at_ = from;
  if (offers_ != nullptr) return unexpected("", {});
  const Token& first = here();
  if (first.kind != TokenKind::word) {
    std::vector<std::string> all = phrases();
    all.resize(std::min<std::size_t>(all.size(), 3));
    return unexpected("a condition", all);
  }
  if (refuse_list_heading()) return false;
  std::size_t end = from;
  std::size_t verb = 0;
  while (end < limit_ && token(end).kind == TokenKind::word && !is_joint(token(end).folded) &&
         token(end).folded != "unless" && token(end).folded != "because") {
    const std::string& word = token(end).folded;
    if (verb == 0 && (word == "is" || word == "are")) verb = end;
    ++end;
  }
  // "gold and platinum": a value stands where a condition is expected.
  std::int64_t value = 0;
  if (last_atom_ && from > 0 && token(from - 1).folded == "and" &&
      last_atom_->test == Test::one_of &&
      value_match(vocabulary_.fields[last_atom_->field], from, value) > 0) {
    Atom mended = *last_atom_;
    mended.values.push_back(value);
    return fail(IssueCode::rule_word_unexpected, from - 1,
                {{"word", "and " + text_between(from, end)},
                 {"expected", std::string("\"or\" between values")},
                 {"suggestions", print_test(vocabulary_, mended)}});
  }
  const std::string whole = text_between(from, end);
  std::string head = verb > from ? text_between(from, verb) : whole;
  const std::vector<std::string> all = phrases();
  // Fields are compared with what stands before "is", facts with the whole sentence.
  std::vector<std::pair<int, std::size_t>> scored;
  for (std::size_t i = 0, place = 0; i < vocabulary_.fields.size(); ++i) {
    const bool is_fact = vocabulary_.fields[i].type == FieldType::fact;
    const std::string_view known = vocabulary_.fields[i].phrase;
    const std::string bare = head.starts_with("the ") ? head.substr(4) : head;
    scored.emplace_back(is_fact ? unlikeness(whole, all[place]) : unlikeness(bare, known), place);
    ++place;
    if (is_fact) scored.emplace_back(unlikeness(whole, all[place]), place), ++place;
  }
  std::ranges::stable_sort(scored, {}, &std::pair<int, std::size_t>::first);
  constexpr int like_enough = 450;
  if (scored.empty() || scored.front().first > like_enough) {
    std::vector<std::string> known(
        all.begin(),
        all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(5, all.size())));
    return fail(IssueCode::rule_phrase_unheard, from,
                {{"word", quote_short(whole)}, {"known", join_suggestions(known)}});
  }
  std::vector<std::string> suggestions;
  for (const auto& [score, place] : scored) {
    if (score > like_enough || suggestions.size() == 3) break;
    suggestions.push_back(all[place]);
  }
  const bool is_field = suggestions.front().starts_with("the ") &&
                        find_field(vocabulary_, suggestions.front().substr(4)).has_value();
  return fail(IssueCode::rule_phrase_unknown, from,
              {{"word", quote_short(is_field ? head : whole)},
               {"suggestions", join_suggestions(suggestions)}});
}

bool SentenceReader::refuse_verb(const Field& field) {
  if (offers_ != nullptr || is_at_end() || here().kind != TokenKind::word) {
    return unexpected("\"is\"", {"is"});
  }
  for (const Said& verb : verbs) {
    if (here().folded != verb.typed) continue;
    return unexpected("\"is\"", {std::string(verb.meant)});
  }
  // "the order total amount is": the phrase goes on.
  std::size_t from = at_ - words_of(field.phrase).size();
  if (from > 0 && token(from - 1).folded == "the") --from;
  for (std::size_t at = at_; at < std::min(at_ + 4, limit_); ++at) {
    if (token(at).folded == "is" || token(at).folded == "are") {
      std::vector<std::string> known;
      for (const Field& each : vocabulary_.fields) {
        if (each.type != FieldType::fact) known.push_back("the " + each.phrase);
      }
      std::vector<std::string> near = nearest(text_between(from, at), known, 3);
      if (near.empty()) near.push_back("the " + field.phrase);
      const std::size_t place = from;
      return fail(IssueCode::rule_phrase_unknown, place,
                  {{"word", quote_short(text_between(from, at))},
                   {"suggestions", join_suggestions(near)}});
    }
    if (is_joint(token(at).folded) || token(at).kind != TokenKind::word) break;
  }
  return unexpected("\"is\"", {"is"});
}

bool SentenceReader::refuse_mix(const std::vector<Condition>& parts,
                                const std::vector<Join>& joins, std::size_t at) {
  const std::string first = print_condition(vocabulary_, regroup(parts, joins, Join::all));
  const std::string second = print_condition(vocabulary_, regroup(parts, joins, Join::any));
  return fail(IssueCode::rule_and_beside_or, at,
              {{"suggestions", join_suggestions(std::vector<std::string>{first, second})}});
}

}  // namespace tally::rules
