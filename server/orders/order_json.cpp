#include "server/orders/order_json.hpp"

#include <algorithm>
#include <array>

#include "server/orders/company_terms.hpp"
#include "server/orders/parties.hpp"
#include "server/orders/reasons.hpp"
#include "server/receivables/credit_json.hpp"
#include "server/stock/reserve.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::orders {

using wire::JsonWriter;

namespace {

void put_minor(JsonWriter& json, std::string_view name, std::optional<std::int64_t> minor) {
  json.key(name);
  if (minor) json.value(*minor);
  else json.raw("null");
}

void put_events(JsonWriter& json, const std::vector<OrderEvent>& events) {
  json.key("events").open('[');
  for (const OrderEvent& event : events) {
    json.open('{').key("at").value(print_instant(event.at)).key("by").value(event.by);
    json.key("what").value(event.what).key("words").value(event.words);
    json.key("state").value(state_name(event.state)).key("revision").value(event.revision);
    json.close('}');
  }
  json.close(']');
}

/// The latest is the order's own "order" and "outcome"; these are what it was before.
void put_versions(JsonWriter& json, const std::vector<OrderVersion>& versions) {
  json.key("versions").open('[');
  for (const OrderVersion& version : versions) {
    json.open('{').key("version").value(version.version);
    json.key("revision").value(version.revision);
    json.key("at").value(print_instant(version.at)).key("by").value(version.by);
    json.key("order").value(version.order).key("outcome").value(version.outcome).close('}');
  }
  json.close(']');
}

void put_held(JsonWriter& json, std::string_view name, const std::vector<stock::HeldLine>& held,
              const std::vector<OrderLine>& lines) {
  json.key(name).open('[');
  for (const stock::HeldLine& line : held) {
    const auto place = static_cast<std::size_t>(line.position);
    json.open('{').key("line").value(place < lines.size() ? lines[place].line_id : "");
    json.key("position").value(line.position).key("sku").value(line.sku);
    if (!line.warehouse.empty()) json.key("warehouse").value(line.warehouse);
    json.key("quantity").value(line.quantity.thousandths).close('}');
  }
  json.close(']');
}

/// Who approves an order or owns its prices; never a rep, whose tablet may get lost.
bool sees_costs(Role role) {
  return role == Role::desk || role == Role::finance || role == Role::admin;
}

void put_margin(JsonWriter& json, const std::optional<Margin>& margin) {
  if (!margin) return;
  json.key("margin").open('{').key("net").value(margin->net).key("cost").value(margin->cost);
  json.key("lines_without_cost").value(margin->lines_without_cost).close('}');
}

void put_delivery_notes(JsonWriter& json, const std::vector<DeliveryNote>& notes) {
  json.key("delivery_notes").open('[');
  for (const DeliveryNote& note : notes) {
    json.open('{');
    put_delivery_note(json, note);
    json.close('}');
  }
  json.close(']');
}

/// Who packs the goods, and whoever may do everything.
bool may_acknowledge(const OrderRow& row, Role role, const std::vector<DeliveryNote>& notes) {
  return (role == Role::warehouse || role == Role::admin) && row.state == State::accepted &&
         std::ranges::any_of(notes, &DeliveryNote::is_open);
}

void put_actions(JsonWriter& json, const OrderRow& row, Role role,
                 const std::vector<DeliveryNote>& notes) {
  constexpr std::array actions{std::pair{Action::approve, "approve"},
                               std::pair{Action::send_back, "send_back"},
                               std::pair{Action::cancel, "cancel"}};
  json.key("actions").open('[');
  if (role == Role::desk || role == Role::admin) {
    for (const auto& [action, name] : actions) {
      if (next_state(row.state, action)) json.value(std::string_view(name));
    }
  } else if (role == Role::finance && row.state == State::waiting &&
             has_reason_of_credit(row.reasons)) {
    json.value("approve");
  }
  if (may_acknowledge(row, role, notes)) json.value("acknowledge");
  json.close(']');
}

}  // namespace

void put_order_summary(JsonWriter& json, const OrderRow& row) {
  json.key("order_id").value(row.order_id).key("number").value(say_number(row.number));
  json.key("state").value(state_name(row.state));
  json.key("state_since").value(print_instant(row.state_since));
  json.key("state_by").value(row.state_by).key("revision").value(row.revision);
  json.key("customer").value(row.customer).key("customer_name").value(row.customer_name);
  json.key("rep").value(row.rep).key("po_number").value(row.po_number);
  json.key("currency").value(row.currency);
  put_minor(json, "net", row.net);
  put_minor(json, "tax", row.tax);
  put_minor(json, "total", row.total);
  json.key("lines").value(row.line_count);
  json.key("captured").value(print_instant(row.captured));
  json.key("reasons").raw(row.reasons);
}

std::string order_json(const OrderRow& row) {
  JsonWriter json;
  json.open('{');
  put_order_summary(json, row);
  json.close('}');
  return json.take();
}

std::string order_detail_json(store::Connection& db, const OrderRow& row, Role role,
                              Instant now) {
  const OrderDocuments documents = read_documents(db, row.row);
  const stock::Held held = stock::held_by(db, row.row);
  const std::vector<OrderLine> lines = list_lines(db, row.row);
  JsonWriter json;
  json.reserve(2048 + documents.order.size() + documents.outcome.size());
  json.open('{');
  put_order_summary(json, row);
  json.key("as_of").value(documents.as_of).key("core_version").value(documents.core_version);
  json.key("snapshot").value(documents.snapshot);
  json.key("order").value(documents.order).key("outcome").value(documents.outcome);
  json.key("paper").value(paper_of(db, row.row));
  put_versions(json, list_versions(db, row.row));
  put_events(json, list_events(db, row.row));
  put_held(json, "reservations", held.reservations, lines);
  put_held(json, "backorders", held.backorders, lines);
  const std::vector<DeliveryNote> notes = list_delivery_notes(db, row.row);
  put_delivery_notes(json, notes);
  put_actions(json, row, role, notes);
  if (sees_costs(role)) {
    put_margin(json, margin_of(db, row.row));
    receivables::put_order_credit(json, db, row, now);
  }
  const auto currency = Currency::parse(row.currency);
  json.key("currency_decimals").value(std::int64_t{currency ? currency->decimals() : 2});
  put_products(json, db, lines);
  put_parties(json, db, row.customer);
  json.close('}');
  return json.take();
}

void put_delivery_note(JsonWriter& json, const DeliveryNote& note) {
  json.key("ship_to").value(note.ship_to).key("note").value(note.note);
  json.key("state").value(note.is_open() ? "unacknowledged" : "acknowledged");
  if (note.acknowledged.empty()) return;
  json.key("by").value(note.by).key("at").value(print_instant(note.at));
  if (note.is_open()) json.key("before").value(note.acknowledged);
}

std::string submitted_json(const Submitted& submitted) {
  const OrderRow& row = submitted.row;
  JsonWriter json;
  json.reserve(512 + submitted.outcome.size() + row.reasons.size());
  json.open('{').key("order_id").value(row.order_id);
  json.key("number").value(say_number(row.number)).key("state").value(state_name(row.state));
  json.key("state_since").value(print_instant(row.state_since));
  json.key("state_by").value(row.state_by).key("reasons").raw(row.reasons);
  json.key("outcome").value(submitted.outcome);
  json.key("repeated").raw(submitted.repeated ? "true" : "false").close('}');
  return json.take();
}

}  // namespace tally::server::orders
