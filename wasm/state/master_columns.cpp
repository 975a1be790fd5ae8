// What stands in the lists of master data: a few columns of each kind, as a person scans them.
#include <nlohmann/json.hpp>

#include "wasm/state/master_form.hpp"
#include "wasm/state/master_kinds.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using Json = nlohmann::json;

/// The words of a field as the form has them.
std::string words(std::string_view kind, std::string_view name, const Json& record) {
  const MasterField* field = find_field(*find_master_kind(kind), name);
  const auto found = record.find(name);
  return field == nullptr ? "" : say_value(*field, found == record.end() ? Json() : *found);
}

std::string plain(const Json& record, std::string_view name) { return plain_text(record, name); }

std::string validity(const Json& record) {
  const std::string from = plain(record, "valid_from"), until = plain(record, "valid_until");
  if (from.empty() && until.empty()) return "always";
  if (until.empty()) return "from " + from;
  return from.empty() ? "until " + until : from + " to " + until;
}

std::string join(std::string first, const std::string& second, const char* between) {
  if (second.empty()) return first;
  return first.empty() ? second : first + between + second;
}

std::string place(const Json& record) {
  std::string where = join(plain(record, "country"), plain(record, "admin_area"), " ");
  std::string codes = plain(record, "postal_from");
  codes = join(codes, plain(record, "postal_until"), " to ");
  return join(where, codes, ", ");
}

std::string price(const Json& record) {
  if (!plain(record, "on_request").empty()) return "on request";
  if (const std::string off = plain(record, "percent_off"); !off.empty()) return off + " % off";
  const std::string plus = plain(record, "cost_plus_percent");
  return plus.empty() ? plain(record, "price") : "cost + " + plus + " %";
}

std::string priced(const Json& record) {
  if (const std::string sku = plain(record, "sku"); !sku.empty()) return sku;
  const std::string family = plain(record, "family");
  return family.empty() ? "Everything" : "Family " + family;
}

std::string price_unit(const Json& record) {
  const bool by_case = plain(record, "unit") == "case";
  const std::string from = plain(record, "from");
  if (from.empty()) return by_case ? "a case" : "";
  return "from " + from + (by_case ? " cases" : "");
}

std::string promotion_kind(const Json& record) { return words("promotions", "kind", record); }

/// "10 %, 15 %": what the tiers give.
std::string promotion_value(const Json& record) {
  const auto tiers = record.find("tiers");
  if (tiers == record.end() || !tiers->is_array()) return "";
  const std::string kind = plain(record, "kind");
  const bool is_percent = kind.empty() || kind == "percent" || kind == "buy_get";
  std::string out;
  for (const Json& tier : *tiers) {
    std::string value = tier.is_object() ? plain(tier, "value") : "";
    if (value.empty()) continue;
    value = is_percent ? value + " %" : join(plain(record, "currency"), value, " ");
    out = join(out, value, ", ");
  }
  return out;
}

std::string percent_text(const Json& record) { return plain(record, "percent") + " %"; }
std::string status(const Json& record) { return words("products", "status", record); }
std::string treatment(const Json& record) { return words("tax_rates", "treatment", record); }
std::string exports(const Json& record) { return words("tax_places", "exports", record); }
std::string freight(const Json& record) { return words("tax_places", "freight", record); }
std::string sku(const Json& record) { return plain(record, "sku"); }
std::string code_of(const Json& record) { return plain(record, "code"); }
std::string name(const Json& record) { return plain(record, "name"); }
std::string currency(const Json& record) { return plain(record, "currency"); }
std::string tax_class(const Json& record) { return plain(record, "tax_class"); }
std::string gtin(const Json& record) { return plain(record, "gtin"); }
std::string fallback(const Json& record) { return plain(record, "fallback"); }
std::string list(const Json& record) { return plain(record, "list"); }
std::string coupon(const Json& record) { return plain(record, "coupon"); }
std::string authority(const Json& record) { return plain(record, "authority"); }
std::string territory(const Json& record) { return plain(record, "territory"); }
std::string union_of(const Json& record) { return plain(record, "union"); }
std::string from(const Json& record) { return plain(record, "from"); }
std::string to(const Json& record) { return plain(record, "to"); }
std::string rate(const Json& record) { return plain(record, "rate"); }
std::string cost(const Json& record) { return plain(record, "cost"); }

/// A member of an address: "Oakland CA".
std::string address_town(const Json& record, std::string_view address) {
  const std::string base = std::string(address) + ".";
  const std::string city =
      join(plain(record, base + "locality"), plain(record, base + "admin_area"), " ");
  return join(city, plain(record, base + "country"), ", ");
}

std::string customer_place(const Json& record) {
  const std::string billed = address_town(record, "billing");
  const auto ship_tos = record.find("ship_tos");
  const bool has_ship_to = ship_tos != record.end() && ship_tos->is_array() && !ship_tos->empty();
  return billed.empty() && has_ship_to ? address_town(ship_tos->front(), "address") : billed;
}
std::string warehouse_place(const Json& record) { return address_town(record, "address"); }
std::string ship_to_count(const Json& record) {
  const auto ship_tos = record.find("ship_tos");
  const std::size_t count = ship_tos != record.end() && ship_tos->is_array() ? ship_tos->size() : 0;
  return std::to_string(count);
}
std::string customer_terms(const Json& record) { return plain(record, "terms"); }
std::string customer_rep(const Json& record) { return plain(record, "rep"); }
std::string customer_status(const Json& record) { return words("customers", "status", record); }
std::string warehouse_turn(const Json& record) { return plain(record, "priority"); }
std::string customer_count(const Json& record) { return plain(record, "customers"); }
/// The form in which the same terms are always printed, or why they cannot be read.
std::string terms_read(const Json& record) {
  const std::string trouble = plain(record, "trouble");
  return trouble.empty() ? plain(record, "reads") : trouble;
}

/// "2 zones, 96 places": of the table that was written last.
std::string card_size(const Json& record) {
  const Json& tables = member_of(record, "tables");
  if (!tables.is_array() || tables.empty()) return "";
  const auto count = [&](const char* list) {
    const Json& all = member_of(tables.back(), list);
    return all.is_array() ? static_cast<std::int64_t>(all.size()) : 0;
  };
  return count_of(count("zones"), "zone") + ", " + count_of(count("places"), "place");
}
/// From the first day of all its tables to the last.
std::string card_days(const Json& record) {
  const Json& tables = member_of(record, "tables");
  if (!tables.is_array() || tables.empty()) return "";
  Json days{{"valid_from", plain(tables.front(), "valid_from")},
            {"valid_until", plain(tables.front(), "valid_until")}};
  for (const Json& table : tables) {
    const std::string from = plain(table, "valid_from"), until = plain(table, "valid_until");
    if (from < plain(days, "valid_from")) days["valid_from"] = from;
    const std::string last = plain(days, "valid_until");
    if (until.empty() || (!last.empty() && until > last)) days["valid_until"] = until;
  }
  return validity(days);
}
std::string card_basis(const Json& record) { return words("rate_cards", "basis", record); }

std::vector<MasterColumn> of_people(std::string_view kind) {
  if (kind == "customers") {
    return {{.id = "code", .title = "Number", .width = 116, .text = code_of},
            {.id = "name", .title = "Name", .text = name, .strong = true},
            {.id = "town", .title = "Place", .width = 190, .text = customer_place, .priority = 1,
             .card_line = 2},
            {.id = "terms", .title = "Terms", .width = 128, .text = customer_terms, .priority = 2,
             .card_line = 2},
            {.id = "ship_tos", .title = "Ship-tos", .width = 84, .text = ship_to_count,
             .right = true, .priority = 3},
            {.id = "rep", .title = "Rep", .width = 104, .text = customer_rep, .priority = 4},
            {.id = "status", .title = "Status", .width = 96, .text = customer_status,
             .priority = 2, .card_line = 2}};
  }
  if (kind == "terms") {
    return {{.id = "terms", .title = "As customers have them", .text = customer_terms,
             .strong = true},
            {.id = "reads", .title = "Read as", .text = terms_read, .priority = 1,
             .card_line = 2},
            {.id = "customers", .title = "Customers", .width = 104, .text = customer_count,
             .right = true}};
  }
  return {{.id = "code", .title = "Code", .width = 148, .text = code_of, .strong = true},
          {.id = "name", .title = "Name", .text = name},
          {.id = "town", .title = "Place", .width = 210, .text = warehouse_place, .priority = 1,
           .card_line = 2},
          {.id = "priority", .title = "Asked", .width = 84, .text = warehouse_turn, .right = true,
           .card_line = 2}};
}

std::vector<MasterColumn> of_goods(std::string_view kind) {
  if (kind == "products") {
    return {{.id = "sku", .title = "SKU", .width = 168, .text = sku, .strong = true},
            {.id = "name", .title = "Name", .text = name},
            {.id = "gtin", .title = "GTIN", .width = 152, .text = gtin, .priority = 3},
            {.id = "class", .title = "Tax class", .width = 116, .text = tax_class, .priority = 2,
             .card_line = 2},
            {.id = "status", .title = "Status", .width = 132, .text = status, .card_line = 2}};
  }
  if (kind == "price_lists") {
    return {{.id = "code", .title = "Code", .width = 148, .text = code_of, .strong = true},
            {.id = "name", .title = "Name", .text = name},
            {.id = "currency", .title = "Currency", .width = 92, .text = currency, .card_line = 2},
            {.id = "behind", .title = "List behind it", .width = 132, .text = fallback,
             .priority = 2, .card_line = 2},
            {.id = "valid", .title = "Valid", .width = 210, .text = validity, .priority = 1,
             .card_line = 2}};
  }
  return {{.id = "list", .title = "List", .width = 132, .text = list},
          {.id = "what", .title = "What", .text = priced, .strong = true},
          {.id = "from", .title = "From", .width = 116, .text = price_unit, .card_line = 2},
          {.id = "price", .title = "Price", .width = 116, .text = price, .right = true,
           .card_line = 2},
          {.id = "valid", .title = "Valid", .width = 210, .text = validity, .priority = 1,
           .card_line = 2}};
}

}  // namespace

std::vector<MasterColumn> master_columns(std::string_view kind) {
  if (kind == "promotions") {
    return {{.id = "code", .title = "Code", .width = 140, .text = code_of, .strong = true},
            {.id = "name", .title = "Name", .text = name, .detail = promotion_kind},
            {.id = "value", .title = "Value", .width = 128, .text = promotion_value,
             .card_line = 2},
            {.id = "coupon", .title = "Coupon", .width = 104, .text = coupon, .priority = 2,
             .card_line = 2},
            {.id = "valid", .title = "Valid", .width = 210, .text = validity, .priority = 1,
             .card_line = 2}};
  }
  if (kind == "tax_rates") {
    return {{.id = "place", .title = "Where", .text = place, .strong = true},
            {.id = "class", .title = "Tax class", .width = 124, .text = tax_class},
            {.id = "percent", .title = "Rate", .width = 92, .text = percent_text, .right = true,
             .card_line = 2},
            {.id = "authority", .title = "Authority", .width = 148, .text = authority,
             .priority = 2, .card_line = 2},
            {.id = "treatment", .title = "On invoices", .width = 116, .text = treatment,
             .priority = 3},
            {.id = "valid", .title = "Valid", .width = 210, .text = validity, .priority = 1,
             .card_line = 2}};
  }
  if (kind == "tax_places") {
    return {{.id = "place", .title = "Place", .text = place, .strong = true},
            {.id = "union", .title = "Union", .width = 84, .text = union_of},
            {.id = "territory", .title = "Territory", .width = 100, .text = territory,
             .priority = 1, .card_line = 2},
            {.id = "exports", .title = "Exports", .width = 160, .text = exports, .card_line = 2},
            {.id = "freight", .title = "Freight", .width = 220, .text = freight, .priority = 2,
             .card_line = 2}};
  }
  if (kind == "exchange_rates") {
    return {{.id = "from", .title = "One unit of", .width = 148, .text = from, .strong = true},
            {.id = "rate", .title = "Is", .width = 148, .text = rate, .right = true},
            {.id = "to", .title = "In", .width = 100, .text = to, .card_line = 2},
            {.id = "valid", .title = "Valid", .text = validity, .card_line = 2}};
  }
  if (kind == "rate_cards") {
    return {{.id = "code", .title = "Code", .width = 148, .text = code_of, .strong = true},
            {.id = "name", .title = "Name", .text = name},
            {.id = "basis", .title = "By", .width = 104, .text = card_basis, .priority = 2,
             .card_line = 2},
            {.id = "currency", .title = "Currency", .width = 92, .text = currency,
             .card_line = 2},
            {.id = "size", .title = "Zones", .width = 150, .text = card_size, .priority = 3},
            {.id = "valid", .title = "Valid", .width = 210, .text = card_days, .priority = 1,
             .card_line = 2}};
  }
  if (kind == "costs") {
    return {{.id = "sku", .title = "SKU", .text = sku, .strong = true},
            {.id = "cost", .title = "Cost of one", .width = 132, .text = cost, .right = true},
            {.id = "currency", .title = "Currency", .width = 120, .text = currency}};
  }
  if (kind == "customers" || kind == "terms" || kind == "warehouses") return of_people(kind);
  return of_goods(kind);
}

}  // namespace tally::app
