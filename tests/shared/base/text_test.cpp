#include "shared/base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tests/support/random.hpp"

using namespace tally;

namespace {

std::string encode(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto follow = [&](std::uint32_t value) { return byte(0x80 | (value & 0x3F)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | (point >> 6)), follow(point)};
  if (point < 0x10000) return {byte(0xE0 | (point >> 12)), follow(point >> 6), follow(point)};
  return {byte(0xF0 | (point >> 18)), follow(point >> 12), follow(point >> 6), follow(point)};
}

/// Optimal string alignment by its recurrence (Boytsov 2011), without any short cut.
int distance_by_definition(std::string_view left, std::string_view right) {
  std::vector<std::vector<int>> table(left.size() + 1, std::vector<int>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) {
    for (std::size_t j = 0; j <= right.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = static_cast<int>(i + j);
        continue;
      }
      const int change = left[i - 1] == right[j - 1] ? 0 : 1;
      table[i][j] =
          std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[left.size()][right.size()];
}

}  // namespace

TEST_CASE("every code point but NUL and the surrogates is UTF-8") {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    const bool right = point != 0 && (point < 0xD800 || point > 0xDFFF);
    if (is_utf8(encode(point)) == right) continue;
    FAIL("code point " << point);
  }
  CHECK_FALSE(is_utf8(encode(0x110000)));
}

TEST_CASE("of all two-byte and three-byte sequences exactly those of Unicode's table pass") {
  // Counted by what they decode to: the one-byte ones are 127, the two-byte ones 1920.
  int two = 0;
  for (int first = 0x80; first < 0x100; ++first) {
    for (int second = 1; second < 0x100; ++second) {
      const std::array<char, 2> bytes{static_cast<char>(first), static_cast<char>(second)};
      two += is_utf8({bytes.data(), 2}) ? 1 : 0;
    }
  }
  CHECK(two == 1920);
  int three = 0;
  for (int first = 0xE0; first < 0x100; ++first) {
    for (int second = 0x80; second < 0x100; ++second) {
      for (int third = 0x80; third < 0x100; ++third) {
        const std::array<char, 3> bytes{static_cast<char>(first), static_cast<char>(second),
                                        static_cast<char>(third)};
        three += is_utf8({bytes.data(), 3}) ? 1 : 0;
      }
    }
  }
  CHECK(three == 63488 - 2048);
}

TEST_CASE("overlong, cut-off and stray bytes are no UTF-8") {
  for (const std::string_view wrong :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\x80", "a\xBF", "\xC2", "\xE2\x82",
        "\xF0\x9F\x98", "\xED\xA0\x80", "\xED\xBF\xBF", "\xC2\x41", "\xE2\x28\xA1"}) {
    CAPTURE(wrong.size());
    CHECK_FALSE(is_utf8(wrong));
  }
  CHECK_FALSE(is_utf8(std::string_view("a\0b", 3)));
  CHECK(is_utf8(""));
}

TEST_CASE("each Latin-1 byte becomes its character, 0x80 to 0x9f by Windows-1252") {
  CHECK(utf8_from_latin1("Gr\xFC\xDF" "e") == "Gr\xC3\xBC\xC3\x9F" "e");
  CHECK(utf8_from_latin1("\x80") == "\xE2\x82\xAC");
  CHECK(utf8_from_latin1("\x96") == "\xE2\x80\x93");
  for (int byte = 1; byte < 0x100; ++byte) {
    const char c = static_cast<char>(byte);
    REQUIRE(is_utf8(utf8_from_latin1({&c, 1})));
    if (byte < 0x80 || byte >= 0xA0) {
      REQUIRE(utf8_from_latin1({&c, 1}) == encode(static_cast<std::uint32_t>(byte)));
    }
  }
}

TEST_CASE("white space goes at the ends and is one space inside, the no-break space too") {
  CHECK(trim("  AB-103\xC2\xA0") == "AB-103");
  CHECK(trim("\xC2\xA0\xC2\xA0") == "");
  CHECK(trim("\t\r\n x \v\f") == "x");
  CHECK(trim("") == "");
  CHECK(trim("\xC3\xA0") == "\xC3\xA0");
  CHECK(trim("a\xE2\x82\xA0") == "a\xE2\x82\xA0");
  CHECK(squeeze(" a \t b\xC2\xA0 c ") == "a b c");
  CHECK(squeeze("   ") == "");
  CHECK(squeeze("abc") == "abc");
}

TEST_CASE("case changes in ASCII only") {
  CHECK(ascii_upper("az{`\xC3\xA4") == "AZ{`\xC3\xA4");
  CHECK(ascii_lower("AZ[@\xC3\x84") == "az[@\xC3\x84");
}

TEST_CASE("control characters are seen, tab and line feed are not among them") {
  for (int byte = 0; byte < 0x100; ++byte) {
    const char c = static_cast<char>(byte);
    const bool control = (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
    CAPTURE(byte);
    REQUIRE(has_control_characters({&c, 1}) == control);
  }
}

TEST_CASE("edits between two words are counted as the definition says, up to the limit") {
  CHECK(edit_distance("quantity", "quantiy", 3) == 1);
  CHECK(edit_distance("customer", "cusotmer", 3) == 1);
  CHECK(edit_distance("", "abc", 5) == 3);
  CHECK(edit_distance("", "", 0) == 0);
  CHECK(edit_distance("abc", "xyz", 1) == 2);
  CHECK(edit_distance("ca", "abc", 9) == 3);
  tests::Random random(8);
  for (int i = 0; i < 20'000; ++i) {
    std::string left;
    std::string right;
    for (std::uint64_t n = random.below(8); n > 0; --n)
      left += random.pick(std::string_view("abc"));
    for (std::uint64_t n = random.below(8); n > 0; --n)
      right += random.pick(std::string_view("abc"));
    const int limit = static_cast<int>(random.below(9));
    REQUIRE(edit_distance(left, right, limit) ==
            std::min(distance_by_definition(left, right), limit + 1));
  }
}
