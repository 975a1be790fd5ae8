#pragma once
// How an order travels, in words: days, terms, what each ship-to gets, how the way is charged.
// In: the values of orders and outcomes. Out: short English text, and sums by ship-to.
// It works out no freight and no tax: it adds up what the outcome says of its lines.
//
//     window_words("2026-04-01", "") == "from Wed 1 April 2026"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/data/outcome.hpp"

namespace tally::app {

/// "DAP, Delivered at Place"; the text itself where it is none of Incoterms 2020.
std::string incoterm_words(std::string_view code);
/// "complete" or "in parts".
std::string delivery_words(DeliveryRule rule);
/// "from Wed 1 April 2026 until Fri 10 April 2026"; empty where neither is set.
std::string window_words(std::string_view from, std::string_view until);

/// What goes to one ship-to.
struct PlaceTotal {
  std::string ship_to;  // its code; empty: none is chosen
  std::int64_t lines = 0;
  std::optional<Money> net, tax;
  std::vector<std::string> taxes;  // "US IL 6.25 %", each once
};
/// The order's own first, then as the lines name them; lines without a net count as lines alone.
std::vector<PlaceTotal> totals_by_ship_to(const Outcome& outcome);

/// "To YARD by rate card GROUND, zone 3: 12.4 kg charged as 15 kg, 2 pieces, $12.00; Fuel $1.20;
/// in all $13.20."
std::string leg_words(const FreightLeg& leg);
/// "12.4 kg" of grams.
std::string weight_text(std::int64_t grams);

}  // namespace tally::app
