#include "shared/wire/snapshot.hpp"

#include <sqlite3.h>

#include <utility>

#include "shared/rules/book.hpp"
#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/rule_book_text.hpp"
#include "shared/wire/snapshot_reader.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::wire {

namespace {

using terms_sql::day;

Issues damaged(std::string reason) {
  return {make_issue(IssueCode::snapshot_damaged, "", {{"reason", std::move(reason)}})};
}

Address read_address(const Statement& row, int first) {
  Address address;
  address.recipient = row.text(first);
  address.street_1 = row.text(first + 1);
  address.street_2 = row.text(first + 2);
  address.locality = row.text(first + 3);
  address.admin_area = row.text(first + 4);
  address.postal_code = row.text(first + 5);
  address.country = row.text(first + 6);
  return address;
}

std::int64_t pragma_number(const Database& db, std::string_view sql) {
  Statement row = db.prepare(sql);
  return row && row.step() == Step::row ? row.integer(0) : -1;
}

}  // namespace

Product read_product(const Statement& row, int first) {
  Product product;
  product.sku = id_at<Sku>(row, first).value_or(Sku{});
  product.gtin = id_at<Gtin>(row, first + 1);
  product.name = row.text(first + 2);
  product.unit = row.text(first + 3);
  product.family = row.text(first + 4);
  product.variant = row.text(first + 5);
  product.tax_class = id_at<TaxClass>(row, first + 6).value_or(TaxClass{});
  product.status = static_cast<ProductStatus>(row.integer(first + 7));
  product.successor = id_at<Sku>(row, first + 8);
  if (const auto pack = row.optional_integer(first + 9)) product.case_pack = Quantity{*pack};
  product.minimum = Quantity{row.integer(first + 10)};
  product.step = Quantity{row.integer(first + 11)};
  product.weight_g = row.integer(first + 12);
  read_product_shipping(row, first + 13, product);
  // No catalogue has these; a file that is damaged behind its name must not divide by nothing.
  if (product.step.thousandths <= 0) product.step = units(1);
  if (product.case_pack && product.case_pack->thousandths <= 0) product.case_pack.reset();
  return product;
}

Snapshot::Snapshot(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

Result<Snapshot> Snapshot::over(Database db, const Digest& digest) {
  auto parts = std::make_unique<Parts>();
  parts->db = std::move(db);
  parts->digest = digest;
  if (!parts->prepare()) return std::unexpected(damaged(parts->db.message()));
  return Snapshot(std::move(parts));
}

Result<Snapshot> Snapshot::open(SnapshotParts bytes, const Digest& digest) {
  auto held = std::make_unique<SnapshotParts>(std::move(bytes));
  Database db = Database::in_memory();
  db.execute("PRAGMA trusted_schema = OFF");
  if (!db.execute("ATTACH ':memory:' AS scoped")) return std::unexpected(damaged(db.message()));
  for (const auto& [schema, part] :
       {std::pair{"main", &held->common}, std::pair{"scoped", &held->scoped}}) {
    auto* data = reinterpret_cast<unsigned char*>(part->data());
    const auto size = static_cast<sqlite3_int64>(part->size());
    const int code =
        sqlite3_deserialize(db.handle(), schema, data, size, size, SQLITE_DESERIALIZE_READONLY);
    if (code != SQLITE_OK) return std::unexpected(damaged(sqlite3_errstr(code)));
  }
  auto snapshot = over_parts(std::move(db), digest);
  if (snapshot) snapshot->parts_->bytes = std::move(held);
  return snapshot;
}

Result<Snapshot> Snapshot::over_parts(Database db, const Digest& digest) {
  for (const std::string part : {"PRAGMA main.", "PRAGMA scoped."}) {
    const std::int64_t format = pragma_number(db, part + "user_version");
    if (format < 0) return std::unexpected(damaged(db.message()));
    if (pragma_number(db, part + "application_id") != snapshot_application) {
      return std::unexpected(damaged("this is no snapshot"));
    }
    if (format == snapshot_format) continue;
    return std::unexpected(Issues{
        make_issue(IssueCode::snapshot_version_unknown, "",
                   {{"found", format}, {"expected", std::int64_t{snapshot_format}}})});
  }
  return over(std::move(db), digest);
}

const Digest& Snapshot::digest() const { return parts_->digest; }
const Database& Snapshot::database() const { return parts_->db; }
ProductMemory& Snapshot::memory() { return parts_->memory; }

Result<void> Snapshot::health() const {
  const bool failed = parts_->failed || parts_->taxes.failed();
  if (failed) return std::unexpected(damaged("a row cannot be read"));
  return {};
}

SnapshotInfo Snapshot::info() {
  SnapshotInfo info;
  info.company = parts_->meta_text("company");
  info.products = pragma_number(parts_->db, "SELECT count(*) FROM product");
  info.customers = pragma_number(parts_->db, "SELECT count(*) FROM customer");
  return info;
}

Policy Snapshot::policy() {
  const auto policy = parse_policy(parts_->meta_text("policy"));
  // Another rounding than the company's would be worse than no answer.
  parts_->failed = parts_->failed || !policy;
  return policy.value_or(Policy{});
}

std::optional<RuleBookText> Snapshot::rule_book() {
  const std::string text = parts_->meta_text("rules");
  if (text.empty()) return std::nullopt;
  auto book = parse_rule_book(text);
  // Without its rules a company would accept what it wants to look at.
  parts_->failed = parts_->failed || !book;
  return book;
}

std::shared_ptr<const rules::Book> Snapshot::rules() {
  auto& known = parts_->memory.rules;
  if (known) return *known;
  const auto text = rule_book();
  if (!text) return *(known = std::shared_ptr<const rules::Book>());
  auto book = rules::Book::compile(*text);
  parts_->failed = parts_->failed || !book;
  return *(known = book ? *std::move(book) : nullptr);
}

std::optional<Product> Snapshot::product(const Sku& sku) {
  parts_->product.bind(1, sku.text());
  return parts_->take_product(parts_->product);
}

std::optional<Product> Snapshot::product_by_gtin(const Gtin& gtin) {
  parts_->by_gtin.bind(1, gtin.text());
  return parts_->take_product(parts_->by_gtin);
}

std::optional<Customer> Snapshot::customer(const CustomerCode& code) {
  Statement& row = parts_->customer;
  row.bind(1, code.text());
  if (!parts_->row(row)) {
    row.reset();
    return std::nullopt;
  }
  Customer customer;
  customer.code = code;
  customer.name = row.text(1);
  customer.status = static_cast<CustomerStatus>(row.integer(2));
  customer.price_list = id_at<PriceListCode>(row, 3).value_or(PriceListCode{});
  customer.po_number = static_cast<PoNumberRule>(row.integer(4));
  customer.terms = row.text(5);
  customer.vat_id = row.text(6);
  customer.email = row.text(7);
  customer.phone = row.text(8);
  customer.rep = row.text(9);
  customer.billing = read_address(row, 10);
  const std::int64_t id = row.integer(17);
  row.reset();
  read_belongings(id, customer);
  customer.vat_verified_on = parts_->taxes.vat_verified_on(code.text());
  return customer;
}

void Snapshot::read_belongings(std::int64_t customer_id, Customer& customer) {
  Statement& ship_tos = parts_->ship_tos;
  ship_tos.bind(1, customer_id);
  while (parts_->row(ship_tos)) {
    const auto code = id_at<ShipToCode>(ship_tos, 0);
    customer.ship_tos.push_back({code.value_or(ShipToCode{}), read_address(ship_tos, 1), {}});
  }
  ship_tos.reset();
  Statement& exemptions = parts_->exemptions;
  exemptions.bind(1, customer_id);
  while (parts_->row(exemptions)) {
    Exemption exemption;
    exemption.country = exemptions.text(0);
    exemption.admin_area = exemptions.text(1);
    exemption.certificate = exemptions.text(2);
    exemption.valid_from = day(exemptions, 3);
    exemption.valid_until = day(exemptions, 4);
    if (exemptions.integer(5) == 1) exemption.kind = ExemptionKind::resale;
    customer.exemptions.push_back(std::move(exemption));
  }
  exemptions.reset();
  read_terms(customer_id, customer);
  parts_->failed = !parts_->shipping.read(customer_id, customer) || parts_->failed;
}

std::vector<TaxRate> Snapshot::tax_rates(std::string_view country) {
  return parts_->taxes.rates_of(country);
}

TaxTables& Snapshot::taxes() { return parts_->taxes; }

}  // namespace tally::wire
