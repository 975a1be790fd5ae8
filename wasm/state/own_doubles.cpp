#include "wasm/state/own_doubles.hpp"

#include "shared/credit/duplicates.hpp"

namespace tally::app {

namespace {

constexpr std::int64_t minute_ms = 60'000;

/// What was refused or called off is nobody's double; what was sent back is.
bool still_stands(const OwnOrder& order) {
  const bool called_off = order.waits && order.kind == device_log::EntryKind::cancel;
  return !called_off && order.state != "refused" && order.state != "cancelled";
}

std::vector<credit::Candidate> candidates_of(const std::vector<OwnOrder>& own,
                                             const RawOrder& order, std::string_view customer) {
  std::vector<credit::Candidate> candidates;
  for (const OwnOrder& other : own) {
    if (other.order_id == order.order_id || other.customer_code != customer) continue;
    if (!still_stands(other)) continue;
    candidates.push_back({other.number.empty() ? other.paper : other.number, other.po_number,
                          other.goods, Instant{other.captured_ms}});
  }
  return candidates;
}

}  // namespace

const Issues& OwnDoubles::find(OrderEditor& editor, const std::vector<OwnOrder>& own,
                               const When& when) {
  const RawOrder& order = editor.order();
  const std::string now = order.order_id + "/" + std::to_string(editor.sheet().revision()) + "/" +
                          std::to_string(when.orders_revision) + "/" +
                          std::to_string(when.now.unix_ms / minute_ms);
  if (found_for_ == now) return found_;
  found_for_ = now;
  found_.clear();
  const Outcome& outcome = editor.live().outcome();
  if (!outcome.customer) return found_;
  const auto candidates = candidates_of(own, order, outcome.customer->text());
  if (candidates.empty()) return found_;
  const Customer* customer = editor.customer();
  const credit::OrderKeys keys{customer == nullptr ? outcome.customer->text() : customer->name,
                               outcome.po_number, credit::goods_key(outcome), when.now};
  found_ = credit::decide_duplicates(keys, candidates, when.window_hours,
                                     editor.live().draft().overrides);
  return found_;
}

}  // namespace tally::app
