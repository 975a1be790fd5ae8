// When to ask for changes: soon after the stream says so, now and then without it, slower and
// slower while nothing answers.
#include <algorithm>

#include "shared/device_log/feed.hpp"

namespace tally::device_log {

namespace {

constexpr std::int64_t first_retry_ms = 1'000;
constexpr std::int64_t poll_retry_ms_max = 60'000;
// With a stream, asking without a reason only guards against a stream that says nothing.
constexpr std::int64_t streamed_poll_ms = 300'000;
constexpr std::int64_t hidden_poll_ms = 300'000;
// All devices hear of a change at once and must not all ask at once.
constexpr std::int64_t spread_ms = 2'000;

std::int64_t part_of(std::int64_t ms, std::uint16_t random) { return ms * random / 65'536; }

/// Full jitter: anywhere between nothing and twice as long as the last time.
std::int64_t backoff(std::int32_t failures, std::uint16_t random) {
  const int doublings = std::clamp(failures - 1, 0, 6);
  const std::int64_t longest = std::min(first_retry_ms << doublings, poll_retry_ms_max);
  return part_of(longest, random);
}

std::int64_t pause_after(const PollState& state, const PollNow& now) {
  if (state.failures > 0) return now.woken ? 0 : backoff(state.failures, now.random);
  // Beginning anew twice in a row helps nobody when it is done at full speed.
  if (state.resets > 1) return backoff(state.resets, now.random);
  if (state.is_behind || now.woken) return 0;
  if (now.stream_lsn && *now.stream_lsn > now.cursor) return part_of(spread_ms, now.random);
  if (now.stream_lsn) return streamed_poll_ms;
  const std::int64_t poll = now.is_visible ? state.poll_ms : hidden_poll_ms;
  return poll + part_of(poll / 4, now.random);
}

}  // namespace

std::int64_t next_poll(const PollState& state, const PollNow& now) {
  std::int64_t due = 0;
  // The clock was put back since: how long it has been nobody knows.
  if (state.asked_ms && now.now_ms < *state.asked_ms) return 0;
  if (state.asked_ms) due = *state.asked_ms + pause_after(state, now);
  if (state.not_before_ms) due = std::max(due, *state.not_before_ms);
  return std::max<std::int64_t>(0, due - now.now_ms);
}

void note_answer(PollState& state, const Applied& applied, const ChangesPage& page,
                 std::int64_t now_ms) {
  state.answered_ms = now_ms;
  state.failures = 0;
  state.not_before_ms.reset();
  state.poll_ms = std::clamp<std::int64_t>(page.poll_ms, 1'000, 3'600'000);
  state.is_behind = !applied.is_current;
  if (applied.needs_reset()) ++state.resets;
  else if (applied.is_current) state.resets = 0;
}

void note_failure(PollState& state, std::optional<std::int64_t> retry_after_ms,
                  std::int64_t now_ms) {
  state.failures = std::min(state.failures + 1, 1'000);
  state.not_before_ms.reset();
  if (retry_after_ms) {
    state.not_before_ms = now_ms + std::clamp<std::int64_t>(*retry_after_ms, 0, 600'000);
  }
}

}  // namespace tally::device_log
