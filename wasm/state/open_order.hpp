#pragma once
// One draft on the screen: its editor, and its place on this device until it is an order.
// In: the stored draft, the catalogue, the edge. Out: kept as it is typed; what its log records.
// A short order is kept with every change, a long one within half a second of it.
// It gives nothing to the log that the outcome refuses.
//
//     OpenOrder open(draft, catalogue, edge, book);   open.keep_if_due();   open.prepare();

#include <cstdint>
#include <optional>
#include <string>

#include "wasm/state/delivery.hpp"
#include "wasm/state/draft_book.hpp"
#include "wasm/state/order_editor.hpp"

namespace tally::app {

enum class SaveCheck : std::uint8_t { ready, has_errors, under_way, unreadable };

class OpenOrder {
 public:
  OpenOrder(StoredDraft draft, Catalogue& catalogue, const Edge& edge, DraftBook& book);

  const std::string& order_id() const { return editor_.order().order_id; }
  OrderEditor& editor() { return editor_; }
  const Delivery& delivery() const { return delivery_; }
  bool may_edit() const { return delivery_.may_edit(); }

  /// Saves what changed, when it is time. Milliseconds until it wants to be asked again; 0: never.
  std::int64_t keep_if_due();
  bool keep_now();
  bool is_saved() const { return kept_revision_ == editor_.sheet().revision(); }
  bool save_failed() const { return save_failed_; }
  std::int64_t saved_ms() const { return saved_ms_; }

  /// Whether it may become an order now; ready: what the log shall record is in `request`.
  SaveCheck prepare(std::optional<device_log::CaptureRequest>& request);
  void set_delivery(Delivery delivery);

 private:
  DraftNote note();
  OrderEditor editor_;
  Delivery delivery_;
  Edge edge_;
  DraftBook* book_;
  std::int64_t opened_ms_ = 0, saved_ms_ = 0, changed_ms_ = 0;
  std::uint64_t kept_revision_ = 0, seen_revision_ = 0;
  bool save_failed_ = false;
};

}  // namespace tally::app
