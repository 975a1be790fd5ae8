#include <doctest/doctest.h>

#include <algorithm>

#include "shared/identify/check_digits.hpp"
#include "shared/identify/country_table.hpp"
#include "tests/shared/identify/finding_check.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

/// Examples that the IBAN registry prints.
constexpr std::string_view published_ibans[] = {
    "AD1200012030200359100100",    "AE070331234567890123456",     "AL47212110090000000235698741",
    "AT611904300234573201",        "BE68539007547034",            "BG80BNBG96611020345678",
    "BR1800360305000010009795493C1", "CH9300762011623852957",     "CR05015202001026284066",
    "CY17002001280000001200527600", "CZ6508000000192000145399",   "DE89370400440532013000",
    "DK5000400440116243",          "EE382200221020145685",        "ES9121000418450200051332",
    "FI2112345600000785",          "FR1420041010050500013M02606", "GB29NWBK60161331926819",
    "GI75NWBK000000007099453",     "GR1601101250000000012300695", "HR1210010051863000160",
    "HU42117730161111101800000000", "IE29AIBK93115212345678",     "IS140159260076545510730339",
    "IT60X0542811101000000123456", "KW81CBKU0000000000001234560101", "LI21088100002324013AA",
    "LT121000011101001000",        "LU280019400644750000",        "LV80BANK0000435195001",
    "MT84MALT011000012345MTLCAST001S", "MU17BOMM0101101030300200000MUR", "NL91ABNA0417164300",
    "NO9386011117947",             "PL61109010140000071219812874", "PT50000201231234567890154",
    "RO49AAAA1B31007593840000",    "SA0380000000608010167519",    "SE4550000000058398257466",
    "SI56263300012039086",         "SK3112000000198742637541",    "SM86U0322509800000000270100",
    "TN5910006035183598478831",    "TR330006100519786457841326",  "XK051212012345678906"};

/// The IBAN with the check digits of its own, whatever stands there.
std::string with_check_digits(std::string iban) {
  const std::int32_t check = 98 - modulo_97(iban.substr(4) + iban.substr(0, 2) + "00");
  iban[2] = digit_char(check / 10);
  iban[3] = digit_char(check % 10);
  return iban;
}

/// Those that nothing is said of once they have check digits of their own.
int count_unnoticed(const std::vector<std::string>& numbers) {
  return static_cast<int>(std::ranges::count_if(numbers, [](const std::string& number) {
    return check_iban(with_check_digits(number)).issues.empty();
  }));
}

}  // namespace

TEST_CASE("the registry's IBANs are right") {
  for (const std::string_view number : published_ibans) {
    CAPTURE(number);
    CHECK(codes_of(check_iban(number)).empty());
    CHECK(check_iban(number).normal == number);
  }
  CHECK(check_iban("GB29 NWBK 6016 1331 9268 19").normal == "GB29NWBK60161331926819");
}

TEST_CASE("the length of each row is that of its structure") {
  CHECK(iban_rows().size() == 89);
  for (const IbanRow& row : iban_rows()) {
    CAPTURE(row.country);
    std::int32_t length = 4;
    std::int32_t part = 0;
    for (const char c : std::string(row.structure) + " ") {
      if (is_digit(c)) part = part * 10 + (c - '0');
      if (c == ' ') length += part;
      if (c == ' ') part = 0;
    }
    CHECK(length == row.length);
    CHECK(is_country(row.country));
  }
}

TEST_CASE("modulo 97 notices every digit and every exchange") {
  int tried = 0;
  for (const std::string_view number : published_ibans) {
    const std::string text(number);
    CHECK(unnoticed(digits_changed(text), check_iban).empty());
    CHECK(unnoticed(neighbours_exchanged(text), check_iban).empty());
    tried += static_cast<int>(digits_changed(text).size());
  }
  CHECK(tried > 5'000);
}

TEST_CASE("an account that was mistyped before its IBAN was made is noticed within it") {
  // How many wrong digits and exchanges go unnoticed: all of the Czech, Slovak and Estonian bank
  // codes and of the Polish account, which have no check, and what the sums cannot see.
  struct Account {
    std::string_view iban;
    int digits_missed;
    int exchanges_missed;
  };
  constexpr Account accounts[] = {
      {"BA391290079401028494", 0, 0},        {"BE68539007547034", 0, 0},
      {"CZ6508000000192000145399", 36, 2},   {"EE382200221020145685", 18, 0},
      {"ES9121000418450200051332", 0, 1},    {"FI2112345600000785", 0, 0},
      {"FR1420041010050500013M02606", 0, 0}, {"HR1210010051863000160", 0, 0},
      {"HU42117730161111101800000000", 0, 1}, {"IT60X0542811101000000123456", 0, 0},
      {"MC5811222000010123456789030", 0, 0}, {"ME25505000012345678951", 0, 0},
      {"MK07250120000058984", 0, 0},         {"NL91ABNA0417164300", 0, 0},
      {"NO9386011117947", 0, 0},             {"PL61109010140000071219812874", 144, 11},
      {"PT50000201231234567890154", 0, 0},   {"RS35260005601001611379", 0, 0},
      {"SI56263300012039086", 0, 0},         {"SK3112000000198742637541", 36, 2},
      {"SM86U0322509800000000270100", 0, 0}};
  for (const Account& account : accounts) {
    CAPTURE(account.iban);
    const std::string number(account.iban);
    CHECK(codes_of(check_iban(number)).empty());
    CHECK(count_unnoticed(digits_changed(number, 4)) == account.digits_missed);
    CHECK(count_unnoticed(neighbours_exchanged(number, 4)) == account.exchanges_missed);
  }
}

TEST_CASE("what does not hold within an IBAN is named, with its digits where they are known") {
  const auto said = [](std::string_view number) {
    const Finding found = check_iban(with_check_digits(std::string(number)));
    std::string all = codes_of(found);
    for (const Issue& issue : found.issues) {
      for (const Argument& argument : issue.arguments) {
        const auto* text = std::get_if<std::string>(&argument.value);
        if (text != nullptr && argument.name != "text") all += " " + argument.name + "=" + *text;
      }
    }
    return all;
  };
  CHECK(said("ES0021000418440200051332") ==
        "iban_account_digit check=check digits part=account stands=44 wanted=45");
  CHECK(said("IT00A0542811101000000123456") ==
        "iban_account_digit check=check letter part=account stands=A wanted=X");
  CHECK(said("HR0010010061863000160") ==
        "iban_account_digit check=check digit part=bank code stands=6 wanted=5");
  CHECK(said("CZ0008000000192000145398") ==
        "iban_account_fails check=modulus 11 part=account value=2000145398");
  CHECK(said("NL00ABNA0417164301") == "iban_eleven_test value=0417164301");
  CHECK_FALSE(is_wrong(check_iban(with_check_digits("NL00ABNA0417164301"))));
  // Given out without a check: an old Postbank account, and accounts of two central banks.
  CHECK(codes_of(check_iban(with_check_digits("NL00INGB0001234567"))).empty());
  CHECK(codes_of(check_iban(with_check_digits("RS00908000000000000112"))).empty());
  CHECK(codes_of(check_iban(with_check_digits("SI00010000000000112"))).empty());
  // A Norwegian account whose sum asks for 10 cannot be.
  CHECK(said("NO0086011100050") ==
        "iban_account_fails check=modulus 11 part=account value=86011100050");
}

TEST_CASE("the check digits that an account asks for are named, and make it right") {
  const Finding found = check_iban("DE00370400440532013000");
  REQUIRE(codes_of(found) == "identifier_check_digit");
  CHECK(found.issues[0].arguments[3] == Argument{"wanted", std::string("89")});
  CHECK(found.suggestions.empty());
}

TEST_CASE("what is no IBAN is told why") {
  CHECK(codes_of(check_iban("US64SVBKUS6S3300958879")) == "iban_country_unknown");
  CHECK(codes_of(check_iban("DE8937040044053201300")) == "identifier_length");
  CHECK(codes_of(check_iban("DE893704004405320130AB")) == "identifier_format");
  CHECK(codes_of(check_iban("DE89 3704 0044 0532 0130 00€")) == "identifier_character");
  const Finding letter = check_iban("DE8937O4OO44O532O13OOO");
  CHECK(codes_of(letter) == "identifier_format");
  CHECK(letter.suggestions == std::vector<std::string>{"DE89370400440532013000"});
}

TEST_CASE("BICs of eight and eleven characters") {
  CHECK(check_bic("DEUTDEFF").issues.empty());
  CHECK(check_bic("DEUTDEFF500").normal == "DEUTDEFF500");
  CHECK(check_bic("DEUTDEFFXXX").normal == "DEUTDEFF");
  CHECK(check_bic("NEDSZAJJ").issues.empty());
  CHECK(check_bic("UNCRITMM").issues.empty());
  CHECK(codes_of(check_bic("DEUTDEF")) == "identifier_length");
  CHECK(codes_of(check_bic("DEUTQQFF")) == "bic_country_unknown");
  CHECK(codes_of(check_bic("DEUT12FF")) == "identifier_format");
  CHECK(codes_of(check_bic("DEUTDEF0")) == "bic_test");
  CHECK(codes_of(check_bic("D3UTDEFF")) == "bic_prefix_digits");
  CHECK_FALSE(is_wrong(check_bic("D3UTDEFF")));
}
