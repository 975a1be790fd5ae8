#include "shared/rules/box_index.hpp"

#include <algorithm>

namespace tally::rules {

namespace {

constexpr std::uint64_t buckets_max = 1024;

const Constraint* constraint_on(const Box& box, std::uint16_t field) {
  for (const Constraint& each : box.constraints) {
    if (each.field == field) return &each;
  }
  return nullptr;
}

void make_buckets(FieldIndex& index) {
  const auto width =
      static_cast<std::uint64_t>(index.high) - static_cast<std::uint64_t>(index.low);
  while ((width >> index.shift) >= buckets_max) ++index.shift;
  const std::size_t count = static_cast<std::size_t>(width >> index.shift) + 1;
  std::size_t cell = 0;
  for (std::size_t bucket = 0; bucket <= count; ++bucket) {
    const std::int64_t first =
        index.low + static_cast<std::int64_t>(static_cast<std::uint64_t>(bucket) << index.shift);
    while (cell + 1 < index.starts.size() && index.starts[cell + 1] <= first) ++cell;
    index.buckets.push_back(static_cast<std::uint32_t>(cell));
  }
}

}  // namespace

BoxIndex::BoxIndex(const Space& space, std::span<const Box> boxes) : boxes_(boxes.size()) {
  words_ = ((boxes.size() + word_bits - 1) / word_bits + 3) / 4 * 4;
  std::vector<bool> is_used(space.size());
  for (const Box& box : boxes) {
    for (const Constraint& each : box.constraints) is_used[each.field] = true;
  }
  for (std::size_t field = 0; field < space.size(); ++field) {
    if (is_used[field]) add_field(space, boxes, static_cast<std::uint16_t>(field));
  }
}

void BoxIndex::add_field(const Space& space, std::span<const Box> boxes, std::uint16_t field) {
  FieldIndex index;
  index.field = field;
  const auto& domain = space.domain(field).intervals().back();
  index.low = domain.low;
  index.high = domain.high;
  index.starts.push_back(index.low);
  for (const Box& box : boxes) {
    const Constraint* constraint = constraint_on(box, field);
    if (constraint == nullptr) continue;
    for (const Interval& each : constraint->values.intervals()) {
      if (each.low == missing_value) continue;
      index.starts.push_back(each.low);
      if (each.high < index.high) index.starts.push_back(each.high + 1);
    }
  }
  std::ranges::sort(index.starts);  // total order: integers
  const auto twins = std::ranges::unique(index.starts);
  index.starts.erase(twins.begin(), twins.end());
  make_buckets(index);
  index.first_word = rows_.size();
  rows_.resize(rows_.size() + (index.starts.size() + 2) * words_);
  fill_rows(index, boxes);
  fields_.push_back(std::move(index));
}

void BoxIndex::fill_rows(const FieldIndex& index, std::span<const Box> boxes) {
  const std::size_t cells = index.starts.size();
  Word* const rows = rows_.data() + index.first_word;
  Word* const missing = rows + cells * words_;
  Word* const unstated = missing + words_;
  const auto cell_at = [&](std::int64_t value) {
    return static_cast<std::size_t>(std::ranges::lower_bound(index.starts, value) -
                                    index.starts.begin());
  };
  // Where a box begins and ends its bit turns; a running XOR over the cells makes the rows.
  for (std::size_t box = 0; box < boxes.size(); ++box) {
    const Constraint* constraint = constraint_on(boxes[box], index.field);
    if (constraint == nullptr) {
      set_bit(rows, box);
      set_bit(missing, box);
      set_bit(unstated, box);
      continue;
    }
    for (const Interval& each : constraint->values.intervals()) {
      if (each.low == missing_value) {
        set_bit(missing, box);
        continue;
      }
      const Word bit = Word{1} << (box % word_bits);
      rows[cell_at(each.low) * words_ + box / word_bits] ^= bit;
      if (each.high < index.high) {
        rows[cell_at(each.high + 1) * words_ + box / word_bits] ^= bit;
      }
    }
  }
  for (std::size_t at = words_; at < cells * words_; ++at) rows[at] ^= rows[at - words_];
}

}  // namespace tally::rules
