#include <doctest/doctest.h>

#include "tests/support/app_state.hpp"
#include "wasm/state/draft_book.hpp"
#include "wasm/state/order_sheet.hpp"

using namespace tally;
using namespace tally::app;

namespace {

void type_word(OrderSheet& sheet, std::size_t line, LineField field, std::string_view word) {
  for (std::size_t length = 1; length <= word.size(); ++length) {
    sheet.set_cell(line, field, word.substr(0, length));
  }
}

OrderSheet sheet_of(int lines) {
  OrderSheet sheet;
  for (int i = 0; i < lines; ++i) sheet.begin_line(LineField::sku, "A" + std::to_string(i));
  return sheet;
}

}  // namespace

TEST_CASE("a word typed in a cell is one step of undo") {
  OrderSheet sheet = sheet_of(1);
  sheet.end_typing();
  type_word(sheet, 0, LineField::quantity, "1200");
  CHECK(sheet.order().lines[0].quantity == "1200");
  const auto place = sheet.undo();
  REQUIRE(place);
  CHECK(place->line == 0);
  CHECK(place->field == LineField::quantity);
  CHECK(sheet.order().lines[0].quantity.empty());
  sheet.redo();
  CHECK(sheet.order().lines[0].quantity == "1200");
}

TEST_CASE("a line begun by typing goes away with one undo, and its id is not used again") {
  OrderSheet sheet;
  sheet.begin_line(LineField::sku, "a");
  sheet.set_cell(0, LineField::sku, "ab");
  CHECK(sheet.undo_steps().size() == 1);
  const std::string id = sheet.order().lines[0].id;
  sheet.undo();
  CHECK(sheet.order().lines.empty());
  sheet.begin_line(LineField::sku, "c");
  CHECK(sheet.order().lines[0].id != id);
}

TEST_CASE("twenty steps go back, the twenty-first does not") {
  OrderSheet sheet;
  for (int i = 0; i < 25; ++i) {
    sheet.begin_line(LineField::sku, "A" + std::to_string(i));
    sheet.end_typing();
  }
  int undone = 0;
  while (sheet.undo()) ++undone;
  CHECK(undone == 20);
  CHECK(sheet.order().lines.size() == 5);
  int redone = 0;
  while (sheet.redo()) ++redone;
  CHECK(redone == 20);
  CHECK(sheet.order().lines.back().sku == "A24");
}

TEST_CASE("a change after an undo forgets what could be done again") {
  OrderSheet sheet = sheet_of(2);
  sheet.undo();
  sheet.set_header(HeaderField::po_number, "PO 1");
  CHECK_FALSE(sheet.redo());
}

TEST_CASE("several changes of one step come back together, in the right order") {
  OrderSheet sheet = sheet_of(4);
  const RawOrder before = sheet.order();
  RawLine merged = before.lines[0];
  merged.quantity = "7";
  sheet.change({.name = "put together",
                .changes = {{.at = 0, .removed = 1, .inserted = {merged}},
                            {.at = 2, .removed = 1},
                            {.header = HeaderField::note, .text = "both"}}});
  CHECK(sheet.order().lines.size() == 3);
  sheet.undo();
  CHECK(sheet.order() == before);
}

TEST_CASE("undo works on after a reload, line for line") {
  OrderSheet sheet = sheet_of(3);
  sheet.end_typing();
  type_word(sheet, 1, LineField::quantity, "12");
  sheet.set_header(HeaderField::note, "leave at the gate; \"ring twice\"\n");
  sheet.delete_lines(0, 2, "deleted lines");
  const RawOrder last = sheet.order();

  const std::string stored = write_draft({.sheet = sheet, .opened_ms = 5});
  auto draft = read_draft(stored);
  // Without an order id it is no draft: an id is what a retry is recognised by.
  CHECK_FALSE(draft);
  RawOrder named = sheet.order();
  named.order_id = "0b7e0000-0000-4000-8000-000000000001";
  OrderSheet with_id(named, sheet.undo_steps(), sheet.redo_steps(), sheet.next_line());
  draft = read_draft(write_draft({.sheet = with_id, .opened_ms = 5}));
  REQUIRE(draft);
  CHECK(draft->opened_ms == 5);
  CHECK(draft->sheet.order().lines == last.lines);
  CHECK(draft->sheet.next_line_id() == sheet.next_line_id());
  draft->sheet.undo();
  CHECK(draft->sheet.order().lines.size() == 3);
  draft->sheet.undo();
  CHECK(draft->sheet.order().note.empty());
  draft->sheet.undo();
  CHECK(draft->sheet.order().lines[1].quantity.empty());
  draft->sheet.redo();
  CHECK(draft->sheet.order().lines[1].quantity == "12");
}

TEST_CASE("a stored draft with wrong bytes is refused, not half read") {
  CHECK_FALSE(read_draft(""));
  CHECK_FALSE(read_draft("[]"));
  CHECK_FALSE(read_draft("{\"form\":99}"));
  CHECK_FALSE(read_draft("{\"form\":1,\"head\":17,\"lines\":{}}"));
  const auto draft =
      read_draft(R"({"form":1,"head":["id-1","rep"],"lines":[1,["7","AB"]],"undo":[3]})");
  REQUIRE(draft);
  CHECK(draft->sheet.order().lines.size() == 2);
  CHECK(draft->sheet.order().lines[1].sku == "AB");
  CHECK(draft->sheet.next_line_id() == "8");
}

TEST_CASE("a paste of 10,000 rows is undone by a step that holds no rows") {
  OrderSheet sheet;
  std::vector<RawLine> rows(10'000);
  for (auto& row : rows) row.sku = "AB-103";
  sheet.insert_lines(0, std::move(rows), "paste");
  REQUIRE(sheet.undo_steps().size() == 1);
  CHECK(sheet.undo_steps()[0].changes[0].inserted.empty());
  sheet.undo();
  CHECK(sheet.order().lines.empty());
  sheet.redo();
  CHECK(sheet.order().lines.size() == 10'000);
}

TEST_CASE("drafts of two tabs stand beside each other in the list") {
  app::test::MemoryStorage storage;
  DraftBook left(storage, "anna"), right(storage, "anna"), other(storage, "ben");
  const auto keep = [](DraftBook& book, const char* id, std::int64_t at) {
    RawOrder order{.order_id = id};
    return book.keep({.sheet = OrderSheet(order)}, {.order_id = id, .changed_ms = at});
  };
  CHECK(keep(left, "one", 1));
  CHECK(keep(right, "two", 2));
  CHECK(keep(left, "one", 3));
  REQUIRE(left.notes().size() == 2);
  CHECK(left.notes()[0].order_id == "one");
  CHECK(other.notes().empty());
  right.drop("one");
  CHECK(left.notes().size() == 1);
  CHECK_FALSE(left.load("one"));
  storage.room = 10;
  CHECK_FALSE(keep(left, "three", 4));
  CHECK(left.notes().size() == 1);
}
