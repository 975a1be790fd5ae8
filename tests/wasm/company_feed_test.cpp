// The company's word on the device: asked for, kept, told once, shown without a network.
#include <doctest/doctest.h>

#include "tests/support/app_state.hpp"
#include "wasm/state/company_feed.hpp"
#include "wasm/state/feed_text.hpp"

using namespace tally;
using namespace tally::app;
using device_log::ChangesPage;
using device_log::FeedRow;
using device_log::PromiseKind;

namespace {

const std::string order_id = "0b7e0000-0000-4000-8000-000000000001";

std::string order_row(const std::string& state) {
  return R"({"order_id":")" + order_id + R"(","number":"S-000007","state":")" + state +
         R"(","state_by":"dora","revision":2,"reasons":[]})";
}

std::string notice_row(const std::string& at) {
  return R"({"at":")" + at + R"(","by":"dora","subject":"","what":"message","words":"At nine."})";
}

struct FeedFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  std::int64_t rings_in = -1;
  int changed = 0;
  std::uint64_t pushes = 4;
  std::optional<device_log::Identity> device;
  std::vector<device_log::LogHead> heads;
  std::vector<std::pair<std::size_t, std::uint64_t>> told_heads;  // how many, and as of which push
  std::unique_ptr<CompanyFeed> feed;
  std::vector<FeedRow> rows;

  FeedFixture() { open(); }
  void open() {
    Edge edge = app::test::edge_of(storage, server);
    edge.changes_in = [this](std::int64_t ms) { rings_in = ms; };
    server.asked.clear();
    feed = std::make_unique<CompanyFeed>(
        edge, "anna", app::FeedCalls{.changed = [this] { ++changed; },
                                      .pushes = [this] { return pushes; },
                                      .heads = [this](const auto& told, std::uint64_t at) {
                                        told_heads.emplace_back(told.size(), at);
                                      }});
    feed->begin(device);
  }
  void add(const std::string& kind, const std::string& key, const std::string& row) {
    rows.push_back({kind, key, static_cast<std::int64_t>(rows.size()) + 1, row});
  }
  /// All rows behind `after`, as the company answers.
  std::string page(std::int64_t after = 0) const {
    ChangesPage made;
    made.incarnation = device_log::Incarnation::from_bytes({1});
    made.after = after;
    made.upto = static_cast<std::int64_t>(rows.size());
    made.reset = after == 0;
    made.complete = true;
    made.heads = heads;
    made.server_time = Instant{app::test::now_ms};
    for (const FeedRow& row : rows) {
      if (row.lsn > after) made.rows.push_back(row);
      device_log::mix_digest(made.digests[row.kind],
                 device_log::row_digest(row.kind, row.key, row.row.value_or("")));
    }
    return device_log::write_changes(made);
  }
};

}  // namespace

TEST_CASE("orders, stock and goods set aside are known, and after a start without a network") {
  FeedFixture all;
  CHECK(all.server.asked.front().question.path.starts_with("/v1/changes?after=0"));
  all.add("order", order_id, order_row("sent_back"));
  all.add("stock", "AB-103", R"({"at":"2026-03-31T09:12:00.000Z","free":1240000,"sku":"AB-103"})");
  all.add("allotment", "a1",
          R"({"expires_ms":1774960000000,"holder":"login:anna","id":"a1","kind":"allotment",)"
          R"("left":40000,"quantity":40000,"sku":"AB-103","warehouse":"MAIN"})");
  all.server.answer(200, all.page());
  for (int start = 0; start < 2; ++start) {
    REQUIRE(all.feed->order(order_id));
    CHECK(all.feed->order(order_id)->row.state == "sent_back");
    CHECK(all.feed->order(order_id)->row.number == "S-000007");
    CHECK(all.feed->stock("AB-103")->free == units(1240));
    CHECK_FALSE(all.feed->stock("OAK-40"));
    CHECK(all.feed->promised("AB-103", units(40), {}).kind == PromiseKind::allotted);
    CHECK(all.feed->promised("AB-103", units(41), {}).kind == PromiseKind::hint);
    // What an order on this device took is not promised again.
    CHECK(all.feed->promised("AB-103", units(40), {{"AB-103", units(1), {}}}).kind ==
          PromiseKind::hint);
    all.open();
    CHECK(all.server.asked.front().question.path.starts_with("/v1/changes?after=3"));
    all.server.answer(0);
  }
  CHECK(all.changed == 1);
}

TEST_CASE("how far the company has this device's logs is told as of the question, not the answer") {
  FeedFixture all;
  all.heads = {{device_log::Epoch::from_bytes({7}), 3}};
  all.server.answer(200, all.page());
  CHECK(all.told_heads.empty());  // not asked for any device
  all.device = device_log::Identity{device_log::DeviceId::from_bytes({9}), "K7", "anna"};
  all.open();
  CHECK(all.server.asked.front().question.path.contains("device="));
  all.pushes = 5;
  all.server.answer(200, all.page());
  CHECK(all.told_heads == std::vector<std::pair<std::size_t, std::uint64_t>>{{1, 4}});
}

TEST_CASE("a message is told once; on a new device old ones are no news") {
  FeedFixture all;
  all.add("notice", "old", notice_row("2026-03-20T08:00:00.000Z"));
  all.add("notice", "new", notice_row("2026-03-31T08:00:00.000Z"));
  CHECK(all.feed->take_messages().empty());
  all.server.answer(200, all.page());
  const auto messages = all.feed->take_messages();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].words == "At nine.");
  CHECK(all.feed->take_messages().empty());
  all.open();
  all.server.answer(200, all.page(2));
  CHECK(all.feed->take_messages().empty());
  all.add("notice", "next", notice_row("2026-03-31T08:01:00.000Z"));
  all.feed->wake();
  all.server.answer(200, all.page(2));
  CHECK(all.feed->take_messages().size() == 1);
}

TEST_CASE("it asks when the stream says so, now and then without it, and rarely while it fails") {
  FeedFixture all;
  all.add("order", order_id, order_row("waiting"));
  all.server.answer(200, all.page());
  CHECK(all.rings_in == 30'000);
  all.feed->pump();
  CHECK(all.server.asked.empty());
  all.feed->told(1);
  CHECK(all.rings_in == 300'000);
  all.add("order", order_id, order_row("accepted"));
  all.rows.erase(all.rows.begin());
  all.feed->told(2);
  REQUIRE(all.server.asked.size() == 1);
  CHECK(all.server.asked.front().question.path.starts_with("/v1/changes?after=1"));
  all.server.answer(200, "<html>Room number?</html>");
  CHECK(all.feed->order(order_id)->row.state == "waiting");
  const std::uint64_t before = all.feed->orders_revision();
  all.feed->wake();
  all.server.answer(502);
  CHECK(all.feed->orders_revision() == before);
}

TEST_CASE("a kept copy that is not whole is asked for anew") {
  FeedFixture all;
  all.add("order", order_id, order_row("waiting"));
  all.server.answer(200, all.page());
  const std::string kept = all.storage.kept.at("feed/anna");
  REQUIRE(read_feed(kept));
  CHECK(write_feed(*read_feed(kept)) == kept);
  for (std::size_t length = 0; length < kept.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(read_feed(std::string_view(kept).substr(0, length)).has_value());
  }
  all.storage.kept["feed/anna"].resize(kept.size() / 2);
  all.open();
  CHECK(all.server.asked.front().question.path.starts_with("/v1/changes?after=0"));
}
