#include "shared/data/lookups.hpp"

#include <algorithm>

namespace tally {

const ProductFacts* product_of_line(const Facts& facts, std::size_t index) {
  if (index >= facts.product_of_line.size() || facts.product_of_line[index] < 0) return nullptr;
  return facts.products[static_cast<std::size_t>(facts.product_of_line[index])].get();
}

const ShipTo* ship_to_of(const Draft& draft, const Facts& facts) {
  if (!facts.customer) return nullptr;
  const std::vector<ShipTo>& ship_tos = facts.customer->ship_tos;
  if (!draft.ship_to) return ship_tos.size() == 1 ? &ship_tos.front() : nullptr;
  return find_ship_to(ship_tos, *draft.ship_to);
}

const ShipTo* find_ship_to(const std::vector<ShipTo>& ship_tos, const ShipToCode& code) {
  const auto found = std::ranges::find(ship_tos, code, &ShipTo::code);
  return found == ship_tos.end() ? nullptr : &*found;
}

bool is_new_ship_to(const Facts& facts, const ShipToCode& code) {
  return std::ranges::find(facts.new_ship_tos, code) != facts.new_ship_tos.end();
}

const PlaceFacts* place_of_line(const Facts& facts, std::size_t index) {
  if (index >= facts.place_of_line.size() || facts.place_of_line[index] < 0) return nullptr;
  return facts.places[static_cast<std::size_t>(facts.place_of_line[index])].get();
}

std::optional<std::size_t> first_line_to(const Facts& facts, std::size_t place) {
  const auto found = std::ranges::find(facts.place_of_line, static_cast<std::int32_t>(place));
  if (found == facts.place_of_line.end()) return std::nullopt;
  return static_cast<std::size_t>(found - facts.place_of_line.begin());
}

const std::string& incoterm_of(const Draft& draft, const Facts& facts) {
  if (!draft.incoterm.empty()) return draft.incoterm;
  const bool has_own = facts.customer && !facts.customer->incoterm.empty();
  return has_own ? facts.customer->incoterm : facts.policy.incoterm;
}

DeliveryRule delivery_of(const Draft& draft, const Facts& facts) {
  if (draft.delivery) return *draft.delivery;
  return facts.customer ? facts.customer->delivery : DeliveryRule::partial;
}

std::optional<Quantity> units_ordered(const DraftLine& line, const Product& product) {
  if (!line.quantity) return std::nullopt;
  if (line.unit == OrderUnit::each) return line.quantity;
  if (!product.case_pack) return std::nullopt;
  const auto scaled = scale_quantity(*line.quantity, *product.case_pack);
  if (!scaled || *scaled > line_quantity_max) return std::nullopt;
  return scaled;
}

std::string say_place(std::string_view country, std::string_view admin_area) {
  std::string place(country);
  if (!admin_area.empty()) place += " " + std::string(admin_area);
  return place;
}

}  // namespace tally
