#pragma once
// The prices, products and customers that this device works with: one open snapshot.
// In: the snapshot's parts. Out: products, customers, search results, nearest SKUs.
// Products that were read once are kept, so a screen may ask for them in every frame.
// It will not fetch anything and holds no stock: that is the server's, and shown with its age.
//
//     auto catalogue = Catalogue::open(std::move(parts), digest);
//     const Product* product = (*catalogue)->find_product("ab-103");

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/wire/search.hpp"
#include "shared/wire/snapshot.hpp"
#include "wasm/state/nearest_sku.hpp"

namespace tally::app {

/// A product's name in two parts: what it is, and what tells it from the others of its family. In
/// a narrow column the first may be cut, the second never.
struct ProductWords {
  std::string name, variant;
};
ProductWords product_words(const Product& product);

class Catalogue {
 public:
  static Result<std::unique_ptr<Catalogue>> open(wire::SnapshotParts parts, const Digest& digest);
  static std::unique_ptr<Catalogue> over(wire::Snapshot snapshot);

  wire::Snapshot& snapshot() { return snapshot_; }
  const wire::SnapshotInfo& info() const { return info_; }
  const Policy& policy() const { return policy_; }

  /// A product by SKU, or by GTIN; nullptr where there is none. Valid as long as the catalogue.
  const Product* find_product(std::string_view typed);
  const Customer* find_customer(std::string_view code);
  std::vector<wire::ProductHit> search_products(std::string_view typed, std::size_t limit);
  std::vector<wire::CustomerHit> search_customers(std::string_view typed, std::size_t limit);
  /// The SKU that was probably meant. The first call reads all SKUs.
  std::optional<std::string> nearest_sku(std::string_view typed);
  /// The customer's list, then its fallbacks.
  std::vector<PriceList> lists_of(const Customer& customer);
  /// Every price list of the company.
  std::vector<PriceList> all_lists();

 private:
  explicit Catalogue(wire::Snapshot snapshot);
  wire::Snapshot snapshot_;
  wire::SnapshotInfo info_;
  Policy policy_;
  wire::ProductSearch products_;
  wire::CustomerSearch customers_;
  std::unordered_map<std::string, std::unique_ptr<Product>> by_text_;  // null: there is none
  std::unordered_map<std::string, std::unique_ptr<Customer>> by_code_;
  std::unordered_map<std::string, std::optional<std::string>> nearest_known_;
  std::optional<NearestSku> nearest_;
};

}  // namespace tally::app
