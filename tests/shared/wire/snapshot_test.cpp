#include "shared/wire/snapshot.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/snapshot_build.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

/// The company of most cases.
CaseCompany small_wholesaler() {
  CaseCompany company;
  const std::string text = read_project_file("tests/cases/small-wholesaler.company");
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const CaseLine line{"small-wholesaler.company", 0, std::string(rest.substr(0, end))};
    if (!line.text.empty() && line.text.front() != '#') read_company_line(line, company);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return company;
}

RawOrder small_order() {
  RawOrder order;
  order.order_id = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  order.customer = "C-100";
  order.lines.push_back({"1", "AB-103", "24", "", "", "", "", {}});
  return order;
}

const AsOf sale_day{Date::parse("2026-03-02").value()};

std::int64_t changes_of(const wire::Database& db) {
  wire::Statement count = db.prepare("SELECT total_changes()");
  REQUIRE(count.step() == wire::Step::row);
  return count.integer(0);
}

}  // namespace

TEST_CASE("what was written is read back, value by value") {
  const CaseCompany company = small_wholesaler();
  auto snapshot = open_company(company);
  REQUIRE(snapshot);
  const Company& written = company.company;
  CHECK(snapshot->policy() == written.policy);
  for (const Product& product : written.products) {
    CAPTURE(product.sku.text());
    CHECK(snapshot->product(product.sku) == product);
    if (product.gtin) CHECK(snapshot->product_by_gtin(*product.gtin) == product);
  }
  for (const PriceList& list : written.price_lists) CHECK(snapshot->price_list(list.code) == list);
  for (const Customer& customer : written.customers) {
    CAPTURE(customer.code.text());
    CHECK(snapshot->customer(customer.code) == customer);
  }
  const auto has_rate = [&](const TaxRate& rate) {
    const auto rates = snapshot->tax_rates(rate.country);
    return std::ranges::find(rates, rate) != rates.end();
  };
  CHECK(std::ranges::all_of(written.tax_rates, has_rate));
  const auto info = snapshot->info();
  CHECK(info.company == "Harbour Supplies");
  CHECK(info.products == static_cast<std::int64_t>(written.products.size()));
  CHECK(info.customers == static_cast<std::int64_t>(written.customers.size()));
}

TEST_CASE("what is not there is nothing") {
  auto snapshot = open_company(small_wholesaler());
  REQUIRE(snapshot);
  CHECK_FALSE(snapshot->product(Sku::parse("NO-1").value()));
  CHECK_FALSE(snapshot->customer(CustomerCode::parse("NO-1").value()));
  CHECK_FALSE(snapshot->price_list(PriceListCode::parse("NO-1").value()));
  CHECK(snapshot->tax_rates("XX").empty());
}

TEST_CASE("the same company makes the same bytes, another one makes others") {
  CaseCompany company = small_wholesaler();
  const wire::SnapshotParts parts = snapshot_of(company);
  CHECK(wire::pack_parts(snapshot_of(company)) == wire::pack_parts(parts));
  company.company.prices[0].price.ten_thousandths += 1;
  const wire::SnapshotParts dearer = snapshot_of(company);
  CHECK(dearer.common != parts.common);
  CHECK(dearer.scoped == parts.scoped);
}

TEST_CASE("whichever byte is wrong, it is noticed before the file is opened") {
  const wire::SnapshotParts parts = snapshot_of(small_wholesaler());
  const Digest digest = wire::snapshot_digest(parts);
  Random random(703);
  for (int i = 0; i < 300; ++i) {
    wire::SnapshotParts both = parts;
    std::string& harmed = random.happens(500) ? both.common : both.scoped;
    harmed[random.below(harmed.size())] ^= static_cast<char>(1 + random.below(255));
    const auto verified = wire::verify_snapshot(both, digest);
    REQUIRE_FALSE(verified);
    REQUIRE(verified.error()[0].code == IssueCode::snapshot_digest_differs);
  }
  CHECK(wire::verify_snapshot(parts, digest) == digest);
}

TEST_CASE("a policy that cannot be read is damage, never another policy") {
  for (const std::string_view policy : {"rounding=banker\n", "surprise=1\n", "rounding", "",
                                        "order_minimum=XXX 5\n", "quantity_unseen_max=many\n"}) {
    CAPTURE(policy);
    auto db = wire::Database::in_memory();
    REQUIRE(wire::write_catalogue(db, small_wholesaler().company));
    REQUIRE(db.prepare("UPDATE meta SET value = ?1 WHERE key = 'policy'").bind(1, policy).run());
    auto snapshot = wire::Snapshot::over(std::move(db), Digest{});
    REQUIRE(snapshot);
    const auto outcome = pipeline::decide_order(*snapshot, small_order(), sale_day);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error()[0].code == IssueCode::snapshot_damaged);
  }
}

TEST_CASE("a table that was lost is damage, not an unknown product") {
  for (const char* harm : {"DROP TABLE price", "DROP TABLE ship_to", "DROP TABLE meta"}) {
    CAPTURE(harm);
    auto db = wire::Database::in_memory();
    REQUIRE(wire::write_catalogue(db, small_wholesaler().company));
    REQUIRE(db.execute("PRAGMA foreign_keys = OFF"));
    REQUIRE(db.execute(harm));
    auto snapshot = wire::Snapshot::over(std::move(db), Digest{});
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error()[0].code == IssueCode::snapshot_damaged);
  }
}

TEST_CASE("gather asks each product once and names the unknown ones") {
  auto snapshot = open_company(small_wholesaler());
  REQUIRE(snapshot);
  RawOrder order = small_order();
  for (const char* sku : {"AB-104", "AB-103", "NO-1", ""}) {
    order.lines.push_back({"", sku, "1", "", "", "", "", {}});
  }
  const auto facts = wire::gather(*snapshot, normalise::normalise_order(order));
  REQUIRE(facts);
  CHECK(facts->products.size() == 2);
  CHECK(facts->product_of_line == std::vector<std::int32_t>{0, 1, 0, -1, -1});
  CHECK(facts->snapshot == snapshot->digest());
}

TEST_CASE("putting the same company twice changes nothing") {
  const auto db = wire::Database::in_memory();
  const Company company = small_wholesaler().company;
  REQUIRE(wire::write_catalogue(db, company));
  const auto before = wire::build_snapshot(db);
  REQUIRE(wire::write_catalogue(db, company));
  const auto after = wire::build_snapshot(db);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(before->common == after->common);
  CHECK(before->scoped == after->scoped);
  const std::int64_t changes = changes_of(db);
  wire::CatalogueWriter writer(db);
  for (const Product& product : company.products) REQUIRE(writer.put(product));
  for (const Price& price : company.prices) REQUIRE(writer.put(price));
  for (const TaxRate& rate : company.tax_rates) REQUIRE(writer.put(rate));
  CHECK(changes_of(db) == changes);
}

TEST_CASE("what refers to something that is missing is not put") {
  const auto db = wire::Database::in_memory();
  const Company company = small_wholesaler().company;
  REQUIRE(wire::write_catalogue(db, company));
  wire::CatalogueWriter writer(db);
  Price price = company.prices.front();
  price.sku = Sku::parse("NO-1").value();
  CHECK_FALSE(writer.put(price));
  price = company.prices.front();
  price.list = PriceListCode::parse("NO-1").value();
  CHECK_FALSE(writer.put(price));
  Customer fresh = company.customers.front();
  fresh.code = CustomerCode::parse("C-NEW").value();
  fresh.price_list = PriceListCode::parse("NO-1").value();
  CHECK_FALSE(writer.put(fresh));
  Customer known = company.customers.front();
  known.price_list = PriceListCode::parse("NO-1").value();
  CHECK_FALSE(writer.put(known));
}
