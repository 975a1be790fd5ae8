// Events: the history of an order, and what an order wants of the stock.
// In go an order's row; out come its wanted lines, the issues of a shortage, and a written event.
// A history only grows: triggers of the schema see to that.
// It decides nothing.
#pragma once

#include <string_view>
#include <vector>

#include "server/orders/rows.hpp"
#include "server/stock/plan.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::orders {

/// Who stands in the history where the server decided by itself.
inline constexpr std::string_view server_login = "tallystick";

bool put_event(store::Connection& db, std::int64_t row, const OrderEvent& event);

/// The lines that take goods from the stock.
std::vector<stock::Wanted> wanted_lines(store::Connection& db, std::int64_t row);

/// stock_short for each shortage, at its line.
Issues stock_issues(const std::vector<stock::Shortage>& shortages);

}  // namespace tally::server::orders
