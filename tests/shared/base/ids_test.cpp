#include "shared/base/ids.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace tally;

TEST_CASE("a code has one normal form, however it was typed") {
  CHECK(Sku::parse("AB-103")->text() == "AB-103");
  CHECK(Sku::parse(" ab-103 ")->text() == "AB-103");
  CHECK(Sku::parse("ab-103") == Sku::parse("AB-103"));
  CHECK(Sku::parse("ab  103\t")->text() == "AB 103");
  CHECK(Sku::parse("ab\xC2\xA0" "103\xC2\xA0")->text() == "AB 103");
  CHECK(Sku::parse("gr\xC3\xB6\xC3\x9F" "e")->text() == "GR\xC3\xB6\xC3\x9F" "E");
}

TEST_CASE("a normal form is its own normal form") {
  tests::Random random(77);
  constexpr std::string_view alphabet = "aZ9 -\t./\xC2\xA0_";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::uint64_t left = random.below(12); left > 0; --left) text += random.pick(alphabet);
    const auto code = Sku::parse(text);
    if (!code) continue;
    REQUIRE(Sku::parse(code->text()) == code);
  }
}

TEST_CASE("what cannot be a code is refused") {
  CHECK_FALSE(Sku::parse(""));
  CHECK_FALSE(Sku::parse("   \t"));
  CHECK_FALSE(Sku::parse(std::string(65, 'A')));
  CHECK(Sku::parse(std::string(64, 'A')));
  CHECK(Sku::parse("  " + std::string(64, 'A') + "  "));
  CHECK_FALSE(Sku::parse("AB\x01"));
  CHECK_FALSE(Sku::parse(std::string_view("AB\0C", 4)));
  CHECK_FALSE(Sku::parse("AB\x7F"));
  CHECK_FALSE(Sku::parse("AB\xFF"));
  CHECK_FALSE(Sku::parse("AB\xED\xA0\x80"));
}

TEST_CASE("an order id is a UUID and prints as one, in lower case") {
  const std::string text = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  CHECK(OrderId::parse(text)->text() == text);
  CHECK(OrderId::parse("0B7E1F6A-2C3D-4E5F-8A9B-0C1D2E3F4A5B")->text() == text);
  for (const std::string_view wrong :
       {"", "order 7", "0b7e1f6a2c3d4e5f8a9b0c1d2e3f4a5b", "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5",
        "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b0", "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5g",
        "0b7e1f6a_2c3d_4e5f_8a9b_0c1d2e3f4a5b", "{b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5}",
        " 0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5"}) {
    CAPTURE(wrong);
    CHECK_FALSE(OrderId::parse(wrong));
  }
}

TEST_CASE("an order id from random bytes carries version 4 and the variant of RFC 9562") {
  tests::Random random(9562);
  for (int i = 0; i < 1'000; ++i) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    const std::string text = OrderId::from_random(bytes).text();
    REQUIRE(text[14] == '4');
    REQUIRE(std::string_view("89ab").contains(text[19]));
    REQUIRE(OrderId::parse(text) == OrderId::from_random(bytes));
  }
}
