#include <doctest/doctest.h>

#include "tests/shared/identify/finding_check.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

TEST_CASE("an EIN has nine digits and a prefix that is given out") {
  CHECK(check_ein("91-1144442").normal == "911144442");
  CHECK(check_ein("91-1144442").issues.empty());
  CHECK(codes_of(check_ein("07-1144442")) == "identifier_part");
  CHECK(codes_of(check_ein("00-0000000")) == "identifier_part");
  CHECK(codes_of(check_ein("91-114444")) == "identifier_length");
  CHECK(codes_of(check_ein("91-11A4442")) == "identifier_character");
  const Finding letter = check_ein("91-1144O42");
  CHECK(codes_of(letter) == "identifier_letter_for_digit");
  CHECK(letter.suggestions == std::vector<std::string>{"911144042"});
}

// Published by the Australian Business Register (51 824 753 556) and by two offices.
constexpr std::string_view abns[] = {"51824753556", "83914571673", "53004085616", "51004085616"};

TEST_CASE("published ABNs are right") {
  CHECK(check_abn("51 824 753 556").issues.empty());
  CHECK(check_abn("51 824 753 556").normal == "51824753556");
  CHECK(check_abn("83 914 571 673").issues.empty());
  CHECK(check_abn(abns[2]).issues.empty());
  CHECK(codes_of(check_abn(abns[3])) == "identifier_check_digit");
}

TEST_CASE("modulus 89 notices every digit and every exchange") {
  for (const std::string number : {"51824753556", "83914571673", "53004085616"}) {
    CHECK(unnoticed(digits_changed(number), check_abn).empty());
    CHECK(unnoticed(neighbours_exchanged(number), check_abn).empty());
  }
}

TEST_CASE("the check digits of an ABN are named, and make it right") {
  Random random(8);
  for (int i = 0; i < 2'000; ++i) {
    std::string number = "00";
    for (int j = 0; j < 9; ++j) number += static_cast<char>('0' + random.below(10));
    const Finding found = check_abn(number);
    REQUIRE(codes_of(found) == "identifier_check_digit");
    const auto& wanted = std::get<std::string>(found.issues[0].arguments[3].value);
    REQUIRE(check_abn(wanted + number.substr(2)).issues.empty());
  }
}

TEST_CASE("a GSTIN has a state, a PAN and a check character") {
  for (const std::string_view number :
       {"27AAPFU0939F1ZV", "27AASCS2460H1Z0", "29AAGCB7383J1Z4", "37AADCS0472N1Z1"}) {
    CAPTURE(number);
    CHECK(codes_of(check_gstin(number)).empty());
  }
  CHECK(codes_of(check_gstin("27AAPFU0939F1ZW")) == "identifier_check_digit");
  CHECK(codes_of(check_gstin("55AAPFU0939F1ZV")) == "identifier_part");
  CHECK(codes_of(check_gstin("27AAPFU0939F1Z")) == "identifier_length");
  const Finding letter = check_gstin("27AAPFUO939F1ZV");
  CHECK(codes_of(letter) == "identifier_format");
  CHECK(letter.suggestions == std::vector<std::string>{"27AAPFU0939F1ZV"});
}

// Modulo 36 with factors 1 and 2: of neighbours only 0 and Z exchanged pass, as 0 and 9 in Luhn.
TEST_CASE("modulo 36 notices every character") {
  const std::string number = "27AAPFU0939F1ZV";
  CHECK(unnoticed(digits_changed(number), check_gstin).empty());
  CHECK(unnoticed(neighbours_exchanged(number), check_gstin).empty());
  for (std::size_t place = 2; place < 7; ++place) {
    for (char c = 'A'; c <= 'Z'; ++c) {
      std::string wrong = number;
      if (wrong[place] == c) continue;
      wrong[place] = c;
      CAPTURE(wrong);
      CHECK(is_wrong(check_gstin(wrong)));
    }
  }
}
