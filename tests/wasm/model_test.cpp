#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/model.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

struct ModelFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  std::unique_ptr<Model> model;
  wire::SnapshotParts parts = app::test::snapshot_parts(app::test::small_company());

  explicit ModelFixture(const char* role = "rep") { start(role); }
  void start(const char* role = "rep") {
    server.asked.clear();
    model = std::make_unique<Model>(app::test::edge_of(storage, server));
    model->open_store({.state = DeviceStore::State::owner});
    model->start();
    server.answer(200, Json{{"login", "anna"}, {"name", "Anna"}, {"role", role}}.dump());
    server.answer(200, app::test::prices_body(parts));
  }
  OpenOrder& order() { return app::test::begin_small_order(*model); }
};

}  // namespace

TEST_CASE("the app starts: person, prices, ready") {
  ModelFixture all;
  CHECK(all.model->phase() == Phase::ready);
  CHECK(all.model->person().name == "Anna");
  CHECK(all.model->catalogue()->info().company == "Northwind Supply");
  CHECK(all.model->status(true).words ==
        "This device is not known to the company yet · Prices of Monday 08:10 · online");
}

TEST_CASE("nobody signed in, no server, damaged prices: each is said") {
  ModelFixture all;
  all.storage.forget("person");
  Model out(app::test::edge_of(all.storage, all.server));
  out.start();
  all.server.answer(401, R"({"detail":"Sign in first."})");
  CHECK(out.phase() == Phase::signed_out);
  app::test::MemoryStorage nothing;
  Model gone(app::test::edge_of(nothing, all.server));
  gone.start();
  all.server.answer(0);
  CHECK(gone.phase() == Phase::no_server);
  CHECK(gone.trouble() == "There is no connection to the company's server.");
  Model damaged(app::test::edge_of(all.storage, all.server));
  damaged.start();
  all.server.answer(200, R"({"login":"anna","name":"Anna","role":"rep"})");
  wire::SnapshotParts wrong = all.parts;
  wrong.common[wrong.common.size() / 2] ^= 1;
  all.server.answer(200, app::test::prices_body(wrong, wire::snapshot_digest(all.parts), false));
  CHECK(damaged.phase() == Phase::damaged);
  CHECK(damaged.trouble().starts_with("The price data arrived damaged"));
}

TEST_CASE("without the server the app starts with what the device has kept") {
  ModelFixture all;
  all.server.asked.clear();
  Model again(app::test::edge_of(all.storage, all.server));
  again.start();
  all.server.answer(0);
  const Question prices = all.server.answer(0, app::test::prices_body(all.parts));
  CHECK(prices.path == "device:prices");
  CHECK(Json::parse(prices.body)["login"] == "anna");
  CHECK(again.phase() == Phase::ready);
  CHECK(again.person().name == "Anna");
  CHECK(again.status(true).words ==
        "Prices of Monday 08:10 · no answer from the company since 10:42");
  // Nothing kept: what is missing is said.
  Model bare(app::test::edge_of(all.storage, all.server));
  bare.start();
  all.server.answer(0);
  all.server.answer(0, R"({"detail":"12.0 of 25.0 MB of the prices are on this device."})");
  CHECK(bare.phase() == Phase::no_server);
  CHECK(bare.trouble() == "12.0 of 25.0 MB of the prices are on this device.");
  // Whoever signed out took the person along.
  again.forget_person();
  Model later(app::test::edge_of(all.storage, all.server));
  later.start();
  all.server.answer(0);
  CHECK(later.phase() == Phase::no_server);
}

TEST_CASE("a draft is there after a reload, with its undo") {
  ModelFixture all;
  OpenOrder& open = all.order();
  const std::string id = open.order_id();
  CHECK(all.model->status(true).words.starts_with("Draft saved on this device 10:42"));
  all.start();
  REQUIRE(all.model->drafts().size() == 1);
  CHECK(all.model->drafts()[0].customer_name == "Acme Hardware");
  CHECK(all.model->drafts()[0].lines == 1);
  OpenOrder* again = all.model->open_draft(id);
  REQUIRE(again);
  CHECK(again->editor().order().lines[0].quantity == "12");
  again->editor().undo();
  CHECK(again->editor().order().lines[0].quantity.empty());
}

TEST_CASE("an order in which nothing was written is not kept") {
  ModelFixture all;
  all.model->begin_order();
  all.model->keep_drafts();
  all.model->close_order();
  CHECK(all.model->drafts().empty());
  CHECK(all.storage.kept.count("draft/anna/") == 0);
}

TEST_CASE("a device without room is told about, and the order is still there") {
  ModelFixture all;
  all.storage.room = 10;
  OpenOrder& open = all.order();
  CHECK(open.save_failed());
  const StatusLine status = all.model->status(true);
  CHECK(status.warns);
  CHECK(status.words.starts_with("NOT saved"));
  CHECK(open.editor().lines() == 1);
}

TEST_CASE("a long order is saved within half a second, and said to be unsaved until then") {
  ModelFixture all;
  OpenOrder& open = all.order();
  std::vector<RawLine> rows(400, RawLine{.sku = "AB-103", .quantity = "1"});
  open.editor().append(std::move(rows), "paste");
  CHECK(all.model->keep_drafts() > 0);
  CHECK_FALSE(open.is_saved());
  CHECK(all.model->status(true).words.starts_with("Saving the draft"));
  all.model->close_order();
  CHECK(all.model->drafts()[0].lines == 401);
}

TEST_CASE("new prices decide the open order again") {
  ModelFixture all;
  OpenOrder& open = all.order();
  CHECK(open.editor().live().outcome().net == Money{1500, *Currency::parse("USD")});
  Company dearer = app::test::small_company();
  for (Price& price : dearer.prices) price.price.ten_thousandths *= 2;
  all.model->check_prices();
  all.server.answer(200, app::test::prices_body(app::test::snapshot_parts(dearer)));
  CHECK(open.editor().live().outcome().net == Money{3000, *Currency::parse("USD")});
  CHECK(all.model->take_news().back().words == "New prices are in use.");
}

TEST_CASE("the status line says when the server stopped answering") {
  ModelFixture all;
  all.model->orders().refresh();
  all.server.answer(0);
  all.server.answer(0);
  CHECK(all.model->status(true).words.ends_with("no answer from the company since 10:42"));
  CHECK(all.model->status(false).words.ends_with("no network"));
  all.model->orders().refresh();
  all.server.answer(401);
  CHECK(all.model->status(true).words.ends_with("sign in to see the company's orders"));
}

TEST_CASE("a paste is looked at first; taken, it is one step of undo") {
  ModelFixture all;
  OpenOrder& open = all.order();
  all.model->begin_paste("AB-103\t5\nNOPE-1\t2\nOAK-40\t1\n");
  REQUIRE(all.model->paste());
  CHECK(open.editor().lines() == 1);
  while (all.model->paste()->work(100)) {
  }
  CHECK(all.model->take_paste() == 2);
  CHECK_FALSE(all.model->paste());
  CHECK(open.editor().lines() == 3);
  open.editor().undo();
  CHECK(open.editor().lines() == 1);
}

TEST_CASE("a copy leaves out what the company has by now, and keeps what it has not") {
  ModelFixture all;
  const Customer& acme = *all.model->catalogue()->find_customer("C-1");
  RawOrder order{.customer = "C-1", .ship_to = "MAIN"};
  order.new_customer = RawCustomer{.name = "Acme Hardware"};
  order.new_ship_tos.push_back({.code = "main", .address = acme.ship_tos[0].address});
  order.new_ship_tos.push_back({.code = "MAIN", .address = {.locality = "Oakland"}});
  order.new_ship_tos.push_back({.code = "OAKLAND", .address = {.locality = "Oakland"}});
  OpenOrder* copy = all.model->begin_copy(order);
  REQUIRE(copy != nullptr);
  const RawOrder& begun = copy->editor().order();
  CHECK_FALSE(begun.new_customer);
  REQUIRE(begun.new_ship_tos.size() == 2);
  CHECK(begun.new_ship_tos[0].address.locality == "Oakland");
  CHECK(begun.new_ship_tos[1].code == "OAKLAND");
}
