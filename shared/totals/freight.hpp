// Freight: what the customer is charged for the way, beside the goods.
// In go the draft and the currency of the customer's price list; out come the charge and issues.
// It stands on the order as somebody entered it, so a better plan of the way never changes it.
// It will not tax it and give no discount: the tax room and the promotions do.
#pragma once

#include <optional>

#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::totals {

struct ChargedFreight {
  /// nullopt where the order has none, or its currency is not known.
  std::optional<FreightOutcome> freight;
  Issues issues;
};

/// Issue freight_too_fine where the currency has fewer decimals than the amount.
ChargedFreight charge_freight(const Draft& draft, std::optional<Currency> currency);

}  // namespace tally::totals
