// Search: finds products and customers of a snapshot while someone types.
// In goes what was typed so far; out come at most `limit` hits and why each matched.
// A SKU or GTIN prefix comes first, by index; then words by full text, every word a prefix.
// It will not rank by guesses: within a kind the order is that of the SKU or the name.
//   ProductSearch search(snapshot);  auto hits = search.find("oak 40", 20);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/wire/snapshot.hpp"

namespace tally::wire {

enum class MatchKind : std::uint8_t { sku, gtin, words };

struct ProductHit {
  Product product;
  MatchKind match = MatchKind::words;
};

class ProductSearch {
 public:
  explicit ProductSearch(Snapshot& snapshot);
  std::vector<ProductHit> find(std::string_view typed, std::size_t limit);

 private:
  void find_by_sku(std::string_view typed, std::size_t limit, std::vector<ProductHit>& hits);
  void find_by_gtin(std::string_view typed, std::size_t limit, std::vector<ProductHit>& hits);
  void find_by_words(std::string_view typed, std::size_t limit, std::vector<ProductHit>& hits);
  Statement by_sku_, by_gtin_, by_words_;
};

struct CustomerHit {
  CustomerCode code;
  std::string name;
  std::string locality;
  std::string country;
  CustomerStatus status = CustomerStatus::active;
};

class CustomerSearch {
 public:
  explicit CustomerSearch(Snapshot& snapshot);
  /// Empty text lists customers by name. Otherwise: number prefix, or every word somewhere in
  /// name or town.
  std::vector<CustomerHit> find(std::string_view typed, std::size_t limit);

 private:
  Statement all_;
};

}  // namespace tally::wire
