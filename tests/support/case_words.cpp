#include "tests/support/case_words.hpp"

#include <charconv>

#include "shared/base/text.hpp"

namespace tally::tests {

namespace {

std::size_t hex_digit(const CaseLine& line, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t value = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
  if (value == std::string_view::npos) complain(line, "two hexadecimal digits behind \\x");
  return value;
}

}  // namespace

void complain(const CaseLine& line, const std::string& what) {
  throw CaseMistake(line.file + ":" + std::to_string(line.number) + ": expected " + what +
                    " in: " + line.text);
}

void Words::skip_spaces() {
  while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
}

std::string Words::quoted() {
  std::string text;
  rest_.remove_prefix(1);
  while (true) {
    if (rest_.empty()) complain(*line_, "a closing quote");
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '"') break;
    if (c != '\\') {
      text += c;
      continue;
    }
    if (rest_.empty()) complain(*line_, "something behind the \\");
    const char escaped = rest_.front();
    rest_.remove_prefix(1);
    if (escaped == 'x') {
      if (rest_.size() < 2) complain(*line_, "two hexadecimal digits behind \\x");
      text += static_cast<char>(hex_digit(*line_, rest_[0]) * 16 + hex_digit(*line_, rest_[1]));
      rest_.remove_prefix(2);
    } else {
      text += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped;
    }
  }
  if (!rest_.starts_with('*')) return text;
  std::size_t times = 0;
  const auto read = std::from_chars(rest_.data() + 1, rest_.data() + rest_.size(), times);
  if (read.ec != std::errc()) complain(*line_, "a number behind *");
  rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

std::string Words::next() {
  if (at_part_end()) complain(*line_, "another word");
  std::string word;
  if (rest_.front() == '"') {
    word = quoted();
  } else {
    const std::size_t end = std::min(rest_.find_first_of(" ,;"), rest_.size());
    word = rest_.substr(0, end);
    rest_.remove_prefix(end);
  }
  skip_spaces();
  return word;
}

bool Words::take(std::string_view word) {
  if (!rest_.starts_with(word)) return false;
  const bool is_mark = word == "," || word == ";";
  const std::string_view behind = rest_.substr(word.size());
  if (!is_mark && !behind.empty() && !std::string_view(" ,;").contains(behind.front()))
    return false;
  rest_ = behind;
  skip_spaces();
  return true;
}

void Words::expect(std::string_view word) {
  if (!take(word)) complain(*line_, "\"" + std::string(word) + "\"");
}

std::string Words::part() {
  const std::size_t end = std::min(rest_.find_first_of(",;"), rest_.size());
  const std::string text(trim(rest_.substr(0, end)));
  rest_.remove_prefix(end);
  return text;
}

std::string Words::rest() {
  if (rest_.starts_with('"')) return next();
  const std::string text(trim(rest_));
  rest_ = {};
  return text;
}

}  // namespace tally::tests
