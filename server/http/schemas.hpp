// Schemas: the JSON that goes in and out, by name, as JSON Schema 2020-12.
// The table of routes names them; openapi.json carries them; tests hold answers against them.
// Money is minor units, quantities are thousandths, instants are ISO 8601 in UTC.
// The order document and the outcome travel as texts and have documents of their own (docs/).
#pragma once

#include <span>
#include <string_view>

namespace tally::server::http {

struct Schema {
  std::string_view name;
  /// A JSON object.
  std::string_view json;
};

std::span<const Schema> schemas();

}  // namespace tally::server::http
