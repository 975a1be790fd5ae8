#include "shared/wire/catalogue_writer.hpp"

#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/rule_book_text.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::wire {

namespace {

using terms_sql::days;
using terms_sql::first_day;

void bind_address(Statement& put, int place, const Address& address) {
  put.bind(place, address.recipient).bind(place + 1, address.street_1);
  put.bind(place + 2, address.street_2).bind(place + 3, address.locality);
  put.bind(place + 4, address.admin_area).bind(place + 5, address.postal_code);
  put.bind(place + 6, address.country);
}

// An upsert that changes nothing must not count as a change: each DO UPDATE has a WHERE.
constexpr const char* put_product_sql = R"sql(
INSERT INTO product (sku, gtin, name, unit, family, variant, tax_class, status, successor,
  case_pack, minimum, step, weight_g)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (sku) DO UPDATE SET gtin = ?2, name = ?3, unit = ?4, family = ?5, variant = ?6,
  tax_class = ?7, status = ?8, successor = ?9, case_pack = ?10, minimum = ?11, step = ?12,
  weight_g = ?13
WHERE ?14 OR (gtin, name, unit, family, variant, tax_class, status, successor, case_pack, minimum,
  step, weight_g) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))sql";

constexpr const char* put_list_sql = R"sql(
INSERT INTO price_list (code, name, currency, fallback) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (code) DO UPDATE SET name = ?2, currency = ?3, fallback = ?4
WHERE (name, currency, fallback) IS NOT (?2, ?3, ?4))sql";

constexpr const char* put_price_sql = R"sql(
INSERT INTO price (product, list, quantity_from, valid_from, valid_until, unit_price)
VALUES ((SELECT id FROM product WHERE sku = ?1), (SELECT id FROM price_list WHERE code = ?2),
  ?3, ?4, ?5, ?6)
ON CONFLICT (product, list, quantity_from, valid_from) DO UPDATE SET valid_until = ?5,
  unit_price = ?6 WHERE (valid_until, unit_price) IS NOT (?5, ?6))sql";

constexpr const char* put_customer_sql = R"sql(
INSERT INTO customer (code, name, status, price_list, po_number, terms, vat_id, email, phone, rep,
  recipient, street_1, street_2, locality, admin_area, postal_code, country)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
ON CONFLICT (code) DO UPDATE SET name = ?2, status = ?3, price_list = ?4, po_number = ?5,
  terms = ?6, vat_id = ?7, email = ?8, phone = ?9, rep = ?10, recipient = ?11, street_1 = ?12,
  street_2 = ?13, locality = ?14, admin_area = ?15, postal_code = ?16, country = ?17
WHERE (name, status, price_list, po_number, terms, vat_id, email, phone, rep, recipient, street_1,
  street_2, locality, admin_area, postal_code, country) IS NOT
  (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17))sql";

}  // namespace

CatalogueWriter::CatalogueWriter(const Database& db)
    : put_meta_(db.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                           "ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value IS NOT ?2")),
      put_product_(db.prepare(put_product_sql)),
      put_list_(db.prepare(put_list_sql)),
      put_price_(db.prepare(put_price_sql)),
      put_customer_(db.prepare(put_customer_sql)),
      put_ship_to_(db.prepare("INSERT INTO ship_to (customer, place, code, recipient, street_1, "
                              "street_2, locality, admin_area, postal_code, country) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")),
      put_exemption_(db.prepare("INSERT INTO exemption (customer, place, country, admin_area, "
                                "certificate, valid_from, valid_until, kind) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")),
      put_terms_(db.prepare(terms_sql::put_terms)),
      put_special_(db.prepare(terms_sql::put_special)),
      put_exchange_rate_(db.prepare(terms_sql::put_exchange_rate)),
      clear_customer_terms_(db.prepare("DELETE FROM customer_term WHERE customer = ?1")),
      put_customer_term_(db.prepare("INSERT INTO customer_term (customer, place, kind, code) "
                                    "VALUES (?1, ?2, ?3, ?4)")),
      clear_ship_tos_(db.prepare("DELETE FROM ship_to WHERE customer = ?1")),
      clear_exemptions_(db.prepare("DELETE FROM exemption WHERE customer = ?1")),
      customer_id_(db.prepare("SELECT id FROM customer WHERE code = ?1")),
      list_id_(db.prepare("SELECT id FROM price_list WHERE code = ?1")),
      taxes_(db), shipping_(db), db_(&db) {}

bool CatalogueWriter::put_company_name(std::string_view name) {
  return put_meta_.bind(1, "company").bind(2, name).run();
}

bool CatalogueWriter::put(const RuleBookText& book) {
  const std::string text = rule_book_record(book);
  return put_meta_.bind(1, "rules").bind(2, text).run();
}

bool CatalogueWriter::put(const Policy& policy) {
  const std::string text = print_policy(policy);
  return put_meta_.bind(1, "policy").bind(2, text).run();
}

bool CatalogueWriter::put(const Product& product) {
  // First, and handed on: what the caller counts as changed is the product's own row.
  const auto shipping = shipping_.put(product);
  if (shipping == ShippingWriter::Put::failed) return false;
  Statement& put = put_product_;
  put.bind(1, product.sku.text()).bind(3, product.name).bind(4, product.unit);
  product.gtin ? put.bind(2, product.gtin->text()) : put.bind_null(2);
  put.bind(5, product.family).bind(6, product.variant).bind(7, product.tax_class.text());
  put.bind(8, static_cast<std::int64_t>(product.status));
  product.successor ? put.bind(9, product.successor->text()) : put.bind_null(9);
  product.case_pack ? put.bind(10, product.case_pack->thousandths) : put.bind_null(10);
  put.bind(11, product.minimum.thousandths).bind(12, product.step.thousandths);
  put.bind(13, product.weight_g);
  return put.bind(14, std::int64_t{shipping == ShippingWriter::Put::changed}).run();
}

bool CatalogueWriter::put(const PriceList& list) {
  put_list_.bind(1, list.code.text()).bind(2, list.name).bind(3, list.currency.code());
  list.fallback ? put_list_.bind(4, list.fallback->text()) : put_list_.bind_null(4);
  // The flag first: what the caller counts as changed is the list's own row.
  return taxes_.put_price_tax(list) && put_list_.run() && put_terms(list);
}

bool CatalogueWriter::put(const Price& price) {
  if (price.kind == PriceKind::cost_plus) return put_cost_plus(price);
  const bool plain = price.kind == PriceKind::net && price.unit == OrderUnit::each;
  return plain ? put_net(price) : put_special(price);
}

bool CatalogueWriter::put_net(const Price& price) {
  put_price_.bind(1, price.sku.text()).bind(2, price.list.text());
  put_price_.bind(3, price.quantity_from.thousandths).bind(4, first_day(price.valid_from));
  return put_price_.bind(5, days(price.valid_until)).bind(6, price.price.ten_thousandths).run();
}

bool CatalogueWriter::put(const Customer& customer) {
  list_id_.bind(1, customer.price_list.text());
  const bool has_list = list_id_.step() == Step::row;
  list_id_.reset();
  if (!has_list) return false;
  Statement& put = put_customer_;
  put.bind(1, customer.code.text()).bind(2, customer.name);
  put.bind(3, static_cast<std::int64_t>(customer.status)).bind(4, customer.price_list.text());
  put.bind(5, static_cast<std::int64_t>(customer.po_number)).bind(6, customer.terms);
  put.bind(7, customer.vat_id).bind(8, customer.email).bind(9, customer.phone);
  put.bind(10, customer.rep);
  bind_address(put, 11, customer.billing);
  if (!put.run()) return false;
  customer_id_.bind(1, customer.code.text());
  const bool found = customer_id_.step() == Step::row;
  const std::int64_t id = found ? customer_id_.integer(0) : 0;
  customer_id_.reset();
  return found && put_ship_tos(id, customer) && put_exemptions(id, customer) &&
         taxes_.put_verified(customer) && put_customer_terms(id, customer) &&
         shipping_.put(id, customer);
}

bool CatalogueWriter::put_ship_tos(std::int64_t customer_id, const Customer& customer) {
  if (!clear_ship_tos_.bind(1, customer_id).run()) return false;
  std::int64_t place = 0;
  for (const ShipTo& ship_to : customer.ship_tos) {
    put_ship_to_.bind(1, customer_id).bind(2, place++).bind(3, ship_to.code.text());
    bind_address(put_ship_to_, 4, ship_to.address);
    if (!put_ship_to_.run()) return false;
  }
  return true;
}

bool CatalogueWriter::put_exemptions(std::int64_t customer_id, const Customer& customer) {
  if (!clear_exemptions_.bind(1, customer_id).run()) return false;
  std::int64_t place = 0;
  for (const Exemption& exemption : customer.exemptions) {
    put_exemption_.bind(1, customer_id).bind(2, place++).bind(3, exemption.country);
    put_exemption_.bind(4, exemption.admin_area).bind(5, exemption.certificate);
    put_exemption_.bind(6, days(exemption.valid_from)).bind(7, days(exemption.valid_until));
    put_exemption_.bind(8, static_cast<std::int64_t>(exemption.kind));
    if (!put_exemption_.run()) return false;
  }
  return true;
}

bool write_catalogue(const Database& db, const Company& company) {
  const bool has_tables = db.execute(common_tables_sql) && db.execute(customer_tables_sql) &&
                          db.execute(cost_tables_sql);
  if (!has_tables) return false;
  CatalogueWriter writer(db);
  bool good = writer.put_company_name(company.name) && writer.put(company.policy);
  const auto put_all = [&](const auto& records) {
    for (const auto& record : records) good = good && writer.put(record);
  };
  put_all(company.products);
  put_all(company.price_lists);
  // A price of cost plus a margin needs the cost.
  put_all(company.costs);
  put_all(company.prices);
  put_all(company.customers);
  put_all(company.tax_rates);
  put_all(company.tax_places);
  put_all(company.exchange_rates);
  put_all(company.promotions);
  put_all(company.rate_cards);
  if (company.rules) good = good && writer.put(*company.rules);
  return good;
}

}  // namespace tally::wire
