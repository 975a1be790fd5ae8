#include "shared/address/us_tokens.hpp"

#include <algorithm>

#include "shared/address/letters.hpp"
#include "shared/address/metadata.hpp"
#include "shared/address/short_text.hpp"
#include "shared/base/text.hpp"

namespace tally::address::us {

namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_word_char(char c) { return is_digit(c) || is_letter(c) || is_high(c); }

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, is_high); }

/// Letters without marks, typographic hyphens and quotes as plain ones, nothing hidden.
std::string plain_letters(std::string_view text) {
  const std::string seen = without_hidden(text);
  std::string_view rest = seen;
  std::string out;
  while (!rest.empty()) {
    const char32_t point = take_point(rest);
    if (point < 0x80) out += static_cast<char>(point);
    else if (point >= 0xFF01 && point <= 0xFF5E) out += static_cast<char>(point - 0xFEE0);
    else if (point >= 0x2010 && point <= 0x2015) out += '-';
    else if (point == 0x2018 || point == 0x2019) out += '\'';
    else if (point == 0x3000) out += ' ';
    else if (point >= 0x300 && point <= 0x36F) continue;
    else if (!table::append_mapped(point, table::Mapping::fold, out)) append_point(out, point);
  }
  return out;
}

std::size_t letters_before(std::string_view text, std::size_t place) {
  std::size_t count = 0;
  while (count < place && is_letter(text[place - count - 1])) ++count;
  return count;
}

std::size_t letters_behind(std::string_view text, std::size_t place) {
  std::size_t count = 0;
  while (place + 1 + count < text.size() && is_letter(text[place + 1 + count])) ++count;
  return count;
}

template <typename Text>
void add_space(Text& out) {
  if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

/// What a sign becomes: part of a word, a word of its own, a space or nothing.
template <typename Text>
void add_sign(std::string_view text, std::size_t place, Text& out) {
  const char sign = text[place];
  const char before = place > 0 ? text[place - 1] : ' ';
  const char behind = place + 1 < text.size() ? text[place + 1] : ' ';
  if (sign == '\'' || sign == '`') return;
  if (sign == '#' || sign == '&') {
    add_space(out);
    out.push_back(sign);
    out.push_back(' ');
  } else if ((sign == '-' || sign == '/') && is_word_char(before) && is_word_char(behind)) {
    out.push_back(sign);
  } else if (sign == '.' && is_digit(before) && is_digit(behind)) {
    out.push_back(sign);
  } else if (sign == '.' && letters_before(text, place) == 1 && letters_behind(text, place) == 1) {
    return;  // initials: P.O., N.E.
  } else {
    add_space(out);
  }
}

template <typename Text>
void clean_into(std::string_view text, Text& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'a' && c <= 'z') out.push_back(static_cast<char>(c - 'a' + 'A'));
    else if (is_word_char(c)) out.push_back(c);
    else if (c == ' ') add_space(out);
    else add_sign(text, i, out);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
}

std::string clean(std::string_view text) {
  if (text.size() <= ShortText::safe) {
    ShortText out;
    clean_into(text, out);
    return out.text();
  }
  std::string out;
  out.reserve(text.size() + 8);
  clean_into(text, out);
  return out;
}

}  // namespace

std::string clean_line(std::string_view line) {
  return is_ascii(line) ? clean(line) : clean(plain_letters(line));
}

Tokens::Tokens(std::string_view line) : text_(clean_line(line)) {
  std::string_view rest = text_;
  while (!rest.empty()) {
    if (size_ == most) {
      too_many_ = true;
      return;
    }
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words_[size_++] = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void Tokens::erase(std::size_t first, std::size_t count) {
  const auto at = [this](std::size_t place) {
    return words_.begin() + static_cast<std::ptrdiff_t>(place);
  };
  std::move(at(first + count), at(size_), at(first));
  size_ -= count;
}

std::string Tokens::join(std::size_t first, std::size_t end) const {
  std::string out;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) out += ' ';
    out += words_[i];
  }
  return out;
}

bool has_figure(std::string_view word) { return std::ranges::any_of(word, is_digit); }
bool begins_with_figure(std::string_view word) { return !word.empty() && is_digit(word.front()); }

bool is_ordinal(std::string_view word) {
  if (word.size() < 3 || !is_digit(word[word.size() - 3])) return false;
  const std::string_view ending = word.substr(word.size() - 2);
  return begins_with_figure(word) &&
         (ending == "ST" || ending == "ND" || ending == "RD" || ending == "TH");
}

}  // namespace tally::address::us
