// Tax names: the words of the tax tables' enumerators in documents, snapshots and imports.
// In goes an enumerator or a word; out comes the other, or nothing for a word that is none.
// The first word of each list is what stands where a document says nothing.
// It knows no sentences.
//   parse_word<TaxSupply>(supply_words, "same_area") == TaxSupply::same_area
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "shared/data/policy.hpp"
#include "shared/data/tax_table.hpp"

namespace tally::wire {

inline constexpr std::array<std::string_view, 2> base_words{"net", "net_and_tax"};
inline constexpr std::array<std::string_view, 3> supply_words{"any", "same_area", "other_area"};
inline constexpr std::array<std::string_view, 5> treatment_words{"standard", "reduced", "zero",
                                                                 "exempt", "outside"};
inline constexpr std::array<std::string_view, 2> table_words{"own", "demo"};
inline constexpr std::array<std::string_view, 2> sourcing_words{"destination", "origin"};
inline constexpr std::array<std::string_view, 2> union_supply_words{"charge_origin",
                                                                    "charge_destination"};
inline constexpr std::array<std::string_view, 2> export_words{"charge_destination", "untaxed"};
inline constexpr std::array<std::string_view, 3> freight_words{"goods", "by_class", "untaxed"};
inline constexpr std::array<std::string_view, 2> authority_rounding_words{"each", "together"};
inline constexpr std::array<std::string_view, 2> exemption_words{"exempt", "resale"};

template <typename Enum, std::size_t count>
std::optional<Enum> parse_word(const std::array<std::string_view, count>& words,
                               std::string_view word) {
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <typename Enum, std::size_t count>
std::string_view word_of(const std::array<std::string_view, count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

/// "exempt, resale": for the sentence of a refused word.
template <std::size_t count>
std::string say_words(const std::array<std::string_view, count>& words) {
  std::string said;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) said += i + 1 == count ? " or " : ", ";
    said += words[i];
  }
  return said;
}

}  // namespace tally::wire
