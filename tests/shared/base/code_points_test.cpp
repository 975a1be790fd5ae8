#include "shared/base/code_points.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace tally;

namespace {

std::vector<char32_t> points_of(std::string_view text) {
  std::vector<char32_t> points;
  while (!text.empty()) points.push_back(take_point(text));
  return points;
}

}  // namespace

TEST_CASE("every code point that UTF-8 can hold is read as it was written") {
  for (char32_t point = 1; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    append_point(text, point);
    std::string_view rest = text;
    if (take_point(rest) == point && rest.empty()) continue;
    FAIL("U+" << static_cast<std::uint32_t>(point));
  }
}

TEST_CASE("bytes that are no UTF-8 stand for one replacement each, and reading goes on") {
  CHECK(points_of("\x80") == std::vector<char32_t>{replacement_point});
  CHECK(points_of("a\xC3") == std::vector<char32_t>{U'a', replacement_point});
  CHECK(points_of("\xC0\xAF") == std::vector<char32_t>{replacement_point, replacement_point});
  CHECK(points_of("\xED\xA0\x80z") == std::vector<char32_t>{replacement_point, replacement_point,
                                                            replacement_point, U'z'});
  CHECK(points_of("\xF4\x90\x80\x80").size() == 4);
}

TEST_CASE("what nobody sees has a name, and what is seen has none") {
  CHECK(say_hidden_point(*find_hidden_point(0x200B), 0x200B) == "a zero-width space (U+200B)");
  CHECK(say_hidden_point(*find_hidden_point(0xE0020), 0xE0020) == "a tag character (U+E0020)");
  CHECK(find_hidden_point(0x00A0)->kind == HiddenKind::space);
  CHECK(find_hidden_point(replacement_point)->kind == HiddenKind::damage);
  for (const char32_t seen : {U'a', U' ', U'\u00E9', U'\u6F22', U'\u0391', U'\u3000'}) {
    CHECK(find_hidden_point(seen) == nullptr);
  }
}
