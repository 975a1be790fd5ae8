// Short text: a buffer on the stack in which one short text is made, sign by sign.
// In go at most 256 bytes; out comes a string, made at once.
// It saves the string's own book-keeping for each sign, which at hundreds of thousands of addresses
// a second is most of the work.
// It does not grow: whoever uses it has looked at `safe`.
//   ShortText out;  for (const char c : text) out.push_back(c);  return out.text();
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace tally::address {

class ShortText {
 public:
  /// A text of so many bytes fits, though each became three.
  static constexpr std::size_t safe = 85;

  bool empty() const { return size_ == 0; }
  char back() const { return chars_[size_ - 1]; }
  void push_back(char c) { chars_[size_++] = c; }
  void pop_back() { --size_; }
  std::string text() const { return {chars_.data(), size_}; }

 private:
  std::array<char, 256> chars_;
  std::size_t size_ = 0;
};

}  // namespace tally::address
