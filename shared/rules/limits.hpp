// Limits: how much a rule file may hold, and the refusal of what is no text at all.
// In goes a text; out comes an issue where it is too large or not UTF-8.
// The limits are far above what people write and far below what hurts a phone.
// It reads no word of it.
//   if (auto refused = refuse_text(text)) return std::unexpected(Issues{*refused});
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/base/issue.hpp"

namespace tally::rules {

inline constexpr std::size_t text_bytes_max = 8'000'000;
inline constexpr std::size_t rules_max = 20'000;
inline constexpr std::size_t issues_max = 200;
inline constexpr std::size_t list_levels_max = 8;
inline constexpr std::size_t values_max = 1'000;
/// Boxes that one rule may be the union of.
inline constexpr std::size_t cases_max = 256;
/// Fields and facts of a vocabulary, with those that a company's words make.
inline constexpr std::size_t fields_max = 4'000;
/// Tests in one rule, examples and all.
inline constexpr std::size_t tests_max = 2'000;

/// Issues: rules_too_large, rules_not_text.
std::optional<Issue> refuse_text(std::string_view text);

}  // namespace tally::rules
