// The lines of a case about price lists, prices, exchange rates and costs.
#include "tests/support/case_values.hpp"

namespace tally::tests {

namespace {

PriceList list_behind_on(Words& words, const CaseCompany& into) {
  if (into.company.price_lists.empty()) complain(words.line(), "a list named before");
  if (!words.take("on")) return into.company.price_lists.front();
  const auto code = read_code<PriceListCode>(words, "a price list");
  const auto found = std::ranges::find(into.company.price_lists, code, &PriceList::code);
  if (found == into.company.price_lists.end()) complain(words.line(), "a list named before");
  return *found;
}

}  // namespace

/// list GOLD USD, falls back on RETAIL, group GOLD, channel web, breaks by family, since …
void read_list(Words& words, CaseCompany& into) {
  const auto code = read_code<PriceListCode>(words, "a price list");
  auto& list = find_or_add(into.company.price_lists,
                           [&](const PriceList& other) { return other.code == code; });
  list = PriceList{code, code.text(), read_currency(words), std::nullopt};
  while (words.take(",")) {
    if (words.take("group")) {
      list.groups.push_back(read_code<CustomerGroup>(words, "a customer group"));
    } else if (words.take("channel")) {
      list.channels.push_back(read_channel(words));
    } else if (words.take("breaks by family")) {
      list.breaks = BreakCount::family;
    } else if (words.take("includes tax")) {
      list.price_tax = PriceTax::inclusive;
    } else if (words.take("since")) {
      list.valid_from = read_date(words);
    } else if (words.take("until")) {
      list.valid_until = read_date(words);
    } else {
      words.expect("falls back on");
      list.fallback = read_code<PriceListCode>(words, "a price list");
    }
  }
}

void read_price(Words& words, CaseCompany& into) {
  const auto sku = read_code<Sku>(words, "a SKU");
  const PriceList list = list_behind_on(words, into);
  auto& prices = into.company.prices;
  for (std::size_t place = into.inherited_prices; place-- > 0;) {
    if (prices[place].sku != sku || prices[place].list != list.code) continue;
    prices.erase(prices.begin() + static_cast<std::ptrdiff_t>(place));
    --into.inherited_prices;
  }
  const std::size_t first = prices.size();
  do {
    const auto price = parse_unit_price(words.next(), list.currency);
    if (!price) complain(words.line(), "a price");
    const OrderUnit unit = words.take("a case") ? OrderUnit::case_pack : OrderUnit::each;
    const Quantity from = words.take("from") ? read_quantity(words) : units(1);
    prices.push_back(Price{list.code, sku, from, *price, std::nullopt, std::nullopt, unit});
  } while (words.take(";"));
  const Validity validity = read_validity(words);
  for (std::size_t place = first; place < prices.size(); ++place) {
    prices[place].valid_from = validity.from;
    prices[place].valid_until = validity.until;
  }
}

/// special AB-103 on GOLD 10 % off from 5 | special family OAK … | special everything …
/// special AB-103 on GOLD on request | special AB-103 on GOLD 25 % above cost
void read_special_price(Words& words, CaseCompany& into) {
  Price price;
  if (words.take("family")) price.family = words.next();
  else if (!words.take("everything")) price.sku = read_code<Sku>(words, "a SKU");
  const PriceList list = list_behind_on(words, into);
  price.list = list.code;
  price.price.currency = list.currency;
  if (words.take("on request")) {
    price.kind = PriceKind::on_request;
  } else {
    price.percent = read_rate(words);
    price.kind = words.take("above cost") ? PriceKind::cost_plus : PriceKind::percent_off;
    if (price.kind == PriceKind::percent_off) words.expect("off");
  }
  if (words.take("a case")) price.unit = OrderUnit::case_pack;
  if (words.take("from")) price.quantity_from = read_quantity(words);
  const Validity validity = read_validity(words);
  price.valid_from = validity.from;
  price.valid_until = validity.until;
  into.company.prices.push_back(std::move(price));
}

/// exchange EUR USD 1.0825, since 2026-01-01
void read_exchange(Words& words, CaseCompany& into) {
  ExchangeRate rate;
  rate.from = read_currency(words);
  rate.to = read_currency(words);
  const auto billionths = parse_decimal(words.next(), ExchangeRate::decimals);
  if (!billionths) complain(words.line(), "a rate such as 1.0825");
  rate.billionths = *billionths;
  const Validity validity = read_validity(words);
  rate.valid_from = validity.from;
  rate.valid_until = validity.until;
  into.company.exchange_rates.push_back(rate);
}

/// cost AB-103 USD 7.20
void read_cost(Words& words, CaseCompany& into) {
  Cost cost;
  cost.sku = read_code<Sku>(words, "a SKU");
  const Currency currency = read_currency(words);
  const auto amount = parse_unit_price(words.next(), currency);
  if (!amount) complain(words.line(), "a cost");
  cost.cost = *amount;
  into.company.costs.push_back(std::move(cost));
}

}  // namespace tally::tests
