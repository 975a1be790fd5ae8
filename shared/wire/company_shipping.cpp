#include "shared/wire/company_shipping.hpp"

#include <array>

#include "shared/base/text.hpp"
#include "shared/data/incoterm.hpp"
#include "shared/terms/terms.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t po_pattern_bytes_max = 64;
/// Four metres and more go as they are; a kilometre is a slip of the unit.
constexpr std::int64_t side_mm_max = 1'000'000;

bool is_country_code(std::string_view text) {
  return text.size() == 2 && is_capital(text[0]) && is_capital(text[1]);
}

std::vector<std::string> read_countries(FieldReader& read, std::string_view field) {
  std::vector<std::string> countries;
  for (const Json& item : read.array(field)) {
    const std::string text = item.is_string() ? item.get<std::string>() : item.dump();
    if (!is_country_code(text)) {
      read.refuse(field, text, "a list of countries of two capital letters (ISO 3166-1 alpha-2)");
    } else if (std::ranges::find(countries, text) == countries.end()) {
      countries.push_back(text);
    }
  }
  return countries;
}

void write_countries(JsonWriter& json, const std::vector<std::string>& countries) {
  if (countries.empty()) return;
  json.key("blocked_countries").open('[');
  for (const std::string& country : countries) json.value(country);
  json.close(']');
}

std::string read_incoterm(FieldReader& read) {
  std::string term = read.text("incoterm");
  if (term.empty() || is_incoterm(term)) return term;
  read.refuse("incoterm", term, "a term of Incoterms 2020 such as EXW, FCA, DAP or DDP");
  return {};
}

std::int64_t read_side(FieldReader& read, std::string_view field) {
  const std::int64_t side = read_count(read, field);
  if (side <= side_mm_max) return side;
  read.refuse(field, std::to_string(side), "a length in millimetres");
  return 0;
}

constexpr std::array<std::string_view, 3> stored_words{"unchecked", "note", "review"};

bool is_un_number(std::string_view text) {
  return text.size() == 6 && text.starts_with("UN") &&
         std::ranges::all_of(text.substr(2), [](char c) { return is_digit(c); });
}

}  // namespace

void read_product_shipping(FieldReader& read, Product& product) {
  product.un_number = read.text("un_number");
  if (!product.un_number.empty() && !is_un_number(product.un_number)) {
    read.refuse("un_number", product.un_number, "UN and four digits, such as UN1263");
    product.un_number.clear();
  }
  product.length_mm = read_side(read, "length_mm");
  product.width_mm = read_side(read, "width_mm");
  product.height_mm = read_side(read, "height_mm");
  product.blocked_countries = read_countries(read, "blocked_countries");
}

void write_product_shipping(JsonWriter& json, const Product& product) {
  json.text_field("un_number", product.un_number);
  if (product.length_mm > 0) json.key("length_mm").value(product.length_mm);
  if (product.width_mm > 0) json.key("width_mm").value(product.width_mm);
  if (product.height_mm > 0) json.key("height_mm").value(product.height_mm);
  write_countries(json, product.blocked_countries);
}

void read_customer_shipping(FieldReader& read, Customer& customer) {
  customer.po_pattern = read.text("po_pattern");
  if (customer.po_pattern.size() > po_pattern_bytes_max) {
    read.refuse("po_pattern", quote_short(customer.po_pattern),
                "at most 64 characters, with # for a digit, @ for a letter and * for anything");
    customer.po_pattern.clear();
  }
  const std::string delivery = read.text("delivery");
  if (delivery == "complete") {
    customer.delivery = DeliveryRule::complete;
  } else if (!delivery.empty() && delivery != "partial") {
    read.refuse("delivery", delivery, "partial or complete");
  }
  customer.incoterm = read_incoterm(read);
  customer.rate_card = read_code<RateCardCode>(read, "rate_card", Presence::optional);
}

void write_customer_shipping(JsonWriter& json, const Customer& customer) {
  json.text_field("po_pattern", customer.po_pattern);
  if (customer.delivery == DeliveryRule::complete) json.key("delivery").value("complete");
  json.text_field("incoterm", customer.incoterm);
  if (customer.rate_card) json.key("rate_card").value(customer.rate_card->text());
}

void read_shipping_policy(CompanyReader& reader, FieldReader& read, Policy& policy) {
  policy.blocked_countries = read_countries(read, "blocked_countries");
  policy.incoterm = read_incoterm(read);
  policy.rate_card = read_code<RateCardCode>(read, "rate_card", Presence::optional);
  const std::string looks = read.text("new_ship_to");
  if (looks == "accept") {
    policy.new_ship_to = NewParty::accept;
  } else if (!looks.empty() && looks != "review") {
    read.refuse("new_ship_to", looks, "review or accept");
  }
  const std::string stored = read.text("ship_to_addresses");
  if (const auto rule = parse_word<StoredAddresses>(stored_words, stored)) {
    policy.stored_addresses = *rule;
  } else if (!stored.empty()) {
    read.refuse("ship_to_addresses", stored, say_words(stored_words));
  }
  const Json* captured = read.object("new_customer");
  if (captured == nullptr) return;
  FieldReader one(*captured, read.path("new_customer"), reader.issues);
  NewCustomerPolicy made;
  made.price_list =
      read_code<PriceListCode>(one, "price_list", Presence::required).value_or(PriceListCode{});
  made.terms = one.text("terms");
  if (!made.terms.empty()) {
    const auto read_back = terms::read_terms(made.terms);
    if (!read_back) {
      one.refuse("terms", quote_short(made.terms), "payment terms such as net 30 or prepaid");
    }
    made.terms = read_back ? terms::print_terms(*read_back) : std::string();
  }
  one.finish();
  if (!made.price_list.text().empty()) {
    reader.expect(reader.lists, made.price_list.text(), "price list", one.path("price_list"));
  }
  policy.new_customer = std::move(made);
}

void write_shipping_policy(JsonWriter& json, const Policy& policy) {
  write_countries(json, policy.blocked_countries);
  json.text_field("incoterm", policy.incoterm);
  if (policy.rate_card) json.key("rate_card").value(policy.rate_card->text());
  if (policy.new_ship_to == NewParty::accept) json.key("new_ship_to").value("accept");
  if (policy.stored_addresses != StoredAddresses::unchecked) {
    json.key("ship_to_addresses").value(word_of(stored_words, policy.stored_addresses));
  }
  if (!policy.new_customer) return;
  json.key("new_customer").open('{');
  json.key("price_list").value(policy.new_customer->price_list.text());
  json.text_field("terms", policy.new_customer->terms).close('}');
}

std::optional<bool> take_shipping_entry(std::string_view name, std::string_view value,
                                        Policy& policy) {
  if (name == "blocked_country") {
    policy.blocked_countries.emplace_back(value);
    return is_country_code(value);
  }
  if (name == "incoterm") {
    policy.incoterm = value;
    return is_incoterm(value);
  }
  if (name == "rate_card") {
    policy.rate_card = RateCardCode::parse(value);
    return policy.rate_card.has_value();
  }
  if (name == "new_ship_to") {
    policy.new_ship_to = NewParty::accept;
    return value == "accept";
  }
  if (name == "ship_to_addresses") {
    const auto rule = parse_word<StoredAddresses>(stored_words, value);
    policy.stored_addresses = rule.value_or(StoredAddresses::unchecked);
    return rule.has_value();
  }
  if (name == "new_customer_list") {
    const auto list = PriceListCode::parse(value);
    if (list) policy.new_customer = NewCustomerPolicy{*list, {}};
    return list.has_value();
  }
  if (name == "new_customer_terms") {
    if (policy.new_customer) policy.new_customer->terms = value;
    return policy.new_customer.has_value();
  }
  return std::nullopt;
}

std::string print_shipping_policy(const Policy& policy) {
  std::string out;
  for (const std::string& country : policy.blocked_countries) {
    out += "blocked_country=" + country + "\n";
  }
  if (!policy.incoterm.empty()) out += "incoterm=" + policy.incoterm + "\n";
  if (policy.rate_card) out += "rate_card=" + policy.rate_card->text() + "\n";
  if (policy.new_ship_to == NewParty::accept) out += "new_ship_to=accept\n";
  if (policy.stored_addresses != StoredAddresses::unchecked) {
    out.append("ship_to_addresses=").append(word_of(stored_words, policy.stored_addresses));
    out.append("\n");
  }
  if (!policy.new_customer) return out;
  out += "new_customer_list=" + policy.new_customer->price_list.text() + "\n";
  if (policy.new_customer->terms.empty()) return out;
  return out + "new_customer_terms=" + policy.new_customer->terms + "\n";
}

}  // namespace tally::wire
