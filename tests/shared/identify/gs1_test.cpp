#include <doctest/doctest.h>

#include "shared/identify/gs1_pairs.hpp"
#include "shared/identify/gs1_rows.hpp"
#include "tests/shared/identify/finding_check.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

const AsOf today{Date::parse("2026-03-02").value()};

Finding read(std::string_view code) { return check_gs1(code, {.as_of = today}); }

/// "01=04006381333931 10=AB"
std::string elements_of(std::string_view code) {
  std::string said;
  for (const Element& element : read(code).elements) {
    said += (said.empty() ? "" : " ") + element.ai + "=" + element.value;
  }
  return said;
}

/// What is wrong with elements by themselves: most stand here without those they belong to.
std::string codes(const Finding& found) {
  Finding alone = found;
  std::erase_if(alone.issues, [](const Issue& issue) {
    return issue.code == IssueCode::gs1_element_missing;
  });
  return codes_of(alone);
}

std::string day_of(std::string_view code) {
  const Finding found = read(code);
  return found.elements.at(0).date ? found.elements[0].date->print() : "none";
}

}  // namespace

TEST_CASE("a scanner's code is cut at predefined lengths and at separators") {
  const std::string_view code = "0104006381333931" "17260331" "10AB-1" "\x1D" "21XYZ";
  CHECK(codes(read(code)).empty());
  CHECK(elements_of(code) == "01=04006381333931 17=260331 10=AB-1 21=XYZ");
  CHECK(read(code).elements[1].title == "USE BY or EXPIRY");
  CHECK(read(code).normal == code);
}

TEST_CASE("the prefix of a symbology and a leading separator say nothing of the elements") {
  const std::string code = "0104006381333931" "10AB";
  for (const std::string_view prefix : {"", "]C1", "]d2", "]Q3", "]e0", "]J1", "\x1D", "]C1\x1D"}) {
    CAPTURE(prefix);
    CHECK(read(std::string(prefix) + code).issues.empty());
    CHECK(read(std::string(prefix) + code).normal == code);
  }
  CHECK(read("]E04006381333931").normal == "0104006381333931");
  CHECK(codes(read("]A0" + code)) == "gs1_symbology");
}

TEST_CASE("the form in brackets reads the same, and becomes the scanner's") {
  const Finding found = read("(01) 04006381333931 (10) AB-1 (21) XYZ");
  CHECK(codes(found).empty());
  CHECK(found.normal == "0104006381333931" "10AB-1" "\x1D" "21XYZ");
  CHECK(read("(10)A(B)C(21)X").normal == "10A(B)C" "\x1D" "21X");
  CHECK(codes(read("(01 04006381333931")) == "gs1_bracket_open");
  CHECK(codes(read("(01)04006381333931(05)7")) == "gs1_value_length");
  CHECK(codes(read("(05)7")) == "gs1_identifier_unknown");
}

TEST_CASE("a separator that is not needed goes, and one that is missing is noticed") {
  CHECK(read("0104006381333931" "\x1D" "10AB" "\x1D").normal == "0104006381333931" "10AB");
  CHECK(codes(read("10ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == "gs1_value_length");
  CHECK(codes(read("0104006381333931" "05123")) == "gs1_identifier_unknown");
  // Behind an unknown one the next separator begins anew.
  CHECK(elements_of("05123" "\x1D" "10AB") == "10=AB");
}

TEST_CASE("measures and amounts have the decimals of their identifier") {
  const Finding weight = read("3103001750");
  CHECK(weight.elements[0].measure == Measure{1750, 3});
  CHECK(weight.elements[0].title == "NET WEIGHT (kg)");
  CHECK(read("3100001750").elements[0].measure == Measure{1750, 0});
  CHECK(read("3922" "1250").elements[0].measure == Measure{1250, 2});
  CHECK(read("3932" "978" "1250").elements[0].measure == Measure{1250, 2});
  CHECK(codes(read("3106001750")) == "gs1_identifier_unknown");
}

TEST_CASE("days have the century that lies nearest") {
  CHECK(day_of("17260331") == "2026-03-31");
  CHECK(day_of("17760331") == "2076-03-31");
  CHECK(day_of("17770331") == "1977-03-31");
  CHECK(day_of("11990101") == "1999-01-01");
  const AsOf late{Date::parse("2080-01-01").value()};
  CHECK(check_gs1("17300101", {.as_of = late}).elements[0].date->print() == "2130-01-01");
  CHECK(check_gs1("17310101", {.as_of = late}).elements[0].date->print() == "2031-01-01");
  CHECK(day_of("725019991231") == "1999-12-31");
}

TEST_CASE("day 00 is the last of the month where it may stand") {
  CHECK(day_of("17260200") == "2026-02-28");
  CHECK(day_of("17280200") == "2028-02-29");
  CHECK(day_of("15261200") == "2026-12-31");
  CHECK(codes(read("7006260200")) == "gs1_date");
  CHECK(codes(read("17260230")) == "gs1_date");
  CHECK(codes(read("17261300")) == "gs1_date");
  const Finding harvest = read("7007260301260309");
  CHECK(harvest.elements[0].date->print() == "2026-03-01");
  CHECK(harvest.elements[0].date_until->print() == "2026-03-09");
}

TEST_CASE("check digits and check pairs are held") {
  CHECK(codes(read("0104006381333932")) == "gs1_value_check");
  CHECK(codes(read("00106141411234567898")) == "gs1_value_check");
  CHECK(codes(read("8003" "0" "4006381333931" "SERIAL")).empty());
  CHECK(codes(read("8003" "1" "4006381333931" "SERIAL")) == "gs1_value_refused");
  // The example of GS1's page on global model numbers.
  CHECK(gs1_check_pair("1987654Ad4X4bL5ttr2310c") == "2K");
  CHECK(codes(read("8013" "1987654Ad4X4bL5ttr2310c2K")).empty());
  CHECK(codes(read("8013" "1987654Ad4X4bL5ttr2310c2L")) == "gs1_value_check");
}

TEST_CASE("other parts are held to what they mean") {
  CHECK(codes(read("7003" "2603311430")).empty());
  CHECK(codes(read("7003" "2603312430")) == "gs1_value_refused");
  CHECK(codes(read("4324" "2603319999")).empty());
  CHECK(codes(read("8006" "04006381333931" "0102")).empty());
  CHECK(codes(read("8006" "04006381333931" "0302")) == "gs1_value_refused");
  CHECK(codes(read("4321" "1")).empty());
  CHECK(codes(read("4321" "2")) == "gs1_value_refused");
  CHECK(codes(read("8007" "DE89370400440532013000")).empty());
  CHECK(codes(read("8007" "DE88370400440532013000")) == "gs1_value_refused");
  CHECK(codes(read("8008" "26033114")).empty());
  CHECK(codes(read("8008" "2603311459" "61")) == "gs1_value_refused");
  CHECK(codes(read("4331" "001250-")).empty());
  CHECK(codes(read("4331" "001250+")) == "gs1_value_refused");
}

TEST_CASE("what no element may hold is named with its place") {
  CHECK(codes(read("010400638133393A")) == "gs1_value_character");
  CHECK(codes(read("10A B")) == "gs1_value_character");
  CHECK(codes(read("10Ä")) == "identifier_character");
  const Finding twice = read("10AB" "\x1D" "10CD");
  CHECK(codes(twice) == "gs1_identifier_repeated");
  CHECK(twice.issues[0].path == "elements[1]");
  CHECK(codes(read("10AB" "\x1D" "10AB")).empty());
}

TEST_CASE("elements that need another one ask for it, and are no mistake") {
  const Finding alone = read("(10)AB-1");
  REQUIRE(codes_of(alone) == "gs1_element_missing");
  CHECK(alone.issues[0].path == "elements[0]");
  CHECK(alone.issues[0].arguments[2] ==
        Argument{"wanted", std::string("(01), (02), (03), (8006) or (8026)")});
  CHECK_FALSE(is_wrong(alone));
  CHECK(alone.normal == "10AB-1");
  // 02 needs the count, and the count needs the unit's own number.
  CHECK(codes_of(read("(02)04006381333931")) == "gs1_element_missing");
  CHECK(codes_of(read("(02)04006381333931(37)12")) == "gs1_element_missing");
  CHECK(codes_of(read("(00)106141411234567897(02)04006381333931(37)12")).empty());
  // Two at once: the secondary serial number belongs to a GTIN with its serial number.
  const Finding serial = read("(01)04006381333931(250)S2");
  REQUIRE(codes_of(serial) == "gs1_element_missing");
  CHECK(serial.issues[0].arguments[2] ==
        Argument{"wanted", std::string("(01) with (21), (03) with (21) or (8006) with (21)")});
  CHECK(codes_of(read("(01)04006381333931(21)S1(250)S2")).empty());
  // A price needs a measure of any kind.
  CHECK(codes_of(read("(01)04006381333931(3922)1250")) == "gs1_element_missing");
  CHECK(codes_of(read("(01)04006381333931(3103)001750(3922)1250")).empty());
  CHECK(codes_of(read("(00)106141411234567897(3302)001750(4307)DE")).empty());
}

TEST_CASE("elements that exclude one another are a mistake, whichever comes first") {
  for (const std::string_view code :
       {"(01)04006381333931(37)12", "(01)04006381333931(02)04006381333931(37)12",
        "(8017)401234512345678900(8018)401234512345678900",
        "(00)106141411234567897(421)27660000(420)60000",
        "(01)04006381333931(3103)001750(3102)000175",
        "(01)04006381333931(21)S1(235)T1"}) {
    CAPTURE(code);
    const Finding found = read(code);
    CHECK(codes(found).starts_with("gs1_elements_exclude"));
    CHECK(is_wrong(found));
  }
  const Finding both = read("(00)106141411234567897(37)12(02)04006381333931(01)04006381333931");
  REQUIRE(codes(both) == "gs1_elements_exclude gs1_elements_exclude");
  CHECK(both.issues[0].path == "elements[3]");
  // Weights of different kinds, and the same element twice, are none.
  CHECK(codes_of(read("(01)04006381333931(3103)001750(3203)003858")).empty());
  CHECK(codes_of(read("(01)04006381333931(3103)001750(3103)001750")).empty());
}

TEST_CASE("the table of pairs is in order, and its identifiers are those of the other table") {
  const auto stands = [](std::string_view ai) {
    const Gs1Row* row = find_gs1_row(ai);
    return row != nullptr && row->first.size() == ai.size();
  };
  std::string_view before;
  for (const Gs1Pairs& row : gs1_pairs()) {
    CAPTURE(row.first);
    CHECK(row.first > before);
    before = row.last;
    CHECK(row.first.size() == row.last.size());
    CHECK(stands(row.first));
    CHECK(stands(row.last));
    CHECK_FALSE((row.needs.empty() && row.excludes.empty()));
    for (const std::string_view list : {row.needs, row.excludes}) {
      std::string pattern;
      for (const char c : std::string(list) + " ") {
        if (c != ' ' && c != '+') {
          pattern += c == 'n' ? '0' : c;
          continue;
        }
        CAPTURE(pattern);
        CHECK((pattern.empty() || pattern == "=" || stands(pattern)));
        pattern.clear();
      }
    }
  }
}

TEST_CASE("the table is in order, and no identifier begins with another") {
  CHECK(gs1_rows().size() == 201);
  std::string_view before;
  for (const Gs1Row& row : gs1_rows()) {
    CAPTURE(row.first);
    CHECK(row.first > before);
    CHECK_FALSE((!before.empty() && row.first.starts_with(before)));
    before = row.last;
    CHECK(find_gs1_row(row.first) == &row);
    CHECK(find_gs1_row(row.last) == &row);
    CHECK(row.first.size() == row.last.size());
    // Figure 7.8.5-2: which beginnings have a predefined length, with the identifier.
    const std::string_view two = row.first.substr(0, 2);
    const bool fixed = two <= "04" || (two >= "11" && two <= "20") ||
                       (two >= "31" && two <= "36") || two == "41";
    CHECK((row.length == Gs1Length::predefined) == fixed);
    if (!fixed) continue;
    const std::size_t length = row.first.size() + predefined_length(row);
    const std::size_t wanted = two == "00"  ? 20
                               : two < "04" ? 16
                               : two < "20" ? 8
                               : two < "31" ? 4
                               : two < "41" ? 10
                                            : 16;
    CHECK(length == wanted);
  }
}
