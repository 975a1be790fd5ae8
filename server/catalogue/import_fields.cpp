#include "server/catalogue/import_fields.hpp"

#include <algorithm>
#include <array>

namespace tally::server::catalogue {

namespace {

using enum CellKind;
constexpr Need must = Need::required;
constexpr Need may = Need::optional;

constexpr std::array<std::string_view, 7> kind_names{
    "products", "customers", "prices", "stock", "orders", "tax-rates", "open-items"};

constexpr std::array product_fields = {
    FieldRow{"sku", code, must, "", "the product's own code; the key"},
    FieldRow{"name", text, must, "", "what it is called"},
    FieldRow{"tax_class", code, must, "", "the class that the tax rates name"},
    FieldRow{"gtin", gtin, may, "", "GTIN-8, -12, -13 or -14 with a right check digit"},
    FieldRow{"unit", text, may, "", "the unit of measure; \"each\" where it is empty"},
    FieldRow{"family", text, may, "", "what the variants of one product share"},
    FieldRow{"variant", text, may, "", "what tells this one from the others"},
    FieldRow{"status", choice, may, "active|discontinued|blocked", "\"active\" where it is empty"},
    FieldRow{"successor", code, may, "", "the SKU that takes its place"},
    FieldRow{"case_pack", quantity, may, "", "units in a case; empty: not sold by the case"},
    FieldRow{"minimum", quantity, may, "", "the least that is sold; 1 where it is empty"},
    FieldRow{"step", quantity, may, "", "sold in multiples of this; 1 where it is empty"},
    FieldRow{"weight_g", whole_number, may, "", "the weight of one unit in grams"},
};

constexpr std::array customer_fields = {
    FieldRow{"code", code, must, "", "the customer's number; the key"},
    FieldRow{"name", text, must, "", "the company's name"},
    FieldRow{"price_list", code, must, "", "the list whose prices it gets"},
    FieldRow{"country", country, must, "", "of the billing address: ISO 3166-1 alpha-2"},
    FieldRow{"recipient", text, may, "", "billing; the name where it is empty"},
    FieldRow{"street_1", text, may, "", "billing"},
    FieldRow{"street_2", text, may, "", "billing"},
    FieldRow{"locality", text, may, "", "billing: the town"},
    FieldRow{"admin_area", text, may, "", "billing: state or province"},
    FieldRow{"postal_code", text, may, "", "billing"},
    FieldRow{"status", choice, may, "active|blocked", "\"active\" where it is empty"},
    FieldRow{"po_number", choice, may, "optional|required", "\"optional\" where it is empty"},
    FieldRow{"terms", text, may, "", "as printed on the invoice, such as \"net 30\""},
    FieldRow{"vat_id", text, may, "", "the VAT number"},
    FieldRow{"email", text, may, "", "e-mail"},
    FieldRow{"phone", text, may, "", "telephone"},
    FieldRow{"rep", text, may, "", "the login of the rep who looks after it"},
    FieldRow{"ship_to", code, may, "",
             "the ship-to of this line; a customer with several stands on several lines. "
             "Without it the billing address becomes the ship-to MAIN"},
    FieldRow{"ship_to_recipient", text, may, "", "the customer's name where it is empty"},
    FieldRow{"ship_to_street_1", text, may, "", "ship-to"},
    FieldRow{"ship_to_street_2", text, may, "", "ship-to"},
    FieldRow{"ship_to_locality", text, may, "", "ship-to: the town"},
    FieldRow{"ship_to_admin_area", text, may, "", "ship-to: state or province"},
    FieldRow{"ship_to_postal_code", text, may, "", "ship-to"},
    FieldRow{"ship_to_country", country, may, "", "the billing country where it is empty"},
};

constexpr std::array price_fields = {
    FieldRow{"list", code, must, "", "the price list, which must be there; part of the key"},
    FieldRow{"sku", code, must, "", "the product; part of the key"},
    FieldRow{"price", price, must, "", "of one unit, in the list's currency"},
    FieldRow{"quantity_from", quantity, may, "",
             "the least quantity that gets this price; any where it is empty; part of the key"},
    FieldRow{"valid_from", day, may, "", "the first day; part of the key"},
    FieldRow{"valid_until", day, may, "", "the last day"},
};

constexpr std::array stock_fields = {
    FieldRow{"warehouse", code, must, "", "the warehouse, which must be there; part of the key"},
    FieldRow{"sku", code, must, "", "the product; part of the key"},
    FieldRow{"on_hand", quantity, must, "", "what was counted"},
};

constexpr std::array order_fields = {
    FieldRow{"order", text, must, "", "the order's number in that history; the key"},
    FieldRow{"day", day, must, "", "the day of the order: it is decided as of that day"},
    FieldRow{"sku", raw, must, "", "what was ordered"},
    FieldRow{"quantity", raw, must, "", "how much of it; below zero on a credit"},
    FieldRow{"price", raw, may, "", "the price of one unit that was agreed"},
    FieldRow{"price_reason", raw, may, "", "why that price"},
    FieldRow{"unit", raw, may, "", "\"each\" or \"case\""},
    FieldRow{"customer", raw, may, "", "the customer's number"},
    FieldRow{"ship_to", raw, may, "", "where it went"},
    FieldRow{"po_number", raw, may, "", "the customer's own number of the order"},
    FieldRow{"note", raw, may, "", "of the order"},
    FieldRow{"line_note", raw, may, "", "of the line"},
};

constexpr std::array tax_rate_fields = {
    FieldRow{"country", country, must, "", "ISO 3166-1 alpha-2; part of the key"},
    FieldRow{"tax_class", code, must, "", "the class that products name; part of the key"},
    FieldRow{"percent", price, must, "", "the rate in per cent, with at most four decimals"},
    FieldRow{"admin_area", text, may, "",
             "state or province; the whole country where it is empty; part of the key"},
    FieldRow{"postal_from", text, may, "",
             "the first postal code, or what all of them begin with; part of the key"},
    FieldRow{"postal_until", text, may, "",
             "the last postal code; \"postal_from\" where it is empty; part of the key"},
    FieldRow{"authority", text, may, "",
             "who takes it, where several stack; part of the key"},
    FieldRow{"base", choice, may, "net|net_and_tax", "\"net_and_tax\" is a tax on the others"},
    FieldRow{"supply", choice, may, "any|same_area|other_area",
             "whether it holds within the seller's state or beyond; part of the key"},
    FieldRow{"treatment", choice, may, "standard|reduced|zero|exempt|outside",
             "\"standard\" where it is empty"},
    FieldRow{"law", text, may, "", "the law that frees the goods, as invoices name it"},
    FieldRow{"table", choice, may, "own|demo", "\"demo\" is said on every print"},
    FieldRow{"valid_from", day, may, "", "the first day; part of the key"},
    FieldRow{"valid_until", day, may, "", "the last day"},
};

constexpr std::array open_item_fields = {
    FieldRow{"invoice", text, must, "", "the invoice's number; the key"},
    FieldRow{"customer", code, must, "", "the customer, which must be there"},
    FieldRow{"currency", text, must, "", "of the invoice: ISO 4217"},
    FieldRow{"amount", price, must, "", "of the whole invoice; below zero: a credit note"},
    FieldRow{"open", price, may, "", "what is not paid yet; all of it where it is empty"},
    FieldRow{"day", day, must, "", "the day of the invoice"},
    FieldRow{"due", day, may, "", "when all of it is due; by the customer's terms where empty"},
    FieldRow{"order", text, may, "",
             "the order's number here, such as S-000123: it counts no more as an open order"},
};

}  // namespace

std::optional<ImportKind> find_kind(std::string_view name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    if (kind_names[i] == name) return static_cast<ImportKind>(i);
  }
  return std::nullopt;
}

std::string_view kind_name(ImportKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::span<const FieldRow> fields_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::products: return product_fields;
    case ImportKind::customers: return customer_fields;
    case ImportKind::prices: return price_fields;
    case ImportKind::stock: return stock_fields;
    case ImportKind::tax_rates: return tax_rate_fields;
    case ImportKind::open_items: return open_item_fields;
    case ImportKind::orders: break;
  }
  return order_fields;
}

std::optional<std::size_t> find_field(ImportKind kind, std::string_view name) {
  const std::span<const FieldRow> fields = fields_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return std::nullopt;
}

std::string say_choices(std::string_view choices) {
  std::string said;
  std::size_t place = 0;
  while (place <= choices.size()) {
    const std::size_t bar = std::min(choices.find('|', place), choices.size());
    const bool last = bar == choices.size();
    if (!said.empty()) said += last ? " or " : ", ";
    said += choices.substr(place, bar - place);
    place = bar + 1;
  }
  return said;
}

}  // namespace tally::server::catalogue
