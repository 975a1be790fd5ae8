#pragma once
// The company's word on this device: states of orders, stock hints, what is set aside, messages.
// In: the server's pages, asked for now and then or when its stream says so. Out: what a screen
// shows of an order or a product, also without a network, and messages that nobody was told yet.
// The rows are a copy that makes itself anew where it is not the company's (device_log/feed.hpp);
// it is kept on the device as one value, so that rows and cursor never part.
// Orders that wait are no part of it, and nothing here decides anything.
//
//     feed.begin();   feed.stock("AB-103")->free;   feed.promised("AB-103", units(5), uses);

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/device_log/allotment.hpp"
#include "shared/device_log/feed.hpp"
#include "wasm/state/answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

/// An order as the company has it.
struct KnownOrder {
  OrderRow row;
  std::int64_t lsn = 0;
};

/// What was free in all warehouses together at a moment: it can be gone by now.
struct StockHint {
  Quantity free;
  std::int64_t at_ms = 0;
};

struct Message {
  std::string what, words, subject;
  std::int64_t at_ms = 0;
};

struct FeedCalls {
  /// After a page that changed something and completed the copy.
  std::function<void()> changed;
  /// How many pushes there were; see Outbox::pushes(). Empty where nobody listens to heads.
  std::function<std::uint64_t()> pushes = {};
  /// How far the company has each log of this device, and pushes() when it was asked.
  std::function<void(const std::vector<device_log::LogHead>&, std::uint64_t)> heads = {};
};

class CompanyFeed {
 public:
  CompanyFeed(const Edge& edge, std::string login, FeedCalls calls);
  CompanyFeed(const CompanyFeed&) = delete;
  CompanyFeed& operator=(const CompanyFeed&) = delete;

  /// Reads the kept copy and asks at once. Does nothing where the edge has no timer for it.
  /// `device`: this browser's, where it is known to the company. May be called again.
  void begin(const std::optional<device_log::Identity>& device);
  /// The timer rang, or something happened that may make a question due.
  void pump() { ask_if_due(false); }
  /// The network came back, or the person did.
  void wake() { ask_if_due(true); }
  /// The stream said how far the company is; nothing where it ended.
  void told(std::optional<std::int64_t> lsn);

  std::optional<KnownOrder> order(const std::string& order_id) const;
  std::optional<StockHint> stock(const std::string& sku) const;
  device_log::Promised promised(const std::string& sku, Quantity wanted,
                                const std::vector<device_log::AllotmentUse>& uses) const;
  /// Messages that came since they were last taken, oldest first.
  std::vector<Message> take_messages();
  /// Counts up when a row of an order changed.
  std::uint64_t orders_revision() const { return orders_revision_; }
  /// Whether all that the company has was here when it was last asked.
  bool is_current() const { return poll_.answered_ms.has_value() && !poll_.is_behind; }

 private:
  void ask_if_due(bool woken);
  void ask();
  void take(const Answer& answer);
  void take_page(const device_log::ChangesPage& page);
  void note_rows(const device_log::FeedChanges& changes);
  void keep();
  std::uint16_t dice() const;
  std::string name() const { return "feed/" + login_; }

  Edge edge_;
  std::string login_;
  FeedCalls calls_;
  device_log::DeviceId device_;
  device_log::FeedCopy copy_;
  device_log::PollState poll_;
  std::optional<std::int64_t> stream_lsn_;
  /// The server's clock less this device's, as of the last page.
  std::int64_t clock_ahead_ms_ = 0;
  std::int64_t told_lsn_ = 0, kept_ms_ = 0;
  std::uint64_t pushes_asked_at_ = 0;
  bool asked_for_device_ = false;
  std::uint64_t orders_revision_ = 0;
  bool begun_ = false, asking_ = false, dirty_ = false, news_ = false;
  /// Answers after the person changed are dropped.
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
