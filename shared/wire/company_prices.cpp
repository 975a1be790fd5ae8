// Reads the prices of a company: lists, prices, exchange rates and costs.
#include <algorithm>

#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

BreakCount read_breaks(FieldReader& read) {
  const std::string breaks = read.text("breaks");
  if (breaks == "family") return BreakCount::family;
  if (!breaks.empty() && breaks != "line") read.refuse("breaks", breaks, "line or family");
  return BreakCount::line;
}

OrderUnit read_unit(FieldReader& read) {
  const std::string unit = read.text("unit");
  if (unit == "case") return OrderUnit::case_pack;
  if (!unit.empty() && unit != "each") read.refuse("unit", unit, "each or case");
  return OrderUnit::each;
}

/// A percentage of 0 to 100, where it is there.
std::optional<Rate> read_share(FieldReader& read, std::string_view field) {
  const auto rate = read_rate(read, field);
  if (!rate || rate->parts_per_million <= 1'000'000) return rate;
  read.refuse(field, print_rate(*rate), "a percentage of at most 100");
  return std::nullopt;
}

/// One of: a price, so much off, so much above cost, on request.
void read_kind(CompanyReader& reader, FieldReader& read, Price& price) {
  const auto percent_off = read_share(read, "percent_off");
  const auto cost_plus = read_rate(read, "cost_plus_percent");
  if (read.boolean("on_request", false)) price.kind = PriceKind::on_request;
  if (percent_off) price.kind = PriceKind::percent_off;
  if (cost_plus) price.kind = PriceKind::cost_plus;
  price.percent = percent_off ? *percent_off : cost_plus.value_or(Rate{});
  const bool needs_price = price.kind == PriceKind::net;
  const auto currency = reader.currencies.find(price.list.text());
  if (currency != reader.currencies.end()) price.price.currency = currency->second;
  if (needs_price && currency != reader.currencies.end()) {
    price.price = read_unit_price(read, "price", currency->second);
    return;
  }
  const std::string text =
      read.figure("price", needs_price ? Presence::required : Presence::optional);
  if (!needs_price && !text.empty()) {
    read.refuse("price", text, "left out beside percent_off, cost_plus_percent or on_request");
  }
}

/// What the price is of: a product, or with percent_off a family or everything.
void read_target(FieldReader& read, Price& price) {
  price.family = read.text("family");
  const bool may_be_wide = price.kind == PriceKind::percent_off;
  const auto presence = may_be_wide ? Presence::optional : Presence::required;
  price.sku = read_code<Sku>(read, "sku", presence).value_or(Sku{});
  if (price.family.empty()) return;
  if (!may_be_wide) {
    read.refuse("family", price.family, "a family beside percent_off; other prices name a sku");
  } else if (!price.sku.text().empty()) {
    read.refuse("family", price.family, "left out beside a sku");
  }
}

}  // namespace

std::string say_key(const Price& price) {
  std::string what = price.sku.text();
  if (what.empty()) what = price.family.empty() ? "everything" : "family " + price.family;
  std::string key = price.list.text() + " " + what + " from " + print_quantity(price.quantity_from);
  if (price.unit == OrderUnit::case_pack) key += " case";
  if (price.valid_from) key += " on " + price.valid_from->print();
  return key;
}

std::string say_key(const ExchangeRate& rate) {
  return std::string(rate.from.code()) + " to " + std::string(rate.to.code()) +
         (rate.valid_from ? " from " + rate.valid_from->print() : "");
}

std::string say_key(const Cost& cost) {
  return cost.sku.text() + " in " + std::string(cost.cost.currency.code());
}

std::vector<Channel> read_channels(FieldReader& read, std::string_view field) {
  std::vector<Channel> channels;
  for (const Json& item : read.array(field)) {
    const auto channel = item.is_string() ? parse_channel(item.get_ref<const std::string&>())
                                          : std::nullopt;
    if (!channel) {
      read.refuse(field, item.dump(), "a list of \"rep\", \"desk\", \"web\", \"import\"");
    } else if (std::ranges::find(channels, *channel) == channels.end()) {
      channels.push_back(*channel);
    }
  }
  std::ranges::stable_sort(channels);
  return channels;
}

PriceList read_price_list(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  PriceList list;
  list.code = read_code<PriceListCode>(read, "code", Presence::required).value_or(PriceListCode{});
  list.name = read.text("name");
  list.currency = read_currency(read, "currency").value_or(Currency{});
  list.fallback = read_code<PriceListCode>(read, "fallback", Presence::optional);
  if (read.boolean("includes_tax", false)) list.price_tax = PriceTax::inclusive;
  const Validity validity = read_validity(read);
  list.valid_from = validity.from;
  list.valid_until = validity.until;
  list.breaks = read_breaks(read);
  list.groups = read_codes<CustomerGroup>(read, "groups");
  list.channels = read_channels(read, "channels");
  read.finish();
  return list;
}

void enter(CompanyReader& reader, PriceList list, const std::string& path) {
  reader.note_code(reader.lists, list.code.text(), "price list", path + ".code");
  if (list.fallback) {
    reader.expect(reader.lists, list.fallback->text(), "price list", path + ".fallback");
  }
  reader.currencies.insert_or_assign(list.code.text(), list.currency);
  reader.company.price_lists.push_back(std::move(list));
}

Price read_price(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Price price;
  price.list = read_code<PriceListCode>(read, "list", Presence::required).value_or(PriceListCode{});
  price.quantity_from = read_quantity(read, "from").value_or(price.quantity_from);
  price.unit = read_unit(read);
  read_kind(reader, read, price);
  read_target(read, price);
  const Validity validity = read_validity(read);
  price.valid_from = validity.from;
  price.valid_until = validity.until;
  if (price.unit == OrderUnit::case_pack && price.kind == PriceKind::cost_plus) {
    read.refuse("unit", "case", "each beside cost_plus_percent");
  }
  read.finish();
  return price;
}

void enter(CompanyReader& reader, Price price, const std::string& path) {
  reader.expect(reader.lists, price.list.text(), "price list", path + ".list");
  reader.expect(reader.skus, price.sku.text(), "product", path + ".sku");
  if (price.kind == PriceKind::cost_plus) {
    const std::string cost = say_key(Cost{price.sku, {0, price.price.currency}});
    reader.expect(reader.costs, cost, "cost", path + ".cost_plus_percent");
  }
  reader.note_code(reader.prices, say_key(price), "price", path);
  reader.company.prices.push_back(std::move(price));
}

ExchangeRate read_exchange_rate(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  ExchangeRate rate;
  rate.from = read_currency(read, "from").value_or(Currency{});
  rate.to = read_currency(read, "to").value_or(Currency{});
  const std::string text = read.figure("rate", Presence::required);
  const auto billionths = parse_decimal(text, ExchangeRate::decimals);
  if (billionths && *billionths > 0) rate.billionths = *billionths;
  else if (!text.empty()) {
    read.refuse("rate", text, "a rate above zero with at most nine decimals, such as \"1.0825\"");
  }
  const Validity validity = read_validity(read);
  rate.valid_from = validity.from;
  rate.valid_until = validity.until;
  read.finish();
  return rate;
}

void enter(CompanyReader& reader, ExchangeRate rate, const std::string& path) {
  reader.note_code(reader.exchange_rates, say_key(rate), "exchange rate", path);
  reader.company.exchange_rates.push_back(rate);
}

Cost read_cost(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Cost cost;
  cost.sku = read_code<Sku>(read, "sku", Presence::required).value_or(Sku{});
  const Currency currency = read_currency(read, "currency").value_or(Currency{});
  cost.cost = read_unit_price(read, "cost", currency);
  read.finish();
  // Where the amount could not be read the currency still tells two costs apart.
  cost.cost.currency = currency;
  return cost;
}

void enter(CompanyReader& reader, Cost cost, const std::string& path) {
  reader.expect(reader.skus, cost.sku.text(), "product", path + ".sku");
  reader.note_code(reader.costs, say_key(cost), "cost", path);
  reader.company.costs.push_back(std::move(cost));
}

}  // namespace tally::wire
