#include <doctest/doctest.h>

#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "shared/wire/outcome_reader.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"

using namespace tally;
using namespace tally::app;

namespace {

Outcome outcome_of(Catalogue& catalogue, std::string quantity) {
  RawOrder order{.order_id = "0b7e0000-0000-4000-8000-000000000001",
                 .customer = "C-2",
                 .ship_to = "YARD",
                 .requested_date = "2026-04-02"};
  order.lines.push_back({.id = "1", .sku = "AB-103", .quantity = std::move(quantity)});
  order.lines.push_back({.id = "2", .sku = "AB-104", .quantity = "1", .unit = "case",
                         .agreed_price = "0.10", .agreed_reason = "show price"});
  order.lines.push_back({.id = "3", .sku = "NOPE", .quantity = "x"});
  return *pipeline::decide_order(catalogue.snapshot(), order, AsOf{*Date::parse("2026-03-31")});
}

}  // namespace

TEST_CASE("an outcome read back from its bytes makes the same bytes") {
  auto catalogue = app::test::small_catalogue();
  REQUIRE(catalogue);
  const std::string bytes = wire::outcome_bytes(outcome_of(*catalogue, "20000"));
  const auto outcome = wire::read_outcome(bytes);
  REQUIRE(outcome);
  CHECK(wire::outcome_bytes(*outcome) == bytes);
  CHECK_FALSE(wire::read_outcome(""));
  CHECK_FALSE(wire::read_outcome("{\"lines\":3}"));
}

TEST_CASE("an order shows names, units, figures and why, as it was decided then") {
  auto catalogue = app::test::small_catalogue();
  OrderDetail detail{.outcome = wire::outcome_bytes(outcome_of(*catalogue, "100"))};
  detail.row.customer = "C-2";
  detail.events.push_back({"2026-03-31T09:12:00Z", "Dora", "sent_back", "Too cheap.", "sent_back"});
  const OrderView view = make_order_view(detail, catalogue.get(), app::test::still_clock());
  REQUIRE(view.lines.size() == 3);
  CHECK(view.lines[0].product == "Hex bolt M8");
  CHECK(view.lines[0].price == "1.00");
  CHECK(view.lines[0].tax_rate == "6.25 %");
  CHECK(view.lines[0].why[0] ==
        "List price USD 1.00 from 100 on, price list TRADE.");
  CHECK(view.lines[1].unit == "case");
  CHECK(view.lines[1].agreed);
  CHECK(view.lines[1].net == "2.40");
  CHECK(view.lines[2].price == "–");
  CHECK(view.lines[2].issue == "There is no product NOPE.");
  CHECK(view.figures.front() == std::pair<std::string, std::string>("Net", "$102.40"));
  CHECK(view.ship_to == "YARD, 1 Main Street, 62701 Springfield, IL, US");
  CHECK(view.events[0].what == "Sent back");
  CHECK(view.events[0].words == "Too cheap.");
  CHECK(view.events[0].when == "09:12, Dora");
  CHECK(view.differences.empty());
}

TEST_CASE("figures the customer was told and those of today stand side by side") {
  auto catalogue = app::test::small_catalogue();
  const Outcome device = outcome_of(*catalogue, "10");
  Outcome company = device;
  company.lines[0].price->ten_thousandths = 15'000;
  company.lines[0].net->minor = 1500;
  company.net->minor += 250;
  const auto differences = compare(device, company);
  REQUIRE(differences.size() == 3);
  CHECK(differences[0].what == "Net");
  CHECK(differences[1].what == "Line 1, AB-103, price");
  CHECK(differences[1].told == "1.25");
  CHECK(differences[1].today == "1.50");
}

TEST_CASE("an order that waits is held against today's prices, one that is settled is not") {
  auto catalogue = app::test::small_catalogue();
  Company dearer = app::test::small_company();
  dearer.prices[0].price.ten_thousandths = 15'000;
  wire::SnapshotParts parts = app::test::snapshot_parts(dearer);
  const Digest digest = wire::snapshot_digest(parts);
  auto today = *Catalogue::open(std::move(parts), digest);
  RawOrder order{.order_id = "0b7e0000-0000-4000-8000-000000000001",
                 .customer = "C-1",
                 .lines = {{.id = "1", .sku = "AB-103", .quantity = "10"}}};
  const Outcome told =
      *pipeline::decide_order(catalogue->snapshot(), order, AsOf{*Date::parse("2026-03-31")});
  OrderDetail detail{.order = wire::write_order(order), .outcome = wire::outcome_bytes(told)};
  detail.row.state = "waiting";
  const OrderView view = make_order_view(detail, today.get(), app::test::still_clock());
  REQUIRE_FALSE(view.differences.empty());
  CHECK(view.differences[0].what == "Total");
  CHECK(view.differences[0].told == "13.28");
  CHECK(view.differences[0].today == "15.94");
  detail.row.state = "accepted";
  CHECK(make_order_view(detail, today.get(), app::test::still_clock()).differences.empty());
}

TEST_CASE("figures and moments are written as people write them") {
  const Clock clock = app::test::still_clock();
  const Currency usd = *Currency::parse("USD"), yen = *Currency::parse("JPY"),
                 franc = *Currency::parse("CHF");
  CHECK(money_text(Money{124'000, usd}) == "$1,240.00");
  CHECK(money_text(Money{-50, usd}) == "-$0.50");
  CHECK(money_text(Money{1'240, yen}) == "¥1,240");
  CHECK(money_text(Money{5, franc}) == "CHF 0.05");
  CHECK(money_text(UnitPrice{12'345, usd}) == "$1.2345");
  CHECK(read_instant("2026-03-31T10:42:00.000Z") == app::test::now_ms);
  CHECK(read_instant("2026-03-31T10:42:00.25Z") == app::test::now_ms + 250);
  CHECK(read_instant("yesterday") == 0);
  CHECK(since_text(clock, app::test::now_ms - 90 * 60'000) == "since 09:12");
  CHECK(since_text(clock, app::test::now_ms - 1'592 * 60'000) == "since Monday 08:10");
  CHECK(since_text(clock, app::test::now_ms - 30 * 86'400'000LL) == "since 13 November");
  CHECK(age_text(clock, app::test::now_ms - 59'000) == "just now");
  CHECK(age_text(clock, app::test::now_ms - 47 * 3'600'000) == "47 h");
  CHECK(age_text(clock, app::test::now_ms - 4 * 86'400'000LL) == "4 days");
  CHECK(date_text("2026-03-31") == "Tue 31 March 2026");
  CHECK(date_text("soon") == "soon");
  CHECK(count_of(1, "line") == "1 line");
  CHECK(count_of(1204, "line") == "1,204 lines");
  CHECK(count_of(2, "entry", "entries") == "2 entries");
}
