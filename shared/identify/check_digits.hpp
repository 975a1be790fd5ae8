// Check digits: the few sums behind the check digits of identifiers.
// In go digits (and letters where a system has them) as text; out come sums, remainders or the
// check character. The caller has seen to it that the text holds nothing else.
// It knows no country: the weights are the caller's.
//   weighted_sum("100", {3, 2, 1}) == 3
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/base/text.hpp"

namespace tally::identify {

bool all_digits(std::string_view text);
bool all_zeros(std::string_view text);
std::int32_t digit_of(char c);
/// The number that the digits write; at most 18 digits.
std::int64_t number_of(std::string_view digits);

/// The sum of digit times weight; as many digits as there are weights.
std::int32_t weighted_sum(std::string_view digits, std::initializer_list<std::int32_t> weights);
/// The number modulo 97; letters count as 10 to 35 (ISO 7064, MOD 97-10).
std::int32_t modulo_97(std::string_view digits_and_letters);
/// The check digit of ISO/IEC 7812-1, annex B, for digits without it.
char luhn_digit(std::string_view digits);
/// The check digit of ISO 7064, MOD 11,10, for digits without it.
char iso_11_10_digit(std::string_view digits);
/// '0' + value, for a value from 0 to 9.
char digit_char(std::int32_t value);
inline std::string digit_text(std::int32_t value) { return std::string(1, digit_char(value)); }

}  // namespace tally::identify
