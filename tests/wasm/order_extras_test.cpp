#include <doctest/doctest.h>

#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/delivery_words.hpp"
#include "wasm/state/draft_book.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/order_view.hpp"

using namespace tally;
using namespace tally::app;

namespace {

constexpr const char* order_name = "0b7e0000-0000-4000-8000-000000000001";

/// The small company, whose policy takes new customers where a test wants it.
std::unique_ptr<Catalogue> catalogue_of(bool takes_customers) {
  Company company = app::test::small_company();
  if (takes_customers) {
    company.policy.new_customer = NewCustomerPolicy{*PriceListCode::parse("TRADE"), "net 30"};
  }
  wire::SnapshotParts parts = app::test::snapshot_parts(company);
  const Digest digest = wire::snapshot_digest(parts);
  return *Catalogue::open(std::move(parts), digest);
}

struct ExtrasHouse {
  explicit ExtrasHouse(bool takes_customers = false)
      : catalogue(catalogue_of(takes_customers)),
        editor(OrderSheet(RawOrder{.order_id = order_name, .channel = "rep"}), *catalogue,
               app::test::still_clock()) {}
  std::unique_ptr<Catalogue> catalogue;
  OrderEditor editor;
  void line(std::string_view sku, std::string_view quantity, std::string_view ship_to = {}) {
    const std::size_t at = editor.lines();
    editor.type(at, LineField::sku, sku);
    editor.type(at, LineField::quantity, quantity);
    if (!ship_to.empty()) editor.type(at, LineField::ship_to, ship_to);
    editor.leave_cell(at, LineField::ship_to);
  }
  const Issue* issue(IssueCode code) {
    for (const Issue& each : editor.live().outcome().issues) {
      if (each.code == code) return &each;
    }
    return nullptr;
  }
  Fix fix_of(IssueCode code) {
    const Issue* found = issue(code);
    return found == nullptr ? Fix{.label = "no such issue"}
                            : find_fix(*found, editor.order(), *catalogue);
  }
  /// A ship-to whose postal code lies in another state: a doubt that can be passed over.
  void capture(std::string_view state, std::string_view postal) {
    PartyForm form = editor.begin_ship_to();
    form.set("address.street_1", "500 Oak Avenue");
    form.set("address.locality", "Oakland");
    form.set("address.admin_area", state);
    form.set("address.postal_code", postal);
    editor.take(form);
  }
};

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

TEST_CASE("a draft of before these fields reads as it was, with its steps") {
  const auto draft = read_draft(
      R"({"form":1,"opened":7,"head":["id-1","rep","C-1","MAIN","PO 1","2026-04-01","n","5","X"],)"
      R"("lines":[["1","AB","2","case","1.5","why","note"]],"next":2,)"
      R"("undo":[["typing",6,0,0,[[6,""]]],["typing",-1,0,1,[[0,1,[["1","AB"]]]]]],"redo":[]})");
  REQUIRE(draft);
  const RawOrder& order = draft->sheet.order();
  CHECK(order.coupons == "X");
  CHECK(order.freight == "5");
  CHECK(order.ship_from.empty());
  CHECK(order.lines[0].note == "note");
  CHECK(order.lines[0].ship_to.empty());
  CHECK(order.new_ship_tos.empty());
  OrderSheet sheet = draft->sheet;
  sheet.undo();
  CHECK(sheet.order().lines[0].quantity.empty());
  sheet.undo();
  CHECK(sheet.order().coupons.empty());
  // What an older program can read is written so that it can.
  CHECK(without_spaces(write_draft(*draft)).contains(R"("form":1)"));
  CHECK(without_spaces(write_draft(*draft)).contains(R"("X"])"));
}

TEST_CASE("the new cells, captured parties and overrides outlive a reload, and so does undo") {
  ExtrasHouse all(true);
  all.editor.choose_customer("C-1");
  all.editor.set_header(HeaderField::ship_from, "2026-04-01");
  all.editor.set_header(HeaderField::ship_until, "2026-04-10");
  all.editor.set_header(HeaderField::delivery, "complete");
  all.editor.set_header(HeaderField::incoterm, "DAP");
  all.line("AB-103", "12", "main");
  all.editor.type(0, LineField::requested_date, "2026-04-02");
  all.capture("NY", "94607");
  REQUIRE(all.issue(IssueCode::address_postal_elsewhere) != nullptr);
  REQUIRE(all.editor.pass_over(*all.issue(IssueCode::address_postal_elsewhere), "asked them"));
  const RawOrder last = all.editor.order();
  const std::string text = write_draft({.sheet = all.editor.sheet(), .opened_ms = 5});
  CHECK(without_spaces(text).contains(R"("form":2)"));
  auto draft = read_draft(text);
  REQUIRE(draft);
  CHECK(draft->sheet.order() == last);
  CHECK(write_draft(*draft) == text);
  draft->sheet.undo();
  CHECK(draft->sheet.order().overrides.empty());
  CHECK(draft->sheet.order().new_ship_tos.size() == 1);
  draft->sheet.undo();
  CHECK(draft->sheet.order().new_ship_tos.empty());
  CHECK(draft->sheet.order().ship_to == "MAIN");
  draft->sheet.redo();
  draft->sheet.redo();
  CHECK(draft->sheet.order() == last);
}

TEST_CASE("a captured customer outlives a reload") {
  ExtrasHouse all(true);
  PartyForm form = all.editor.begin_customer("Fair Find");
  form.set("billing.country", "DE");
  form.set("vat_id", "DE136695976");
  all.editor.take(form);
  const auto draft = read_draft(write_draft({.sheet = all.editor.sheet()}));
  REQUIRE(draft);
  CHECK(draft->sheet.order() == all.editor.order());
  CHECK(draft->sheet.order().new_customer->vat_id == "DE136695976");
}

TEST_CASE("a ship-to of a line is known by its beginning, and copied down") {
  ExtrasHouse all;
  all.editor.choose_customer("C-2");
  CHECK_FALSE(all.editor.columns_in_use().ship_to);
  all.line("AB-103", "12", "ya");
  CHECK(all.editor.order().lines[0].ship_to == "YARD");
  CHECK(all.editor.columns_in_use() == ColumnsInUse{.ship_to = true});
  all.line("AB-104", "12");
  all.editor.copy_down(1, LineField::ship_to);
  CHECK(all.editor.order().lines[1].ship_to == "YARD");
  all.line("OAK-40", "1", "nowhere");
  CHECK(all.editor.order().lines[2].ship_to == "nowhere");
  CHECK(all.editor.cell_error(2, LineField::ship_to, std::nullopt).contains("NOWHERE"));
  const Fix fix = all.fix_of(IssueCode::ship_to_unknown);
  CHECK(fix.label == "Send it with the order");
  const Place place = all.editor.apply(fix);
  CHECK(place.field == LineField::ship_to);
  CHECK(all.editor.order().lines[2].ship_to.empty());
}

TEST_CASE("what is decided live with several ship-tos is what the server decides") {
  ExtrasHouse all(true);
  all.editor.choose_customer("C-2");
  all.editor.set_header(HeaderField::ship_to, "MAIN");
  all.line("AB-103", "12");
  all.line("AB-104", "12", "YARD");
  all.capture("CA", "94607");
  all.editor.set_header(HeaderField::ship_to, "MAIN");
  all.line("OAK-40", "2", "OAKLAND");
  const Outcome server = *pipeline::decide_order(all.catalogue->snapshot(), all.editor.order(),
                                                 AsOf{*Date::parse("2026-03-31")});
  CHECK(wire::outcome_bytes(all.editor.live().outcome()) == wire::outcome_bytes(server));
  const auto totals = totals_by_ship_to(all.editor.live().outcome());
  REQUIRE(totals.size() == 3);
  CHECK(totals[0].ship_to == "MAIN");
  CHECK(totals[0].net->minor == 1500);
  CHECK(totals[1].ship_to == "YARD");
  CHECK(totals[1].taxes == std::vector<std::string>{"US IL 6.25 %"});
  CHECK(totals[2].net->minor == 8400);
  const auto said = places_of(all.editor.live().outcome());
  REQUIRE(said.size() == 3);
  CHECK(said[0] == "MAIN: 1 line, $15.00, tax $0.94 (US IL 6.25 %)");
}

TEST_CASE("days that do not fit are mended by one press") {
  ExtrasHouse all;
  all.editor.choose_customer("C-1");
  all.line("AB-103", "12");
  all.editor.set_header(HeaderField::ship_from, "2026-04-10");
  all.editor.set_header(HeaderField::ship_until, "2026-04-01");
  Fix fix = all.fix_of(IssueCode::ship_window_reversed);
  CHECK(fix.label == "Exchange the two dates");
  CHECK(all.editor.apply(fix).header == HeaderField::ship_until);
  CHECK(all.editor.order().ship_from == "2026-04-01");
  CHECK(all.editor.order().ship_until == "2026-04-10");
  all.editor.undo();
  CHECK(all.editor.order().ship_from == "2026-04-10");
  all.editor.redo();
  all.editor.type(0, LineField::requested_date, "2026-04-12");
  fix = all.fix_of(IssueCode::requested_outside_window);
  CHECK(fix.label == "Choose 2026-04-10");
  all.editor.apply(fix);
  CHECK(all.editor.order().lines[0].requested_date == "2026-04-10");
  all.editor.type(0, LineField::requested_date, "2026-03-01");
  fix = all.fix_of(IssueCode::requested_date_past);
  CHECK(fix.label == "Choose 2026-03-31");
  all.line("OAK-40", "1");
  all.editor.type(0, LineField::requested_date, "2026-04-02");
  all.editor.type(1, LineField::requested_date, "2026-04-03");
  all.editor.set_header(HeaderField::delivery, "complete");
  fix = all.fix_of(IssueCode::complete_on_other_days);
  CHECK(fix.label == "Let it ship in parts");
  all.editor.apply(fix);
  CHECK(all.editor.order().delivery == "partial");
  CHECK(all.issue(IssueCode::complete_on_other_days) == nullptr);
}

TEST_CASE("a captured address is mended from the summary with the form's own press") {
  ExtrasHouse all;
  all.editor.choose_customer("C-1");
  all.line("AB-103", "12");
  all.capture("Californa", "94607");
  const Fix fix = all.fix_of(IssueCode::address_province_unknown);
  CHECK(fix.label == "Californa → CA");
  CHECK(fix.captured == "new_ship_tos[0].address.admin_area");
  CHECK(way_to(fix).kind == FixKind::go_there);
  REQUIRE(all.editor.form_of(fix.captured));
  all.editor.apply(fix);
  CHECK(all.editor.order().new_ship_tos[0].address.admin_area == "CA");
  CHECK(all.issue(IssueCode::address_province_unknown) == nullptr);
  CHECK(all.issue(IssueCode::ship_to_new) != nullptr);
  all.editor.undo();
  CHECK(all.editor.order().new_ship_tos[0].address.admin_area == "Californa");
}

TEST_CASE("a captured ship-to that gets nothing can be taken out by one press") {
  ExtrasHouse all;
  all.editor.choose_customer("C-1");
  all.line("AB-103", "12");
  all.capture("CA", "94607");
  all.editor.set_header(HeaderField::ship_to, "MAIN");
  const Fix fix = all.fix_of(IssueCode::ship_to_new_unused);
  CHECK(fix.label == "Take it out");
  all.editor.apply(fix);
  CHECK(all.editor.order().new_ship_tos.empty());
  CHECK(all.editor.order().ship_to == "MAIN");
}

TEST_CASE("a warning is passed over with a reason alone, and taken back") {
  ExtrasHouse all;
  all.editor.choose_customer("C-1");
  all.line("AB-103", "12");
  all.capture("NY", "94607");
  const Issue doubt = *all.issue(IssueCode::address_postal_elsewhere);
  CHECK(doubt.severity == Severity::review);
  CHECK_FALSE(all.editor.pass_over(doubt, "  "));
  CHECK_FALSE(all.editor.pass_over(*all.issue(IssueCode::ship_to_new), "it is fine"));
  CHECK(all.editor.pass_over(doubt, " the gate is across the border "));
  REQUIRE(all.editor.order().overrides.size() == 1);
  CHECK(all.editor.order().overrides[0] ==
        RawOverride{"address_postal_elsewhere", doubt.path, "the gate is across the border"});
  const Issue* note = all.issue(IssueCode::address_postal_elsewhere);
  CHECK(note->severity == Severity::note);
  CHECK(override_behind(*note, all.editor.order()) == 0);
  REQUIRE(all.editor.live().outcome().overrides.size() == 1);
  all.editor.take_back_override(0);
  CHECK(all.issue(IssueCode::address_postal_elsewhere)->severity == Severity::review);
  all.editor.undo();
  CHECK(all.editor.order().overrides.size() == 1);
}

TEST_CASE("a company that takes no new customers says so, and mends an order that has one") {
  ExtrasHouse all(false);
  CHECK_FALSE(all.editor.no_new_customer_why().empty());
  all.editor.take(all.editor.begin_customer("Fair Find"));
  const Fix fix = all.fix_of(IssueCode::customer_new_not_taken);
  CHECK(fix.label == "Take the new customer out");
  all.editor.apply(fix);
  CHECK_FALSE(all.editor.order().new_customer);
}

TEST_CASE("an order of a new customer is priced live, and choosing a known one lets it go") {
  ExtrasHouse all(true);
  CHECK(all.editor.no_new_customer_why().empty());
  PartyForm form = all.editor.begin_customer("Fair Find");
  form.set("code", "c-1");
  all.editor.look_at_code(form);
  form.show_all();
  CHECK(form.error("code").contains("Acme Hardware"));
  form.set("code", "NEW-1");
  all.editor.look_at_code(form);
  CHECK(form.error("code").empty());
  form.set("billing.country", "US");
  form.set("billing.street_1", "500 Oak Avenue");
  form.set("billing.locality", "Springfield");
  form.set("billing.admin_area", "IL");
  form.set("billing.postal_code", "62701");
  CHECK(form.errors() == 0);
  all.editor.take(form);
  all.line("AB-103", "12");
  REQUIRE(all.editor.customer() != nullptr);
  CHECK(all.editor.customer()->name == "Fair Find");
  REQUIRE(all.editor.ship_tos().size() == 1);
  CHECK(all.editor.ship_tos()[0].captured == 0);
  CHECK(all.editor.order().ship_to == "SPRINGFIELD");
  CHECK(all.editor.live().outcome().net->minor == 1500);
  CHECK(all.editor.live().outcome().verdict == Verdict::review);
  CHECK(all.editor.header_error(HeaderField::customer).empty());
  CHECK(all.editor.suggest("ab-1", 8)[0].price == "$1.25");
  all.editor.choose_customer("C-1");
  CHECK_FALSE(all.editor.order().new_customer);
  all.editor.undo();
  CHECK(all.editor.order().new_customer);
}

TEST_CASE("an order's view shows days, terms, what is new and what was passed over") {
  ExtrasHouse all(true);
  all.editor.choose_customer("C-1");
  all.line("AB-103", "12");
  all.line("OAK-40", "1", "MAIN");
  all.editor.type(1, LineField::requested_date, "2026-04-02");
  all.editor.set_header(HeaderField::ship_until, "2026-04-10");
  all.editor.set_header(HeaderField::delivery, "partial");
  all.editor.set_header(HeaderField::incoterm, "DAP");
  all.capture("NY", "94607");
  all.editor.pass_over(*all.issue(IssueCode::address_postal_elsewhere), "asked them");
  OrderDetail detail{.order = wire::write_order(all.editor.order()),
                     .outcome = wire::outcome_bytes(all.editor.live().outcome())};
  detail.row.customer = "C-1";
  const OrderView view =
      make_order_view(detail, all.catalogue.get(), app::test::still_clock());
  CHECK(view.window == "until Fri 10 April 2026");
  CHECK(view.delivery == "In parts");
  CHECK(view.incoterm == "DAP, Delivered at Place");
  CHECK(view.ship_to == "OAKLAND, 500 Oak Avenue, 94607 Oakland, NY, US");
  CHECK(view.lines[1].ship_to == "MAIN");
  CHECK(view.lines[1].wanted == "2026-04-02");
  REQUIRE(view.captured.size() == 1);
  CHECK(view.captured[0].title == "New ship-to OAKLAND");
  REQUIRE(view.overrides.size() == 1);
  CHECK(view.overrides[0].first.contains("94607"));
  CHECK(view.overrides[0].second == "asked them");
  CHECK(view.places.size() == 2);
}

TEST_CASE("the way is told by card, zone, weights and surcharges") {
  const Currency usd = *Currency::parse("USD");
  FreightLeg leg{.ship_to = *ShipToCode::parse("YARD"),
                 .card = *RateCardCode::parse("GROUND"),
                 .zone = "3",
                 .weight_g = 12'400,
                 .charged_weight_g = 15'000,
                 .pieces = 2,
                 .base = Money{1200, usd},
                 .surcharges = {{"Fuel", Money{120, usd}}},
                 .charge = Money{1320, usd}};
  CHECK(leg_words(leg) ==
        "To YARD by rate card GROUND, zone 3: 12.4 kg charged as 15 kg, 2 pieces, $12.00; "
        "Fuel $1.20; in all $13.20.");
  leg.charge.minor = 0;
  leg.free_from = Money{50'000, usd};
  CHECK(leg_words(leg).ends_with("in all $0.00, free from $500.00 on."));
  CHECK(incoterm_words("EXW") == "EXW, Ex Works");
  CHECK(incoterm_words("DDP") == "DDP, Delivered Duty Paid");
  CHECK(window_words("2026-04-01", "2026-04-10") ==
        "from Wed 1 April 2026 until Fri 10 April 2026");
  CHECK(window_words("", "").empty());
}
