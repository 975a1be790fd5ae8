#include "wasm/state/own_orders.hpp"

#include <algorithm>

#include "shared/wire/order_document.hpp"
#include "wasm/state/outcome_reader.hpp"
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
  const auto outcome = read_outcome(entry->outcome);
  order.total = outcome && outcome->total ? money_text(*outcome->total) : "";
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

}  // namespace

std::string say_state(std::string_view state) {
  if (state == "accepted") return "Accepted";
  if (state == "waiting") return "Waiting for the order desk";
  if (state == "sent_back") return "Sent back";
  if (state == "refused") return "Refused";
  if (state == "cancelled") return "Cancelled";
  return state.empty() ? "Received" : std::string(state);
}

const std::vector<OwnOrder>& OwnOrders::read(const Outbox& outbox) {
  if (revision_ == outbox.revision()) return orders_;
  revision_ = outbox.revision();
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
  std::ranges::stable_sort(orders_, [](const OwnOrder& left, const OwnOrder& right) {
    if (left.waits != right.waits) return left.waits;
    return left.captured_ms > right.captured_ms;
  });
  return orders_;
}

const OwnOrder* OwnOrders::find(const Outbox& outbox, const std::string& order_id) {
  const auto& orders = read(outbox);
  const auto found = std::ranges::find(orders, order_id, &OwnOrder::order_id);
  return found == orders.end() ? nullptr : &*found;
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
