#include "shared/wire/catalogue_schema.hpp"

namespace tally::wire {

const char* const cost_tables_sql = R"sql(
CREATE TABLE IF NOT EXISTS product_cost (
  product INTEGER NOT NULL REFERENCES product (id), currency TEXT NOT NULL, cost INTEGER NOT NULL,
  PRIMARY KEY (product, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS price_cost_plus (
  product INTEGER NOT NULL REFERENCES product (id),
  list INTEGER NOT NULL REFERENCES price_list (id), quantity_from INTEGER NOT NULL,
  valid_from INTEGER NOT NULL, percent INTEGER NOT NULL,
  PRIMARY KEY (product, list, quantity_from, valid_from)) STRICT, WITHOUT ROWID;
)sql";

// Codes are stored in their normal form, so plain binary comparison finds them. Quantities are
// thousandths, prices ten-thousandths, rates ppm, dates days since 1970-01-01; NULL is none.
// Prices are clustered by product: one order line reads one place of the file. A list without terms
// holds always, for all. Special prices are case prices, percentages and prices on request; target
// 0 is a product, 1 a family, 2 everything. A promotion, and a rate card, is the line of JSON that
// its document has. A term of a customer is 0 a group, 1 a contract, 2 the own list. Countries
// stand one behind the other, two letters each.
const char* const common_tables_sql = R"sql(
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS product (
  id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, gtin TEXT, name TEXT NOT NULL,
  unit TEXT NOT NULL, family TEXT NOT NULL, variant TEXT NOT NULL, tax_class TEXT NOT NULL,
  status INTEGER NOT NULL, successor TEXT, case_pack INTEGER, minimum INTEGER NOT NULL,
  step INTEGER NOT NULL, weight_g INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS product_by_gtin ON product (gtin) WHERE gtin IS NOT NULL;
CREATE TABLE IF NOT EXISTS price_list (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, currency TEXT NOT NULL,
  fallback TEXT) STRICT;
CREATE TABLE IF NOT EXISTS price (
  product INTEGER NOT NULL REFERENCES product (id),
  list INTEGER NOT NULL REFERENCES price_list (id),
  quantity_from INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_until INTEGER,
  unit_price INTEGER NOT NULL,
  PRIMARY KEY (product, list, quantity_from, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS list_tax (
  list TEXT PRIMARY KEY, includes_tax INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tax_rate (
  country TEXT NOT NULL, admin_area TEXT NOT NULL, postal_key TEXT NOT NULL,
  postal_from TEXT NOT NULL, postal_until TEXT NOT NULL, tax_class TEXT NOT NULL,
  authority TEXT NOT NULL, supply INTEGER NOT NULL, valid_from INTEGER NOT NULL,
  valid_until INTEGER, rate INTEGER NOT NULL, base INTEGER NOT NULL, treatment INTEGER NOT NULL,
  law TEXT NOT NULL, demo INTEGER NOT NULL,
  PRIMARY KEY (country, admin_area, postal_key, postal_from, postal_until, tax_class, authority,
    supply, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tax_place (
  country TEXT NOT NULL, admin_area TEXT NOT NULL, postal_from TEXT NOT NULL,
  postal_until TEXT NOT NULL, territory TEXT NOT NULL, union_code TEXT NOT NULL,
  vat_prefix TEXT NOT NULL, sourcing INTEGER NOT NULL, union_supply INTEGER NOT NULL,
  exports INTEGER NOT NULL, freight INTEGER NOT NULL, freight_class TEXT NOT NULL,
  PRIMARY KEY (country, admin_area, postal_from, postal_until)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS price_list_terms (
  list INTEGER PRIMARY KEY REFERENCES price_list (id) ON DELETE CASCADE, valid_from INTEGER,
  valid_until INTEGER, breaks INTEGER NOT NULL, channels INTEGER NOT NULL,
  customer_groups TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS price_special (
  list INTEGER NOT NULL REFERENCES price_list (id) ON DELETE CASCADE, target INTEGER NOT NULL,
  code TEXT NOT NULL, unit INTEGER NOT NULL, quantity_from INTEGER NOT NULL,
  valid_from INTEGER NOT NULL, valid_until INTEGER, kind INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (list, target, code, unit, quantity_from, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS exchange_rate (
  from_currency TEXT NOT NULL, to_currency TEXT NOT NULL, valid_from INTEGER NOT NULL,
  valid_until INTEGER, billionths INTEGER NOT NULL,
  PRIMARY KEY (from_currency, to_currency, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS promotion (
  code TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rate_card (
  code TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS product_shipping (
  sku TEXT PRIMARY KEY, un_number TEXT NOT NULL, length_mm INTEGER NOT NULL,
  width_mm INTEGER NOT NULL, height_mm INTEGER NOT NULL,
  blocked_countries TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

const char* const customer_tables_sql = R"sql(
CREATE TABLE IF NOT EXISTS customer (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, status INTEGER NOT NULL,
  price_list TEXT NOT NULL, po_number INTEGER NOT NULL, terms TEXT NOT NULL, vat_id TEXT NOT NULL,
  email TEXT NOT NULL, phone TEXT NOT NULL, rep TEXT NOT NULL, recipient TEXT NOT NULL,
  street_1 TEXT NOT NULL, street_2 TEXT NOT NULL, locality TEXT NOT NULL, admin_area TEXT NOT NULL,
  postal_code TEXT NOT NULL, country TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS customer_by_name ON customer (name, code);
CREATE TABLE IF NOT EXISTS ship_to (
  customer INTEGER NOT NULL REFERENCES customer (id), place INTEGER NOT NULL, code TEXT NOT NULL,
  recipient TEXT NOT NULL, street_1 TEXT NOT NULL, street_2 TEXT NOT NULL, locality TEXT NOT NULL,
  admin_area TEXT NOT NULL, postal_code TEXT NOT NULL, country TEXT NOT NULL,
  PRIMARY KEY (customer, place), UNIQUE (customer, code)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS exemption (
  customer INTEGER NOT NULL REFERENCES customer (id), place INTEGER NOT NULL,
  country TEXT NOT NULL, admin_area TEXT NOT NULL, certificate TEXT NOT NULL, valid_from INTEGER,
  valid_until INTEGER, kind INTEGER NOT NULL, PRIMARY KEY (customer, place)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS customer_vat (
  customer INTEGER PRIMARY KEY REFERENCES customer (id), verified_on INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS customer_term (
  customer INTEGER NOT NULL REFERENCES customer (id), place INTEGER NOT NULL,
  kind INTEGER NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (customer, place)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS customer_shipping (
  customer INTEGER PRIMARY KEY REFERENCES customer (id), po_pattern TEXT NOT NULL,
  delivery INTEGER NOT NULL, incoterm TEXT NOT NULL, rate_card TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ship_to_note (
  customer INTEGER NOT NULL REFERENCES customer (id), place INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (customer, place)) STRICT, WITHOUT ROWID;
)sql";

// The rowid is the product's. detail=column keeps the index small; the words are cut at everything
// that is no letter or digit, and accents are folded, so "cafe" finds "Café".
const char* const search_tables_sql = R"sql(
CREATE VIRTUAL TABLE product_search USING fts5(
  name, variant, family, sku, content='', columnsize=0, detail=column, prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 2");
)sql";

const char* const search_rows_sql = R"sql(
INSERT INTO product_search (rowid, name, variant, family, sku)
  SELECT id, name, variant, family, sku FROM product ORDER BY id;
INSERT INTO product_search (product_search) VALUES ('optimize');
)sql";

}  // namespace tally::wire
