// Shipping tables: what catalogue tables hold of products and customers for the way of the goods.
// In go products (dangerous goods, measures, countries) and customers (PO pattern, delivery,
// incoterm, rate card, notes of ship-tos); out come the same, from tables of their own, so that a
// catalogue of before they were there is read as one in which nobody said anything.
// A record that says nothing has no row. Only the catalogue writer and the snapshot include this.
#pragma once

#include <string_view>

#include "shared/data/customer.hpp"
#include "shared/data/product.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::wire {

/// Behind the columns of a product: those of `product_shipping`, joined as `shipping`.
inline constexpr std::string_view product_shipping_columns =
    ", shipping.un_number, shipping.length_mm, shipping.width_mm, shipping.height_mm, "
    "shipping.blocked_countries";
inline constexpr std::string_view join_product_shipping =
    " LEFT JOIN product_shipping AS shipping ON shipping.sku = product.sku ";

/// Reads the columns above; all are NULL where nothing was said.
void read_product_shipping(const Statement& row, int first, Product& product);

class ShippingWriter {
 public:
  enum class Put : std::uint8_t { unchanged, changed, failed };
  /// The database must have the tables and outlive the writer.
  explicit ShippingWriter(const Database& db);
  Put put(const Product& product);
  bool put(std::int64_t customer_id, const Customer& customer);

 private:
  const Database* db_;
  Statement put_product_, clear_product_, put_customer_, clear_customer_, clear_notes_, put_note_;
};

class ShippingReader {
 public:
  bool prepare(const Database& db);
  /// Completes a customer whose ship-tos stand in it already, by place. False where the file is
  /// damaged.
  bool read(std::int64_t customer_id, Customer& customer);

 private:
  Statement customer_, notes_;
};

}  // namespace tally::wire
