#include "shared/rules/token.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::rules {

namespace {

struct Plain {
  std::string_view typed;
  char plain;
};

// What word processors and chats make of plain typing.
constexpr Plain plain_forms[] = {
    {"\xE2\x80\x99", '\''}, {"\xE2\x80\x98", '\''}, {"\xE2\x80\x9C", '"'}, {"\xE2\x80\x9D", '"'},
    {"\xC2\xA0", ' '},      {"\xE2\x80\xAF", ' '},  {"\xE2\x88\x92", '-'}, {"\xEF\xBB\xBF", ' '}};
constexpr std::string_view typed_arrow = "\xE2\x86\x92";

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  Tokens run() {
    while (at_ < text_.size()) step();
    add(TokenKind::end, at_, at_, place_, "");
    return std::move(out_);
  }

 private:
  /// The character at `at` as it counts, and how many bytes it has.
  struct Read {
    char c;
    std::size_t length;
  };
  Read read(std::size_t at) const {
    for (const Plain& form : plain_forms) {
      if (text_.substr(at, form.typed.size()) == form.typed) return {form.plain, form.typed.size()};
    }
    return {text_[at], 1};
  }

  void advance(std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
      // A character counts where it begins.
      if ((static_cast<unsigned char>(text_[at_ + i]) & 0xC0U) != 0x80U) ++place_.column;
    }
    at_ += length;
  }

  void step() {
    const auto [c, length] = read(at_);
    if (c == '\n') {
      ++at_;
      ++place_.line;
      place_.column = 1;
      start_ = LineStart::yes;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      advance(length);
    } else if (c == '#' && start_ == LineStart::yes) {
      comment();
    } else if (c == '"' && closing_quote(at_ + length) != std::string_view::npos) {
      quoted(length);
    } else {
      word();
    }
  }

  void comment() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    out_.comments.push_back(
        {static_cast<std::uint32_t>(at_), std::string(trim(text_.substr(at_ + 1, end - at_ - 1)))});
    at_ = end;
  }

  std::size_t closing_quote(std::size_t from) const {
    for (std::size_t at = from; at < text_.size() && text_[at] != '\n';) {
      const auto [c, length] = read(at);
      if (c == '"') return at;
      at += length;
    }
    return std::string_view::npos;
  }

  void quoted(std::size_t quote_length) {
    const std::size_t close = closing_quote(at_ + quote_length);
    const std::size_t from = at_ + quote_length;
    const Place place = place_;
    const std::size_t begin = at_;
    std::string content = squeeze(text_.substr(from, close - from));
    advance(close + read(close).length - at_);
    add(TokenKind::quoted, begin, at_, place, std::move(content));
  }

  void word() {
    const Place place = place_;
    const std::size_t begin = at_;
    std::string text;
    std::vector<std::size_t> ends;
    while (at_ < text_.size()) {
      const auto [c, length] = read(at_);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c == '"' && !text.empty())) break;
      // A comma parts words unless it stands between digits.
      const bool is_in_number = !text.empty() && is_digit(text.back()) && at_ + 1 < text_.size() &&
                                is_digit(text_[at_ + 1]);
      const bool parts = c == ',' && !text.empty() && !is_in_number;
      if (parts) break;
      text += c;
      advance(length);
      if (c == ',' && text == ",") break;
    }
    split_marks(text, begin, place);
  }

  /// The marks at the end of a word are tokens of their own.
  void split_marks(std::string& text, std::size_t begin, Place place) {
    std::string marks;
    while (text.size() > 0 && (text.back() == '.' || text.back() == ':' || text.back() == ',')) {
      marks.insert(marks.begin(), text.back());
      text.pop_back();
    }
    const std::size_t end = at_ - marks.size();
    Place mark_place = place_;
    mark_place.column -= static_cast<std::uint32_t>(marks.size());
    if (!text.empty()) add_word(std::move(text), begin, end, place);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const TokenKind kind = marks[i] == '.'   ? TokenKind::stop
                             : marks[i] == ':' ? TokenKind::colon
                                               : TokenKind::comma;
      add(kind, end + i, end + i + 1, mark_place, std::string(1, marks[i]));
      ++mark_place.column;
    }
  }

  void add_word(std::string text, std::size_t begin, std::size_t end, Place place) {
    TokenKind kind = TokenKind::word;
    if (text == "-" && start_ == LineStart::yes) kind = TokenKind::bullet;
    if (text == "->" || text == typed_arrow) kind = TokenKind::arrow;
    add(kind, begin, end, place, std::move(text));
  }

  void add(TokenKind kind, std::size_t begin, std::size_t end, Place place, std::string text) {
    std::string folded = ascii_lower(text);
    out_.tokens.push_back({kind, start_, place, static_cast<std::uint32_t>(begin),
                           static_cast<std::uint32_t>(end), std::move(text), std::move(folded)});
    start_ = LineStart::no;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Place place_{1, 1};
  LineStart start_ = LineStart::yes;
  Tokens out_;
};

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string say_place(Place place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

Tokens tokenize(std::string_view text) { return Tokenizer(text).run(); }

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> words;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (end > 0) words.push_back(phrase.substr(0, end));
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return words;
}

bool equal_folded(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (fold(left[i]) != fold(right[i])) return false;
  }
  return true;
}

}  // namespace tally::rules
