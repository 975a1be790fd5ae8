// The price lists of the demo company: BASE in dollars; WHOLESALE and KEY hold what differs and
// fall back; EU in euro and UK in pounds hold everything.
#include <algorithm>

#include "server/catalogue/demo/demo_parts.hpp"

namespace tally::server::catalogue::demo {

namespace {

const PriceListCode base_list = *PriceListCode::parse("BASE");
const PriceListCode wholesale_list = *PriceListCode::parse("WHOLESALE");
const PriceListCode key_list = *PriceListCode::parse("KEY");
const PriceListCode eu_list = *PriceListCode::parse("EU");
const PriceListCode uk_list = *PriceListCode::parse("UK");

constexpr Quantity any_quantity{};

const Currency usd = *Currency::parse("USD");
const Currency eur = *Currency::parse("EUR");
const Currency gbp = *Currency::parse("GBP");

/// In the company's own price books: not an exchange rate.
constexpr std::int64_t eur_permille = 930;
constexpr std::int64_t gbp_permille = 795;

/// Whole hundredths of a cent under a dime, cents above, five cents from a dollar on.
std::int64_t round_price(std::int64_t price) {
  price = std::max<std::int64_t>(price, 10);
  if (price < 1'000) return price;
  if (price < 10'000) return price / 100 * 100;
  return price / 500 * 500;
}

std::int64_t less(std::int64_t price, std::int64_t permille) {
  return round_price(price * (1000 - permille) / 1000);
}

/// Puts the prices of one product on all lists.
class PriceBook {
 public:
  PriceBook(Random& random, std::vector<Price>& prices) : random_(random), prices_(prices) {}

  void put(const DemoProduct& made) {
    sku_ = &made.product.sku;
    const Quantity pack = made.product.case_pack.value_or(units(10));
    const Quantity more{pack.thousandths * 5};
    put_base(made.base_price, more);
    if (random_.chance(600)) {
      put_breaks(wholesale_list, usd, made.base_price, {.first = 120, .second = 165}, pack);
      if (random_.chance(60)) put_promotion(made.base_price);
    }
    if (random_.chance(80)) {
      put_breaks(key_list, usd, made.base_price, {.first = 250, .second = 280}, more);
    }
    const std::int64_t in_eur = made.base_price * eur_permille / 1000;
    put_breaks(eu_list, eur, in_eur, {.first = 0, .second = break_permille()}, pack);
    const std::int64_t in_gbp = made.base_price * gbp_permille / 1000;
    put_breaks(uk_list, gbp, in_gbp, {.first = 0, .second = break_permille()}, pack);
  }

 private:
  struct Discounts {
    std::int64_t first;
    /// 0: there is no break.
    std::int64_t second;
  };

  std::int64_t break_permille() { return random_.chance(500) ? 60 : 0; }

  Price& add(const PriceListCode& list, Currency currency, Quantity from, std::int64_t price) {
    return prices_.emplace_back(Price{list, *sku_, from, UnitPrice{price, currency}, {}, {}});
  }

  void put_base(std::int64_t price, Quantity more) {
    Price& now = add(base_list, usd, any_quantity, price);
    if (random_.chance(100)) {
      // A new price list is on its way: the old price ends where the new one begins.
      const Date new_year = *Date::from_civil(2027, 1, 1);
      now.valid_until = new_year.plus_days(-1);
      add(base_list, usd, any_quantity, round_price(price * 1030 / 1000)).valid_from = new_year;
    }
    if (random_.chance(400)) add(base_list, usd, more, less(price, 50));
  }

  void put_breaks(const PriceListCode& list, Currency currency, std::int64_t price,
                  Discounts discounts, Quantity from) {
    add(list, currency, any_quantity, less(price, discounts.first));
    if (discounts.second == 0 || from <= units(1)) return;
    add(list, currency, from, less(price, discounts.second));
  }

  void put_promotion(std::int64_t price) {
    Price& promotion = add(wholesale_list, usd, any_quantity, less(price, 220));
    promotion.valid_from = *Date::from_civil(2026, 11, 1);
    promotion.valid_until = *Date::from_civil(2027, 3, 31);
  }

  Random& random_;
  std::vector<Price>& prices_;
  const Sku* sku_ = nullptr;
};

}  // namespace

std::vector<PriceList> make_price_lists() {
  return {{base_list, "List prices", usd, std::nullopt},
          {wholesale_list, "Wholesale", usd, base_list},
          {key_list, "Key accounts", usd, wholesale_list},
          {eu_list, "European Union", eur, std::nullopt},
          {uk_list, "United Kingdom", gbp, std::nullopt}};
}

std::vector<Price> make_prices(Random random, const std::vector<DemoProduct>& products) {
  std::vector<Price> prices;
  prices.reserve(products.size() * 7);
  PriceBook book(random, prices);
  for (const DemoProduct& each : products) book.put(each);
  return prices;
}

}  // namespace tally::server::catalogue::demo
