// Company: a whole company as values, the way its document holds it.
// wire/company_document reads and writes it, the demo generator makes one, catalogue/ stores it.
// Everything here but costs, credit, warehouses, stock and users travels in the snapshot.
// It is for loading and trying out; a running server keeps these facts in its database.
#pragma once

#include <string>
#include <vector>

#include "shared/data/credit.hpp"
#include "shared/data/customer.hpp"
#include "shared/data/exchange_rate.hpp"
#include "shared/data/policy.hpp"
#include "shared/data/price_list.hpp"
#include "shared/data/product.hpp"
#include "shared/data/promotion.hpp"
#include "shared/data/rate_card.hpp"
#include "shared/data/rule_book.hpp"
#include "shared/data/tax_table.hpp"

namespace tally {

struct Warehouse {
  WarehouseCode code;
  std::string name;
  Address address;
  friend bool operator==(const Warehouse&, const Warehouse&) = default;
};

struct StockLevel {
  WarehouseCode warehouse;
  Sku sku;
  Quantity on_hand;
  friend bool operator==(const StockLevel&, const StockLevel&) = default;
};

enum class Role : std::uint8_t { rep, desk, warehouse, finance, rules, admin };

struct User {
  std::string login;
  std::string name;
  Role role = Role::rep;
  /// Only in documents for trying out; the server keeps its argon2id hash and nothing else.
  std::string password;
  friend bool operator==(const User&, const User&) = default;
};

struct Company {
  std::string name;
  Policy policy;
  std::vector<Product> products;
  std::vector<PriceList> price_lists;
  std::vector<Price> prices;
  std::vector<Customer> customers;
  std::vector<TaxRate> tax_rates;
  std::vector<TaxPlace> tax_places;
  std::vector<Warehouse> warehouses;
  std::vector<StockLevel> stock;
  std::vector<User> users;
  std::vector<ExchangeRate> exchange_rates;
  std::vector<Cost> costs;
  std::vector<Promotion> promotions;
  std::vector<RateCard> rate_cards;
  std::vector<CustomerCredit> credit;
  std::optional<RuleBookText> rules = {};
};

}  // namespace tally
