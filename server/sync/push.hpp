// Push: what a device recorded arrives, is decided, and becomes orders, once each.
// In goes a request's bytes with a signature; out comes one receipt for each entry that was
// understood, or the issue for which nothing was taken. Reading, checking the signature and
// deciding happen on the caller's thread (prepare_push); only commit_push runs on the writer's, in
// one change: entry, order, reserved goods and the log's head stand or fall together, and one
// entry that fails takes no other with it.
// Neither asks a clock, a thread or chance: a simulator calls both with what it has.
// It speaks no HTTP: push_routes.cpp does. docs/sync.md has the protocol with its invariants.
//   const PushReceived received = receive_push(room, request);
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/ops/clock.hpp"
#include "server/orders/decide.hpp"
#include "server/store/store.hpp"
#include "server/sync/push_limit.hpp"
#include "server/sync/server_marks.hpp"
#include "shared/device_log/push.hpp"

namespace tally::server::sync {

/// Entries of one device that wait for a person; beyond this it is told to come back later.
inline constexpr std::int64_t set_aside_max = 10'000;

struct PushRequest {
  /// The two headers, and the body as it came.
  std::string signer;
  std::string signature;
  std::string_view body;
  /// Leads from a refusal to the log.
  std::string reference;
};

/// Decides an order, as orders::prepare does with the snapshots of a server.
using DecideOrder = std::function<Result<orders::Prepared>(
    const orders::Submission&, const Draft&, const orders::Policies&)>;

/// Asked once the signature is good, before anything costly; false answers push_paused. (Before
/// that, anybody could take a device's places in its name.)
using AdmitPush = std::function<bool()>;

struct PreparedEntry {
  std::uint64_t seq = 0;
  std::string bytes;
  Digest hash;
  /// What it says, whichever log it stands in.
  Digest content;
  enum class Form : std::uint8_t { readable, unknown_version, unreadable };
  Form form = Form::unreadable;
  /// nullopt where not even its first lines can be read.
  std::optional<Digest> prev;
  device_log::Entry entry;
  /// Why it cannot be carried out; empty where it can.
  Issues problems;
  orders::Submission submission;
  /// order and amend; nullopt where it was not decided because it was here before.
  std::optional<orders::Prepared> prepared;
};

struct PreparedPush {
  device_log::DeviceId signer;
  device_log::LogId log;
  std::vector<PreparedEntry> entries;
};

/// Issues: signer_unknown, signature_refused, push_unreadable, push_paused; or those of `decide`,
/// where the server itself cannot decide.
Result<PreparedPush> prepare_push(store::Connection& reader, const PushRequest& request,
                                  const DecideOrder& decide, const AdmitPush& admit = {});

/// Something that the log shall say once the push is committed.
struct PushEvent {
  bool is_alarm = false;
  std::string event;
  std::uint64_t seq = 0;
  std::string what;
};

struct PushCommitted {
  enum class Result : std::uint8_t {
    done,
    /// The data that decided it are no longer current: prepare again.
    outdated,
    quarantine_full,
    /// One entry cannot be written: again, each behind a savepoint of its own.
    entry_failed,
    failed,
  };
  Result result = Result::failed;
  device_log::PushAnswer answer;
  std::vector<PushEvent> events;
};

/// Behind a savepoint each entry can fail alone; but every page that an entry touches is copied. So
/// a push that is alone in its group goes without first.
enum class Guarded : std::uint8_t { together, each };

/// Inside a change of the writer. Where the result is not `done`, nothing may be kept.
PushCommitted commit_push(store::Connection& db, const PreparedPush& push, Instant now,
                          Guarded guarded);

struct PushRoom {
  store::Store& store;
  Snapshots& snapshots;
  ops::Clock clock;
  PushLimit& limit;
};

struct PushReceived {
  /// Empty where the answer counts.
  Issues issues;
  device_log::PushAnswer answer;
};
PushReceived receive_push(PushRoom& room, const PushRequest& request);

}  // namespace tally::server::sync
