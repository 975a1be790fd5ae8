// Import fields: what an import of each kind can take from a file.
// One table per kind: the field's name in the mapping, what its cells hold, whether a line can do
// without it, and what it means (for the documents and for `tallystick import --fields`).
// The reader, the mapping's checks and the reference page all come from this table.
// It reads nothing itself.
//   const FieldRow* sku = find_field(ImportKind::products, "sku");
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tally::server::catalogue {

enum class ImportKind : std::uint8_t {
  products, customers, prices, stock, orders, tax_rates, open_items
};

std::optional<ImportKind> find_kind(std::string_view name);
std::string_view kind_name(ImportKind kind);

enum class CellKind : std::uint8_t {
  text,
  code,
  gtin,
  /// At most three decimals.
  quantity,
  /// At most four decimals.
  price,
  whole_number,
  day,
  country,
  /// One of `choices`.
  choice,
  /// As it stands: the order's own rooms judge it.
  raw,
};

enum class Need : std::uint8_t { required, optional };

struct FieldRow {
  std::string_view name;
  CellKind cell;
  Need need;
  /// Separated by a bar, for CellKind::choice.
  std::string_view choices;
  std::string_view doc;
};

std::span<const FieldRow> fields_of(ImportKind kind);
/// The field's place in fields_of(kind); nullopt where there is none of that name.
std::optional<std::size_t> find_field(ImportKind kind, std::string_view name);
/// "active, discontinued or blocked".
std::string say_choices(std::string_view choices);

}  // namespace tally::server::catalogue
