// Ranges: what the demo wholesaler sells, as tables: articles, their grades and their sizes.
// An article is made by several brands in several grades; brand, grade and article are a family,
// its sizes and colours are the family's variants.
// Prices are in ten-thousandths of a dollar for one unit at factor 1000; factors are per mille.
// The words are a wholesaler's own; brands are invented.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tally::server::catalogue::demo {

/// One value of a size, length or colour.
struct AxisValue {
  std::string_view name;
  /// As it stands in a SKU.
  std::string_view code;
  std::int32_t price_permille = 1000;
  std::int32_t weight_permille = 1000;
};
using Axis = std::span<const AxisValue>;

struct Grade {
  std::string_view name;
  std::int32_t price_permille = 1000;
};

struct Article {
  /// Two letters: the department, and the beginning of the SKU.
  std::string_view department;
  std::string_view noun;
  std::string_view unit;
  std::int64_t price_ten_thousandths;
  std::int64_t weight_g;
  /// 0: not sold by the case.
  std::int32_t case_pack;
  std::int32_t minimum;
  std::int32_t step;
  std::string_view tax_class;
  std::span<const Grade> grades;
  Axis first;
  /// Empty where one axis is enough.
  Axis second;
  /// Between the names of the two values: " x " for sizes, ", " for a colour.
  std::string_view joint;
};

std::span<const Article> articles();

struct Brand {
  std::string_view name;
  std::int32_t price_permille;
};
/// The brands that make articles of a department; the same number for each.
std::span<const Brand> brands_of(std::string_view department);

}  // namespace tally::server::catalogue::demo
