#include <doctest/doctest.h>

#include "shared/intake/intake.hpp"
#include "tests/support/app_state.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/paste_preview.hpp"

using namespace tally;
using namespace tally::app;

namespace {

struct PasteFixture {
  std::unique_ptr<Catalogue> catalogue = app::test::small_catalogue();
  RawOrder order{.customer = "C-1", .ship_to = "MAIN"};
  PastePreview preview(std::string_view tsv) {
    PastePreview made(std::string(tsv), order, *catalogue,
                      AsOf{*Date::parse("2026-03-31")});
    while (made.work(500)) {
    }
    return made;
  }
};

}  // namespace

TEST_CASE("each row is good, can be mended, or is unknown") {
  PasteFixture all;
  const PastePreview preview = all.preview(
      "SKU\tQty\r\n"
      "AB-103\t12\r\n"
      "OAK-4O\t2\r\n"
      "AB-104\t10\r\n"
      "4006381333931\t5\r\n"
      "ZZZ-999\t1\r\n"
      "AB-103\ta dozen\r\n");
  REQUIRE(preview.size() == 6);
  CHECK(preview.had_heading());
  CHECK(preview.row(0).kind == RowKind::good);
  CHECK(preview.row(1).kind == RowKind::fixable);
  CHECK(preview.row(1).faults[0].mend_label == "Use OAK-40");
  CHECK(preview.row(2).kind == RowKind::fixable);
  CHECK(preview.row(2).faults[0].mend == "12");
  CHECK(preview.row(3).kind == RowKind::good);
  CHECK(preview.row(3).line.sku == "AB-103");
  CHECK(preview.row(4).kind == RowKind::unknown);
  CHECK(preview.row(4).faults[0].sentence.starts_with("There is no product ZZZ-999."));
  CHECK(preview.row(5).kind == RowKind::unknown);
  CHECK(preview.row(5).faults[0].field == LineField::quantity);
}

TEST_CASE("ship-to and day of a row: as a spreadsheet writes them, or a fault at the cell") {
  PasteFixture all;
  all.order.customer = "C-2";
  const PastePreview preview = all.preview(
      "Item\tPieces\tDeliver to\tRequested date\n"
      "AB-103\t12\tyard\t2026-04-02\n"
      "AB-103\t12\t\t31.12.2026\n"
      "AB-103\t12\tYARDS\t\n"
      "AB-103\t12\tNOWHERE\t04/05/2026\n"
      "AB-103\t12\tMAIN\t2026-03-01\n");
  REQUIRE(preview.size() == 5);
  CHECK(preview.uses(LineField::ship_to));
  CHECK(preview.row(0).kind == RowKind::good);
  CHECK(preview.row(0).line.ship_to == "YARD");
  CHECK(preview.row(1).kind == RowKind::good);
  CHECK(preview.row(1).line.requested_date == "2026-12-31");
  REQUIRE(preview.row(2).kind == RowKind::fixable);
  CHECK(preview.row(2).faults[0].field == LineField::ship_to);
  CHECK(preview.row(2).faults[0].mend == "YARD");
  REQUIRE(preview.row(3).faults.size() == 2);
  // Goods for a place that nobody knows are never sent with the others by one press.
  CHECK(preview.row(3).kind == RowKind::unknown);
  CHECK(preview.row(3).faults[0].sentence.find("04/05/2026") != std::string::npos);
  CHECK(preview.row(3).faults[0].field == LineField::requested_date);
  CHECK(preview.row(3).faults[1].field == LineField::ship_to);
  CHECK(preview.row(3).faults[1].mend.empty());
  CHECK(preview.row(4).faults[0].mend == "2026-03-31");
  const std::string bad = preview.bad_rows_tsv();
  CHECK(bad.find("Ship-to\tRequested date\tWhat is wrong") != std::string::npos);
  CHECK(bad.find("\tNOWHERE\t04/05/2026\t") != std::string::npos);
}

TEST_CASE("somebody says what a column holds, and the rows are read anew") {
  PasteFixture all;
  all.order.customer = "C-2";
  PastePreview preview = all.preview("Item\tWhere\tPieces\nAB-103\tYARD\t12\n");
  CHECK(preview.all_good());
  CHECK(preview.column_name(1) == "Column 2, Where");
  CHECK(preview.row(0).line.ship_to == "");
  preview.assign(1, intake::PasteColumn::ship_to);
  CHECK_FALSE(preview.is_done());
  while (preview.work(500)) {
  }
  CHECK(preview.row(0).line.ship_to == "YARD");
  CHECK(preview.all_good());
  // What one column holds no other one does.
  preview.assign(1, intake::PasteColumn::quantity);
  CHECK(preview.columns() == std::vector{intake::PasteColumn::sku, intake::PasteColumn::quantity,
                                         intake::PasteColumn::skip});
  const PastePreview plain = all.preview("AB-103\t12\tfor the yard behind the old mill, please\n");
  CHECK(plain.column_name(2) == "Column 3, for the yard behind the …");
  CHECK(plain.column_name(9) == "Column 10");
}

TEST_CASE("a row is mended in place, by a press or by hand") {
  PasteFixture all;
  PastePreview preview = all.preview("AB-I04\t10\nZZZ-999\t1\nAB-103\t1\n");
  CHECK(preview.count(RowKind::fixable) == 1);
  CHECK(preview.mend_all() == 1);
  CHECK(preview.row(0).kind == RowKind::good);
  CHECK(preview.row(0).line.sku == "AB-104");
  CHECK(preview.row(0).line.quantity == "12");
  preview.set_cell(1, LineField::sku, "OAK-40");
  CHECK(preview.row(1).kind == RowKind::good);
  CHECK(preview.all_good());
  CHECK(preview.take_good().size() == 3);
}

TEST_CASE("10,000 rows with 300 bad ones: counted, listed with reasons, and only good ones taken") {
  PasteFixture all;
  std::string tsv = "sku\tquantity\n";
  for (int row = 0; row < 10'000; ++row) {
    const bool bad = row % 33 == 32 && row / 33 < 300;
    if (!bad) {
      tsv += "AB-103\t" + std::to_string(1 + row % 90) + "\n";
    } else if (row % 2 == 0) {
      tsv += "XX-" + std::to_string(row) + "\t1\n";
    } else {
      tsv += "AB-103\tmany\n";
    }
  }
  PastePreview preview = all.preview(tsv);
  CHECK(preview.size() == 10'000);
  CHECK(preview.count(RowKind::good) == 9'700);
  CHECK(preview.places(true).size() == 300);
  CHECK(preview.rows_left() == 0);
  const std::string bad = preview.bad_rows_tsv();
  CHECK(std::count(bad.begin(), bad.end(), '\n') == 301);
  CHECK(bad.find("34\tAB-103\tmany\t\t\t\t\t\"\"\"many\"\" is not a number.") == std::string::npos);
  CHECK(bad.find("There is no product XX-") != std::string::npos);
  // As many cells in a row as there are headings.
  const std::string heading = bad.substr(0, bad.find('\n'));
  const std::string row = bad.substr(heading.size() + 1, bad.find('\n', heading.size() + 1) -
                                                             heading.size() - 1);
  CHECK(std::count(heading.begin(), heading.end(), '\t') ==
        std::count(row.begin(), row.end(), '\t'));
  CHECK(bad.find("is not a number.") != std::string::npos);

  OrderEditor editor(OrderSheet(RawOrder{.order_id = "0b7e0000-0000-4000-8000-000000000001",
                                         .customer = "C-1", .ship_to = "MAIN"}),
                     *all.catalogue, app::test::still_clock());
  editor.append(preview.take_good(), "paste of 9,700 lines");
  CHECK(editor.lines() == 9'700);
  CHECK(editor.live().outcome().verdict != Verdict::refuse);
  editor.undo();
  CHECK(editor.lines() == 0);
}

TEST_CASE("rows beyond the limit are counted, and the work comes in slices") {
  PasteFixture all;
  std::string tsv;
  for (int row = 0; row < 10'050; ++row) tsv += "AB-103\t1\n";
  PastePreview preview(std::string(tsv), all.order, *all.catalogue,
                       AsOf{*Date::parse("2026-03-31")});
  CHECK(preview.rows_left() == 50);
  CHECK(preview.work(100));
  CHECK(preview.count(RowKind::waiting) > 9'000);
  CHECK_FALSE(preview.is_done());
  CHECK_FALSE(preview.all_good());
}

TEST_CASE("a copied bad row keeps tabs and quotes in their cells") {
  PasteFixture all;
  const PastePreview preview = all.preview("SKU\tQty\tNote\nZZZ\t1\t\"say \"\"hello\"\"\tnow\"\n");
  REQUIRE(preview.size() == 1);
  CHECK(preview.bad_rows_tsv().find("\"say \"\"hello\"\"\tnow\"") != std::string::npos);
}

TEST_CASE("a row that is left out is gone, the others stay as they were") {
  PasteFixture all;
  PastePreview preview = all.preview("ZZZ-1\t1\nAB-103\t2\n");
  preview.leave_out(0);
  REQUIRE(preview.size() == 1);
  CHECK(preview.all_good());
  CHECK(preview.row(0).line.quantity == "2");
}
