#include "shared/wire/shipping_tables.hpp"

#include <sqlite3.h>

#include <utility>

namespace tally::wire {

void read_product_shipping(const Statement& row, int first, Product& product) {
  if (row.is_null(first)) return;
  product.un_number = row.text(first);
  product.length_mm = row.integer(first + 1);
  product.width_mm = row.integer(first + 2);
  product.height_mm = row.integer(first + 3);
  const std::string countries(row.text(first + 4));
  for (std::size_t at = 0; at + 2 <= countries.size(); at += 2) {
    product.blocked_countries.push_back(countries.substr(at, 2));
  }
}

ShippingWriter::ShippingWriter(const Database& db)
    : db_(&db),
      put_product_(db.prepare(
          "INSERT INTO product_shipping VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sku) "
          "DO UPDATE SET un_number = ?2, length_mm = ?3, width_mm = ?4, height_mm = ?5, "
          "blocked_countries = ?6 WHERE (un_number, length_mm, width_mm, height_mm, "
          "blocked_countries) IS NOT (?2, ?3, ?4, ?5, ?6)")),
      clear_product_(db.prepare("DELETE FROM product_shipping WHERE sku = ?1")),
      put_customer_(db.prepare("INSERT INTO customer_shipping VALUES (?1, ?2, ?3, ?4, ?5) "
                               "ON CONFLICT (customer) DO UPDATE SET po_pattern = ?2, "
                               "delivery = ?3, incoterm = ?4, rate_card = ?5")),
      clear_customer_(db.prepare("DELETE FROM customer_shipping WHERE customer = ?1")),
      clear_notes_(db.prepare("DELETE FROM ship_to_note WHERE customer = ?1")),
      put_note_(db.prepare("INSERT INTO ship_to_note VALUES (?1, ?2, ?3)")) {}

ShippingWriter::Put ShippingWriter::put(const Product& product) {
  std::string countries;
  for (const std::string& country : product.blocked_countries) countries += country;
  const bool says_nothing = product.un_number.empty() && countries.empty() &&
                            product.length_mm == 0 && product.width_mm == 0 &&
                            product.height_mm == 0;
  bool good = false;
  if (says_nothing) {
    good = clear_product_.bind(1, product.sku.text()).run();
  } else {
    put_product_.bind(1, product.sku.text()).bind(2, product.un_number);
    put_product_.bind(3, product.length_mm).bind(4, product.width_mm);
    good = put_product_.bind(5, product.height_mm).bind(6, countries).run();
  }
  if (!good) return Put::failed;
  return sqlite3_changes64(db_->handle()) > 0 ? Put::changed : Put::unchanged;
}

bool ShippingWriter::put(std::int64_t customer_id, const Customer& customer) {
  const bool says_nothing = customer.po_pattern.empty() && customer.incoterm.empty() &&
                            customer.delivery == DeliveryRule::partial && !customer.rate_card;
  if (says_nothing) {
    if (!clear_customer_.bind(1, customer_id).run()) return false;
  } else {
    put_customer_.bind(1, customer_id).bind(2, customer.po_pattern);
    put_customer_.bind(3, static_cast<std::int64_t>(customer.delivery));
    const std::string card = customer.rate_card ? customer.rate_card->text() : std::string();
    if (!put_customer_.bind(4, customer.incoterm).bind(5, card).run()) return false;
  }
  if (!clear_notes_.bind(1, customer_id).run()) return false;
  std::int64_t place = 0;
  for (const ShipTo& ship_to : customer.ship_tos) {
    const std::int64_t here = place++;
    if (ship_to.delivery_note.empty()) continue;
    put_note_.bind(1, customer_id).bind(2, here);
    if (!put_note_.bind(3, ship_to.delivery_note).run()) return false;
  }
  return true;
}

bool ShippingReader::prepare(const Database& db) {
  customer_ = db.prepare(
      "SELECT po_pattern, delivery, incoterm, rate_card FROM customer_shipping "
      "WHERE customer = ?1");
  notes_ = db.prepare("SELECT place, note FROM ship_to_note WHERE customer = ?1 ORDER BY place");
  return customer_ && notes_;
}

bool ShippingReader::read(std::int64_t customer_id, Customer& customer) {
  customer_.bind(1, customer_id);
  Step step = customer_.step();
  if (step == Step::row) {
    customer.po_pattern = customer_.text(0);
    if (customer_.integer(1) == 1) customer.delivery = DeliveryRule::complete;
    customer.incoterm = customer_.text(2);
    customer.rate_card = RateCardCode::parse(customer_.text(3));
  }
  customer_.reset();
  if (step == Step::failed) return false;
  notes_.bind(1, customer_id);
  for (step = notes_.step(); step == Step::row; step = notes_.step()) {
    const std::int64_t place = notes_.integer(0);
    if (place < 0 || !std::cmp_less(place, customer.ship_tos.size())) continue;
    customer.ship_tos[static_cast<std::size_t>(place)].delivery_note = notes_.text(1);
  }
  notes_.reset();
  return step == Step::done;
}

}  // namespace tally::wire
