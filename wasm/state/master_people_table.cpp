// The kinds of master data that are people and places: customers, their terms, warehouses.
#include "wasm/state/master_kinds.hpp"
#include "wasm/state/terms_reading.hpp"

namespace tally::app {

// A namespace of its own, because kinds and rooms stand in the table by their bare names.
namespace people_table {

namespace {

using enum ValueKind;
using enum FieldRoom;

/// The names of an address's fields, where it stands within its record, and what each is called
/// away from its section.
struct AddressNames {
  std::string_view recipient, street_1, street_2, locality, admin_area, postal_code, country;
};

constexpr AddressNames billing_fields{
    "billing.recipient",  "billing.street_1",    "billing.street_2", "billing.locality",
    "billing.admin_area", "billing.postal_code", "billing.country"};
constexpr AddressNames billing_words{"Billing recipient",  "Billing street",
                                     "Billing second line", "Billing city",
                                     "Billing state",      "Billing postal code",
                                     "Billing country"};
constexpr AddressNames address_fields{
    "address.recipient",  "address.street_1",    "address.street_2", "address.locality",
    "address.admin_area", "address.postal_code", "address.country"};

std::vector<MasterField> address_form(const AddressNames& name, const AddressNames& said) {
  return {{.name = name.recipient, .label = "Recipient", .room = whole, .said = said.recipient},
          {.name = name.street_1, .label = "Street", .said = said.street_1},
          {.name = name.street_2, .label = "Second line", .said = said.street_2},
          {.name = name.locality, .label = "City", .room = third, .said = said.locality},
          {.name = name.admin_area, .label = "State", .kind = code, .room = third,
           .help = "Or province, where the country has them.", .said = said.admin_area},
          {.name = name.postal_code, .label = "Postal code", .kind = code, .room = third,
           .said = said.postal_code},
          {.name = name.country, .label = "Country", .kind = code, .room = third,
           .help = "Two capitals.", .placeholder = "US", .said = said.country}};
}

std::vector<MasterField> ship_to_form() {
  std::vector<MasterField> fields{
      {.name = "code", .label = "Code", .kind = code, .room = third, .required = true}};
  for (MasterField& field : address_form(address_fields, {})) fields.push_back(field);
  fields.push_back({.name = "delivery_note", .label = "Delivery note", .room = whole,
                    .help = "The warehouse reads and acknowledges it before goods leave."});
  return fields;
}

std::vector<MasterField> exemption_form() {
  return {{.name = "country", .label = "Country", .kind = code, .room = third, .required = true,
           .placeholder = "US"},
          {.name = "admin_area", .label = "State", .kind = code, .room = third,
           .help = "Empty: the whole country."},
          {.name = "certificate", .label = "Certificate", .room = third, .required = true},
          {.name = "kind", .label = "Why no tax", .kind = choice, .room = third,
           .options = {{"exempt", "The customer owes none"}, {"resale", "It sells the goods on"}}},
          {.name = "valid_from", .label = "Valid from", .kind = date, .room = third,
           .placeholder = "2026-03-31"},
          {.name = "valid_until", .label = "Valid until", .kind = date, .room = third,
           .help = "That day is in it."}};
}

MasterSection who_they_are() {
  return {"Customer", {
      {.name = "code", .label = "Number", .kind = code, .required = true, .identity = true},
      {.name = "name", .label = "Name", .required = true},
      {.name = "status", .label = "Status", .kind = choice, .room = third,
       .options = {{"active", "Active"}, {"blocked", "Blocked"}}},
      {.name = "rep", .label = "Rep", .kind = code, .room = third,
       .help = "A login; empty: every rep sees them."},
      {.name = "email", .label = "E-mail", .room = third},
      {.name = "phone", .label = "Telephone", .room = third},
      {.name = "vat_id", .label = "VAT number", .kind = code, .room = third},
      {.name = "vat_verified_on", .label = "Found valid on", .kind = date, .room = third,
       .help = "Without it no charge is reversed.", .placeholder = "2026-03-31"}}};
}

MasterSection what_they_pay() {
  return {"Prices and terms", {
      {.name = "terms", .label = "Payment terms", .room = whole, .placeholder = "2/10 net 30",
       .reads = say_terms},
      {.name = "price_list", .label = "Price list", .kind = code, .room = third,
       .required = true},
      {.name = "own_price_list", .label = "Their own list", .kind = code, .room = third,
       .help = "Made for them alone; asked behind the contracts."},
      {.name = "contracts", .label = "Contracts", .kind = codes, .room = third,
       .help = "Lists that are asked first, with commas."},
      {.name = "groups", .label = "Customer groups", .kind = codes, .room = whole,
       .help = "With commas. Lists and promotions may be meant for them."}}};
}

MasterSection how_they_order() {
  return {"Orders", {
      {.name = "po_number", .label = "PO number", .kind = choice, .room = third,
       .options = {{"optional", "May be missing"}, {"required", "Every order has one"}}},
      {.name = "po_pattern", .label = "Form of PO numbers", .room = third,
       .help = "# a digit, @ a letter, * anything. Empty: any.", .placeholder = "PO-#####"},
      {.name = "delivery", .label = "Deliveries", .kind = choice, .room = third,
       .options = {{"partial", "What is there goes first"},
                   {"complete", "Nothing before all of it can"}}},
      {.name = "incoterm", .label = "Incoterm", .kind = code, .room = third,
       .help = "Empty: the company's own.", .placeholder = "DAP"},
      {.name = "rate_card", .label = "Rate card", .kind = code, .room = third,
       .help = "Empty: the company's own."}}};
}

}  // namespace

}  // namespace people_table

MasterKind customer_kind() {
  using namespace people_table;
  return {
      .name = "customers", .one = "customer", .many = "Customers",
      .find_by = "Number, name or place",
      .what_for = "Who buys: prices and terms, billing address, ship-tos.",
      .columns = {},
      .sections = {
          who_they_are(), what_they_pay(), how_they_order(),
          {"Billing address", address_form(billing_fields, billing_words)},
          {"Ship-tos", {
              {.name = "ship_tos", .label = "Ship-tos", .kind = blocks, .room = whole,
               .required = true, .columns = ship_to_form(), .one = "Ship-to"}}},
          {"Exemptions from tax", {
              {.name = "exemptions", .label = "Exemptions", .kind = blocks, .room = whole,
               .columns = exemption_form(), .one = "Exemption"}}}},
      .instead_of_removing = "A customer is not removed, because orders name it: set its status to "
                             "Blocked.",
      .desk_changes = true,
      .finance_field = "terms"};
}

MasterKind warehouse_kind() {
  using namespace people_table;
  return {
      .name = "warehouses", .one = "warehouse", .many = "Warehouses",
      .find_by = "Code, name or place",
      .what_for = "Where goods lie: orders are served from the first that has them.",
      .columns = {},
      .sections = {
          {"Warehouse", {
              {.name = "code", .label = "Code", .kind = code, .room = third, .required = true,
               .identity = true},
              {.name = "name", .label = "Name", .room = third},
              {.name = "priority", .label = "Asked for goods", .kind = figure, .room = third,
               .help = "1 is asked first. Empty: behind all others."}}},
          {"Address", address_form(address_fields, {})}},
      .instead_of_removing = "A warehouse is not removed, because goods and movements name it.",
      .only_admin_changes = true};
}

MasterKind terms_kind() {
  return {
      .name = "terms", .one = "kind of terms", .many = "Payment terms",
      .find_by = "Words of the terms",
      .what_for = "Customers have none yet: their payment terms stand in their records.",
      .columns = {},
      .sections = {},
      .overview_of = "customers"};
}

}  // namespace tally::app
