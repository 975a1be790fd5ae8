#include "wasm/state/answers.hpp"

#include "wasm/state/device_desk.hpp"
#include "wasm/state/json_answer.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using answer::integer;
using answer::is_true;
using answer::Json;
using answer::list;
using answer::read_list;
using answer::read_object;
using answer::text;

std::vector<Reason> reasons(const Json& json, const char* name = "reasons") {
  std::vector<Reason> all;
  for (const Json& each : list(json, name)) {
    if (!each.is_object()) continue;
    all.push_back({text(each, "code"), text(each, "path"), text(each, "severity"),
                   text(each, "sentence"), text(each, "mend")});
  }
  return all;
}

OrderRow order_row(const Json& json) {
  OrderRow row{.order_id = text(json, "order_id"),
               .number = text(json, "number"),
               .state = text(json, "state"),
               .state_since = text(json, "state_since"),
               .state_by = text(json, "state_by"),
               .customer = text(json, "customer"),
               .customer_name = text(json, "customer_name"),
               .rep = text(json, "rep"),
               .po_number = text(json, "po_number"),
               .currency = text(json, "currency"),
               .captured = text(json, "captured"),
               .net = integer(json, "net"),
               .tax = integer(json, "tax"),
               .total = integer(json, "total"),
               .lines = integer(json, "lines"),
               .revision = integer(json, "revision"),
               .reasons = reasons(json)};
  row.priced = json.contains("total") && json["total"].is_number_integer();
  return row;
}

DeliveryNote delivery_note(const Json& json) {
  return {.ship_to = text(json, "ship_to"),
          .note = text(json, "note"),
          .is_open = text(json, "state") != "acknowledged",
          .by = text(json, "by"),
          .at = text(json, "at"),
          .before = text(json, "before")};
}

}  // namespace

std::optional<Person> read_person(std::string_view body) {
  const Json json = read_object(body);
  if (text(json, "login").empty() || text(json, "role").empty()) return std::nullopt;
  Person person{text(json, "login"), text(json, "name"), text(json, "role")};
  if (json.contains("duplicate_window_hours")) {
    person.duplicate_window_hours = integer(json, "duplicate_window_hours");
  }
  return person;
}

std::optional<PricesCame> read_prices(std::string&& body) {
  const std::size_t line = body.find('\n');
  if (line == std::string::npos) return std::nullopt;
  const Json json = read_object(std::string_view(body).substr(0, line));
  const auto manifest = json.find("manifest");
  if (manifest == json.end() || text(*manifest, "digest").empty()) return std::nullopt;
  PricesCame came{.news = {.number = integer(*manifest, "number"),
                           .digest = text(*manifest, "digest"),
                           .built = text(*manifest, "built"),
                           .company = text(*manifest, "company")},
                  .verified = is_true(json, "verified")};
  for (const Json& part : list(*manifest, "parts")) came.news.bytes += integer(part, "bytes");
  body.erase(0, line + 1);
  if (!body.empty()) came.parts = wire::unpack_parts(std::move(body));
  return came;
}

std::string write_prices_question(std::string_view login, std::string_view have,
                                  const std::vector<std::string>& keep) {
  return Json{{"have", have}, {"keep", keep}, {"login", login}}.dump();
}

std::optional<OrderRow> read_order_row(std::string_view text_of_row) {
  const Json json = read_object(text_of_row);
  if (text(json, "order_id").empty() || text(json, "state").empty()) return std::nullopt;
  return order_row(json);
}

std::optional<OrderPage> read_order_page(std::string_view body) {
  const Json json = read_object(body);
  auto orders = read_list(json, "orders", order_row);
  if (!orders) return std::nullopt;
  return OrderPage{.orders = *std::move(orders), .next = text(json, "next")};
}

std::optional<NotePage> read_note_page(std::string_view body) {
  const Json json = read_object(body);
  auto notes = read_list(json, "notes", [](const Json& each) {
    return OpenNote{text(each, "order_id"), text(each, "number"), text(each, "customer_name"),
                    text(each, "since"), delivery_note(each)};
  });
  if (!notes) return std::nullopt;
  return NotePage{*std::move(notes), integer(json, "open"), text(json, "next")};
}

std::optional<std::vector<KnownDevice>> read_devices(std::string_view body) {
  return read_list(read_object(body), "devices", [](const Json& each) {
    return KnownDevice{.id = text(each, "device_id"),
                       .code = text(each, "code"),
                       .name = text(each, "name"),
                       .login = text(each, "login"),
                       .user_name = text(each, "user_name"),
                       .enrolled = text(each, "enrolled"),
                       .revoked = text(each, "revoked"),
                       .revoked_by = text(each, "revoked_by"),
                       .taken_over_by = text(each, "taken_over_by")};
  });
}

std::optional<std::vector<SetAside>> read_set_aside(std::string_view body) {
  return read_list(read_object(body), "entries", [](const Json& each) {
    return SetAside{.number = integer(each, "number"),
                    .at = text(each, "at"),
                    .device = text(each, "device"),
                    .who = text(each, "who"),
                    .why = text(each, "why"),
                    .reasons = reasons(each)};
  });
}

std::optional<OrderCounts> read_order_counts(std::string_view body) {
  const Json json = read_object(body);
  if (!json.contains("waiting")) return std::nullopt;
  return OrderCounts{.accepted = integer(json, "accepted"),
                     .waiting = integer(json, "waiting"),
                     .sent_back = integer(json, "sent_back"),
                     .refused = integer(json, "refused"),
                     .cancelled = integer(json, "cancelled")};
}

std::optional<OrderDetail> read_order_detail(std::string_view body) {
  const Json json = read_object(body);
  if (text(json, "order_id").empty()) return std::nullopt;
  OrderDetail detail{.row = order_row(json),
                     .order = text(json, "order"),
                     .outcome = text(json, "outcome"),
                     .as_of = text(json, "as_of"),
                     .core_version = text(json, "core_version"),
                     .snapshot = text(json, "snapshot")};
  for (const Json& each : list(json, "actions")) {
    if (each.is_string()) detail.actions.push_back(each.get<std::string>());
  }
  if (const auto margin = json.find("margin"); margin != json.end() && margin->is_object()) {
    detail.margin = OrderMargin{integer(*margin, "net"), integer(*margin, "cost"),
                                integer(*margin, "lines_without_cost")};
  }
  for (const Json& each : list(json, "delivery_notes")) {
    if (each.is_object()) detail.notes.push_back(delivery_note(each));
  }
  for (const Json& each : list(json, "events")) {
    if (!each.is_object()) continue;
    detail.events.push_back({text(each, "at"), text(each, "by"), text(each, "what"),
                             text(each, "words"), text(each, "state")});
  }
  return detail;
}

std::optional<std::vector<StockRow>> read_stock(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  const Json& rows = json.is_object() ? list(json, "stock") : json;
  if (!rows.is_array()) return std::nullopt;
  std::vector<StockRow> stock;
  for (const Json& each : rows) {
    if (!each.is_object()) continue;
    const std::int64_t on_hand = integer(each, "on_hand"), reserved = integer(each, "reserved");
    stock.push_back({text(each, "warehouse"), on_hand, reserved, on_hand - reserved});
  }
  return stock;
}

std::optional<Problem> read_problem(std::string_view body) {
  const Json json = read_object(body);
  if (text(json, "detail").empty() && text(json, "title").empty()) return std::nullopt;
  return Problem{text(json, "title"), text(json, "detail"), text(json, "mend"),
                 text(json, "code")};
}

std::string say_failure(const Answer& answer) {
  if (const auto problem = read_problem(answer.body)) {
    const std::string& sentence = problem->detail.empty() ? problem->title : problem->detail;
    return problem->mend.empty() ? sentence : sentence + " " + problem->mend;
  }
  switch (answer.status) {
    case 0: return "There is no connection to the company's server.";
    case 401: return "You are signed out. Sign in again.";
    case 403: return "Your role may not do this.";
    case 404: return "The server does not know this.";
    default: break;
  }
  if (answer.ok()) {
    return "Something else answered in the server's place. Does this network want a sign-in?";
  }
  return "The server could not do it (status " + std::to_string(answer.status) + ").";
}

std::vector<Reason> read_reasons(std::string_view body, const char* list) {
  return reasons(read_object(body), list);
}

std::vector<Reason> read_refusal(const Answer& answer) {
  std::vector<Reason> refused = read_reasons(answer.body, "issues");
  if (refused.empty()) refused.push_back({.sentence = say_failure(answer)});
  return refused;
}

std::string say_reason(const Reason& reason) {
  return reason.mend.empty() ? reason.sentence : reason.sentence + " " + reason.mend;
}

std::string say_at(const std::vector<Reason>& reasons, std::string_view field) {
  std::string sentences;
  for (const Reason& reason : reasons) {
    if (reason.path == field) sentences += (sentences.empty() ? "" : " ") + say_reason(reason);
  }
  return sentences;
}

std::string write_verdict(std::string_view note, std::int64_t revision, Backorder backorder) {
  Json json = {{"note", note}};
  if (revision > 0) json["revision"] = revision;
  if (backorder == Backorder::yes) json["backorder"] = true;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Question note_read(std::string_view order_id, const DeliveryNote& note) {
  return {.method = "POST",
          .path = "/v1/orders/" + std::string(order_id) + "/delivery-notes/" +
                  percent_encoded(note.ship_to) + "/acknowledge",
          .body = Json{{"note", note.note}}.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace tally::app
