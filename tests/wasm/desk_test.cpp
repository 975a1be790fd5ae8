#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/desk.hpp"
#include "wasm/state/order_list.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

Json row(int number, const std::string& state = "waiting") {
  return {{"order_id", "id-" + std::to_string(number)},
          {"number", "S-00000" + std::to_string(number)},
          {"state", state},
          {"state_since", "2026-03-31T0" + std::to_string(number % 10) + ":12:00.000Z"},
          {"state_by", ""},
          {"customer_name", "Acme Hardware"},
          {"currency", "USD"},
          {"total", 124'000},
          {"revision", 1},
          {"reasons", Json::array({{{"code", "order_large"},
                                    {"severity", "review"},
                                    {"sentence", "The order comes to USD 1,240.00."}}})}};
}

std::string page(std::initializer_list<int> numbers, const std::string& before = {}) {
  Json orders = Json::array();
  for (const int number : numbers) orders.push_back(row(number));
  return Json{{"orders", orders}, {"next", before}}.dump();
}

struct DeskFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  Desk desk{app::test::edge_of(storage, server)};
  /// Three orders wait; the details of all of them have come.
  DeskFixture() {
    desk.refresh();
    server.answer(200, page({3, 1, 2}));
    answer_details();
  }
  void answer_details() {
    while (!server.asked.empty() && server.asked.front().question.method == "GET") {
      const std::string path = server.asked.front().question.path;
      const int number = path.back() - '0';
      server.answer(200, row(number).dump());
    }
  }
};

}  // namespace

TEST_CASE("the oldest order lies on the table first, and the next comes by itself") {
  DeskFixture all;
  CHECK(all.desk.queue().size() == 3);
  CHECK(all.desk.current()->order_id == "id-1");
  REQUIRE(all.desk.current_view());
  CHECK(all.desk.answer(DeskAnswer::approve, ""));
  CHECK(all.desk.current()->order_id == "id-2");
  REQUIRE(all.desk.current_view());
  const Question question = all.server.answer(200, row(1, "accepted").dump());
  CHECK(question.path == "/v1/orders/id-1/approve");
  CHECK(Json::parse(question.body) == Json{{"note", ""}, {"revision", 1}});
  CHECK(all.desk.answered() == 1);
}

TEST_CASE("sending back needs words") {
  DeskFixture all;
  CHECK_FALSE(all.desk.answer(DeskAnswer::send_back, ""));
  CHECK(all.desk.current()->order_id == "id-1");
  CHECK(all.desk.answer(DeskAnswer::send_back, "Half price is too much; 10 % is right."));
  const Question question = all.server.answer(200, row(1, "sent_back").dump());
  CHECK(question.path == "/v1/orders/id-1/send-back");
  CHECK(Json::parse(question.body)["note"] == "Half price is too much; 10 % is right.");
}

TEST_CASE("an answer the server did not take comes back with its reason") {
  DeskFixture all;
  all.desk.answer(DeskAnswer::approve, "");
  all.server.answer(409, R"({"detail":"Ben has answered this order already."})");
  const auto news = all.desk.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news[0] == "Order S-000001 was not approved. Ben has answered this order already.");
  CHECK(all.desk.queue().size() == 3);
  CHECK(all.desk.current()->order_id == "id-2");
}

TEST_CASE("an order approved with too little stock still waits, and says what is short") {
  DeskFixture all;
  all.desk.answer(DeskAnswer::approve, "");
  Json short_of = row(1);
  short_of["reasons"].push_back({{"code", "stock_short"},
                                 {"severity", "review"},
                                 {"sentence", "12 of AB-103 are wanted and 3 are there."},
                                 {"mend", "Approve it with a backorder."}});
  all.server.answer(200, short_of.dump());
  CHECK(all.desk.take_news()[0] ==
        "Order S-000001 was not approved. 12 of AB-103 are wanted and 3 are there. "
        "Approve it with a backorder.");
  CHECK(all.desk.queue().size() == 3);
  all.answer_details();
  all.desk.choose_order("id-1");
  CHECK(all.desk.answer(DeskAnswer::approve_short, ""));
  while (all.server.asked.front().question.method == "GET") all.server.answer(500);
  CHECK(Json::parse(all.server.answer(200, row(1, "accepted").dump()).body)["backorder"] == true);
}

TEST_CASE("forty exceptions are answered without waiting for the server once") {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  Desk desk(app::test::edge_of(storage, server));
  Json orders = Json::array();
  for (int number = 0; number < 40; ++number) orders.push_back(row(number));
  desk.refresh();
  server.answer(200, Json{{"orders", orders}, {"next", ""}}.dump());
  int answered = 0;
  while (desk.current() != nullptr) {
    REQUIRE(desk.answer(DeskAnswer::approve, ""));
    ++answered;
  }
  CHECK(answered == 40);
  CHECK(desk.on_their_way() == 40);
  while (!server.asked.empty()) server.answer(200, row(1, "accepted").dump());
  CHECK(desk.answered() == 40);
}

TEST_CASE("what waits comes in pages, and one answered meanwhile does not come back") {
  DeskFixture all;
  all.desk.answer(DeskAnswer::approve, "");
  auto approving = std::move(all.server.asked.front());
  all.server.asked.pop_front();
  all.answer_details();
  all.desk.refresh();
  all.server.answer(200, page({3, 1}, "cursor-1"));
  CHECK(all.server.answer(200, page({2})).path.ends_with("before=cursor-1"));
  CHECK(all.desk.queue().size() == 2);
  CHECK(all.desk.current()->order_id == "id-2");
  approving.then({200, row(1, "accepted").dump()});
  CHECK(all.desk.answered() == 1);
}

TEST_CASE("the list asks by filter and page, and says states in words") {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  OrderList list(app::test::edge_of(storage, server), true);
  list.choose(OrderFilter::sent_back);
  Json sent_back = row(1, "sent_back");
  sent_back["state_by"] = "Dora";
  const Question question =
      server.answer(200, Json{{"orders", {sent_back}}, {"next", "9"}}.dump());
  CHECK(question.path == "/v1/orders?limit=50&state=sent_back&mine=1");
  CHECK(server.answer(200, R"({"waiting":3,"accepted":7})").path == "/v1/orders/counts");
  REQUIRE(list.counts());
  CHECK(list.counts()->accepted == 7);
  REQUIRE(list.rows().size() == 1);
  CHECK(state_since_words(list.rows()[0], app::test::still_clock()) ==
        "Sent back by Dora since 01:12");
  CHECK(why_words({{.severity = "note", .sentence = "n"}}) == "");
  CHECK(why_words({{.severity = "review", .sentence = "r"}, {.severity = "error",
                                                             .sentence = "e"}}) == "e");
  CHECK(why_words(list.rows()[0].reasons) == "The order comes to USD 1,240.00.");
  CHECK(total_text(list.rows()[0]) == "$1,240.00");
  list.ask_more();
  CHECK(server.answer(200, page({2})).path.ends_with("&before=9"));
  CHECK(list.rows().size() == 2);
  CHECK_FALSE(list.has_more());
}

TEST_CASE("an answer for a filter that was left is not shown under the new one") {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  OrderList list(app::test::edge_of(storage, server), false);
  list.choose(OrderFilter::waiting);
  list.choose(OrderFilter::accepted);
  server.answer(200, page({1, 2}));
  server.answer(500);
  CHECK(list.rows().empty());
  server.answer(0);
  CHECK(list.failure() == "There is no connection to the company's server.");
}
