#include "server/catalogue/order_lines.hpp"

#include <algorithm>

#include "shared/base/sha256.hpp"

namespace tally::server::catalogue {

Tally HistoryGroup::tally() const {
  Tally tally;
  tally.documents = 1;
  for (const HistoryLine& line : lines) {
    ++tally.lines;
    tally.sum += line.amount.value_or(0);
  }
  return tally;
}

std::optional<int128> line_amount(const std::string& quantity, const std::string& price) {
  const auto thousandths = parse_decimal(quantity, Quantity::decimals);
  if (!thousandths) return std::nullopt;
  if (price.empty()) return int128{0};
  const auto ten_thousandths = parse_decimal(price, UnitPrice::decimals);
  if (!ten_thousandths) return std::nullopt;
  return int128{*thousandths} * *ten_thousandths;
}

bool OrderLines::agrees(LineReader& line, const HistoryGroup& group, const HistoryGroup& here) {
  const auto same = [&](std::string_view field, const std::string& now, const std::string& before) {
    if (now == before) return true;
    line.refuse(field, now, IssueCode::import_order_differs,
                {{"order", group.number},
                 {"field", std::string(field)},
                 {"value", now},
                 {"before", before},
                 {"line", group.lines.front().place.line}});
    return false;
  };
  const bool customer = same("customer", here.customer, group.customer);
  const bool ship_to = same("ship_to", here.ship_to, group.ship_to);
  return same("day", here.day.print(), group.day.print()) && customer && ship_to;
}

HistoryGroup* OrderLines::find_group(LineReader& line, std::string number) {
  HistoryGroup here;
  const auto day = line.day("day");
  if (number.empty() || !day) return nullptr;
  here.number = std::move(number);
  here.day = *day;
  here.customer = line.raw("customer");
  here.ship_to = line.raw("ship_to");
  const auto [entry, is_new] = places_.try_emplace(here.number, groups_.size());
  if (!is_new) {
    HistoryGroup& group = groups_[entry->second];
    return agrees(line, group, here) ? &group : nullptr;
  }
  here.po_number = line.raw("po_number");
  here.note = line.raw("note");
  here.is_credit = !mapping_.credit_where.empty() && line.passes(mapping_.credit_where);
  return &groups_.emplace_back(std::move(here));
}

void OrderLines::take(LineReader& line, const LinePlace& place) {
  HistoryGroup* group = find_group(line, line.text("order"));
  if (group == nullptr) return;
  HistoryLine read;
  read.place = place;
  read.sku = line.raw("sku");
  read.quantity = line.plain_number("quantity");
  read.unit = line.raw("unit");
  read.price = line.plain_number("price");
  read.price_reason = line.raw("price_reason");
  read.note = line.raw("line_note");
  read.amount = line_amount(read.quantity, read.price);
  group->lines.push_back(std::move(read));
}

RawOrder make_order(const HistoryGroup& group, std::string_view source) {
  RawOrder order;
  const Digest digest = sha256(std::string(source) + "\n" + group.number);
  std::array<std::uint8_t, 16> id_bytes{};
  std::copy_n(digest.bytes.begin(), id_bytes.size(), id_bytes.begin());
  order.order_id = OrderId::from_random(id_bytes).text();
  order.channel = "import";
  order.customer = group.customer;
  order.ship_to = group.ship_to;
  order.po_number = group.po_number;
  order.note = group.note;
  for (const HistoryLine& line : group.lines) {
    RawLine& raw = order.lines.emplace_back();
    raw.sku = line.sku;
    raw.quantity = line.quantity;
    raw.unit = line.unit;
    raw.agreed_price = line.price;
    raw.agreed_reason = line.price_reason;
    raw.note = line.note;
  }
  return order;
}

}  // namespace tally::server::catalogue
