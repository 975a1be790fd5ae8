#pragma once
// Outbox: this device's log as the app has it, from "save this" to the company's receipt.
// In: the opened store, who this device is, what to record; answers of disk and network. Out: what
// is saved, what waits and why, receipts. It drives device_log::Engine with the page's disk,
// network and timer, and asks for a new frame only when something that is shown has changed.
// It knows no screen; what an order is, is decided before it comes here.
//
//     outbox.open(store);  outbox.capture(request, "draft/anna/1a2b", then);  outbox.waiting();

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/device_log/changes.hpp"
#include "wasm/state/log_edge.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

enum class LogState : std::uint8_t {
  /// The page has not opened the store yet.
  closed,
  /// Nothing can be kept: trouble() says why.
  unusable,
  /// This browser is not known to the company yet.
  not_enrolled,
  /// Another window owns the log.
  reader,
  ready,
};

/// What became of a capture.
struct Captured {
  bool saved = false;
  /// "K7A-0042"
  std::string paper;
  /// Not saved: a sentence.
  std::string why;
};

class Outbox {
 public:
  /// `settings`: keeps which letters were used where both copies of the log can be lost together.
  Outbox(const LogEdge& edge, const Clock& clock, Storage* settings)
      : edge_(edge), clock_(clock), settings_(settings) {}
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  /// Also when this window took the log over.
  void open(DeviceStore store);
  /// Another window took it over.
  void lose();
  LogState state() const;
  /// Why nothing can be saved here, in a sentence; empty where it can.
  std::string trouble() const;
  const std::optional<device_log::Identity>& identity() const { return identity_; }
  /// Whether this person should be made known to the company from here.
  bool wants_enrolment(const std::string& login) const;
  /// Devices whose key is gone from this browser.
  std::vector<std::string> left_behind() const;
  /// `logs`: how many of its logs the company knows; their letters are used on paper.
  void enrol(device_log::Identity identity, std::size_t logs);

  /// Stores an entry; the draft goes in the same transaction. `then` runs once.
  void capture(const device_log::CaptureRequest& request, std::string draft,
               std::function<void(const Captured&)> then);
  /// Gives up an entry that was not saved.
  void abandon();
  bool is_storing() const;

  /// Does what is due: a write, a request, the timer.
  void pump();
  /// The network or the person is back.
  void wake();
  /// Counts up when a push begins and when it ends; odd while one is under way.
  std::uint64_t pushes() const { return pushes_; }
  /// What the feed told of this device's logs, asked for when pushes() was `asked_at`. Does nothing
  /// where a push went on in between: what it told may be older than the push's own answer.
  void take_server_heads(const std::vector<device_log::LogHead>& heads, std::uint64_t asked_at);

  /// nullptr until ready or reading.
  const device_log::Engine* engine() const { return engine_.get(); }
  std::size_t waiting() const;
  std::int64_t waiting_since_ms() const;
  bool one_copy() const { return copies_ == device_log::CopiesWanted::one; }
  /// When something was last saved in this window; 0: not yet.
  std::int64_t saved_ms() const { return saved_ms_; }
  /// Each is told once.
  std::vector<std::string> take_findings() { return std::exchange(findings_, {}); }
  std::vector<device_log::EngineNews> take_news();
  /// Counts up when entries or receipts changed.
  std::uint64_t revision() const { return revision_; }

 private:
  void build(std::size_t letters_used);
  void store(device_log::StoreOrder order);
  Commit commit_of(const device_log::StoreOrder& order);
  void take_stored(std::uint64_t id, device_log::Stored stored, const std::string& why);
  void end_capture(const std::string& paper, const std::string& why);
  std::optional<device_log::Identity> stored_identity() const;
  std::string shown() const;
  void tell_changed();
  std::size_t letters_kept() const;
  void keep_letters();
  Instant now() const { return Instant{clock_.now_ms()}; }

  LogEdge edge_;
  Clock clock_;
  Storage* settings_;
  DeviceStore::State store_ = DeviceStore::State::none;
  bool opened_ = false, has_key_ = false, first_ = false, lost_ = false;
  std::string trouble_;
  device_log::CopiesWanted copies_ = device_log::CopiesWanted::both;
  /// The database's copy first; kept until the first write brought all to the same state.
  std::vector<device_log::StoredCopy> found_;
  std::optional<device_log::Identity> identity_;
  std::unique_ptr<device_log::Engine> engine_;
  std::vector<std::string> findings_;
  std::string capturing_draft_;
  std::function<void(const Captured&)> capturing_;
  std::string last_shown_;
  std::int64_t saved_ms_ = 0;
  std::uint64_t revision_ = 1, pushes_ = 0;
  std::size_t kept_letters_ = 0;
  /// Answers to an engine that was replaced are dropped.
  std::shared_ptr<int> generation_ = std::make_shared<int>(0);
};

}  // namespace tally::app
