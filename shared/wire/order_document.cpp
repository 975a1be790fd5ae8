#include "shared/wire/order_document.hpp"

#include "shared/wire/address_fields.hpp"
#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::wire {

namespace {

constexpr std::string_view version = "order/1";

RawLine read_line(const Json& json, std::size_t index, Issues& issues) {
  FieldReader read(json, line_path(index, ""), issues);
  RawLine line;
  line.id = read.text("id");
  line.sku = read.text("sku");
  line.quantity = read.figure("quantity");
  line.unit = read.text("unit");
  line.agreed_price = read.figure("agreed_price");
  line.agreed_reason = read.text("agreed_reason");
  line.note = read.text("note");
  line.ship_to = read.text("ship_to");
  line.requested_date = read.text("requested_date");
  read.finish();
  return line;
}

Address read_address(FieldReader& parent, std::string_view field) {
  const Json* json = parent.object(field);
  if (json == nullptr) return {};
  FieldReader read(*json, parent.path(field), parent.issues());
  Address address = read_address_fields(read);
  address.country = read.text("country");
  read.finish();
  return address;
}

/// Each object of an array of at most `order_extras_max`.
template <typename ReadOne>
void read_each(FieldReader& read, std::string_view field, ReadOne read_one) {
  const Json& items = read.array(field);
  if (items.size() > order_extras_max) {
    read.refuse(field, std::to_string(items.size()), "a list of at most 200");
    return;
  }
  std::size_t index = 0;
  for (const Json& item : items) {
    FieldReader one(item, read.path(field) + "[" + std::to_string(index++) + "]", read.issues());
    read_one(one);
    one.finish();
  }
}

void read_new_parties(FieldReader& read, RawOrder& order) {
  read_each(read, "new_ship_tos", [&](FieldReader& one) {
    RawShipTo& made = order.new_ship_tos.emplace_back();
    made.code = one.text("code");
    made.address = read_address(one, "address");
    made.delivery_note = one.text("delivery_note");
  });
  const Json* customer = read.object("new_customer");
  if (customer == nullptr) return;
  FieldReader one(*customer, read.path("new_customer"), read.issues());
  RawCustomer& made = order.new_customer.emplace();
  made.name = one.text("name");
  made.email = one.text("email");
  made.phone = one.text("phone");
  made.vat_id = one.text("vat_id");
  made.billing = read_address(one, "billing");
  one.finish();
}

void read_delivery(FieldReader& read, RawOrder& order) {
  order.ship_from = read.text("ship_from");
  order.ship_until = read.text("ship_until");
  order.delivery = read.text("delivery");
  order.incoterm = read.text("incoterm");
  read_new_parties(read, order);
  read_each(read, "overrides", [&](FieldReader& one) {
    RawOverride& made = order.overrides.emplace_back();
    made.code = one.text("code", Presence::required);
    made.path = one.text("path");
    made.reason = one.text("reason");
  });
}

/// A list in the document, one cell on the screen.
std::string read_coupons(FieldReader& read) {
  std::string typed;
  for (const Json& coupon : read.array("coupons")) {
    if (!coupon.is_string()) {
      read.refuse("coupons", coupon.dump(), "a list of coupons, each a text");
      continue;
    }
    typed += (typed.empty() ? "" : ", ") + coupon.get<std::string>();
  }
  return typed;
}

void write_captured_address(JsonWriter& json, std::string_view key, const Address& address) {
  if (address == Address{}) return;
  json.key(key).open('{').text_field("admin_area", address.admin_area);
  json.text_field("country", address.country).text_field("locality", address.locality);
  json.text_field("postal_code", address.postal_code).text_field("recipient", address.recipient);
  json.text_field("street_1", address.street_1).text_field("street_2", address.street_2);
  json.close('}');
}

void write_new_parties(JsonWriter& json, const RawOrder& order) {
  if (order.new_customer) {
    const RawCustomer& made = *order.new_customer;
    json.key("new_customer").open('{');
    write_captured_address(json, "billing", made.billing);
    json.text_field("email", made.email).text_field("name", made.name);
    json.text_field("phone", made.phone).text_field("vat_id", made.vat_id).close('}');
  }
  if (order.new_ship_tos.empty()) return;
  json.key("new_ship_tos").open('[');
  for (const RawShipTo& made : order.new_ship_tos) {
    json.open('{');
    write_captured_address(json, "address", made.address);
    json.text_field("code", made.code).text_field("delivery_note", made.delivery_note).close('}');
  }
  json.close(']');
}

void write_overrides(JsonWriter& json, const RawOrder& order) {
  if (order.overrides.empty()) return;
  json.key("overrides").open('[');
  for (const RawOverride& made : order.overrides) {
    json.open('{').text_field("code", made.code).text_field("path", made.path);
    json.text_field("reason", made.reason).close('}');
  }
  json.close(']');
}

}  // namespace

Result<RawOrder> read_order(std::string_view bytes) {
  auto document = parse_document(bytes, order_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  Issues issues;
  check_version(*document, version, issues);
  FieldReader read(*document, "", issues);
  RawOrder order;
  read.text("tallystick");
  order.order_id = read.text("order_id", Presence::required);
  order.channel = read.text("channel");
  order.customer = read.text("customer");
  order.ship_to = read.text("ship_to");
  order.po_number = read.text("po_number");
  order.requested_date = read.text("requested_date");
  order.freight = read.figure("freight");
  order.note = read.text("note");
  read_delivery(read, order);
  const Json& lines = read.array("lines", Presence::required);
  if (lines.size() > order_lines_max) {
    issues.push_back(make_issue(IssueCode::order_too_many_lines, "lines",
                                {{"count", static_cast<std::int64_t>(lines.size())},
                                 {"limit", static_cast<std::int64_t>(order_lines_max)}}));
    return std::unexpected(std::move(issues));
  }
  order.coupons = read_coupons(read);
  for (const Json& line : lines) {
    order.lines.push_back(read_line(line, order.lines.size(), issues));
  }
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return order;
}

std::string write_order(const RawOrder& order) {
  JsonWriter json;
  json.reserve(256 + 96 * order.lines.size());
  json.open('{').text_field("channel", order.channel);
  if (!order.coupons.empty()) {
    json.key("coupons").open('[');
    for (const std::string_view coupon : split_coupons(order.coupons)) json.value(coupon);
    json.close(']');
  }
  json.text_field("customer", order.customer).text_field("delivery", order.delivery);
  json.text_field("freight", order.freight).text_field("incoterm", order.incoterm);
  json.key("lines").open('[');
  for (const RawLine& line : order.lines) {
    json.open('{').text_field("agreed_price", line.agreed_price);
    json.text_field("agreed_reason", line.agreed_reason).text_field("id", line.id);
    json.text_field("note", line.note).text_field("quantity", line.quantity);
    json.text_field("requested_date", line.requested_date).text_field("ship_to", line.ship_to);
    json.text_field("sku", line.sku).text_field("unit", line.unit).close('}');
  }
  json.close(']');
  write_new_parties(json, order);
  json.text_field("note", order.note);
  json.key("order_id").value(order.order_id);
  write_overrides(json, order);
  json.text_field("po_number", order.po_number);
  json.text_field("requested_date", order.requested_date);
  json.text_field("ship_from", order.ship_from).text_field("ship_to", order.ship_to);
  json.text_field("ship_until", order.ship_until);
  json.key("tallystick").value(version).close('}');
  return json.take();
}

}  // namespace tally::wire
