#include <doctest/doctest.h>

#include "tests/shared/identify/finding_check.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

TEST_CASE("what cannot be seen is named, and the number is read without it") {
  for (const std::string_view hidden :
       {"\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u00A0", "\u202F", "\u2060", "\u00AD",
        "\uFEFF", "\u2066", "\u202A", "\u061C", "\x07", "\x7F"}) {
    for (const std::size_t place : {0U, 4U, 11U}) {
      std::string text = "DE136695976";
      text.insert(place, hidden);
      CAPTURE(text);
      const Finding found = check_vat(text);
      CHECK(codes_of(found) == "identifier_hidden_characters");
      CHECK(found.issues[0].severity == Severity::note);
      CHECK(found.normal == "DE136695976");
    }
  }
}

TEST_CASE("each hidden character is named once, in words and by its code point") {
  const Finding found = check_gtin("\u200F4006381\u00A0333931\u00A0");
  REQUIRE(codes_of(found) == "identifier_hidden_characters");
  CHECK(std::get<std::string>(found.issues[0].arguments[0].value) ==
        "a right-to-left mark (U+200F) and a no-break space (U+00A0)");
  CHECK(found.normal == "04006381333931");
}

TEST_CASE("separators are formatting") {
  for (const std::string_view text : {"4006381 333931", "4006381-333931", "4006381.333931",
                                      "4006381/333931", "4006381\u2013333931", "\t4006381333931\n",
                                      "4006381\u2011333931"}) {
    CAPTURE(text);
    CHECK(check_gtin(text).issues.empty());
    CHECK(check_gtin(text).normal == "04006381333931");
  }
}

TEST_CASE("nothing is no number") {
  for (const Kind& kind : kinds()) {
    for (const std::string_view text : {"", "  ", "\u200B", "\t\n"}) {
      CAPTURE(kind.name);
      CHECK(codes_of(kind.check(text, {})).ends_with("identifier_empty"));
    }
    CHECK(codes_of(kind.check("D\xFC", {})) == "identifier_not_utf8");
    CHECK(kind.check("D\xFC", {}).normal.empty());
  }
}

TEST_CASE("a letter or digit of another script is no Latin one, and the plain one is suggested") {
  const Finding digits = check_gtin("４００６３８１３３３９３１");
  CHECK(codes_of(digits) == "identifier_other_script");
  CHECK(digits.suggestions == std::vector<std::string>{"04006381333931"});
  const Finding letter = check_iban("D\u0415" "89370400440532013000");
  CHECK(codes_of(letter) == "identifier_other_script");
  CHECK(letter.suggestions == std::vector<std::string>{"DE89370400440532013000"});
  CHECK(codes_of(check_vat("DE13669597\u4E03")) == "identifier_character");
}

TEST_CASE("the normal form of any text of any kind is its own normal form") {
  Random random(77);
  const std::string_view pieces[] = {
      "0",  "1",  "4006381333931", "DE", "+49", "(0)", "(01)",        "\x1D", "10",
      "21", "@",  "example.com",   ".",  "-",   "a",   "O",           "\u00A0", "89",
      "]C1", "\"", "kim",          " ",  "x12", "é",   "800 555 1234", "8"};
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    const auto length = random.below(9);
    for (std::uint64_t j = 0; j < length; ++j) text += random.pick(pieces);
    const Kind& kind = random.pick(kinds());
    const Context context{.country = random.happens(500) ? "DE" : ""};
    const Finding found = kind.check(text, context);
    CAPTURE(text);
    CAPTURE(kind.name);
    REQUIRE(kind.check(found.normal, context).normal == found.normal);
    for (const std::string& suggestion : found.suggestions) {
      CAPTURE(suggestion);
      REQUIRE_FALSE(is_wrong(kind.check(suggestion, context)));
    }
  }
}

TEST_CASE("the kinds have names of their own") {
  CHECK(kinds().size() == 12);
  for (const Kind& kind : kinds()) CHECK(find_kind(kind.name) == &kind);
  CHECK(find_kind("address") == nullptr);
}
