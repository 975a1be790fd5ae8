// What the rooms say of a customer's particulars, at the record's own fields, and how it is mended.
#include "shared/wire/party_findings.hpp"

#include <doctest/doctest.h>

using namespace tally;
using namespace tally::wire;

namespace {

Customer good_customer() {
  Customer customer;
  customer.code = *CustomerCode::parse("C-1");
  customer.name = "Inn";
  customer.terms = "2/10 net 30";
  customer.email = "office@inn.example";
  customer.phone = "+1 559 555 0134";
  customer.billing = {.recipient = "Inn",
                      .street_1 = "1 Main St",
                      .street_2 = "",
                      .locality = "Fresno",
                      .admin_area = "CA",
                      .postal_code = "93721",
                      .country = "US"};
  customer.ship_tos.push_back({*ShipToCode::parse("HQ"), customer.billing});
  return customer;
}

std::vector<std::string> said(const PartyFindings& found) {
  std::vector<std::string> codes;
  for (const Issue& issue : found.issues) {
    codes.push_back(std::string(code_row(issue.code).name) + "@" + issue.path);
  }
  return codes;
}

using Said = std::vector<std::string>;

/// "billing.locality: Fresno, CA -> Fresno" of every mend, in their order.
std::vector<std::string> mended(const PartyFindings& found) {
  std::vector<std::string> all;
  for (const Mend& mend : found.mends) {
    for (const MendedField& change : mend.changes) {
      all.push_back(change.path + ": " + change.from + " -> " + change.to);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("of a customer whose particulars are right nothing is said") {
  CHECK(find_in_party(good_customer()).issues.empty());
  Customer bare;
  bare.code = *CustomerCode::parse("C-2");
  CHECK(find_in_party(bare).issues.empty());
}

TEST_CASE("each address speaks at its own fields") {
  Customer customer = good_customer();
  customer.billing.postal_code = "9372";
  customer.ship_tos.push_back({*ShipToCode::parse("YARD"), customer.ship_tos[0].address});
  customer.ship_tos[1].address.locality = "";
  const PartyFindings found = find_in_party(customer);
  CHECK(said(found) == Said{"address_postal_malformed@billing.postal_code",
                            "address_field_missing@ship_tos[1].address.locality"});
  CHECK(found.issues[0].severity == Severity::error);
}

TEST_CASE("a mend speaks of the record's own fields, and its changes belong together") {
  Customer customer = good_customer();
  customer.billing.locality = "Fresno, CA 93721";
  customer.billing.admin_area = "";
  customer.billing.postal_code = "";
  const PartyFindings found = find_in_party(customer);
  REQUIRE(found.mends.size() == 1);
  CHECK(found.mends[0].changes.size() == 3);
  CHECK(mended(found) == std::vector<std::string>{
                             "billing.locality: Fresno, CA 93721 -> Fresno",
                             "billing.postal_code:  -> 93721", "billing.admin_area:  -> CA"});
}

TEST_CASE("street lines keep their fields, also where only the second one is filled") {
  Customer customer = good_customer();
  customer.ship_tos.clear();
  customer.billing.street_1 = "";
  customer.billing.street_2 = "PO Box";
  CHECK(said(find_in_party(customer)) == Said{"box_number_missing@billing.street_2"});
  customer.billing.street_2 = "";
  CHECK(said(find_in_party(customer)) == Said{"address_field_missing@billing.street_1"});
  customer.billing.street_1 = "1 Main St";
  customer.billing.street_2 = "# 4";
  CHECK(said(find_in_party(customer)) == Said{"unit_sign_alone@billing.street_2"});
}

TEST_CASE("a VAT number is held by the algorithm of the customer's country, where it has one") {
  Customer customer = good_customer();
  customer.vat_id = "DE136695977";
  CHECK(find_in_party(customer).issues.empty());
  customer.ship_tos.clear();
  customer.billing = {.recipient = "Gasthof",
                      .street_1 = "Hauptstr. 5",
                      .street_2 = "",
                      .locality = "Berlin",
                      .admin_area = "",
                      .postal_code = "10115",
                      .country = "DE"};
  customer.phone = "030 1234567";
  CHECK(said(find_in_party(customer)) == Said{"identifier_check_digit@vat_id"});
  customer.vat_id = "136695976";
  const PartyFindings found = find_in_party(customer);
  CHECK(said(found) == Said{"vat_prefix_missing@vat_id"});
  CHECK(found.issues[0].severity == Severity::note);
  CHECK(mended(found) == std::vector<std::string>{"vat_id: 136695976 -> DE136695976"});
  // Without a billing address the first ship-to says where the customer is at home.
  customer.ship_tos.push_back({*ShipToCode::parse("HQ"), customer.billing});
  customer.billing = {};
  CHECK(said(find_in_party(customer)) == Said{"vat_prefix_missing@vat_id"});
}

TEST_CASE("e-mail, telephone and terms are held, and a known slip has its mend") {
  Customer customer = good_customer();
  customer.email = "office@gmial.com";
  customer.phone = "12";
  customer.terms = "net whenever";
  const PartyFindings found = find_in_party(customer);
  REQUIRE(found.issues.size() == 3);
  CHECK(found.issues[0].path == "terms");
  CHECK(found.issues[1].path == "email");
  CHECK(found.issues[2].path == "phone");
  REQUIRE(found.mends.size() == 1);
  CHECK(found.mends[0].issue == 1);
  CHECK(mended(found) == std::vector<std::string>{"email: office@gmial.com -> office@gmail.com"});
}

TEST_CASE("findings put behind other issues keep their mends") {
  Customer customer = good_customer();
  customer.email = "office@gmial.com";
  Issues issues{make_issue(IssueCode::document_value_refused, "code")};
  std::vector<Mend> mends;
  append_findings(find_in_party(customer), issues, mends);
  REQUIRE(issues.size() == 2);
  REQUIRE(mends.size() == 1);
  CHECK(mends[0].issue == 1);
}
