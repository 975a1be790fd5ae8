#pragma once
// One draft on the screen: its editor, its place on this device, and its way to the company.
// In: the stored draft, the catalogue, the edge. Out: saved as it is typed, sent when asked.
// A short order is saved with every change, a long one within half a second of it.
// It will not send what the outcome refuses, and never sends two different orders by one id.
//
//     OpenOrder open(draft, catalogue, edge, book);   open.keep_if_due();   open.prepare_to_send();

#include <cstdint>
#include <optional>
#include <string>

#include "wasm/state/draft_book.hpp"
#include "wasm/state/order_editor.hpp"

namespace tally::app {

enum class SendCheck : std::uint8_t { ready, has_errors, on_its_way, unreadable };

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

  /// Fixes the bytes that will travel, or says why they may not.
  SendCheck prepare_to_send();
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
