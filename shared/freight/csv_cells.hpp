// CSV cells: what one cell of a rate card says, and how it is written.
// In go a cell and what the card counts; out come a measure, a range of measures or a length, or
// nullopt.
// Only the CSV reader and printer of the freight room include this.
// A number has a decimal point here: the reader turns declared commas before.
//   read_weight("12.5 kg", WeightUnit::kilogram) == 12'500
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/data/rate_card.hpp"

namespace tally::freight {

/// Takes the word off the front where it stands there.
bool take_word(std::string_view& text, std::string_view word);
/// "5 kg", "500 g", "5 lb", or a number alone in the unit; never below zero.
std::optional<std::int64_t> read_weight(std::string_view cell, WeightUnit unit);
/// By the card's basis: a weight; "0.25 m3", "250 l", "250000 cm3" or a number of m3; "3 pieces".
std::optional<std::int64_t> read_measure(std::string_view cell, const RateCard& card);

/// What the first cell of a line of rates says.
struct RateLabel {
  RateForm form = RateForm::total;
  std::int64_t per = 0;
  /// nullopt: where the line before ends.
  std::optional<std::int64_t> above = {};
  /// nullopt: without end.
  std::optional<std::int64_t> up_to = {};
  friend bool operator==(const RateLabel&, const RateLabel&) = default;
};

/// "5 kg", "1 kg to 5 kg", "above 70 kg", "any"; or "per 100 kg", "per further 1 kg", alone or with
/// "up to 5 kg", "from 1 kg to 5 kg", "above 70 kg" or "any" behind it.
std::optional<RateLabel> read_label(std::string_view cell, const RateCard& card);
/// Reads back as the same label.
std::string print_label(const RateLabel& label, const RateCard& card);

}  // namespace tally::freight
