// American street lines by USPS Publication 28.
#include <doctest/doctest.h>

#include "shared/address/us_street.hpp"
#include "shared/address/us_words.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::address;

namespace {

using Lines = std::vector<std::string>;

std::string normal(const std::string& line) {
  const auto lines = us::read_street({line}).normal;
  std::string all;
  for (const std::string& each : lines) all += (all.empty() ? "" : " | ") + each;
  return all;
}

}  // namespace

TEST_CASE("suffix and directions are abbreviated as the Postal Service prefers") {
  CHECK(normal("123 Main Street") == "123 MAIN ST");
  CHECK(normal("123 North Main Street") == "123 N MAIN ST");
  CHECK(normal("102 Main St. S.E.") == "102 MAIN ST SE");
  CHECK(normal("102 main st south east") == "102 MAIN ST SE");
  CHECK(normal("4417 Brooks Av. N.E.") == "4417 BROOKS AVE NE");
  CHECK(normal("123 South East Park Boulevard") == "123 SE PARK BLVD");
  CHECK(normal("842 East 1700 South") == "842 E 1700 S");
  CHECK(normal("39.2 Rd") == "39.2 RD");
  CHECK(normal("123 1/2 Elm Ave") == "123 1/2 ELM AVE");
  CHECK(normal("22-15 Queens Plaza") == "22-15 QUEENS PLZ");
}

TEST_CASE("a direction or suffix that is the street's name stays") {
  CHECK(normal("123 North Avenue") == "123 NORTH AVE");
  CHECK(normal("500 Avenue of the Americas") == "500 AVENUE OF THE AMERICAS");
  CHECK(normal("12 Park") == "12 PARK");
  CHECK(normal("700 West Street") == "700 WEST ST");
  CHECK(normal("321 Main Avenue Drive") == "321 MAIN AVENUE DR");
  CHECK(normal("123 Broadway") == "123 BROADWAY");
  CHECK(normal("10 North Broadway") == "10 N BROADWAY");
}

TEST_CASE("units have their designator, and stand at the end of the delivery line") {
  CHECK(normal("123 Main St., Apartment 4-B") == "123 MAIN ST APT 4-B");
  CHECK(normal("Suite 200, 123 Main St") == "123 MAIN ST STE 200");
  CHECK(normal("500 Oak Avenue 5th Floor") == "500 OAK AVE FL 5");
  CHECK(normal("500 Oak Avenue, Bldg. C, Room 12") == "500 OAK AVE BLDG C RM 12");
  CHECK(normal("500 Oak Avenue Rear") == "500 OAK AVE REAR");
  CHECK(normal("500 Oak Avenue Penthouse") == "500 OAK AVE PH");
  CHECK(normal("500 Oak Avenue Penthouse 2") == "500 OAK AVE PH 2");
  CHECK(normal("425 Flower Blvd #72") == "425 FLOWER BLVD # 72");
  CHECK(normal("425 Flower Blvd Apt #72") == "425 FLOWER BLVD APT 72");
  CHECK(normal("10 Main St PMB #234") == "10 MAIN ST PMB 234");
  CHECK(us::read_street({"123 Main Street", "Suite 5"}).normal == Lines{"123 MAIN ST STE 5"});
  CHECK(us::read_street({"Suite 5", "123 Main Street"}).normal == Lines{"123 MAIN ST STE 5"});
  CHECK(us::read_street({"Acme Plaza", "123 Main Street", "4th Fl"}).normal ==
        Lines{"ACME PLAZA", "123 MAIN ST FL 4"});
}

TEST_CASE("a common word is no designator without a number") {
  CHECK(normal("12 Pier Street") == "12 PIER ST");
  CHECK(normal("100 Key Lane") == "100 KEY LN");
  CHECK(normal("350 Empire State Building") == "350 EMPIRE STATE BUILDING");
  CHECK(normal("12 Apt Lane") == "12 APT LN");
}

TEST_CASE("boxes, routes and military lines have one form") {
  for (const char* line : {"P.O. Box 12", "PO Box 12", "POB 12", "Post Office Box 12",
                           "p o box #12", "PO Drawer 12", "Box 12", "PO Box No. 12",
                           "P. O. BOX 12"}) {
    CAPTURE(line);
    CHECK(normal(line) == "PO BOX 12");
  }
  for (const char* line : {"RR 2 Box 152", "R.R. 2, Box 152", "Rural Route 2 Box #152",
                           "RFD Route 2 Box 152", "Rt 2 Box 152", "RFD 2 Bx 152"}) {
    CAPTURE(line);
    CHECK(normal(line) == "RR 2 BOX 152");
  }
  CHECK(normal("Highway Contract Route 68 Box 23a") == "HC 68 BOX 23A");
  CHECK(normal("Star Route 68 Box 23A") == "HC 68 BOX 23A");
  CHECK(normal("Unit 2050 Box 4190") == "UNIT 2050 BOX 4190");
  CHECK(normal("psc 802 box 74") == "PSC 802 BOX 74");
  CHECK(normal("General Delivery") == "GENERAL DELIVERY");
  CHECK(normal("12 Route 5") == "12 ROUTE 5");
  CHECK(us::read_street({"RR 2"}).lines[0].route_without_box);
  CHECK(us::read_street({"PO Box"}).lines[0].box_without_number);
  CHECK_FALSE(us::read_street({"PO Box A"}).lines[0].box_without_number);
}

TEST_CASE("a designator that needs a number says so, the others do not") {
  CHECK(us::read_street({"500 Oak Ave Ste"}).lines[0].designator_alone == "STE");
  CHECK(us::read_street({"500 Oak Ave Apartment"}).lines[0].designator_alone == "APT");
  CHECK(us::read_street({"500 Oak Ave #"}).lines[0].designator_alone == "#");
  for (const char* line : {"500 Oak Ave Lobby", "500 Oak Ave Bsmt", "500 Oak Ave Upper",
                           "500 Oak Ave PH", "500 Oak Ave Ofc", "500 Oak Ave Front"}) {
    CAPTURE(line);
    CHECK(us::read_street({line}).lines[0].designator_alone.empty());
    CHECK_FALSE(us::read_street({line}).lines[0].units.empty());
  }
}

TEST_CASE("the normal form of a normal form is itself, on streets put together at random") {
  const std::vector<std::string> words{
      "123",   "North", "S.",   "East", "W",    "Main", "Oak",   "Street", "Ave.", "Plaza",
      "Apt",   "#",     "4",    "4B",   "B",    "Ste",  "200",   "Floor",  "5th",  "Lot",
      "PO",    "Box",   "12",   "RR",   "2",    "HC",   "Unit",  "PSC",    "Rear", "Office",
      "PH",    "Bldg",  "1/2",  "St",   "Key",  "SE",   "Saint", "PMB",    "&",    "Ünal's",
      "Suite", "N.E.",  "Route", "Pier", "Park", "Ln",  "Fl",    "-",      ",",    "Tower"};
  tests::Random random(28);
  for (int round = 0; round < 60'000; ++round) {
    std::vector<std::string> street;
    const auto lines = random.between(1, 3);
    for (int i = 0; i < lines; ++i) {
      std::string line;
      const auto count = random.between(0, 7);
      for (int word = 0; word < count; ++word) {
        line += random.pick(words);
        if (!random.happens(80)) line += random.happens(100) ? ", " : " ";
      }
      street.push_back(line);
    }
    const auto once = us::read_street(street).normal;
    const auto twice = us::read_street(once).normal;
    if (once == twice) continue;
    std::string typed;
    for (const std::string& line : street) typed += "[" + line + "]";
    std::string first;
    for (const std::string& line : once) first += "[" + line + "]";
    std::string second;
    for (const std::string& line : twice) second += "[" + line + "]";
    CAPTURE(round);
    CAPTURE(typed);
    CAPTURE(first);
    CHECK(first == second);
  }
}
