#pragma once
// Finds the SKU that someone most likely meant when they mistyped one.
// In: all SKUs of the snapshot, once; then a text. Out: the nearest SKU within two edits.
// Most SKUs are ruled out by length and by which characters they hold, before edits are counted.
// It will not guess between two that are equally near, and it knows nothing of GTINs.
//
//     NearestSku nearest(skus);   nearest.find("AB-1O3") == "AB-103"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tally::app {

class NearestSku {
 public:
  explicit NearestSku(std::vector<std::string> skus);
  /// Nothing where none is near, or several are equally near.
  std::optional<std::string> find(std::string_view typed) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t characters;  // one bit for each kind of character that stands in it
    std::string sku;
  };
  std::vector<Entry> entries_;  // shortest first
};

}  // namespace tally::app
