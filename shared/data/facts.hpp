// Facts: everything a decision needs that is not the order, and nothing else.
// wire::gather collects them from a snapshot for one draft; decide() reads nothing but these.
// A product stands here once, however many lines name it.
// What changes by the minute (stock, credit) is never here, so a decision can be repeated.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "shared/base/sha256.hpp"
#include "shared/data/customer.hpp"
#include "shared/data/exchange_rate.hpp"
#include "shared/data/policy.hpp"
#include "shared/data/price_list.hpp"
#include "shared/data/product.hpp"
#include "shared/data/promotion.hpp"
#include "shared/data/tax_table.hpp"

namespace tally {

struct ProductFacts {
  Product product;
  /// Prices on the lists of `Facts::price_lists`, in that order, each list's plain ones first,
  /// by quantity and day.
  std::vector<Price> prices;
  /// The promotions of `Facts::promotions` that it may meet.
  std::vector<PromotionUse> promotions = {};
};

struct Facts {
  Digest snapshot;
  Policy policy;
  std::optional<Customer> customer;
  /// The chain, the most specific first; empty where the customer's standard list is not there.
  std::vector<PriceList> price_lists;
  /// A list that the customer is on and that is not there.
  std::optional<PriceListCode> missing_list;
  /// For each list of the chain.
  std::vector<PriceLevel> price_levels;
  /// The standard list's: what the order is priced in.
  std::optional<Currency> currency;
  /// All rates from currencies of the chain to the order's.
  std::vector<ExchangeRate> exchange_rates;
  /// The list at which the fallbacks closed a circle.
  std::optional<PriceListCode> circular_list;
  /// Shared with the snapshot's memory of products already asked for; never changed.
  std::vector<std::shared_ptr<const ProductFacts>> products;
  /// For each line of the draft: its place in `products`, or -1 where the product is unknown.
  std::vector<std::int32_t> product_of_line;
  /// Of the snapshot; nullptr: none.
  std::shared_ptr<const PromotionBook> promotions;
  /// The rates that can hold at the order's ship-to, and at the company's own place.
  std::vector<TaxRate> tax_rates;
  /// How those two places treat a sale, and those that the customer's VAT number may be of.
  std::vector<TaxPlace> tax_places;
};

}  // namespace tally
