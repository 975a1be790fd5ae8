// Weighs and measures the goods of a consignment.
#include <algorithm>
#include <limits>

#include "shared/base/rounding.hpp"
#include "shared/freight/freight.hpp"

namespace tally::freight {

namespace {

constexpr int128 int64_max = std::numeric_limits<std::int64_t>::max();
/// A thousandth of a unit of measure, and cubic millimetres in a cubic centimetre.
constexpr int128 thousand = 1000;

void note_sku(std::vector<Sku>& skus, const Sku& sku) {
  if (std::ranges::find(skus, sku) == skus.end()) skus.push_back(sku);
}

bool has_size(const Product& product) {
  return product.length_mm > 0 && product.width_mm > 0 && product.height_mm > 0;
}

bool is_within_reason(const Product& product) {
  return product.length_mm <= side_mm_max && product.width_mm <= side_mm_max &&
         product.height_mm <= side_mm_max;
}

std::int64_t rounded_up(int128 numerator, int128 denominator, bool& too_large) {
  const auto rounded = round_div(numerator, denominator, Rounding::up);
  too_large = too_large || !rounded;
  return rounded.value_or(0);
}

/// The pieces of one line, and what one of them weighs.
PieceGroup count_pieces(const ConsignmentLine& line, PieceCount count, bool& too_large) {
  const Product& product = *line.product;
  const bool by_case = count == PieceCount::cases && product.case_pack;
  const int128 units_of_piece = by_case ? product.case_pack->thousandths : thousand;
  PieceGroup group;
  group.pieces = rounded_up(line.quantity.thousandths, units_of_piece, too_large);
  group.weight_g = rounded_up(int128{product.weight_g} * units_of_piece, thousand, too_large);
  group.longest_mm = std::max({product.length_mm, product.width_mm, product.height_mm});
  group.hazardous = !product.un_number.empty();
  return group;
}

}  // namespace

Measures measure_goods(const std::vector<ConsignmentLine>& lines, PieceCount count) {
  Measures measures;
  int128 weight = 0;
  int128 volume = 0;
  for (const ConsignmentLine& line : lines) {
    const Product& product = *line.product;
    if (product.weight_g <= 0) note_sku(measures.weight_unknown, product.sku);
    if (!has_size(product)) note_sku(measures.size_unknown, product.sku);
    if (!product.un_number.empty()) measures.hazardous.push_back(&product);
    const PieceGroup group = count_pieces(line, count, measures.too_large);
    const auto pieces = checked_add(measures.pieces, group.pieces);
    weight += int128{std::max(product.weight_g, std::int64_t{0})} * line.quantity.thousandths;
    if (has_size(product) && is_within_reason(product)) {
      // At most 10^21 mm³ a unit: held against the room before it is multiplied.
      const int128 unit = int128{product.length_mm} * product.width_mm * product.height_mm;
      const int128 room = (int64_max * thousand * thousand) / unit;
      if (line.quantity.thousandths > room) measures.too_large = true;
      else volume += unit * line.quantity.thousandths;
    }
    const bool fits = pieces && is_within_reason(product) && weight <= int64_max * thousand &&
                      volume <= int64_max * thousand * thousand;
    if (!fits || measures.too_large) {
      measures.too_large = true;
      return measures;
    }
    measures.pieces = *pieces;
    measures.groups.push_back(group);
  }
  measures.weight_g = rounded_up(weight, thousand, measures.too_large);
  measures.volume_cm3 = rounded_up(volume, thousand * thousand, measures.too_large);
  return measures;
}

}  // namespace tally::freight
