// Doubles that a device finds itself: the orders of its log, by the server's own rule.
#include <doctest/doctest.h>

#include "shared/complete/override.hpp"
#include "shared/credit/duplicates.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/fix.hpp"
#include "wasm/state/own_doubles.hpp"

using namespace tally;
using namespace tally::app;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

struct DoublesFixture {
  std::unique_ptr<Catalogue> catalogue = app::test::small_catalogue();
  OrderEditor editor{OrderSheet(order(2, "PO 4711")), *catalogue, app::test::still_clock()};
  OwnDoubles doubles;
  std::vector<OwnOrder> own;
  OwnDoubles::When when{.window_hours = 24, .now = Instant{app::test::now_ms}};

  static RawOrder order(int number, const std::string& po, const std::string& quantity = "12") {
    RawOrder made{.order_id = "0b7e0000-0000-4000-8000-00000000000" + std::to_string(number),
                  .channel = "rep", .customer = "C-1", .ship_to = "MAIN", .po_number = po};
    made.lines.push_back({.id = "1", .sku = "AB-103", .quantity = quantity});
    return made;
  }
  /// An order of the log, so many hours ago.
  OwnOrder taken(const RawOrder& order, std::int64_t hours) {
    LiveDecision live(*catalogue);
    live.decide(order, AsOf{*Date::parse("2026-03-31")});
    OwnOrder known{.order_id = order.order_id, .paper = "K7A-0001", .waits = true};
    known.captured_ms = app::test::now_ms - hours * hour_ms;
    known.customer_code = order.customer;
    known.po_number = order.po_number;
    known.goods = credit::goods_key(live.outcome());
    return known;
  }
  std::vector<std::string> codes() {
    ++when.orders_revision;
    std::vector<std::string> found;
    for (const Issue& issue : doubles.find(editor, own, when)) {
      found.emplace_back(code_row(issue.code).name);
    }
    return found;
  }
};

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("the same PO number and the same goods are found, with the number on paper") {
  DoublesFixture all;
  all.own = {all.taken(DoublesFixture::order(1, "po4711"), 2)};
  CHECK(all.codes() == Codes{"po_number_used", "goods_ordered_again"});
  const Issues found = all.doubles.find(all.editor, all.own, all.when);
  CHECK(say(found[0]).sentence ==
        "Acme Hardware used the PO number PO 4711 before: order K7A-0001 of 2026-03-31.");
  // The company's number, once it is known.
  all.own[0].number = "S-000123";
  all.codes();
  CHECK(say(all.doubles.find(all.editor, all.own, all.when)[1]).sentence.find("S-000123") !=
        std::string::npos);
  // Beside the outcome, never in it.
  CHECK(all.editor.live().outcome().issues.empty());
  CHECK(all.editor.live().outcome().verdict == Verdict::accept);
}

TEST_CASE("another customer, itself, what was refused or called off is no double") {
  DoublesFixture all;
  const OwnOrder same = all.taken(DoublesFixture::order(1, "PO 4711"), 2);
  all.own = {same};
  all.own[0].customer_code = "C-2";
  CHECK(all.codes().empty());
  all.own = {all.taken(all.editor.order(), 2)};
  CHECK(all.codes().empty());
  for (const char* state : {"refused", "cancelled"}) {
    all.own = {same};
    all.own[0].state = state;
    CHECK(all.codes().empty());
  }
  all.own = {same};
  all.own[0].kind = device_log::EntryKind::cancel;
  CHECK(all.codes().empty());
  all.own = {same};
  all.own[0].state = "sent_back";
  CHECK(all.codes().size() == 2);
  all.own = {all.taken(DoublesFixture::order(1, "", "13"), 2)};
  CHECK(all.codes().empty());
}

TEST_CASE("goods count within the company's window, PO numbers however long ago") {
  DoublesFixture all;
  all.own = {all.taken(DoublesFixture::order(1, "PO 4711"), 30)};
  CHECK(all.codes() == Codes{"po_number_used"});
  all.when.window_hours = 48;
  CHECK(all.codes() == Codes{"po_number_used", "goods_ordered_again"});
  all.when.window_hours = 0;
  CHECK(all.codes() == Codes{"po_number_used"});
}

TEST_CASE("passed over with a reason it is a note, as the server makes it; undo brings it back") {
  DoublesFixture all;
  all.own = {all.taken(DoublesFixture::order(1, "PO 4711"), 2)};
  const Issue double_po = all.doubles.find(all.editor, all.own, all.when).front();
  CHECK(complete::can_pass_over(double_po));
  REQUIRE(all.editor.pass_over(double_po, "Two deliveries on one PO"));
  CHECK(all.codes() == Codes{"po_number_used", "warning_passed_over", "goods_ordered_again"});
  const Issues now = all.doubles.find(all.editor, all.own, all.when);
  CHECK(now[0].severity == Severity::note);
  CHECK(override_behind(now[0], all.editor.order()) == 0);
  CHECK(all.editor.order().overrides[0] ==
        RawOverride{"po_number_used", "po_number", "Two deliveries on one PO"});
  all.editor.undo();
  CHECK(all.codes() == Codes{"po_number_used", "goods_ordered_again"});
}
