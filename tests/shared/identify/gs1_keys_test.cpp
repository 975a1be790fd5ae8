#include <doctest/doctest.h>

#include "shared/base/ids.hpp"
#include "tests/shared/identify/finding_check.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

/// Published: GS1's check digit page, public articles about EAN and UPC, GS1's logistics guide.
constexpr std::string_view gtins[] = {"6291041500213", "4006381333931", "9780201379624",
                                      "73513537",      "036000291452",  "10614141000415"};
constexpr std::string_view ssccs[] = {"106141411234567897", "340123450000000000",
                                      "376104250021234569"};

/// Weights 3 and 1 differ by 2, so digits that differ by 5 may be exchanged unseen.
bool differ_by_five(const std::string& right, const std::string& wrong) {
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (right[i] != wrong[i]) return std::abs(right[i] - right[i + 1]) == 5;
  }
  return false;
}

}  // namespace

TEST_CASE("published GTINs are right and have 14 digits in their normal form") {
  for (const std::string_view number : gtins) {
    CAPTURE(number);
    const Finding found = check_gtin(number);
    CHECK(codes_of(found).empty());
    CHECK(found.normal == Gtin::parse(number)->text());
  }
}

TEST_CASE("every wrong digit is noticed, and every exchange but of digits that differ by 5") {
  for (const std::string_view number : gtins) {
    const std::string right(number);
    CHECK(unnoticed(digits_changed(right), check_gtin).empty());
    for (const std::string& wrong : neighbours_exchanged(right)) {
      CAPTURE(wrong);
      CHECK(is_wrong(check_gtin(wrong)) != differ_by_five(right, wrong));
    }
  }
  for (const std::string_view number : ssccs) {
    const std::string right(number);
    CHECK(codes_of(check_sscc(number)).empty());
    CHECK(unnoticed(digits_changed(right), check_sscc).empty());
    for (const std::string& wrong : neighbours_exchanged(right)) {
      CAPTURE(wrong);
      CHECK(is_wrong(check_sscc(wrong)) != differ_by_five(right, wrong));
    }
  }
}

TEST_CASE("the right check digit is named in the issue") {
  const Finding found = check_gtin("4006381333932");
  REQUIRE(codes_of(found) == "identifier_check_digit");
  CHECK(found.issues[0].arguments[3] == Argument{"wanted", std::string("1")});
  CHECK(found.suggestions.empty());
}

TEST_CASE("zeros that a spreadsheet took away are given back") {
  const Finding found = check_gtin("36000291452");
  CHECK(codes_of(found) == "gtin_zeros_missing");
  CHECK(found.suggestions == std::vector<std::string>{"036000291452"});
  CHECK(codes_of(check_gtin("36000291453")) == "identifier_length");
  CHECK(codes_of(check_gtin("123456")) == "identifier_length");
  CHECK(codes_of(check_gtin("123456789012345")) == "identifier_length");
}

TEST_CASE("zeros alone are a placeholder although their check digit is right") {
  CHECK(codes_of(check_gtin("00000000000000")) == "identifier_placeholder");
  CHECK(codes_of(check_gln("0000000000000")) == "identifier_placeholder");
  CHECK(codes_of(check_sscc("000000000000000000")) == "identifier_placeholder");
}

TEST_CASE("letters are told from digits") {
  const Finding letter = check_gtin("4OO6381333931");
  CHECK(codes_of(letter) == "identifier_letter_for_digit");
  CHECK(letter.suggestions == std::vector<std::string>{"04006381333931"});
  CHECK(codes_of(check_gtin("400638133393X")) == "identifier_character");
}

TEST_CASE("a GLN has 13 digits, an SSCC 18, and neither has its identifier in front") {
  CHECK(check_gln("0614141000036").issues.empty());
  CHECK(codes_of(check_gln("061414100003")) == "identifier_length");
  const Finding location = check_gln("(414)0614141000036");
  CHECK(codes_of(location) == "gs1_identifier_in_front");
  CHECK(location.suggestions == std::vector<std::string>{"0614141000036"});
  const Finding pallet = check_sscc("(00) 1 0614141 123456789 7");
  CHECK(codes_of(pallet) == "gs1_identifier_in_front");
  CHECK(pallet.suggestions == std::vector<std::string>{"106141411234567897"});
}

TEST_CASE("any digits become a right GTIN with the digit of base") {
  Random random(4);
  for (int i = 0; i < 5'000; ++i) {
    std::string digits = "1";
    for (int j = 0; j < 12; ++j) digits += static_cast<char>('0' + random.below(10));
    REQUIRE(check_gtin(digits + gs1_check_digit(digits)).issues.empty());
  }
}
