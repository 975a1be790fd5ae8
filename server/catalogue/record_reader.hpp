// Record reader: one line of a file becomes one product, customer, price or stock count.
// In goes a LineReader that stands on the line; out comes the record, or nothing, with the reasons
// in the reader's refusals: all of the line at once.
// Only what is wrong with the line itself is found here; whether a list or a product is there is
// said where the line meets the database.
//   if (const auto product = read_product(reader)) …
#pragma once

#include <optional>

#include "server/catalogue/line_reader.hpp"
#include "shared/data/company.hpp"

namespace tally::server::catalogue {

std::optional<Product> read_product(LineReader& reader);

/// A customer and the one ship-to of this line; nullopt where the mapping has no "ship_to".
struct CustomerLine {
  Customer customer;
  std::optional<ShipTo> ship_to;
};
std::optional<CustomerLine> read_customer(LineReader& reader);

/// The currency is the list's, so the caller sets it when it has found the list.
std::optional<Price> read_price(LineReader& reader);

std::optional<StockLevel> read_stock(LineReader& reader);

/// Its fields alone; whether the table as a whole is sound is the import's to say.
std::optional<TaxRate> read_tax_rate(LineReader& reader);

}  // namespace tally::server::catalogue
