#include "wasm/mirror/decide_frame.hpp"

#include <algorithm>

namespace tally::app::mirror {
namespace {

std::int64_t earlier(std::int64_t timer, std::int64_t wanted) {
  const std::int64_t ms = std::max<std::int64_t>(wanted, 0);
  return timer < 0 ? ms : std::min(timer, ms);
}

}  // namespace

FrameDecision decide_frame(const FrameFacts& facts) {
  FrameDecision decision;
  if (facts.rectangles_wait) {
    const std::int64_t left = facts.still_since_ms + still_ms - facts.now_ms;
    decision.send_rectangles = left <= 0;
    if (left > 0) decision.timer_ms = earlier(decision.timer_ms, left);
  }
  if (facts.page_hidden) {
    // The page shows nothing, but words still travel when it is looked at again.
    return decision;
  }
  const bool wake_now = facts.wake_at_ms >= 0 && facts.wake_at_ms <= facts.now_ms;
  decision.animation_frame = facts.frames_left > 0 || facts.actions_wait || facts.focus_waits ||
                             facts.animates || wake_now;
  if (facts.wake_at_ms > facts.now_ms) {
    decision.timer_ms = earlier(decision.timer_ms, facts.wake_at_ms - facts.now_ms);
  }
  return decision;
}

}  // namespace tally::app::mirror
