// The demo company with everything on: five price lists for one customer, 200 promotions, 12,000
// rows of tax. What is added is made by counting, so that every run measures the same.
#include <array>
#include <string>

#include "tools/bench/bench.hpp"

namespace tally::bench {

namespace {

constexpr std::size_t promotions_wanted = 200;
constexpr std::size_t tax_rows_wanted = 12'000;

template <typename Id>
Id code_of(const std::string& text) {
  return *Id::parse(text);
}

std::string padded(std::size_t number) {
  std::string text = std::to_string(number);
  return std::string(text.size() < 5 ? 5 - text.size() : 0, '0') + text;
}

/// A contract, the customer's own list, one of their group, before the standard and its fallback.
void add_price_lists(Company& company, Customer& customer) {
  const auto contract = code_of<PriceListCode>("BENCH-CONTRACT");
  const auto own = code_of<PriceListCode>("BENCH-OWN");
  const auto group_list = code_of<PriceListCode>("BENCH-GROUP");
  const auto standard_code = customer.price_list;
  const auto group = code_of<CustomerGroup>("BENCH");
  const Price sample = company.prices.front();
  const Currency currency = sample.price.currency;
  for (const auto& code : {contract, own, group_list}) {
    PriceList list{code, code.text(), currency, std::nullopt};
    if (code == group_list) list.groups.push_back(group);
    company.price_lists.push_back(std::move(list));
  }
  const auto fallback = code_of<PriceListCode>("BENCH-BASE");
  company.price_lists.push_back({fallback, fallback.text(), currency, std::nullopt});
  for (PriceList& list : company.price_lists) {
    if (list.code == standard_code && !list.fallback) list.fallback = fallback;
  }
  customer.contracts.push_back(contract);
  customer.own_price_list = own;
  customer.groups.push_back(group);
  for (std::size_t i = 0; i < company.products.size(); ++i) {
    Price price{contract, company.products[i].sku, units(1),
                UnitPrice{sample.price.ten_thousandths + static_cast<std::int64_t>(i % 997) * 100,
                          currency},
                std::nullopt, std::nullopt};
    if (i % 11 == 0) company.prices.push_back(price);
    price.list = own;
    if (i % 7 == 0) company.prices.push_back(price);
    price.list = group_list;
    price.kind = PriceKind::percent_off;
    price.price = {};
    price.percent = Rate{50'000};
    price.quantity_from = {};
    if (i % 5 == 0) company.prices.push_back(price);
  }
}

Promotion of_goods(std::size_t number, const Company& company, Currency currency) {
  Promotion promotion{.code = code_of<PromotionCode>("BENCH-" + padded(number))};
  const Product& product = company.products[number * 7919 % company.products.size()];
  promotion.goods.families = {product.family};
  promotion.rank = static_cast<std::int64_t>(number % 9);
  switch (number % 4) {
    case 0: promotion.tiers = {{0, 20'000}, {100'000, 40'000}}; break;
    case 1:
      promotion.kind = PromotionKind::amount_each;
      promotion.currency = currency;
      promotion.tiers = {{12'000, 100}};
      break;
    case 2:
      promotion.kind = PromotionKind::buy_get;
      promotion.buy = units(10);
      promotion.get = units(1);
      promotion.tiers = {{0, 1'000'000}};
      break;
    default:
      promotion.tiers = {{0, 30'000}};
      promotion.combining = Combining::alone;
      promotion.exclusive_group = "G" + std::to_string(number % 5);
  }
  return promotion;
}

void add_promotions(Company& company, Currency currency) {
  for (std::size_t i = 0; i < promotions_wanted; ++i) {
    Promotion promotion = of_goods(i, company, currency);
    if (i % 20 == 9 || i % 20 == 18) {
      promotion = {.code = promotion.code, .stage = PromotionStage::order};
      promotion.tiers = {{0, 5'000}};
      promotion.exclusive_group = "ORDER";
    }
    // As a book of promotions is: every second is for another group of customers, every third of
    // the rest was last year's.
    if (i % 2 == 1) promotion.groups = {code_of<CustomerGroup>("BENCH-OTHER")};
    else if (i % 3 == 0) promotion.valid_until = bench_day().date.plus_days(-200);
    if (i % 20 == 10) promotion.coupon = code_of<CouponCode>("BENCH-" + padded(i));
    company.promotions.push_back(std::move(promotion));
  }
}

/// Four authorities take of the place the order goes to; the other rows are everywhere around it.
void add_tax_rows(Company& company, const Address& place, const TaxClass& tax_class) {
  constexpr std::array authorities{"State", "County", "City", "District"};
  const TaxClass other = tax_class;
  std::erase_if(company.tax_rates, [&](const TaxRate& rate) {
    return rate.country == place.country && rate.tax_class == tax_class;
  });
  const std::string home = normal_postal(place.postal_code);
  for (std::size_t i = 0; i < authorities.size(); ++i) {
    TaxRate rate{place.country, i == 0 ? std::string() : place.admin_area, tax_class,
                 Rate{60'000 / static_cast<std::int64_t>(i + 1)}, std::nullopt, std::nullopt};
    rate.authority = authorities[i];
    if (i >= 2) rate.postal = {home.substr(0, 3), home.substr(0, 3)};
    company.tax_rates.push_back(std::move(rate));
  }
  for (std::size_t i = 0; company.tax_rates.size() < tax_rows_wanted; ++i) {
    const std::string postal = padded(i % 100'000);
    if (postal.starts_with(home.substr(0, 3))) continue;
    TaxRate rate{place.country, place.admin_area, other, Rate{10'000}, std::nullopt, std::nullopt};
    rate.authority = authorities[2 + i % 2];
    rate.postal = {postal, postal};
    company.tax_rates.push_back(std::move(rate));
  }
}

}  // namespace

Company rich_company(std::int64_t products) {
  Company company = demo_company(products);
  Customer& customer = plain_customer(company);
  const Currency currency = company.prices.front().price.currency;
  const TaxClass tax_class = company.products.front().tax_class;
  add_tax_rows(company, customer.ship_tos.front().address, tax_class);
  add_price_lists(company, customer);
  add_promotions(company, currency);
  return company;
}

}  // namespace tally::bench
