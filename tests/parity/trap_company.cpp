// The companies of the parity test.
#include <array>

#include "shared/freight/csv.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/snapshot_build.hpp"
#include "tests/parity/generator.hpp"

namespace tally::tests {

namespace {

Currency currency(std::string_view code) { return Currency::parse(code).value(); }
PriceListCode list_code(std::string_view code) { return PriceListCode::parse(code).value(); }
Date day(std::string_view text) { return Date::parse(text).value(); }

void add_list(Company& company, std::string_view code, std::string_view money,
              std::string_view fallback = "") {
  PriceList list{list_code(code), "List " + std::string(code), currency(money), std::nullopt};
  if (!fallback.empty()) list.fallback = list_code(fallback);
  company.price_lists.push_back(std::move(list));
}

void add_lists(Company& company) {
  add_list(company, "RETAIL", "USD");
  add_list(company, "PARTNER", "USD", "RETAIL");
  add_list(company, "EURO", "EUR", "RETAIL");  // another currency: the fallback prices nothing
  add_list(company, "YEN", "JPY");
  add_list(company, "DINAR", "KWD");
  add_list(company, "UNIT", "CLF");
  add_list(company, "NORTH", "USD", "SOUTH");
  add_list(company, "SOUTH", "USD", "NORTH");
  add_list(company, "GONE", "USD");
}

Product make_product(Random& random, int number) {
  constexpr std::array<std::string_view, 4> classes{"STANDARD", "FOOD", "BOOKS", "UNTAXED"};
  constexpr std::array<std::int64_t, 6> steps{1000, 1000, 6000, 250, 1, 12'000};
  Product product;
  product.sku = Sku::parse("P-" + std::to_string(number)).value();
  product.name = "Article \xC3\xA9\xE2\x82\xAC " + std::to_string(number);
  product.tax_class = TaxClass::parse(random.pick(classes)).value();
  if (random.happens(940)) product.tax_class = TaxClass::parse("STANDARD").value();
  if (random.happens(700)) product.family = "F-" + std::to_string(number % 4);
  if (random.happens(14)) product.status = ProductStatus::blocked;
  if (random.happens(20)) product.status = ProductStatus::discontinued;
  if (random.happens(500)) product.successor = Sku::parse("P-1");
  product.step = Quantity{random.pick(steps)};
  product.minimum = random.happens(60) ? Quantity{random.between(1, 20'000)} : product.step;
  if (random.happens(400)) product.case_pack = Quantity{random.between(1, 24) * 1000};
  if (random.happens(90)) product.case_pack = Quantity{random.between(1, 4000)};
  if (random.happens(15)) product.un_number = "UN1263";
  if (random.happens(30)) product.blocked_countries = {"DE", "JP"};
  product.weight_g = random.happens(30) ? 0 : random.between(1, 9'000);
  return product;
}

/// Some days of 2026 that prices and rates begin and end on.
std::optional<Date> some_day(Random& random) {
  constexpr std::array<std::string_view, 5> days{"2026-01-01", "2026-02-28", "2026-06-30",
                                                 "2026-07-01", "2026-12-31"};
  if (random.happens(600)) return std::nullopt;
  return day(random.pick(days));
}

void add_prices(Company& company, Random& random, const Product& product, const PriceList& list) {
  std::int64_t ten_thousandths = random.any_size(24) + 1;
  if (random.happens(10)) ten_thousandths = 0;
  if (random.happens(15)) ten_thousandths = 900'000'000'000'000'000;  // 90 billion a piece
  Quantity from{1};
  for (std::uint64_t breaks = 1 + random.below(4); breaks > 0; --breaks) {
    Price price{list.code, product.sku, from, {ten_thousandths, list.currency}, {}, {}};
    if (random.happens(50)) price.valid_from = some_day(random);
    if (random.happens(50)) price.valid_until = some_day(random);
    company.prices.push_back(price);
    // The same break again from another day on: the later one holds.
    if (random.happens(100)) {
      price.valid_from = day("2026-06-30");
      price.price.ten_thousandths = ten_thousandths / 2;
      company.prices.push_back(price);
    }
    from.thousandths += random.between(1, 50) * 1000;
    ten_thousandths -= ten_thousandths / static_cast<std::int64_t>(random.between(5, 40));
  }
}

void add_rate(Company& company, std::string_view country, std::string_view area,
              std::string_view tax_class, std::int64_t ppm, std::optional<Date> from = {},
              std::optional<Date> until = {}) {
  company.tax_rates.push_back({std::string(country), std::string(area),
                               TaxClass::parse(tax_class).value(), Rate{ppm}, from, until});
}

/// Stacks, postal ranges, territories, unions, freight of its own: every way to tax.
void add_tax_traps(Company& company, int number) {
  const TaxClass standard = TaxClass::parse("STANDARD").value();
  const auto stacked = [&](std::string_view area, PostalRange postal, std::string_view authority,
                           std::int64_t ppm) -> TaxRate& {
    TaxRate rate{"US", std::string(area), standard, Rate{ppm}, {}, {}};
    rate.postal = std::move(postal);
    rate.authority = authority;
    return company.tax_rates.emplace_back(std::move(rate));
  };
  stacked("NY", {"100", "109"}, "District", 3'750);
  stacked("NY", {"10001", "10099"}, "City", 45'000).base = TaxBase::net_and_tax;
  stacked("CA", {"9", "9"}, "County \xC3\xA9", 2'501).table = TaxTable::demo;
  stacked("TX", {}, "Within", 10'000).supply = TaxSupply::same_area;
  stacked("TX", {}, "Beyond", 20'000).supply = TaxSupply::other_area;
  company.tax_rates.push_back({"KW", "", TaxClass::parse("BOOKS").value(), Rate{}, {}, {}});
  company.tax_rates.back().treatment = TaxTreatment::exempt;
  company.tax_rates.back().law = "Article 7";
  company.tax_places = {{.country = "DE", .union_code = "EU", .exports = ExportRule::untaxed},
                        {.country = "US", .admin_area = "NY", .freight = FreightTax::untaxed},
                        {.country = "US", .admin_area = "CA", .sourcing = TaxSourcing::origin},
                        {.country = "CL", .union_code = "EU", .vat_prefix = "CX"},
                        {.country = "JP", .freight = FreightTax::by_class,
                         .freight_class = TaxClass::parse("FOOD").value()}};
  if (number % 3 == 1) company.policy.tax_origin = TaxOrigin{"US", "CA", "94607"};
  if (number % 3 == 2) company.policy.tax_origin = TaxOrigin{"DE", "", "10115"};
  if (number % 2 == 1) company.policy.authority_rounding = AuthorityRounding::together;
  if (number % 4 == 3) company.price_lists[1].price_tax = PriceTax::inclusive;
  if (number % 4 == 2) company.price_lists[2].price_tax = PriceTax::inclusive;
  RoundingRule web;
  web.channel = Channel::web;
  web.level = TaxRoundingLevel::unit;
  RoundingRule state{{}, "US", "NY", Rounding::up, TaxRoundingLevel::line, {}};
  if (number >= 2) company.policy.rounding_rules = {web, state};
  company.policy.cash_increments = {{Money{5, currency("USD")}}, {Money{10, currency("JPY")}}};
}

void add_rates(Company& company) {
  add_rate(company, "US", "", "STANDARD", 40'000);
  add_rate(company, "US", "CA", "STANDARD", 82'500);
  add_rate(company, "US", "CA", "FOOD", 0);
  add_rate(company, "US", "NY", "STANDARD", 88'750);
  add_rate(company, "US", "NY", "STANDARD", 90'000, day("2026-07-01"));
  add_rate(company, "DE", "", "STANDARD", 190'000);
  add_rate(company, "DE", "", "STANDARD", 160'000, day("2026-07-01"), day("2026-12-31"));
  add_rate(company, "DE", "", "FOOD", 70'000);
  add_rate(company, "DE", "", "BOOKS", 70'000);
  add_rate(company, "JP", "", "STANDARD", 100'000);
  add_rate(company, "JP", "", "FOOD", 80'000);
  add_rate(company, "JP", "", "BOOKS", 100'000);
  add_rate(company, "KW", "", "STANDARD", 0);
  add_rate(company, "KW", "", "FOOD", 0);
  add_rate(company, "US", "", "BOOKS", 62'500);
  add_rate(company, "CL", "", "STANDARD", 333'333, {}, day("2026-06-30"));
}

ShipTo ship_to(std::string_view code, std::string_view country, std::string_view area) {
  ShipTo place;
  place.code = ShipToCode::parse(code).value();
  place.address.recipient = "Stra\xC3\x9F" "e";
  place.address.country = country;
  place.address.admin_area = area;
  return place;
}

void add_exemptions(Customer& customer, Random& random) {
  for (const ShipTo& place : customer.ship_tos) {
    if (random.happens(650)) continue;
    Exemption exemption;
    exemption.country = place.address.country;
    if (random.happens(500)) exemption.admin_area = place.address.admin_area;
    exemption.certificate = "X-" + std::to_string(random.below(100));
    exemption.valid_from = some_day(random);
    exemption.valid_until = some_day(random);
    customer.exemptions.push_back(std::move(exemption));
  }
}

void add_customers(Company& company, Random& random) {
  struct Place {
    std::string_view country, area;
  };
  constexpr std::array<std::string_view, 20> lists{
      "RETAIL", "PARTNER", "EURO", "YEN", "DINAR", "UNIT",    "NORTH", "GONE", "RETAIL", "DINAR",
      "RETAIL", "PARTNER", "EURO", "YEN", "DINAR", "PARTNER", "EURO",  "YEN",  "RETAIL", "UNIT"};
  constexpr std::array<Place, 7> places{{{"US", "CA"}, {"US", "NY"}, {"US", "TX"}, {"DE", ""},
                                         {"JP", ""}, {"KW", ""}, {"CL", ""}}};
  for (int number = 0; number < 40; ++number) {
    Customer customer;
    customer.code = CustomerCode::parse("C-" + std::to_string(number)).value();
    customer.name = "Caf\xC3\xA9 \"" + std::to_string(number) + "\"";
    customer.price_list = list_code(lists[static_cast<std::size_t>(number) % lists.size()]);
    if (random.happens(50)) customer.status = CustomerStatus::blocked;
    if (random.happens(100)) customer.po_number = PoNumberRule::required;
    if (random.happens(100)) customer.po_pattern = "PO-1*";
    if (random.happens(100)) customer.delivery = DeliveryRule::complete;
    for (std::uint64_t places_left = 1 + random.below(3); places_left > 0; --places_left) {
      const Place& place = random.pick(places);
      const std::string code = "S-" + std::to_string(places_left);
      customer.ship_tos.push_back(ship_to(code, place.country, place.area));
    }
    for (ShipTo& place : customer.ship_tos) {
      if (random.happens(80)) place.delivery_note = "Ring twice";
      if (random.happens(700)) {
        place.address.postal_code = std::to_string(random.between(10'000, 10'999));
      }
    }
    constexpr std::array<std::string_view, 6> numbers{"",    "CX12345678", "DE811907980",
                                                      "XX1", "?",          "CX"};
    customer.vat_id = random.pick(numbers);
    if (random.happens(600)) customer.vat_verified_on = day("2026-01-01");
    if (random.happens(50)) customer.exemptions.push_back({"US", "FL", "FL-1", {}, {}});
    add_exemptions(customer, random);
    if (number % 3 == 1) customer.groups = {CustomerGroup::parse("GOLD").value()};
    if (number % 6 == 2) customer.groups = {CustomerGroup::parse("ABROAD").value()};
    if (number % 5 == 3) customer.own_price_list = list_code("PARTNER");
    company.customers.push_back(std::move(customer));
  }
}

void add_special_prices(Company& company, Random& random) {
  PriceList gold{list_code("GOLD"), "Gold", currency("USD"), std::nullopt};
  gold.groups = {CustomerGroup::parse("GOLD").value()};
  gold.breaks = BreakCount::family;
  PriceList abroad{list_code("ABROAD"), "Abroad", currency("EUR"), std::nullopt};
  abroad.groups = {CustomerGroup::parse("ABROAD").value()};
  abroad.valid_from = day("2026-02-28");
  company.price_lists.push_back(gold);
  company.price_lists.push_back(abroad);
  company.exchange_rates = {
      {currency("EUR"), currency("USD"), 1'082'512'345, day("2026-07-01"), std::nullopt},
      {currency("EUR"), currency("JPY"), 161'250'000'000, std::nullopt, day("2026-06-30")}};
  for (const Product& product : company.products) {
    if (random.happens(600)) continue;
    const bool is_abroad = random.happens(400);
    const PriceList& list = is_abroad ? abroad : gold;
    Price price{list.code, product.sku, Quantity{}, {random.any_size(24), list.currency}, {}, {}};
    price.kind = static_cast<PriceKind>(random.below(3));
    if (price.kind == PriceKind::percent_off) price.percent = Rate{random.between(1, 999'999)};
    if (product.case_pack && random.happens(500)) price.unit = OrderUnit::case_pack;
    company.prices.push_back(std::move(price));
  }
}

/// Of every kind and stage, with and without coupons, some of them against each other.
void add_promotions(Company& company, Random& random) {
  for (int number = 0; number < 24; ++number) {
    Promotion promotion;
    promotion.code = PromotionCode::parse("M-" + std::to_string(number)).value();
    promotion.kind = static_cast<PromotionKind>(number % 6);
    promotion.currency = currency(number % 5 == 0 ? "JPY" : "USD");
    promotion.tiers = {{random.between(0, 5) * 1000, random.between(1, 500'000)},
                       {20'000, random.between(500'001, 900'000)}};
    if (random.happens(600)) promotion.goods.families = {"F-" + std::to_string(number % 4)};
    if (promotion.kind == PromotionKind::buy_get) {
      promotion.buy = units(random.between(1, 3));
      promotion.get = units(1);
      if (random.happens(500)) promotion.get_goods.families = {"F-1"};
    }
    if (promotion.kind == PromotionKind::bundle) {
      promotion.bundle = {{company.products[static_cast<std::size_t>(number)].sku, units(1)},
                          {company.products[static_cast<std::size_t>(number) + 1].sku, units(2)}};
    }
    const bool is_wide = number % 6 == 0 || number % 6 == 2;
    if (is_wide && random.happens(400)) promotion.stage = PromotionStage::order;
    if (random.happens(300)) promotion.measure = PromotionMeasure::amount;
    if (random.happens(250)) promotion.combining = Combining::alone;
    if (random.happens(250)) promotion.exclusive_group = "E";
    if (random.happens(200)) promotion.groups = {CustomerGroup::parse("GOLD").value()};
    if (random.happens(200)) promotion.discount_max = random.between(1, 10'000);
    if (number % 4 == 3) {
      promotion.coupon = CouponCode::parse("FAIR-" + std::to_string(number));
      promotion.uses_max = number % 8 == 3 ? 100 : 0;
    }
    promotion.valid_until = some_day(random);
    company.promotions.push_back(std::move(promotion));
  }
}

void add_shipping_traps(Company& company, int number) {
  Policy& policy = company.policy;
  policy.stored_addresses = static_cast<StoredAddresses>(number == 5 ? 2 : number % 2);
  if (number % 2 == 0) policy.new_ship_to = NewParty::accept;
  if (number % 4 != 1) policy.new_customer = NewCustomerPolicy{list_code("RETAIL"), "prepaid"};
  if (number % 4 == 2) policy.blocked_countries = {"CL"};
  if (number % 3 == 0) policy.incoterm = "DAP";
  // A gap, an end, a place in two zones, a day without a table: every way to charge nothing.
  constexpr std::string_view card = R"csv(rate card,TRAP,Trap
currency,USD
valid,2026-01-01,2026-10-31
divisor,5000
po boxes,no
hazardous,no
place,A,US,NY
place,A,US,CA
place,B,US,TX
place,C,DE
place,D,DE,,101,105
rates,A,B,C,D
2 kg,5.00,6.00,7.00,8.00
per 10 kg up to 4000 kg,3.10,-,4.20,9.90
surcharge,Fuel,percent,12.5,always
)csv";
  if (auto cards = freight::read_rate_cards_csv(card)) {
    company.rate_cards = *std::move(cards);
    if (number == 4) policy.rate_card = company.rate_cards.front().code;
  }
}

Policy make_policy(int number) {
  constexpr std::array<Rounding, 4> modes{Rounding::half_up, Rounding::half_even, Rounding::down,
                                          Rounding::up};
  Policy policy;
  policy.rounding = modes[static_cast<std::size_t>(number) % 4];
  policy.tax_rounding_level = number < 4 ? TaxRoundingLevel::document : TaxRoundingLevel::line;
  policy.quantity_unseen_max = units(5000);
  policy.order_minimums = {Money{1'000, currency("USD")}, Money{50, currency("JPY")}};
  policy.order_review_limits = {Money{5'000'000, currency("USD")}, Money{9'999, currency("KWD")}};
  return policy;
}

}  // namespace

TrapCompany make_company(int number) {
  Random random(static_cast<std::uint64_t>(number) + 1);
  TrapCompany trap;
  Company& company = trap.company;
  company.name = "Trap " + std::to_string(number);
  company.policy = make_policy(number);
  add_lists(company);
  for (int i = 0; i < 150; ++i) company.products.push_back(make_product(random, i));
  for (const PriceList& list : company.price_lists) {
    const std::uint64_t held = list.code.text() == "PARTNER" ? 300 : 985;
    for (const Product& product : company.products) {
      if (random.happens(held)) add_prices(company, random, product, list);
    }
  }
  add_special_prices(company, random);
  add_promotions(company, random);
  add_rates(company);
  add_tax_traps(company, number);
  add_shipping_traps(company, number);
  add_customers(company, random);
  add_rule_traps(company, number);
  trap.lists_deleted.push_back(list_code("GONE"));
  return trap;
}

std::string trap_snapshot(const TrapCompany& trap) {
  const wire::Database db = wire::Database::in_memory();
  if (!wire::write_catalogue(db, trap.company)) return {};
  for (const PriceListCode& list : trap.lists_deleted) {
    const std::string where = "(SELECT id FROM price_list WHERE code = '" + list.text() + "')";
    const std::string sql = "DELETE FROM price WHERE list = " + where +
                            "; DELETE FROM price_list WHERE id = " + where;
    if (!db.execute(sql.c_str())) return {};
  }
  const auto parts = wire::build_snapshot(db);
  return parts ? wire::pack_parts(*parts) : std::string();
}

}  // namespace tally::tests
