#include "server/sync/push_apply.hpp"

#include "server/orders/amend.hpp"
#include "server/orders/desk.hpp"
#include "server/orders/reasons.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::sync {

using device_log::EntryKind;
using device_log::PushResult;
using orders::OrderRow;
using store::Connection;

namespace {

struct Work {
  Connection& db;
  const PreparedEntry& entry;
  const Signer& signer;
  orders::Sender sender;
};

Applied end_with(PushResult result, const Issues& issues, std::optional<Aside> aside) {
  Applied applied;
  applied.end = Applied::End::done;
  applied.result = result;
  applied.reasons = orders::reasons_json(issues);
  applied.aside = aside;
  return applied;
}

Applied not_written(Applied::End end) {
  Applied applied;
  applied.end = end;
  return applied;
}

/// What the receipt says of the order as it stands.
Applied of_order(Applied applied, const OrderRow& row) {
  applied.end = Applied::End::done;
  applied.order_id = row.order_id;
  applied.number = orders::say_number(row.number);
  applied.state = orders::state_name(row.state);
  applied.revision = row.revision;
  applied.order_row = row.row;
  return applied;
}

Applied done_with(Connection& db, const OrderRow& row, bool made_event) {
  Applied applied;
  applied.result = PushResult::applied;
  applied.reasons = row.reasons;
  applied.outcome = orders::read_documents(db, row.row).outcome;
  if (made_event) applied.event_revision = row.revision;
  return of_order(std::move(applied), row);
}

Applied apply_order(const Work& work) {
  using Result = orders::OrderCommitted::Result;
  if (!work.entry.prepared) return not_written(Applied::End::outdated);
  const orders::OrderCommitted committed = orders::commit_order(
      work.db, *work.entry.prepared, work.entry.submission, work.sender);
  switch (committed.result) {
    case Result::stored:
    case Result::repeated: {
      Applied applied;
      applied.result = PushResult::applied;
      applied.reasons = committed.row.reasons;
      applied.outcome = committed.outcome;
      if (committed.result == Result::stored) applied.event_revision = committed.row.revision;
      return of_order(std::move(applied), committed.row);
    }
    case Result::id_reused: {
      const Issue issue = make_issue(IssueCode::order_id_reused, "order_id",
                                     {{"order_id", committed.row.order_id}});
      return end_with(PushResult::failed, {issue}, Aside::order_id_reused);
    }
    case Result::outdated:
      return not_written(Applied::End::outdated);
    case Result::failed:
      break;
  }
  return not_written(Applied::End::failed);
}

/// "an amendment to USD 59.00", "a cancellation: sold out", "a note: ring twice".
std::string say_wanted(const PreparedEntry& entry) {
  if (entry.entry.kind == EntryKind::amend) {
    std::string said = "an amendment";
    if (entry.prepared && entry.prepared->outcome.total) {
      said += " to " + explain::say_value(*entry.prepared->outcome.total);
    }
    return said;
  }
  std::string said = entry.entry.kind == EntryKind::cancel ? "a cancellation" : "a note";
  if (!entry.entry.body.empty()) said += ": " + entry.entry.body;
  return said;
}

/// The issue where the order changed behind the device's back since the revision that it names.
std::optional<Issue> find_stale(const Work& work, const OrderRow& row) {
  const std::int64_t base = work.entry.entry.base_revision;
  const auto stale = [&](std::string by, std::string what) {
    return make_issue(IssueCode::entry_stale, "",
                      {{"wanted", say_wanted(work.entry)},
                       {"base", base},
                       {"by", std::move(by)},
                       {"what", std::move(what)}});
  };
  if (base > row.revision) {
    return stale("this server", "it was restored and knows only revision " +
                                    std::to_string(row.revision));
  }
  const auto event = event_of_others(work.db, row.row, base, work.signer.log_device.id);
  if (!event) return std::nullopt;
  std::string what = event->what;
  if (!event->words.empty()) what += " (" + event->words + ")";
  return stale(event->by, std::move(what));
}

/// Neither applied nor forgotten: the order waits, or its history says what was wanted.
Applied hold(const Work& work, OrderRow& row, const Issue& issue, PushResult result, Aside why) {
  const std::string what =
      std::string(device_log::entry_kind_name(work.entry.entry.kind)) + " set aside";
  const bool written = result == PushResult::needs_review
                           ? orders::hold_for_person(work.db, row, issue, what, work.sender)
                           : orders::add_note(work.db, row, what,
                                              explain::say_issue(issue).sentence, work.sender);
  if (!written) return not_written(Applied::End::failed);
  Applied applied = end_with(result, {issue}, why);
  applied.event_revision = row.revision;
  return of_order(std::move(applied), row);
}

Applied apply_amend(const Work& work, OrderRow& row) {
  if (!work.entry.prepared) return not_written(Applied::End::outdated);
  if (orders::is_latest_version(work.db, row.row, work.entry.prepared->order_digest)) {
    return done_with(work.db, row, false);
  }
  switch (orders::amend_order(work.db, row, *work.entry.prepared, work.entry.submission,
                              work.sender)) {
    case orders::Amended::done:
      return done_with(work.db, row, true);
    case orders::Amended::refused: {
      Issues issues{make_issue(IssueCode::amendment_not_applied, "")};
      for (const Issue& issue : orders::reasons_of(*work.entry.prepared)) issues.push_back(issue);
      Applied applied = end_with(PushResult::failed, issues, Aside::not_applied);
      applied.event_revision = row.revision;
      return of_order(std::move(applied), row);
    }
    case orders::Amended::outdated:
      return not_written(Applied::End::outdated);
    case orders::Amended::failed:
      break;
  }
  return not_written(Applied::End::failed);
}

Applied apply_cancel(const Work& work, const OrderRow& row) {
  orders::DeskDecision decision;
  decision.order_id = row.order_id;
  decision.action = orders::Action::cancel;
  decision.note = work.entry.entry.body;
  const orders::DecisionCommitted committed =
      orders::commit_decision(work.db, decision, work.sender);
  if (committed.failed || !committed.issues.empty()) return not_written(Applied::End::failed);
  return done_with(work.db, committed.row, true);
}

Applied apply_note(const Work& work, OrderRow& row) {
  if (!orders::add_note(work.db, row, "note", work.entry.entry.body, work.sender)) {
    return not_written(Applied::End::failed);
  }
  return done_with(work.db, row, true);
}

/// The same by another log: what came of it then, and the order as it stands now.
Applied repeat(Connection& db, const OrderRow& row, const SameContent& before) {
  const auto then = device_log::read_receipt(before.receipt);
  if (!then) return not_written(Applied::End::failed);
  Applied applied = done_with(db, row, false);
  applied.result = then->result;
  return applied;
}

std::string_view say_kind(EntryKind kind) {
  if (kind == EntryKind::amend) return "amended";
  return kind == EntryKind::cancel ? "cancelled" : "given a note";
}

/// amend, cancel and note: of an order that is here, and of this person.
Applied apply_change(const Work& work) {
  const EntryKind kind = work.entry.entry.kind;
  auto row = orders::find_order(work.db, work.entry.entry.order_id.text());
  const bool theirs =
      row && (work.signer.device.role != Role::rep || row->rep == work.signer.device.login);
  if (!theirs) {
    return end_with(PushResult::failed,
                    {make_issue(IssueCode::order_unknown, "",
                                {{"order", work.entry.entry.order_id.text()}})},
                    Aside::not_applied);
  }
  const auto before = find_same_content(work.db, work.entry.content, work.signer.log_id,
                                        work.signer.log_device.user_id);
  if (before && before->order_row == row->row) return repeat(work.db, *row, *before);
  if (orders::is_final(row->state) && kind != EntryKind::note) {
    const Issue issue = make_issue(IssueCode::order_state_refuses, "",
                                   {{"number", orders::say_number(row->number)},
                                    {"state", std::string(orders::say_state(row->state))},
                                    {"wanted", std::string(say_kind(kind))}});
    return hold(work, *row, issue, PushResult::failed, Aside::not_applied);
  }
  if (const auto stale = find_stale(work, *row)) {
    return hold(work, *row, *stale, PushResult::needs_review, Aside::stale);
  }
  if (kind == EntryKind::amend) return apply_amend(work, *row);
  return kind == EntryKind::cancel ? apply_cancel(work, *row) : apply_note(work, *row);
}

}  // namespace

Applied apply_entry(Connection& db, const PreparedEntry& entry, const Signer& signer) {
  if (!signer.is_trusted()) {
    const std::string& code =
        signer.device.is_trusted() ? signer.log_device.code : signer.device.code;
    Applied applied = end_with(
        PushResult::quarantined,
        {make_issue(IssueCode::entry_of_revoked_device, "", {{"code", code}})}, Aside::revoked);
    if (entry.form == PreparedEntry::Form::readable) {
      applied.order_id = entry.entry.order_id.text();
    }
    return applied;
  }
  if (entry.form == PreparedEntry::Form::unknown_version) {
    return end_with(PushResult::needs_review,
                    {make_issue(IssueCode::entry_version_unknown, "",
                                {{"found", std::int64_t{entry.entry.version}},
                                 {"known", std::int64_t{device_log::wire_version}}})},
                    Aside::unknown_version);
  }
  Applied applied;
  if (entry.form == PreparedEntry::Form::unreadable || !entry.problems.empty()) {
    applied = end_with(PushResult::failed, entry.problems, Aside::unreadable);
  } else {
    const Work work{db, entry, signer,
                    {signer.log_device.login, signer.now, entry.entry.captured,
                     signer.log_device.id.text()}};
    applied = entry.entry.kind == EntryKind::order ? apply_order(work) : apply_change(work);
  }
  if (applied.order_id.empty() && entry.form == PreparedEntry::Form::readable) {
    applied.order_id = entry.entry.order_id.text();
  }
  return applied;
}

Applied give_up_entry(const PreparedEntry& entry) {
  const Issue issue = make_issue(IssueCode::server_fault, "",
                                 {{"reference", entry.hash.text().substr(0, 8)}});
  return end_with(PushResult::needs_review, {issue}, Aside::not_applied);
}

}  // namespace tally::server::sync
