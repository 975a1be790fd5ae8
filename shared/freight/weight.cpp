#include "shared/freight/weight.hpp"

#include <algorithm>

#include "shared/base/rounding.hpp"

namespace tally::freight {

namespace {

/// Hundred-thousandths of a gram in a pound.
constexpr int128 pound = 45'359'237;
constexpr int128 gram = 100'000;
/// Millionths of a cubic centimetre in a cubic inch.
constexpr int128 cubic_inch = 16'387'064;

std::optional<std::int64_t> dimensional_weight(WeightUnit unit, std::int64_t divisor,
                                               std::int64_t volume_cm3) {
  const int128 volume = int128{volume_cm3} * 1000;
  if (unit == WeightUnit::kilogram) return round_div(volume, divisor, Rounding::up);
  return round_div(volume * 1'000'000, cubic_inch * divisor, Rounding::up);
}

}  // namespace

std::optional<std::int64_t> to_thousandths(WeightUnit unit, std::int64_t grams) {
  if (unit == WeightUnit::kilogram) return grams;
  const auto hundredths = round_div(int128{grams} * gram * 100, pound, Rounding::half_up);
  return hundredths ? round_div(int128{*hundredths} * 10, 1, Rounding::down) : std::nullopt;
}

std::optional<std::int64_t> to_grams(WeightUnit unit, std::int64_t thousandths) {
  if (unit == WeightUnit::kilogram) return thousandths;
  return round_div(int128{thousandths} * pound, gram * 1000, Rounding::half_up);
}

std::optional<std::int64_t> charged_weight(const RateCard& card, const RateTable& table,
                                           const Measures& measures) {
  auto weight = to_thousandths(card.weight_unit, measures.weight_g);
  if (!weight) return std::nullopt;
  if (table.divisor > 0) {
    const auto dimensional =
        dimensional_weight(card.weight_unit, table.divisor, measures.volume_cm3);
    if (!dimensional) return std::nullopt;
    weight = std::max(*weight, *dimensional);
  }
  weight = std::max(*weight, table.least_weight);
  if (table.weight_step <= 0) return weight;
  const auto steps = round_div(*weight, table.weight_step, Rounding::up);
  return steps ? round_div(int128{*steps} * table.weight_step, 1, Rounding::down) : std::nullopt;
}

}  // namespace tally::freight
