// Each country's rule has its source beside it. ECBS TR201 is the Register of European Account
// Numbers of the European Committee for Banking Standards (version 3.23, 2007), which prints the
// check of each country's domestic account number.
#include "shared/identify/iban_account.hpp"

#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"

namespace tally::identify {

namespace {

using Fault = std::optional<AccountFault>;
using HoldBban = Fault (*)(std::string_view bban);

Fault hold_wanted(std::string_view part, std::string_view check, const std::string& wanted,
                  std::string_view stands) {
  if (wanted == stands) return std::nullopt;
  return AccountFault{IssueCode::iban_account_digit, std::string(part), std::string(check),
                      wanted, std::string(stands), {}};
}

std::string two_digits(std::int32_t value) {
  return digit_text(value / 10) + digit_text(value % 10);
}

/// The sum of digit times weight, the weights over and over from the right.
std::int32_t repeated_sum(std::string_view digits, std::string_view weights) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char weight = weights[i % weights.size()];
    sum += digit_of(digits[digits.size() - 1 - i]) * digit_of(weight);
  }
  return sum;
}

std::string digit_to_ten(std::int32_t sum) { return digit_text((10 - sum % 10) % 10); }

/// ISO 7064, MOD 97-10, over the whole BBAN: Bosnia and Herzegovina, Montenegro and North Macedonia
/// by the decisions of their central banks on the structure of account numbers; Portugal, the NIB
/// of the Banco de Portugal (ECBS TR201).
Fault hold_97_10(std::string_view bban) {
  const std::string_view body = bban.substr(0, bban.size() - 2);
  const std::string wanted = two_digits(98 - modulo_97(std::string(body) + "00"));
  return hold_wanted("account", "check digits", wanted, bban.substr(bban.size() - 2));
}

/// Slovenia (ECBS TR201); accounts of the Bank of Slovenia itself (01) have none.
Fault hold_slovenia(std::string_view bban) {
  return bban.starts_with("01") ? std::nullopt : hold_97_10(bban);
}

/// Serbia (National Bank of Serbia, decision on the structure of accounts); those of the National
/// Bank itself (908) have none.
Fault hold_serbia(std::string_view bban) {
  return bban.starts_with("908") ? std::nullopt : hold_97_10(bban);
}

/// Belgium (ECBS TR201; Febelfin): the first ten digits modulo 97, 97 for 0.
Fault hold_belgium(std::string_view bban) {
  const std::int32_t rest = modulo_97(bban.substr(0, 10));
  return hold_wanted("account", "check digits", two_digits(rest == 0 ? 97 : rest),
                     bban.substr(10));
}

/// 11 less the remainder modulo 11, with 0 for 11 and 1 for 10.
std::string spanish_digit(std::int32_t sum) {
  const std::int32_t digit = 11 - sum % 11;
  return digit_text(digit == 11 ? 0 : digit == 10 ? 1 : digit);
}

/// Spain, Código Cuenta Cliente (Consejo Superior Bancario; ECBS TR201).
Fault hold_spain(std::string_view bban) {
  const std::int32_t bank = weighted_sum(bban.substr(0, 8), {4, 8, 5, 10, 9, 7, 3, 6});
  const std::int32_t account =
      weighted_sum(bban.substr(10), {1, 2, 4, 8, 5, 10, 9, 7, 3, 6});
  return hold_wanted("account", "check digits", spanish_digit(bank) + spanish_digit(account),
                     bban.substr(8, 2));
}

/// The digits that the clé RIB has for letters: A and J are 1, B, K and S are 2 …
std::string with_rib_digits(std::string_view text) {
  constexpr std::string_view digits = "12345678912345678923456789";
  std::string out(text);
  for (char& c : out) {
    if (is_capital(c)) c = digits[static_cast<std::size_t>(c - 'A')];
  }
  return out;
}

/// France and Monaco, clé RIB (Comité français d'organisation et de normalisation bancaires; ECBS
/// TR201): the whole number with its key is divisible by 97.
Fault hold_france(std::string_view bban) {
  const std::string body = with_rib_digits(bban.substr(0, 21));
  return hold_wanted("account", "key", two_digits(97 - modulo_97(body + "00")), bban.substr(21));
}

/// Italy and San Marino, CIN (Associazione Bancaria Italiana; ECBS TR201): characters at odd places
/// count by a table of their own, the sum modulo 26 is the letter.
Fault hold_italy(std::string_view bban) {
  constexpr std::array<std::int32_t, 26> odd{1,  0,  5,  7,  9,  13, 15, 17, 19, 21, 2,  4,  18,
                                             20, 11, 3,  6,  8,  12, 14, 16, 10, 22, 25, 24, 23};
  const std::string_view body = bban.substr(1);
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const std::int32_t value = is_digit(body[i]) ? digit_of(body[i]) : body[i] - 'A';
    sum += i % 2 == 0 ? odd[static_cast<std::size_t>(value)] : value;
  }
  const std::string wanted(1, static_cast<char>('A' + sum % 26));
  return hold_wanted("account", "check letter", wanted, bban.substr(0, 1));
}

/// Norway (Finans Norge; ECBS TR201): modulus 11; a number that asks for 10 is never given out.
Fault hold_norway(std::string_view bban) {
  const std::int32_t sum = weighted_sum(bban.substr(0, 10), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2});
  const std::int32_t digit = (11 - sum % 11) % 11;
  if (digit < 10) return hold_wanted("account", "check digit", digit_text(digit), bban.substr(10));
  return AccountFault{IssueCode::iban_account_fails, "account", "modulus 11", {}, {},
                      std::string(bban)};
}

/// Finland (Finanssiala, bank account numbers and IBAN; ECBS TR201): Luhn.
Fault hold_finland(std::string_view bban) {
  return hold_wanted("account", "check digit", std::string(1, luhn_digit(bban.substr(0, 13))),
                     bban.substr(13));
}

/// Estonia (Eesti Pangaliit; ECBS TR201): 7, 3, 1 from the right over all but the bank's digits.
Fault hold_estonia(std::string_view bban) {
  const std::int32_t sum = repeated_sum(bban.substr(2, 13), "731");
  return hold_wanted("account", "check digit", digit_to_ten(sum), bban.substr(15));
}

/// Croatia (Hrvatska narodna banka, decision on the structure of accounts; ECBS TR201): ISO 7064,
/// MOD 11,10, for the bank and for the account.
Fault hold_croatia(std::string_view bban) {
  const auto hold = [](std::string_view part, std::string_view digits) {
    const std::size_t last = digits.size() - 1;
    return hold_wanted(part, "check digit", std::string(1, iso_11_10_digit(digits.substr(0, last))),
                       digits.substr(last));
  };
  const Fault bank = hold("bank code", bban.substr(0, 7));
  return bank ? bank : hold("account", bban.substr(7));
}

/// Poland, numer rozliczeniowy (Narodowy Bank Polski, order 7/2017; ECBS TR201): 3, 9, 7, 1. The
/// account behind it is the bank's own.
Fault hold_poland(std::string_view bban) {
  const std::int32_t sum = weighted_sum(bban.substr(0, 7), {3, 9, 7, 1, 3, 9, 7});
  return hold_wanted("bank code", "check digit", digit_to_ten(sum), bban.substr(7, 1));
}

/// Hungary, GIRO (Magyar Nemzeti Bank, decree 35/2017; ECBS TR201): 9, 7, 3, 1 in the eight digits
/// of bank and branch, and in the sixteen of the account.
Fault hold_hungary(std::string_view bban) {
  const std::int32_t bank = weighted_sum(bban.substr(0, 7), {9, 7, 3, 1, 9, 7, 3});
  if (auto fault = hold_wanted("bank code", "check digit", digit_to_ten(bank), bban.substr(7, 1))) {
    return fault;
  }
  const std::int32_t account = weighted_sum(
      bban.substr(8, 15), {9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3});
  return hold_wanted("account", "check digit", digit_to_ten(account), bban.substr(23));
}

/// Czechia (Česká národní banka, decree 169/2011) and Slovakia (Národná banka Slovenska, measure
/// 8/2009): prefix and account, each modulus 11.
Fault hold_czechia(std::string_view bban) {
  const auto hold = [](std::string_view part, std::string_view digits, std::int32_t sum) {
    if (sum % 11 == 0) return Fault();
    return Fault(AccountFault{IssueCode::iban_account_fails, std::string(part), "modulus 11", {},
                              {}, std::string(digits)});
  };
  const std::string_view prefix = bban.substr(4, 6);
  const std::string_view account = bban.substr(10);
  const Fault fault =
      hold("prefix of the account", prefix, weighted_sum(prefix, {10, 5, 8, 4, 2, 1}));
  if (fault) return fault;
  return hold("account", account,
              weighted_sum(account, {6, 3, 7, 9, 10, 5, 8, 4, 2, 1}));
}

/// The Netherlands, elfproef (Betaalvereniging Nederland; ECBS TR201): 10 to 1, modulus 11. Numbers
/// of the former Postbank, of at most seven digits, were given out without it.
Fault hold_netherlands(std::string_view bban) {
  const std::string_view account = bban.substr(4);
  if (account.starts_with("000")) return std::nullopt;
  if (weighted_sum(account, {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0) return std::nullopt;
  return AccountFault{IssueCode::iban_eleven_test, {}, {}, {}, {}, std::string(account)};
}

struct CountryRule {
  std::string_view country;
  HoldBban hold;
};

constexpr CountryRule account_rules[] = {
    {"BA", hold_97_10},     {"BE", hold_belgium}, {"CZ", hold_czechia}, {"EE", hold_estonia},
    {"ES", hold_spain},     {"FI", hold_finland}, {"FR", hold_france},  {"HR", hold_croatia},
    {"HU", hold_hungary},   {"IT", hold_italy},   {"MC", hold_france},  {"ME", hold_97_10},
    {"MK", hold_97_10},     {"NL", hold_netherlands}, {"NO", hold_norway}, {"PL", hold_poland},
    {"PT", hold_97_10},     {"RS", hold_serbia},  {"SI", hold_slovenia}, {"SK", hold_czechia},
    {"SM", hold_italy}};

}  // namespace

std::optional<AccountFault> hold_account(std::string_view country, std::string_view bban) {
  const auto rule = std::ranges::find(account_rules, country, &CountryRule::country);
  return rule == std::end(account_rules) ? std::nullopt : rule->hold(bban);
}

}  // namespace tally::identify
