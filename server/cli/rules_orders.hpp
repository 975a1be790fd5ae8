// Rules orders: orders that rules are tried on, as lines of JSON with the vocabulary's own words.
// In goes a line {"order total": "$500", "it is the customer's first order": true}; out comes one
// value for each field, or the issues with the name of the field.
// A name that the vocabulary does not know is refused, so that a misspelt one is never "missing".
// It decides nothing.
//   auto values = read_rules_order(vocabulary, line);
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/rules/vocabulary.hpp"

namespace tally::server::cli {

/// Issues: document_not_json, rule_phrase_unknown, and those of a value; their path is the name.
Result<std::vector<std::int64_t>> read_rules_order(const rules::Vocabulary& vocabulary,
                                                   std::string_view line);

}  // namespace tally::server::cli
