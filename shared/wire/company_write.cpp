// Prints a company as its document, one record a line: a person can read it and a diff is small.
#include "shared/data/role_names.hpp"
#include "shared/wire/company_credit.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/company_shipping.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/master_record.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/promotion_text.hpp"
#include "shared/wire/rate_card_text.hpp"
#include "shared/wire/rule_book_text.hpp"
#include "shared/wire/tax_policy.hpp"

namespace tally::wire {

namespace {

void write_date(JsonWriter& json, std::string_view key, const std::optional<Date>& date) {
  if (date) json.key(key).value(date->print());
}

void write_amounts(JsonWriter& json, std::string_view key, const std::vector<Money>& amounts) {
  if (amounts.empty()) return;
  json.key(key).open('[');
  for (const Money& money : amounts) {
    json.open('{').key("currency").value(money.currency.code());
    json.key("amount").value(print_amount(money)).close('}');
  }
  json.close(']');
}

template <typename Id>
void write_codes(JsonWriter& json, std::string_view key, const std::vector<Id>& codes) {
  if (codes.empty()) return;
  json.key(key).open('[');
  for (const Id& code : codes) json.value(code.text());
  json.close(']');
}

std::string policy_json(const Policy& policy) {
  JsonWriter json;
  json.open('{').key("rounding").value(rounding_name(policy.rounding));
  json.key("tax_rounding_level").value(tax_rounding_level_name(policy.tax_rounding_level));
  json.key("agreed_price_tolerance_percent").value(print_rate(policy.agreed_price_tolerance));
  if (policy.quantity_unseen_max) {
    json.key("quantity_unseen_max").value(print_quantity(*policy.quantity_unseen_max));
  }
  write_amounts(json, "order_minimums", policy.order_minimums);
  write_amounts(json, "order_review_limits", policy.order_review_limits);
  write_tax_policy(json, policy);
  write_shipping_policy(json, policy);
  return json.close('}').take();
}

std::string record(const Product& product) {
  JsonWriter json;
  json.open('{').key("sku").value(product.sku.text());
  if (product.gtin) json.key("gtin").value(product.gtin->text());
  json.key("name").value(product.name).key("unit").value(product.unit);
  json.text_field("family", product.family).text_field("variant", product.variant);
  json.key("tax_class").value(product.tax_class.text());
  if (product.status == ProductStatus::discontinued) json.key("status").value("discontinued");
  if (product.status == ProductStatus::blocked) json.key("status").value("blocked");
  if (product.successor) json.key("successor").value(product.successor->text());
  if (product.case_pack) json.key("case_pack").value(print_quantity(*product.case_pack));
  json.key("minimum").value(print_quantity(product.minimum));
  json.key("step").value(print_quantity(product.step));
  json.key("weight_g").value(product.weight_g);
  write_product_shipping(json, product);
  return json.close('}').take();
}

std::string record(const PriceList& list) {
  JsonWriter json;
  json.open('{').key("code").value(list.code.text()).text_field("name", list.name);
  json.key("currency").value(list.currency.code());
  if (list.fallback) json.key("fallback").value(list.fallback->text());
  if (list.price_tax == PriceTax::inclusive) json.key("includes_tax").raw("true");
  write_date(json, "valid_from", list.valid_from);
  write_date(json, "valid_until", list.valid_until);
  if (list.breaks == BreakCount::family) json.key("breaks").value("family");
  write_codes(json, "groups", list.groups);
  if (!list.channels.empty()) {
    json.key("channels").open('[');
    for (const Channel channel : list.channels) json.value(channel_name(channel));
    json.close(']');
  }
  return json.close('}').take();
}

std::string record(const Price& price) {
  JsonWriter json;
  json.open('{').key("list").value(price.list.text()).text_field("sku", price.sku.text());
  json.text_field("family", price.family);
  if (price.unit == OrderUnit::case_pack) json.key("unit").value("case");
  if (price.quantity_from > Quantity{}) {
    json.key("from").value(print_quantity(price.quantity_from));
  }
  switch (price.kind) {
    case PriceKind::net: json.key("price").value(print_amount(price.price)); break;
    case PriceKind::percent_off: json.key("percent_off").value(print_rate(price.percent)); break;
    case PriceKind::on_request: json.key("on_request").raw("true"); break;
    case PriceKind::cost_plus:
      json.key("cost_plus_percent").value(print_rate(price.percent));
      break;
  }
  write_date(json, "valid_from", price.valid_from);
  write_date(json, "valid_until", price.valid_until);
  return json.close('}').take();
}

void write_address(JsonWriter& json, std::string_view key, const Address& address) {
  if (address == Address{}) return;
  json.key(key).open('{').text_field("recipient", address.recipient);
  json.text_field("street_1", address.street_1).text_field("street_2", address.street_2);
  json.text_field("locality", address.locality).text_field("admin_area", address.admin_area);
  json.text_field("postal_code", address.postal_code);
  json.key("country").value(address.country).close('}');
}

std::string record(const Customer& customer) {
  JsonWriter json;
  json.open('{').key("code").value(customer.code.text()).key("name").value(customer.name);
  if (customer.status == CustomerStatus::blocked) json.key("status").value("blocked");
  json.key("price_list").value(customer.price_list.text());
  if (customer.po_number == PoNumberRule::required) json.key("po_number").value("required");
  write_codes(json, "groups", customer.groups);
  write_codes(json, "contracts", customer.contracts);
  if (customer.own_price_list) {
    json.key("own_price_list").value(customer.own_price_list->text());
  }
  json.text_field("terms", customer.terms).text_field("vat_id", customer.vat_id);
  write_date(json, "vat_verified_on", customer.vat_verified_on);
  json.text_field("email", customer.email).text_field("phone", customer.phone);
  json.text_field("rep", customer.rep);
  write_customer_shipping(json, customer);
  write_address(json, "billing", customer.billing);
  json.key("ship_tos").open('[');
  for (const ShipTo& ship_to : customer.ship_tos) {
    json.open('{').key("code").value(ship_to.code.text());
    write_address(json, "address", ship_to.address);
    json.text_field("delivery_note", ship_to.delivery_note).close('}');
  }
  json.close(']');
  if (!customer.exemptions.empty()) {
    json.key("exemptions").open('[');
    for (const Exemption& exemption : customer.exemptions) {
      json.open('{').key("country").value(exemption.country);
      json.text_field("admin_area", exemption.admin_area);
      json.key("certificate").value(exemption.certificate);
      if (exemption.kind == ExemptionKind::resale) json.key("kind").value("resale");
      write_date(json, "valid_from", exemption.valid_from);
      write_date(json, "valid_until", exemption.valid_until);
      json.close('}');
    }
    json.close(']');
  }
  return json.close('}').take();
}

std::string record(const TaxRate& rate) { return tax_rate_json(rate); }
std::string record(const TaxPlace& place) { return tax_place_json(place); }

std::string record(const Warehouse& warehouse) {
  JsonWriter json;
  json.open('{').key("code").value(warehouse.code.text()).text_field("name", warehouse.name);
  write_address(json, "address", warehouse.address);
  return json.close('}').take();
}

std::string record(const PlacedWarehouse& placed) {
  std::string json = record(placed.warehouse);
  if (placed.priority <= 0) return json;
  json.pop_back();
  return json + ",\"priority\":" + std::to_string(placed.priority) + "}";
}

std::string record(const StockLevel& level) {
  JsonWriter json;
  json.open('{').key("warehouse").value(level.warehouse.text()).key("sku").value(level.sku.text());
  return json.key("on_hand").value(print_quantity(level.on_hand)).close('}').take();
}

std::string record(const User& user) {
  JsonWriter json;
  json.open('{').key("login").value(user.login).text_field("name", user.name);
  json.key("role").value(role_name(user.role)).text_field("password", user.password);
  return json.close('}').take();
}

std::string record(const ExchangeRate& rate) {
  JsonWriter json;
  json.open('{').key("from").value(rate.from.code()).key("to").value(rate.to.code());
  json.key("rate").value(print_exchange_rate(rate.billionths));
  write_date(json, "valid_from", rate.valid_from);
  write_date(json, "valid_until", rate.valid_until);
  return json.close('}').take();
}

std::string record(const Promotion& promotion) { return promotion_record(promotion); }
std::string record(const RateCard& card) { return rate_card_record(card); }

std::string record(const CustomerCredit& credit) { return credit_record(credit); }

std::string record(const Cost& cost) {
  JsonWriter json;
  json.open('{').key("sku").value(cost.sku.text());
  json.key("currency").value(cost.cost.currency.code());
  return json.key("cost").value(print_amount(cost.cost)).close('}').take();
}

template <typename T>
void write_section(std::string& out, std::string_view name, const std::vector<T>& records) {
  out.append(",\n\"").append(name).append("\": [");
  std::string_view between = "\n  ";
  for (const T& one : records) {
    out.append(between).append(record(one));
    between = ",\n  ";
  }
  out += records.empty() ? "]" : "\n]";
}

}  // namespace

std::string record_json(const MasterRecord& one) {
  return std::visit([](const auto& each) { return record(each); }, one);
}

std::string write_company(const Company& company) {
  std::string out = "{\"tallystick\": \"company/1\",\n\"name\": ";
  JsonWriter name;
  out += name.value(company.name).take();
  out += ",\n\"policy\": " + policy_json(company.policy);
  write_section(out, "products", company.products);
  write_section(out, "price_lists", company.price_lists);
  write_section(out, "prices", company.prices);
  write_section(out, "customers", company.customers);
  write_section(out, "tax_rates", company.tax_rates);
  if (!company.tax_places.empty()) write_section(out, "tax_places", company.tax_places);
  write_section(out, "warehouses", company.warehouses);
  write_section(out, "stock", company.stock);
  write_section(out, "users", company.users);
  if (!company.exchange_rates.empty()) {
    write_section(out, "exchange_rates", company.exchange_rates);
  }
  if (!company.costs.empty()) write_section(out, "costs", company.costs);
  if (!company.promotions.empty()) write_section(out, "promotions", company.promotions);
  if (!company.rate_cards.empty()) write_section(out, "rate_cards", company.rate_cards);
  if (!company.credit.empty()) write_section(out, "credit", company.credit);
  if (company.rules) out += ",\n\"rules\": " + rule_book_record(*company.rules);
  return out + "}\n";
}

}  // namespace tally::wire
