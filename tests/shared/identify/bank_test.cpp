#include <doctest/doctest.h>

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
