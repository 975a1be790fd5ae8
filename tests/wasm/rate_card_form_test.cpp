// A rate card in the app: tables, zones and rates within each other, read, changed and said.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/masters.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

const MasterKind& cards() { return *find_master_kind("rate_cards"); }
const MasterField& tables() { return *find_field(cards(), "tables"); }
const MasterField& within(const MasterField& list, std::string_view name) {
  return *std::ranges::find(list.columns, name, &MasterField::name);
}
std::size_t column_of(const MasterField& list, std::string_view name) {
  return static_cast<std::size_t>(&within(list, name) - list.columns.data());
}

Json card() {
  return Json::parse(R"({"code":"P","currency":"USD","origin":{"country":"US"},"tables":[
    {"valid_from":"2026-01-01","divisor":5000,"new_one":"x",
     "places":[{"zone":"West","country":"US"}],
     "zones":[{"name":"West","at_least":"5.00","rates":[{"up_to":"1","amount":"6.00"},
       {"form":"further","up_to":"30","per":"1","amount":"0.80"}]}],
     "surcharges":[{"name":"Fuel","kind":"percent","percent":"12.5"}]}]})");
}

/// The list of a column of the first line.
ListAt first_of(const MasterForm& form, const ListAt& list, std::string_view name) {
  return {list, form.lines(list.key).front().id, within(*list.field, name)};
}

std::vector<std::string> said_changes(const Json& before, const Json& after) {
  std::vector<std::string> said;
  for (const FieldChange& each : changes_between(cards(), before.dump(), after.dump())) {
    said.push_back(say_change(each));
  }
  return said;
}

}  // namespace

TEST_CASE("a rate card is read to its last rate and handed back as it came") {
  MasterForm form(cards(), card().dump());
  CHECK_FALSE(form.differs());
  CHECK(Json::parse(form.record()) == card());
  const ListAt zones = first_of(form, tables(), "zones");
  const ListAt rates = first_of(form, zones, "rates");
  REQUIRE(form.lines(rates.key).size() == 2);
  CHECK(form.lines(rates.key)[1].texts == std::vector<std::string>{"30", "0.80", "further", "1",
                                                                   ""});
  CHECK(form.suffix(within(*rates.field, "up_to")) == "kg");
  form.set("weight_unit", "lb");
  CHECK(form.suffix(within(*rates.field, "up_to")) == "lb");
  form.set("basis", "volume");
  CHECK(form.suffix(within(*rates.field, "up_to")) == "m³");
}

TEST_CASE("one rate that is changed changes nothing else; a zone's lines come and go") {
  MasterForm form(cards(), card().dump());
  const ListAt zones = first_of(form, tables(), "zones");
  const ListAt rates = first_of(form, zones, "rates");
  form.set_cell(rates, 0, column_of(*rates.field, "amount"), "6.50");
  CHECK(form.differs());
  Json expected = card();
  expected["tables"][0]["zones"][0]["rates"][0]["amount"] = "6.50";
  CHECK(Json::parse(form.record()) == expected);
  form.set_cell(rates, 0, column_of(*rates.field, "amount"), "6.00");
  CHECK_FALSE(form.differs());
  // A zone that nobody has written in is none.
  const int id = form.add_line(zones);
  CHECK_FALSE(form.differs());
  const ListAt new_rates(zones, id, *rates.field);
  form.set_cell(new_rates, 0, column_of(*rates.field, "amount"), "9.00");
  CHECK(form.differs());
  form.set_cell(zones, 1, 0, "East");
  form.remove_line(rates.key, 1);
  expected = card();
  expected["tables"][0]["zones"][0]["rates"].erase(1);
  expected["tables"][0]["zones"].push_back({{"name", "East"}, {"rates", {{{"amount", "9.00"}}}}});
  CHECK(Json::parse(form.record()) == expected);
  // What somebody else saved meanwhile stays below what was typed here.
  Json theirs = card();
  theirs["name"] = "Parcel";
  form.rebase(theirs.dump());
  expected["name"] = "Parcel";
  CHECK(Json::parse(form.record()) == expected);
  form.become_copy();
  expected.erase("code");
  CHECK(Json::parse(form.record()) == expected);
}

TEST_CASE("a finding stands at its rate, however deep, and lines that say nothing do not count") {
  const auto place = [](const char* path) {
    const auto found = find_place(cards(), path);
    if (!found) return std::string("nowhere");
    std::string words;
    for (const auto& step : found->within) {
      words += std::string(step.list->name) + " " + std::to_string(step.line) + " ";
    }
    return words + std::string(found->field->name) + " " + std::to_string(found->line) + " " +
           std::to_string(found->column);
  };
  CHECK(place("tables") == "tables -1 -1");
  CHECK(place("tables[1]") == "tables 1 -1");
  CHECK(place("tables[1].valid_until") == "tables 1 1");
  CHECK(place("tables[0].places") == "tables 0 places -1 -1");
  CHECK(place("tables[0].zones[2].rates[1]") == "tables 0 zones 2 rates 1 -1");
  CHECK(place("tables[0].zones[2].rates[1].amount") == "tables 0 zones 2 rates 1 1");
  CHECK(place("tables[0].nobody[1]") == "tables 0 -1");
  CHECK(place("origin") == "origin.country -1 -1");

  OpenMaster open(cards(), card().dump());
  open.shown.key = "P";
  const ListAt zones = first_of(open.form, tables(), "zones");
  const ListAt rates = first_of(open.form, zones, "rates");
  open.issues = {{.code = "freight_gap", .path = "tables[0].zones[0].rates[1]",
                  .severity = "error", .sentence = "A gap."},
                 {.code = "freight_overlap", .path = "tables", .severity = "error",
                  .sentence = "Two tables."},
                 {.code = "x", .path = "tables[0].zones[0].rates[0].amount", .severity = "error",
                  .sentence = "No amount."}};
  CHECK(open.error_at(tables()) == "Two tables.");
  CHECK(open.error_at(rates, 1, -1) == "A gap.");
  CHECK(open.error_at(rates, 0, 1) == "No amount.");
  CHECK(open.error_at(rates) == "A gap.");
  CHECK(open.errors_in_line(tables(), 0) == 2);
  CHECK(open.errors_in_line(zones, 0) == 2);
  CHECK(open.errors_in_line(rates, 1) == 1);
  // A blank zone before it: the server has not seen it.
  const int blank = open.form.add_line(zones);
  CHECK(open.form.said_of_line(zones, 1) == 1);
  CHECK(open.errors_in_line(zones, 0) == 2);
  const ListAt none(zones, blank, *rates.field);
  CHECK(open.error_at(none).empty());
  CHECK(open.form.list_of(*find_place(cards(), "tables[0].zones[0].rates[1]")) == rates);
}

TEST_CASE("fields of a surcharge show where its kind knows them; the divisor where weight counts") {
  MasterForm form(cards(), card().dump());
  const ListAt extra = first_of(form, tables(), "surcharges");
  const auto shows = [&](const char* name) {
    return form.shows(extra, 0, column_of(*extra.field, name));
  };
  CHECK(shows("percent"));
  CHECK_FALSE(shows("amount"));
  CHECK_FALSE(shows("places"));
  form.set_cell(extra, 0, column_of(*extra.field, "when"), "remote");
  CHECK(shows("places"));
  CHECK_FALSE(shows("over_mm"));
  const ListAt places(extra, form.lines(extra.key)[0].id, within(*extra.field, "places"));
  form.set_cell(places, 0, 0, "US");
  form.set_cell(extra, 0, column_of(*extra.field, "when"), "");
  CHECK(shows("places"));
  MasterForm other(cards(), R"({"code":"P","tables":[{"valid_from":"2026-01-01"}]})");
  const std::size_t divisor = column_of(tables(), "divisor");
  CHECK(other.shows(tables(), 0, divisor));
  other.set("basis", "volume");
  CHECK_FALSE(other.shows(tables(), 0, divisor));
}

TEST_CASE("a new card begins with a table and a zone, and neither is sent while it is empty") {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  Masters masters(app::test::edge_of(storage, server), Person{"fin", "fin", "finance"});
  CHECK(masters.may_add(cards()));
  masters.begin_new(cards());
  const OpenMaster& open = *masters.open_record();
  REQUIRE(open.form.lines("tables").size() == 1);
  const ListAt zones = first_of(open.form, tables(), "zones");
  CHECK(open.form.lines(zones.key).size() == 1);
  CHECK(open.open_lines.size() == 2);
  CHECK_FALSE(open.form.differs());
  CHECK_FALSE(may_change(cards(), "desk"));
  CHECK(may_see(cards(), "rules"));
}

TEST_CASE("the history of a card names the zone and the line, not the whole table") {
  Json after = card();
  after["tables"][0]["zones"][0]["rates"][1]["amount"] = "0.90";
  after["tables"][0]["places"].push_back({{"zone", "West"}, {"country", "CA"}});
  after["tables"][0]["surcharges"].erase(0);
  after["origin"]["postal_code"] = "10001";
  CHECK(said_changes(card(), after) ==
        std::vector<std::string>{
            "Sent from, postal code nothing → 10001",
            "Table 2026-01-01, Places nothing → Zone West, Country CA",
            "Table 2026-01-01, Zone West, Rates, line 2 Up to 30, Rate 0.80, Counts for each "
            "further, Each 1 → Up to 30, Rate 0.90, Counts for each further, Each 1",
            "Table 2026-01-01, Surcharge Fuel, 12.5 % → nothing"});
}

TEST_CASE("the list of cards says what they count, their zones and their days") {
  Json record = card();
  record["tables"].push_back(record["tables"][0]);
  record["tables"][1]["valid_from"] = "2025-01-01";
  record["tables"][1]["valid_until"] = "2025-12-31";
  std::vector<std::string> texts;
  for (const MasterColumn& column : cards().columns) texts.push_back(column.text(record));
  CHECK(texts == std::vector<std::string>{"P", "", "Weight", "USD", "1 zone, 1 place",
                                          "from 2025-01-01"});
}
