#include "wasm/state/fix.hpp"

#include <utility>

#include "shared/base/date.hpp"
#include "shared/explain/explain.hpp"
#include "shared/intake/intake.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t ship_to_guessed_from = 4;

/// A quantity in units of measure as the line's own unit counts it: whole cases, rounded up.
std::string in_line_unit(Quantity units_wanted, const RawLine& line, const Product* product) {
  const bool cases = line.unit == "case" && product != nullptr && product->case_pack;
  if (!cases) return print_quantity(units_wanted);
  const std::int64_t pack = product->case_pack->thousandths;
  const std::int64_t count = (units_wanted.thousandths + pack - 1) / pack;
  return std::to_string(count);
}

std::optional<Quantity> quantity_argument(const Issue& issue, std::string_view name) {
  const auto* value = argument(issue, name);
  const auto* quantity = value == nullptr ? nullptr : std::get_if<Quantity>(value);
  return quantity == nullptr ? std::nullopt : std::optional(*quantity);
}

std::string text_argument(const Issue& issue, std::string_view name) {
  const auto* value = argument(issue, name);
  return value == nullptr ? std::string() : explain::say_value(*value);
}

Fix set_cell(std::size_t line, LineField field, std::string text, std::string label) {
  return {.kind = FixKind::set_cell,
          .label = std::move(label),
          .line = line,
          .field = field,
          .text = std::move(text)};
}

Fix order_quantity(const Issue& issue, std::string_view name, std::size_t at,
                   const RawOrder& order, Catalogue& catalogue) {
  const auto wanted = quantity_argument(issue, name);
  const RawLine& line = order.lines[at];
  if (!wanted) return {.label = "Go to the quantity", .line = at, .field = LineField::quantity};
  const std::string text = in_line_unit(*wanted, line, catalogue.find_product(line.sku));
  const std::string unit = line.unit == "case" ? (text == "1" ? " case" : " cases") : "";
  return set_cell(at, LineField::quantity, text, "Order " + text + unit);
}

/// The other line of the same product: the first that is not this one.
std::optional<std::size_t> twin_of(std::size_t at, const RawOrder& order, Catalogue& catalogue) {
  const RawLine& line = order.lines[at];
  const Product* product = catalogue.find_product(line.sku);
  for (std::size_t other = 0; other < order.lines.size() && product != nullptr; ++other) {
    const RawLine& twin = order.lines[other];
    const bool same = other != at && catalogue.find_product(twin.sku) == product;
    if (same && twin.unit == line.unit && twin.agreed_price == line.agreed_price) return other;
  }
  return std::nullopt;
}

/// The day of the window that lies nearest to what was asked for.
std::string_view nearest_day(const Issue& issue) {
  const auto day = [&issue](std::string_view name) {
    const auto* value = argument(issue, name);
    const auto* date = value == nullptr ? nullptr : std::get_if<Date>(value);
    return date == nullptr ? Date{} : *date;
  };
  return day("requested") < day("from") ? "from" : "until";
}

/// Of the customer's own and those that came with the order.
std::optional<std::string> nearest_ship_to(const std::string& typed, const RawOrder& order,
                                           Catalogue& catalogue) {
  // Of two letters every other two are near.
  if (typed.size() < ship_to_guessed_from) return std::nullopt;
  std::vector<std::string> codes;
  if (const Customer* customer = catalogue.find_customer(order.customer)) {
    for (const ShipTo& each : customer->ship_tos) codes.push_back(each.code.text());
  }
  for (const RawShipTo& made : order.new_ship_tos) codes.push_back(made.code);
  return NearestSku(codes).find(typed);
}

Fix set_date(const Issue& issue, std::string_view name, std::size_t at) {
  std::string day = text_argument(issue, name);
  std::string label = "Choose " + day;
  return set_cell(at, LineField::requested_date, std::move(day), std::move(label));
}

std::optional<Fix> fix_of_line(const Issue& issue, std::size_t at, const RawOrder& order,
                               Catalogue& catalogue) {
  const RawLine& line = order.lines[at];
  switch (issue.code) {
    case IssueCode::product_unknown:
    case IssueCode::sku_malformed:
      if (auto nearest = catalogue.nearest_sku(line.sku)) {
        std::string label = "Use " + *nearest;
        return set_cell(at, LineField::sku, *std::move(nearest), std::move(label));
      }
      return std::nullopt;
    case IssueCode::product_replaced: {
      std::string successor = text_argument(issue, "successor");
      std::string label = "Order " + successor;
      return set_cell(at, LineField::sku, std::move(successor), std::move(label));
    }
    case IssueCode::quantity_below_minimum:
      return order_quantity(issue, "minimum", at, order, catalogue);
    case IssueCode::quantity_not_multiple:
      return order_quantity(issue, "suggestion", at, order, catalogue);
    case IssueCode::unit_not_sold:
      return set_cell(at, LineField::unit, "", "Order by the unit");
    case IssueCode::product_discontinued:
    case IssueCode::product_blocked:
      return Fix{.kind = FixKind::delete_line, .label = "Delete the line", .line = at};
    case IssueCode::product_twice:
      if (const auto other = twin_of(at, order, catalogue)) {
        return Fix{.kind = FixKind::put_together,
                   .label = "Put together",
                   .line = at,
                   .other = *other,
                   .field = LineField::quantity};
      }
      return std::nullopt;
    case IssueCode::ship_to_unknown:
      if (auto nearest = nearest_ship_to(line.ship_to, order, catalogue)) {
        std::string label = "Use " + *nearest;
        return set_cell(at, LineField::ship_to, *std::move(nearest), std::move(label));
      }
      return set_cell(at, LineField::ship_to, "", "Send it with the order");
    case IssueCode::requested_date_malformed:
      if (const auto day = intake::date_meant(line.requested_date)) {
        return set_cell(at, LineField::requested_date, day->print(), "Use " + day->print());
      }
      return std::nullopt;
    case IssueCode::requested_date_past:
      return set_date(issue, "today", at);
    case IssueCode::requested_outside_window:
      return set_date(issue, nearest_day(issue), at);
    default: return std::nullopt;
  }
}

Fix set_header(HeaderField header, std::string text, std::string label) {
  return {.kind = FixKind::set_header,
          .label = std::move(label),
          .header = header,
          .text = std::move(text)};
}

std::optional<Fix> fix_of_header(const Issue& issue, HeaderField header, const RawOrder& order) {
  switch (issue.code) {
    case IssueCode::requested_date_malformed:
      if (const auto day = intake::date_meant(header_text(order, header))) {
        return set_header(header, day->print(), "Use " + day->print());
      }
      return std::nullopt;
    case IssueCode::requested_date_past: {
      std::string today = text_argument(issue, "today");
      return set_header(header, today, "Choose " + today);
    }
    case IssueCode::requested_outside_window: {
      std::string day = text_argument(issue, nearest_day(issue));
      return set_header(header, day, "Choose " + day);
    }
    case IssueCode::complete_on_other_days:
      return set_header(HeaderField::delivery, "partial", "Let it ship in parts");
    case IssueCode::ship_window_reversed: {
      const auto put = [](HeaderField field, const std::string& text) {
        return Change{.header = field, .text = text};
      };
      return Fix{.kind = FixKind::take_step,
                 .label = "Exchange the two dates",
                 .on_header = true,
                 .header = header,
                 .step = {.name = "exchange of two dates",
                          .place = {.header = header},
                          .changes = {put(HeaderField::ship_from, order.ship_until),
                                      put(HeaderField::ship_until, order.ship_from)}}};
    }
    default: return std::nullopt;
  }
}

}  // namespace

const Argument::Value* argument(const Issue& issue, std::string_view name) {
  for (const Argument& each : issue.arguments) {
    if (each.name == name) return &each.value;
  }
  return nullptr;
}

std::optional<Place> place_of(const Issue& issue) {
  if (const auto path = parse_line_path(issue.path)) {
    return Place{.line = path->index, .field = line_field(path->field).value_or(LineField::sku)};
  }
  if (const auto header = header_field(issue.path)) return Place{.header = *header};
  if (captured_ship_to(issue.path)) {
    return Place{.header = HeaderField::ship_to, .captured = issue.path};
  }
  if (issue.path.starts_with("new_customer")) {
    return Place{.header = HeaderField::customer, .captured = issue.path};
  }
  return std::nullopt;
}

Fix way_to(Fix fix) {
  fix.on_header = fix.on_header || fix.kind == FixKind::set_header;
  fix.kind = FixKind::go_there;
  return fix;
}

Fix find_fix(const Issue& issue, const RawOrder& order, Catalogue& catalogue) {
  const auto place = place_of(issue);
  auto captured = fix_of_captured(issue, order);
  if (!place) return captured.value_or(Fix{});
  if (place->header) {
    Fix there{.label = "Go there", .on_header = true, .header = *place->header,
              .captured = place->captured};
    if (!captured) captured = fix_of_header(issue, *place->header, order);
    if (!captured) return there;
    captured->captured = std::move(there.captured);
    captured->on_header = true;
    return *std::move(captured);
  }
  if (place->line >= order.lines.size()) return {};
  if (auto fix = fix_of_line(issue, place->line, order, catalogue)) return *std::move(fix);
  return {.label = "Go there", .line = place->line, .field = place->field};
}

}  // namespace tally::app
