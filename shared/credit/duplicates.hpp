// Duplicates: whether an order is one that the company has already.
// In go what makes an order the one it is (its PO number, its goods and where they go) and the
// orders that share one of them; out come warnings with the other order's number.
// A reason that somebody gave for passing over a warning makes it a note, and is said in a second.
// It finds no candidates: the server does, by the same two keys.
//   const Issues issues = credit::decide_duplicates(order, candidates, window, draft.overrides);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::credit {

/// The PO number as it is compared: capitals, without white space, so that "po 4711 " and "PO4711"
/// are one. Empty: there is none.
std::string po_key(std::string_view po_number);

/// 64 hexadecimal digits that are equal where the same units of the same SKUs go to the same
/// ship-tos; empty where the order has no goods. SHA-256 over one line for each (ship-to, SKU), in
/// their order, with the sum of its units: two lines of five are one of ten, one case of twelve is
/// twelve, and the order of the lines does not count. Prices, days and notes are not in it.
///
/// The ship-to is in it, because a chain orders the same assortment for fifty branches: fifty
/// warnings that are wrong are read by nobody. What was keyed in twice for two places still shares
/// its PO number.
std::string goods_key(const Outcome& outcome);

struct OrderKeys {
  /// As sentences name it.
  std::string customer;
  std::string po_number;
  std::string goods;
  /// When it was taken.
  Instant at;
};

/// Another order of the same customer that was neither refused nor cancelled.
struct Candidate {
  /// "S-000123"
  std::string number;
  std::string po_number;
  std::string goods;
  Instant at;
};

/// po_number_used at "po_number", goods_ordered_again at "lines": each once, with the candidate
/// that was taken nearest in time, of equals the one of the higher number. Goods count where the
/// two were taken at most `window_hours` apart, whichever was first; 0 looks at no goods. {hours}
/// is the whole hours between them.
///
/// An override whose code is the issue's, whose path is empty or the issue's, and whose reason is
/// not empty turns it into a note, followed by warning_passed_over.
Issues decide_duplicates(const OrderKeys& order, const std::vector<Candidate>& candidates,
                         std::int64_t window_hours, const std::vector<Override>& overrides);

}  // namespace tally::credit
