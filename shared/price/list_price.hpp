// List price: which price of a product holds for a quantity on a day.
// In go the candidate prices in the order of the lists; out comes the one that applies, and the
// next break that would be cheaper. It knows no customer and no agreed price.
#pragma once

#include <optional>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/price_list.hpp"

namespace tally::price {

struct ListPrice {
  const Price* applied = nullptr;
  /// The smallest break above the quantity on the same list with a lower price, or nullptr.
  const Price* next = nullptr;
};

/// `prices` stand in the order of the lists; an empty result where none applies.
ListPrice choose_list_price(const std::vector<Price>& prices, Quantity quantity, AsOf as_of);

}  // namespace tally::price
