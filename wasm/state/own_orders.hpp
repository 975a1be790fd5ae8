#pragma once
// The orders that this device recorded, as a list: what waits first, then by time.
// In: the device's log, and what the company's feed told since. Out: for each order its number on
// paper, the company's number once it has one, its state in words and why. Read anew only when one
// of the two changed.
// It holds nothing that they do not hold.
//
//     for (const OwnOrder& order : own.read(outbox, feed)) order.state_words;

#include <string>
#include <vector>

#include "wasm/state/company_feed.hpp"
#include "wasm/state/outbox.hpp"

namespace tally::app {

struct OwnOrder {
  std::string order_id;
  /// The newest entry's number on paper, and the company's number; empty until it is received.
  std::string paper, number;
  std::string customer, total;
  std::int64_t captured_ms = 0, revision = 0;
  std::size_t lines = 0;
  /// Some entry of it has no receipt.
  bool waits = false;
  device_log::EntryKind kind = device_log::EntryKind::order;
  /// "accepted" … as the company says; empty while it waits.
  std::string state;
  std::string state_words;
  /// The first reason's sentence.
  std::string why;
  /// The order document of the newest order or amendment.
  std::string document;
  /// Of the document: by these another order is a double of it.
  std::string customer_code, po_number, goods;
  /// What it takes of each product, and the place of the company's last receipt.
  std::vector<device_log::AllotmentUse> uses;
  std::int64_t lsn = 0;
};

class OwnOrders {
 public:
  /// feed: nullptr where nothing is known but the log.
  const std::vector<OwnOrder>& read(const Outbox& outbox, const CompanyFeed* feed);
  /// Goes up whenever they were read anew.
  std::uint64_t changes() const { return changes_; }
  /// nullptr where this device recorded no such order.
  const OwnOrder* find(const Outbox& outbox, const CompanyFeed* feed, const std::string& order_id);
  /// What the orders took of a product, whether or not the feed knows of it.
  std::vector<device_log::AllotmentUse> uses(const Outbox& outbox, const CompanyFeed* feed,
                                             const Sku& sku);

 private:
  std::vector<OwnOrder> orders_;
  std::uint64_t revision_ = 0, feed_revision_ = 0, changes_ = 0;
};

/// "Accepted", "Waiting for the order desk": what a state means.
std::string say_state(std::string_view state);

/// How many orders were captured on a day of this person's, and how many of them are received.
struct DayCount {
  std::size_t captured = 0, received = 0;
};
DayCount count_day(const std::vector<OwnOrder>& orders, const Clock& clock);

}  // namespace tally::app
