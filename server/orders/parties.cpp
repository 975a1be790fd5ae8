#include "server/orders/parties.hpp"

#include <array>
#include <set>

namespace tally::server::orders {

using store::Query;
using wire::JsonWriter;
using wire::Step;

namespace {

/// Seven columns from `first` on: recipient, streets, locality, area, postal code, country.
void put_address(JsonWriter& json, const Query& row, int first) {
  constexpr std::array<std::string_view, 7> fields{"recipient", "street_1",   "street_2",
                                                   "locality",  "admin_area", "postal_code",
                                                   "country"};
  json.open('{');
  for (std::size_t i = 0; i < fields.size(); ++i) {
    json.text_field(fields[i], row.text(first + static_cast<int>(i)));
  }
  json.close('}');
}

}  // namespace

void put_products(JsonWriter& json, store::Connection& db, const std::vector<OrderLine>& lines) {
  std::set<std::string_view> seen;
  json.key("products").open('{');
  for (const OrderLine& line : lines) {
    if (!seen.insert(line.sku).second) continue;
    Query find = db.query("SELECT name, unit FROM product WHERE sku = ?1");
    find.bind(1, line.sku);
    if (find.step() != Step::row) continue;
    json.key(line.sku).open('{').key("name").value(find.text(0));
    json.key("unit").value(find.text(1)).close('}');
  }
  json.close('}');
}

void put_parties(JsonWriter& json, store::Connection& db, const std::string& customer) {
  json.key("parties").open('{');
  Query billing = db.query("SELECT recipient, street_1, street_2, locality, admin_area, "
                           "postal_code, country FROM customer WHERE code = ?1");
  billing.bind(1, customer);
  if (billing.step() == Step::row) {
    json.key("billing");
    put_address(json, billing, 0);
  }
  json.key("ship_tos").open('{');
  Query ship_tos = db.query(
      "SELECT code, recipient, street_1, street_2, locality, admin_area, postal_code, country "
      "FROM ship_to WHERE customer = (SELECT id FROM customer WHERE code = ?1) ORDER BY place");
  ship_tos.bind(1, customer);
  while (ship_tos.step() == Step::row) {
    json.key(ship_tos.text(0));
    put_address(json, ship_tos, 1);
  }
  json.close('}').close('}');
}

}  // namespace tally::server::orders
