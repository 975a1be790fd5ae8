// Reasons: why an order waits or was refused, as the JSON that is stored and sent.
// In go issues; out comes an array of {"arguments","code","mend","path","sentence","severity"}. The
// sentence is stored as it was said, so that the history does not change with the wording.
// At most 50 are kept: the outcome holds every issue.
//   const std::string json = reasons_json(issues);
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"

namespace tally::server::orders {

inline constexpr std::size_t reasons_max = 50;

/// One reason; the form in which issues travel in answers of the server.
std::string reason_json(const Issue& issue);
std::string reasons_json(const Issues& issues);

/// The array with more reasons behind; those of the same code that were there before go, of rules
/// only where they say the same.
std::string add_reasons(std::string_view reasons, const Issues& more);

/// Whether one of them is an issue of credit::decide_credit.
bool has_reason_of_credit(std::string_view reasons);
/// The array without those.
std::string without_credit(std::string_view reasons);
/// Whether one of them is more than a note.
bool waits_for_more(std::string_view reasons);

}  // namespace tally::server::orders
