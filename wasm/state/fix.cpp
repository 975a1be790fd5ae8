#include "wasm/state/fix.hpp"

#include <utility>

#include "shared/base/date.hpp"
#include "shared/explain/explain.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

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
  return std::nullopt;
}

Fix find_fix(const Issue& issue, const RawOrder& order, Catalogue& catalogue) {
  const auto place = place_of(issue);
  if (!place) return {};
  if (place->header) {
    if (issue.code == IssueCode::requested_date_past) {
      std::string today = text_argument(issue, "today");
      std::string label = "Choose " + today;
      return {.kind = FixKind::set_header,
              .label = std::move(label),
              .header = *place->header,
              .text = std::move(today)};
    }
    return {.label = "Go there", .on_header = true, .header = *place->header};
  }
  if (place->line >= order.lines.size()) return {};
  if (auto fix = fix_of_line(issue, place->line, order, catalogue)) return *std::move(fix);
  return {.label = "Go there", .line = place->line, .field = place->field};
}

}  // namespace tally::app
