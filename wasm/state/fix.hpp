#pragma once
// Turns the mend of an issue into something one press does.
// In: an issue, the line it stands on, the product there. Out: a button's words and the change.
// A mend that needs a person's thought (a reason, a PO number) leads to the cell instead.
// It will not invent a mend that explain/ does not name.
//
//     auto fix = find_fix(issue, context);   fix->label == "Order 12"

#include <optional>
#include <string>

#include "shared/base/issue.hpp"
#include "shared/data/product.hpp"
#include "wasm/state/order_sheet.hpp"

namespace tally::app {

class Catalogue;

enum class FixKind : std::uint8_t { set_cell, set_header, delete_line, put_together, go_there };

struct Fix {
  FixKind kind = FixKind::go_there;
  std::string label;
  std::size_t line = 0;
  std::size_t other = 0;    // put_together: the line that takes the quantity
  bool on_header = false;   // go_there: to a cell of the header
  LineField field = LineField::sku;
  HeaderField header = HeaderField::customer;
  std::string text;
};

/// The cell an issue speaks of; nothing where it speaks of the whole order.
std::optional<Place> place_of(const Issue& issue);
/// The argument of that name, or nullptr.
const Argument::Value* argument(const Issue& issue, std::string_view name);

Fix find_fix(const Issue& issue, const RawOrder& order, Catalogue& catalogue);

}  // namespace tally::app
