// Price: gives every line its unit price and net amount, and says why.
// In go a draft, its facts and the day; out come one PricedLine per line and issues. The list price
// is that of the first list in the customer's chain that holds the product on that day, at the
// highest quantity break reached (list_price.hpp); a case price is multiplied by the cases.
// An agreed price stands instead of it, with a reason, and is held against it.
// It will not tax, and a line it cannot price has no net: nothing is guessed.
#pragma once

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally::price {

struct PricedLine {
  /// In units of measure.
  std::optional<Quantity> quantity;
  /// Of one `why->unit`.
  std::optional<UnitPrice> price;
  std::optional<Money> net;
  std::optional<PriceWhy> why;
};

struct Priced {
  /// As many as the draft has.
  std::vector<PricedLine> lines;
  Issues issues;
};

Priced price_lines(const Draft& draft, const Facts& facts, AsOf as_of);

}  // namespace tally::price
