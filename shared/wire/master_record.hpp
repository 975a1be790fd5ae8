// Master record: one product, list, price, promotion, tax row, exchange rate, cost, customer,
// warehouse or rate card by itself.
// In go values; out come its JSON (its element of the company document), its key as one text, and
// its title for people. A key is made of the trade's own codes: "RETAIL~AB-1~~each~10~".
// Reading a key gives a record that has the fields of its key and nothing else.
// It will not read a record's JSON: company_change.hpp does, with all checks.
//   record_key(price) == "RETAIL~AB-1~~each~10~";  record_title(price) == "RETAIL AB-1 from 10"
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/data/company.hpp"

namespace tally::wire {

/// In the order of MasterRecord.
enum class MasterKind : std::uint8_t {
  products,
  price_lists,
  prices,
  promotions,
  tax_rates,
  tax_places,
  exchange_rates,
  costs,
  customers,
  warehouses,
  rate_cards
};

/// A warehouse with its place among the others: goods are asked for where it is lowest first. The
/// document says it by the order of its warehouses; 0: behind all others.
struct PlacedWarehouse {
  Warehouse warehouse;
  std::int64_t priority = 0;
  friend bool operator==(const PlacedWarehouse&, const PlacedWarehouse&) = default;
};

using MasterRecord = std::variant<Product, PriceList, Price, Promotion, TaxRate, TaxPlace,
                                  ExchangeRate, Cost, Customer, PlacedWarehouse, RateCard>;

/// As in the company document, by MasterKind.
inline constexpr std::array<std::string_view, 11> master_kind_names{
    "products",   "price_lists",    "prices", "promotions", "tax_rates",
    "tax_places", "exchange_rates", "costs",  "customers",  "warehouses", "rate_cards"};

std::optional<MasterKind> parse_master_kind(std::string_view name);
inline MasterKind kind_of(const MasterRecord& record) {
  return static_cast<MasterKind>(record.index());
}
template <typename Record, std::size_t index = 0>
constexpr MasterKind kind_of() {
  using One = std::variant_alternative_t<index, MasterRecord>;
  if constexpr (std::is_same_v<Record, One>) return static_cast<MasterKind>(index);
  else return kind_of<Record, index + 1>();
}
inline std::string_view master_kind_name(MasterKind kind) {
  return master_kind_names[static_cast<std::size_t>(kind)];
}

/// Its element of the company document; company_write.cpp.
std::string record_json(const MasterRecord& record);
std::string record_title(const MasterRecord& record);
/// Printable ASCII without "/": it may stand in a path.
std::string record_key(const MasterRecord& record);
/// nullopt where it is no key of that kind.
std::optional<MasterRecord> parse_record_key(MasterKind kind, std::string_view key);
/// Whether both are the same record of the trade, whatever else they say.
bool same_key(const Product& a, const Product& b);
bool same_key(const PriceList& a, const PriceList& b);
bool same_key(const Price& a, const Price& b);
bool same_key(const Promotion& a, const Promotion& b);
bool same_key(const TaxRate& a, const TaxRate& b);
bool same_key(const TaxPlace& a, const TaxPlace& b);
bool same_key(const ExchangeRate& a, const ExchangeRate& b);
bool same_key(const Cost& a, const Cost& b);
bool same_key(const Customer& a, const Customer& b);
bool same_key(const PlacedWarehouse& a, const PlacedWarehouse& b);
bool same_key(const RateCard& a, const RateCard& b);
bool same_key(const MasterRecord& a, const MasterRecord& b);

/// The part of a company that holds such records. (Warehouses have their place there by order.)
template <typename Record>
auto& records_of(auto& company) {
  if constexpr (std::is_same_v<Record, Product>) return company.products;
  else if constexpr (std::is_same_v<Record, PriceList>) return company.price_lists;
  else if constexpr (std::is_same_v<Record, Price>) return company.prices;
  else if constexpr (std::is_same_v<Record, Promotion>) return company.promotions;
  else if constexpr (std::is_same_v<Record, TaxRate>) return company.tax_rates;
  else if constexpr (std::is_same_v<Record, TaxPlace>) return company.tax_places;
  else if constexpr (std::is_same_v<Record, ExchangeRate>) return company.exchange_rates;
  else if constexpr (std::is_same_v<Record, Cost>) return company.costs;
  else if constexpr (std::is_same_v<Record, RateCard>) return company.rate_cards;
  else return company.customers;
}

}  // namespace tally::wire
