#include "shared/identify/check_digits.hpp"

#include <algorithm>

namespace tally::identify {

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }
bool all_zeros(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == '0'; });
}
std::int32_t digit_of(char c) { return c - '0'; }
char digit_char(std::int32_t value) { return static_cast<char>('0' + value); }

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) number = number * 10 + digit_of(c);
  return number;
}

std::int32_t weighted_sum(std::string_view digits, std::initializer_list<std::int32_t> weights) {
  std::int32_t sum = 0;
  auto digit = digits.begin();
  for (const std::int32_t weight : weights) sum += weight * digit_of(*digit++);
  return sum;
}

std::int32_t modulo_97(std::string_view digits_and_letters) {
  std::int32_t rest = 0;
  for (const char c : digits_and_letters) {
    if (is_digit(c)) rest = (rest * 10 + digit_of(c)) % 97;
    else rest = (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest;
}

char luhn_digit(std::string_view digits) {
  std::int32_t sum = 0;
  bool doubled = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const std::int32_t value = digit_of(*digit) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    doubled = !doubled;
  }
  return digit_char((10 - sum % 10) % 10);
}

char iso_11_10_digit(std::string_view digits) {
  std::int32_t product = 10;
  for (const char c : digits) {
    const std::int32_t sum = (product + digit_of(c)) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return digit_char((11 - product) % 10);
}

}  // namespace tally::identify
