// The warehouse's list of notes: read, acknowledged, and what the company did not take.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/note_desk.hpp"
#include "wasm/state/order_view.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

struct NotesFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  NoteDesk notes{app::test::edge_of(storage, server)};

  static Json note(int number, const std::string& words) {
    return {{"order_id", "id-" + std::to_string(number)},
            {"number", "S-00000" + std::to_string(number)},
            {"customer_name", "Acme Hardware"},
            {"since", "2026-03-31T09:12:00.000Z"},
            {"ship_to", "DOCK 4"},
            {"note", words},
            {"state", "unacknowledged"}};
  }
  Question answer(const Json& list, int open, const Json& next = nullptr) {
    return server.answer(200, Json{{"notes", list}, {"open", open}, {"next", next}}.dump());
  }
};

}  // namespace

TEST_CASE("notes come page by page, and one press acknowledges the words that were read") {
  NotesFixture all;
  all.notes.refresh();
  CHECK_FALSE(all.notes.has_answer());
  CHECK(all.answer({NotesFixture::note(1, "Ring twice"), NotesFixture::note(2, "Call before")}, 3,
                   "2/DOCK 4")
            .path == "/v1/delivery-notes");
  REQUIRE(all.notes.notes().size() == 2);
  CHECK(all.notes.open() == 3);
  all.notes.ask_more();
  CHECK(all.answer(Json::array({NotesFixture::note(3, "No trucks")}), 3).path ==
        "/v1/delivery-notes?after=2%2FDOCK%204");
  CHECK(all.notes.notes().size() == 3);
  CHECK_FALSE(all.notes.has_more());

  all.notes.choose(2);
  CHECK(all.notes.acknowledge(0));
  CHECK(all.notes.notes().size() == 2);
  CHECK(all.notes.open() == 2);
  const Question asked = all.server.answer(200, "{}");
  CHECK(asked.method == "POST");
  CHECK(asked.path == "/v1/orders/id-1/delivery-notes/DOCK%204/acknowledge");
  CHECK(Json::parse(asked.body) == Json{{"note", "Ring twice"}});
  CHECK(all.notes.take_news().empty());
  CHECK_FALSE(all.notes.acknowledge(7));
}

TEST_CASE("what the company did not take comes back with its sentence, and the list anew") {
  NotesFixture all;
  all.notes.refresh();
  all.answer(Json::array({NotesFixture::note(1, "Ring twice")}), 1);
  all.notes.acknowledge(0);
  CHECK(all.notes.notes().empty());
  // A refresh now would show it again.
  all.notes.refresh();
  REQUIRE(all.server.asked.size() == 1);
  all.server.answer(409, R"({"detail":"The delivery note for DOCK 4 says by now: Ring once"})");
  REQUIRE(all.notes.notes().size() == 1);
  CHECK(all.notes.open() == 1);
  CHECK(all.notes.take_news() ==
        std::vector<std::string>{"The note of S-000001 for DOCK 4 was not acknowledged. The "
                                 "delivery note for DOCK 4 says by now: Ring once"});
  all.answer(Json::array({NotesFixture::note(1, "Ring once")}), 1);
  CHECK(all.notes.notes()[0].note.note == "Ring once");
  all.notes.refresh();
  all.server.answer(0);
  CHECK(all.notes.failure() == "There is no connection to the company's server.");
  CHECK(all.notes.notes().size() == 1);
}

TEST_CASE("the words of a note say who acknowledged it, and what it said then") {
  const Clock clock = app::test::still_clock();
  DeliveryNote note{.ship_to = "DOCK", .note = "Dock 5"};
  CHECK(note_words(note, clock) == "Not acknowledged yet.");
  note.by = "wanda";
  note.at = "2026-03-31T09:12:00.000Z";
  note.before = "Dock 4";
  CHECK(note_words(note, clock) ==
        "Changed since it was acknowledged by wanda, 09:12: Dock 4");
  note.is_open = false;
  CHECK(note_words(note, clock) == "Acknowledged by wanda, 09:12.");
}
