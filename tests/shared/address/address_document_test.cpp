// One address as JSON, read the short and the whole way, and the answer about it.
#include <doctest/doctest.h>

#include "shared/explain/explain.hpp"
#include "shared/wire/address_document.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/random.hpp"

using namespace tally;

namespace {

wire::SaidIssue say(const Issue& issue) {
  auto said = explain::say_issue(issue);
  return {std::move(said.sentence), std::move(said.mend)};
}

/// "code at path" of the first issue, or "read".
std::string refusal(std::string_view bytes) {
  const auto read = wire::read_address(bytes);
  if (read) return "read";
  const Issue& issue = read.error().front();
  return std::string(code_row(issue.code).name) + " at " + issue.path;
}

}  // namespace

TEST_CASE("an address document is read with every field, and written back canonically") {
  const std::string_view canonical =
      R"({"admin_area":"CA","country":"US","dependent_locality":"d","locality":"Los Angeles",)"
      R"("organisation":"Tally","postal_code":"90001","recipient":"Ada","sorting_code":"x",)"
      R"("street":["1 Main St","Ste 5"]})";
  const auto read = wire::read_address(canonical);
  REQUIRE(read);
  CHECK(read->admin_area == "CA");
  CHECK(read->street == std::vector<std::string>{"1 Main St", "Ste 5"});
  CHECK(wire::write_address(*read) == canonical);
  CHECK(wire::read_address(" { \"country\" : \"US\" , \"street\" : [ ] } \r\n")->country == "US");
  CHECK(wire::read_address("{}")->country.empty());
  CHECK(wire::read_address(R"({"locality":"K\u00f6ln \"Mitte\""})")->locality == "Köln \"Mitte\"");
}

TEST_CASE("every slip of an address document is said at its place") {
  CHECK(refusal("") == "document_not_json at ");
  CHECK(refusal("[]") == "document_field_type at ");
  CHECK(refusal(R"({"country":"US"} x)") == "document_not_json at ");
  CHECK(refusal(R"({"country":"US",})") == "document_not_json at ");
  CHECK(refusal(R"({"contry":"US"})") == "document_field_unknown at contry");
  CHECK(refusal(R"({"country":1})") == "document_field_type at country");
  CHECK(refusal(R"({"street":"1 Main St"})") == "document_field_type at street");
  CHECK(refusal(R"({"street":["a",2]})") == "document_field_type at street[1]");
  CHECK(refusal(R"({"country":"US","country":"DE"})") == "document_duplicate at country");
  CHECK(refusal("{\"country\":\"\xFF\"}") == "document_not_utf8 at ");
  CHECK(refusal("{\"locality\":\"a\nb\"}") == "document_not_json at ");
  CHECK(refusal("{\"locality\":\"" + std::string(70'000, 'x') + "\"}") == "document_too_large at ");
}

TEST_CASE("the short way and the whole way read the same") {
  const std::vector<std::string> pieces{"{",  "}",  "[", "]", "\"", ":", ",", " ", "\\",
                                        "\"country\"", "\"street\"", "\"US\"", "\"locality\"",
                                        "\"é\"", "\n", "1"};
  tests::Random random(5);
  int read = 0;
  for (int round = 0; round < 20'000; ++round) {
    address::Address made;
    for (std::string* field : {&made.country, &made.locality, &made.postal_code, &made.recipient}) {
      if (random.happens(500)) *field = "x" + std::to_string(random.below(1000)) + "é";
    }
    for (auto lines = random.below(3); lines > 0; --lines) made.street.push_back("line");
    std::string bytes = wire::write_address(made);
    if (random.happens(700)) {
      bytes.insert(static_cast<std::size_t>(random.below(bytes.size())), random.pick(pieces));
    }
    const auto found = wire::read_address(bytes);
    // The same document with an escape, which only the whole reader takes.
    std::string escaped = bytes;
    const std::size_t place = escaped.find("\"country\"");
    if (place == std::string::npos) continue;
    escaped.replace(place, 9, "\"\\u0063ountry\"");
    const auto whole = wire::read_address(escaped);
    CAPTURE(bytes);
    REQUIRE(found.has_value() == whole.has_value());
    if (!found) continue;
    REQUIRE(*found == *whole);
    ++read;
  }
  CHECK(read > 3'000);
}

TEST_CASE("a finding is written with its sentences, its changes and the normal form") {
  const auto typed = wire::read_address(
      R"({"admin_area":"Californa","country":"US","locality":"Los Angeles",)"
      R"("postal_code":"90001","street":["PO Box 5"]})");
  REQUIRE(typed);
  CHECK(wire::write_finding(address::check_address(*typed), say) ==
        R"({"facts":["po_box"],"issues":[{"code":"address_province_unknown",)"
        R"("fix":"Write one that it has: California (CA).",)"
        R"("message":"United States has no state \"Californa\".","path":"admin_area",)"
        R"("severity":"error"}],"normal":{"admin_area":"CALIFORNA","country":"US",)"
        R"("locality":"LOS ANGELES","postal_code":"90001","street":["PO BOX 5"]},)"
        R"("suggestions":[{"code":"address_province_unknown","from":"Californa","issue":0,)"
        R"("path":"admin_area","to":"CA"}]})");
}

TEST_CASE("the examples of docs/addresses.md come out as the page says") {
  const std::string page = tests::read_project_file("docs/addresses.md");
  const auto block = [&](std::string_view fence, std::size_t& from) {
    const std::size_t open = page.find(fence, from);
    if (open == std::string::npos) return std::string();
    const std::size_t begin = page.find('\n', open) + 1;
    const std::size_t end = page.find("```", begin);
    from = end + 3;
    return page.substr(begin, end - begin);
  };
  int examples = 0;
  for (std::size_t place = 0; page.find("```json address", place) != std::string::npos;) {
    const auto typed = wire::read_address(block("```json address", place));
    REQUIRE(typed);
    const std::string promised = block("```json finding", place);
    CHECK(wire::write_finding(address::check_address(*typed), say) + "\n" == promised);
    ++examples;
  }
  CHECK(examples == 3);
}
