// Policy: what a company has decided once for all its orders, as data.
// Plain values read from the company document; the rooms take them as arguments.
// Rounding is here, so that no figure depends on an accident of code.
// Rules that business people write are not here: they have a language of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/money.hpp"
#include "shared/base/quantity.hpp"
#include "shared/base/rate.hpp"
#include "shared/base/rounding.hpp"

namespace tally {

/// line: tax is rounded on each line and summed. document: per rate, the line nets are summed
/// exactly and the tax is rounded once (the way of EN 16931, BR-CO-17).
enum class TaxRoundingLevel : std::uint8_t { line, document };

struct Policy {
  Rounding rounding = Rounding::half_up;
  TaxRoundingLevel tax_rounding_level = TaxRoundingLevel::document;
  /// An agreed price up to this much below list goes through without a person.
  Rate agreed_price_tolerance{50'000};
  /// More than this many units on one line is looked at by a person; nullopt: never.
  std::optional<Quantity> quantity_unseen_max;
  /// Per currency: an order must come to at least this (net).
  std::vector<Money> order_minimums;
  /// Per currency: an order above this (net) is looked at by a person.
  std::vector<Money> order_review_limits;
  friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace tally
