// The part of a push that the writer does: the chain, the head, and one receipt for each entry.
#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "server/orders/reasons.hpp"
#include "server/sync/push.hpp"
#include "server/sync/push_apply.hpp"
#include "shared/base/planted.hpp"

namespace tally::server::sync {

using device_log::PushResult;
using device_log::Receipt;
using store::Connection;

namespace {

using PushEnd = PushCommitted::Result;

std::vector<device_log::ReceiptReason> receipt_reasons(std::string_view reasons) {
  // What is parsed here was written by reasons_json.
  const auto json = nlohmann::json::parse(reasons, nullptr, false);
  std::vector<device_log::ReceiptReason> all;
  if (!json.is_array()) return all;
  for (const auto& reason : json) {
    all.push_back({reason.value("code", ""), reason.value("path", ""),
                   reason.value("severity", ""), reason.value("sentence", ""),
                   reason.value("mend", "")});
  }
  return all;
}

/// Faults that concern the disk or the whole group, not this one entry.
bool concerns_the_group(int fault) {
  switch (fault & 0xff) {
    case SQLITE_OK:
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_ERROR:
      return false;
    default:
      return true;
  }
}

class Committing {
 public:
  Committing(Connection& db, const PreparedPush& push, Instant now, const Marks& marks,
             Guarded guarded)
      : db_(db), push_(push), guarded_(guarded), marks_(marks), log_(read_log(db, push.log)) {
    signer_.now = now;
  }

  bool find_devices() {
    auto device = identity::find_device(db_, push_.signer);
    auto log_device = identity::find_device(db_, push_.log.device);
    if (!device || !log_device) return false;
    signer_.device = *std::move(device);
    signer_.log_device = *std::move(log_device);
    return true;
  }

  PushCommitted run() {
    PushCommitted committed;
    committed.result = PushEnd::done;
    for (const PreparedEntry& entry : push_.entries) {
      // More than the next place: the answer's head says what is expected.
      if (!forked_ && entry.seq > log_.head + 1) break;
      committed.result = take(entry);
      if (committed.result != PushEnd::done) return committed;
    }
    device_log::PushAnswer& answer = committed.answer;
    answer.log = push_.log;
    answer.incarnation = marks_.incarnation;
    answer.head = log_.head;
    answer.head_hash = log_.hash;
    answer.covered = read_covered(db_, push_.log);
    answer.server_time = signer_.now;
    answer.logs = count_logs(db_, push_.log.device);
    answer.receipts = std::move(receipts_);
    committed.events = std::move(events_);
    return committed;
  }

 private:
  PushEnd take(const PreparedEntry& entry) {
    if (!forked_ && entry.seq <= log_.head) {
      const auto stored = find_entry(db_, log_.id, entry.seq);
      const bool same = planted(PlantedBug::hash_not_compared) ||
                        (stored && stored->hash == entry.hash);
      if (stored && same) return repeat(*stored);
      forked_ = true;
    }
    if (!forked_ && entry.prev && *entry.prev != log_.hash) forked_ = true;
    return forked_ ? fork(entry) : append(entry);
  }

  PushEnd repeat(const StoredEntry& stored) {
    auto receipt = device_log::read_receipt(stored.receipt);
    if (!receipt) return PushEnd::failed;
    receipts_.push_back(*std::move(receipt));
    return PushEnd::done;
  }

  PushEnd fork(const PreparedEntry& entry) {
    const Issue issue = make_issue(IssueCode::entry_forked, "",
                                   {{"seq", static_cast<std::int64_t>(entry.seq)}});
    Applied applied;
    applied.reasons = orders::reasons_json({issue});
    if (entry.form == PreparedEntry::Form::readable) {
      applied.order_id = entry.entry.order_id.text();
    }
    applied.aside = Aside::forked;
    applied.result = PushResult::fork;
    if (const PushEnd kept = put_aside(entry, applied); kept != PushEnd::done) return kept;
    events_.push_back({true, "push.fork", entry.seq, applied.order_id});
    receipts_.push_back(receipt_of(entry, applied));
    return PushEnd::done;
  }

  /// The entry, and what it does.
  PushEnd append(const PreparedEntry& entry) {
    const bool by_itself = guarded_ == Guarded::each;
    if (by_itself && !db_.execute("SAVEPOINT entry")) return PushEnd::failed;
    const LogState before = log_;
    signer_.log_id = log_.id;
    Applied applied = apply_entry(db_, entry, signer_);
    if (applied.end == Applied::End::outdated) return PushEnd::outdated;
    PushEnd result = applied.end == Applied::End::done ? record(entry, applied) : PushEnd::failed;
    const bool write_failed = result == PushEnd::failed || db_.fault() != 0;
    if (write_failed) {
      if (concerns_the_group(db_.fault())) return PushEnd::failed;
      if (!by_itself) {
        db_.take_fault();
        return PushEnd::entry_failed;
      }
      const std::string message = db_.message();
      if (!db_.execute("ROLLBACK TO entry")) return PushEnd::failed;
      db_.take_fault();
      log_ = before;
      events_.push_back({true, "push.entry_failed", entry.seq, message});
      applied = give_up_entry(entry);
      result = record(entry, applied);
    }
    if (result != PushEnd::done) return result;
    if (by_itself && !db_.execute("RELEASE entry")) return PushEnd::failed;
    events_.push_back({false, "push." + std::string(push_result_name(applied.result)), entry.seq,
                       applied.number.empty() ? applied.order_id : applied.number});
    receipts_.push_back(receipt_of(entry, applied));
    receipts_.back().lsn = lsn_;
    receipts_.back().seal = seal_;
    return PushEnd::done;
  }

  PushEnd record(const PreparedEntry& entry, const Applied& applied) {
    if (applied.aside) {
      if (const PushEnd kept = put_aside(entry, applied); kept != PushEnd::done) return kept;
    }
    const bool counts = applied.result != PushResult::quarantined;
    if (counts && !settle_forked(db_, entry.content, signer_.now)) return PushEnd::failed;
    Receipt receipt = receipt_of(entry, applied);
    receipt.lsn = lsn_ = raise_lsn(db_);
    if (lsn_ == 0) return PushEnd::failed;
    receipt.seal = seal_ = make_seal(marks_, push_.log, receipt, applied.outcome);
    NewEntry row;
    row.seq = entry.seq;
    row.hash = entry.hash;
    row.content = entry.content;
    const bool readable = entry.form == PreparedEntry::Form::readable;
    row.kind = readable ? device_log::entry_kind_name(entry.entry.kind) : "";
    row.paper = readable && entry.problems.empty() ? entry.entry.paper : "";
    row.bytes = entry.bytes;
    row.receipt = device_log::write_receipt(receipt);
    row.signer = push_.signer.text();
    row.at = signer_.now;
    row.order_row = applied.order_row;
    row.revision = applied.event_revision;
    return append_entry(db_, push_.log, log_, row) ? PushEnd::done : PushEnd::failed;
  }

  PushEnd put_aside(const PreparedEntry& entry, const Applied& applied) {
    if (!aside_count_) aside_count_ = count_set_aside(db_, push_.log.device);
    if (++*aside_count_ > set_aside_max) return PushEnd::quarantine_full;
    SetAside row;
    row.why = *applied.aside;
    row.log = push_.log;
    row.seq = entry.seq;
    row.hash = entry.hash;
    row.content = entry.content;
    row.order_id = applied.order_id;
    row.who = signer_.log_device.login;
    row.reasons = applied.reasons;
    row.bytes = entry.bytes;
    row.at = signer_.now;
    return set_aside(db_, row) ? PushEnd::done : PushEnd::failed;
  }

  static Receipt receipt_of(const PreparedEntry& entry, const Applied& applied) {
    Receipt receipt;
    receipt.seq = entry.seq;
    receipt.hash = entry.hash;
    receipt.result = applied.result;
    receipt.order_id = applied.order_id;
    receipt.number = applied.number;
    receipt.state = applied.state;
    receipt.revision = applied.revision;
    receipt.reasons = receipt_reasons(applied.reasons);
    return receipt;
  }

  Connection& db_;
  const PreparedPush& push_;
  Guarded guarded_;
  Marks marks_;
  LogState log_;
  Signer signer_;
  bool forked_ = false;
  std::optional<std::int64_t> aside_count_;
  std::int64_t lsn_ = 0;
  std::string seal_;
  std::vector<Receipt> receipts_;
  std::vector<PushEvent> events_;
};

}  // namespace

PushCommitted commit_push(Connection& db, const PreparedPush& push, Instant now,
                          Guarded guarded) {
  const auto marks = read_marks(db);
  if (!marks) return {};
  // In a group the push has a savepoint around it already, whose journal only grows while nothing
  // inside it is released: then one for each entry is the quicker way.
  if (!db.is_alone()) guarded = Guarded::each;
  Committing committing(db, push, now, *marks, guarded);
  if (!committing.find_devices()) return {};
  PushCommitted committed = committing.run();
  if (committed.result == PushEnd::done && db.fault() != 0) committed.result = PushEnd::failed;
  return committed;
}

}  // namespace tally::server::sync
