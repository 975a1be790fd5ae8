// Box index: which of many boxes hold a point, without looking at them one by one.
// In go boxes; out come, for each field, elementary intervals with a bitset of the boxes that allow
// them. The AND of one row a field is the answer.
// After the bitmap interval index of packet classification (Lakshman and Stiliadis, "High-speed
// policy-based packet forwarding", 1998), with a bucket table in front of the binary search.
// It knows no rules, and a value outside its field's domain is told, never answered.
//   BoxIndex index(space, boxes);   index.row(index.fields()[0], 12);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/rules/region.hpp"

namespace tally::rules {

using Word = std::uint64_t;
inline constexpr std::size_t word_bits = 64;

inline bool has_bit(const Word* words, std::size_t bit) {
  return (words[bit / word_bits] >> (bit % word_bits) & 1U) != 0;
}
inline void set_bit(Word* words, std::size_t bit) {
  words[bit / word_bits] |= Word{1} << (bit % word_bits);
}

/// The elementary intervals of one field.
struct FieldIndex {
  std::uint16_t field = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
  /// value - low >> shift is a bucket; its cell is at buckets[…] or some cells behind.
  std::uint32_t shift = 0;
  std::vector<std::uint32_t> buckets;
  /// The least value of each cell, ascending.
  std::vector<std::int64_t> starts;
  /// Where its rows begin; one for each cell, then missing, then unstated.
  std::size_t first_word = 0;
};

class BoxIndex {
 public:
  BoxIndex() = default;
  BoxIndex(const Space& space, std::span<const Box> boxes);

  /// Only the fields that some box constrains, ascending.
  const std::vector<FieldIndex>& fields() const { return fields_; }
  /// Words of a row; a multiple of four.
  std::size_t words() const { return words_; }
  std::size_t boxes() const { return boxes_; }
  /// nullptr where the value lies outside the domain.
  const Word* row(const FieldIndex& field, std::int64_t value) const {
    std::size_t cell = field.starts.size();
    if (value == unstated_value) {
      ++cell;
    } else if (value != missing_value) {
      if (value < field.low || value > field.high) return nullptr;
      cell = cell_of(field, value);
    }
    return rows_.data() + field.first_word + cell * words_;
  }
  std::size_t bytes() const { return rows_.size() * sizeof(Word); }

 private:
  static std::size_t cell_of(const FieldIndex& field, std::int64_t value) {
    const auto bucket = static_cast<std::size_t>(
        (static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(field.low)) >> field.shift);
    std::size_t cell = field.buckets[bucket];
    std::size_t behind = field.buckets[bucket + 1];
    while (cell < behind) {
      const std::size_t middle = (cell + behind + 1) / 2;
      if (field.starts[middle] <= value) {
        cell = middle;
      } else {
        behind = middle - 1;
      }
    }
    return cell;
  }

  void add_field(const Space& space, std::span<const Box> boxes, std::uint16_t field);
  void fill_rows(const FieldIndex& index, std::span<const Box> boxes);

  std::size_t words_ = 0;
  std::size_t boxes_ = 0;
  std::vector<FieldIndex> fields_;
  std::vector<Word> rows_;
};

}  // namespace tally::rules
