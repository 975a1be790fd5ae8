#include "server/catalogue/record_reader.hpp"

#include "shared/data/lookups.hpp"

namespace tally::server::catalogue {

namespace {

constexpr std::int64_t smallest_quantity = 1;
constexpr std::int64_t smallest_weight = 0;

/// A quantity above zero, or the default where the cell is empty.
Quantity read_quantity(LineReader& reader, std::string_view field, Quantity otherwise) {
  const auto thousandths = reader.number(field, Quantity::decimals, smallest_quantity);
  if (thousandths && *thousandths > line_quantity_max.thousandths) {
    reader.refuse(field, print_quantity(Quantity{*thousandths}), IssueCode::import_too_large,
                  {{"value", print_quantity(Quantity{*thousandths})}});
  }
  return thousandths ? Quantity{*thousandths} : otherwise;
}

std::string text_or(std::string text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : text;
}

Address read_billing(LineReader& reader, const std::string& name) {
  Address address;
  address.recipient = text_or(reader.text("recipient"), name);
  address.street_1 = reader.text("street_1");
  address.street_2 = reader.text("street_2");
  address.locality = reader.text("locality");
  address.admin_area = reader.text("admin_area");
  address.postal_code = reader.text("postal_code");
  address.country = reader.country("country");
  return address;
}

Address read_ship_to_address(LineReader& reader, const Customer& customer) {
  Address address;
  address.recipient = text_or(reader.text("ship_to_recipient"), customer.name);
  address.street_1 = reader.text("ship_to_street_1");
  address.street_2 = reader.text("ship_to_street_2");
  address.locality = reader.text("ship_to_locality");
  address.admin_area = reader.text("ship_to_admin_area");
  address.postal_code = reader.text("ship_to_postal_code");
  address.country = text_or(reader.country("ship_to_country"), customer.billing.country);
  return address;
}

}  // namespace

std::optional<Product> read_product(LineReader& reader) {
  Product product;
  const auto sku = reader.code<Sku>("sku");
  const auto tax_class = reader.code<TaxClass>("tax_class");
  product.name = reader.text("name");
  product.gtin = reader.gtin("gtin");
  product.unit = text_or(reader.text("unit"), "each");
  product.family = reader.text("family");
  product.variant = reader.text("variant");
  product.status = static_cast<ProductStatus>(reader.choice("status"));
  product.successor = reader.code<Sku>("successor");
  const Quantity none{};
  const Quantity pack = read_quantity(reader, "case_pack", none);
  if (pack != none) product.case_pack = pack;
  product.minimum = read_quantity(reader, "minimum", Product{}.minimum);
  product.step = read_quantity(reader, "step", Product{}.step);
  product.weight_g = reader.number("weight_g", 0, smallest_weight).value_or(0);
  if (reader.is_refused() || !sku || !tax_class) return std::nullopt;
  product.sku = *sku;
  product.tax_class = *tax_class;
  return product;
}

std::optional<CustomerLine> read_customer(LineReader& reader) {
  CustomerLine line;
  Customer& customer = line.customer;
  const auto code = reader.code<CustomerCode>("code");
  const auto price_list = reader.code<PriceListCode>("price_list");
  customer.name = reader.text("name");
  customer.billing = read_billing(reader, customer.name);
  customer.status = static_cast<CustomerStatus>(reader.choice("status"));
  customer.po_number = static_cast<PoNumberRule>(reader.choice("po_number"));
  customer.terms = reader.text("terms");
  customer.vat_id = reader.text("vat_id");
  customer.email = reader.text("email");
  customer.phone = reader.text("phone");
  customer.rep = reader.text("rep");
  if (const auto ship_to = reader.code<ShipToCode>("ship_to")) {
    line.ship_to = ShipTo{*ship_to, read_ship_to_address(reader, customer)};
  }
  if (reader.is_refused() || !code || !price_list) return std::nullopt;
  customer.code = *code;
  customer.price_list = *price_list;
  return line;
}

std::optional<Price> read_price(LineReader& reader) {
  Price price;
  const auto list = reader.code<PriceListCode>("list");
  const auto sku = reader.code<Sku>("sku");
  const auto amount = reader.number("price", UnitPrice::decimals, 0);
  price.quantity_from = read_quantity(reader, "quantity_from", Price{}.quantity_from);
  price.valid_from = reader.day("valid_from");
  price.valid_until = reader.day("valid_until");
  if (price.valid_from && price.valid_until && *price.valid_until < *price.valid_from) {
    reader.refuse("valid_until", price.valid_until->print(), IssueCode::import_days_reversed,
                  {{"until", *price.valid_until}, {"from", *price.valid_from}});
  }
  if (reader.is_refused() || !list || !sku || !amount) return std::nullopt;
  price.list = *list;
  price.sku = *sku;
  price.price.ten_thousandths = *amount;
  return price;
}

std::optional<StockLevel> read_stock(LineReader& reader) {
  const auto warehouse = reader.code<WarehouseCode>("warehouse");
  const auto sku = reader.code<Sku>("sku");
  const auto on_hand = reader.number("on_hand", Quantity::decimals, 0);
  if (reader.is_refused() || !warehouse || !sku || !on_hand) return std::nullopt;
  return StockLevel{*warehouse, *sku, Quantity{*on_hand}};
}

}  // namespace tally::server::catalogue
