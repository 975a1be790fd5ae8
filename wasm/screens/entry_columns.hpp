#pragma once
// The columns of order entry's grid: those that are always there, and those that are seldom used.
// In: which of the seldom ones an order fills or somebody switched on. Out: the list of columns.
// It draws nothing; what stands in the cells is entry_lines' matter.
//
//     const auto& columns = entry_columns({.ship_to = true});

#include <string_view>
#include <vector>

#include "wasm/state/order_editor.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

/// Each list is made once. With more columns the others give way, and Net goes first.
const std::vector<ui::Column>& entry_columns(const ColumnsInUse& use);
/// Its place; 0 where the column is not shown.
int place_of_column(const std::vector<ui::Column>& columns, std::string_view id);

}  // namespace tally::app
