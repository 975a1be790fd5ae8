// Outcome names: the words that outcomes use for promotions and price lists, for writing and
// reading alike. The order of a list is that of its enumerators.
// It knows no sentences: explain/ says them.
#pragma once

#include <array>
#include <string_view>

namespace tally::wire {

inline constexpr std::array<std::string_view, 5> price_level_words{
    "contract", "customer", "group", "standard", "fallback"};
inline constexpr std::array<std::string_view, 4> promotion_state_words{"applied", "nearly",
                                                                       "outdone", "failed"};
inline constexpr std::array<std::string_view, 11> promotion_reason_words{
    "none",  "coupon",   "days",   "channel",   "customer", "currency",
    "goods", "quantity", "amount", "get_goods", "bundle"};

inline constexpr std::array<std::string_view, 7> ruling_status_words{
    "decided", "left_to_server", "field_missing", "field_outside",
    "conflict", "no_answer",     "inputs_wrong"};
inline constexpr std::array<std::string_view, 3> rule_mode_words{"off", "suggest", "automatic"};

}  // namespace tally::wire
