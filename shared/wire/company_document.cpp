// Reads a company: products and policy here, prices in company_prices.cpp, promotions and taxes in
// files of their own, people and places in company_people.cpp.
#include "shared/wire/company_document.hpp"

#include "shared/wire/company_credit.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/company_shipping.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t company_bytes_max = 512ULL * 1024 * 1024;

Policy read_policy(CompanyReader& reader, const Json& json) {
  FieldReader read(json, "policy", reader.issues);
  Policy policy;
  const std::string mode = read.text("rounding");
  if (const auto rounding = parse_rounding(mode)) {
    policy.rounding = *rounding;
  } else if (!mode.empty()) {
    read.refuse("rounding", mode, "half_up, half_even, down or up");
  }
  const std::string level = read.text("tax_rounding_level");
  if (const auto parsed = parse_tax_rounding_level(level)) {
    policy.tax_rounding_level = *parsed;
  } else if (!level.empty()) {
    read.refuse("tax_rounding_level", level, "line, document or unit");
  }
  policy.agreed_price_tolerance =
      read_rate(read, "agreed_price_tolerance_percent").value_or(policy.agreed_price_tolerance);
  policy.quantity_unseen_max = read_quantity(read, "quantity_unseen_max");
  policy.order_minimums = reader.amounts(read, "order_minimums");
  policy.order_review_limits = reader.amounts(read, "order_review_limits");
  read_tax_policy(reader, read, policy);
  read_shipping_policy(reader, read, policy);
  read.finish();
  return policy;
}

ProductStatus read_status(FieldReader& read) {
  const std::string status = read.text("status");
  if (status.empty() || status == "active") return ProductStatus::active;
  if (status == "discontinued") return ProductStatus::discontinued;
  if (status == "blocked") return ProductStatus::blocked;
  read.refuse("status", status, "active, discontinued or blocked");
  return ProductStatus::active;
}

/// The rules are read with the words of the records, so these are there first.
void complete_rules(CompanyReader& reader) {
  if (!reader.company.rules) return;
  complete_words(*reader.company.rules, reader.company);
  Issues issues = check_rule_book(*reader.company.rules, "rules");
  std::ranges::move(issues, std::back_inserter(reader.issues));
}

}  // namespace

Product read_product(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  Product product;
  product.sku = read_code<Sku>(read, "sku", Presence::required).value_or(Sku{});
  const std::string gtin = read.figure("gtin");
  product.gtin = Gtin::parse(gtin);
  if (!gtin.empty() && !product.gtin) {
    read.refuse("gtin", gtin, "a GTIN of 8, 12, 13 or 14 digits with its check digit");
  }
  product.name = read.text("name", Presence::required);
  const std::string unit = read.text("unit");
  if (!unit.empty()) product.unit = unit;
  product.family = read.text("family");
  product.variant = read.text("variant");
  product.tax_class =
      read_code<TaxClass>(read, "tax_class", Presence::required).value_or(TaxClass{});
  product.status = read_status(read);
  product.successor = read_code<Sku>(read, "successor", Presence::optional);
  product.case_pack = read_quantity(read, "case_pack");
  product.minimum = read_quantity(read, "minimum").value_or(product.minimum);
  product.step = read_quantity(read, "step").value_or(product.step);
  product.weight_g = read_count(read, "weight_g");
  read_product_shipping(read, product);
  read.finish();
  return product;
}

void enter(CompanyReader& reader, Product product, const std::string& path) {
  reader.note_code(reader.skus, product.sku.text(), "product", path + ".sku");
  if (product.successor) {
    reader.expect(reader.skus, product.successor->text(), "product", path + ".successor");
  }
  reader.company.products.push_back(std::move(product));
}

Result<Company> read_company(std::string_view bytes) {
  auto document = parse_document(bytes, company_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  CompanyReader reader;
  check_version(*document, "company/1", reader.issues);
  FieldReader read(*document, "", reader.issues);
  read.text("tallystick");
  reader.company.name = read.text("name", Presence::required);
  if (const Json* policy = read.object("policy")) {
    reader.company.policy = read_policy(reader, *policy);
  }
  // Lists before prices and customers: what refers comes behind what is referred to.
  reader.each(read, "products", add<read_product>);
  reader.each(read, "price_lists", add<read_price_list>);
  reader.each(read, "prices", add<read_price>);
  reader.each(read, "customers", add<read_customer>);
  reader.each(read, "tax_rates", add<read_tax_rate>);
  reader.each(read, "tax_places", add<read_tax_place>);
  reader.each(read, "warehouses", read_warehouse);
  reader.each(read, "stock", read_stock);
  reader.each(read, "users", read_user);
  reader.each(read, "exchange_rates", add<read_exchange_rate>);
  reader.each(read, "costs", add<read_cost>);
  reader.each(read, "promotions", add<read_promotion>);
  reader.each(read, "rate_cards", add<read_rate_card>);
  reader.each(read, "credit", read_credit);
  const Json* rules = read.object("rules");
  if (rules != nullptr) reader.company.rules = read_rule_book(*rules, "rules", reader.issues);
  read.finish();
  expect_rate_cards(reader);
  reader.check_references();
  check_tax_rates(reader);
  check_rate_cards(reader);
  // What refers to nothing has been said; the lists are held against each other where all is there.
  if (reader.issues.empty()) {
    check_prices(reader);
    check_promotions(reader);
    complete_rules(reader);
  }
  if (!reader.issues.empty()) return std::unexpected(std::move(reader.issues));
  return std::move(reader.company);
}

}  // namespace tally::wire
