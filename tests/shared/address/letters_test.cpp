// Letters and postal codes: folding, upper case, what nobody sees, codes that were meant.
#include <doctest/doctest.h>

#include "shared/address/letters.hpp"
#include "shared/address/postal_code.hpp"

using namespace tally::address;

TEST_CASE("postal codes that lost or changed something have their own form proposed") {
  const auto proposed = [](const char* country, const char* province, const char* code) {
    const CountryRow& row = *find_country(country);
    return nearest_postal(row, find_province(row, province), code);
  };
  CHECK(proposed("US", "MA", "2139") == "02139");
  CHECK(proposed("US", "TX", "2139") == "");
  CHECK(proposed("US", "CA", "9O210") == "90210");
  CHECK(proposed("CA", "QC", "H3Z2Y7") == "H3Z 2Y7");
  CHECK(proposed("CA", "ON", "KIA OBI") == "K1A 0B1");
  CHECK(proposed("PL", "", "00950") == "00-950");
  CHECK(proposed("JP", "", "１５４－００２３") == "154-0023");
  CHECK(proposed("GB", "", "sw1a1aa") == "SW1A 1AA");
  CHECK(proposed("US", "IL", "627011234") == "62701-1234");
  CHECK(proposed("DE", "", "ABC") == "");
  const CountryRow& sweden = *find_country("SE");
  CHECK(is_postal_code(sweden, "SE-114 55"));
  CHECK(postal_form(sweden, "SE-11455") == "114 55");
  CHECK(postal_form(*find_country("DE"), "D-10115") == "10115");
}

TEST_CASE("what nobody sees is named and taken out, joiners where they belong are not") {
  CHECK(find_hidden("Ber\u200blin")->name == "a zero-width space (U+200B)");
  CHECK(find_hidden("\u202eBerlin")->kind == tally::HiddenKind::remove);
  CHECK(find_hidden("New\u00a0York")->kind == tally::HiddenKind::space);
  CHECK(find_hidden("a\tb")->name == "a tab (U+0009)");
  CHECK_FALSE(find_hidden("می\u200cخواهم"));
  CHECK_FALSE(find_hidden("東京都　千代田区"));
  CHECK(find_hidden("a\u200cb"));
  CHECK(without_hidden(" New\u00a0 York\u200b ") == "New York");
  CHECK(undo_mojibake("MÃ¼nchen") == "München");
  CHECK(undo_mojibake("München") == "");
  CHECK(undo_mojibake("SÃ£o Paulo") == "São Paulo");
}

TEST_CASE("folding takes marks, signs and case away, upper case keeps the letters") {
  CHECK(fold("São Tomé & Príncipe") == "SAO TOME AND PRINCIPE");
  CHECK(fold("  Łódź-Śródmieście ") == "LODZ SRODMIESCIE");
  CHECK(fold("Hauptstraße") == "HAUPTSTRASSE");
  CHECK(fold("Sa\u0303o") == "SAO");
  CHECK(fold("ＡＢＣ　１２") == "ABC 12");
  CHECK(upper("Gießen") == "GIESSEN");
  CHECK(upper("Ñuñoa") == "ÑUÑOA");
  CHECK(upper("istanbul", Casing::turkic) == "İSTANBUL");
  CHECK(upper("Αθήνα") == "ΑΘΉΝΑ");
  CHECK(upper("Москва") == "МОСКВА");
}
