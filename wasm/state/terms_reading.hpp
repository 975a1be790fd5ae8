#pragma once
// Says what payment terms mean, while somebody types them.
// In: terms as text, and the day of the invoice. Out: a sentence with the days on which what is
// due; "" where they cannot be read: the server's checks say why. Days are as they fall: a company
// has no calendar of holidays here.
// It computes no amounts: shares and discounts stand as percentages.
//
//     say_terms("2/10 net 30", "2026-03-31");   // "Invoiced today: 2 % less until …, in full by …"

#include <string>
#include <string_view>

namespace tally::app {

std::string say_terms(const std::string& text, std::string_view day);

}  // namespace tally::app
