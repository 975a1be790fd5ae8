#include <doctest/doctest.h>

#include <set>

#include "shared/identify/vat_rules.hpp"
#include "tests/shared/identify/finding_check.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

/// Numbers that companies and offices print themselves, or that stand in the algorithms' documents.
constexpr std::string_view published_vat_numbers[] = {
    "ATU13585627",      "ATU63611700",   "BE0428759497",    "BE0403019261",     "BG175074752",
    "BG831641791",      "CHE107787577MWST", "CY10259033P",  "CZ25123891",       "CZ640903926",
    "CZ7103192745",     "CZ46505334",    "DE136695976",     "DE811569869",      "DE129273398",
    "DK13585628",       "DK88146328",    "EE100931558",     "EL094259216",      "EL023456780",
    "ES54362315K",      "ESX2482300W",   "ESJ99216582",     "ESB58378431",      "ESM1234567L",
    "ESA28015865",      "FI20774740",    "FI01120389",      "FR40303265045",    "FRK7399859412",
    "FR23334175221",    "FR83404833048", "GB980780684",     "GB802311782",      "GBGD001",
    "GBHA599",          "XI980780684",   "HR33392005961",   "HU12892312",       "HU10597190",
    "IE6433435F",       "IE6433435OA",   "IE8D79739I",      "IE3628739L",       "IT00743110157",
    "IT00159560366",    "LT119511515",   "LT100001919017",  "LT100004801610",   "LU15027442",
    "LU26375245",       "LV40003521600", "LV16117519997",   "MT11679112",       "NL004495445B01",
    "NL123456789B13",   "NL000099998B57", "NO995525828MVA", "PL8567346215",     "PL5261040828",
    "PT501964843",      "RO18547290",    "SE123456789701",  "SE556188840401",   "SI50223054",
    "SK2022749619"};

/// Prefixes whose algorithm is a sum modulo 11 or 37 or 97: it sees every exchange of neighbours.
/// Not among them: modulo 10 with fixed weights (EE 3-7-1, HU 9-7-3-1, Luhn of AT, IT, SE, FR's
/// SIREN), which miss exchanges of some pairs; EL, whose weights are powers of two, and 10 and 0
/// are one remainder; LU (modulo 89 of six digits sees all within those).
const std::set<std::string_view> sees_exchanges{"BE", "DE", "DK", "FI", "HR", "NO",
                                                "PL", "SI", "SK", "CHE", "MT", "LU"};

VatVerdict hold(std::string_view number) {
  const std::size_t prefix = number.starts_with("CHE") ? 3 : 2;
  return find_vat_rule(number.substr(0, prefix))->hold(number.substr(prefix));
}

}  // namespace

TEST_CASE("published VAT numbers are right, and are their own normal form") {
  for (const std::string_view number : published_vat_numbers) {
    CAPTURE(number);
    const Finding found = check_vat(number);
    CHECK(codes_of(found).empty());
    CHECK(found.normal == number);
  }
}

TEST_CASE("every rule's example is right and has its prefix") {
  CHECK(vat_rules().size() == 31);
  std::string before;
  for (const VatRule& rule : vat_rules()) {
    CAPTURE(rule.prefix);
    CHECK(rule.prefix > before);
    before = rule.prefix;
    CHECK(codes_of(check_vat(rule.example)).empty());
    CHECK(rule.example.starts_with(rule.prefix));
    CHECK(find_vat_rule_of_country(rule.country) == &rule);
  }
  CHECK(find_vat_rule_of_country("EL")->prefix == "EL");
  CHECK(find_vat_rule_of_country("UK")->prefix == "GB");
  CHECK(find_vat_rule_of_country("QQ") == nullptr);
}

// What one digit more or less cannot show: GD and HA numbers have no check digit, Bulgarian ones of
// ten digits have three sums of which one must hold, Dutch ones two, British ones two; Latvian
// persons since 2017 have none. The branch digits of GB and the last two of SE are not checked, and
// the birth date of nine-digit Czech numbers is all they have. The last digit of numbers whose
// remainder 10 is written 0 tells 10 and 0 apart no more (BG, EL, LT, PT, RO, CZ persons).
TEST_CASE("one wrong digit is noticed where the algorithm can") {
  const std::set<std::string_view> exempt{"GBGD001", "GBHA599", "CZ640903926"};
  int changed = 0;
  for (const std::string_view number : published_vat_numbers) {
    if (exempt.contains(number)) continue;
    CAPTURE(number);
    std::string checked(number);
    if (number.starts_with("SE")) checked.resize(12);
    for (std::string wrong : digits_changed(checked)) {
      if (number.starts_with("SE")) wrong += "01";
      ++changed;
      if (hold(wrong).result != VatResult::right) continue;
      const bool may_pass = number.starts_with("BG") || number.starts_with("EL") ||
                            number.starts_with("LT") || number.starts_with("PT") ||
                            number.starts_with("RO") || number.starts_with("NL") ||
                            number.starts_with("GB") || number.starts_with("XI") ||
                            number.starts_with("CZ") || number.starts_with("LV1") ||
                            number.starts_with("FR");
      CAPTURE(wrong);
      CHECK(may_pass);
    }
  }
  CHECK(changed > 3'000);
}

TEST_CASE("an exchange of neighbours is noticed by the sums that can") {
  int exchanged = 0;
  for (const std::string_view number : published_vat_numbers) {
    const std::string prefix(number.substr(0, number.starts_with("CHE") ? 3 : 2));
    if (!sees_exchanges.contains(prefix)) continue;
    for (const std::string& wrong : neighbours_exchanged(std::string(number))) {
      CAPTURE(wrong);
      CHECK(hold(wrong).result != VatResult::right);
      ++exchanged;
    }
  }
  CHECK(exchanged > 80);
}

TEST_CASE("a Luhn digit misses 09 and 90, and nothing else of neighbours") {
  // Italy: the number of the company, then the office and the digit.
  for (const std::string first : {"0123409", "0123490"}) {
    std::string number = first + "015";
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (find_vat_rule("IT")->hold(number + digit).result != VatResult::right) continue;
      number += digit;
      break;
    }
    REQUIRE(number.size() == 11);
    for (const std::string& wrong : neighbours_exchanged(number)) {
      if (find_vat_rule("IT")->hold(wrong).result != VatResult::right) continue;
      CAPTURE(wrong);
      const bool nine_and_zero = wrong.contains("90") || wrong.contains("09");
      CHECK(nine_and_zero);
    }
  }
}

TEST_CASE("what should stand there makes the number right, and is the mend and no suggestion") {
  Random random(21);
  for (const VatRule& rule : vat_rules()) {
    int corrected = 0;
    for (int i = 0; i < 400; ++i) {
      std::string number(rule.example.substr(rule.prefix.size()));
      if (!rule.suffix.empty()) number.resize(number.size() - rule.suffix.size());
      for (char& c : number) {
        if (is_digit(c) && random.happens(300)) c = static_cast<char>('0' + random.below(10));
      }
      const VatVerdict verdict = rule.hold(number);
      if (verdict.result != VatResult::check) continue;
      CAPTURE(number);
      CHECK(rule.hold(verdict.corrected).result == VatResult::right);
      const Finding found = check_vat(std::string(rule.prefix) + number);
      CHECK(codes_of(found).starts_with("identifier_check_digit"));
      CHECK(found.suggestions.empty());
      ++corrected;
    }
    const bool has_check_place = rule.country != "GB" && rule.country != "XI" &&
                                 rule.country != "NL";
    if (has_check_place) CHECK_MESSAGE(corrected > 5, rule.prefix);
  }
}

TEST_CASE("a number is read however it is written") {
  CHECK(check_vat("NL 0044.95.445.B01").normal == "NL004495445B01");
  CHECK(check_vat("BE 0428.759.497").normal == "BE0428759497");
  CHECK(check_vat("CHE-107.787.577 MWST").normal == "CHE107787577MWST");
  CHECK(check_vat("CHE-107.787.577 TVA").issues.empty());
  CHECK(check_vat("NO 995 525 828 MVA").issues.empty());
  CHECK(check_vat("995 525 828 MVA").normal == "NO995525828MVA");
  CHECK(check_vat("LT 100001919017").issues.empty());
  CHECK(codes_of(check_vat("de136695976")) == "identifier_lower_case");
  CHECK(check_vat("de136695976").normal == "DE136695976");
}

TEST_CASE("a prefix may be missing where the country is known") {
  const Finding found = check_vat("136695976", {.country = "DE"});
  CHECK(codes_of(found) == "vat_prefix_missing");
  CHECK(found.normal == "DE136695976");
  CHECK(check_vat("094259216", {.country = "GR"}).normal == "EL094259216");
  CHECK(codes_of(check_vat("136695976")) == "vat_country_missing");
  CHECK(codes_of(check_vat("QQ136695976")) == "vat_country_unknown");
  // Another country's prefix stands above the country that is named.
  CHECK(check_vat("ATU13585627", {.country = "DE"}).issues.empty());
  CHECK(check_vat("B58378431", {.country = "ES"}).normal == "ESB58378431");
}

TEST_CASE("Greece and Great Britain are read under the names that people use") {
  CHECK(codes_of(check_vat("GR094259216")) == "vat_prefix_other");
  CHECK(check_vat("GR094259216").normal == "EL094259216");
  CHECK(check_vat("UK980780684").normal == "GB980780684");
}

TEST_CASE("a Swiss UID and a Norwegian number are told what makes them VAT numbers") {
  const Finding found = check_vat("CHE-107.787.577");
  CHECK(codes_of(found) == "vat_suffix_missing");
  CHECK_FALSE(is_wrong(found));
  CHECK(found.suggestions == std::vector<std::string>{"CHE107787577MWST"});
}

TEST_CASE("the letter O for zero and a missing zero are known mistakes") {
  const Finding letter = check_vat("DE1366959O6");
  CHECK(codes_of(letter) == "identifier_format");
  const Finding right = check_vat("SE5561888404O1");
  CHECK(codes_of(right) == "identifier_letter_for_digit");
  CHECK(right.suggestions == std::vector<std::string>{"SE556188840401"});
  const Finding old = check_vat("BE428759497");
  CHECK(codes_of(old) == "identifier_length");
  CHECK(old.suggestions == std::vector<std::string>{"BE0428759497"});
}

TEST_CASE("a placeholder of zeros is no number") {
  for (const VatRule& rule : vat_rules()) {
    std::string zeros(rule.example);
    for (char& c : zeros) {
      if (is_digit(c)) c = '0';
    }
    CAPTURE(zeros);
    if (rule.country == "HR" || rule.country == "CY" || rule.country == "ES") continue;
    CHECK(is_wrong(check_vat(zeros)));
  }
}

TEST_CASE("the normal form of any text is its own normal form") {
  Random random(3);
  constexpr std::string_view letters = "0123456789ABDEFGHILMNORSTUVXZ .-oeu+*#";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    if (random.happens(700)) text = random.pick(vat_rules()).prefix;
    const auto length = random.below(14);
    for (std::uint64_t j = 0; j < length; ++j) text += random.pick(letters);
    const Context context{.country = random.happens(500) ? "FR" : ""};
    const std::string normal = check_vat(text, context).normal;
    CAPTURE(text);
    REQUIRE(check_vat(normal, context).normal == normal);
  }
}
