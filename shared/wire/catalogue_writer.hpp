// Catalogue writer: puts products, prices, customers, tax rates and policy into catalogue tables.
// In goes a database that has them (in memory, or the server's); each put inserts or replaces by
// the trade's own key (SKU; list, SKU, quantity and first day; customer number …), keeping row ids,
// so the same put twice changes nothing. It neither begins nor ends a transaction.
// It will not check what it is given beyond references: put() is false where one is missing.
//   CatalogueWriter writer(db);  writer.put(product);  writer.put(price);
#pragma once

#include <string_view>

#include "shared/data/company.hpp"
#include "shared/wire/shipping_tables.hpp"
#include "shared/wire/sqlite.hpp"
#include "shared/wire/tax_tables.hpp"

namespace tally::wire {

class CatalogueWriter {
 public:
  /// The database must outlive the writer and have the catalogue tables.
  explicit CatalogueWriter(const Database& db);

  bool put_company_name(std::string_view name);
  bool put(const RuleBookText& book);
  bool put(const Policy& policy);
  bool put(const Product& product);
  bool put(const PriceList& list);
  /// False where the list or the product is not there.
  bool put(const Price& price);
  /// Replaces the customer with all ship-tos and exemptions. False where the price list is missing.
  bool put(const Customer& customer);
  bool put(const TaxRate& rate) { return taxes_.put(rate); }
  bool put(const TaxPlace& place) { return taxes_.put(place); }
  bool put(const ExchangeRate& rate);
  bool put(const Promotion& promotion);
  bool put(const RateCard& card);
  /// Only where the database has the tables of costs. Prices of cost plus a margin follow it.
  bool put(const Cost& cost);

 private:
  bool put_terms(const PriceList& list);
  bool put_special(const Price& price);
  bool put_net(const Price& price);
  bool put_cost_plus(const Price& price);
  bool resolve_cost_plus(const Price& price);
  bool put_customer_terms(std::int64_t customer_id, const Customer& customer);
  bool put_ship_tos(std::int64_t customer_id, const Customer& customer);
  bool put_exemptions(std::int64_t customer_id, const Customer& customer);
  Statement put_meta_, put_product_, put_list_, put_price_, put_customer_, put_ship_to_,
      put_exemption_, put_terms_, put_special_, put_exchange_rate_, clear_customer_terms_,
      put_customer_term_, clear_ship_tos_, clear_exemptions_, customer_id_, list_id_;
  TaxWriter taxes_;
  ShippingWriter shipping_;
  const Database* db_;
};

/// Makes the tables, also those of costs, and puts the whole company but warehouses, stock and
/// users. False on failure.
bool write_catalogue(const Database& db, const Company& company);

}  // namespace tally::wire
