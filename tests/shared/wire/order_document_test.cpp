#include "shared/wire/order_document.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace tally;

namespace {

RawOrder sample() {
  RawOrder order;
  order.order_id = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  order.channel = "rep";
  order.customer = "C-100";
  order.note = "ring \"twice\"\n\xC3\xBC \xE2\x82\xAC";
  order.lines.push_back({"a", "AB-103", "24", "case", "9.50", "match", "soon", {}});
  order.lines.push_back({"", "AB-104", "", "", "", "", "", {}});
  return order;
}

/// Text of any characters that JSON can carry: controls, quotes, and UTF-8 of each length.
std::string wild_text(tests::Random& random) {
  constexpr std::string_view pieces[] = {"\"", "\\", "\x01", "\x1F", "\x7F", "/",  "\n",
                                         "\t", "{",  "}",    "\b",   "\f",   "\r", "a b",
                                         "\xC3\xA4", "\xE2\x80\xA8", "\xF0\x9F\x93\xA6", "AB-103"};
  std::string text;
  for (std::uint64_t left = random.below(6); left > 0; --left) text += random.pick(pieces);
  return text;
}

}  // namespace

TEST_CASE("the canonical bytes of an order are these") {
  CHECK(wire::write_order(sample()) ==
        "{\"channel\":\"rep\",\"customer\":\"C-100\",\"lines\":[{\"agreed_price\":\"9.50\","
        "\"agreed_reason\":\"match\",\"id\":\"a\",\"note\":\"soon\",\"quantity\":\"24\","
        "\"sku\":\"AB-103\",\"unit\":\"case\"},{\"sku\":\"AB-104\"}],"
        "\"note\":\"ring \\\"twice\\\"\\n\xC3\xBC \xE2\x82\xAC\","
        "\"order_id\":\"0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b\",\"tallystick\":\"order/1\"}");
}

TEST_CASE("white space and the order of keys in a document do not matter") {
  const auto read = wire::read_order(
      " { \"tallystick\" : \"order/1\",\r\n\t\"lines\" : [ ] , \"order_id\":\"x\", "
      "\"customer\":\"C-1\"}  ");
  REQUIRE(read);
  CHECK(wire::write_order(*read) ==
        "{\"customer\":\"C-1\",\"lines\":[],\"order_id\":\"x\",\"tallystick\":\"order/1\"}");
}

TEST_CASE("numbers without quotes are read as the text that they are") {
  const auto read = wire::read_order(
      "{\"tallystick\":\"order/1\",\"order_id\":\"x\",\"lines\":[{\"quantity\":12,"
      "\"agreed_price\":-3},{\"quantity\":9223372036854775807}]}");
  REQUIRE(read);
  CHECK(read->lines[0].quantity == "12");
  CHECK(read->lines[0].agreed_price == "-3");
  CHECK(read->lines[1].quantity == "9223372036854775807");
}

TEST_CASE("any order is read back as it was written, and written again as the same bytes") {
  tests::Random random(88);
  for (int i = 0; i < 2'000; ++i) {
    RawOrder order;
    order.order_id = wild_text(random);
    for (std::string* field : {&order.channel, &order.customer, &order.ship_to, &order.po_number,
                               &order.requested_date, &order.freight, &order.note}) {
      *field = wild_text(random);
    }
    for (std::uint64_t left = random.below(4); left > 0; --left) {
      RawLine& line = order.lines.emplace_back();
      for (std::string* field : {&line.id, &line.sku, &line.quantity, &line.unit,
                                 &line.agreed_price, &line.agreed_reason, &line.note}) {
        *field = wild_text(random);
      }
    }
    const std::string bytes = wire::write_order(order);
    const auto read = wire::read_order(bytes);
    REQUIRE(read);
    REQUIRE(*read == order);
    REQUIRE(wire::write_order(*read) == bytes);
  }
}

TEST_CASE("whatever is cut off a document, it is refused with a place and never half read") {
  const std::string bytes = wire::write_order(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto read = wire::read_order(std::string_view(bytes).substr(0, length));
    REQUIRE_FALSE(read);
    REQUIRE_FALSE(read.error().empty());
    const IssueCode code = read.error().front().code;
    REQUIRE((code == IssueCode::document_not_json || code == IssueCode::document_not_utf8));
  }
}

TEST_CASE("a document that is no object is one issue, not seven") {
  for (const std::string_view text : {"[]", "7", "\"order\"", "null", "true"}) {
    CAPTURE(text);
    const auto read = wire::read_order(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().size() == 1);
    CHECK(read.error()[0].code == IssueCode::document_field_type);
  }
}

TEST_CASE("all issues of a document are reported at once, each with its path") {
  const auto read = wire::read_order(
      "{\"tallystick\":\"order/"
      "2\",\"order_id\":7,\"lines\":[{\"sku\":1},{\"unit\":null,\"q\":1},3]}");
  REQUIRE_FALSE(read);
  std::vector<std::string> found;
  for (const Issue& issue : read.error()) {
    found.push_back(std::string(code_row(issue.code).name) + "@" + issue.path);
  }
  CHECK(found == std::vector<std::string>{
                     "document_version_unknown@tallystick", "document_field_type@order_id",
                     "document_field_type@lines[0].sku", "document_field_type@lines[1].unit",
                     "document_field_unknown@lines[1].q", "document_field_type@lines[2]"});
}

TEST_CASE("a hostile version or field name is not repeated at full length") {
  const std::string long_text(100'000, 'x');
  for (const std::string& bytes :
       {"{\"tallystick\":\"" + long_text + "\",\"order_id\":\"x\",\"lines\":[]}",
        "{\"tallystick\":\"order/1\",\"order_id\":\"x\",\"lines\":[],\"" + long_text + "\":1}"}) {
    const auto read = wire::read_order(bytes);
    REQUIRE_FALSE(read);
    for (const Issue& issue : read.error()) {
      for (const Argument& argument : issue.arguments) {
        const auto* text = std::get_if<std::string>(&argument.value);
        CHECK((text == nullptr || text->size() < 1'000));
      }
      CHECK(issue.path.size() < 1'000);
    }
  }
}
