// What the check says of an address, how it is mended, printed and compared.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/address/check.hpp"
#include "shared/address/lines.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/address/po_box.hpp"
#include "tests/support/address_examples.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::address;
using namespace tally::tests;

namespace {

using Lines = std::vector<std::string>;

address::Address berlin() {
  return {.recipient = "Erika Muster",
          .street = {"Hauptstr. 5"},
          .locality = "Berlin",
          .postal_code = "10115",
          .country = "DE"};
}

address::Address springfield() {
  return {.recipient = "Ada Lovelace",
          .street = {"123 Main St"},
          .locality = "Springfield",
          .admin_area = "IL",
          .postal_code = "62701",
          .country = "US"};
}

std::string codes_of(const address::Address& address) {
  std::string said;
  for (const Issue& issue : check_address(address).issues) {
    said += (said.empty() ? "" : ", ") + std::string(code_row(issue.code).name);
  }
  return said;
}

/// Every fix applied, one after the other, each after a new check.
address::Address mended(address::Address address) {
  for (int round = 0; round < 8; ++round) {
    const Finding finding = check_address(address);
    bool applied = false;
    for (std::size_t i = 0; i < finding.issues.size() && !applied; ++i) {
      applied = apply_fix(address, finding, i);
    }
    if (!applied) break;
  }
  return address;
}

}  // namespace

TEST_CASE("right addresses have nothing said of them") {
  CHECK(codes_of(berlin()) == "");
  CHECK(codes_of(springfield()) == "");
  address::Address tokyo{.street = {"丸の内1-9-1"}, .admin_area = "東京都", .postal_code = "100-0005",
                .country = "JP"};
  CHECK(codes_of(tokyo) == "");
  tokyo.admin_area = "Tokyo";
  CHECK(codes_of(tokyo) == "");
  address::Address montreal{.street = {"1 Rue Sherbrooke"}, .locality = "Montréal",
                            .admin_area = "Québec", .postal_code = "h3z2y7", .country = "ca"};
  CHECK(codes_of(montreal) == "");
  CHECK(check_address(montreal).normal.postal_code == "H3Z 2Y7");
  CHECK(check_address(montreal).normal.admin_area == "QC");
}

TEST_CASE("a city that holds more is taken apart") {
  address::Address typed = springfield();
  typed.locality = "Springfield, IL 62701, USA";
  typed.admin_area.clear();
  typed.postal_code.clear();
  CHECK(codes_of(typed) == "address_in_one_field");
  CHECK(mended(typed) == springfield());

  typed = berlin();
  typed.locality = "10115 Berlin";
  typed.postal_code.clear();
  CHECK(codes_of(typed) == "address_postal_misplaced");
  CHECK(mended(typed) == berlin());

  typed.locality = "D-10115 Berlin";
  typed.postal_code = "10115";
  typed = berlin();
  typed.locality = "Berlin, Germany";
  CHECK(codes_of(typed) == "address_country_misplaced");
  CHECK(mended(typed) == berlin());

  typed = springfield();
  typed.locality = "Springfield IL";
  CHECK(codes_of(typed) == "address_province_misplaced");
  CHECK(mended(typed) == springfield());

  typed = springfield();
  typed.locality = "Springfield, Ohio";
  const Finding conflict = check_address(typed);
  CHECK(conflict.issues.front().code == IssueCode::address_province_misplaced);
  CHECK(conflict.changes.empty());

  address::Address lecce{.street = {"Via Roma 1"}, .locality = "Lecce (LE)", .admin_area = "",
                .postal_code = "73100", .country = "IT"};
  CHECK(mended(lecce).locality == "Lecce");
  CHECK(mended(lecce).admin_area == "LE");
}

TEST_CASE("cities that only look like more are left alone") {
  for (const char* city : {"Kansas City", "Salt Lake City", "New York", "St. Louis",
                           "Oklahoma City", "Fond du Lac", "Washington", "29 Palms",
                           "Truth or Consequences"}) {
    address::Address typed = springfield();
    typed.locality = city;
    CAPTURE(city);
    CHECK(codes_of(typed) == "");
  }
  address::Address mexico{.street = {"Av. Juárez 50"}, .locality = "Ciudad de México",
                 .admin_area = "CDMX", .postal_code = "06050", .country = "MX"};
  CHECK(codes_of(mexico) == "");
  address::Address zurich{.street = {"Bahnhofstrasse 1"}, .locality = "Zürich 8001",
                          .postal_code = "8001", .country = "CH"};
  CHECK(codes_of(zurich) == "address_postal_misplaced");
  address::Address singapore{.street = {"1 Raffles Place"}, .locality = "Singapore",
                    .postal_code = "048616", .country = "SG"};
  CHECK(codes_of(singapore) == "");
}

TEST_CASE("a street that holds the city line is taken apart, a house number is none") {
  address::Address typed = springfield();
  typed.street = {"123 Main St, Springfield, IL 62701"};
  typed.locality = typed.admin_area = typed.postal_code = "";
  CHECK(codes_of(typed) == "address_in_one_field");
  CHECK(mended(typed) == springfield());

  typed = berlin();
  typed.street = {"Hauptstr. 5", "10115 Berlin"};
  typed.locality = typed.postal_code = "";
  CHECK(codes_of(typed) == "address_in_one_field");
  typed = mended(typed);
  CHECK(typed.locality == "Berlin");
  CHECK(typed.postal_code == "10115");
  CHECK(normal_form(typed).street == Lines{"Hauptstr. 5"});

  typed = springfield();
  typed.street = {"12345 Main St"};
  typed.postal_code.clear();
  CHECK(codes_of(typed) == "address_field_missing");

  typed = berlin();
  typed.street = {"Hauptstr. 5", "Deutschland"};
  CHECK(codes_of(typed) == "address_country_misplaced");
}

TEST_CASE("other fields that hold what is not theirs") {
  address::Address typed = berlin();
  typed.postal_code = "Berlin";
  typed.locality = "10115";
  CHECK(codes_of(typed) == "address_fields_swapped");
  CHECK(mended(typed) == berlin());
  typed = springfield();
  typed.postal_code = "IL 62701";
  typed.admin_area.clear();
  CHECK(mended(typed) == springfield());
  typed = springfield();
  typed.admin_area = "IL 62701";
  typed.postal_code.clear();
  CHECK(mended(typed) == springfield());
  typed = berlin();
  typed.country = "Germany";
  CHECK(codes_of(typed) == "address_country_unknown");
  CHECK(mended(typed) == berlin());
}

TEST_CASE("damage to the text of a field is said, and mended where it can be") {
  address::Address typed = berlin();
  typed.locality = "Ber\u200blin";
  CHECK(codes_of(typed) == "address_character_hidden");
  CHECK(mended(typed) == berlin());
  typed.locality = "Berlin\u00a0";
  CHECK(codes_of(typed) == "address_space_odd");
  CHECK(mended(typed) == berlin());
  typed.locality = "D\xFCsseldorf";
  CHECK(codes_of(typed) == "address_text_damaged");
  typed.locality = std::string(300, 'x');
  CHECK(codes_of(typed) == "address_text_long");
  typed = berlin();
  typed.street.assign(20, "x");
  CHECK(codes_of(typed) == "address_lines_many");
}

TEST_CASE("lines stand in the country's order, without gaps for what is missing") {
  CHECK(address_lines(berlin()) == Lines{"Erika Muster", "Hauptstr. 5", "10115 Berlin"});
  address::Address typed = springfield();
  CHECK(address_lines(typed) == Lines{"Ada Lovelace", "123 Main St", "Springfield, IL 62701"});
  typed.admin_area.clear();
  CHECK(address_lines(typed).back() == "Springfield 62701");
  typed.locality.clear();
  typed.admin_area = "Illinois";
  CHECK(address_lines(typed).back() == "IL 62701");
  const address::Address stockholm{.organisation = "Tally AB", .street = {"Storgatan 1"},
                          .locality = "Stockholm", .postal_code = "114 55", .country = "SE"};
  CHECK(address_lines(stockholm) == Lines{"Tally AB", "Storgatan 1", "SE-114 55 Stockholm"});
  const address::Address tokyo{.recipient = "田中", .street = {"丸の内1-9-1"}, .admin_area = "Tokyo",
                      .postal_code = "100-0005", .country = "JP"};
  CHECK(address_lines(tokyo) == Lines{"〒100-0005", "東京都", "丸の内1-9-1", "田中"});
  CHECK(address_lines(tokyo, LineStyle::latin) ==
        Lines{"田中", "丸の内1-9-1, Tokyo", "100-0005"});
  const address::Address madrid{.street = {"Calle Mayor 1"}, .locality = "Madrid",
                                .admin_area = "M", .postal_code = "28013", .country = "ES"};
  CHECK(address_lines(madrid).back() == "28013 Madrid Madrid");
  const address::Address gibraltar{.street = {"1 Main Street"}, .country = "GI"};
  CHECK(address_lines(gibraltar) == Lines{"1 Main Street", "GIBRALTAR"});
  const address::Address singapore{.street = {"1 Raffles Place"}, .postal_code = "048616",
                                   .country = "SG"};
  CHECK(address_lines(singapore) == Lines{"1 Raffles Place", "SINGAPORE 048616"});
}

TEST_CASE("a post office box is known in many languages, and Box Hill Road is none") {
  const auto box = [](const char* country, const char* line) {
    return is_po_box({.street = {"c/o Somebody", line}, .country = country});
  };
  CHECK(box("US", "P.O. Box 12"));
  CHECK(box("us", "POB 12"));
  CHECK(box("US", "Post Office Box 12"));
  CHECK(box("DE", "Postfach 10 12 13"));
  CHECK(box("DE", "Postfach101213"));
  CHECK(box("FR", "BP 123"));
  CHECK(box("FR", "Boîte postale 123"));
  CHECK(box("CH", "Case postale 12"));
  CHECK(box("ES", "Apartado de Correos 7"));
  CHECK(box("NL", "Postbus 12"));
  CHECK(box("SE", "Box 12"));
  CHECK(box("NO", "Postboks 12"));
  CHECK(box("FI", "PL 12"));
  CHECK(box("IT", "Casella Postale 5"));
  CHECK(box("BR", "Caixa Postal 5"));
  CHECK(box("JP", "私書箱5号"));
  CHECK(box("RU", "а/я 12"));
  CHECK_FALSE(box("SE", "Boxgatan 12"));
  CHECK_FALSE(box("AU", "12 Box Hill Road"));
  CHECK_FALSE(box("DE", "Postfachweg 3"));
  CHECK_FALSE(box("US", "12 Poboy Street"));
  CHECK_FALSE(box("FR", "12 rue BP"));
}

TEST_CASE("American findings: units, boxes, military mail") {
  const auto said = [](Lines street) {
    address::Address typed = springfield();
    typed.street = std::move(street);
    return codes_of(typed);
  };
  CHECK(said({"500 Oak Ave Ste"}) == "unit_number_missing");
  CHECK(said({"500 Oak Ave", "Ste"}) == "unit_number_missing");
  CHECK(said({"500 Oak Ave", "Rear"}) == "");
  CHECK(said({"425 Flower Blvd #72"}) == "unit_sign_alone");
  CHECK(said({"12 Sunset Towers"}) == "unit_maybe_missing");
  CHECK(said({"12 Sunset Towers Apt 5"}) == "");
  CHECK(said({"Acme Plaza", "123 Main St", "Ste 5"}) == "");
  CHECK(said({"PO Box"}) == "box_number_missing");
  CHECK(said({"RR 2"}) == "route_box_missing");
  CHECK(said({"RR 2 Box 5"}) == "");
  CHECK(said({"Main Street"}) == "house_number_missing");
  address::Address typed = springfield();
  typed.street = {"PSC 802 Box 74"};
  typed.locality = "APO";
  typed.admin_area = "NY";
  typed.postal_code = "09499";
  CHECK(codes_of(typed) == "military_state_wrong");
  CHECK(mended(typed).admin_area == "AE");
  CHECK(codes_of(mended(typed)) == "");
  CHECK(check_address(mended(typed)).is(Fact::military));
  typed = mended(typed);
  typed.locality = "Frankfurt";
  CHECK(codes_of(typed) == "military_city_wrong");
  typed = springfield();
  typed.street = {"10 Main St PMB 234"};
  CHECK(check_address(typed).is(Fact::private_mailbox));
  typed.street = {"POB 7"};
  CHECK(check_address(typed).is(Fact::po_box));
}

TEST_CASE("the key of a place is the same however it was written") {
  address::Address one = springfield();
  address::Address other{.recipient = "Someone else",
                .street = {"Suite 5", "123 Main Street."},
                .locality = "SPRINGFIELD",
                .admin_area = "illinois",
                .postal_code = "62701-1234",
                .country = "us"};
  one.street = {"123 main st ste #5"};
  CHECK(place_key(one) == place_key(other));
  other.street.back() = "124 Main Street";
  CHECK(place_key(one) != place_key(other));
  address::Address san_juan{.street = {"10 Calle Sol"}, .locality = "San Juan", .admin_area = "PR",
                   .postal_code = "00901", .country = "US"};
  address::Address island = san_juan;
  island.country = "PR";
  island.admin_area.clear();
  CHECK(place_key(san_juan) == place_key(island));
  address::Address street = berlin();
  street.street = {"Hauptstraße 5"};
  CHECK(place_key(street) == place_key(berlin()));
}

TEST_CASE("normal form, check and lines hold for any address put together at random") {
  const Lines pieces{"Berlin",  "10115", "IL",    "Springfield", "62701", "USA",  "Germany", ",",
                     "\u200b",  "São",   "ﬁ",     "ß",          "İ",     "i",    "Box",     "PO",
                     "\xFF",    "Apt",   "4",     "(LE)",        "/",     "-",    "SE-114",  "55",
                     "Ontario", "K1A",   "0B1",   "MÃ¼nchen",    "Tower", "東京都", "１５４",   "N/A",
                     "\u00a0",  "A\u0308", "#",   "Texas",       "AE",    "APO",  "09499",   "."};
  const Lines codes{"US", "DE", "IT", "CA", "JP", "SE", "PR", "TR", "CN", "GB", "XX", "", "Germny",
                    "VI", "BR", "ES", "FR"};
  Random random(1413);
  const auto text = [&] {
    std::string made;
    const auto count = random.between(0, 4);
    for (int i = 0; i < count; ++i) {
      made += random.pick(pieces);
      if (random.happens(800)) made += ' ';
    }
    return made;
  };
  int fixes = 0;
  for (int round = 0; round < 30'000; ++round) {
    address::Address typed{.recipient = text(), .organisation = text()};
    for (auto lines = random.between(0, 3); lines > 0; --lines) typed.street.push_back(text());
    typed.dependent_locality = text();
    typed.locality = text();
    typed.admin_area = text();
    typed.postal_code = text();
    typed.sorting_code = text();
    typed.country = random.pick(codes);
    const Finding finding = check_address(typed);
    CAPTURE(round);
    REQUIRE(finding.normal == normal_form(typed));
    const address::Address twice = normal_form(finding.normal);
    REQUIRE(twice.street == finding.normal.street);
    REQUIRE(twice.postal_code == finding.normal.postal_code);
    REQUIRE(twice.locality == finding.normal.locality);
    REQUIRE(twice.admin_area == finding.normal.admin_area);
    REQUIRE(twice == finding.normal);
    REQUIRE(place_key(typed) == place_key(finding.normal));
    for (const std::string& line : address_lines(typed)) REQUIRE_FALSE(line.empty());
    for (const Change& change : finding.changes) {
      REQUIRE(field_at(typed, change.path) != nullptr);
      REQUIRE(*field_at(typed, change.path) == change.from);
      REQUIRE(change.to != change.from);
      REQUIRE(change.issue < finding.issues.size());
      address::Address other = typed;
      REQUIRE(apply_fix(other, finding, change.issue));
      ++fixes;
    }
  }
  CHECK(fixes > 10'000);
}
