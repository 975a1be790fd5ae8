// Policy text: the company's policy as it stands in one row of the catalogue.
// In goes a Policy; out come lines of "name=value", the same bytes for the same policy, and back.
// Amounts are "USD 5000" in minor units; what is missing keeps the value of an empty Policy.
// It is no document for people: company_document.hpp reads and writes that one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/data/policy.hpp"

namespace tally::wire {

std::string print_policy(const Policy& policy);
/// nullopt where the text is not one that print_policy makes.
std::optional<Policy> parse_policy(std::string_view text);

std::string_view rounding_name(Rounding rounding);
std::optional<Rounding> parse_rounding(std::string_view name);
std::string_view tax_rounding_level_name(TaxRoundingLevel level);
std::optional<TaxRoundingLevel> parse_tax_rounding_level(std::string_view name);

}  // namespace tally::wire
