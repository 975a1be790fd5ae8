#include <doctest/doctest.h>

#include "shared/identify/country_table.hpp"
#include "tests/shared/identify/finding_check.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

std::string dialled(std::string_view text, std::string_view country = "") {
  const Finding found = check_phone(text, {.country = country});
  return is_wrong(found) ? codes_of(found) : found.normal;
}

}  // namespace

TEST_CASE("numbers with a calling code need no country") {
  CHECK(dialled("+49 30 901820") == "+4930901820");
  CHECK(dialled("+44 20 7946 0958") == "+442079460958");
  CHECK(dialled("+1 (212) 555-0123") == "+12125550123");
  CHECK(dialled("tel:+358-9-1234567") == "+35891234567");
  CHECK(dialled("0049 30 901820") == "+4930901820");
  CHECK(dialled("+39 06 6982 1234") == "+390669821234");
  CHECK(dialled("+800 1234 5678") == "+80012345678");
  CHECK(dialled("+\u2011" "49/30.901820") == "+4930901820");
}

TEST_CASE("numbers within a country lose what is dialled only there") {
  CHECK(dialled("030 901820", "DE") == "+4930901820");
  CHECK(dialled("020 7946 0958", "GB") == "+442079460958");
  CHECK(dialled("212-555-0123", "US") == "+12125550123");
  CHECK(dialled("1-212-555-0123", "US") == "+12125550123");
  CHECK(dialled("06 6982 1234", "IT") == "+390669821234");
  CHECK(dialled("8 (495) 123-45-67", "RU") == "+74951234567");
  CHECK(dialled("06 1 234 5678", "HU") == "+3612345678");
  CHECK(dialled("011 44 20 7946 0958", "US") == "+442079460958");
  CHECK(dialled("0011 49 30 901820", "AU") == "+4930901820");
  CHECK(dialled("8 10 49 30 901820", "RU") == "+4930901820");
  CHECK(dialled("91 123 45 6", "ES") == "phone_length");
  CHECK(dialled("911 23 45 67", "ES") == "+34911234567");
}

TEST_CASE("a zero in brackets is read as it is meant") {
  const Finding found = check_phone("+44 (0)20 7946 0958");
  CHECK(codes_of(found) == "phone_zero_in_brackets");
  CHECK(found.normal == "+442079460958");
  CHECK(dialled("+39 (0)6 6982 1234") == "+390669821234");
  const Finding without = check_phone("+49 030 901820");
  CHECK(codes_of(without) == "phone_national_prefix");
  CHECK(without.suggestions == std::vector<std::string>{"+4930901820"});
}

TEST_CASE("a number without its zero is read with a note") {
  const Finding found = check_phone("30901820", {.country = "DE"});
  CHECK(codes_of(found) == "phone_prefix_missing");
  CHECK(found.normal == "+4930901820");
}

TEST_CASE("an Argentine mobile number has 15 at home and 9 abroad") {
  for (const std::string_view text :
       {"011 15 2345-6789", "11 15 2345 6789", "+54 9 11 2345-6789"}) {
    CAPTURE(text);
    const Finding found = check_phone(text, {.country = "AR"});
    CHECK_FALSE(is_wrong(found));
    CHECK(found.normal == "+5491123456789");
  }
  CHECK(dialled("0264 15 412 3456", "AR") == "+5492644123456");    // San Juan
  CHECK(dialled("02646 15 41 2345", "AR") == "+5492646412345");    // Valle Fértil
  CHECK(dialled("0223 15 515 1515", "AR") == "+5492235151515");
  CHECK(dialled("011 4123-4567", "AR") == "+541141234567");        // a fixed line
  CHECK(dialled("0221 415 1234", "AR") == "+542214151234");        // 15 within a fixed line
  for (const std::string_view text : {"+54 11 15 2345 6789", "+54 9 11 15 2345 6789",
                                      "+54 011 15 2345 6789", "0054 11 15 2345 6789"}) {
    CAPTURE(text);
    const Finding found = check_phone(text, {.country = "AR"});
    CHECK(codes_of(found) == "phone_mobile_prefix");
    CHECK(found.suggestions == std::vector<std::string>{"+5491123456789"});
    CHECK(found.issues[0].arguments[0] == Argument{"area", std::string("11")});
  }
  CHECK(dialled("15 2345-6789", "AR") == "phone_area_missing");
  CHECK(dialled("15 412 345", "AR") == "phone_area_missing");
  // No area begins with 5, so this 15 is none.
  CHECK(dialled("0511 15 234 5678", "AR") == "phone_length");
  // Another country's 15 is left alone.
  CHECK(dialled("0151 15 23456789", "DE") == "+491511523456789");
}

TEST_CASE("an extension is told from the number") {
  for (const std::string_view text : {"+1 212 555 0123 ext. 45", "+1 212 555 0123x45",
                                      "+1 212 555 0123 #45", "tel:+12125550123;ext=45"}) {
    CAPTURE(text);
    const Finding found = check_phone(text);
    CHECK(codes_of(found) == "phone_extension");
    CHECK(found.normal == "+12125550123");
  }
}

TEST_CASE("letters are on the keys") {
  const Finding found = check_phone("1-800-FLOWERS", {.country = "US"});
  CHECK(codes_of(found) == "phone_letters");
  CHECK(found.suggestions == std::vector<std::string>{"+18003569377"});
}

TEST_CASE("what cannot be dialled is told why") {
  CHECK(dialled("030 901820") == "phone_country_missing");
  CHECK(dialled("030 901820", "Germany") == "identifier_country_unknown phone_country_missing");
  CHECK(dialled("020 7946 0958", "UK") == "+442079460958");
  CHECK(dialled("+999 1234567") == "phone_country_unknown");
  CHECK(dialled("+49 1") == "phone_length");
  CHECK(dialled("+49 1234567890123456") == "phone_length");
  CHECK(dialled("+1 112 555 0123") == "identifier_part");
  CHECK(dialled("+1 212 055 0123") == "identifier_part");
  CHECK(dialled("+49 30 90182&0") == "identifier_character");
  CHECK(codes_of(check_phone("+４９30901820")) == "identifier_other_script");
}

TEST_CASE("every country dials, and no calling code begins with another") {
  CHECK(phone_rows().size() == 252);
  std::string_view before;
  for (const PhoneRow& row : phone_rows()) {
    CAPTURE(row.country);
    CHECK(row.country > before);
    before = row.country;
    CHECK(row.digits_min <= row.digits_max);
    CHECK(row.calling_code.size() + static_cast<std::size_t>(row.digits_max) <= 15);
    for (const PhoneRow& other : phone_rows()) {
      const bool longer = other.calling_code.size() > row.calling_code.size();
      CHECK_FALSE((longer && other.calling_code.starts_with(row.calling_code)));
    }
    // As long as may be, without what a national prefix could be mistaken for.
    std::string number = "+" + std::string(row.calling_code);
    const auto digits = static_cast<std::size_t>(row.digits_max);
    number += row.calling_code == "1" ? std::string("2345678901") : std::string(digits, '5');
    CHECK(dialled(number) == number);
    CHECK(dialled(number, "DE") == number);
  }
}
