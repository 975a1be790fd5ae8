#include "wasm/state/nearest_sku.hpp"

#include <algorithm>
#include <bit>

#include "shared/base/text.hpp"

namespace tally::app {

namespace {

constexpr int edits_max = 2;

std::uint64_t characters_of(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  return bits;
}

}  // namespace

NearestSku::NearestSku(std::vector<std::string> skus) {
  entries_.reserve(skus.size());
  for (std::string& sku : skus) entries_.push_back({characters_of(sku), std::move(sku)});
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return entry.sku.size(); });
}

std::optional<std::string> NearestSku::find(std::string_view typed) const {
  const std::string wanted = ascii_upper(squeeze(typed));
  if (wanted.size() < 3) return std::nullopt;  // two edits would turn it into anything
  const int limit = wanted.size() < 5 ? 1 : edits_max;
  const std::uint64_t characters = characters_of(wanted);
  const std::size_t shortest = wanted.size() - static_cast<std::size_t>(limit);
  const std::size_t longest = wanted.size() + static_cast<std::size_t>(limit);
  auto entry = std::ranges::lower_bound(entries_, shortest, {},
                                        [](const Entry& each) { return each.sku.size(); });
  int best = limit + 1;
  std::optional<std::string> found;
  bool doubtful = false;
  for (; entry != entries_.end() && entry->sku.size() <= longest; ++entry) {
    // One edit changes at most two kinds of characters: one goes, one comes.
    if (std::popcount(characters ^ entry->characters) > 2 * std::min(best, limit)) continue;
    const int edits = edit_distance(wanted, entry->sku, std::min(best, limit));
    if (edits > limit || edits > best) continue;
    doubtful = edits == best;
    if (edits < best) found = entry->sku;
    best = edits;
  }
  return doubtful ? std::nullopt : found;
}

}  // namespace tally::app
