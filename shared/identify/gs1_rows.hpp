// GS1 rows: the application identifiers and the form of what stands behind each.
// In goes the beginning of an element; out comes its row, or nullptr.
// gs1_table.cpp says how a form is read.
// It reads no values: gs1_value.cpp does.
//   find_gs1_row("3103001750")->title == "NET WEIGHT (kg)"
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/identify/identify.hpp"

namespace tally::identify {

/// predefined: no separator behind it (General Specifications, figure 7.8.5-2).
enum class Gs1Length : std::uint8_t { predefined, separated };

struct Gs1Row {
  /// First and last identifier of a row: "3100" to "3105".
  std::string_view first;
  std::string_view last;
  std::string_view form;
  Gs1Length length;
  std::string_view title;
};

std::span<const Gs1Row> gs1_rows();

/// The row of the identifier with which the text begins.
const Gs1Row* find_gs1_row(std::string_view text);
/// The characters of a value of predefined length.
std::size_t predefined_length(const Gs1Row& row);

/// Holds the value against its form; adds issues with `path`, and fills day and measure.
void hold_gs1_value(const Gs1Row& row, Element& element, const Context& context,
                    std::string_view path, Issues& issues);

/// The pair of check characters for a key without it (General Specifications, section 7.9.5).
std::string gs1_check_pair(std::string_view key);

}  // namespace tally::identify
