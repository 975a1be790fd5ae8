#include "wasm/screens/entry_columns.hpp"

#include <algorithm>
#include <array>

namespace tally::app {

namespace {

constexpr std::size_t column_sets = 8;

/// Widths where all of the seldom columns are there, and where they are not.
struct EntryWidths {
  float sku, product, quantity, price, reason, ship_to, wanted;
};
constexpr EntryWidths roomy{142, 132, 84, 82, 148, 104, 108};
constexpr EntryWidths tight{126, 104, 76, 76, 112, 92, 100};

std::vector<ui::Column> make_entry_columns(const ColumnsInUse& use) {
  const EntryWidths& wide = use.ship_to || use.requested_date ? tight : roomy;
  std::vector<ui::Column> columns{
      {.id = "place", .title = "Line", .width = ui::fixed(38), .right = true, .priority = 4},
      {.id = "sku", .title = "SKU", .width = ui::fixed(wide.sku), .typed_scans = true,
       .lights_first = false},
      {.id = "product", .title = "Product", .width = ui::grow(1, wide.product)},
      {.id = "quantity", .title = "Quantity", .width = ui::fixed(wide.quantity), .right = true,
       .card_line = 2, .steps = true},
      {.id = "unit", .title = "Unit", .width = ui::fixed(62), .priority = 3, .card_line = 2,
       .enter_passes = true},
      {.id = "agreed_price", .title = "Price", .width = ui::fixed(wide.price), .right = true,
       .card_line = 2, .enter_passes = true},
  };
  if (use.agreed_price) {
    columns.push_back({.id = "agreed_reason", .title = "Reason for the price",
                       .width = ui::fixed(wide.reason), .card_line = 2});
  }
  // Enter goes past them: whoever types line by line is not slowed, Tab and the arrows stop there.
  if (use.ship_to) {
    columns.push_back({.id = "ship_to", .title = "Ship-to", .width = ui::fixed(wide.ship_to),
                       .card_line = 2, .enter_passes = true, .lights_first = false});
  }
  if (use.requested_date) {
    columns.push_back({.id = "requested_date", .title = "Wanted on",
                       .width = ui::fixed(wide.wanted), .card_line = 2, .enter_passes = true});
  }
  const bool crowded = use.ship_to || use.requested_date;
  columns.push_back({.id = "net", .title = "Net", .width = ui::fixed(88), .right = true,
                     .priority = crowded ? 2 : 0});
  columns.push_back({.id = "tax", .title = "Tax", .width = ui::fixed(92), .right = true,
                     .priority = 6, .card_line = 2});
  columns.push_back({.id = "why", .title = "Why", .width = ui::fixed(40), .priority = 5,
                     .card_line = 2});
  return columns;
}

}  // namespace

const std::vector<ui::Column>& entry_columns(const ColumnsInUse& use) {
  static const auto all = [] {
    std::array<std::vector<ui::Column>, column_sets> made;
    for (std::size_t bits = 0; bits < column_sets; ++bits) {
      made[bits] = make_entry_columns({(bits & 1U) != 0, (bits & 2U) != 0, (bits & 4U) != 0});
    }
    return made;
  }();
  return all[(use.agreed_price ? 1U : 0U) + (use.ship_to ? 2U : 0U) +
             (use.requested_date ? 4U : 0U)];
}

int place_of_column(const std::vector<ui::Column>& columns, std::string_view id) {
  const auto found = std::ranges::find(columns, id, &ui::Column::id);
  return found == columns.end() ? 0 : static_cast<int>(found - columns.begin());
}

}  // namespace tally::app
