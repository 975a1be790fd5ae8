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
#include "shared/data/rate_card.hpp"
#include "shared/data/tax_table.hpp"

namespace tally {

namespace rules {
class Book;
}

struct ProductFacts {
  Product product;
  /// Prices on the lists of `Facts::price_lists`, in that order, each list's plain ones first,
  /// by quantity and day.
  std::vector<Price> prices;
  /// The promotions of `Facts::promotions` that it may meet.
  std::vector<PromotionUse> promotions = {};
};

/// A ship-to, with what the post of its country makes of it.
struct PlaceFacts {
  ShipTo ship_to;
  /// Those of the room of addresses that are more than worth knowing; paths as in an order document
  /// ("postal_code", "street_1").
  Issues issues;
  bool po_box = false;
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
  /// The rates that can hold at one of the order's ship-tos, and at the company's own place.
  std::vector<TaxRate> tax_rates;
  /// How those two places treat a sale, and those that the customer's VAT number may be of.
  std::vector<TaxPlace> tax_places;
  /// By which the way is charged: the customer's, or the company's; nullptr: none is named.
  std::shared_ptr<const RateCard> rate_card = {};
  /// The customer was captured with the order, and the snapshot has none of that code.
  bool customer_is_new = false;
  /// The captured ship-tos whose codes the company does not have.
  std::vector<ShipToCode> new_ship_tos = {};
  /// Where goods of the order go, each ship-to once: the order's own first, then as the lines name
  /// them. Shared with the snapshot's memory; never changed.
  std::vector<std::shared_ptr<const PlaceFacts>> places = {};
  /// For each line of the draft: its place in `places`, or -1 where there is none.
  std::vector<std::int32_t> place_of_line = {};
  /// Of the snapshot, compiled; nullptr: the company has none.
  std::shared_ptr<const rules::Book> rules = {};
  /// From the order's currency to that of the rules, where they differ; by first day.
  std::vector<ExchangeRate> rule_rates = {};
};

}  // namespace tally
