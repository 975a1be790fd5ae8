// Schema check: holds a JSON document against a JSON Schema.
// In go two parsed documents; out come the places that do not fit, with the reason.
// It knows what the schemas of this project use: type, const, enum, pattern, lengths, properties,
// required, additionalProperties, items, minItems, oneOf, allOf, if and then, and $ref to $defs.
// Another keyword of validation is itself a finding, so that no schema promises in silence.
//   CHECK(check_schema(schema, document).empty());
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tally::tests {

std::vector<std::string> check_schema(const nlohmann::json& schema,
                                      const nlohmann::json& document);

}  // namespace tally::tests
