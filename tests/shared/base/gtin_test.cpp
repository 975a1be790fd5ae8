#include <doctest/doctest.h>

#include "shared/base/ids.hpp"
#include "tests/support/random.hpp"

using namespace tally;

namespace {

struct Published {
  std::string_view text;
  std::string_view fourteen;
};

/// Numbers that stand in public descriptions of the code: GS1's check digit page (6291041500213),
/// ISBN and EAN articles (9780201379624, 4006381333931, 73513537), the UPC-A article
/// (036000291452), and the GTIN-14 of GS1's logistics guide (10614141000415).
constexpr Published published[] = {
    {"6291041500213", "06291041500213"}, {"4006381333931", "04006381333931"},
    {"9780201379624", "09780201379624"}, {"73513537", "00000073513537"},
    {"036000291452", "00036000291452"},  {"10614141000415", "10614141000415"}};

}  // namespace

TEST_CASE("published numbers have a right check digit") {
  for (const Published& number : published) {
    CAPTURE(number.text);
    const auto gtin = Gtin::parse(number.text);
    REQUIRE(gtin.has_value());
    CHECK(gtin->text() == number.fourteen);
    CHECK(Gtin::complete(number.text.substr(0, number.text.size() - 1)) == gtin);
  }
}

TEST_CASE("one number is the same with and without leading zeros, as GS1 pads it") {
  CHECK(Gtin::parse("036000291452") == Gtin::parse("0036000291452"));
  CHECK(Gtin::parse("4006381333931") == Gtin::parse("04006381333931"));
  CHECK(Gtin::parse(" 4006381333931 ") == Gtin::parse("4006381333931"));
}

TEST_CASE("one wrong digit is always noticed") {
  for (const Published& number : published) {
    for (std::size_t place = 0; place < number.text.size(); ++place) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (digit == number.text[place]) continue;
        std::string wrong(number.text);
        wrong[place] = digit;
        CAPTURE(wrong);
        REQUIRE_FALSE(Gtin::parse(wrong));
      }
    }
  }
}

TEST_CASE("digits of another length and other characters are no GTIN") {
  for (const std::string_view wrong :
       {"", "0", "1234567", "123456789", "4006381333931 1", "400638133393X", "4006-3813-33931",
        "123456789012345", "ABCDEFGH"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Gtin::parse(wrong));
  }
  for (const std::string_view wrong :
       {"", "123456", "12345678", "123456789", "12345678901234", "12345x7"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Gtin::complete(wrong));
  }
}

TEST_CASE("a completed number is always right") {
  tests::Random random(14);
  for (int i = 0; i < 5'000; ++i) {
    constexpr std::size_t lengths[] = {7, 11, 12, 13};
    std::string digits(random.pick(lengths), '0');
    for (char& digit : digits) digit = static_cast<char>('0' + random.below(10));
    const auto gtin = Gtin::complete(digits);
    REQUIRE(gtin.has_value());
    REQUIRE(Gtin::parse(gtin->text()) == gtin);
  }
}
