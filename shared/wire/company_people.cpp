// The parts of a company that are people and places: customers, warehouses, stock, users.
#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/data/role_names.hpp"
#include "shared/wire/address_fields.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/company_shipping.hpp"

namespace tally::wire {

namespace {

Address read_address(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Address address = read_address_fields(read);
  address.country = read_country(read, "country", Presence::required);
  read.finish();
  return address;
}

Address address_field(CompanyReader& reader, FieldReader& read, std::string_view field,
                      Presence presence) {
  const Json* json = read.object(field, presence);
  return json == nullptr ? Address{} : read_address(reader, *json, read.path(field));
}

template <typename Enum>
Enum read_choice(FieldReader& read, std::string_view field,
                 const std::array<std::string_view, 2>& names) {
  const std::string text = read.text(field);
  if (text.empty() || text == names[0]) return static_cast<Enum>(0);
  if (text == names[1]) return static_cast<Enum>(1);
  read.refuse(field, text, std::string(names[0]) + " or " + std::string(names[1]));
  return static_cast<Enum>(0);
}

void read_ship_tos(CompanyReader& reader, FieldReader& read, Customer& customer) {
  CodeSet codes;
  std::size_t index = 0;
  for (const Json& item : read.array("ship_tos", Presence::required)) {
    const std::string path = read.path("ship_tos") + "[" + std::to_string(index++) + "]";
    FieldReader one(item, path, reader.issues);
    ShipTo ship_to;
    ship_to.code = read_code<ShipToCode>(one, "code", Presence::required).value_or(ShipToCode{});
    ship_to.address = address_field(reader, one, "address", Presence::required);
    ship_to.delivery_note = one.text("delivery_note");
    one.finish();
    reader.note_code(codes, ship_to.code.text(), "ship-to", path);
    customer.ship_tos.push_back(std::move(ship_to));
  }
}

void read_exemptions(CompanyReader& reader, FieldReader& read, Customer& customer) {
  std::size_t index = 0;
  for (const Json& item : read.array("exemptions")) {
    FieldReader one(item, read.path("exemptions") + "[" + std::to_string(index++) + "]",
                    reader.issues);
    Exemption exemption;
    exemption.country = read_country(one, "country", Presence::required);
    exemption.admin_area = one.text("admin_area");
    exemption.certificate = one.text("certificate", Presence::required);
    exemption.kind = read_exemption_kind(one);
    const Validity validity = read_validity(one);
    exemption.valid_from = validity.from;
    exemption.valid_until = validity.until;
    one.finish();
    customer.exemptions.push_back(std::move(exemption));
  }
}

}  // namespace

Customer read_customer(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Customer customer;
  customer.code =
      read_code<CustomerCode>(read, "code", Presence::required).value_or(CustomerCode{});
  customer.name = read.text("name", Presence::required);
  customer.status = read_choice<CustomerStatus>(read, "status", {"active", "blocked"});
  customer.price_list =
      read_code<PriceListCode>(read, "price_list", Presence::required).value_or(PriceListCode{});
  customer.po_number = read_choice<PoNumberRule>(read, "po_number", {"optional", "required"});
  customer.terms = read.text("terms");
  customer.vat_id = read.text("vat_id");
  read_customer_tax(read, customer);
  customer.email = read.text("email");
  customer.phone = read.text("phone");
  customer.rep = read.text("rep");
  customer.billing = address_field(reader, read, "billing", Presence::optional);
  read_ship_tos(reader, read, customer);
  read_exemptions(reader, read, customer);
  customer.groups = read_codes<CustomerGroup>(read, "groups");
  customer.contracts = read_codes<PriceListCode>(read, "contracts");
  customer.own_price_list =
      read_code<PriceListCode>(read, "own_price_list", Presence::optional);
  read_customer_shipping(read, customer);
  read.finish();
  check_exemptions(reader, customer, path);
  return customer;
}

void enter(CompanyReader& reader, Customer customer, const std::string& path) {
  for (const PriceListCode& list : customer.contracts) {
    reader.expect(reader.lists, list.text(), "price list", path + ".contracts");
  }
  if (customer.own_price_list) {
    reader.expect(reader.lists, customer.own_price_list->text(), "price list",
                  path + ".own_price_list");
  }
  reader.note_code(reader.customers, customer.code.text(), "customer", path + ".code");
  reader.expect(reader.lists, customer.price_list.text(), "price list", path + ".price_list");
  reader.company.customers.push_back(std::move(customer));
}

void read_warehouse(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Warehouse warehouse;
  warehouse.code =
      read_code<WarehouseCode>(read, "code", Presence::required).value_or(WarehouseCode{});
  warehouse.name = read.text("name");
  warehouse.address = address_field(reader, read, "address", Presence::optional);
  read.finish();
  reader.note_code(reader.warehouses, warehouse.code.text(), "warehouse", read.path("code"));
  reader.company.warehouses.push_back(std::move(warehouse));
}

void read_stock(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  StockLevel level;
  level.warehouse =
      read_code<WarehouseCode>(read, "warehouse", Presence::required).value_or(WarehouseCode{});
  level.sku = read_code<Sku>(read, "sku", Presence::required).value_or(Sku{});
  const std::string on_hand = read.figure("on_hand", Presence::required);
  const auto quantity = parse_quantity(on_hand);
  if (quantity && quantity->thousandths >= 0) {
    level.on_hand = *quantity;
  } else if (!on_hand.empty()) {
    read.refuse("on_hand", on_hand, "a quantity of 0 or more");
  }
  read.finish();
  reader.expect(reader.warehouses, level.warehouse.text(), "warehouse", read.path("warehouse"));
  reader.expect(reader.skus, level.sku.text(), "product", read.path("sku"));
  reader.note_code(reader.stock, level.warehouse.text() + " " + level.sku.text(), "stock level",
                   path);
  reader.company.stock.push_back(std::move(level));
}

void read_user(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  User user;
  user.login = ascii_lower(read.text("login", Presence::required));
  user.name = read.text("name");
  const std::string role = read.text("role", Presence::required);
  if (const auto parsed = parse_role(role)) {
    user.role = *parsed;
  } else if (!role.empty()) {
    read.refuse("role", role, "rep, desk, warehouse, finance, rules or admin");
  }
  user.password = read.text("password");
  read.finish();
  reader.note_code(reader.logins, user.login, "user", read.path("login"));
  reader.company.users.push_back(std::move(user));
}

}  // namespace tally::wire
