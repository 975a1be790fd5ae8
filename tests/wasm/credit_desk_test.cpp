// Credit as finance works through it: the queue, a release that comes back, a limit, a hold.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/credit_desk.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

Json reason(const char* code, const char* severity = "review") {
  return {{"code", code}, {"severity", severity}, {"sentence", "Beyond."}, {"mend", "Pay."}};
}

Json waiting_order(const char* id, const char* verdict = "route") {
  return {{"order_id", id},
          {"number", std::string("S-") + id},
          {"state", "waiting"},
          {"revision", 3},
          {"customer", "C-1"},
          {"customer_name", "Acme"},
          {"currency", "USD"},
          {"reasons", Json::array({reason("credit_limit_passed")})},
          {"findings", Json::array({reason("credit_limit_passed")})},
          {"credit",
           {{"currency", "USD"}, {"limit", 10'000}, {"invoices", 4'000}, {"orders", 5'000},
            {"used", 9'000}, {"available", 1'000}, {"order", 2'500}, {"over_by", 1'500},
            {"days_overdue", 12}, {"hold", ""}, {"verdict", verdict}}}};
}

Json standing(std::int64_t revision = 4) {
  return {{"customer", "C-1"},
          {"name", "Acme"},
          {"hold", ""},
          {"revision", revision},
          {"accounts",
           {{{"currency", "USD"}, {"limit", 10'000}, {"invoices", 4'000}, {"orders", 5'000},
             {"used", 9'000}, {"available", 1'000}, {"overdue", 4'000}, {"action", "route"},
             {"overdue_days_max", 30}, {"own_action", ""}, {"own_overdue_days_max", nullptr}}}},
          {"open_items",
           {{{"invoice", "R-7"}, {"currency", "USD"}, {"amount", 4'000}, {"open", 4'000},
             {"day", "2026-02-01"}, {"due", "2026-03-01"}, {"days_overdue", 30}}}},
          {"changes", Json::array()}};
}

struct CreditFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  CreditDesk desk{app::test::edge_of(storage, server)};

  void come(const Json& orders) {
    desk.refresh();
    CHECK(server.answer(200, Json{{"orders", orders}, {"total", orders.size()}}.dump()).path ==
          "/v1/credit");
  }
};

}  // namespace

TEST_CASE("finance and administrators change credit, the desk looks, reps see none") {
  CHECK(may_change_credit("finance"));
  CHECK(may_change_credit("admin"));
  CHECK_FALSE(may_change_credit("desk"));
  CHECK(may_see_credit("desk"));
  CHECK_FALSE(may_see_credit("rep"));
  CHECK_FALSE(may_see_credit("rules"));
}

TEST_CASE("what waits comes with its figures; what is no list says so and takes nothing away") {
  CreditFixture all;
  all.come(Json::array({waiting_order("1"), waiting_order("2", "hold")}));
  REQUIRE(all.desk.queue().size() == 2);
  const CreditOrder& first = *all.desk.current();
  CHECK(first.row.number == "S-1");
  CHECK(first.figures.over_by == Money{1'500, *Currency::parse("USD")});
  CHECK(first.figures.days_overdue == 12);
  CHECK(first.figures.word == CreditWord::route);
  CHECK(first.findings.front().code == "credit_limit_passed");
  all.desk.choose_order("2");
  CHECK(all.desk.current()->figures.word == CreditWord::hold);
  all.desk.refresh();
  all.server.answer(200, "<html>");
  CHECK_FALSE(all.desk.failure().empty());
  CHECK(all.desk.queue().size() == 2);
  all.come(Json::array({waiting_order("2", "hold")}));
  CHECK(all.desk.failure().empty());
  CHECK(all.desk.current()->row.order_id == "2");
}

TEST_CASE("a release needs a reason, goes out at once, and the next order is there") {
  CreditFixture all;
  all.come(Json::array({waiting_order("1"), waiting_order("2")}));
  CHECK_FALSE(all.desk.release("  "));
  CHECK(all.server.asked.empty());
  CHECK(all.desk.release("paid by wire"));
  CHECK(all.desk.current()->row.order_id == "2");
  Json accepted = waiting_order("1");
  accepted["state"] = "accepted";
  const Question asked = all.server.answer(200, accepted.dump());
  CHECK(asked.path == "/v1/orders/1/approve");
  CHECK(Json::parse(asked.body) == Json{{"note", "paid by wire"}, {"revision", 3}});
  auto news = all.desk.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news[0].words == "S-1 is released and accepted.");
  CHECK(news[0].is_good);
  CHECK(all.server.answer(200, R"({"orders":[],"total":0})").path == "/v1/credit");
  CHECK(all.desk.current() == nullptr);
  CHECK_FALSE(all.desk.release("nothing there"));
}

TEST_CASE("what the desk decides besides is said; what was not taken comes back to the table") {
  CreditFixture all;
  all.come(Json::array({waiting_order("1"), waiting_order("2")}));
  all.desk.release("insured");
  Json rest = waiting_order("1");
  rest["reasons"] = {reason("credit_released", "note"), reason("agreed_price_low")};
  all.server.answer(200, rest.dump());
  CHECK(all.desk.take_news()[0].words == "S-1 is released; the order desk decides the rest.");
  all.server.answer(200, Json{{"orders", {waiting_order("2")}}}.dump());
  all.desk.release("insured");
  all.server.answer(409, R"({"title":"Conflict","detail":"Somebody was faster."})");
  const auto news = all.desk.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news[0].words == "S-2 was not released. Somebody was faster.");
  CHECK_FALSE(news[0].is_good);
  CHECK(all.desk.current()->row.order_id == "2");
  // Held meanwhile: it still waits for credit, and its last finding says why.
  all.server.answer(200, Json{{"orders", {waiting_order("2")}}}.dump());
  all.desk.release("insured");
  all.server.answer(200, waiting_order("2").dump());
  CHECK(all.desk.take_news()[0].words == "S-2 was not released. Beyond. Pay.");
}

TEST_CASE("an order whose credit carries it now goes on without a reason") {
  CreditFixture all;
  all.come(Json::array({waiting_order("1", "pass")}));
  CHECK(all.desk.release(""));
}

TEST_CASE("a customer's standing is asked once; a limit and a hold carry the revision seen") {
  CreditFixture all;
  all.desk.show("C-1");
  all.desk.show("C-1");
  REQUIRE(all.server.asked.size() == 1);
  CHECK(all.server.answer(200, standing().dump()).path == "/v1/customers/C-1/credit");
  REQUIRE(all.desk.standing() != nullptr);
  CHECK(all.desk.standing()->accounts[0].overdue.minor == 4'000);
  CHECK(all.desk.standing()->accounts[0].overdue_days_max == 30);
  CHECK_FALSE(all.desk.standing()->accounts[0].own_overdue_days_max);
  CHECK(all.desk.standing()->items[0].days_overdue == 30);
  all.desk.set_limit({.currency = "USD", .limit = "200", .action = "hold",
                      .overdue_days_max = "", .reason = "audited"});
  CHECK(all.desk.is_saving());
  const Json sent = Json::parse(all.server.answer(200, standing(5).dump()).body);
  CHECK(sent == Json{{"currency", "USD"}, {"limit", "200"}, {"action", "hold"},
                     {"reason", "audited"}, {"revision", 4}});
  CHECK(all.desk.done() == 1);
  CHECK(all.desk.standing()->revision == 5);
  CHECK(all.desk.take_news()[0].is_good);
  all.server.answer(200, R"({"orders":[]})");
  all.desk.set_hold(HoldWish::on, "Insolvency filed.");
  const Question held = all.server.answer(
      422, R"({"detail":"No.","issues":[{"code":"x","path":"reason","sentence":"Say why.",
               "mend":"In a few words."}]})");
  CHECK(held.path == "/v1/customers/C-1/hold");
  CHECK(Json::parse(held.body) ==
        Json{{"hold", true}, {"reason", "Insolvency filed."}, {"revision", 5}});
  CHECK(all.desk.refused_at("reason") == "Say why. In a few words.");
  CHECK(all.desk.refused_at("").empty());
  CHECK(all.desk.done() == 1);
  // Somebody was faster: theirs is shown, and the sentence stays with the dialog.
  all.desk.set_hold(HoldWish::on, "Insolvency filed.");
  all.server.answer(409, R"({"title":"Conflict","detail":"Changed meanwhile."})");
  CHECK(all.desk.refused_at("") == "Changed meanwhile.");
  all.server.answer(200, standing(6).dump());
  CHECK(all.desk.standing()->revision == 6);
  // Another customer: nothing of the first is shown meanwhile.
  all.desk.show("C-2");
  CHECK(all.desk.standing() == nullptr);
  all.server.answer(404, "{}");
  CHECK_FALSE(all.desk.standing_failure().empty());
}
