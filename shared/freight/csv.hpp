// Rate cards as CSV: the one form in which a spreadsheet holds them, read and printed.
// In goes a whole file as text; out come its cards, or every slip at once with its line and column.
// Each line begins with a word that says what it is; docs/freight.md has all of them. What is
// printed is the canonical form and reads back as the same card.
// It guesses nothing: a decimal comma is refused unless the file declares it. Whether a card makes
// sense is check_rate_card's.
//   auto cards = freight::read_rate_cards_csv(text);   freight::print_rate_card_csv(cards->front())
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/rate_card.hpp"

namespace tally::freight {

inline constexpr std::size_t csv_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t csv_issues_max = 100;

/// Comma, semicolon or tab, as the first line "rate card" has it; UTF-8, with or without a byte
/// order mark. Issues: freight_country_unreadable, freight_postal_range and freight_csv_* of 1728
/// to 1735, at "line 12, column 3"; at most csv_issues_max. Never an empty list.
Result<std::vector<RateCard>> read_rate_cards_csv(std::string_view text);

/// With commas and lines that end with LF. Reading it gives the same card where check_rate_card
/// finds no error.
std::string print_rate_card_csv(const RateCard& card);

}  // namespace tally::freight
