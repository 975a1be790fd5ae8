// Order document: the JSON form of an order as it was typed ("tallystick": "order/1").
// In go bytes; out comes a RawOrder of text cells, or every issue of the document at once.
// write_order makes the canonical bytes (sorted keys, no white space, empty fields left out):
// what is stored, hashed, sent and archived.
// It will not judge an order: an unknown SKU or a quantity of "a dozen" is decide()'s to say.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/data/order.hpp"

namespace tally::wire {

inline constexpr std::size_t order_bytes_max = 2 * 1024 * 1024;

/// Issues: document_* with the path of the field.
Result<RawOrder> read_order(std::string_view bytes);
std::string write_order(const RawOrder& order);

}  // namespace tally::wire
