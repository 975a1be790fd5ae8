#include "server/sync/push.hpp"

#include <memory>

#include "server/ops/log.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::sync {

namespace {

// Publication is debounced, so a second time is rare and a fifth is a fault.
constexpr int decisions_max = 5;

PushReceived refuse(Issues issues) { return {std::move(issues), {}}; }

PushReceived refuse(Issue issue) { return refuse(Issues{std::move(issue)}); }

Issue say_full() {
  return make_issue(IssueCode::quarantine_full, "",
                    {{"count", set_aside_max}, {"seconds", std::int64_t{60}}});
}

void log_push(const PreparedPush& push, const PushCommitted& committed) {
  for (const PushEvent& event : committed.events) {
    ops::log_event(event.is_alarm ? ops::Level::alarm : ops::Level::info, event.event,
                   {{"device", push.log.device.text()},
                    {"epoch", push.log.epoch.text()},
                    {"seq", std::to_string(event.seq)},
                    {"what", event.what}});
  }
}

Result<PreparedPush> prepare_once(PushRoom& room, const PushRequest& request,
                                  const AdmitPush& admit) {
  const Date today = room.clock.today();
  const auto decide = [&](const orders::Submission& submission, const Draft& draft,
                          const orders::Policies& policies) {
    return orders::prepare(room.snapshots, submission, draft, today, policies);
  };
  const store::Reader db = room.store.read();
  return prepare_push(*db, request, decide, admit);
}

}  // namespace

PushReceived receive_push(PushRoom& room, const PushRequest& request) {
  std::shared_ptr<void> place;
  const auto admit = [&] {
    if (!place) place = room.limit.take(request.signer);
    return place != nullptr;
  };
  Guarded guarded = Guarded::together;
  for (int round = 0; round < decisions_max; ++round) {
    const auto prepared = prepare_once(room, request, admit);
    if (!prepared) return refuse(prepared.error());
    const Instant now = room.clock.now();
    PushCommitted committed;
    const store::Written written = room.store.write([&](store::Connection& db) {
      committed = commit_push(db, *prepared, now, guarded);
      return committed.result == PushCommitted::Result::done ? store::Keep::yes : store::Keep::no;
    });
    if (written == store::Written::kept) {
      log_push(*prepared, committed);
      return {{}, std::move(committed.answer)};
    }
    const bool undone = written == store::Written::undone;
    if (undone && committed.result == PushCommitted::Result::quarantine_full) {
      return refuse(say_full());
    }
    const bool one_failed = undone && committed.result == PushCommitted::Result::entry_failed;
    if (one_failed) guarded = Guarded::each;
    const bool again = undone && committed.result == PushCommitted::Result::outdated;
    if (!again && !one_failed) return refuse(store::write_issue(written));
  }
  return refuse(store::write_issue(store::Written::busy));
}

}  // namespace tally::server::sync
