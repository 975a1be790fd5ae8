#include "wasm/state/open_order.hpp"

#include <utility>

#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t lines_saved_at_once = 300;
constexpr std::int64_t save_delay_ms = 500;

}  // namespace

OpenOrder::OpenOrder(StoredDraft draft, Catalogue& catalogue, const Edge& edge, DraftBook& book)
    : editor_(std::move(draft.sheet), catalogue, edge.clock),
      edge_(edge),
      book_(&book),
      opened_ms_(draft.opened_ms),
      saved_ms_(edge.clock.now_ms()),
      kept_revision_(editor_.sheet().revision()),
      seen_revision_(kept_revision_) {}

DraftNote OpenOrder::note() {
  const RawOrder& order = editor_.order();
  const Customer* customer = editor_.customer();
  const auto& total = editor_.live().outcome().total;
  return {.order_id = order.order_id,
          .customer = order.customer,
          .customer_name = customer == nullptr ? "" : customer->name,
          .total = total ? money_text(*total) : "",
          .reason = delivery_.reason,
          .lines = static_cast<std::int64_t>(order.lines.size()),
          .changed_ms = edge_.clock.now_ms()};
}

std::int64_t OpenOrder::keep_if_due() {
  const std::uint64_t revision = editor_.sheet().revision();
  if (revision == kept_revision_) return 0;
  const std::int64_t now = edge_.clock.now_ms();
  if (revision != seen_revision_) {
    if (kept_revision_ == seen_revision_) changed_ms_ = now;
    seen_revision_ = revision;
  }
  const bool long_order = editor_.lines() > lines_saved_at_once;
  const std::int64_t due = changed_ms_ + save_delay_ms;
  if (long_order && now < due) return due - now;
  keep_now();
  return 0;
}

bool OpenOrder::keep_now() {
  const std::uint64_t revision = editor_.sheet().revision();
  const StoredDraft draft{editor_.sheet(), opened_ms_};
  save_failed_ = !book_->keep(draft, note());
  kept_revision_ = seen_revision_ = revision;
  if (!save_failed_) saved_ms_ = edge_.clock.now_ms();
  return !save_failed_;
}

SaveCheck OpenOrder::prepare(std::optional<device_log::CaptureRequest>& request) {
  if (!delivery_.may_edit()) return SaveCheck::under_way;
  editor_.end_typing();
  const LiveDecision& live = editor_.live();
  if (live.failure()) return SaveCheck::unreadable;
  if (live.outcome().verdict == Verdict::refuse) return SaveCheck::has_errors;
  request = capture_of(editor_.order(), live.outcome());
  if (!request) return SaveCheck::unreadable;
  if (!is_saved()) keep_now();
  return SaveCheck::ready;
}

void OpenOrder::set_delivery(Delivery delivery) { delivery_ = std::move(delivery); }

}  // namespace tally::app
