// Keyed lines: what the lines of a file say about each key, and which of them holds.
// In go records with their key and place; out comes one record per key, in the order in which the
// keys first stood, chosen by the mapping's rule (refuse, first, last, most frequent).
// The same said twice is no harm and is counted.
// It knows no files and no database.
//   KeyedLines<Product> lines(Repeated::refuse);
//   if (const auto before = lines.add(sku, product, {file, 7})) refuse(*before);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/catalogue/mapping.hpp"

namespace tally::server::catalogue {

/// Where a record was read.
struct LinePlace {
  std::int32_t file = 0;
  std::int64_t line = 0;
  /// True where a default stepped in for an empty cell.
  bool by_default = false;
};

template <typename Record>
class KeyedLines {
 public:
  struct Candidate {
    Record record;
    LinePlace place;
    std::int64_t lines = 1;
  };

  explicit KeyedLines(Repeated repeated) : repeated_(repeated) {}

  /// Where the rule is to refuse and the key stood before with another record: that place.
  std::optional<LinePlace> add(const std::string& key, Record record, const LinePlace& place) {
    const auto [entry, is_new] = places_.try_emplace(key, keys_.size());
    if (is_new) {
      keys_.push_back({{std::move(record), place}});
      return std::nullopt;
    }
    std::vector<Candidate>& candidates = keys_[entry->second];
    for (Candidate& candidate : candidates) {
      if (!(candidate.record == record)) continue;
      ++candidate.lines;
      ++repeated_count_;
      candidate.place.by_default = candidate.place.by_default && place.by_default;
      return std::nullopt;
    }
    switch (repeated_) {
      case Repeated::refuse: return candidates.front().place;
      case Repeated::first: break;
      case Repeated::last: candidates.front() = {std::move(record), place}; break;
      case Repeated::most_frequent: candidates.push_back({std::move(record), place}); break;
    }
    ++repeated_count_;
    return std::nullopt;
  }

  std::size_t size() const { return keys_.size(); }
  bool contains(const std::string& key) const { return places_.contains(key); }
  /// The record that holds for the key at `index`, and where it stood first.
  Candidate& chosen(std::size_t index) {
    Candidate* best = nullptr;
    for (Candidate& candidate : keys_[index]) {
      if (best == nullptr || stands_before(candidate, *best)) best = &candidate;
    }
    return *best;
  }
  /// Lines that repeated a key, beyond the first of each.
  std::int64_t repeated() const { return repeated_count_; }

 private:
  static bool stands_before(const Candidate& candidate, const Candidate& best) {
    if (candidate.place.by_default != best.place.by_default) return best.place.by_default;
    return candidate.lines > best.lines;
  }

  Repeated repeated_;
  std::vector<std::vector<Candidate>> keys_;
  std::unordered_map<std::string, std::size_t> places_;
  std::int64_t repeated_count_ = 0;
};

}  // namespace tally::server::catalogue
