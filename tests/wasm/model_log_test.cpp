// The model and this device's log: enrolled, saved, sent, refused by a disk, taken over.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/device_log/orders_file.hpp"
#include "tests/support/app_state.hpp"
#include "tests/support/memory_device.hpp"
#include "wasm/state/model.hpp"

using namespace tally;
using namespace tally::app;
using device_log::Stored;
using Json = nlohmann::json;

namespace {

const std::string device_body =
    R"({"device_id":"0123456789abcdef0123456789abcdef","code":"K7","logs":[],"next_letter":"A"})";

struct LogFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  app::test::MemoryDevice device;
  std::unique_ptr<Model> model;
  wire::SnapshotParts parts = app::test::snapshot_parts(app::test::small_company());

  LogFixture() { start(); }
  void make_model() {
    server.asked.clear();
    device.sent.clear();
    model = std::make_unique<Model>(app::test::edge_of(storage, server, device.edge()));
    model->open_store(device.store());
    model->start();
  }
  /// With a network: signed in, enrolled where that is wanted, prices there.
  void start() {
    make_model();
    server.answer(200, R"({"login":"anna","name":"Anna","role":"rep"})");
    while (server.asked.front().question.path == "/v1/devices") server.answer(200, device_body);
    server.answer(200, app::test::prices_body(parts));
  }
  /// Without: the page answers with what it kept.
  void start_offline() {
    make_model();
    server.answer(0);
    server.answer(0, app::test::prices_body(parts));
  }
  OpenOrder& order() { return app::test::begin_small_order(*model); }
  std::string last_news() {
    const auto news = model->take_news();
    return news.empty() ? "" : news.back().words;
  }
};

}  // namespace

TEST_CASE("signed in, a device is made known once; then orders are saved and arrive") {
  LogFixture all;
  REQUIRE(all.model->outbox().state() == LogState::ready);
  const std::string id = all.order().order_id();
  CHECK(all.model->submit() == SaveCheck::ready);
  CHECK(all.model->open()->delivery().state == Delivery::State::saved);
  CHECK(all.model->open()->delivery().paper == "K7A-0001");
  CHECK(all.last_news() == "Saved on this device as K7A-0001.");
  CHECK(all.model->drafts().empty());
  CHECK(all.device.forgotten == std::vector<std::string>{"draft/anna/" + id});
  CHECK(all.model->status(true).words.starts_with("Saved on this device 10:42 · 1 order waits"));
  REQUIRE(all.device.sent.size() == 1);
  all.device.receive();
  CHECK(all.model->outbox().waiting() == 0);
  CHECK(all.last_news() == "Order S-000001 is accepted.");
  CHECK(all.model->own_order(id)->state_words == "Accepted");
  CHECK_FALSE(all.device.timer_ms);
}

TEST_CASE("an order that waits keeps the prices it was decided with") {
  LogFixture all;
  const std::string named = wire::snapshot_digest(all.parts).text();
  all.model->check_prices();
  Question asked = all.server.answer(200, "{\"manifest\":{\"digest\":\"" + named + "\"}}\n");
  CHECK(Json::parse(asked.body)["have"] == named);
  CHECK(Json::parse(asked.body)["keep"].empty());
  all.order();
  REQUIRE(all.model->submit() == SaveCheck::ready);
  all.device.answer(0);
  all.model->check_prices();
  asked = all.server.answer(0);
  CHECK(Json::parse(asked.body)["keep"] == Json::array({named}));
}

TEST_CASE("an order that was saved is there after a start without a network, and goes later") {
  LogFixture all;
  const std::string id = all.order().order_id();
  all.model->submit();
  all.device.answer(0);
  all.start_offline();
  REQUIRE(all.model->phase() == Phase::ready);
  CHECK(all.model->person().name == "Anna");
  REQUIRE(all.model->own_order(id));
  CHECK(all.model->own_order(id)->waits);
  CHECK(all.model->own_order(id)->paper == "K7A-0001");
  CHECK(all.model->status(false).words.ends_with("no network"));
  all.order();
  all.model->submit();
  CHECK(all.model->open()->delivery().paper == "K7A-0002");
  all.device.answer(0);
  CHECK(all.device.timer_ms);
  all.model->wake();
  const auto both = device_log::read_push(all.device.receive().body);
  CHECK(both->items.size() == 2);
  CHECK(all.model->outbox().waiting() == 0);
}

TEST_CASE("NOT SAVED keeps the form; saving again records identical bytes") {
  LogFixture all;
  all.order();
  all.device.next = {Stored::failed, Stored::durable};
  all.device.why = "database full";
  CHECK(all.model->submit() == SaveCheck::ready);
  const Delivery& delivery = all.model->open()->delivery();
  CHECK(delivery.state == Delivery::State::not_saved);
  CHECK(delivery.reason.starts_with("This device has no room left."));
  CHECK(all.model->open()->may_edit());
  CHECK(all.model->drafts().size() == 1);
  CHECK(all.model->status(true).words.starts_with("Order NOT SAVED"));
  CHECK(all.device.sent.empty());
  const std::string pending = all.model->outbox().engine()->pending()->bytes;
  CHECK(all.model->submit() == SaveCheck::ready);
  CHECK(all.model->open()->delivery().state == Delivery::State::saved);
  CHECK(all.model->outbox().engine()->book().current().entries.back().bytes == pending);
}

TEST_CASE("what could not be saved is in the file, signed, and can be read back") {
  LogFixture all;
  all.order();
  all.device.next = {Stored::failed};
  all.model->submit();
  std::string file;
  all.model->export_unsent([&file](const std::string& bytes) { file = bytes; });
  const auto envelopes = device_log::read_orders_file(file);
  REQUIRE(envelopes);
  REQUIRE(envelopes->size() == 1);
  CHECK(envelopes->front().signer.text() == "0123456789abcdef0123456789abcdef");
  CHECK(device_log::read_push(envelopes->front().body)->items.size() == 1);
}

TEST_CASE("a window that lost the log says so, and its order stays") {
  LogFixture all;
  all.order();
  all.device.next = {Stored::fenced};
  all.model->submit();
  CHECK(all.model->open()->delivery().state == Delivery::State::not_saved);
  CHECK(all.model->outbox().state() == LogState::reader);
  CHECK(all.model->outbox().trouble().starts_with("Another window took over"));
  CHECK(all.model->open()->editor().lines() == 1);
  CHECK(all.model->drafts().size() == 1);
}

TEST_CASE("401 touches nothing that waits; a portal is named; orders are saved meanwhile") {
  LogFixture all;
  all.order();
  all.model->submit();
  all.device.answer(401, R"({"detail":"Who is this?"})");
  CHECK(all.model->outbox().waiting() == 1);
  CHECK(all.model->status(true).words.ends_with("the company does not know this device: sign in"));
  all.model->wake();
  all.device.answer(200, "<html>Welcome to the hotel</html>");
  CHECK(all.model->status(true).words.ends_with("the network wants a sign-in: open any web page"));
  CHECK(all.model->outbox().waiting() == 1);
  CHECK_FALSE(all.model->may_sign_out());
}

TEST_CASE("one copy gone: orders come from the other, and a new log begins") {
  LogFixture all;
  const std::string id = all.order().order_id();
  all.model->submit();
  all.device.answer(0);
  SUBCASE("the database") { all.device.database.clear(); }
  SUBCASE("the journal") { all.device.journal.clear(); }
  all.start_offline();
  REQUIRE(all.model->own_order(id));
  CHECK(all.model->own_order(id)->paper == "K7A-0001");
  all.order();
  all.model->submit();
  CHECK(all.model->open()->delivery().paper == "K7B-0001");
}

TEST_CASE("both copies gone: it is said, and no number is given twice") {
  LogFixture all;
  all.order();
  all.model->submit();
  CHECK(all.model->open()->delivery().paper == "K7A-0001");
  all.device.answer(0);
  all.device.database.clear();
  all.device.journal.clear();
  all.start();
  CHECK(all.last_news().starts_with("What this device had saved is gone, both copies of it."));
  all.order();
  all.model->submit();
  CHECK(all.model->open()->delivery().paper == "K7B-0001");
}

TEST_CASE("a draft whose order was saved as the window closed is not written twice") {
  LogFixture all;
  const std::string id = all.order().order_id();
  const auto draft = *all.storage.load("draft/anna/" + id);
  const auto list = *all.storage.load("drafts/anna");
  all.model->submit();
  // As if the program ended between the two: the entry is there, and so is the draft.
  all.storage.save("draft/anna/" + id, draft);
  all.storage.save("drafts/anna", list);
  all.start();
  all.model->outbox().pump();
  all.model->open_store(all.device.store());
  CHECK(all.model->drafts().empty());
  CHECK(all.model->own_order(id));
}

TEST_CASE("a change, a remark and a cancellation are entries behind the order") {
  LogFixture all;
  const std::string id = all.order().order_id();
  all.model->submit();
  all.device.receive();
  OpenOrder* open = all.model->begin_amendment(*all.model->own_order(id));
  REQUIRE(open);
  CHECK(open->order_id() == id);
  open->editor().type(0, LineField::quantity, "24");
  all.model->submit();
  all.model->record(*all.model->own_order(id), device_log::EntryKind::note, "Deliver early.");
  all.model->record(*all.model->own_order(id), device_log::EntryKind::cancel, "Wrong shop.");
  const auto& entries = all.model->outbox().engine()->book().current().entries;
  REQUIRE(entries.size() == 4);
  CHECK(entries[1].kind == device_log::EntryKind::amend);
  CHECK(device_log::read_entry(entries[1].bytes)->base_revision == 1);
  CHECK(device_log::read_entry(entries[2].bytes)->body == "Deliver early.");
  CHECK(entries[3].kind == device_log::EntryKind::cancel);
  CHECK(all.model->own_order(id)->waits);
}

TEST_CASE("an order with errors is not saved") {
  LogFixture all;
  all.order().editor().type(0, LineField::quantity, "a dozen");
  CHECK(all.model->submit() == SaveCheck::has_errors);
  CHECK(all.device.sent.empty());
  CHECK(all.model->open()->may_edit());
}

TEST_CASE("nothing is drawn and no timer runs while nothing waits") {
  LogFixture all;
  const int changes = all.device.changes;
  for (int i = 0; i < 5; ++i) all.model->outbox().pump();
  all.model->wake();
  CHECK(all.device.changes == changes);
  CHECK_FALSE(all.device.timer_ms);
}
