// The lines of a case that describe the company.
#include <algorithm>
#include <utility>

#include "shared/freight/csv.hpp"
#include "tests/support/case_values.hpp"
#include "tests/support/project_files.hpp"

namespace tally::tests {

namespace {

Customer& find_customer(Words& words, CaseCompany& into) {
  const auto code = read_code<CustomerCode>(words, "a customer number");
  const auto found = std::ranges::find(into.company.customers, code, &Customer::code);
  if (found == into.company.customers.end()) complain(words.line(), "a customer named before");
  return *found;
}

void put_amount(std::vector<Money>& amounts, const Money& amount) {
  std::erase_if(amounts, [&](const Money& other) { return other.currency == amount.currency; });
  amounts.push_back(amount);
}

void read_product_part(Words& words, Product& product) {
  if (words.take("class")) product.tax_class = read_code<TaxClass>(words, "a tax class");
  else if (words.take("case of")) product.case_pack = read_quantity(words);
  else if (words.take("minimum")) product.minimum = read_quantity(words);
  else if (words.take("step")) product.step = read_quantity(words);
  else if (words.take("family")) product.family = words.next();
  else if (words.take("unit")) product.unit = words.next();
  else if (words.take("discontinued")) product.status = ProductStatus::discontinued;
  else if (words.take("blocked")) product.status = ProductStatus::blocked;
  else if (words.take("successor")) product.successor = read_code<Sku>(words, "a SKU");
  else if (words.take("gtin")) product.gtin = Gtin::parse(words.next());
  else if (words.take("dangerous")) product.un_number = words.next();
  else if (words.take("not to")) product.blocked_countries.push_back(words.next());
  else if (words.take("weighs")) product.weight_g = std::stoll(words.next());
  else if (words.take("measures")) {
    product.length_mm = std::stoll(words.next());
    product.width_mm = std::stoll(words.next());
    product.height_mm = std::stoll(words.next());
  }
  else complain(words.line(), "a word about a product (class, case of, minimum, step, …)");
}

void read_product(Words& words, CaseCompany& into) {
  const auto sku = read_code<Sku>(words, "a SKU");
  auto& product = find_or_add(into.company.products,
                              [&](const Product& other) { return other.sku == sku; });
  product = Product{};
  product.sku = sku;
  product.name = words.part();
  product.tax_class = TaxClass::parse("STANDARD").value();
  while (words.take(",")) read_product_part(words, product);
}

void read_customer(Words& words, CaseCompany& into) {
  const auto code = read_code<CustomerCode>(words, "a customer number");
  auto& customer = find_or_add(into.company.customers,
                               [&](const Customer& other) { return other.code == code; });
  Customer fresh;
  fresh.code = code;
  fresh.name = words.part();
  fresh.ship_tos = std::move(customer.ship_tos);
  fresh.exemptions = std::move(customer.exemptions);
  if (!into.company.price_lists.empty()) fresh.price_list = into.company.price_lists.front().code;
  while (words.take(",")) {
    if (words.take("list")) fresh.price_list = read_code<PriceListCode>(words, "a price list");
    else if (words.take("PO number required")) fresh.po_number = PoNumberRule::required;
    else if (words.take("PO numbers like")) fresh.po_pattern = words.part();
    else if (words.take("ships complete")) fresh.delivery = DeliveryRule::complete;
    else if (words.take("incoterm")) fresh.incoterm = words.next();
    else if (words.take("blocked")) fresh.status = CustomerStatus::blocked;
    else if (words.take("VAT number")) fresh.vat_id = words.next();
    else if (words.take("verified")) fresh.vat_verified_on = read_date(words);
    else if (words.take("group"))
      fresh.groups.push_back(read_code<CustomerGroup>(words, "a group"));
    else if (words.take("contract"))
      fresh.contracts.push_back(read_code<PriceListCode>(words, "a price list"));
    else if (words.take("own list"))
      fresh.own_price_list = read_code<PriceListCode>(words, "a price list");
    else complain(words.line(), "list, own list, contract, group, \"PO number required\", "
                                "blocked, VAT number or verified");
  }
  customer = std::move(fresh);
}

Address read_place(Words& words) {
  Address address;
  words.expect("in");
  address.country = words.next();
  if (!words.at_part_end()) address.admin_area = words.next();
  if (words.take(", postal")) address.postal_code = words.part();
  address.street_1 = "1 Main Street";
  address.locality = "Town";
  return address;
}

void read_ship_to(Words& words, CaseCompany& into) {
  Customer& customer = find_customer(words, into);
  const auto code = read_code<ShipToCode>(words, "a ship-to");
  Address address = read_place(words);
  address.recipient = customer.name;
  if (customer.billing.country.empty()) customer.billing = address;
  auto& ship_to = find_or_add(customer.ship_tos,
                              [&](const ShipTo& other) { return other.code == code; });
  ship_to = ShipTo{code, std::move(address)};
}

/// delivery note CUSTOMER SHIP-TO TEXT
void read_delivery_note(Words& words, CaseCompany& into) {
  Customer& customer = find_customer(words, into);
  const auto code = read_code<ShipToCode>(words, "a ship-to");
  const auto found = std::ranges::find(customer.ship_tos, code, &ShipTo::code);
  if (found == customer.ship_tos.end()) complain(words.line(), "a ship-to named before");
  found->delivery_note = words.rest();
}

/// rate cards of docs/examples/freight/parcel-us.csv
void read_rate_cards(Words& words, CaseCompany& into) {
  const std::string file = words.rest();
  auto cards = freight::read_rate_cards_csv(read_project_file(file));
  if (!cards) complain(words.line(), "a file of rate cards without a mistake");
  std::ranges::move(*cards, std::back_inserter(into.company.rate_cards));
}

/// The lines of the policy that are about the way of goods.
bool read_shipping_line(Words& words, CaseCompany& into) {
  Policy& policy = into.company.policy;
  if (words.take("nothing goes to")) policy.blocked_countries.push_back(words.next());
  else if (words.take("delivery note")) read_delivery_note(words, into);
  else if (words.take("new ship-tos accepted")) policy.new_ship_to = NewParty::accept;
  else if (words.take("addresses looked at")) policy.stored_addresses = StoredAddresses::review;
  else if (words.take("addresses noted")) policy.stored_addresses = StoredAddresses::note;
  else if (words.take("incoterm")) policy.incoterm = words.next();
  else if (words.take("rate cards of")) read_rate_cards(words, into);
  else if (words.take("charged by")) policy.rate_card = read_code<RateCardCode>(words, "a card");
  else if (words.take("new customers on")) {
    policy.new_customer.emplace().price_list = read_code<PriceListCode>(words, "a price list");
    if (words.take(", terms")) policy.new_customer->terms = words.rest();
  } else {
    return false;
  }
  return true;
}

void read_exemption(Words& words, CaseCompany& into) {
  Customer& customer = find_customer(words, into);
  Exemption exemption;
  words.expect("in");
  exemption.country = words.next();
  if (!words.take("certificate")) {
    exemption.admin_area = words.next();
    words.expect("certificate");
  }
  exemption.certificate = words.next();
  if (words.take(", resale")) exemption.kind = ExemptionKind::resale;
  const Validity validity = read_validity(words);
  exemption.valid_from = validity.from;
  exemption.valid_until = validity.until;
  customer.exemptions.push_back(std::move(exemption));
}

void read_without(Words& words, CaseCompany& into) {
  if (words.take("list")) {
    into.lists_deleted.push_back(read_code<PriceListCode>(words, "a price list"));
    return;
  }
  if (words.take("price")) {
    const auto sku = read_code<Sku>(words, "a SKU");
    const auto gone = std::erase_if(into.company.prices,
                                    [&](const Price& price) { return price.sku == sku; });
    into.inherited_prices -= std::min<std::size_t>(gone, into.inherited_prices);
    return;
  }
  words.expect("tax");
  const std::string country = words.next();
  const auto gone = std::erase_if(into.company.tax_rates,
                                  [&](const TaxRate& rate) { return rate.country == country; });
  into.inherited_rates -= std::min<std::size_t>(gone, into.inherited_rates);
}

}  // namespace

void begin_overrides(CaseCompany& company) {
  company.inherited_prices = company.company.prices.size();
  company.inherited_rates = company.company.tax_rates.size();
}

void read_company_line(const CaseLine& line, CaseCompany& into) {
  Words words(line);
  Policy& policy = into.company.policy;
  if (words.take("name")) into.company.name = words.rest();
  else if (read_tax_company_line(words, into) || read_shipping_line(words, into) ||
           read_rules_company_line(words, into)) {}
  else if (words.take("agreed price tolerance")) policy.agreed_price_tolerance = read_rate(words);
  else if (words.take("large quantity above")) policy.quantity_unseen_max = read_quantity(words);
  else if (words.take("smallest order")) put_amount(policy.order_minimums, read_money(words));
  else if (words.take("large order above"))
    put_amount(policy.order_review_limits, read_money(words));
  else if (words.take("list")) read_list(words, into);
  else if (words.take("product")) read_product(words, into);
  else if (words.take("price")) read_price(words, into);
  else if (words.take("special")) read_special_price(words, into);
  else if (words.take("promotion")) read_promotion(words, into);
  else if (words.take("exchange")) read_exchange(words, into);
  else if (words.take("cost")) read_cost(words, into);
  else if (words.take("customer")) read_customer(words, into);
  else if (words.take("ship-to")) read_ship_to(words, into);
  else if (words.take("exemption")) read_exemption(words, into);
  else if (words.take("without")) read_without(words, into);
  else complain(line, "a line about the company (product, price, list, tax, customer, …)");
  if (!words.at_end()) complain(line, "nothing more");
}

}  // namespace tally::tests
