// Tokens of an American street line: its words in upper case, cleaned of punctuation.
// In goes a line as typed; out come at most 48 words that live in a buffer of their own.
// Hyphens, slashes and points stay where they are part of a number or word (5-10, 1/2, 39.2); a #
// is a word of its own (USPS Publication 28, 222 and 213).
// It gives words no meaning; us_street.cpp does.
//   Tokens tokens("123 E. Main St., #4");  // 123 E MAIN ST # 4
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace tally::address::us {

/// Upper case, no punctuation, single spaces.
std::string clean_line(std::string_view line);

class Tokens {
 public:
  static constexpr std::size_t most = 48;

  explicit Tokens(std::string_view line);
  Tokens(const Tokens&) = delete;
  Tokens& operator=(const Tokens&) = delete;

  std::size_t size() const { return size_; }
  /// More words than it holds: the line is no street line.
  bool too_many() const { return too_many_; }
  /// The empty text behind the end.
  std::string_view operator[](std::size_t place) const {
    return place < size_ ? words_[place] : std::string_view();
  }
  /// The new word must outlive the tokens.
  void set(std::size_t place, std::string_view word) { words_[place] = word; }
  void erase(std::size_t first, std::size_t count);
  std::string join(std::size_t first, std::size_t end) const;
  /// The whole line, cleaned, whether it was cut into words or not.
  std::string_view cleaned() const { return text_; }

 private:
  std::string text_;
  std::array<std::string_view, most> words_;
  std::size_t size_ = 0;
  bool too_many_ = false;
};

bool has_figure(std::string_view word);
bool begins_with_figure(std::string_view word);
/// "5TH", "22ND".
bool is_ordinal(std::string_view word);

}  // namespace tally::address::us
