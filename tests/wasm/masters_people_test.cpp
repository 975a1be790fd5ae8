// Customers, warehouses and terms in the app: records within records, findings and their mends.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/masters.hpp"
#include "wasm/state/terms_reading.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

Json address(const char* city, const char* postal_code) {
  return {{"street_1", "1 Dock Road"}, {"locality", city}, {"admin_area", "CA"},
          {"postal_code", postal_code}, {"country", "US"}};
}

Json acme() {
  return {{"code", "C-1"}, {"name", "Acme"}, {"price_list", "RETAIL"}, {"terms", "net 30"},
          {"billing", address("Oakland", "94607")},
          {"ship_tos", {{{"code", "HQ"}, {"address", address("Oakland", "94607")}},
                        {{"code", "YARD"}, {"address", address("Fresno", "93721")},
                         {"dock", "4"}}}}};
}

struct PeopleFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  std::int64_t now = app::test::now_ms;
  Masters masters;

  explicit PeopleFixture(const std::string& role = "desk")
      : masters(edge(), Person{role, role, role}) {}
  Edge edge() {
    Edge edge = app::test::edge_of(storage, server);
    edge.clock.now_ms = [this] { return now; };
    return edge;
  }
  static const MasterKind& kind() { return *find_master_kind("customers"); }
  static const MasterField& field(std::string_view name) { return *find_field(kind(), name); }
  static std::string shown(const Json& record, const Json& issues = Json::array()) {
    return Json{{"kind", "customers"}, {"key", "C-1"}, {"title", "C-1 Acme"}, {"digest", "d1"},
                {"record", record},    {"changes", Json::array()}, {"issues", issues}}
        .dump();
  }
  OpenMaster& open(const Json& record = acme(), const Json& issues = Json::array()) {
    masters.open(kind(), "C-1");
    CHECK(server.answer(200, shown(record, issues)).path == "/v1/masters/customers/C-1");
    return *masters.open_record();
  }
  Json check_body() {
    now += 400;
    CHECK(masters.pump() == 0);
    return Json::parse(server.asked.back().question.body);
  }
  static Json issue(const char* path, const char* severity, const Json& proposals = nullptr) {
    Json issue{{"code", "address_in_one_field"}, {"path", path}, {"severity", severity},
               {"sentence", "Several parts stand in one field."}, {"mend", "Part them."}};
    if (!proposals.is_null()) issue["proposals"] = proposals;
    return issue;
  }
};

Json change(const char* path, const char* from, const char* to) {
  return {{"path", path}, {"from", from}, {"to", to}};
}

}  // namespace

TEST_CASE("customers: the desk changes all, finance the terms, owners of rules nothing") {
  const MasterKind& kind = PeopleFixture::kind();
  const MasterField &terms = PeopleFixture::field("terms"), &name = PeopleFixture::field("name");
  const auto may = [&](const char* role) {
    const Masters& masters = PeopleFixture(role).masters;
    return std::vector<bool>{masters.may_change(kind, name), masters.may_change(kind, terms),
                             masters.may_add(kind)};
  };
  CHECK(may("desk") == std::vector<bool>{true, true, true});
  CHECK(may("admin") == std::vector<bool>{true, true, true});
  CHECK(may("finance") == std::vector<bool>{false, true, false});
  CHECK(may("rules") == std::vector<bool>{false, false, false});
  const MasterKind& houses = *find_master_kind("warehouses");
  CHECK(PeopleFixture("admin").masters.may_add(houses));
  CHECK_FALSE(PeopleFixture("desk").masters.may_change(houses));
  CHECK_FALSE(PeopleFixture("finance").masters.may_change(houses));
  CHECK_FALSE(PeopleFixture("admin").masters.may_change(*find_master_kind("terms")));
}

TEST_CASE("records within the record are read and written, and what is not known of them stays") {
  MasterForm form(PeopleFixture::kind(), acme().dump());
  CHECK(form.text("billing.locality") == "Oakland");
  const MasterField& ship_tos = PeopleFixture::field("ship_tos");
  REQUIRE(form.lines("ship_tos").size() == 2);
  CHECK(form.lines("ship_tos")[1].texts[4] == "Fresno");
  CHECK(Json::parse(form.record()) == acme());
  form.set("billing.locality", "Berkeley");
  form.set_cell(ship_tos, 1, 4, "Clovis");
  Json expected = acme();
  expected["billing"]["locality"] = "Berkeley";
  expected["ship_tos"][1]["address"]["locality"] = "Clovis";
  CHECK(Json::parse(form.record()) == expected);
  for (const char* const name : {"street_1", "locality", "admin_area", "postal_code", "country"}) {
    form.set(std::string("billing.") + name, "");
  }
  expected.erase("billing");
  CHECK(Json::parse(form.record()) == expected);
  form.remove_line("ship_tos", 0);
  form.remove_line("ship_tos", 0);
  expected["ship_tos"] = Json::array();
  CHECK(Json::parse(form.record()) == expected);
}

TEST_CASE("an empty record within the record does not count, and a new customer begins with one") {
  PeopleFixture all;
  all.masters.begin_new(PeopleFixture::kind());
  OpenMaster& open = *all.masters.open_record();
  REQUIRE(open.form.lines("ship_tos").size() == 1);
  CHECK(open.open_lines == std::set<int>{open.form.lines("ship_tos")[0].id});
  CHECK_FALSE(open.form.differs());
  const MasterField& ship_tos = PeopleFixture::field("ship_tos");
  const int id = open.form.add_line(ship_tos);
  CHECK(open.form.lines("ship_tos")[1].id == id);
  open.form.set_cell(ship_tos, 1, 0, "HQ");
  CHECK(Json::parse(open.form.record()) == Json{{"ship_tos", {{{"code", "HQ"}}}}});
  CHECK(open.form.line_of_said(ship_tos, 0) == 1);
  CHECK(open.form.said_of_line(ship_tos, 1) == 0);
}

TEST_CASE("an issue stands at its field, also within a record within the record") {
  const auto place = [](const char* path) {
    const auto found = find_place(PeopleFixture::kind(), path);
    if (!found) return std::string("nowhere");
    return std::string(found->field->name) + " " + std::to_string(found->line) + " " +
           std::to_string(found->column);
  };
  CHECK(place("billing.postal_code") == "billing.postal_code -1 -1");
  CHECK(place("billing") == "billing.recipient -1 -1");
  CHECK(place("ship_tos[1].address.locality") == "ship_tos 1 4");
  CHECK(place("ship_tos[1].address") == "ship_tos 1 -1");
  CHECK(place("ship_tos") == "ship_tos -1 -1");
  CHECK(place("exemptions[0].certificate") == "exemptions 0 2");
  CHECK(place("nobody.knows") == "nowhere");
}

TEST_CASE("what is to be mended in the record as it stands is shown before anybody types") {
  PeopleFixture all;
  OpenMaster& open =
      all.open(acme(), {PeopleFixture::issue("ship_tos[1].address.locality", "error"),
                        PeopleFixture::issue("billing.street_1", "note")});
  const MasterField& ship_tos = PeopleFixture::field("ship_tos");
  CHECK(open.issues_now().size() == 2);
  CHECK(open.errors_in_line(ship_tos, 1) == 1);
  CHECK(open.errors_in_line(ship_tos, 0) == 0);
  CHECK(open.error_at(ship_tos, 1, 4) == "Several parts stand in one field. Part them.");
  CHECK(open.error_at(PeopleFixture::field("billing.street_1")).empty());
  CHECK(open.note_at(PeopleFixture::field("billing.street_1")) ==
        "Several parts stand in one field. Part them.");
  // Typed and taken back: the company's record is as it was, and so is what was said of it.
  open.form.set("name", "Acme Co");
  all.masters.edited("name");
  all.check_body();
  all.server.answer(200, R"({"issues":[]})");
  CHECK(open.issues.empty());
  open.form.set("name", "Acme");
  all.masters.edited("name");
  all.now += 400;
  all.masters.pump();
  CHECK(open.issues.size() == 2);
}

TEST_CASE("a mend is taken whole, shows as a change, and is saved only when somebody saves") {
  PeopleFixture all;
  Json record = acme();
  record["billing"] = {{"street_1", "1 Dock Road"}, {"locality", "Oakland, CA 94607"},
                       {"country", "US"}};
  const Json way = Json::array({change("billing.locality", "Oakland, CA 94607", "Oakland"),
                                change("billing.postal_code", "", "94607"),
                                change("billing.admin_area", "", "CA")});
  OpenMaster& open =
      all.open(record, Json::array({PeopleFixture::issue("billing.locality", "error",
                                                         Json::array({way}))}));
  const MasterIssue* issue = open.mendable_at(PeopleFixture::field("billing.locality"));
  REQUIRE(issue != nullptr);
  REQUIRE(issue->proposals.size() == 1);
  const auto changes = issue->proposals[0];
  CHECK(say_mend(open.kind(), changes) == "City Oakland, Postal code 94607, State CA");
  CHECK(all.masters.take_mend(changes));
  CHECK(open.form.text("billing.locality") == "Oakland");
  CHECK(open.form.text("billing.postal_code") == "94607");
  CHECK(all.masters.has_unsaved());
  std::vector<std::string> said;
  for (const FieldChange& each :
       changes_between(open.kind(), open.shown.record, open.form.record())) {
    said.push_back(say_change(each));
  }
  CHECK(said == std::vector<std::string>{"Billing city Oakland, CA 94607 → Oakland",
                                         "Billing state nothing → CA",
                                         "Billing postal code nothing → 94607"});
  // At once the server is asked again; nothing is saved.
  CHECK(all.masters.pump() == 0);
  REQUIRE(all.server.asked.size() == 1);
  CHECK(Json::parse(all.server.asked[0].question.body)["check_only"] == true);
  // A second time there is nothing to mend.
  CHECK_FALSE(all.masters.take_mend(changes));
}

TEST_CASE("a mend within a record within the record finds its line, blank ones before it or not") {
  PeopleFixture all;
  OpenMaster& open = all.open();
  const MasterField& ship_tos = PeopleFixture::field("ship_tos");
  open.form.set_cell(ship_tos, 0, 0, "");
  for (std::size_t column = 0; column < ship_tos.columns.size(); ++column) {
    open.form.set_cell(ship_tos, 0, column, "");
  }
  CHECK(all.masters.take_mend({{"ship_tos[0].address.postal_code", "93721", "93721-1001"}}));
  CHECK(open.form.lines("ship_tos")[1].texts[6] == "93721-1001");
  // Typed over meanwhile: nothing is put there.
  CHECK_FALSE(all.masters.take_mend({{"ship_tos[0].address.postal_code", "93721", "1"}}));
  CHECK_FALSE(all.masters.take_mend({{"nobody.knows", "", "1"}}));
}

TEST_CASE("a refusal is asked about again, because the check knows the mends") {
  PeopleFixture all;
  OpenMaster& open = all.open();
  open.form.set("email", "office@gmial.com");
  all.masters.edited("email");
  all.masters.save();
  const Json bare = Json::array({PeopleFixture::issue("email", "error")});
  all.server.answer(422, Json{{"title", "Refused"}, {"issues", bare}}.dump());
  CHECK(open.was_refused);
  CHECK(open.mendable_at(PeopleFixture::field("email")) == nullptr);
  CHECK(all.masters.pump() == 0);
  const Json way = Json::array({change("email", "office@gmial.com", "office@gmail.com")});
  const Json issues = Json::array({PeopleFixture::issue("email", "error", Json::array({way}))});
  CHECK(Json::parse(all.server.answer(200, Json{{"issues", issues}}.dump()).body)["check_only"] ==
        true);
  CHECK(open.mendable_at(PeopleFixture::field("email")) != nullptr);
  CHECK(open.was_refused);
}

TEST_CASE("history of ship-tos in words: which, and what of it") {
  Json after = acme();
  after["ship_tos"][0]["address"]["postal_code"] = "94608";
  after["ship_tos"].erase(1);
  after["ship_tos"].push_back({{"code", "EAST"}, {"address", address("Reno", "89501")}});
  after["exemptions"] = {{{"country", "US"}, {"certificate", "A-7"}, {"kind", "resale"}}};
  std::vector<std::string> said;
  for (const FieldChange& each :
       changes_between(PeopleFixture::kind(), acme().dump(), after.dump())) {
    said.push_back(say_change(each));
  }
  CHECK(said == std::vector<std::string>{
                    "Ship-to HQ, Postal code 94607 → 94608",
                    "Ship-to YARD, 1 Dock Road, Fresno, CA, 93721, US → nothing",
                    "Ship-to nothing → EAST, 1 Dock Road, Reno, CA, 89501, US",
                    "Exemption nothing → US, A-7"});
}

TEST_CASE("terms say when an invoice of today is due") {
  CHECK(say_terms("net 30", "2026-03-31") == "Invoiced today: in full by Thu 30 April 2026.");
  CHECK(say_terms("2/10 net 30", "2026-03-31") ==
        "Invoiced today: 2 % less until Fri 10 April 2026, in full by Thu 30 April 2026.");
  CHECK(say_terms("30% prepaid, 70% net 60", "2026-03-31") ==
        "Invoiced today: 30 %: before delivery; 70 %: by Sat 30 May 2026.");
  CHECK(say_terms("net whenever", "2026-03-31").empty());
  CHECK(say_terms("", "2026-03-31").empty());
  CHECK(say_terms("net 30", "").empty());
}

TEST_CASE("the overview of terms is a list that leads to the customers") {
  PeopleFixture all;
  const MasterKind& terms = *find_master_kind("terms");
  CHECK(terms.overview_of == "customers");
  all.masters.list().choose(terms);
  const Json page{{"records",
                   {{{"key", "net 30"}, {"title", "net 30"},
                     {"record", {{"terms", "net 30"}, {"customers", 12}, {"reads", "net 30"}}}},
                    {{"key", "soon"}, {"title", "soon"},
                     {"record", {{"terms", "soon"}, {"customers", 1},
                                 {"trouble", "That cannot be read."}}}}}},
                  {"total", 2}};
  CHECK(all.server.answer(200, page.dump()).path == "/v1/masters/terms?limit=100");
  REQUIRE(all.masters.list().entries().size() == 2);
  CHECK(all.masters.list().entries()[0].cells ==
        std::vector<std::string>{"net 30", "net 30", "12"});
  CHECK(all.masters.list().entries()[1].cells[1] == "That cannot be read.");
}

TEST_CASE("the columns of customers and warehouses say where they are") {
  const auto cells = [](std::string_view kind, const Json& record) {
    std::vector<std::string> texts;
    for (const MasterColumn& column : find_master_kind(kind)->columns) {
      texts.push_back(column.text(record));
    }
    return texts;
  };
  CHECK(cells("customers", acme()) == std::vector<std::string>{"C-1", "Acme", "Oakland CA, US",
                                                               "net 30", "2", "", "Active"});
  Json bare = acme();
  bare.erase("billing");
  CHECK(cells("customers", bare)[2] == "Oakland CA, US");
  const Json house{{"code", "MAIN"}, {"name", "Main"}, {"priority", 1},
                   {"address", address("Oakland", "94607")}};
  CHECK(cells("warehouses", house) ==
        std::vector<std::string>{"MAIN", "Main", "Oakland CA, US", "1"});
}
