#include "shared/freight/csv_cells.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/freight/freight.hpp"
#include "shared/freight/weight.hpp"

namespace tally::freight {

namespace {

/// A unit as it stands behind a number, and how many digits its smallest part has behind the point.
struct UnitWord {
  std::string_view word;
  int decimals = 0;
};

constexpr std::array<UnitWord, 2> named_kilograms{{{"kg", 3}, {"g", 0}}};
constexpr std::array<UnitWord, 2> named_pounds{{{"lbs", 3}, {"lb", 3}}};
constexpr std::array<UnitWord, 3> kilograms{{{"kg", 3}, {"g", 0}, {"", 3}}};
constexpr std::array<UnitWord, 3> pounds{{{"lbs", 3}, {"lb", 3}, {"", 3}}};
constexpr std::array<UnitWord, 7> volumes{
    {{"cm³", 0}, {"cm3", 0}, {"m³", 6}, {"m3", 6}, {"cbm", 6}, {"l", 3}, {"", 6}}};
constexpr std::array<UnitWord, 3> counts{{{"pieces", 0}, {"piece", 0}, {"", 0}}};
constexpr std::array<UnitWord, 3> lengths{{{"mm", 0}, {"cm", 1}, {"m", 3}}};

/// The first unit that the text ends with is its own: longer words stand before shorter ones.
std::optional<std::int64_t> read_number(std::string_view text, std::span<const UnitWord> units) {
  text = trim(text);
  for (const UnitWord& unit : units) {
    if (!text.ends_with(unit.word)) continue;
    text.remove_suffix(unit.word.size());
    const auto number = parse_decimal(trim(text), unit.decimals);
    if (!number || *number < 0) return std::nullopt;
    return *number;
  }
  return std::nullopt;
}

/// "" (without end), "any", "above 5 kg", "1 kg to 5 kg", "5 kg".
bool read_range(std::string_view text, const RateCard& card, RateLabel& into) {
  if (text == "any") {
    into.above = 0;
    return true;
  }
  if (take_word(text, "above ")) {
    into.above = read_measure(text, card);
    return into.above.has_value();
  }
  const std::size_t to = text.find(" to ");
  if (to != std::string_view::npos) {
    into.above = read_measure(text.substr(0, to), card);
    if (!into.above) return false;
    text.remove_prefix(to + 4);
  }
  into.up_to = read_measure(text, card);
  return into.up_to.has_value();
}

}  // namespace

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<std::int64_t> read_weight(std::string_view cell, WeightUnit unit) {
  const std::string lower = ascii_lower(cell);
  if (unit == WeightUnit::pound) return read_number(lower, pounds);
  return read_number(lower, kilograms);
}

std::optional<std::int64_t> read_grams(std::string_view text) {
  const std::string lower = ascii_lower(text);
  if (const auto grams = read_number(lower, named_kilograms)) return grams;
  const auto weight = read_number(lower, named_pounds);
  return weight ? to_grams(WeightUnit::pound, *weight) : std::nullopt;
}

std::optional<std::int64_t> read_length(std::string_view cell) {
  return read_number(ascii_lower(cell), lengths);
}

std::optional<std::int64_t> read_measure(std::string_view cell, const RateCard& card) {
  const std::string lower = ascii_lower(cell);
  switch (card.basis) {
    case RateBasis::weight: return read_weight(lower, card.weight_unit);
    case RateBasis::volume: return read_number(lower, volumes);
    case RateBasis::pieces: return read_number(lower, counts);
    case RateBasis::consignment: break;
  }
  return std::nullopt;
}

std::optional<RateLabel> read_label(std::string_view cell, const RateCard& card) {
  const std::string lower = ascii_lower(squeeze(cell));
  std::string_view text = lower;
  RateLabel label;
  if (!take_word(text, "per ")) {
    if (text.empty() || !read_range(text, card, label)) return std::nullopt;
    return label;
  }
  label.form = take_word(text, "further ") ? RateForm::further : RateForm::each;
  std::size_t end = text.size();
  for (const std::string_view word : {" up to ", " from ", " above ", " any"}) {
    end = std::min(end, text.find(word));
  }
  const auto per = read_measure(text.substr(0, end), card);
  if (!per || *per == 0) return std::nullopt;
  label.per = *per;
  text.remove_prefix(end);
  if (text.empty()) return label;
  text.remove_prefix(1);
  // "up to 5 kg" and "from 1 kg to 5 kg" are ranges as they stand alone.
  const bool is_end = take_word(text, "up to ");
  const bool is_both = !is_end && take_word(text, "from ");
  if (!read_range(text, card, label)) return std::nullopt;
  if ((is_end && label.above) || (is_both && !label.above)) return std::nullopt;
  return label;
}

std::string print_label(const RateLabel& label, const RateCard& card) {
  const auto say = [&](std::int64_t measure) { return say_measure(card, measure); };
  std::string range;
  if (label.up_to) {
    range = label.above ? say(*label.above) + " to " + say(*label.up_to) : say(*label.up_to);
  } else if (label.above) {
    range = *label.above == 0 ? "any" : "above " + say(*label.above);
  }
  if (label.per == 0) return range;
  const std::string out =
      (label.form == RateForm::further ? "per further " : "per ") + say(label.per);
  if (range.empty()) return out;
  const std::string_view before = !label.up_to ? " " : label.above ? " from " : " up to ";
  return out + std::string(before) + range;
}

}  // namespace tally::freight
