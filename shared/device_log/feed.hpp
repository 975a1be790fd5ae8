// Feed: a device's copy of what the company tells it, and when to ask for more.
// In go the copy and a page; out comes what to store, all of it in ONE transaction: rows, cursor
// and incarnation never part. Only after that transaction is on the disk is it taken into the copy.
// Whatever is lost, doubled, late or cut short on the way: the copy ends up as the company's rows,
// and where a digest says that it has not, it begins anew by itself. While it does, the old rows
// stay to be seen.
// The device's own log, its outbox and its drafts are no part of it: nothing here can touch them.
//   const Applied applied = apply_changes(copy, *page);
//   store in one transaction, then:  take_changes(copy, applied.changes);
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/device_log/changes.hpp"

namespace tally::device_log {

/// Kind and key.
using FeedKey = std::pair<std::string, std::string>;

struct KeptRow {
  std::int64_t lsn = 0;
  /// The pass that brought it; rows of an earlier one go when a new pass is complete.
  std::int64_t pass = 0;
  std::string row;
  friend bool operator==(const KeptRow&, const KeptRow&) = default;
};

/// What is stored beside the rows.
struct FeedMark {
  /// Nothing before the first answer, or where the copy has to begin anew.
  std::optional<Incarnation> incarnation;
  std::int64_t cursor = 0;
  std::int64_t pass = 0;
  friend bool operator==(const FeedMark&, const FeedMark&) = default;
};

struct FeedCopy {
  FeedMark mark;
  std::map<FeedKey, KeptRow> rows;
  /// Of the rows of this pass, by kind. Made again from the rows with count_digests at start.
  std::map<std::string, Digest> digests;
};

/// For a copy that was read from the disk.
void count_digests(FeedCopy& copy);

/// One transaction of the device's store.
struct FeedChanges {
  FeedMark mark;
  std::map<FeedKey, KeptRow> put;
  std::vector<FeedKey> remove;
};

struct Applied {
  enum class Result : std::uint8_t {
    /// Store it.
    taken,
    /// It answers a question of before: nothing to do.
    stale,
    /// The copy is not the company's (another incarnation, or a digest differs). Store it: the next
    /// question begins anew.
    begins_anew,
  };
  Result result = Result::stale;
  FeedChanges changes;
  /// All that the company has is here, and the digests agree.
  bool is_current = false;
  bool needs_reset() const { return result == Result::begins_anew; }
};

Applied apply_changes(const FeedCopy& copy, const ChangesPage& page);
void take_changes(FeedCopy& copy, const FeedChanges& changes);

/// "/v1/changes?after=…": what to ask next.
std::string changes_question(const FeedMark& mark, const DeviceId& device,
                             std::int64_t limit = changes_rows);

/// What is known about asking. Milliseconds of one clock that only goes forward.
struct PollState {
  std::optional<std::int64_t> asked_ms;
  /// Of the last page that was understood.
  std::optional<std::int64_t> answered_ms;
  /// The last page had more behind it, or the copy begins anew.
  bool is_behind = false;
  /// Questions in a row without an answer that was understood.
  std::int32_t failures = 0;
  /// Times in a row that the copy had to begin anew.
  std::int32_t resets = 0;
  /// As the last page said.
  std::int64_t poll_ms = 30'000;
  /// The server asked to wait (Retry-After).
  std::optional<std::int64_t> not_before_ms;
};

struct PollNow {
  std::int64_t now_ms = 0;
  std::int64_t cursor = 0;
  /// The last that the stream said; nothing where there is no stream.
  std::optional<std::int64_t> stream_lsn = std::nullopt;
  /// The network came back, the app came to the front, or a person asked.
  bool woken = false;
  bool is_visible = true;
  /// 0 to 65535, by whoever has random numbers: a hundred devices must not ask at once.
  std::uint16_t random = 0;
};

/// Milliseconds until the next question; 0 is now.
std::int64_t next_poll(const PollState& state, const PollNow& now);

/// What an answer means for the next question.
void note_answer(PollState& state, const Applied& applied, const ChangesPage& page,
                 std::int64_t now_ms);
/// No answer, or none that was understood.
void note_failure(PollState& state, std::optional<std::int64_t> retry_after_ms,
                  std::int64_t now_ms);

}  // namespace tally::device_log
