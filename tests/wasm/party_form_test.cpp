#include <algorithm>

#include <doctest/doctest.h>

#include "tests/support/app_state.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/party_form.hpp"

using namespace tally;
using namespace tally::app;

namespace {

constexpr std::string_view some_order = "0b7e1a2c-0000-4000-8000-000000000001";

RawOrder order_of_c1() {
  return {.order_id = std::string(some_order), .channel = "rep", .customer = "C-1",
          .ship_to = "MAIN"};
}

/// As somebody types it who is in a hurry.
PartyForm hurried(const RawOrder& order) {
  PartyForm form = PartyForm::new_ship_to(order, nullptr, "US");
  form.set("address.street_1", "500 Oak Avenue");
  form.set("address.locality", "Oakland");
  form.set("address.admin_area", "Californa");
  form.set("address.postal_code", "94607");
  return form;
}

std::vector<std::string> labels(const PartyForm& form) {
  std::vector<std::string> all;
  for (const PartyField& field : form.fields()) all.push_back(field.label);
  return all;
}

/// The places of what was typed within the form.
std::vector<std::string> order_of(std::string_view country) {
  std::vector<std::string> all;
  for (const PartyField& field : address_fields(country, {}, "")) all.push_back(field.path);
  return all;
}

}  // namespace

TEST_CASE("the fields stand as the country writes them, in its words, the country first") {
  using Paths = std::vector<std::string>;
  CHECK(order_of("US") == Paths{"country", "recipient", "street_1", "street_2", "locality",
                                "admin_area", "postal_code"});
  CHECK(order_of("DE") == Paths{"country", "recipient", "street_1", "street_2", "postal_code",
                                "locality"});
  PartyForm form = PartyForm::new_ship_to({}, nullptr, "US");
  CHECK(labels(form)[5] == "State");
  form.set("address.country", "CA");
  CHECK(labels(form)[5] == "Province");
  // What the country has no place for, but somebody typed, stays in sight.
  form.set("address.admin_area", "ON");
  form.set("address.country", "DE");
  const auto fields = form.fields();
  CHECK(std::ranges::any_of(fields, [](const PartyField& field) {
    return field.path == "address.admin_area";
  }));
  CHECK(country_choices().size() > 200);
  CHECK(std::ranges::is_sorted(country_choices(), {}, &CountryChoice::name));
}

TEST_CASE("a slip is said when its field was left, and mended by a press that can be taken back") {
  PartyForm form = hurried(order_of_c1());
  CHECK(form.error("address.admin_area").empty());
  CHECK_FALSE(form.next_mend("address.admin_area"));
  form.leave("address.admin_area");
  CHECK(form.error("address.admin_area").contains("Californa"));
  REQUIRE(form.mend("address.admin_area") != nullptr);
  CHECK(form.mend("address.admin_area")->label == "Californa → CA");
  CHECK(form.next_mend("address.locality") == "address.admin_area");
  CHECK(form.text("address.admin_area") == "Californa");
  REQUIRE(form.take_mend("address.admin_area"));
  CHECK(form.text("address.admin_area") == "CA");
  CHECK(form.error("address.admin_area").empty());
  REQUIRE(form.taken().size() == 1);
  CHECK(form.take_back());
  CHECK(form.text("address.admin_area") == "Californa");
  CHECK(form.taken().empty());
  CHECK_FALSE(form.take_back());
}

TEST_CASE("a mend that was typed over is not taken back over what was typed") {
  PartyForm form = hurried(order_of_c1());
  REQUIRE(form.take_mend("address.admin_area"));
  form.set("address.admin_area", "NV");
  CHECK_FALSE(form.take_back());
  CHECK(form.text("address.admin_area") == "NV");
}

TEST_CASE("several parts in one field go to their own by one press") {
  PartyForm form = PartyForm::new_ship_to(order_of_c1(), nullptr, "US");
  form.set("address.street_1", "12 Main Street");
  form.set("address.locality", "Springfield, IL 62701");
  REQUIRE(form.mend("address.locality") != nullptr);
  REQUIRE(form.take_mend("address.locality"));
  CHECK(form.text("address.locality") == "Springfield");
  CHECK(form.text("address.admin_area") == "IL");
  CHECK(form.text("address.postal_code") == "62701");
  CHECK(form.take_back());
  CHECK(form.text("address.locality") == "Springfield, IL 62701");
  CHECK(form.text("address.postal_code").empty());
}

TEST_CASE("what is missing is said when somebody asks, not while the form is still empty") {
  PartyForm form = PartyForm::new_ship_to(order_of_c1(), nullptr, "US");
  CHECK(form.error("address.street_1").empty());
  CHECK(form.errors() > 0);
  form.show_all();
  CHECK_FALSE(form.error("address.street_1").empty());
  CHECK(form.first_error() == "address.street_1");
  PartyForm nowhere = PartyForm::new_ship_to(order_of_c1(), nullptr, "");
  CHECK(nowhere.first_error() == "address.country");
}

TEST_CASE("the code follows the city until somebody types one, and is never another's") {
  RawOrder order = order_of_c1();
  order.new_ship_tos.push_back({.code = "oakland"});
  PartyForm form = PartyForm::new_ship_to(order, nullptr, "US");
  CHECK(form.code() == "NEW");
  form.set("address.locality", "Oakland");
  CHECK(form.code() == "OAKLAND-2");
  form.set("address.locality", "San Leandro");
  CHECK(form.code() == "SAN-LEANDRO");
  form.set("code", "yard");
  form.set("address.locality", "Oakland");
  CHECK(form.code() == "yard");
  form.set("code", "OAKLAND");
  form.show_all();
  CHECK(form.error("code").contains("OAKLAND already"));
  form.set("code", "");
  CHECK(form.code() == "OAKLAND-2");
}

TEST_CASE("a code is made of whole letters, however long the city") {
  CHECK(proposed_code("", {}) == "NEW");
  CHECK(proposed_code("Llanfairpwllgwyngyllgogerychwyrndrobwll", {}).size() == 24);
  CHECK(proposed_code("St. Gallen", {}) == "ST-GALLEN");
  // 23 letters and one of two bytes.
  CHECK(proposed_code("aaaaaaaaaaaaaaaaaaaaaaa\u00e9", {}) == "AAAAAAAAAAAAAAAAAAAAAAA");
}

TEST_CASE("a captured ship-to is one step of the sheet, and its undo takes all of it back") {
  OrderSheet sheet(order_of_c1());
  const RawOrder before = sheet.order();
  PartyForm form = hurried(before);
  form.take_mend("address.admin_area");
  form.set("delivery_note", "Dock 4 only");
  sheet.change(form.step(sheet.order()));
  REQUIRE(sheet.order().new_ship_tos.size() == 1);
  CHECK(sheet.order().new_ship_tos[0].address.admin_area == "CA");
  CHECK(sheet.order().new_ship_tos[0].delivery_note == "Dock 4 only");
  CHECK(sheet.order().ship_to == "OAKLAND");
  CHECK(sheet.undo_steps().size() == 1);
  sheet.undo();
  CHECK(sheet.order() == before);
  sheet.redo();
  CHECK(sheet.order().ship_to == "OAKLAND");
}

TEST_CASE("captured for a line it is that line's alone, also of the line that is not there yet") {
  RawOrder order = order_of_c1();
  order.lines.push_back({.id = "1", .sku = "AB-103", .quantity = "12"});
  OrderSheet sheet(order);
  PartyForm form = hurried(order);
  form.use_for(0);
  sheet.change(form.step(sheet.order()));
  CHECK(sheet.order().ship_to == "MAIN");
  CHECK(sheet.order().lines[0].ship_to == "OAKLAND");
  sheet.undo();
  form.use_for(1);
  sheet.change(form.step(sheet.order()));
  REQUIRE(sheet.order().lines.size() == 2);
  CHECK(sheet.order().lines[1].ship_to == "OAKLAND");
  CHECK(sheet.order().lines[1].id == "2");
  CHECK(sheet.next_line_id() == "3");
}

TEST_CASE("another code of a captured ship-to is taken over wherever the order names it") {
  RawOrder order = order_of_c1();
  OrderSheet sheet(order);
  sheet.change(hurried(order).step(order));
  sheet.begin_line(LineField::ship_to, "OAKLAND");
  PartyForm form = PartyForm::of_ship_to(sheet.order(), nullptr, 0);
  CHECK_FALSE(form.is_new());
  form.set("code", "yard");
  sheet.change(form.step(sheet.order()));
  CHECK(sheet.order().new_ship_tos[0].code == "YARD");
  CHECK(sheet.order().ship_to == "YARD");
  CHECK(sheet.order().lines[0].ship_to == "YARD");
  sheet.change(form.take_out(sheet.order()));
  CHECK(sheet.order().new_ship_tos.empty());
  CHECK(sheet.order().ship_to.empty());
  CHECK(sheet.order().lines[0].ship_to.empty());
}

TEST_CASE("overrides follow their ship-to when one before it is taken out") {
  RawOrder order = order_of_c1();
  for (const char* code : {"A", "B", "C"}) order.new_ship_tos.push_back({.code = code});
  const auto path = [](int place) {
    return "new_ship_tos[" + std::to_string(place) + "].address.postal_code";
  };
  order.overrides = {{"address_postal_elsewhere", path(0), "asked"},
                     {"address_postal_elsewhere", path(2), "asked"},
                     {"po_number_used", "po_number", "again"}};
  OrderSheet sheet(order);
  sheet.change(without_ship_to(order, 0));
  REQUIRE(sheet.order().overrides.size() == 2);
  CHECK(sheet.order().overrides[0].path == path(1));
  CHECK(sheet.order().overrides[1].path == "po_number");
  sheet.undo();
  CHECK(sheet.order() == order);
}

TEST_CASE("a new customer brings its ship-to, its number is proposed and never another's") {
  OrderSheet sheet(RawOrder{.order_id = std::string(some_order)});
  PartyForm form = PartyForm::new_customer(sheet.order(), "Fair Find Ltd", "US");
  CHECK(form.code() == "NEW-0B7E1A");
  form.set("billing.street_1", "500 Oak Avenue");
  form.set("billing.locality", "Oakland");
  form.set("billing.admin_area", "CA");
  form.set("billing.postal_code", "94607");
  form.set("email", "buyer@gmial.com");
  form.leave("email");
  CHECK_FALSE(form.error("email").empty());
  REQUIRE(form.take_mend("email"));
  CHECK(form.text("email") == "buyer@gmail.com");
  CHECK(form.errors() == 0);
  sheet.change(form.step(sheet.order()));
  CHECK(sheet.order().customer == "NEW-0B7E1A");
  CHECK(sheet.order().ship_to == "OAKLAND");
  REQUIRE(sheet.order().new_customer);
  CHECK(sheet.order().new_customer->name == "Fair Find Ltd");
  CHECK(sheet.order().new_ship_tos[0].address.recipient == "Fair Find Ltd");
  sheet.change(without_customer(sheet.order()));
  CHECK_FALSE(sheet.order().new_customer);
  CHECK(sheet.order().customer.empty());
  sheet.undo();
  sheet.undo();
  CHECK(sheet.order() == RawOrder{.order_id = std::string(some_order)});
}
