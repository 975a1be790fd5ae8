// Conditions: sentences joined by "and" or by "or", and indented lists.
#include "shared/rules/limits.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

namespace {

struct Heading {
  std::string_view words;
  Join join;
};
constexpr Heading headings[] = {{"all of these are true", Join::all},
                                {"any of these is true", Join::any},
                                {"none of these is true", Join::none}};

Condition one(Atom atom) {
  Condition condition;
  condition.atom = std::move(atom);
  return condition;
}

}  // namespace

std::optional<Join> SentenceReader::list_heading() {
  for (const Heading& heading : headings) {
    const std::size_t from = at_;
    if (!accept(heading.words)) continue;
    if (accept(TokenKind::colon, ":")) return heading.join;
    at_ = from;
    fail(IssueCode::rule_word_unexpected, from,
         {{"word", std::string(heading.words)},
          {"expected", std::string("a colon behind it")},
          {"suggestions", std::string(heading.words) + ":"}});
    return std::nullopt;
  }
  return std::nullopt;
}

bool SentenceReader::is_list_item_here(std::uint32_t column) {
  return here().kind == TokenKind::bullet && here().place.column == column;
}

std::optional<Condition> SentenceReader::list(std::size_t level, std::uint32_t outer_column) {
  const std::size_t heading_at = at_;
  const auto join = list_heading();
  if (!join) return std::nullopt;
  if (level > list_levels_max) {
    fail(IssueCode::rules_nested_too_deep, heading_at,
         {{"limit", static_cast<std::int64_t>(list_levels_max)}});
    return std::nullopt;
  }
  Condition list;
  list.join = *join;
  list.layout = Layout::list;
  if (is_at_end()) accept(TokenKind::bullet, "-");
  const std::uint32_t column = here().place.column;
  if (here().kind != TokenKind::bullet || column <= outer_column) {
    std::size_t end = at_ + 1;
    while (end < limit_ && token(end).line_start == LineStart::no) ++end;
    fail(IssueCode::rule_list_wrong, at_,
         {{"reason", std::string("behind the colon an item is expected, indented on its own line")},
          {"suggestions", one_suggestion("- " + text_between(at_, end))}});
    return std::nullopt;
  }
  while (is_list_item_here(column)) {
    auto item = list_item(level, column);
    if (!item) return std::nullopt;
    list.parts.push_back(std::move(*item));
  }
  if (is_at_end()) accept(TokenKind::bullet, "-");
  const bool is_lost = here().kind == TokenKind::bullet &&
                       (level == 1 || here().place.column > outer_column);
  if (is_lost) {
    fail(IssueCode::rule_list_wrong, at_,
         {{"reason", std::string("this item is indented like no list")},
          {"suggestions", "- in column " + std::to_string(column)}});
    return std::nullopt;
  }
  return list;
}

std::optional<Condition> SentenceReader::list_item(std::size_t level, std::uint32_t column) {
  ++at_;
  if (here().folded == "all" || here().folded == "any" || here().folded == "none" || is_at_end()) {
    auto inner = list(level + 1, column);
    if (inner || issue) return inner;
    if (is_at_end()) {
      atom();
      return std::nullopt;
    }
  }
  const std::size_t from = at_;
  auto atom = this->atom();
  if (!atom) return std::nullopt;
  const std::string folded = here().line_start == LineStart::no ? here().folded : "";
  if (folded == "and" || folded == "or") {
    fail(IssueCode::rule_list_wrong, at_,
         {{"reason", std::string("an item asks one thing, and \"" + folded + "\" joins two")},
          {"suggestions", one_suggestion("- " + text_between(from, at_))}});
    return std::nullopt;
  }
  if (here().kind == TokenKind::comma && token(at_ + 1).kind == TokenKind::bullet) {
    fail(IssueCode::rule_list_wrong, at_,
         {{"reason", std::string("an item ends with its line, without a comma")},
          {"suggestions", one_suggestion("- " + text_between(from, at_))}});
    return std::nullopt;
  }
  return one(std::move(*atom));
}

std::optional<std::uint16_t> SentenceReader::field_here() {
  if (offers_ != nullptr) {
    for (const Field& field : vocabulary_.fields) {
      if (field.type != FieldType::fact) (void)sees("the " + field.phrase);
    }
    if (is_at_end()) return std::nullopt;
  }
  accept("the");
  std::optional<std::uint16_t> found;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < vocabulary_.fields.size(); ++i) {
    if (vocabulary_.fields[i].type == FieldType::fact) continue;
    const std::size_t count = match(at_, vocabulary_.fields[i].phrase);
    if (count <= longest) continue;
    longest = count;
    found = static_cast<std::uint16_t>(i);
  }
  at_ += longest;
  return found;
}

bool SentenceReader::fact_here(Atom& atom) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < vocabulary_.fields.size(); ++i) {
    const Field& field = vocabulary_.fields[i];
    if (field.type != FieldType::fact) continue;
    for (const Test test : {Test::holds, Test::fails}) {
      const std::size_t count =
          match(at_, test == Test::holds ? field.phrase : field.negation);
      if (count <= longest) continue;
      longest = count;
      atom.field = static_cast<std::uint16_t>(i);
      atom.test = test;
    }
  }
  at_ += longest;
  return longest > 0;
}

std::optional<Atom> SentenceReader::atom() {
  Atom atom;
  atom.place = here().place;
  const std::size_t from = at_;
  if (++tests_ > tests_max) {
    fail(IssueCode::rule_too_wide, at_,
         {{"rule", text_between(at_, at_ + 3)}, {"limit", static_cast<std::int64_t>(tests_max)}});
    return std::nullopt;
  }
  if (!fact_here(atom)) {
    const auto field = field_here();
    if (!field) {
      refuse_phrase(from);
      return std::nullopt;
    }
    atom.field = *field;
    if (!accept("is") && !accept("are")) {
      refuse_verb(vocabulary_.fields[*field]);
      return std::nullopt;
    }
    if (!take_test(atom)) return std::nullopt;
  }
  last_atom_ = atom;
  return atom;
}

bool SentenceReader::starts_condition(std::size_t at) {
  const std::size_t back = at_;
  Offers* const offers = offers_;
  offers_ = nullptr;
  at_ = at;
  Atom atom;
  bool starts = fact_here(atom);
  if (!starts) {
    const std::size_t count = field_here() ? at_ - at : 0;
    starts = count > 0 && (here().folded == "is" || here().folded == "are");
  }
  at_ = back;
  offers_ = offers;
  return starts;
}

std::optional<Condition> SentenceReader::condition(const Decision& decision) {
  const bool may_be_list = is_at_end() || here().folded == "all" || here().folded == "any" ||
                           here().folded == "none";
  if (may_be_list) {
    auto list = this->list(1, 0);
    if (list || issue) return list;
  }
  std::vector<Condition> parts;
  std::vector<Join> joins;
  std::size_t second_join_at = 0;
  while (true) {
    auto atom = this->atom();
    if (!atom) return std::nullopt;
    parts.push_back(one(std::move(*atom)));
    const std::size_t join_at = at_;
    // What would be refused is not offered.
    const bool offers_and = offers_ == nullptr || joins.empty() || joins.front() == Join::all;
    const bool offers_or = offers_ == nullptr || joins.empty() || joins.front() == Join::any;
    if (offers_and && accept("and")) {
      joins.push_back(Join::all);
    } else if (offers_or && accept("or")) {
      joins.push_back(Join::any);
    } else {
      break;
    }
    if (second_join_at == 0 && joins.back() != joins.front()) second_join_at = join_at;
  }
  if (second_join_at > 0) {
    refuse_mix(parts, joins, second_join_at);
    return std::nullopt;
  }
  const bool is_answer = decision.before.empty() || match(at_ + 1, decision.before) > 0;
  if (here().kind == TokenKind::comma && !is_answer && starts_condition(at_ + 1)) {
    fail(
        IssueCode::rule_word_unexpected, at_,
        {{"word", std::string(",")},
         {"expected", std::string("\"and\" or \"or\" between conditions")},
         {"suggestions", std::string(joins.empty() || joins.front() == Join::all ? "and" : "or")}});
    return std::nullopt;
  }
  if (parts.size() == 1) return std::move(parts.front());
  Condition condition;
  condition.join = joins.front();
  condition.parts = std::move(parts);
  return condition;
}

}  // namespace tally::rules
