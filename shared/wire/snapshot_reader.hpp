// Snapshot reader: the prepared statements of an open snapshot, and how its columns are read.
// In goes an open database; out come rows. A row that cannot be read marks the snapshot as failed.
// Only snapshot.cpp and snapshot_prices.cpp include this: snapshot.hpp is the way in.
// It gives nothing out: the typed values are made where they are asked for.
#pragma once

#include <memory>
#include <string>

#include "shared/wire/product_memory.hpp"
#include "shared/wire/shipping_tables.hpp"
#include "shared/wire/snapshot.hpp"
#include "shared/wire/tax_tables.hpp"

namespace tally::wire {

inline std::string select_product(std::string_view where) {
  return "SELECT product.sku, gtin, name, unit, family, variant, tax_class, status, successor, "
         "case_pack, minimum, step, weight_g" +
         std::string(product_shipping_columns) + " FROM product" +
         std::string(join_product_shipping) + std::string(where);
}

template <typename Id>
std::optional<Id> id_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Id::parse(row.text(column));
}

struct Snapshot::Parts {
  std::unique_ptr<SnapshotParts> bytes;  // must outlive the connection that reads them
  Database db;
  Digest digest;
  ProductMemory memory;
  Statement meta, product, by_gtin, prices, customer, ship_tos, exemptions, list;
  TaxTables taxes;
  ShippingReader shipping;
  Statement special, terms, group_lists, exchange;

  /// Set when a row could not be read: the file is damaged behind its name.
  bool failed = false;

  bool row(Statement& select) {
    const Step step = select.step();
    failed = failed || step == Step::failed;
    return step == Step::row;
  }

  std::optional<Product> take_product(Statement& select) {
    std::optional<Product> found;
    if (row(select)) found = read_product(select, 0);
    select.reset();
    return found;
  }

  bool prepare() {
    meta = db.prepare("SELECT value FROM meta WHERE key = ?1");
    product = db.prepare(select_product("WHERE product.sku = ?1"));
    by_gtin = db.prepare(select_product("WHERE gtin = ?1 ORDER BY product.sku LIMIT 1"));
    prices = db.prepare(
        "SELECT quantity_from, unit_price, valid_from, valid_until FROM price "
        "WHERE product = (SELECT id FROM product WHERE sku = ?1) "
        "AND list = (SELECT id FROM price_list WHERE code = ?2) "
        "ORDER BY quantity_from, valid_from");
    customer = db.prepare(
        "SELECT code, name, status, price_list, po_number, terms, vat_id, email, phone, rep, "
        "recipient, street_1, street_2, locality, admin_area, postal_code, country, id "
        "FROM customer WHERE code = ?1");
    ship_tos = db.prepare(
        "SELECT code, recipient, street_1, street_2, locality, admin_area, postal_code, country "
        "FROM ship_to WHERE customer = ?1 ORDER BY place");
    exemptions = db.prepare(
        "SELECT country, admin_area, certificate, valid_from, valid_until, kind FROM exemption "
        "WHERE customer = ?1 ORDER BY place");
    list = db.prepare(
        "SELECT code, name, currency, fallback, valid_from, valid_until, breaks, channels, "
        "customer_groups FROM price_list LEFT JOIN price_list_terms ON list = id "
        "WHERE code = ?1");
    special = db.prepare(
        "SELECT target, unit, quantity_from, valid_from, valid_until, kind, value "
        "FROM price_special WHERE list = (SELECT id FROM price_list WHERE code = ?1) "
        "AND (target, code) IN (VALUES (0, ?2), (1, ?3), (2, '')) "
        "ORDER BY target, unit, quantity_from, valid_from");
    terms = db.prepare("SELECT kind, code FROM customer_term WHERE customer = ?1 ORDER BY place");
    group_lists = db.prepare(
        "SELECT code FROM price_list JOIN price_list_terms ON list = id "
        "WHERE customer_groups <> '' ORDER BY code");
    exchange = db.prepare(
        "SELECT from_currency, valid_from, valid_until, billionths FROM exchange_rate "
        "WHERE to_currency = ?1 ORDER BY from_currency, valid_from");
    return meta && product && by_gtin && prices && customer && ship_tos && exemptions && list &&
           special && terms && group_lists && exchange && taxes.prepare(db) && shipping.prepare(db);
  }

  std::string meta_text(std::string_view key) {
    meta.bind(1, key);
    std::string value;
    if (row(meta)) value = meta.text(0);
    meta.reset();
    return value;
  }
};

}  // namespace tally::wire
