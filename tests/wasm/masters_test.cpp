#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/masters.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

const Json base_price{{"list", "BASE"}, {"sku", "CUP-250"}, {"from", "24"}, {"price", "7.20"}};

struct MastersFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  std::int64_t now = app::test::now_ms;
  Masters masters;

  explicit MastersFixture(const std::string& role = "finance") : masters(edge(), person(role)) {}
  static Person person(const std::string& role) { return {role, role, role}; }
  Edge edge() {
    Edge edge = app::test::edge_of(storage, server);
    edge.clock.now_ms = [this] { return now; };
    return edge;
  }
  static const MasterKind& kind(std::string_view name) { return *find_master_kind(name); }
  static std::string record(const Json& record, const Json& changes = Json::array(),
                            const char* digest = "d1") {
    return Json{{"kind", "prices"}, {"key", "BASE~CUP-250~24"}, {"title", "CUP-250 on BASE"},
                {"record", record}, {"digest", digest},         {"changes", changes}}
        .dump();
  }
  OpenMaster& open_price(const Json& price = base_price) {
    masters.open(kind("prices"), "BASE~CUP-250~24");
    CHECK(server.answer(200, record(price)).path == "/v1/masters/prices/BASE~CUP-250~24");
    return *masters.open_record();
  }
  void type(const char* field, const char* text) {
    masters.open_record()->form.set(field, text);
    masters.edited(field);
  }
  static Json issue(const char* path, const char* sentence) {
    return {{"code", "number_unreadable"}, {"path", path}, {"severity", "error"},
            {"sentence", sentence},        {"mend", "Write it like 7.20."}};
  }
  static std::string problem(const Json& issues) {
    return Json{{"title", "Refused"}, {"detail", "It cannot be taken."}, {"issues", issues}}.dump();
  }
};

Json asked(const Question& question) { return Json::parse(question.body); }

}  // namespace

TEST_CASE("who may see and change which master data") {
  CHECK(MastersFixture("desk").masters.kinds().size() == 11);
  CHECK(MastersFixture("rules").masters.kinds().size() == 11);
  CHECK(MastersFixture("finance").masters.kinds().size() == 12);
  CHECK(MastersFixture("rep").masters.kinds().empty());
  CHECK(MastersFixture("warehouse").masters.kinds().empty());
  CHECK(MastersFixture("desk").masters.may_change(MastersFixture::kind("products")));
  CHECK_FALSE(MastersFixture("desk").masters.may_change(MastersFixture::kind("prices")));
  CHECK_FALSE(MastersFixture("rules").masters.may_change(MastersFixture::kind("products")));
  CHECK(MastersFixture("admin").masters.may_change(MastersFixture::kind("costs")));
}

TEST_CASE("a list comes page by page; a key is written as an address takes it") {
  MastersFixture all;
  MasterList& list = all.masters.list();
  list.choose(MastersFixture::kind("prices"));
  CHECK_FALSE(list.has_answer());
  const Json one{{"key", "BASE~Ü"}, {"title", "Ü on BASE"}, {"record", base_price}};
  const Json page{{"kind", "prices"}, {"records", {one}}, {"next", "BASE~Ü"}, {"total", 2}};
  CHECK(all.server.answer(200, page.dump()).path == "/v1/masters/prices?limit=100");
  REQUIRE(list.entries().size() == 1);
  CHECK(list.entries()[0].cells ==
        std::vector<std::string>{"BASE", "CUP-250", "from 24", "7.20", "always"});
  CHECK(list.total() == 2);
  list.ask_more();
  CHECK(all.server.answer(200, Json{{"records", {one}}, {"total", 2}}.dump()).path ==
        "/v1/masters/prices?limit=100&after=BASE~%C3%9C");
  CHECK(list.entries().size() == 2);
  CHECK_FALSE(list.has_more());
}

TEST_CASE("the list is asked once typing rests, and a late answer to old words is dropped") {
  MastersFixture all;
  MasterList& list = all.masters.list();
  list.choose(MastersFixture::kind("prices"));
  list.find("cup");
  CHECK(all.masters.pump() == 140);
  CHECK(all.server.asked.size() == 1);
  all.now += 140;
  CHECK(all.masters.pump() == 0);
  REQUIRE(all.server.asked.size() == 2);
  CHECK(all.server.asked[1].question.path == "/v1/masters/prices?limit=100&q=cup");
  all.server.answer(200, R"({"records":[],"total":9})");
  CHECK_FALSE(list.has_answer());
  all.server.answer(200, R"({"records":[],"total":0})");
  CHECK(list.has_answer());
  CHECK(list.total() == 0);
  list.refresh();
  all.server.answer(0);
  CHECK(list.failure() == "There is no connection to the company's server.");
}

TEST_CASE("the server is asked what is wrong once typing rests; its words stand at the field") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "7,20x");
  CHECK(all.masters.pump() == 350);
  all.now += 400;
  CHECK(all.masters.pump() == 0);
  const Json issues{MastersFixture::issue("price", "This is no price.")};
  const Question question = all.server.answer(200, Json{{"issues", issues}}.dump());
  CHECK(question.method == "POST");
  CHECK(question.path == "/v1/masters/prices");
  CHECK(asked(question)["check_only"] == true);
  CHECK(asked(question)["key"] == "BASE~CUP-250~24");
  CHECK(asked(question)["based_on"] == "d1");
  CHECK(asked(question)["record"]["price"] == "7,20x");
  CHECK(open.error_at(*find_field(open.kind(), "price")) ==
        "This is no price. Write it like 7.20.");
  CHECK(open.error_at(*find_field(open.kind(), "sku")).empty());
  all.type("price", "7.20");
  all.now += 400;
  CHECK(all.masters.pump() == 0);
  CHECK(all.server.asked.empty());  // it is what the company has
  CHECK(open.issues.empty());
}

TEST_CASE("an answer about what has been typed over meanwhile is dropped") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "x");
  all.now += 400;
  all.masters.pump();
  all.type("price", "6.90");
  all.now += 400;
  all.masters.pump();
  REQUIRE(all.server.asked.size() == 2);
  all.server.answer(200, Json{{"issues", {MastersFixture::issue("price", "No.")}}}.dump());
  CHECK(open.issues.empty());
  all.server.answer(200, R"({"issues":[]})");
  CHECK(open.is_checked);
}

TEST_CASE("a new record is not blamed for fields that nobody has come to") {
  MastersFixture all;
  all.masters.begin_new(MastersFixture::kind("prices"));
  OpenMaster& open = *all.masters.open_record();
  CHECK(open.name() == "New price");
  all.type("list", "NONE");
  all.now += 400;
  all.masters.pump();
  const Json issues{MastersFixture::issue("list", "No such list."),
                    MastersFixture::issue("price", "Missing."),
                    MastersFixture::issue("", "It says nothing.")};
  CHECK(asked(all.server.answer(200, Json{{"issues", issues}}.dump()))["key"] == "");
  CHECK(open.issues_now().size() == 2);
  all.masters.save();
  CHECK(asked(all.server.answer(422, MastersFixture::problem(issues)))["check_only"] == false);
  CHECK(open.was_refused);
  CHECK(open.issues_now().size() == 3);
}

TEST_CASE("issues of a small table stand in their cells, blank lines between them or not") {
  MastersFixture all;
  all.masters.begin_new(MastersFixture::kind("promotions"));
  OpenMaster& open = *all.masters.open_record();
  const MasterField& tiers = *find_field(open.kind(), "tiers");
  open.form.set_cell(tiers, 0, 1, "10");
  open.form.set_cell(tiers, 1, 0, "x");
  open.form.set_cell(tiers, 1, 0, "");
  open.form.set_cell(tiers, 2, 1, "100");
  all.masters.edited("tiers");
  all.now += 400;
  all.masters.pump();
  const Json issues{MastersFixture::issue("tiers[1].value", "It is free then.")};
  CHECK(asked(all.server.answer(200, Json{{"issues", issues}}.dump()))["record"]["tiers"].size() ==
        2);
  CHECK(open.error_at(tiers, 2, 1) == "It is free then. Write it like 7.20.");
  CHECK(open.error_at(tiers, 0, 1).empty());
  CHECK(open.error_at(tiers).empty());
}

TEST_CASE("saving shows what the company has now, with its history") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "6.90");
  CHECK(all.masters.has_unsaved());
  all.masters.save();
  CHECK(open.is_saving);
  Json after = base_price;
  after["price"] = "6.90";
  const Json changes{{{"at", "2026-03-31T09:12:00.000Z"}, {"by", "finance"}, {"what", "changed"},
                      {"before", base_price},              {"after", after}}};
  all.server.answer(200, MastersFixture::record(after, changes, "d2"));
  CHECK_FALSE(all.masters.has_unsaved());
  CHECK(open.shown.digest == "d2");
  const auto news = all.masters.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news[0].words == "CUP-250 on BASE is saved.");
  CHECK(news[0].is_good);
  const MasterChange& change = open.shown.changes.front();
  const auto fields = changes_between(open.kind(), change.before, change.after);
  REQUIRE(fields.size() == 1);
  CHECK(say_change(fields[0]) == "Price 7.20 → 6.90");
  all.masters.save();
  CHECK(all.server.asked.empty());  // nothing differs
}

TEST_CASE("without a network nothing is lost, and it is said") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "6.90");
  all.masters.save();
  all.server.answer(0);
  CHECK(open.failure == "That was not saved. There is no connection to the company's server.");
  CHECK(all.masters.has_unsaved());
}

TEST_CASE("who saved meanwhile is said; theirs can be taken") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "6.90");
  all.masters.save();
  all.server.answer(409, R"({"detail":"Kate changed it at 10:40."})");
  REQUIRE(open.conflict);
  CHECK(open.conflict->sentence == "Kate changed it at 10:40.");
  Json theirs = base_price;
  theirs["price"] = "7.50";
  const std::string changed = MastersFixture::record(theirs, Json::array(), "d2");
  CHECK(all.server.answer(200, changed).method == "GET");
  all.masters.take_theirs();
  CHECK(open.form.text("price") == "7.50");
  CHECK_FALSE(all.masters.has_unsaved());
}

TEST_CASE("what was typed can be kept over what another one saved; the rest is theirs") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.type("price", "6.90");
  all.masters.save();
  all.server.answer(409, R"({"detail":"Kate changed it at 10:40."})");
  Json theirs = base_price;
  theirs["valid_until"] = "2026-12-31";
  all.server.answer(200, MastersFixture::record(theirs, Json::array(), "d2"));
  all.masters.keep_mine();
  CHECK(open.form.text("price") == "6.90");
  CHECK(open.form.text("valid_until") == "2026-12-31");
  all.masters.save();
  const Json body = asked(all.server.answer(200, MastersFixture::record(theirs)));
  CHECK(body["based_on"] == "d2");
  CHECK(body["record"]["valid_until"] == "2026-12-31");
}

TEST_CASE("a copy is a new record that needs its own code") {
  MastersFixture all("desk");
  all.masters.open(MastersFixture::kind("products"), "CUP-250");
  all.server.answer(200, R"({"key":"CUP-250","title":"CUP-250","digest":"d","record":
      {"sku":"CUP-250","gtin":"4006381333931","name":"Cup","tax_class":"STANDARD"}})");
  all.masters.begin_copy();
  const OpenMaster& open = *all.masters.open_record();
  CHECK(open.is_new());
  CHECK(open.name() == "New product");
  CHECK(open.form.text("sku").empty());
  CHECK(open.form.text("gtin").empty());
  CHECK(open.form.text("name") == "Cup");
  CHECK(Json::parse(open.form.record()) == Json{{"name", "Cup"}, {"tax_class", "STANDARD"}});
}

TEST_CASE("a record is removed on what was shown, and the list is what stays") {
  MastersFixture all;
  all.open_price();
  all.masters.remove();
  const Question question = all.server.answer(200, MastersFixture::record(nullptr));
  CHECK(question.path == "/v1/masters/prices/BASE~CUP-250~24/remove");
  CHECK(asked(question)["based_on"] == "d1");
  CHECK(all.masters.open_record() == nullptr);
  CHECK(all.masters.take_news().front().words == "CUP-250 on BASE is removed.");
}

TEST_CASE("what must stay is not removed, and the sentence says why") {
  MastersFixture all;
  OpenMaster& open = all.open_price();
  all.masters.remove();
  all.server.answer(422, R"({"detail":"It would leave a hole."})");
  CHECK(open.failure == "That was not removed. It would leave a hole.");
}

TEST_CASE("a removed record still tells its history; one that never was is said") {
  MastersFixture all;
  OpenMaster& open = all.open_price(nullptr);
  CHECK(open.is_removed());
  all.masters.open(MastersFixture::kind("prices"), "NONE");
  all.server.answer(404);
  CHECK(all.masters.open_record()->failure == "There is no such price.");
  CHECK_FALSE(all.masters.open_record()->is_removed());
}

TEST_CASE("a late answer about a record that was left is dropped") {
  MastersFixture all;
  all.masters.open(MastersFixture::kind("prices"), "BASE~CUP-250~24");
  all.masters.begin_new(MastersFixture::kind("products"));
  all.server.answer(200, MastersFixture::record(base_price));
  CHECK(all.masters.open_record()->is_new());
  CHECK_FALSE(all.masters.open_record()->form.differs());
}

TEST_CASE("what was typed is there after a reload, and is said; saved, it is forgotten") {
  MastersFixture all;
  all.open_price();
  all.type("price", "6.90");
  all.now += 400;
  all.masters.pump();
  Masters again(all.edge(), MastersFixture::person("finance"));
  REQUIRE(again.open_record() != nullptr);
  CHECK(again.open_record()->name() == "CUP-250 on BASE");
  CHECK(again.open_record()->form.text("price") == "6.90");
  CHECK(again.has_unsaved());
  CHECK(again.take_news().size() == 1);
  CHECK(Masters(all.edge(), MastersFixture::person("admin")).open_record() == nullptr);
  all.server.answer(200, R"({"issues":[]})");
  again.save();
  const Question question = all.server.answer(200, MastersFixture::record(base_price));
  CHECK(asked(question)["based_on"] == "d1");
  CHECK(asked(question)["record"]["price"] == "6.90");
  CHECK(all.storage.kept.empty());
}

TEST_CASE("changes that somebody throws away are forgotten on the device, too") {
  MastersFixture all;
  all.open_price();
  all.type("price", "6.90");
  all.now += 400;
  all.masters.pump();
  CHECK(all.storage.kept.size() == 1);
  all.masters.close();
  CHECK(all.storage.kept.empty());
}
