// The part of a push that needs no writer: who signed it, what it says, how its orders come out.
#include <algorithm>

#include "server/identity/device_keys.hpp"
#include "server/identity/devices.hpp"
#include "server/orders/submit.hpp"
#include "server/sync/push.hpp"
#include "server/sync/push_rows.hpp"
#include "shared/base/planted.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/outcome_reader.hpp"

namespace tally::server::sync {

using device_log::EntryKind;
using store::Connection;

namespace {

constexpr std::size_t paper_bytes_max = 64;
constexpr std::size_t version_bytes_max = 64;
constexpr std::size_t words_bytes_max = 2000;

Issue unreadable(std::string reason) {
  return make_issue(IssueCode::entry_unreadable, "", {{"reason", std::move(reason)}});
}

Issues refuse(IssueCode code, const PushRequest& request) {
  return {make_issue(code, "",
                     {{"device", quote_short(request.signer)}, {"reference", request.reference}})};
}

Issues say_paused() {
  return {make_issue(
      IssueCode::push_paused, "",
      {{"count", std::int64_t{PushLimit::pushes_max}}, {"seconds", std::int64_t{2}}})};
}

/// The push, where its body is whole and its signer's key signed exactly this.
Result<device_log::Push> read_signed(Connection& reader, const PushRequest& request,
                                     const device_log::DeviceId& signer,
                                     const std::string& public_key) {
  auto push = device_log::read_push(request.body);
  if (!push) {
    std::string reason = quote_short(push.error().sentence);
    if (is_utf8(push.error().sentence)) reason = push.error().sentence;
    if (reason.ends_with('.')) reason.pop_back();
    return std::unexpected(Issues{
        make_issue(IssueCode::push_unreadable, "",
                   {{"reason", std::move(reason)}, {"reference", request.reference}})});
  }
  const std::string text = device_log::push_text_to_sign(signer, *push, request.body);
  if (!identity::verify_signature(public_key, text, request.signature) &&
      !planted(PlantedBug::signature_not_checked)) {
    return std::unexpected(refuse(IssueCode::signature_refused, request));
  }
  if (!identity::may_sign_for(reader, signer, push->log.device)) {
    return std::unexpected(refuse(IssueCode::signature_refused, request));
  }
  return *std::move(push);
}

/// What an entry says, whichever log carries it: the paper's number stays when it is sealed anew.
Digest content_of(const device_log::Entry& entry) {
  Sha256 hash;
  hash.add(device_log::entry_kind_name(entry.kind));
  hash.add("\n" + entry.order_id.text() + "\n" + entry.paper + "\n");
  hash.add(entry.body);
  return hash.finish();
}

/// Texts of a client go into sentences and lists: they have to be such.
Issues check_texts(const device_log::Entry& entry) {
  const bool good = is_utf8(entry.paper) && entry.paper.size() <= paper_bytes_max &&
                    is_utf8(entry.core_version) &&
                    entry.core_version.size() <= version_bytes_max && is_utf8(entry.outcome);
  if (!good) return {unreadable("Its paper number, version or outcome is no such text.")};
  const bool has_words = entry.kind == EntryKind::cancel || entry.kind == EntryKind::note;
  if (!has_words) return {};
  if (!is_utf8(entry.body)) return {unreadable("Its words are no UTF-8 text.")};
  if (entry.body.size() > words_bytes_max) {
    return {make_issue(IssueCode::text_too_long, "body",
                       {{"bytes", static_cast<std::int64_t>(entry.body.size())},
                        {"limit", static_cast<std::int64_t>(words_bytes_max)}})};
  }
  return {};
}

PreparedEntry read_item(const device_log::Push& push, std::size_t place) {
  const std::string& bytes = push.items[place].entry;
  PreparedEntry prepared;
  prepared.seq = push.first + place;
  prepared.bytes = bytes;
  prepared.hash = sha256(bytes);
  prepared.content = prepared.hash;
  const auto head = device_log::read_entry_head(bytes);
  if (!head) {
    prepared.problems = {unreadable(quote_short(head.error().sentence))};
    return prepared;
  }
  if (head->log != push.log || head->seq != prepared.seq) {
    prepared.problems = {unreadable("It names another log or another place than its push.")};
    return prepared;
  }
  prepared.prev = head->prev;
  static_cast<device_log::EntryHead&>(prepared.entry) = *head;
  if (head->version > device_log::wire_version) {
    prepared.form = PreparedEntry::Form::unknown_version;
    return prepared;
  }
  auto entry = device_log::read_entry(bytes);
  if (!entry) {
    const std::string& sentence = entry.error().sentence;
    prepared.problems = {unreadable(is_utf8(sentence) ? sentence : quote_short(sentence))};
    return prepared;
  }
  prepared.form = PreparedEntry::Form::readable;
  prepared.entry = *std::move(entry);
  prepared.content = content_of(prepared.entry);
  prepared.problems = check_texts(prepared.entry);
  return prepared;
}

orders::Submission submission_of(const device_log::Entry& entry) {
  orders::Submission submission;
  submission.order_document = entry.body;
  submission.claim = {entry.core_version, entry.outcome};
  submission.snapshot = entry.snapshot;
  submission.as_of = entry.as_of.date;
  return submission;
}

/// An order that this server had answered before it was restored from a backup: it keeps its
/// number and, where it was accepted, its outcome of record; nothing that changed since then sends
/// it to a person.
void honour_receipt(const Marks& marks, const device_log::LogId& log, std::string_view text,
                    const PreparedEntry& entry, orders::Prepared& prepared) {
  const auto receipt = device_log::read_receipt(text);
  if (!receipt || receipt->seq != entry.seq || receipt->hash != entry.hash ||
      receipt->result != device_log::PushResult::applied) {
    return;
  }
  const auto outcome_digest = check_seal(marks, log, *receipt);
  if (!outcome_digest) return;
  prepared.number_before = orders::read_number(receipt->number);
  if (receipt->state != orders::state_name(orders::State::accepted)) return;
  const bool same = sha256(prepared.outcome_bytes) == *outcome_digest;
  if (!same && sha256(entry.entry.outcome) == *outcome_digest) {
    // The seal vouches for the bytes; the data that decided them may be gone.
    auto outcome = wire::read_outcome(entry.entry.outcome);
    if (!outcome || outcome->verdict != Verdict::accept) return;
    prepared.outcome = *std::move(outcome);
    prepared.outcome_bytes = entry.entry.outcome;
  } else if (!same) {
    return;
  }
  std::erase_if(prepared.findings,
                [](const Issue& issue) { return issue.severity != Severity::note; });
  prepared.state = orders::State::accepted;
}

/// Decides an order or amendment; the issues where the server itself cannot.
Result<void> decide_entry(const DecideOrder& decide, const orders::Policies& policies,
                          PreparedEntry& prepared) {
  prepared.submission = submission_of(prepared.entry);
  const auto draft = orders::read_draft(prepared.submission);
  if (!draft) {
    prepared.problems = draft.error();
    return {};
  }
  if (draft->order_id != prepared.entry.order_id) {
    prepared.problems = {unreadable("Its order document belongs to another order.")};
    return {};
  }
  auto decided = decide(prepared.submission, *draft, policies);
  if (!decided) return std::unexpected(decided.error());
  prepared.prepared = *std::move(decided);
  return {};
}

}  // namespace

Result<PreparedPush> prepare_push(Connection& reader, const PushRequest& request,
                                  const DecideOrder& decide, const AdmitPush& admit) {
  const auto signer = device_log::DeviceId::parse(request.signer);
  const auto device = signer ? identity::find_device(reader, *signer) : std::nullopt;
  if (!device) return std::unexpected(refuse(IssueCode::signer_unknown, request));
  const auto push = read_signed(reader, request, *signer, device->public_key);
  if (!push) return std::unexpected(push.error());
  if (admit && !admit()) return std::unexpected(say_paused());
  const orders::Policies policies = orders::read_policies(reader);
  const auto marks = read_marks(reader);
  const LogState log = read_log(reader, push->log);
  PreparedPush prepared{*signer, push->log, {}};
  for (std::size_t place = 0; place < push->items.size(); ++place) {
    PreparedEntry& entry = prepared.entries.emplace_back(read_item(*push, place));
    const bool has_order =
        entry.entry.kind == EntryKind::order || entry.entry.kind == EntryKind::amend;
    const bool is_new = entry.seq > log.head;
    if (entry.form != PreparedEntry::Form::readable || !has_order || !is_new) continue;
    if (!entry.problems.empty()) continue;
    if (auto decided = decide_entry(decide, policies, entry); !decided) {
      return std::unexpected(decided.error());
    }
    if (marks && entry.prepared && entry.entry.kind == EntryKind::order) {
      honour_receipt(*marks, push->log, push->items[place].receipt, entry, *entry.prepared);
    }
  }
  return prepared;
}

}  // namespace tally::server::sync
