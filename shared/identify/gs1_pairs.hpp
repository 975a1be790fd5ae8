// GS1 pairs: which elements of one unit need one another, and which exclude one another.
// In go the elements of a code, each right by itself; out come issues with their paths.
// Needed is a review: another barcode of the same unit may have it, and is not seen here.
// It reads no values: gs1_value.cpp does.
//   hold_gs1_pairs(found.elements, found.issues);
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "shared/identify/identify.hpp"

namespace tally::identify {

struct Gs1Pairs {
  /// First and last identifier of a row: "3100" to "3105".
  std::string_view first;
  std::string_view last;
  /// One of these must stand on the unit, those with + together: "01 02", "01+21". n is any digit.
  std::string_view needs;
  /// None of these may: "01 03". = is another one of the same row.
  std::string_view excludes = {};
};

std::span<const Gs1Pairs> gs1_pairs();

/// Issues gs1_element_missing and gs1_elements_exclude.
void hold_gs1_pairs(const std::vector<Element>& elements, Issues& issues);

}  // namespace tally::identify
