// Unit words: what people write behind a number, and what it is in the smallest unit.
// In goes a word; out comes its unit and factor. Some are ours ("kg"), the others only known, so
// that a mistake is answered with the right amount ("20 lb": 9.072 kg).
// It converts nothing by itself.
//   find_unit_word("lb")->numerator
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

/// ours: it may stand in a rule. known: it is understood, and answered with ours.
enum class UnitStanding : std::uint8_t { ours, known };

struct UnitWord {
  std::string_view word;
  Unit unit;
  UnitStanding standing;
  /// Digits behind the point that the smallest unit allows; of ours only.
  int decimals;
  /// One of it is numerator / denominator of the smallest unit.
  std::int64_t numerator;
  std::int64_t denominator;
};

/// nullptr where the word is no unit. In any case of letters.
const UnitWord* find_unit_word(std::string_view word);

}  // namespace tally::rules
