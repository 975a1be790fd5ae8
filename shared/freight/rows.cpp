#include "shared/freight/rows.hpp"

#include <algorithm>

#include "shared/base/rounding.hpp"

namespace tally::freight {

namespace {

/// amount × started steps of `per`.
std::optional<std::int64_t> take_steps(std::int64_t amount, std::int64_t measure,
                                       std::int64_t per) {
  if (per <= 0) return std::nullopt;
  const auto steps = round_div(measure, per, Rounding::up);
  return steps ? round_div(int128{amount} * *steps, 1, Rounding::down) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_row(const RateZone& zone, std::int64_t measure) {
  for (std::size_t i = 0; i < zone.rows.size(); ++i) {
    const RateRow& row = zone.rows[i];
    if (row.above < measure && (!row.up_to || measure <= *row.up_to)) return i;
  }
  return std::nullopt;
}

std::optional<std::int64_t> rate_amount(const RateZone& zone, std::size_t index,
                                        std::int64_t measure) {
  // Further rows are walked down to the row that they stand on, and summed on the way.
  int128 sum = 0;
  for (std::size_t at = index;; --at) {
    const RateRow& row = zone.rows[at];
    switch (row.form) {
      case RateForm::not_served: return std::nullopt;
      case RateForm::total: return round_div(sum + row.amount, 1, Rounding::down);
      case RateForm::each: {
        const auto whole = take_steps(row.amount, measure, row.per);
        return whole ? round_div(sum + *whole, 1, Rounding::down) : std::nullopt;
      }
      case RateForm::further: break;
    }
    const auto beyond = take_steps(row.amount, measure - row.above, row.per);
    const bool stands = at > 0 && zone.rows[at - 1].up_to == row.above;
    if (!beyond || !stands) return std::nullopt;
    sum += *beyond;
    measure = row.above;
  }
}

std::optional<std::int64_t> least_of_later(const RateZone& zone, std::size_t index) {
  std::optional<std::int64_t> least;
  for (std::size_t i = index + 1; i < zone.rows.size(); ++i) {
    const auto amount = rate_amount(zone, i, zone.rows[i].above);
    if (amount && (!least || *amount < *least)) least = amount;
  }
  return least;
}

}  // namespace tally::freight
