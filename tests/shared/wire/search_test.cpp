#include "shared/wire/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/support/case_run.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

wire::Snapshot shop() {
  CaseCompany company;
  for (const char* text :
       {"list RETAIL USD", "product OAK-40 Oak shelf 40 cm, gtin 4006381333931",
        "product OAK-60 Oak shelf 60 cm", "product OAK-6 Oak board",
        "product PINE-40 Pine shelf 40 cm",
        "product FR-1 Frame 10\xC3\x97"
        "20 silver",
        "product CAF-1 Caf\xC3\xA9 cr\xC3\xA8me mug", "product UPC-1 Notebook, gtin 036000291452",
        "product EAN-8 Pencil, gtin 73513537", "product 40-OAK Oak rod",
        "product W-1 W\xC3\xBCrfel", "product Q-1 Cut 1/2\" brass fitting",
        "product N-1 \xC3\x98resund rope 5\xE2\x80\x93"
        "7 mm",
        "customer C-1 Harbour Cafe", "ship-to C-1 MAIN in US CA", "customer C-12 Atlas Hotel",
        "ship-to C-12 MAIN in DE", "customer Z-9 Cafe Atlas", "ship-to Z-9 MAIN in US CA"}) {
    read_company_line({"shop", 0, text}, company);
  }
  auto snapshot = open_company(company);
  REQUIRE(snapshot);
  return *std::move(snapshot);
}

std::vector<std::string> skus(std::string_view typed, std::size_t limit = 20) {
  wire::Snapshot snapshot = shop();
  wire::ProductSearch search(snapshot);
  std::vector<std::string> found;
  for (const auto& hit : search.find(typed, limit)) found.push_back(hit.product.sku.text());
  return found;
}

std::vector<std::string> customers(std::string_view typed, std::size_t limit = 20) {
  wire::Snapshot snapshot = shop();
  wire::CustomerSearch search(snapshot);
  std::vector<std::string> found;
  for (const auto& hit : search.find(typed, limit)) found.push_back(hit.code.text());
  return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a SKU is found by its beginning, in either case, in the order of the SKUs") {
  CHECK(skus("oak-", 3) == Found{"OAK-40", "OAK-6", "OAK-60"});
  CHECK(skus(" OAK-6 ") == Found{"OAK-6", "OAK-60"});
  CHECK(skus("pine-40") == Found{"PINE-40"});
}

TEST_CASE("the SKU comes before words, and no product twice") {
  const Found found = skus("oak");
  CHECK(Found(found.begin(), found.begin() + 3) == Found{"OAK-40", "OAK-6", "OAK-60"});
  CHECK(std::set<std::string>(found.begin(), found.end()).size() == found.size());
  CHECK(std::ranges::find(found, "40-OAK") != found.end());
}

TEST_CASE("every word counts, as a beginning, in any order") {
  CHECK(skus("shelf 40") == Found{"OAK-40", "PINE-40"});
  CHECK(skus("40 she") == Found{"OAK-40", "PINE-40"});
  CHECK(skus("oak boa") == Found{"OAK-6"});
  CHECK(skus("oak pine").empty());
  CHECK(skus("helf").empty());
}

TEST_CASE("a GTIN is found whole and by its beginning, as it is printed on the product") {
  CHECK(skus("4006381333931") == Found{"OAK-40"});
  CHECK(skus("04006381333931") == Found{"OAK-40"});
  CHECK(skus("400638") == Found{"OAK-40"});
  CHECK(skus("036000291452") == Found{"UPC-1"});
  CHECK(skus("036000") == Found{"UPC-1"});
  CHECK(skus("73513537") == Found{"EAN-8"});
  CHECK(skus("7351") == Found{"EAN-8"});
}

TEST_CASE("accents may be typed or left out") {
  CHECK(skus("cafe creme") == Found{"CAF-1"});
  CHECK(skus("caf\xC3\xA9 cr\xC3\xA8") == Found{"CAF-1"});
  CHECK(skus("wurfel") == Found{"W-1"});
}

TEST_CASE("signs between words part them, whatever the sign") {
  CHECK(skus("10\xC3\x97" "20") == Found{"FR-1"});
  CHECK(skus("frame 10x20").empty());
  CHECK(skus("rope 5\xE2\x80\x93" "7") == Found{"N-1"});
  CHECK(skus("oak \xE2\x80\x93 board") == Found{"OAK-6"});
  CHECK(skus("1/2\" brass") == Found{"Q-1"});
}

TEST_CASE("what could be the index's own language is only text") {
  for (const std::string_view typed : {"\"",
                                       "\"\"",
                                       "*",
                                       "oak*",
                                       "-",
                                       "NEAR(",
                                       "AND",
                                       "oak AND pine",
                                       "oak OR",
                                       "NOT oak",
                                       "name:oak",
                                       "{name}: oak",
                                       "^oak",
                                       "(",
                                       ")",
                                       "a\"b",
                                       "'; DROP TABLE product; --",
                                       "+oak",
                                       "oak\\",
                                       "\xE2\x80\xA6",
                                       "\xF0\x9F\x93\xA6",
                                       "\xEF\xBC\xA1",
                                       "\xCC\x81"}) {
    CAPTURE(typed);
    CHECK(skus(typed).size() < 13);
  }
  // The beginning of a SKU is read to the letter; the words are the same.
  CHECK(skus("shelf*") == skus("shelf"));
}

TEST_CASE("nothing typed, or no text at all, finds nothing") {
  CHECK(skus("").empty());
  CHECK(skus("   ").empty());
  CHECK(skus("\xFF\xFE").empty());
  CHECK(skus("oak", 0).empty());
}

TEST_CASE("no more than the limit is found") {
  CHECK(skus("oak", 2).size() == 2);
  CHECK(skus("shelf", 1).size() == 1);
}

TEST_CASE("customers are found by the beginning of their number, then by words") {
  CHECK(customers("c-1") == Found{"C-12", "C-1"});
  CHECK(customers("atlas") == Found{"C-12", "Z-9"});
  CHECK(customers("cafe har") == Found{"C-1"});
  CHECK(customers("nobody").empty());
}

TEST_CASE("customers are listed by name while nothing is typed") {
  CHECK(customers("") == Found{"C-12", "Z-9", "C-1"});
  CHECK(customers("", 2) == Found{"C-12", "Z-9"});
}
