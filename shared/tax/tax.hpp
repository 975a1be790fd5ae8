// Tax: what the place where it goes takes of each line, and why.
// In go the facts, the ship-to, the net of each line and the day; out come the tax of each line,
// the groups of equal reason, place and rate, and issues. A state's rate stands before the
// country's; a valid certificate exempts; a missing rate is an issue, never zero.
// Rounding is policy: per line, or once per group with the lines' shares summing to it (EN 16931,
// BR-CO-17: group tax = rounded sum of the nets times the rate).
// It will not know prices, and it changes no net.
#pragma once

#include <optional>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/outcome.hpp"

namespace tally::tax {

struct TaxableLine {
  /// nullptr where the product is unknown.
  const Product* product = nullptr;
  /// nullopt where it could not be priced: then it is not taxed.
  std::optional<Money> net;
};

struct TaxedLine {
  std::optional<Money> tax;
  std::optional<TaxWhy> why;
};

struct Taxed {
  std::vector<TaxedLine> lines;
  /// Ordered by reason, place, rate and certificate: never by the order of the lines.
  std::vector<TaxGroup> groups;
  /// One for each group, in their order; empty where nothing could be taxed.
  std::vector<FreightPart> freight;
  Issues issues;
};

/// `ship_to` may be nullptr: nothing is taxed then, and validate/ has said why.
Taxed tax_lines(const Facts& facts, const ShipTo* ship_to, std::vector<TaxableLine> lines,
                const std::optional<Money>& freight, AsOf as_of);

}  // namespace tally::tax
