#pragma once
// What the server says, as values: who is signed in, prices, orders, stock, problems.
// In: JSON bodies of /v1. Out: plain structs; nothing where the body is not what was promised
// (a captive portal answers HTML). Unknown fields are passed over: the server may be newer.
// It will not ask the server.
//
//     std::optional<OrderPage> page = read_order_page(answer.body);

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/wire/snapshot_parts.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

struct Person {
  std::string login, name, role;
  /// The company's: within so many hours the same goods again are a double; 0: nobody looks.
  std::int64_t duplicate_window_hours = 24;
  bool is_desk() const { return role == "desk" || role == "admin"; }
  bool writes_orders() const { return role == "rep" || is_desk(); }
  bool acknowledges_notes() const { return role == "warehouse" || role == "admin"; }
};

/// Which prices: of GET /v1/snapshot, or of what the device has kept.
struct SnapshotNews {
  std::int64_t number = 0, bytes = 0;
  std::string digest, built, company;
};

/// What "device:prices" brought. No parts: those that are open are the newest.
struct PricesCame {
  SnapshotNews news;
  /// The page has checked every chunk.
  bool verified = false;
  std::optional<wire::SnapshotParts> parts;
};

/// A reason of an order's state, in the product's voice.
struct Reason {
  std::string code, path, severity, sentence, mend;
};

struct OrderRow {
  std::string order_id, number, state, state_since, state_by;
  std::string customer, customer_name, rep, po_number, currency, captured;
  std::int64_t net = 0, tax = 0, total = 0, lines = 0, revision = 0;
  bool priced = false;
  std::vector<Reason> reasons;
};

struct OrderPage {
  std::vector<OrderRow> orders;
  std::string next;  // where the next page begins; empty: this was the last one
};

/// How many orders stand in which state.
struct OrderCounts {
  std::int64_t accepted = 0, waiting = 0, sent_back = 0, refused = 0, cancelled = 0;
};

struct OrderEvent {
  std::string at, by, what, words, state;
};

/// What the warehouse must read of a ship-to, and who has.
struct DeliveryNote {
  std::string ship_to, note;
  bool is_open = true;
  std::string by, at;   // who acknowledged it last; empty: nobody yet
  std::string before;   // what they acknowledged, where it says something else now
};

/// What lines with a known cost earn, in minor units; only for those who may see costs.
struct OrderMargin {
  std::int64_t net = 0, cost = 0, lines_without_cost = 0;
};

struct OrderDetail {
  OrderRow row;
  std::string order, outcome;  // documents as bytes
  std::string as_of, core_version, snapshot;
  std::vector<OrderEvent> events;
  std::vector<std::string> actions;  // what this person may do now: "approve"
  std::optional<OrderMargin> margin = {};
  std::vector<DeliveryNote> notes = {};
};

/// A note that nobody has acknowledged yet, with its order.
struct OpenNote {
  std::string order_id, number, customer_name, since;
  DeliveryNote note;
};
struct NotePage {
  std::vector<OpenNote> notes;
  std::int64_t open = 0;   // on all pages
  std::string next;
};

struct StockRow {
  std::string warehouse;
  std::int64_t on_hand = 0, reserved = 0, available = 0;  // thousandths
};

/// RFC 9457, with our mend.
struct Problem {
  std::string title, detail, mend, code;
};

std::optional<Person> read_person(std::string_view body);
/// A line of JSON, and the parts packed behind it. Where it is something else the body stays.
std::optional<PricesCame> read_prices(std::string&& body);
/// {"have":…,"keep":[…],"login":…} for "device:prices": what is open, what orders still name.
std::string write_prices_question(std::string_view login, std::string_view have,
                                  const std::vector<std::string>& keep);
std::optional<OrderRow> read_order_row(std::string_view json);
std::optional<OrderPage> read_order_page(std::string_view body);
std::optional<OrderDetail> read_order_detail(std::string_view body);
std::optional<NotePage> read_note_page(std::string_view body);
std::optional<OrderCounts> read_order_counts(std::string_view body);
std::optional<std::vector<StockRow>> read_stock(std::string_view body);
std::optional<Problem> read_problem(std::string_view body);

/// What to tell a person when a request did not go well: the server's own sentence where it has
/// one, else what the status means.
std::string say_failure(const Answer& answer);

/// The reasons in a list of an answer; none where it has no such list.
std::vector<Reason> read_reasons(std::string_view body, const char* list);
/// Why a change was refused, with the fields it is about; never empty.
std::vector<Reason> read_refusal(const Answer& answer);
/// The sentence and what mends it.
std::string say_reason(const Reason& reason);
/// What is said of this field; "" is the rest.
std::string say_at(const std::vector<Reason>& reasons, std::string_view field);

enum class Backorder : std::uint8_t { no, yes };
/// {"note":…,"revision":…} for what the desk decides; revision 0: not seen.
std::string write_verdict(std::string_view note, std::int64_t revision,
                          Backorder backorder = Backorder::no);

/// Says to the company that a note was read, in the words that were read.
Question note_read(std::string_view order_id, const DeliveryNote& note);

}  // namespace tally::app
