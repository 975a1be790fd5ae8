// Engine: the device's end of the way from "Saved" to the company, as one machine of values.
// In go what happened (an order to capture, a write that is on the disk or is not, an answer or
// none, a moment); out come what to write, what to send and when to look again.
// It has no thread, disk, socket, clock or dice: the app, the simulator and tests give it theirs.
//   engine.capture(request, now);  while (auto store = engine.next_store()) … engine.stored(…)
//   if (auto send = engine.next_send(now)) …              engine.answered(…);  engine.wake_at(now)
#pragma once

#include <deque>

#include "shared/device_log/push_plan.hpp"

namespace tally::device_log {

/// How many copies a device keeps: the database and the journal, or the database alone where the
/// browser has no private files.
enum class CopiesWanted : std::uint8_t { both, one };

/// What became of a write.
enum class Stored : std::uint8_t {
  /// In every copy that is wanted, flushed.
  durable,
  /// Not in all of them, or nobody knows.
  failed,
  /// Another tab owns the log: this one may not write.
  fenced,
};

struct StoreOrder {
  std::uint64_t id = 0;
  Write write;
};

struct SendOrder {
  std::uint64_t id = 0;
  Batch batch;
  std::string body;
  /// What the device's key signs.
  std::string to_sign;
};

/// What came back for a SendOrder.
struct SendAnswer {
  /// 0: nothing came, or nobody knows.
  int status = 0;
  std::string body;
  /// Of a Retry-After header; 0 where there was none.
  std::int64_t retry_after_ms = 0;
};

/// Why what waits does not go.
enum class Obstacle : std::uint8_t {
  none,
  no_network,
  /// Something answered that is not the company: a hotel's or a fair's sign-in page.
  portal,
  server_busy,
  server_fault,
  /// The company does not know this device's key (any more).
  not_enrolled,
  /// The company could not read the request: a newer app, or a fault.
  refused_request,
};

enum class CaptureState : std::uint8_t { idle, storing, not_saved };

/// Something that a person should learn.
struct EngineNews {
  enum class Kind : std::uint8_t { received, again, forked, not_saved, taken_over } kind;
  Receipt receipt;
  std::size_t count = 0;
};

class Engine {
 public:
  Engine(Healed healed, CopiesWanted copies);

  // --- capture -------------------------------------------------------------------------------
  /// Begins to store an entry. While one is not saved: the same request writes identical bytes
  /// again, another request for the same order replaces them. Fault: a sentence.
  std::expected<void, EntryFault> capture(const CaptureRequest& request, Instant now);
  CaptureState capture_state() const { return capture_state_; }
  /// The entry that is being stored or could not be.
  const KeptEntry* pending() const { return pending_ ? &*pending_ : nullptr; }
  /// Gives up an entry that was not saved.
  void abandon();

  // --- disk ----------------------------------------------------------------------------------
  /// The next write, one at a time, in order.
  std::optional<StoreOrder> next_store();
  void stored(std::uint64_t id, Stored stored);

  // --- network -------------------------------------------------------------------------------
  /// What to send now; nothing while one is under way or it is too early.
  std::optional<SendOrder> next_send(Instant now);
  void answered(std::uint64_t id, const SendAnswer& answer, Instant now, std::uint32_t random,
                const RandomBytes& random_log);
  /// `online`, focus, a person's press: try now, unless the server asked for patience.
  void wake(Instant now);
  /// What the feed told of the server's logs of this device, as of a moment with no push under way.
  /// A log that is missing there is at its beginning. `random`: for a new log, where the server has
  /// more than was ever written here.
  void take_server_heads(const ServerHeads& heads, const RandomBytes& random);
  /// When next_send() wants to be asked again; nothing while nothing waits.
  std::optional<Instant> wake_at(Instant now) const;

  // --- what is so ------------------------------------------------------------------------------
  const DeviceBook& book() const { return book_; }
  bool is_sending() const { return sending_.has_value(); }
  /// May write; false after another tab took the log over.
  bool is_owner() const { return owner_; }
  Obstacle obstacle() const { return obstacle_; }
  CopiesWanted copies() const { return copies_; }
  /// The last sentence of a refusal, with the id that the server's log carries.
  const std::string& refusal() const { return refusal_; }
  std::optional<Instant> last_contact() const { return last_contact_; }
  std::vector<EngineNews> take_news();

 private:
  Instant due(Instant now) const;
  void put_write(Write write);
  void drop_pending();
  void end_capture(Stored stored);
  /// found_out: where the server stands, and so what to send instead.
  enum class Moved : std::uint8_t { nothing, found_out, received };
  Moved take_answer(const Batch& batch, const PushAnswer& answer, const RandomBytes& random);
  void keep(Taken taken);
  void mark_received(const Batch& batch);
  void fail(Obstacle obstacle, const SendAnswer& answer, Instant now, std::uint32_t random);

  DeviceBook book_;
  CopiesWanted copies_;
  bool owner_ = true;
  std::optional<KeptEntry> pending_;
  LogId pending_log_;
  std::optional<CaptureRequest> pending_request_;
  CaptureState capture_state_ = CaptureState::idle;
  std::deque<StoreOrder> writes_;
  std::optional<std::uint64_t> writing_;
  /// The only write failed: it goes again with the next one, or when woken.
  bool disk_rests_ = false;
  std::optional<std::uint64_t> capturing_;
  /// What healing found in one copy only is tried to be stored in both before it is sent, so that
  /// no place of a log is used twice where that copy is lost next. A disk that is full must not
  /// hold it for ever: sending is then the better copy.
  std::optional<std::uint64_t> repairing_;
  std::uint64_t next_id_ = 1;
  struct Sending {
    std::uint64_t id;
    Batch batch;
  };
  std::optional<Sending> sending_;
  PushLimits limits_;
  int failures_ = 0;
  Instant try_at_, not_before_;
  Obstacle obstacle_ = Obstacle::none;
  std::string refusal_;
  std::optional<Instant> last_contact_;
  std::vector<EngineNews> news_;
};

}  // namespace tally::device_log
