#pragma once
// Turns the mend of an issue into something one press does.
// In: an issue, the line it stands on, the product there. Out: a button's words and the change.
// A mend that needs a person's thought (a reason, a PO number) leads to the cell instead.
// It will not invent a mend that explain/ does not name.
//
//     auto fix = find_fix(issue, context);   fix->label == "Order 12"

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/data/product.hpp"
#include "wasm/state/order_sheet.hpp"

namespace tally::app {

class Catalogue;

/// take_step: several changes that belong together.
enum class FixKind : std::uint8_t {
  set_cell, set_header, delete_line, put_together, take_step, go_there
};

struct Fix {
  FixKind kind = FixKind::go_there;
  std::string label;
  std::size_t line = 0;
  std::size_t other = 0;    // put_together: the line that takes the quantity
  bool on_header = false;   // go_there: to a cell of the header
  LineField field = LineField::sku;
  HeaderField header = HeaderField::customer;
  std::string text;
  /// go_there: to a captured cell, as Place::captured.
  std::string captured = {};
  SheetStep step = {};
};
/// The same place without the mend.
Fix way_to(Fix fix);

/// The cell an issue speaks of; nothing where it speaks of the whole order. A captured one stands
/// in the form that the customer's or the ship-to's field opens.
std::optional<Place> place_of(const Issue& issue);
/// The argument of that name, or nullptr.
const Argument::Value* argument(const Issue& issue, std::string_view name);

Fix find_fix(const Issue& issue, const RawOrder& order, Catalogue& catalogue);

/// The place of a captured ship-to among the new ones: "new_ship_tos[2].address.locality" is 2.
std::optional<std::size_t> captured_ship_to(std::string_view path);
/// Of an override: "overrides[1].reason" is 1.
std::optional<std::size_t> override_of(std::string_view path);
/// The field within its form: "address.locality"; "billing.locality" of a customer.
std::string captured_field(std::string_view path);
/// A mend of what was captured or passed over (fix_captured.cpp); nothing where there is none.
std::optional<Fix> fix_of_captured(const Issue& issue, const RawOrder& order);
/// The override that made a note of this issue; nothing where nobody passed it over.
std::optional<std::size_t> override_behind(const Issue& issue, const RawOrder& order);

}  // namespace tally::app
