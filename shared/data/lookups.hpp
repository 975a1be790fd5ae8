// Lookups: the few questions about a draft and its facts that several rooms ask.
// In go a draft and its facts; out come pointers into them, or nothing where there is nothing.
// They stand here because a room never includes another room.
// They judge nothing and make no issues.
#pragma once

#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"

namespace tally {

/// The product of a line, or nullptr where it is unknown.
const ProductFacts* product_of_line(const Facts& facts, std::size_t index);

/// The ship-to the draft names, or the customer's only one where it names none; else nullptr.
const ShipTo* ship_to_of(const Draft& draft, const Facts& facts);

/// The one of that code, of a customer's ship-tos or of an order's captured ones; else nullptr.
const ShipTo* find_ship_to(const std::vector<ShipTo>& ship_tos, const ShipToCode& code);

/// Whether a ship-to was captured with the order, and the company has none of that code.
bool is_new_ship_to(const Facts& facts, const ShipToCode& code);

/// Where a line goes; nullptr where that is not known.
const PlaceFacts* place_of_line(const Facts& facts, std::size_t index);

/// The first line that goes to a place of `Facts::places`; nullopt where none does.
std::optional<std::size_t> first_line_to(const Facts& facts, std::size_t place);

/// Whether parts may leave before the rest: as the order says, else the customer.
DeliveryRule delivery_of(const Draft& draft, const Facts& facts);

/// As the order says, or else its customer, or else the company; empty where nobody does.
const std::string& incoterm_of(const Draft& draft, const Facts& facts);

/// The ordered quantity in the product's units of measure: cases times case pack. nullopt where
/// there is none, where the product is not sold by the case, or where it is too large.
std::optional<Quantity> units_ordered(const DraftLine& line, const Product& product);

/// The most units that one line can hold.
inline constexpr Quantity line_quantity_max = units(1'000'000'000);

/// "DE", or "US CA" where a state is named: a place in a sentence.
std::string say_place(std::string_view country, std::string_view admin_area);

}  // namespace tally
