// The table of all kinds of master data and of the fields of each. The names are those of the
// company document; docs/company-document.md says what each of them means.
#include <algorithm>

#include "wasm/state/master_kinds.hpp"

namespace tally::app {

// A namespace of its own, because kinds and rooms stand in the table by their bare names.
namespace kinds_table {

namespace {

using enum ValueKind;
using enum FieldRoom;

const std::string_view day_form = "2026-03-31";

MasterField valid_from() {
  return {.name = "valid_from", .label = "Valid from", .kind = date, .room = third,
          .help = "Empty: always.", .placeholder = day_form};
}
MasterField valid_until() {
  return {.name = "valid_until", .label = "Valid until", .kind = date, .room = third,
          .help = "That day is in it. Empty: open.", .placeholder = day_form};
}
MasterField country(std::string_view help) {
  return {.name = "country", .label = "Country", .kind = code, .room = third, .required = true,
          .help = help, .placeholder = "DE"};
}
MasterField channels(std::string_view help) {
  return {.name = "channels", .label = "Channels", .kind = several, .room = whole, .help = help,
          .options = {{"rep", "Reps"}, {"desk", "Order desk"}, {"web", "Web"},
                      {"import", "Import"}}};
}
MasterField code_list(std::string_view name, std::string_view label, std::string_view help = {},
                      FieldRoom room = half) {
  return {.name = name, .label = label, .kind = codes, .room = room, .help = help};
}

MasterKind products() {
  return {
      .name = "products", .one = "product", .many = "Products",
      .find_by = "SKU, GTIN or words of the name",
      .what_for = "What the company sells: its SKU, its name and how it is packed.",
      .columns = {},
      .sections = {
          {"Product", {
              {.name = "sku", .label = "SKU", .kind = code, .required = true, .identity = true},
              {.name = "gtin", .label = "GTIN", .kind = code,
               .help = "8, 12, 13 or 14 digits, the last one checks the others."},
              {.name = "name", .label = "Name", .room = whole, .required = true},
              {.name = "family", .label = "Family", .help = "What its sizes and colours share."},
              {.name = "variant", .label = "Variant", .help = "What tells it from the others."}}},
          {"Selling", {
              {.name = "status", .label = "Status", .kind = choice,
               .options = {{"active", "Active"}, {"discontinued", "Discontinued"},
                           {"blocked", "Blocked for sale"}}},
              {.name = "successor", .label = "Successor", .kind = code,
               .help = "The SKU that takes the place of a discontinued one."},
              {.name = "tax_class", .label = "Tax class", .kind = code, .required = true,
               .placeholder = "STANDARD"},
              {.name = "unit", .label = "Unit of measure", .placeholder = "each"}}},
          {"Packing", {
              {.name = "minimum", .label = "Least quantity", .kind = figure, .room = third,
               .placeholder = "1"},
              {.name = "step", .label = "In steps of", .kind = figure, .room = third,
               .placeholder = "1"},
              {.name = "case_pack", .label = "In a case", .kind = figure, .room = third,
               .help = "Empty: not sold by the case."},
              {.name = "weight_g", .label = "Weight of one", .kind = figure, .room = third,
               .suffix = "g"}}},
          {"On the way", {
              {.name = "length_mm", .label = "Length", .kind = figure, .room = third,
               .suffix = "mm"},
              {.name = "width_mm", .label = "Width", .kind = figure, .room = third,
               .suffix = "mm"},
              {.name = "height_mm", .label = "Height", .kind = figure, .room = third,
               .suffix = "mm"},
              {.name = "un_number", .label = "UN number", .kind = code, .room = third,
               .help = "Of dangerous goods.", .placeholder = "UN1263"},
              {.name = "blocked_countries", .label = "Not to be sold to", .kind = codes,
               .room = third, .help = "Countries, with commas."}},
           "All three sides, or a card by volume cannot charge it."}},
      .instead_of_removing = "A product is not removed, because orders name it: set its status to "
                             "Discontinued.",
      .desk_changes = true};
}

MasterKind price_lists() {
  return {
      .name = "price_lists", .one = "price list", .many = "Price lists",
      .find_by = "Code or name",
      .what_for = "A list has one currency, and perhaps another list behind it.",
      .columns = {},
      .sections = {
          {"Price list", {
              {.name = "code", .label = "Code", .kind = code, .required = true, .identity = true},
              {.name = "name", .label = "Name"},
              {.name = "currency", .label = "Currency", .kind = code, .required = true,
               .placeholder = "USD"},
              {.name = "fallback", .label = "List behind it", .kind = code,
               .help = "Asked for products that this one does not hold."},
              valid_from(), valid_until(),
              {.name = "includes_tax", .label = "Its prices include the tax", .kind = yes_no,
               .room = whole},
              {.name = "breaks", .label = "Quantity breaks count", .kind = choice,
               .options = {{"line", "Each line by itself"},
                           {"family", "All lines of the product's family"}}}}},
          {"For whom", {
              code_list("groups", "Customer groups", "With commas. Empty: customers who name it.",
                        whole),
              channels("None chosen: all.")}}},
      .instead_of_removing = "A price list is not removed, because orders name it: give it a last "
                             "day in Valid until."};
}

MasterKind prices() {
  return {
      .name = "prices", .one = "price", .many = "Prices",
      .find_by = "List, SKU or family",
      .what_for = "What a product costs on a list, from a quantity on.",
      .columns = {},
      .sections = {
          {"What for", {
              {.name = "list", .label = "Price list", .kind = code, .room = third,
               .required = true},
              {.name = "sku", .label = "SKU", .kind = code, .room = third},
              {.name = "unit", .label = "Price of", .kind = choice, .room = third,
               .options = {{"each", "One unit"}, {"case", "One case"}}},
              {.name = "from", .label = "From quantity", .kind = figure, .room = third,
               .help = "Empty: any."},
              valid_from(), valid_until()}},
          {"Price", {
              {.name = "price", .label = "Price", .kind = figure, .room = third,
               .help = "Net, up to four decimals."},
              {.name = "percent_off", .label = "Percentage off", .kind = percent, .room = third,
               .help = "Below the next list with a price.", .suffix = "%"},
              {.name = "cost_plus_percent", .label = "Above cost", .kind = percent, .room = third,
               .help = "No device sees a cost.", .suffix = "%"},
              {.name = "on_request", .label = "On request: a person gives the price",
               .kind = yes_no, .room = whole},
              {.name = "family", .label = "Family",
               .help = "With a percentage off, instead of a SKU; neither: everything."}},
           "One of these four."}}};
}

MasterSection offer() {
  return {"Offer", {
      {.name = "code", .label = "Code", .kind = code, .required = true, .identity = true},
      {.name = "name", .label = "Name"},
      {.name = "kind", .label = "What it gives", .kind = choice,
       .options = {{"percent", "A percentage off"}, {"amount_each", "An amount off each unit"},
                   {"amount", "An amount off the goods together"},
                   {"fixed_price", "A fixed price for a unit"},
                   {"buy_get", "Buy some, get some for less"},
                   {"bundle", "Products that cost so much together"}}},
      {.name = "stage", .label = "It works on", .kind = choice,
       .options = {{"goods", "The goods, line by line"}, {"order", "The order as a whole"},
                   {"freight", "The freight"}}},
      {.name = "currency", .label = "Currency", .kind = code, .room = third,
       .help = "Where amounts are named.", .placeholder = "USD"},
      valid_from(), valid_until()}};
}

MasterSection value() {
  return {"Value", {
      {.name = "tiers", .label = "Tiers", .kind = rows, .room = whole,
       .help = "The highest one reached applies. One line is enough.",
       .columns = {{.name = "from", .label = "From", .kind = figure},
                   {.name = "value", .label = "Value", .kind = figure, .required = true,
                    .suffix = "=worth"}}},
      {.name = "measure", .label = "From counts", .kind = choice, .room = third,
       .options = {{"quantity", "Units"}, {"amount", "Money"}}},
      {.name = "discount_max", .label = "At most an order", .kind = figure, .room = third,
       .suffix = "=currency"},
      {.name = "times_max", .label = "At most so often", .kind = figure, .room = third,
       .depends_on = "kind", .only_for = "buy_get bundle"},
      {.name = "buy", .label = "Buy", .kind = figure, .room = third, .depends_on = "kind",
       .only_for = "buy_get"},
      {.name = "get", .label = "Get", .kind = figure, .room = third, .depends_on = "kind",
       .only_for = "buy_get"},
      {.name = "bundle", .label = "Products of the bundle", .kind = rows, .room = whole,
       .columns = {{.name = "sku", .label = "SKU", .kind = code, .required = true},
                   {.name = "quantity", .label = "Quantity", .kind = figure}},
       .depends_on = "kind", .only_for = "bundle"},
      {.name = "get_skus", .label = "SKUs that may be got", .kind = codes, .room = whole,
       .help = "Nothing here: the same goods.", .depends_on = "kind", .only_for = "buy_get"},
      {.name = "get_families", .label = "Families that may be got", .kind = codes,
       .depends_on = "kind", .only_for = "buy_get"},
      {.name = "get_tax_classes", .label = "Tax classes that may be got", .kind = codes,
       .depends_on = "kind", .only_for = "buy_get"}}};
}

MasterKind promotions() {
  return {
      .name = "promotions", .one = "promotion", .many = "Promotions",
      .find_by = "Code, name, coupon, SKU or family",
      .what_for = "What takes something off for a while.",
      .columns = {},
      .sections = {
          offer(), value(),
          {"Goods", {
              code_list("skus", "SKUs", "With commas."),
              code_list("not_skus", "But not these SKUs"),
              code_list("families", "Families"),
              code_list("not_families", "But not these families"),
              code_list("tax_classes", "Tax classes"),
              code_list("not_tax_classes", "But not these tax classes")},
           "Nothing here: everything."},
          {"For whom", {
              code_list("customers", "Customers", "With commas."),
              code_list("groups", "Customer groups"),
              channels("None chosen: all."),
              {.name = "coupon", .label = "Coupon", .kind = code, .room = third},
              {.name = "uses_max", .label = "Uses in all", .kind = figure, .room = third},
              {.name = "uses_per_customer_max", .label = "Uses a customer", .kind = figure,
               .room = third}},
           "Nothing here: everyone."},
          {"Beside others", {
              {.name = "combining", .label = "Beside other promotions", .kind = choice,
               .options = {{"stacks", "Works on what they leave"},
                           {"alone", "Takes its lines for itself where it gives more"}}},
              {.name = "agreed_prices", .label = "Agreed prices", .kind = choice,
               .options = {{"left_alone", "Are left alone"}, {"included", "Are lowered too"}}},
              {.name = "exclusive_group", .label = "Exclusive group",
               .help = "Of those with the same one only the best applies."},
              {.name = "rank", .label = "Rank", .kind = figure,
               .help = "The smaller one works first."}}}}};
}

MasterField postal_from() {
  return {.name = "postal_from", .label = "Postal codes from", .kind = code, .room = third,
          .help = "Or what all of them begin with."};
}
MasterField postal_until() {
  return {.name = "postal_until", .label = "Postal codes until", .kind = code, .room = third};
}
MasterField admin_area(std::string_view help) {
  return {.name = "admin_area", .label = "State", .kind = code, .room = third, .help = help};
}

MasterKind tax_rates() {
  return {
      .name = "tax_rates", .one = "tax rate", .many = "Tax rates",
      .find_by = "Country, state, class or authority",
      .what_for = "Without a rate an order is refused: no rate is not the same as zero.",
      .columns = {},
      .sections = {
          {"Where", {
              country("Two capitals."), admin_area("Empty: the whole country."),
              {.name = "supply", .label = "Goods that stay in the state", .kind = choice,
               .room = third,
               .options = {{"any", "Makes no difference"}, {"same_area", "Only those"},
                           {"other_area", "Only others"}}},
              postal_from(), postal_until()}},
          {"Rate", {
              {.name = "tax_class", .label = "Tax class", .kind = code, .room = third,
               .required = true, .placeholder = "STANDARD"},
              {.name = "percent", .label = "Rate", .kind = percent, .room = third,
               .required = true, .suffix = "%"},
              {.name = "authority", .label = "Authority", .room = third,
               .help = "Who takes it, where several stack."},
              {.name = "base", .label = "Counted on", .kind = choice, .room = third,
               .options = {{"net", "The net"}, {"net_and_tax", "The net and the taxes on it"}}},
              valid_from(), valid_until(),
              {.name = "treatment", .label = "On invoices", .kind = choice,
               .options = {{"standard", "Standard"}, {"reduced", "Reduced"}, {"zero", "Zero"},
                           {"exempt", "Exempt"}, {"outside", "Outside the scope of tax"}}},
              {.name = "law", .label = "Law",
               .help = "That frees the goods, as invoices name it."},
              {.name = "demo", .label = "Made up, for trying out: every print says so",
               .kind = yes_no, .room = whole}}}}};
}

MasterKind tax_places() {
  return {
      .name = "tax_places", .one = "tax place", .many = "Tax places",
      .find_by = "Country, state, postal code or territory",
      .what_for = "How a place treats a sale: whose rates hold, exports, freight.",
      .columns = {},
      .sections = {
          {"Place", {country("Two capitals."), admin_area("Empty: the whole country."),
                     {.name = "territory", .label = "Territory", .kind = code, .room = third,
                      .help = "Whose tax law holds. Empty: the country's."},
                     postal_from(), postal_until()}},
          {"Selling across borders", {
              {.name = "union", .label = "Union", .kind = code, .room = third,
               .help = "Whose members sell without tax.", .placeholder = "EU"},
              {.name = "vat_prefix", .label = "VAT numbers begin with", .kind = code,
               .room = third},
              {.name = "sourcing", .label = "Within the state", .kind = choice, .room = third,
               .options = {{"destination", "The buyer's rates"}, {"origin", "The seller's rates"}}},
              {.name = "union_supply", .label = "Within the union, no number", .kind = choice,
               .options = {{"charge_origin", "The seller's tax"},
                           {"charge_destination", "The buyer's tax"}}},
              {.name = "exports", .label = "Exports from here", .kind = choice,
               .options = {{"charge_destination", "The buyer's rates"},
                           {"untaxed", "Untaxed"}}}}},
          {"Freight", {
              {.name = "freight", .label = "Freight is taxed", .kind = choice,
               .options = {{"goods", "As the goods, in proportion"},
                           {"by_class", "As one class"}, {"untaxed", "Not at all"}}},
              {.name = "freight_class", .label = "Class of freight", .kind = code,
               .depends_on = "freight", .only_for = "by_class"}}}}};
}

MasterKind exchange_rates() {
  return {
      .name = "exchange_rates", .one = "exchange rate", .many = "Exchange rates",
      .find_by = "Currency",
      .what_for = "What one unit of a currency is in another, for lists of other currencies.",
      .columns = {},
      .sections = {
          {"Exchange rate", {
              {.name = "from", .label = "One unit of", .kind = code, .room = third,
               .required = true, .placeholder = "EUR"},
              {.name = "rate", .label = "Is", .kind = figure, .room = third, .required = true,
               .help = "At most nine decimals."},
              {.name = "to", .label = "In", .kind = code, .room = third, .required = true,
               .placeholder = "USD"},
              valid_from(), valid_until()}}}};
}

MasterKind costs() {
  return {
      .name = "costs", .one = "cost", .many = "Costs",
      .find_by = "SKU or currency",
      .what_for = "What a product costs the company. Costs never leave the server.",
      .columns = {},
      .sections = {
          {"Cost", {
              {.name = "sku", .label = "SKU", .kind = code, .room = third, .required = true},
              {.name = "cost", .label = "Cost of one", .kind = figure, .room = third,
               .required = true, .suffix = "=currency"},
              {.name = "currency", .label = "Currency", .kind = code, .room = third,
               .required = true, .placeholder = "USD"}}}},
      .is_secret = true};
}

}  // namespace

}  // namespace kinds_table

const std::vector<MasterKind>& master_kinds() {
  static const std::vector<MasterKind> kinds = [] {
    using namespace kinds_table;
    std::vector<MasterKind> all{products(),       price_lists(),    prices(),
                                promotions(),     tax_rates(),      tax_places(),
                                exchange_rates(), rate_card_kind(), costs(),
                                customer_kind(),  terms_kind(),     warehouse_kind()};
    for (MasterKind& kind : all) kind.columns = master_columns(kind.name);
    return all;
  }();
  return kinds;
}

const MasterKind* find_master_kind(std::string_view name) {
  const auto found = std::ranges::find(master_kinds(), name, &MasterKind::name);
  return found == master_kinds().end() ? nullptr : &*found;
}

const MasterField* find_field(const MasterKind& kind, std::string_view name) {
  for (const MasterSection& section : kind.sections) {
    const auto found = std::ranges::find(section.fields, name, &MasterField::name);
    if (found != section.fields.end()) return &*found;
  }
  return nullptr;
}

bool may_see_masters(std::string_view role) {
  return role == "desk" || role == "finance" || role == "rules" || role == "admin";
}

bool may_see(const MasterKind& kind, std::string_view role) {
  return kind.is_secret ? role == "finance" || role == "admin" : may_see_masters(role);
}

bool may_change(const MasterKind& kind, std::string_view role) {
  if (!kind.overview_of.empty()) return false;
  if (kind.only_admin_changes) return role == "admin";
  return role == "finance" || role == "admin" || (role == "desk" && kind.desk_changes);
}

bool may_change(const MasterKind& kind, const MasterField& field, std::string_view role) {
  const bool is_partly = role == "finance" && !kind.finance_field.empty();
  return may_change(kind, role) && (!is_partly || field.name == kind.finance_field);
}

bool may_add(const MasterKind& kind, std::string_view role) {
  return may_change(kind, role) && (role != "finance" || kind.finance_field.empty());
}

}  // namespace tally::app
