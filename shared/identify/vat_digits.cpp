// The countries whose VAT numbers are digits with one weighted sum. Source of each, unless it says
// otherwise: European Commission, Taxation and Customs Union, "VIES: VAT number algorithms", the
// chapter of the country.
#include <initializer_list>

#include "shared/identify/check_digits.hpp"
#include "shared/identify/vat_rules.hpp"

namespace tally::identify {

namespace {

using Weights = std::initializer_list<std::int32_t>;

/// The last digit is 11 less the sum modulo 11; 11 gives 0, and 10 gives what `ten` says: no number
/// at all where it is below 0.
VatVerdict hold_11_less(std::string_view number, Weights weights, std::int32_t ten) {
  const std::int32_t check = (11 - weighted_sum(number, weights) % 11) % 11;
  if (check == 10 && ten < 0) return vat_unfit("modulo 11");
  return vat_check(number, number.size() - 1, digit_text(check == 10 ? ten : check));
}

/// Numbers that once had a digit less are written with a zero in front today.
VatVerdict with_zero(std::string_view number, VatVerdict (*hold)(std::string_view)) {
  VatVerdict verdict = vat_wrong_length();
  std::string longer = "0" + std::string(number);
  if (is_right(hold(longer))) verdict.corrected = std::move(longer);
  return verdict;
}

}  // namespace

// The two last digits are 97 less the others modulo 97 (also: Federal Public Service Economy,
// "Crossroads Bank for Enterprises, enterprise number").
VatVerdict hold_be(std::string_view number) {
  if (number.size() == 9 && all_digits(number)) return with_zero(number, hold_be);
  if (VatVerdict digits = vat_digits(number, 10); !is_right(digits)) return digits;
  if (number[0] > '1') return vat_no_such("first digit", number.substr(0, 1));
  if (all_zeros(number.substr(0, 8))) return vat_no_such("number", number);
  const auto check = static_cast<std::int32_t>(97 - number_of(number.substr(0, 8)) % 97);
  return vat_check(number, 8, digit_text(check / 10) + digit_text(check % 10), "check digits");
}

VatVerdict hold_de(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  return vat_check(number, 8, std::string(1, iso_11_10_digit(number.substr(0, 8))));
}

VatVerdict hold_dk(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  return hold_11_less(number, {2, 7, 6, 5, 4, 3, 2}, -1);
}

VatVerdict hold_ee(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  const std::int32_t sum = weighted_sum(number, {3, 7, 1, 3, 7, 1, 3, 7});
  return vat_check(number, 8, digit_text((10 - sum % 10) % 10));
}

VatVerdict hold_el(std::string_view number) {
  if (number.size() == 8 && all_digits(number)) return with_zero(number, hold_el);
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  const std::int32_t sum = weighted_sum(number, {256, 128, 64, 32, 16, 8, 4, 2});
  return vat_check(number, 8, digit_text(sum % 11 % 10));
}

VatVerdict hold_fi(std::string_view number) {
  if (number.size() == 7 && all_digits(number)) return with_zero(number, hold_fi);
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  return hold_11_less(number, {7, 9, 10, 5, 8, 4, 2}, -1);
}

VatVerdict hold_hr(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 11); !is_right(digits)) return digits;
  return vat_check(number, 10, std::string(1, iso_11_10_digit(number.substr(0, 10))));
}

VatVerdict hold_hu(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  const std::int32_t sum = weighted_sum(number, {9, 7, 3, 1, 9, 7, 3});
  return vat_check(number, 7, digit_text((10 - sum % 10) % 10));
}

// The office that gave the number stands at places 8 to 10.
VatVerdict hold_it(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 11); !is_right(digits)) return digits;
  if (all_zeros(number.substr(0, 7))) return vat_no_such("number", number);
  const std::int64_t office = number_of(number.substr(7, 3));
  const bool known = (office >= 1 && office <= 100) || office == 120 || office == 121 ||
                     office == 888 || office == 999;
  if (!known) return vat_no_such("office", number.substr(7, 3));
  return vat_check(number, 10, std::string(1, luhn_digit(number.substr(0, 10))));
}

VatVerdict hold_lu(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  const auto check = static_cast<std::int32_t>(number_of(number.substr(0, 6)) % 89);
  return vat_check(number, 6, digit_text(check / 10) + digit_text(check % 10), "check digits");
}

VatVerdict hold_mt(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  const std::int32_t check = 37 - weighted_sum(number, {3, 4, 6, 7, 8, 9}) % 37;
  return vat_check(number, 6, digit_text(check / 10) + digit_text(check % 10), "check digits");
}

// Also: Brønnøysund Register Centre, "The organisation number".
VatVerdict hold_no(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (number[0] < '8') return vat_no_such("first digit", number.substr(0, 1));
  return hold_11_less(number, {3, 2, 7, 6, 5, 4, 3, 2}, -1);
}

VatVerdict hold_pl(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 10); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  const std::int32_t check = weighted_sum(number, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11;
  if (check == 10) return vat_unfit("modulo 11");
  return vat_check(number, 9, digit_text(check));
}

VatVerdict hold_pt(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  return hold_11_less(number, {9, 8, 7, 6, 5, 4, 3, 2}, 0);
}

VatVerdict hold_ro(std::string_view number) {
  if (number.size() < 2 || number.size() > 10) return vat_wrong_length();
  if (!all_digits(number)) return vat_wrong_form();
  if (number[0] == '0') return vat_no_such("first digit", "0");
  const std::string filled = std::string(10 - number.size(), '0') + std::string(number);
  const std::int32_t sum = weighted_sum(filled, {7, 5, 3, 2, 1, 7, 5, 3, 2});
  return vat_check(number, number.size() - 1, digit_text(sum * 10 % 11 % 10));
}

// The Luhn digit of the organisation number, then 01 to 94 for the registration.
VatVerdict hold_se(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 12); !is_right(digits)) return digits;
  const std::int64_t registration = number_of(number.substr(10));
  if (registration < 1 || registration > 94) return vat_no_such("ending", number.substr(10));
  if (all_zeros(number.substr(0, 10))) return vat_no_such("number", number);
  return vat_check(number, 9, std::string(1, luhn_digit(number.substr(0, 9))));
}

// 11 would be two digits: such a number is never given out, while 10 is written 0.
VatVerdict hold_si(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 8); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  const std::int32_t check = 11 - weighted_sum(number, {8, 7, 6, 5, 4, 3, 2}) % 11;
  if (check == 11) return vat_unfit("modulo 11");
  return vat_check(number, 7, digit_text(check % 10));
}

// The whole number divides by 11.
VatVerdict hold_sk(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 10); !is_right(digits)) return digits;
  if (number[0] == '0') return vat_no_such("first digit", "0");
  if (!std::string_view("234789").contains(number[2])) {
    return vat_no_such("third digit", number.substr(2, 1));
  }
  const std::int64_t others = number_of(number.substr(0, 9)) * 10;
  const auto check = static_cast<std::int32_t>((11 - others % 11) % 11);
  if (check == 10) return vat_unfit("modulo 11");
  return vat_check(number, 9, digit_text(check));
}

// Source: Federal Statistical Office, "Business identification number: format and check digit"
// (eCH-0097).
VatVerdict hold_ch(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 9); !is_right(digits)) return digits;
  if (all_zeros(number)) return vat_no_such("number", number);
  return hold_11_less(number, {5, 4, 3, 2, 7, 6, 5, 4}, -1);
}

}  // namespace tally::identify
