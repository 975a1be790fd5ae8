// Product: what can be ordered, as the snapshot holds it.
// Plain values filled by the company document, an import or the snapshot reader.
// Prices stand in price_list.hpp, stock is the server's and never decides a price.
// It checks nothing itself: validate/ holds an order against it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/quantity.hpp"

namespace tally {

enum class ProductStatus : std::uint8_t { active, discontinued, blocked };

struct Product {
  Sku sku;
  std::optional<Gtin> gtin;
  std::string name;
  /// The unit of measure as people say it: "each", "kg", "m".
  std::string unit = "each";
  /// What products of one style share, such as a style code; empty for a product on its own.
  std::string family;
  /// What tells this product from the others of its family: "Blue / 5 l".
  std::string variant;
  TaxClass tax_class;
  ProductStatus status = ProductStatus::active;
  std::optional<Sku> successor;
  /// Units in a case; nullopt where it is not sold by the case.
  std::optional<Quantity> case_pack;
  Quantity minimum{1000};
  /// Ordered quantities are whole multiples of this.
  Quantity step{1000};
  std::int64_t weight_g = 0;
  /// The UN number of dangerous goods, such as "UN1263"; empty: none.
  std::string un_number = {};
  /// Of one unit of measure, packed; 0: not known.
  std::int64_t length_mm = 0;
  std::int64_t width_mm = 0;
  std::int64_t height_mm = 0;
  /// ISO 3166-1 alpha-2: where it must not go.
  std::vector<std::string> blocked_countries = {};
  friend bool operator==(const Product&, const Product&) = default;
};

}  // namespace tally
