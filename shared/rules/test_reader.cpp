// Tests: what stands behind "the order total is".
#include <algorithm>

#include "shared/rules/limits.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/sentence_reader.hpp"

namespace tally::rules {

namespace {

struct Comparison {
  std::string_view words;
  FieldType type;
  bool is_low;
  Edge edge;
};
constexpr Comparison comparisons[] = {
    {"at least", FieldType::number, true, Edge::included},
    {"more than", FieldType::number, true, Edge::excluded},
    {"at most", FieldType::number, false, Edge::included},
    {"less than", FieldType::number, false, Edge::excluded},
    {"on or after", FieldType::date, true, Edge::included},
    {"after", FieldType::date, true, Edge::excluded},
    {"on or before", FieldType::date, false, Edge::included},
    {"before", FieldType::date, false, Edge::excluded},
};

}  // namespace

std::optional<Atom> SentenceReader::test(std::uint16_t field) {
  Atom atom;
  atom.field = field;
  atom.place = here().place;
  if (vocabulary_.fields[field].type == FieldType::fact) {
    if (accept("yes")) {
      atom.test = Test::holds;
    } else if (accept("no")) {
      atom.test = Test::fails;
    } else {
      unexpected("\"yes\" or \"no\"", {"yes", "no"});
      return std::nullopt;
    }
    return atom;
  }
  if (!take_test(atom)) return std::nullopt;
  return atom;
}

bool SentenceReader::take_test(Atom& atom) {
  const std::size_t from = at_;
  if (accept("missing")) {
    atom.test = Test::missing;
    return true;
  }
  if (accept("known")) {
    atom.test = Test::known;
    return true;
  }
  if (accept("not")) return take_not(atom);
  if (accept("neither")) return take_neither(atom);
  Edge edge = Edge::included;
  if (const auto side = comparison(vocabulary_.fields[atom.field], edge)) {
    return take_comparisons(atom, *side, edge) && check_range(atom, from);
  }
  if (issue) return false;
  if (accept("from")) return take_from_to(atom) && check_range(atom, from);
  accept("one of");
  return take_values(atom);
}

bool SentenceReader::take_not(Atom& atom) {
  const std::size_t from = at_ - 1;
  atom.test = Test::none_of;
  if (sees("missing")) {
    return fail(IssueCode::rule_word_unexpected, from,
                {{"word", std::string("not missing")},
                 {"expected", std::string("the word for it")},
                 {"suggestions", std::string("known")}});
  }
  if (!take_value(atom)) return false;
  const bool is_or = here().folded == "or" || here().folded == "nor";
  if (!is_or && here().kind != TokenKind::comma) return true;
  std::int64_t value = 0;
  if (value_match(vocabulary_.fields[atom.field], at_ + 1, value) == 0) return true;
  if (here().kind == TokenKind::comma && !goes_on_with_value(atom)) return true;
  return refuse_not_or(atom, from);
}

bool SentenceReader::take_neither(Atom& atom) {
  const std::size_t from = at_ - 1;
  atom.test = Test::none_of;
  if (!take_value(atom)) return false;
  while (accept("nor")) {
    if (!take_value(atom)) return false;
  }
  if (atom.values.size() > 1) return check_twice(atom, from);
  std::string rest = text_between(at_, at_ + 2);
  if (here().folded == "or") rest = text_between(at_ + 1, at_ + 2);
  return unexpected("\"nor\"", {"nor"});
}

std::size_t SentenceReader::value_match(const Field& field, std::size_t at, std::int64_t& value) {
  if (field.type != FieldType::choice) {
    if (!looks_like_amount(token(at))) return 0;
    const auto amount = read_amount(vocabulary_, field, tokens_, at);
    if (!amount) return 0;
    value = amount->value;
    return amount->used - at;
  }
  std::size_t longest = 0;
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    const std::size_t count = match(at, field.values[i]);
    if (count <= longest) continue;
    longest = count;
    value = static_cast<std::int64_t>(i);
  }
  return longest;
}

bool SentenceReader::take_value(Atom& atom) {
  std::int64_t value = 0;
  const std::size_t count = value_match(vocabulary_.fields[atom.field], at_, value);
  if (count == 0) return refuse_value(atom);
  at_ += count;
  atom.values.push_back(value);
  return check_count(atom);
}

bool SentenceReader::check_count(const Atom& atom) {
  if (atom.values.size() <= values_max) return true;
  return fail(IssueCode::rule_too_wide, at_,
              {{"rule", text_between(at_, at_ + 3)},
               {"limit", static_cast<std::int64_t>(values_max)}});
}

/// True where the comma here parts two values: what follows the next value goes on as a list or
/// ends the condition, so that it is not the answer itself.
bool SentenceReader::goes_on_with_value(const Atom& atom) {
  std::int64_t value = 0;
  std::size_t next = at_ + 1;
  if (token(next).folded == "or") ++next;
  const std::size_t count = value_match(vocabulary_.fields[atom.field], next, value);
  if (count == 0) return false;
  const Token& behind = token(next + count);
  return behind.kind != TokenKind::stop && behind.folded != "because";
}

/// "gold, silvr or platinum": behind the comma a few words that are none, then "or" and a value.
bool SentenceReader::misspells_next_value(const Atom& atom) {
  constexpr std::size_t words_max = 4;
  std::size_t end = at_ + 1;
  while (end <= at_ + words_max && token(end).kind == TokenKind::word &&
         token(end).folded != "or" && token(end).folded != "and") {
    ++end;
  }
  std::int64_t value = 0;
  return token(end).folded == "or" && end > at_ + 1 &&
         value_match(vocabulary_.fields[atom.field], end + 1, value) > 0;
}

bool SentenceReader::take_values(Atom& atom) {
  const std::size_t from = at_;
  atom.test = Test::one_of;
  if (!take_value(atom)) return false;
  while (true) {
    if (here().kind == TokenKind::comma && goes_on_with_value(atom)) {
      ++at_;
      accept("or");
      if (!take_value(atom)) return false;
      continue;
    }
    if (here().kind == TokenKind::comma && misspells_next_value(atom)) {
      ++at_;
      return refuse_value(atom);
    }
    // Behind "or" a new condition may begin as well.
    if (here().folded == "or" || is_at_end()) {
      std::int64_t value = 0;
      if (is_at_end()) accept("or");
      const std::size_t count =
          is_at_end() ? 0 : value_match(vocabulary_.fields[atom.field], at_ + 1, value);
      if (count > 0) {
        at_ += 1 + count;
        atom.values.push_back(value);
        if (!check_count(atom)) return false;
        continue;
      }
      const bool is_new = is_at_end() || at_ + 1 >= limit_ || starts_condition(at_ + 1);
      const std::size_t phrase = at_ + 1;
      if (!is_new && token(phrase).folded != "the" && token(phrase).folded != "it") {
        ++at_;
        return refuse_value(atom);
      }
    }
    return check_twice(atom, from);
  }
}

bool SentenceReader::check_twice(const Atom& atom, std::size_t at) {
  for (std::size_t i = 0; i < atom.values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (atom.values[i] != atom.values[j]) continue;
      Atom mended = atom;
      mended.values.erase(mended.values.begin() + static_cast<std::ptrdiff_t>(i));
      const Field& field = vocabulary_.fields[atom.field];
      return fail(IssueCode::rule_value_twice, at,
                  {{"word", print_value(vocabulary_, field, atom.values[i])},
                   {"suggestions", print_test(vocabulary_, mended)}});
    }
  }
  return true;
}

std::optional<SentenceReader::Side> SentenceReader::comparison(const Field& field, Edge& edge) {
  for (const Comparison& each : comparisons) {
    // Of the other type it is read as well, and answered with the right words.
    const bool fits = each.type == field.type;
    if (!fits && offers_ != nullptr) continue;
    const std::size_t from = at_;
    if (!accept(each.words)) continue;
    if (!fits) {
      at_ = from;
      Atom atom;
      atom.field = static_cast<std::uint16_t>(&field - vocabulary_.fields.data());
      refuse_comparison(atom, each.words);
      return std::nullopt;
    }
    edge = each.edge;
    return each.is_low ? Side::low : Side::high;
  }
  return std::nullopt;
}

bool SentenceReader::take_bound(Atom& atom, Side side, Edge edge) {
  const Field& field = vocabulary_.fields[atom.field];
  if (!looks_like_amount(here())) return refuse_number_value(atom);
  const auto amount = read_amount(vocabulary_, field, tokens_, at_);
  if (!amount) return fail(amount.error(), at_, field);
  at_ = amount->used;
  (side == Side::low ? atom.low : atom.high) = Bound{amount->value, edge};
  return true;
}

bool SentenceReader::take_comparisons(Atom& atom, Side side, Edge edge) {
  const std::size_t from = at_;
  atom.test = Test::range;
  if (!take_bound(atom, side, edge)) return false;
  if (is_at_end()) {
    // The other side of a range may follow.
    for (const Comparison& each : comparisons) {
      const bool fits = each.type == vocabulary_.fields[atom.field].type &&
                        each.is_low == (side == Side::high);
      if (fits) offer("and " + std::string(each.words), CursorAt::after_space);
    }
  }
  if (here().folded != "and") return true;
  const std::size_t and_at = at_;
  ++at_;
  const auto second = comparison(vocabulary_.fields[atom.field], edge);
  if (issue) return false;
  if (!second) {
    at_ = and_at;
    return true;
  }
  if (*second == side) {
    return fail(IssueCode::rule_bounds_wrong, and_at + 1,
                {{"word", text_between(and_at + 1, phrase_end(and_at + 1))},
                 {"suggestions", text_between(from - 2, and_at)}});
  }
  return take_bound(atom, *second, edge);
}

bool SentenceReader::take_from_to(Atom& atom) {
  const Field& field = vocabulary_.fields[atom.field];
  if (field.type == FieldType::choice) {
    --at_;
    return refuse_comparison(atom, "from");
  }
  atom.test = Test::range;
  atom.form = RangeForm::from_to;
  if (!take_bound(atom, Side::low, Edge::included)) return false;
  if (!accept("to")) return unexpected("\"to\" and the greater end", {"to"});
  const Edge edge = accept("under") ? Edge::excluded : Edge::included;
  return take_bound(atom, Side::high, edge);
}

bool SentenceReader::check_range(const Atom& atom, std::size_t from) {
  if (!atom.low || !atom.high) return true;
  const std::int64_t low = atom.low->value + (atom.low->edge == Edge::excluded ? 1 : 0);
  const std::int64_t high = atom.high->value - (atom.high->edge == Edge::excluded ? 1 : 0);
  if (low <= high) return true;
  Atom mended = atom;
  std::swap(mended.low->value, mended.high->value);
  if (atom.low->value == atom.high->value) {
    mended.low->edge = mended.high->edge = Edge::included;
    mended.test = Test::one_of;
    mended.values = {atom.low->value};
  }
  return fail(IssueCode::rule_range_empty, from,
              {{"word", print_test(vocabulary_, atom)},
               {"suggestions", print_test(vocabulary_, mended)}});
}

}  // namespace tally::rules
