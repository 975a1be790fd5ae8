// What the demo company has beside goods and customers: people, taxes, warehouses, stock, policy.
#include <array>

#include "server/catalogue/demo/demo_parts.hpp"

namespace tally::server::catalogue::demo {

namespace {

struct RateRow {
  std::string_view country;
  std::string_view area;
  std::string_view tax_class;
  std::int64_t parts_per_million;
};

// Demo figures: near to what was charged somewhere once, checked by nobody, and no advice.
constexpr std::array rate_rows = std::to_array<RateRow>({
    {"US", "AZ", "STANDARD", 86'000},  {"US", "CA", "STANDARD", 87'500},
    {"US", "CO", "STANDARD", 81'000},  {"US", "GA", "STANDARD", 89'000},
    {"US", "IL", "STANDARD", 102'500}, {"US", "MA", "STANDARD", 62'500},
    {"US", "NJ", "STANDARD", 66'250},  {"US", "NV", "STANDARD", 82'650},
    {"US", "NY", "STANDARD", 88'750},  {"US", "OH", "STANDARD", 75'000},
    {"US", "OR", "STANDARD", 0},       {"US", "PA", "STANDARD", 80'000},
    {"US", "TX", "STANDARD", 82'500},  {"US", "WA", "STANDARD", 103'500},
    {"CA", "AB", "STANDARD", 50'000},  {"CA", "BC", "STANDARD", 120'000},
    {"CA", "ON", "STANDARD", 130'000}, {"CA", "QC", "STANDARD", 149'750},
    {"GB", "", "STANDARD", 200'000},   {"IE", "", "STANDARD", 230'000},
    {"DE", "", "STANDARD", 190'000},   {"FR", "", "STANDARD", 200'000},
    {"NL", "", "STANDARD", 210'000},   {"BE", "", "STANDARD", 210'000},
    {"ES", "", "STANDARD", 210'000},   {"IT", "", "STANDARD", 220'000},
    {"GB", "", "PPE", 0},              {"GB", "", "FOOD", 0},
    {"IE", "", "FOOD", 0},             {"DE", "", "FOOD", 70'000},
    {"FR", "", "FOOD", 55'000},        {"NL", "", "FOOD", 90'000},
    {"BE", "", "FOOD", 60'000},        {"ES", "", "FOOD", 100'000},
    {"IT", "", "FOOD", 100'000},       {"US", "", "FOOD", 0},
    {"CA", "", "FOOD", 0},
});

TaxRate make_rate(const RateRow& row, std::string_view tax_class) {
  TaxRate rate;
  rate.country = row.country;
  rate.admin_area = row.area;
  rate.tax_class = *TaxClass::parse(tax_class);
  rate.rate = Rate{row.parts_per_million};
  rate.table = TaxTable::demo;
  return rate;
}

Warehouse make_warehouse(std::string_view code, std::string_view name, Address address) {
  return {*WarehouseCode::parse(code), std::string(name), std::move(address)};
}

Money amount(std::string_view currency, std::int64_t minor) {
  return {minor, *Currency::parse(currency)};
}

/// How many are on the shelf: plenty of small things, few of dear ones, now and then none.
Quantity shelf_quantity(Random& random, const DemoProduct& made, std::int64_t share_percent) {
  if (made.product.status == ProductStatus::discontinued && random.chance(800)) return {};
  if (random.chance(35)) return {};
  const std::int64_t pack = made.product.case_pack.value_or(units(1)).thousandths / 1000;
  const std::int64_t packs = made.base_price > 300'000   ? random.between(2, 30)
                             : made.base_price > 20'000 ? random.between(4, 60)
                                                        : random.between(10, 120);
  const std::int64_t whole = packs * pack * share_percent / 100;
  return units(whole < 1 ? 1 : whole);
}

}  // namespace

std::vector<User> make_users() {
  return {{"rep", "Mara Lindqvist", Role::rep, "notch-rep"},
          {"rep2", "Tom Okafor", Role::rep, "notch-rep2"},
          {"rep3", "Ines Carvalho", Role::rep, "notch-rep3"},
          {"rep4", "Jonas Weber", Role::rep, "notch-rep4"},
          {"desk", "Ruth Abernathy", Role::desk, "notch-desk"},
          {"warehouse", "Piotr Zielinski", Role::warehouse, "notch-warehouse"},
          {"finance", "Helen Osei", Role::finance, "notch-finance"},
          {"rules", "Samir Haddad", Role::rules, "notch-rules"},
          {"admin", "Kate Morgan", Role::admin, "notch-admin"}};
}

std::vector<TaxRate> make_tax_rates() {
  std::vector<TaxRate> rates;
  for (const RateRow& row : rate_rows) {
    rates.push_back(make_rate(row, row.tax_class));
    // Protective equipment has a rate of its own in Britain only; elsewhere it is as all goods.
    if (row.tax_class == "STANDARD" && row.country != "GB") rates.push_back(make_rate(row, "PPE"));
  }
  return rates;
}

/// A coupon from a trade show, counted, and freight that is free above an amount.
std::vector<Promotion> make_promotions() {
  std::vector<Promotion> promotions;
  Promotion fair{.code = *PromotionCode::parse("TRADE-FAIR"), .name = "Trade fair, 5 % off"};
  fair.tiers = {{0, 50'000}};
  fair.coupon = *CouponCode::parse("FAIR5");
  fair.uses_max = 500;
  fair.uses_per_customer_max = 2;
  promotions.push_back(std::move(fair));
  for (const char* const currency : {"EUR", "GBP", "USD"}) {
    Promotion freight{.code = *PromotionCode::parse("FREIGHT-" + std::string(currency)),
                      .name = "Freight paid from 750"};
    freight.stage = PromotionStage::freight;
    freight.currency = *Currency::parse(currency);
    freight.measure = PromotionMeasure::amount;
    freight.tiers = {{75'000, 1'000'000}};
    promotions.push_back(std::move(freight));
  }
  return promotions;
}

std::vector<Warehouse> make_warehouses() {
  return {make_warehouse("RENO", "Reno distribution centre",
                         {"Goods in", "1180 Railroad St", "", "Reno", "NV", "89512", "US"}),
          make_warehouse("ROTTERDAM", "Rotterdam distribution centre",
                         {"Goods in", "Scheepmakerskade 41", "", "Rotterdam", "", "3089 RT", "NL"}),
          make_warehouse("LEEDS", "Leeds warehouse",
                         {"Goods in", "22 Foundry Lane", "", "Leeds", "", "LS11 5TN", "GB"})};
}

Policy make_policy() {
  Policy policy;
  policy.agreed_price_tolerance = Rate{50'000};
  policy.quantity_unseen_max = units(5'000);
  policy.order_minimums = {amount("USD", 5'000), amount("EUR", 5'000), amount("GBP", 4'000)};
  policy.order_review_limits = {amount("USD", 2'500'000), amount("EUR", 2'500'000),
                                amount("GBP", 2'000'000)};
  policy.stored_addresses = StoredAddresses::review;
  policy.new_customer = NewCustomerPolicy{*PriceListCode::parse("BASE"), "prepaid"};
  policy.incoterm = "DAP";
  return policy;
}

std::vector<StockLevel> make_stock(Random random, const std::vector<DemoProduct>& products,
                                   const std::vector<Warehouse>& warehouses) {
  constexpr std::array<std::int64_t, 3> share_percent{100, 60, 40};
  constexpr std::array<std::uint64_t, 3> listed_permille{960, 700, 600};
  std::vector<StockLevel> stock;
  stock.reserve(products.size() * 2);
  for (const DemoProduct& made : products) {
    for (std::size_t i = 0; i < warehouses.size(); ++i) {
      if (!random.chance(listed_permille[i])) continue;
      stock.push_back({warehouses[i].code, made.product.sku,
                       shelf_quantity(random, made, share_percent[i])});
    }
  }
  return stock;
}

}  // namespace tally::server::catalogue::demo
