// Allotment: what a device may promise without a network, counted by itself.
// In go what is set aside for it (as the feed told), and what its own orders took that the feed
// does not know of yet; out comes whether a quantity is allotted, held, or only a hint.
// Orders that wait to be sent take first, in the order in which they were taken; so do orders that
// the company has but whose use the feed has not told yet. Expiry is on the server's time: the
// caller brings an estimate of it, and what ends within the margin is not promised.
// It promises nothing of what is merely free: that is a hint, whatever the figure says.
//   promise(allotments, uses, cursor, {sku, units(5), server_now}).kind == PromiseKind::allotted
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/quantity.hpp"
#include "shared/device_log/entry.hpp"

namespace tally::device_log {

/// A row of the feed of kind "allotment".
struct AllottedGoods {
  std::string id;
  /// A hold of a person, or an allotment.
  bool is_hold = false;
  std::string sku;
  Quantity left;
  Instant expires;
};
std::expected<AllottedGoods, EntryFault> read_allotted_goods(std::string_view row);

/// A line of an order of this device.
struct AllotmentUse {
  std::string sku;
  Quantity quantity;
  /// The receipt's lsn; nothing while the order waits to be sent.
  std::optional<std::int64_t> lsn;
};

enum class PromiseKind : std::uint8_t { hint, held, allotted };

struct Promised {
  PromiseKind kind = PromiseKind::hint;
  /// Set aside and not used up, of allotments and holds together.
  Quantity left;
  /// When the first part of it that is needed ends; nothing for a hint.
  std::optional<Instant> until;
};

struct PromiseQuestion {
  std::string sku;
  Quantity wanted;
  /// An estimate of the server's clock.
  Instant server_now;
  /// What the estimate may be wrong by.
  std::int64_t margin_ms = 60'000;
};

/// `cursor`: how far the feed was read; what an order took up to there is in the rows already.
Promised promise(std::vector<AllottedGoods> allotments, const std::vector<AllotmentUse>& uses,
                 std::int64_t cursor, const PromiseQuestion& question);

}  // namespace tally::device_log
