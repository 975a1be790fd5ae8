// Product memory: products with their prices, and price lists, that a snapshot was asked for.
// A snapshot never changes, so what was read once stays right; a rep's 1,000 lines are asked anew
// at every keystroke and must not be read anew. It is bounded and starts over when it is full.
// Shared pointers go into Facts, so remembering costs no copy. It belongs to one snapshot.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/data/facts.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::wire {

class ProductMemory {
 public:
  using Key = std::pair<std::int32_t, std::string>;  // chain of price lists, SKU
  /// A null pointer: asked before, and there is no such product.
  const std::shared_ptr<const ProductFacts>* find(const Key& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }
  void keep(const Key& key, std::shared_ptr<const ProductFacts> facts) {
    if (entries_.size() >= entries_max) entries_.clear();
    entries_.insert_or_assign(key, std::move(facts));
  }
  /// A number for a chain of lists.
  std::int32_t chain(const std::string& codes) {
    const auto next = static_cast<std::int32_t>(chains_.size());
    return chains_.try_emplace(codes, next).first->second;
  }
  std::map<PriceListCode, std::optional<PriceList>> price_lists;
  std::optional<std::vector<PriceList>> group_lists;
  std::shared_ptr<const PromotionBook> promotions;
  std::optional<std::vector<std::shared_ptr<const RateCard>>> rate_cards;
  std::map<std::string, std::vector<ExchangeRate>, std::less<>> exchange_rates;
  std::optional<std::shared_ptr<const rules::Book>> rules;

  /// What the post makes of a stored ship-to, by customer and code.
  using PlaceKey = std::pair<std::string, std::string>;
  std::shared_ptr<const PlaceFacts>& place(const PlaceKey& key) {
    if (places_.size() >= entries_max) places_.clear();
    return places_[key];
  }

 private:
  std::map<std::string, std::int32_t> chains_;
  static constexpr std::size_t entries_max = 20'000;
  std::map<Key, std::shared_ptr<const ProductFacts>> entries_;
  std::map<PlaceKey, std::shared_ptr<const PlaceFacts>> places_;
};

/// The product of a row whose columns from `first` on are sku, gtin, name, unit, family, variant,
/// tax_class, status, successor, case_pack, minimum, step, weight_g, and product_shipping_columns.
Product read_product(const Statement& row, int first);

}  // namespace tally::wire
