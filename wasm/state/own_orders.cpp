#include "wasm/state/own_orders.hpp"

#include <algorithm>

#include "shared/credit/duplicates.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_reader.hpp"
#include "wasm/state/order_list.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using device_log::EntryKind;
using device_log::KeptEntry;

/// What the entry's own bytes say of the order.
void take_document(OwnOrder& order, const KeptEntry& kept) {
  const auto entry = device_log::read_entry(kept.bytes);
  if (!entry) return;
  order.document = entry->body;
  if (const auto document = wire::read_order(entry->body)) {
    order.customer = document->customer;
    order.lines = document->lines.size();
  }
  const auto outcome = wire::read_outcome(entry->outcome);
  order.total = outcome && outcome->total ? money_text(*outcome->total) : "";
  order.uses.clear();
  order.customer_code = order.po_number = order.goods = "";
  if (!outcome) return;
  if (outcome->customer) order.customer_code = outcome->customer->text();
  order.po_number = outcome->po_number;
  order.goods = credit::goods_key(*outcome);
  for (const LineOutcome& line : outcome->lines) {
    if (line.sku && line.quantity) order.uses.push_back({line.sku->text(), *line.quantity, {}});
  }
}

std::string waiting_words(EntryKind kind) {
  switch (kind) {
    case EntryKind::amend: return "Change saved on this device, not sent yet";
    case EntryKind::cancel: return "Cancellation saved on this device, not sent yet";
    case EntryKind::note: return "Remark saved on this device, not sent yet";
    case EntryKind::order: break;
  }
  return "Saved on this device, not sent yet";
}

void take_receipt(OwnOrder& order, const device_log::Receipt& receipt) {
  order.number = receipt.number.empty() ? order.number : receipt.number;
  order.state = receipt.state;
  order.revision = receipt.revision;
  order.lsn = receipt.lsn;
  using device_log::PushResult;
  switch (receipt.result) {
    case PushResult::quarantined:
      order.state_words = "Received, set aside for a person at the company";
      break;
    case PushResult::needs_review: order.state_words = "Received, a person looks at it"; break;
    case PushResult::failed: order.state_words = "Received, but not carried out"; break;
    default: order.state_words = say_state(receipt.state); break;
  }
  order.why.clear();
  for (const auto& reason : receipt.reasons) {
    if (reason.severity != "note" && order.why.empty()) order.why = reason.sentence;
  }
}

void take_entry(OwnOrder& order, const KeptEntry& entry) {
  const bool has_document = entry.kind == EntryKind::order || entry.kind == EntryKind::amend;
  if (has_document) take_document(order, entry);
  order.kind = entry.kind;
  if (has_document || order.paper.empty()) order.paper = entry.paper;
  if (order.captured_ms == 0) order.captured_ms = entry.captured.unix_ms;
  if (entry.receipt) take_receipt(order, *entry.receipt);
  if (entry.waits()) {
    order.waits = true;
    order.state_words = waiting_words(entry.kind);
  }
}

/// What became of it at the company since its last receipt.
void take_news(OwnOrder& order, const CompanyFeed& feed) {
  const auto known = feed.order(order.order_id);
  if (!known || known->lsn <= order.lsn) return;
  order.state = known->row.state;
  order.number = known->row.number.empty() ? order.number : known->row.number;
  order.revision = known->row.revision;
  if (order.waits) return;
  order.state_words = state_words(known->row);
  order.why = why_words(known->row.reasons);
}

}  // namespace

std::string say_state(std::string_view state) {
  if (state == "accepted") return "Accepted";
  if (state == "waiting") return "Waiting for the order desk";
  if (state == "sent_back") return "Sent back";
  if (state == "refused") return "Refused";
  if (state == "cancelled") return "Cancelled";
  return state.empty() ? "Received" : std::string(state);
}

const std::vector<OwnOrder>& OwnOrders::read(const Outbox& outbox, const CompanyFeed* feed) {
  const std::uint64_t told = feed == nullptr ? 0 : feed->orders_revision();
  if (revision_ == outbox.revision() && feed_revision_ == told) return orders_;
  revision_ = outbox.revision();
  feed_revision_ = told;
  ++changes_;
  orders_.clear();
  if (outbox.engine() == nullptr) return orders_;
  for (const device_log::Log& log : outbox.engine()->book().logs) {
    for (const KeptEntry& entry : log.entries) {
      const std::string id = entry.order_id.text();
      auto known = std::ranges::find(orders_, id, &OwnOrder::order_id);
      if (known == orders_.end()) known = orders_.insert(known, OwnOrder{.order_id = id});
      take_entry(*known, entry);
    }
  }
  for (OwnOrder& order : orders_) {
    if (feed != nullptr) take_news(order, *feed);
  }
  std::ranges::stable_sort(orders_, [](const OwnOrder& left, const OwnOrder& right) {
    if (left.waits != right.waits) return left.waits;
    return left.captured_ms > right.captured_ms;
  });
  return orders_;
}

const OwnOrder* OwnOrders::find(const Outbox& outbox, const CompanyFeed* feed,
                                const std::string& order_id) {
  const auto& orders = read(outbox, feed);
  const auto found = std::ranges::find(orders, order_id, &OwnOrder::order_id);
  return found == orders.end() ? nullptr : &*found;
}

std::vector<device_log::AllotmentUse> OwnOrders::uses(const Outbox& outbox,
                                                      const CompanyFeed* feed,
                                                      const Sku& sku) {
  std::vector<device_log::AllotmentUse> all;
  for (const OwnOrder& order : read(outbox, feed)) {
    if (order.state == "refused" || order.state == "cancelled") continue;
    for (const device_log::AllotmentUse& use : order.uses) {
      if (use.sku != sku.text()) continue;
      all.push_back(use);
      if (!order.waits) all.back().lsn = order.lsn;
    }
  }
  return all;
}

DayCount count_day(const std::vector<OwnOrder>& orders, const Clock& clock) {
  DayCount count;
  for (const OwnOrder& order : orders) {
    if (clock.day(order.captured_ms) != "today") continue;
    ++count.captured;
    count.received += order.waits ? 0 : 1;
  }
  return count;
}

}  // namespace tally::app
