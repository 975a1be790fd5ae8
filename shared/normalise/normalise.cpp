#include "shared/normalise/normalise.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/data/lookups.hpp"
#include "shared/normalise/cell_reader.hpp"
#include "shared/normalise/delivery.hpp"

namespace tally::normalise {

namespace {

std::optional<Quantity> read_quantity(const Reader& read, std::string_view text,
                                      const CellPath& path) {
  const std::string_view typed = trim(text);
  const auto refuse_text = [&](IssueCode code) {
    read.report(code, path, {{"text", quote_short(typed)}});
    return std::nullopt;
  };
  const auto quantity = parse_quantity(typed);
  if (!quantity) {
    switch (quantity.error()) {
      case DecimalError::empty: break;
      case DecimalError::not_a_number: return refuse_text(IssueCode::quantity_not_a_number);
      case DecimalError::too_many_decimals: return refuse_text(IssueCode::quantity_too_precise);
      case DecimalError::too_large: return refuse_text(IssueCode::quantity_too_large);
    }
    read.report(IssueCode::quantity_missing, path);
    return std::nullopt;
  }
  if (quantity->thousandths <= 0) {
    read.report(IssueCode::quantity_not_positive, path, {{"quantity", *quantity}});
    return std::nullopt;
  }
  if (*quantity > line_quantity_max) return refuse_text(IssueCode::quantity_too_large);
  return *quantity;
}

std::optional<std::int64_t> read_agreed_price(const Reader& read, std::string_view text,
                                              const CellPath& path) {
  const std::string_view typed = trim(text);
  if (typed.empty()) return std::nullopt;
  const auto price = parse_decimal(typed, UnitPrice::decimals);
  if (!price) {
    IssueCode code = IssueCode::agreed_price_not_a_number;
    if (price.error() == DecimalError::too_many_decimals) {
      code = IssueCode::agreed_price_too_precise;
    } else if (price.error() == DecimalError::too_large) {
      code = IssueCode::agreed_price_too_large;
    }
    read.report(code, path, {{"text", quote_short(typed)}});
    return std::nullopt;
  }
  if (*price < 0) {
    read.report(IssueCode::agreed_price_negative, path);
    return std::nullopt;
  }
  return *price;
}

std::optional<std::int64_t> read_freight(const Reader& read, std::string_view text) {
  const std::string_view typed = trim(text);
  if (typed.empty()) return std::nullopt;
  const auto freight = parse_decimal(typed, UnitPrice::decimals);
  if (!freight) {
    const bool too_large = freight.error() == DecimalError::too_large;
    read.report(too_large ? IssueCode::freight_too_large : IssueCode::freight_not_a_number,
                "freight", {{"text", quote_short(typed)}});
    return std::nullopt;
  }
  if (*freight < 0) {
    read.report(IssueCode::freight_negative, "freight");
    return std::nullopt;
  }
  return *freight;
}

OrderUnit read_unit(const Reader& read, std::string_view text, const CellPath& path) {
  const std::string unit = ascii_lower(trim(text));
  constexpr std::array<std::string_view, 5> each_words{"", "each", "ea", "pc", "pcs"};
  constexpr std::array<std::string_view, 4> case_words{"case", "cs", "cases", "ctn"};
  for (const std::string_view word : each_words) {
    if (unit == word) return OrderUnit::each;
  }
  for (const std::string_view word : case_words) {
    if (unit == word) return OrderUnit::case_pack;
  }
  read.report(IssueCode::unit_unknown, path, {{"text", quote_short(trim(text))}});
  return OrderUnit::each;
}

DraftLine read_line(const Reader& read, const RawLine& raw, std::size_t index) {
  DraftLine line;
  line.id = read.free_text(raw.id, CellPath{"id", index}, short_text_bytes_max);
  line.sku = read.id<Sku>(raw.sku, CellPath{"sku", index}, IssueCode::sku_malformed);
  if (trim(raw.sku).empty()) read.report(IssueCode::sku_missing, CellPath{"sku", index});
  line.quantity = read_quantity(read, raw.quantity, CellPath{"quantity", index});
  line.unit = read_unit(read, raw.unit, CellPath{"unit", index});
  line.agreed_price_ten_thousandths =
      read_agreed_price(read, raw.agreed_price, CellPath{"agreed_price", index});
  line.agreed_reason =
      read.free_text(raw.agreed_reason, CellPath{"agreed_reason", index}, short_text_bytes_max);
  line.note = read.free_text(raw.note, CellPath{"note", index}, note_bytes_max);
  line.ship_to =
      read.id<ShipToCode>(raw.ship_to, CellPath{"ship_to", index}, IssueCode::ship_to_malformed);
  line.requested_date = read_date(read, raw.requested_date, CellPath{"requested_date", index});
  return line;
}

/// A line without an id is named by its place, so that every line of an outcome has a name; where
/// another line bears that name already, a dash is put behind it.
void name_lines(std::vector<DraftLine>& lines) {
  if (std::ranges::none_of(lines, [](const DraftLine& line) { return line.id.empty(); })) return;
  std::set<std::string> taken;
  for (const DraftLine& line : lines) taken.insert(line.id);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].id.empty()) continue;
    std::string name = std::to_string(i + 1);
    while (!taken.insert(name).second) name += '-';
    lines[i].id = std::move(name);
  }
}

Channel read_channel(const Reader& read, std::string_view text) {
  const std::string name = ascii_lower(trim(text));
  if (name.empty()) return Channel::rep;
  if (const auto channel = parse_channel(name)) return *channel;
  read.report(IssueCode::channel_unknown, "channel", {{"text", quote_short(trim(text))}});
  return Channel::rep;
}

/// Each coupon once: typing it again gives nothing more.
std::vector<CouponCode> read_coupons(const Reader& read, std::string_view typed) {
  std::vector<CouponCode> coupons;
  const std::vector<std::string_view> texts = split_coupons(typed);
  if (texts.size() > order_coupons_max) {
    read.report(IssueCode::coupons_too_many, "coupons",
                {{"count", static_cast<std::int64_t>(texts.size())},
                 {"limit", static_cast<std::int64_t>(order_coupons_max)}});
    return coupons;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string path = "coupons[" + std::to_string(i) + "]";
    const auto coupon = read.id<CouponCode>(texts[i], path, IssueCode::coupon_malformed);
    if (coupon && std::ranges::find(coupons, *coupon) == coupons.end()) {
      coupons.push_back(*coupon);
    }
  }
  return coupons;
}

}  // namespace

Draft normalise_order(const RawOrder& order) {
  Draft draft;
  const Reader read{draft.issues};
  if (const auto id = OrderId::parse(trim(order.order_id))) {
    draft.order_id = *id;
  } else {
    read.report(IssueCode::order_id_malformed, "order_id", {{"text", quote_short(order.order_id)}});
  }
  draft.channel = read_channel(read, order.channel);
  draft.customer =
      read.id<CustomerCode>(order.customer, "customer", IssueCode::customer_malformed);
  draft.ship_to = read.id<ShipToCode>(order.ship_to, "ship_to", IssueCode::ship_to_malformed);
  draft.po_number = read.free_text(order.po_number, "po_number", short_text_bytes_max);
  draft.requested_date = read_date(read, order.requested_date, "requested_date");
  draft.freight_ten_thousandths = read_freight(read, order.freight);
  draft.note = read.free_text(order.note, "note", note_bytes_max);
  draft.coupons = read_coupons(read, order.coupons);
  draft.lines.reserve(order.lines.size());
  for (const RawLine& raw : order.lines) {
    draft.lines.push_back(read_line(read, raw, draft.lines.size()));
  }
  name_lines(draft.lines);
  normalise_delivery(order, draft);
  return draft;
}

}  // namespace tally::normalise
