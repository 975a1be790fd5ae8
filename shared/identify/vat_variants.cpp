// The countries whose VAT numbers have letters or more than one form. Source of each, unless it
// says otherwise: European Commission, Taxation and Customs Union, "VIES: VAT number algorithms",
// the chapter of the country.
#include "shared/base/date.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/vat_rules.hpp"

namespace tally::identify {

namespace {

std::string letter(char c) { return std::string(1, c); }

bool is_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  return Date::from_civil(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day))
      .has_value();
}

// Bulgaria's personal number: the month carries the century (above 20 the 19th, above 40 the 21st);
// National Statistical Institute, "Unified civil number".
bool is_bulgarian_person(std::string_view number) {
  std::int64_t year = 1900 + number_of(number.substr(0, 2));
  std::int64_t month = number_of(number.substr(2, 2));
  if (month > 40) {
    year += 100;
    month -= 40;
  } else if (month > 20) {
    year -= 100;
    month -= 20;
  }
  if (!is_day(year, month, number_of(number.substr(4, 2)))) return false;
  const std::int32_t sum = weighted_sum(number, {2, 4, 8, 5, 10, 9, 7, 3, 6});
  return digit_of(number[9]) == sum % 11 % 10;
}

/// The day of birth of a Czech birth number: women have 50 more in the month, and since 2004 both
/// have 20 more where a day had too many births (Act 133/2000, section 13).
bool has_czech_birth_day(std::string_view number) {
  const std::int64_t short_year = number_of(number.substr(0, 2));
  std::int64_t year = 1900 + short_year;
  if (number.size() == 9 && year >= 1980) year -= 100;
  if (number.size() == 9 && year > 1953) return false;
  if (number.size() == 10 && year < 1954) year += 100;
  const std::int64_t month = number_of(number.substr(2, 2)) % 50 % 20;
  return is_day(year, month, number_of(number.substr(4, 2)));
}

constexpr std::string_view spanish_letters = "TRWAGMYFPDXBNJZSQVHLCKE";

VatVerdict hold_spanish_letter(std::string_view number, std::int64_t digits) {
  return vat_check(number, 8, letter(spanish_letters[static_cast<std::size_t>(digits % 23)]),
                   "check letter");
}

}  // namespace

VatVerdict hold_at(std::string_view number) {
  if (number.size() != 9) return vat_wrong_length();
  if (number[0] != 'U' || !all_digits(number.substr(1))) return vat_wrong_form();
  // The Luhn digit as if one more digit stood behind, less 4.
  const std::int32_t luhn = digit_of(luhn_digit(std::string(number.substr(1, 7)) + "0"));
  return vat_check(number, 8, digit_text((luhn + 6) % 10));
}

VatVerdict hold_bg(std::string_view number) {
  if (number.size() != 9 && number.size() != 10) return vat_wrong_length();
  if (!all_digits(number)) return vat_wrong_form();
  if (all_zeros(number)) return vat_no_such("number", number);
  if (number.size() == 9) {
    std::int32_t check = weighted_sum(number, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
    if (check == 10) check = weighted_sum(number, {3, 4, 5, 6, 7, 8, 9, 10}) % 11;
    return vat_check(number, 8, digit_text(check % 10));
  }
  const std::int32_t foreigner = weighted_sum(number, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10;
  const std::int32_t other = (11 - weighted_sum(number, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
  const std::int32_t stands = digit_of(number[9]);
  if (is_bulgarian_person(number) || stands == foreigner || stands == other) return vat_right();
  return vat_unfit("the sums of persons, foreigners and others");
}

VatVerdict hold_cy(std::string_view number) {
  if (number.size() != 9) return vat_wrong_length();
  if (!all_digits(number.substr(0, 8)) || !is_capital(number[8])) return vat_wrong_form();
  if (number.starts_with("12")) return vat_no_such("beginning", "12");
  constexpr std::int32_t odd_places[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const std::int32_t digit = digit_of(number[i]);
    sum += i % 2 == 0 ? odd_places[digit] : digit;
  }
  return vat_check(number, 8, letter(static_cast<char>('A' + sum % 26)), "check letter");
}

VatVerdict hold_cz(std::string_view number) {
  if (number.size() < 8 || number.size() > 10) return vat_wrong_length();
  if (!all_digits(number)) return vat_wrong_form();
  if (number.size() == 8) {
    if (number[0] == '9') return vat_no_such("first digit", "9");
    const std::int32_t check = (11 - weighted_sum(number, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return vat_check(number, 7, digit_text((check == 0 ? 1 : check) % 10));
  }
  if (number.size() == 9 && number[0] == '6') {
    // A person without a birth number.
    const std::int32_t rest = weighted_sum(number.substr(1), {8, 7, 6, 5, 4, 3, 2}) % 11;
    return vat_check(number, 8, digit_text((rest + 8) % 10));
  }
  if (!has_czech_birth_day(number)) return vat_no_such("day of birth", number.substr(0, 6));
  if (number.size() == 9) return vat_right();
  // Until 1985 a remainder of 10 was written 0.
  const auto check = static_cast<std::int32_t>(number_of(number.substr(0, 9)) % 11);
  const std::int64_t short_year = number_of(number.substr(0, 2));
  if (check == 10 && (short_year < 54 || short_year >= 85)) return vat_unfit("modulo 11");
  return vat_check(number, 9, digit_text(check % 10));
}

// Companies (Orden EHA/451/2008): J, U and V end with a digit; N, P, Q, R, S and W with a letter; A
// to H with a digit where they are Spanish, and with a letter where they are foreign. Persons: a
// digit in front, X, Y or Z for foreigners, K, L or M for those without a national number.
VatVerdict hold_es(std::string_view number) {
  if (number.size() != 9) return vat_wrong_length();
  const char first = number[0];
  const char last = number[8];
  if (!all_digits(number.substr(1, 7)) || (is_digit(first) && is_digit(last))) {
    return vat_wrong_form();
  }
  if (is_digit(first)) return hold_spanish_letter(number, number_of(number.substr(0, 8)));
  const std::int64_t digits = number_of(number.substr(1, 7));
  if (first >= 'X' && first <= 'Z') {
    if (is_digit(last)) return vat_wrong_form();
    return hold_spanish_letter(number, (first - 'X') * 10'000'000 + digits);
  }
  if (std::string_view("KLM").contains(first)) {
    if (is_digit(last)) return vat_wrong_form();
    return hold_spanish_letter(number, digits);
  }
  if (!std::string_view("ABCDEFGHJNPQRSUVW").contains(first)) return vat_wrong_form();
  const char digit = luhn_digit(number.substr(1, 7));
  const char as_letter = std::string_view("JABCDEFGHI")[static_cast<std::size_t>(digit - '0')];
  const bool wants_letter = std::string_view("NPQRSW").contains(first);
  const bool wants_digit = std::string_view("JUV").contains(first);
  const bool has_digit = is_digit(last);
  if ((has_digit && wants_letter) || (!has_digit && wants_digit)) return vat_wrong_form();
  return has_digit ? vat_check(number, 8, letter(digit))
                   : vat_check(number, 8, letter(as_letter), "check letter");
}

// The SIREN has a Luhn digit (INSEE), but that of Monaco, which begins with 000. The key: old form
// 12 + 3 times the SIREN, modulo 97; new form with letters but I and O, modulo 11.
VatVerdict hold_fr(std::string_view number) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  if (number.size() != 11) return vat_wrong_length();
  const std::size_t first = alphabet.find(number[0]);
  const std::size_t second = alphabet.find(number[1]);
  const std::string_view siren = number.substr(2);
  const bool has_form = first != std::string_view::npos && second != std::string_view::npos;
  if (!has_form || !all_digits(siren)) return vat_wrong_form();
  if (all_zeros(siren)) return vat_no_such("number", siren);
  if (!siren.starts_with("000") && luhn_digit(siren.substr(0, 8)) != siren.back()) {
    return vat_unfit("the check digit of the SIREN " + std::string(siren));
  }
  const std::int64_t value = number_of(siren);
  if (all_digits(number)) {
    const auto key = static_cast<std::int32_t>((12 + 3 * (value % 97)) % 97);
    return vat_check(number, 0, digit_text(key / 10) + digit_text(key % 10), "key");
  }
  const auto index = static_cast<std::int64_t>(
      first < 10 ? first * 24 + second - 10 : first * 34 + second - 100);
  const bool fits = (value + 1 + index / 11) % 11 == index % 11;
  return fits ? vat_right() : vat_unfit("the key " + std::string(number.substr(0, 2)));
}

// HM Revenue and Customs, "VAT registration numbers: check digits": modulo 97, and since 2009 with
// 55 added (9755). GD is a department (below 500), HA a health authority (500 and above); both may
// stand behind 8888 with three digits and those modulo 97.
VatVerdict hold_gb(std::string_view number) {
  const bool department = number.starts_with("GD");
  if (department || number.starts_with("HA")) {
    const bool written_long = number.size() == 11;
    if (number.size() != 5 && !written_long) return vat_wrong_length();
    if (!all_digits(number.substr(2)) || (written_long && number.substr(2, 4) != "8888")) {
      return vat_wrong_form();
    }
    const std::string_view office = number.substr(written_long ? 6 : 2, 3);
    if (department != (office < "500")) return vat_no_such("office", office);
    if (!written_long) return vat_right();
    const auto check = static_cast<std::int32_t>(number_of(office) % 97);
    return vat_check(number, 9, digit_text(check / 10) + digit_text(check % 10), "check digits");
  }
  if (number.size() != 9 && number.size() != 12) return vat_wrong_length();
  if (!all_digits(number)) return vat_wrong_form();
  if (all_zeros(number.substr(0, 7))) return vat_no_such("number", number);
  const std::int32_t sum = weighted_sum(number, {8, 7, 6, 5, 4, 3, 2, 10, 1});
  if (sum % 97 == 0 || (sum + 55) % 97 == 0) return vat_right();
  return vat_unfit("modulo 97 and 9755");
}

// Also: Office of the Revenue Commissioners, "Reference numbers: check character". Old numbers have
// a letter, + or * in the second place; new ones a second letter behind the check letter.
VatVerdict hold_ie(std::string_view number) {
  constexpr std::string_view alphabet = "WABCDEFGHIJKLMNOPQRSTUV";
  if (number.size() != 8 && number.size() != 9) return vat_wrong_length();
  const bool old = !is_digit(number[1]);
  const bool digits = is_digit(number[0]) && all_digits(number.substr(2, 5));
  if (!digits || !is_capital(number[7]) || (old && number.size() == 9)) return vat_wrong_form();
  std::string seven(number.substr(0, 7));
  if (old) seven = "0" + std::string(number.substr(2, 5)) + number[0];
  std::int32_t sum = weighted_sum(seven, {8, 7, 6, 5, 4, 3, 2});
  if (number.size() == 9) {
    const std::size_t second = alphabet.substr(0, 10).find(number[8]);
    if (second == std::string_view::npos) return vat_wrong_form();
    sum += 9 * static_cast<std::int32_t>(second);
  }
  return vat_check(number, 7, letter(alphabet[static_cast<std::size_t>(sum % 23)]), "check letter");
}

VatVerdict hold_lt(std::string_view number) {
  if (number.size() != 9 && number.size() != 12) return vat_wrong_length();
  if (!all_digits(number)) return vat_wrong_form();
  const std::size_t last = number.size() - 1;
  if (number[last - 1] != '1') return vat_no_such("last digit but one", number.substr(last - 1, 1));
  const auto sum_from = [&](std::size_t start) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < last; ++i) {
      sum += static_cast<std::int32_t>((i + start) % 9 + 1) * digit_of(number[i]);
    }
    return sum % 11;
  };
  std::int32_t check = sum_from(0);
  if (check == 10) check = sum_from(2);
  return vat_check(number, last, digit_text(check % 10));
}

// A first digit above 3 is a company. Personal codes begin with the day of birth, those given since
// July 2017 with 32 and no day (Population Register Act, section 6); these have no check digit.
VatVerdict hold_lv(std::string_view number) {
  if (VatVerdict digits = vat_digits(number, 11); !is_right(digits)) return digits;
  if (number[0] > '3') {
    const std::int32_t rest = 3 - weighted_sum(number, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6}) % 11;
    if (rest == -1) return vat_unfit("modulo 11");
    return vat_check(number, 10, digit_text(rest < 0 ? rest + 11 : rest));
  }
  if (number.starts_with("32")) return vat_right();
  const std::int64_t century = digit_of(number[6]);
  const std::int64_t year = 1800 + 100 * century + number_of(number.substr(4, 2));
  const std::int64_t day = number_of(number.substr(0, 2));
  if (century > 2 || !is_day(year, number_of(number.substr(2, 2)), day)) {
    return vat_no_such("day of birth", number.substr(0, 6));
  }
  const std::int32_t sum = 1 + weighted_sum(number, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9});
  return vat_check(number, 10, digit_text(sum % 11 % 10));
}

// Companies: modulo 11. Sole traders since 2020: modulo 97 of the whole number with NL
// (Belastingdienst, "Btw-identificatienummer").
VatVerdict hold_nl(std::string_view number) {
  if (number.size() != 12) return vat_wrong_length();
  const bool has_form =
      all_digits(number.substr(0, 9)) && number[9] == 'B' && all_digits(number.substr(10));
  if (!has_form) return vat_wrong_form();
  if (all_zeros(number.substr(0, 9))) return vat_no_such("number", number);
  if (all_zeros(number.substr(10))) return vat_no_such("ending", number.substr(9));
  const std::int32_t sum = weighted_sum(number, {9, 8, 7, 6, 5, 4, 3, 2, -1});
  if (sum % 11 == 0 || modulo_97("NL" + std::string(number)) == 1) return vat_right();
  return vat_unfit("modulo 11 and modulo 97");
}

}  // namespace tally::identify
