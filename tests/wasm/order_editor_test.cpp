#include <doctest/doctest.h>

#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/support/random.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/order_editor.hpp"

using namespace tally;
using namespace tally::app;

namespace {

struct EditorFixture {
  std::unique_ptr<Catalogue> catalogue = app::test::small_catalogue();
  OrderEditor editor{OrderSheet(RawOrder{.order_id = "0b7e0000-0000-4000-8000-000000000001",
                                         .channel = "rep"}),
                     *catalogue, app::test::still_clock()};
  void line(std::string_view sku, std::string_view quantity) {
    const std::size_t at = editor.lines();
    editor.type(at, LineField::sku, sku);
    editor.leave_cell(at, LineField::sku);
    editor.type(at, LineField::quantity, quantity);
    editor.leave_cell(at, LineField::quantity);
  }
  /// What the server will make of the same order.
  std::string decided_whole() {
    return wire::outcome_bytes(*pipeline::decide_order(catalogue->snapshot(), editor.order(),
                                                       AsOf{*Date::parse("2026-03-31")}));
  }
  std::string decided_live() { return wire::outcome_bytes(editor.live().outcome()); }
  Fix fix_of(IssueCode code) {
    for (const Issue& issue : editor.live().outcome().issues) {
      if (issue.code == code) return find_fix(issue, editor.order(), *catalogue);
    }
    return {.label = "no such issue"};
  }
};

}  // namespace

TEST_CASE("live totals equal decide_order after every one of 400 random changes") {
  EditorFixture all;
  REQUIRE(all.catalogue);
  tests::Random random(20260331);
  const char* skus[] = {"AB-103", "ab-104", "AB-90", "NOPE", "OAK-40", "", "4006381333931", "RC-1"};
  const char* quantities[] = {"1", "6", "24", "250", "0", "x", "12.5", ""};
  for (int step = 0; step < 400; ++step) {
    const std::size_t line = random.below(all.editor.lines() + 1);
    switch (random.below(8)) {
      case 0: all.editor.choose_customer(random.below(2) == 0 ? "C-1" : "C-2"); break;
      case 1: all.editor.type(line, LineField::sku, skus[random.below(8)]); break;
      case 2: all.editor.type(line, LineField::quantity, quantities[random.below(8)]); break;
      case 3: all.editor.delete_line(line); break;
      case 4: all.editor.undo(); break;
      case 5: all.editor.scan("4006381333931"); break;
      case 6: all.editor.step_pack(line, random.below(2) == 0 ? 1 : -1); break;
      default: all.line(skus[random.below(8)], quantities[random.below(8)]); break;
    }
    REQUIRE(all.decided_live() == all.decided_whole());
  }
}

TEST_CASE("the row behind the last becomes a line with the first keystroke") {
  EditorFixture all;
  all.editor.type(0, LineField::sku, "a");
  REQUIRE(all.editor.lines() == 1);
  all.editor.type(0, LineField::sku, "ab-103");
  all.editor.leave_cell(0, LineField::sku);
  CHECK(all.editor.order().lines[0].sku == "AB-103");
  CHECK(all.editor.view(0).product == "Hex bolt M8");
  all.editor.type(1, LineField::sku, "");
  CHECK(all.editor.lines() == 1);
}

TEST_CASE("a last line that was emptied goes when it is left") {
  EditorFixture all;
  all.editor.type(0, LineField::sku, "a");
  all.editor.type(0, LineField::sku, "");
  all.editor.leave_cell(0, LineField::sku);
  CHECK(all.editor.lines() == 0);
}

TEST_CASE("a GTIN typed or scanned is its product") {
  EditorFixture all;
  all.line("4006381333931", "5");
  CHECK(all.editor.order().lines[0].sku == "AB-103");
  const Scanned scanned = all.editor.scan("4006381333931");
  CHECK(scanned.result == ScanResult::raised);
  CHECK(all.editor.order().lines[0].quantity == "6");
  CHECK(all.editor.scan("OAK-40").result == ScanResult::added);
  CHECK(all.editor.order().lines[1].quantity == "1");
  const Scanned unknown = all.editor.scan("9999");
  CHECK(unknown.result == ScanResult::unknown);
  CHECK(unknown.words == "No product has the code 9999.");
  CHECK(all.editor.lines() == 2);
}

TEST_CASE("a code that a scanner typed into the next line leaves no line behind") {
  EditorFixture all;
  all.editor.scan("4006381333931");
  for (const char* code : {"4006381333931", "OAK-40", "4006381333931"}) {
    const std::size_t next = all.editor.lines();
    all.editor.type(next, LineField::sku, "40");
    all.editor.type(next, LineField::sku, "");
    CHECK(all.editor.lines() == next + 1);
    all.editor.scan(code);
  }
  REQUIRE(all.editor.lines() == 2);
  CHECK(all.editor.order().lines[0].quantity == "3");
  CHECK(all.editor.order().lines[1].sku == "OAK-40");
}

TEST_CASE("twenty scans of one product are one line of twenty") {
  EditorFixture all;
  for (int i = 0; i < 20; ++i) all.editor.scan("4006381333931");
  REQUIRE(all.editor.lines() == 1);
  CHECK(all.editor.order().lines[0].quantity == "20");
}

TEST_CASE("plus and minus go by whole packs and never below the minimum") {
  EditorFixture all;
  all.editor.choose_customer("C-1");
  all.line("AB-104", "7");
  all.editor.step_pack(0, 1);
  CHECK(all.editor.order().lines[0].quantity == "24");
  all.editor.step_pack(0, 1);
  CHECK(all.editor.order().lines[0].quantity == "48");
  all.editor.step_pack(0, -1);
  CHECK(all.editor.order().lines[0].quantity == "24");
  all.editor.step_pack(0, -1);
  CHECK(all.editor.order().lines[0].quantity == "24");
  all.editor.set_unit(0, OrderUnit::case_pack);
  all.editor.type(0, LineField::quantity, "1");
  all.editor.step_pack(0, 1);
  CHECK(all.editor.order().lines[0].quantity == "2");
  CHECK(all.editor.live().outcome().lines[0].quantity == units(48));
}

TEST_CASE("what is only unfinished is not called wrong where the cursor stands") {
  EditorFixture all;
  all.editor.choose_customer("C-1");
  all.editor.type(0, LineField::sku, "AB-103");
  CHECK(all.editor.cell_error(0, LineField::quantity, Place{.line = 0}).empty());
  CHECK(all.editor.cell_error(0, LineField::quantity, Place{.line = 1}) ==
        "This line has no quantity. Type how many.");
  all.editor.type(0, LineField::sku, "AB-1");
  CHECK(all.editor.cell_error(0, LineField::sku, Place{.line = 0}).empty());
  CHECK_FALSE(all.editor.cell_error(0, LineField::sku, std::nullopt).empty());
}

TEST_CASE("a mend does what its button says") {
  EditorFixture all;
  all.editor.choose_customer("C-1");
  all.line("AB-104", "10");
  Fix fix = all.fix_of(IssueCode::quantity_not_multiple);
  CHECK(fix.label == "Order 12");
  all.editor.apply(fix);
  CHECK(all.editor.order().lines[0].quantity == "12");

  all.line("AB-90", "3");
  fix = all.fix_of(IssueCode::product_replaced);
  CHECK(fix.label == "Order AB-91");
  all.editor.apply(fix);
  CHECK(all.editor.order().lines[1].sku == "AB-91");

  all.line("OAK-4O", "1");
  fix = all.fix_of(IssueCode::product_unknown);
  CHECK(fix.label == "Use OAK-40");
  all.editor.apply(fix);

  all.line("RC-1", "1");
  fix = all.fix_of(IssueCode::product_blocked);
  CHECK(fix.label == "Delete the line");
  all.editor.apply(fix);
  CHECK(all.editor.lines() == 3);
  CHECK(all.editor.live().outcome().verdict == Verdict::accept);
}

TEST_CASE("two lines of one product are put together, and undo takes them apart") {
  EditorFixture all;
  all.editor.choose_customer("C-1");
  all.line("AB-103", "5");
  all.line("OAK-40", "1");
  all.line("AB-103", "7");
  const Fix fix = all.fix_of(IssueCode::product_twice);
  CHECK(fix.label == "Put together");
  all.editor.apply(fix);
  REQUIRE(all.editor.lines() == 2);
  CHECK(all.editor.order().lines[0].quantity == "12");
  all.editor.undo();
  REQUIRE(all.editor.lines() == 3);
  CHECK(all.editor.order().lines[0].quantity == "5");
  CHECK(all.editor.order().lines[2].quantity == "7");
}

TEST_CASE("a customer with one ship-to needs no second choice") {
  EditorFixture all;
  all.editor.choose_customer("C-1");
  CHECK(all.editor.order().ship_to == "MAIN");
  all.editor.choose_customer("C-2");
  CHECK(all.editor.order().ship_to.empty());
  CHECK_FALSE(all.editor.header_error(HeaderField::ship_to).empty());
  CHECK(all.editor.header_error(HeaderField::po_number) ==
        "Beta Builders needs a PO number on every order. Ask for the PO number and type it here.");
  all.editor.undo();
  CHECK(all.editor.order().customer == "C-1");
  CHECK(all.editor.order().ship_to == "MAIN");
}

TEST_CASE("suggestions carry the customer's price, the pack and what is wrong with them") {
  EditorFixture all;
  CHECK(all.editor.suggest("AB-10", 8)[0].price.empty());
  all.editor.choose_customer("C-1");
  const auto choices = all.editor.suggest("ab-1", 8);
  REQUIRE(choices.size() == 2);
  CHECK(choices[0].sku == "AB-103");
  CHECK(choices[0].price == "$1.25");
  CHECK(choices[1].detail == "from 6 · by 6 · case of 24");
  const auto old = all.editor.suggest("AB-90", 8);
  REQUIRE(old.size() == 1);
  CHECK_FALSE(old[0].orderable);
  CHECK(old[0].detail == "replaced by AB-91");
}

TEST_CASE("what tells a product from its family is never the part that is cut off") {
  Product product;
  product.name = "Twist drill, titanium coated, 1.0 mm";
  product.variant = "1.0 mm";
  CHECK(product_words(product).name == "Twist drill, titanium coated");
  CHECK(product_words(product).variant == "1.0 mm");
  product.variant = "Blue";  // not in the name
  CHECK(product_words(product).name == "Twist drill, titanium coated, 1.0 mm");
  product.name = "Blue";
  CHECK(product_words(product).name == "Blue");
}

TEST_CASE("a SKU is taken whole or not at all; words only when one product alone has them") {
  EditorFixture all;
  const auto taken = [&all](std::string_view typed) {
    const Product* product = all.editor.answer_for(typed).product;
    return product == nullptr ? std::string() : product->sku.text();
  };
  CHECK(taken("ab-103") == "AB-103");
  CHECK(taken("4006381333931") == "AB-103");
  CHECK(taken("AB-10") == "");       // begins two of them
  CHECK(taken("OAK-4") == "");       // begins one, and is another SKU all the same
  CHECK(taken("oak board") == "OAK-40");
  CHECK(taken("") == "");
  CHECK_FALSE(all.editor.answer_for("AB-10").several);
  CHECK(all.editor.answer_for("hex m8").several);
  CHECK_FALSE(all.editor.answer_for("nothing of ours").several);
}

TEST_CASE("a shortened SKU stays in its line as it was typed, and the line says so") {
  EditorFixture all;
  all.line("AB-10", "5");
  all.line("oak board", "2");
  CHECK(all.editor.order().lines[0].sku == "AB-10");
  CHECK(all.editor.order().lines[0].quantity == "5");
  CHECK(all.editor.cell_error(0, LineField::sku, std::nullopt).contains("AB-10"));
  CHECK(all.editor.order().lines[1].sku == "OAK-40");
}

TEST_CASE("a variant is told once, whatever the case of its letters") {
  Product product;
  product.name = "Mop head, cotton, blue";
  product.variant = "Blue";
  CHECK(product_words(product).name == "Mop head, cotton");
}

TEST_CASE("copy down takes the cell from the line above") {
  EditorFixture all;
  all.line("AB-103", "5");
  all.editor.copy_down(1, LineField::sku);
  REQUIRE(all.editor.lines() == 2);
  CHECK(all.editor.order().lines[1].sku == "AB-103");
  all.editor.copy_down(0, LineField::sku);
  CHECK(all.editor.lines() == 2);
}
