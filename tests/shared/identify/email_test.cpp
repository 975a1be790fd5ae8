#include <doctest/doctest.h>

#include "shared/identify/mail_domains.hpp"
#include "tests/shared/identify/finding_check.hpp"

using namespace tally;
using namespace tally::identify;
using namespace tally::tests;

namespace {

std::string codes(std::string_view text) { return codes_of(check_email(text)); }

}  // namespace

TEST_CASE("addresses as they are allowed and as people have them") {
  for (const std::string_view address :
       {"kim@example.com", "kim.lee+orders@example.co.uk", "o'hara@example.org",
        "user%example.com@example.org", "1234567890@example.com", "_______@example.com",
        "a@b.co", "kim@xn--bcher-kva.example", "kim@b\u00FCcher.example",
        "\u7528\u6237@\u4F8B\u5B50.\u5E7F\u544A", "customer/department=shipping@example.com",
        "$A12345@example.com", "!def!xyz%abc@example.com", "\"kim lee\"@example.com",
        "\"kim@home\"@example.com", "\"a\\\"b\"@example.com"}) {
    CAPTURE(address);
    CHECK(codes(address).empty());
    CHECK(check_email(address).normal == address);
  }
}

TEST_CASE("the domain is small, the local part is its owner's") {
  CHECK(check_email(" Kim.Lee@EXAMPLE.Com ").normal == "Kim.Lee@example.com");
  CHECK(check_email("\"kim\"@example.com").normal == "kim@example.com");
  CHECK(check_email("kim\u200B@example.com").normal == "kim@example.com");
  CHECK(codes("kim\u200B@example.com") == "identifier_hidden_characters");
}

TEST_CASE("what is no address is told why") {
  CHECK(codes("kim.example.com") == "email_at_signs");
  CHECK(codes("kim@home@example.com") == "email_at_signs");
  CHECK(codes("@example.com") == "email_local_part");
  CHECK(codes(".kim@example.com") == "email_local_part");
  CHECK(codes("kim.@example.com") == "email_local_part");
  CHECK(codes("kim..lee@example.com") == "email_local_part");
  CHECK(codes("kim lee@example.com") == "email_local_part");
  CHECK(codes("kim(work)@example.com") == "email_local_part");
  CHECK(codes("\"\"@example.com") == "email_local_part");
  CHECK(codes("kim@") == "email_domain");
  CHECK(codes("kim@.example.com") == "email_domain");
  CHECK(codes("kim@example..com") == "email_domain");
  CHECK(codes("kim@-example.com") == "email_domain");
  CHECK(codes("kim@example-.com") == "email_domain");
  CHECK(codes("kim@exa_mple.com") == "email_domain");
  CHECK(codes("kim@example,com") == "email_domain");
  CHECK(codes("kim@192.0.2.1") == "email_domain");
  CHECK(codes("kim@example.c") == "email_domain");
  CHECK(check_email("kim@example.com.").suggestions ==
        std::vector<std::string>{"kim@example.com"});
}

TEST_CASE("lengths are those of RFC 5321") {
  const std::string local(64, 'a');
  const std::string label(63, 'b');
  CHECK(codes(local + "@example.com").empty());
  CHECK(codes(local + "a@example.com") == "email_too_long");
  CHECK(codes("a@" + label + ".com").empty());
  CHECK(codes("a@" + label + "b.com") == "email_domain");
  const std::string domain = label + "." + label + "." + std::string(57, 'c') + ".com";
  CHECK((local + "@" + domain).size() == 254);
  CHECK(codes(local + "@" + domain).empty());
  CHECK(codes(local + "@a." + domain.substr(1)) == "email_too_long");
}

TEST_CASE("an address within more than an address is found") {
  const Finding found = check_email("Kim Lee <kim@example.com>");
  CHECK(codes_of(found) == "email_more_than_address");
  CHECK(found.suggestions == std::vector<std::string>{"kim@example.com"});
  CHECK(check_email("mailto:kim@example.com").suggestions ==
        std::vector<std::string>{"kim@example.com"});
}

TEST_CASE("well-known near misses are asked about, and their neighbours are left alone") {
  const Finding found = check_email("kim@gmial.com");
  CHECK(codes_of(found) == "email_near_miss");
  CHECK(found.issues[0].severity == Severity::review);
  CHECK(found.suggestions == std::vector<std::string>{"kim@gmail.com"});
  CHECK(check_email("kim@GMAIL.CON").suggestions == std::vector<std::string>{"kim@gmail.com"});
  CHECK(check_email("kim@gmial.con").suggestions == std::vector<std::string>{"kim@gmail.com"});
  CHECK(nearest_mail_domain("hotmial.com") == "hotmail.com");
  for (const std::string_view domain :
       {"gmail.com", "mail.com", "email.com", "ymail.com", "gmx.net", "gmx.de", "example.com"}) {
    CAPTURE(domain);
    CHECK(nearest_mail_domain(domain).empty());
  }
}

TEST_CASE("names without a dot and numbers of machines go to a person") {
  CHECK(codes("kim@localhost") == "email_domain_without_dot");
  CHECK(codes("kim@[192.0.2.1]") == "email_address_literal");
  CHECK_FALSE(is_wrong(check_email("kim@[IPv6:2001:db8::1]")));
}
