// Random tables and orders: groups reconcile with lines, and no order of lines matters.
#include "shared/tax/tax.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/tax/tax_amount.hpp"
#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/tax_tables.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using tally::tests::Random;

namespace {

const Currency us_dollar = Currency::parse("USD").value();

TaxClass class_of(int number) { return TaxClass::parse("T" + std::to_string(number)).value(); }

/// Three classes with one to four authorities each, and a policy of any kind.
Facts some_facts(Random& random) {
  Facts facts;
  facts.customer.emplace();
  facts.customer->ship_tos.push_back({ShipToCode{}, Address{.country = "US"}});
  facts.price_lists.push_back({PriceListCode{}, "", us_dollar, std::nullopt});
  if (random.happens(300)) facts.price_lists[0].price_tax = PriceTax::inclusive;
  facts.policy.rounding = static_cast<Rounding>(random.below(4));
  facts.policy.tax_rounding_level = static_cast<TaxRoundingLevel>(random.below(3));
  facts.policy.authority_rounding = static_cast<AuthorityRounding>(random.below(2));
  for (int number = 0; number < 3; ++number) {
    const auto authorities = 1 + random.below(4);
    for (std::uint64_t i = 0; i < authorities; ++i) {
      TaxRate rate{"US", "", class_of(number), Rate{random.any_size(19)}, {}, {}};
      if (authorities > 1) rate.authority = "A" + std::to_string(i);
      if (random.happens(200)) rate.base = TaxBase::net_and_tax;
      facts.tax_rates.push_back(std::move(rate));
    }
  }
  return facts;
}

struct TaxedOrder {
  std::vector<Product> products{3};
  tax::TaxRequest request;
};

TaxedOrder some_taxed_order(Random& random, const Facts& facts) {
  TaxedOrder order;
  for (int i = 0; i < 3; ++i) order.products[static_cast<std::size_t>(i)].tax_class = class_of(i);
  for (std::uint64_t left = 1 + random.below(20); left > 0; --left) {
    order.request.lines.push_back({&order.products[random.below(3)],
                                   Money{random.any_size(40), us_dollar},
                                   Quantity{1 + random.any_size(20)}});
  }
  if (random.happens(500)) order.request.freight = {Money{random.any_size(20), us_dollar}};
  order.request.places = {&facts.customer->ship_tos[0]};
  return order;
}

void check_sums(const Facts& facts, const TaxedOrder& order, const tax::Taxed& taxed) {
  std::int64_t net = 0, tax = 0, charged = 0, group_net = 0, group_tax = 0;
  for (std::size_t i = 0; i < taxed.lines.size(); ++i) {
    const tax::TaxedLine& line = taxed.lines[i];
    REQUIRE(line.tax);
    net += line.net->minor;
    tax += line.tax->minor;
    charged += order.request.lines[i].net->minor;
    std::int64_t shares = 0;
    for (const std::int64_t share : line.shares) shares += share;
    REQUIRE((line.shares.empty() || shares == line.tax->minor));
  }
  for (const FreightPart& part : taxed.freight) {
    net += part.net.minor;
    tax += part.tax.minor;
  }
  for (const Money& freight : order.request.freight) charged += freight.minor;
  for (const TaxGroup& group : taxed.groups) {
    group_net += group.taxable.minor;
    group_tax += group.tax.minor;
  }
  CHECK(net == group_net);
  CHECK(tax == group_tax);
  const bool inclusive = facts.price_lists[0].price_tax == PriceTax::inclusive;
  CHECK((inclusive ? net + tax : net) == charged);
}

using Amounts = std::vector<std::pair<std::int64_t, std::int64_t>>;

Amounts group_amounts(const tax::Taxed& taxed) {
  Amounts amounts;
  for (const TaxGroup& group : taxed.groups) {
    amounts.emplace_back(group.taxable.minor, group.tax.minor);
  }
  return amounts;
}

/// (charged, tax) of every line, sorted: what must not depend on the order of the lines.
Amounts line_amounts(const TaxedOrder& order, const tax::Taxed& taxed) {
  Amounts amounts;
  for (std::size_t i = 0; i < taxed.lines.size(); ++i) {
    amounts.emplace_back(order.request.lines[i].net->minor, taxed.lines[i].tax->minor);
  }
  std::ranges::sort(amounts);
  return amounts;
}

}  // namespace

TEST_CASE("groups reconcile with lines, and the order of the lines changes no group") {
  Random random(501);
  for (int round = 0; round < 5'000; ++round) {
    const Facts facts = some_facts(random);
    TaxedOrder order = some_taxed_order(random, facts);
    const tax::Taxed taxed = tax::tax_order(facts, order.request);
    REQUIRE(taxed.issues.empty());
    check_sums(facts, order, taxed);
    const Amounts before = group_amounts(taxed);
    const Amounts lines_before = line_amounts(order, taxed);
    random.shuffle(order.request.lines);
    const tax::Taxed turned = tax::tax_order(facts, order.request);
    CHECK(group_amounts(turned) == before);
    CHECK(line_amounts(order, turned) == lines_before);
  }
}

TEST_CASE("what includes tax and what does not are one amount seen from two sides") {
  TaxWhy why;
  why.authorities = {{"A", Rate{50'000}, TaxBase::net}, {"B", Rate{70'000}, TaxBase::net}};
  const auto weights = tax::weigh_rates(why).value();
  const tax::TaxRounding rounding;
  for (std::int64_t hundreds = 0; hundreds < 5'000; ++hundreds) {
    const Money net{hundreds * 100, us_dollar};
    const auto on_net = tax::take_tax(net, weights, PriceTax::exclusive, rounding, std::nullopt);
    const Money gross{net.minor + (*on_net)[0] + (*on_net)[1], us_dollar};
    CHECK(tax::take_tax(gross, weights, PriceTax::inclusive, rounding, std::nullopt) == on_net);
  }
}

TEST_CASE("rates beyond reason and amounts beyond 64 bits are refused and never wrap") {
  TaxWhy why;
  why.rate = Rate{INT64_MAX};
  CHECK_FALSE(tax::weigh_rates(why));
  why.rate = Rate{-1};
  CHECK_FALSE(tax::weigh_rates(why));
  why.rate = Rate{2'000'000};
  const auto weights = tax::weigh_rates(why).value();
  CHECK_FALSE(tax::take_tax(Money{INT64_MAX, us_dollar}, weights, PriceTax::exclusive, {}, {}));
  CHECK(tax::take_tax(Money{INT64_MAX / 2, us_dollar}, weights, PriceTax::exclusive, {}, {}));
}

TEST_CASE("of twelve thousand rates an address reads its own by their keys") {
  const wire::Database db = wire::Database::in_memory();
  REQUIRE(db.execute(wire::common_tables_sql));
  REQUIRE(db.execute(wire::customer_tables_sql));
  wire::TaxWriter writer(db);
  Random random(12'000);
  std::vector<TaxRate> all;
  db.execute("BEGIN");
  for (int i = 0; i < 12'000; ++i) {
    const std::string area = "S" + std::to_string(i % 50);
    const std::string zip = std::to_string(10'000 + i);
    TaxRate rate{"US", area, class_of(0), Rate{i}, {}, {}};
    if (i >= 50) rate.postal = {zip, zip};
    if (random.happens(100)) rate.postal = {"1", "3"};
    rate.authority = "A" + std::to_string(i);
    REQUIRE(writer.put(rate));
    all.push_back(std::move(rate));
  }
  db.execute("COMMIT");
  wire::TaxTables tables;
  REQUIRE(tables.prepare(db));
  for (int round = 0; round < 200; ++round) {
    const std::string area = "S" + std::to_string(random.below(51));
    const std::string zip = std::to_string(random.between(9'900, 22'100)) + "-0001";
    const Address place{.admin_area = area, .postal_code = zip, .country = "US"};
    std::size_t expected = 0;
    for (const TaxRate& rate : all) {
      expected += rate.admin_area == area && holds_postal(rate.postal, normal_postal(zip));
    }
    CHECK(tables.rates_at(place).size() == expected);
  }
  wire::Statement plan = db.prepare(
      "EXPLAIN QUERY PLAN SELECT rate FROM tax_rate WHERE country = 'US' AND admin_area IN ('', "
      "'S1') AND postal_key IN ('', '1', '10')");
  REQUIRE(plan.step() == wire::Step::row);
  CHECK(plan.text(3).find("country=? AND admin_area=? AND postal_key=?") != std::string::npos);
}
