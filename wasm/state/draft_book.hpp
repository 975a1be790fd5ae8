#pragma once
// Keeps drafts on this device: each under its own name, and a list of them.
// In: sheets with their steps. Out: the same after a reload.
// The list is read again before it is changed, so two tabs do not undo each other's entries.
// A draft whose order was saved goes in that order's own transaction, by its name.
//
//     DraftBook book(storage, "anna");   book.keep(draft, note);   book.load(id);

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/order_sheet.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

/// A line of the list of drafts.
struct DraftNote {
  std::string order_id, customer, customer_name, total, reason;
  std::int64_t lines = 0, changed_ms = 0;
};

struct StoredDraft {
  OrderSheet sheet;
  std::int64_t opened_ms = 0;
};

class DraftBook {
 public:
  DraftBook(Storage& storage, std::string login);
  /// Newest first.
  std::vector<DraftNote> notes() const;
  std::optional<StoredDraft> load(const std::string& order_id) const;
  /// False where the device has no room: the draft is then only in this window.
  bool keep(const StoredDraft& draft, const DraftNote& note);
  void drop(const std::string& order_id);
  std::string draft_name(const std::string& id) const { return "draft/" + login_ + "/" + id; }

 private:
  std::string list_name() const { return "drafts/" + login_; }
  bool keep_list(const std::vector<DraftNote>& notes);
  Storage* storage_;
  std::string login_;
};

/// A draft as text and back; nothing where the text is not one.
std::string write_draft(const StoredDraft& draft);
std::optional<StoredDraft> read_draft(std::string_view text);

}  // namespace tally::app
