#include "shared/wire/order_document.hpp"

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
  read.finish();
  return line;
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
  json.text_field("customer", order.customer).text_field("freight", order.freight);
  json.key("lines").open('[');
  for (const RawLine& line : order.lines) {
    json.open('{').text_field("agreed_price", line.agreed_price);
    json.text_field("agreed_reason", line.agreed_reason).text_field("id", line.id);
    json.text_field("note", line.note).text_field("quantity", line.quantity);
    json.text_field("sku", line.sku).text_field("unit", line.unit).close('}');
  }
  json.close(']').text_field("note", order.note);
  json.key("order_id").value(order.order_id).text_field("po_number", order.po_number);
  json.text_field("requested_date", order.requested_date).text_field("ship_to", order.ship_to);
  json.key("tallystick").value(version).close('}');
  return json.take();
}

}  // namespace tally::wire
