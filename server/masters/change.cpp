#include "server/masters/change.hpp"

#include <algorithm>

#include "server/masters/history.hpp"
#include "server/masters/master_rows.hpp"
#include "server/masters/put_record.hpp"
#include "server/store/facts.hpp"
#include "shared/base/sha256.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/company_change.hpp"

namespace tally::server::masters {

namespace {

using store::Connection;
using store::Keep;
using wire::MasterRecord;

/// So often a change is checked anew where others change the catalogue meanwhile.
constexpr int tries_max = 5;

std::unexpected<Issues> fail(Issue issue) { return std::unexpected(Issues{std::move(issue)}); }

Issue unknown(const ChangeWish& wish) {
  return make_issue(IssueCode::record_unknown, "",
                    {{"kind", std::string(wire::master_kind_name(wish.kind))},
                     {"key", quote_short(wish.key)}});
}

std::string say_when(Instant at) {
  const std::string text = print_instant(at);
  return text.substr(0, 10) + " at " + text.substr(11, 5) + " UTC";
}

/// Who was faster. What a load or an import wrote stands in no history.
Issue conflict(Connection& db, const MasterRecord& key, const std::optional<MasterRecord>& now) {
  const auto changes = list_changes(db, wire::kind_of(key), wire::record_key(key), 1);
  const auto json = now ? std::optional(wire::record_json(*now)) : std::nullopt;
  const bool is_told = !changes.empty() && changes.front().after == json;
  std::string by = "by a load or an import";
  if (is_told) by = "by " + changes.front().by + " on " + say_when(changes.front().at);
  return make_issue(IssueCode::record_changed_since, "",
                    {{"title", wire::record_title(now.value_or(key))},
                     {"what", std::string(now ? "changed" : "removed")},
                     {"by", std::move(by)}});
}

std::string digest_of_record(const std::optional<MasterRecord>& record) {
  return record ? digest_of(wire::record_json(*record)) : std::string();
}

/// The record that a wish is about, as it stands; conflict() where the person saw another one.
Result<std::optional<MasterRecord>> find_base(store::Store& store, const ChangeWish& wish) {
  if (wish.key.empty()) return std::optional<MasterRecord>();
  const auto key = wire::parse_record_key(wish.kind, wish.key);
  if (!key) return fail(unknown(wish));
  auto found = find_record(store, *key);
  const store::Reader reader = store.read();
  Connection& db = *reader;
  const bool was_there = found || !list_changes(db, wish.kind, wire::record_key(*key), 1).empty();
  if (!was_there) return fail(unknown(wish));
  if (digest_of_record(found) != wish.based_on) return fail(conflict(db, *key, found));
  return found;
}

/// A change that was checked: what there was, what there shall be, and the catalogue it holds for.
struct Checked {
  std::optional<MasterRecord> before, now;
  std::int64_t revision = 0;
};

enum class Wrote : std::uint8_t { yes, too_late };

/// Inside the transaction: the record, its history, and the sign that the catalogue is another one.
bool put_all(Connection& db, const MasterRoom& room, const ChangeWish& wish,
             const Checked& checked) {
  const MasterRecord& record = checked.now ? *checked.now : *checked.before;
  ChangeRow row{room.now, wish.by};
  if (checked.before) row.before = wire::record_json(*checked.before);
  if (checked.now) row.after = wire::record_json(*checked.now);
  const bool put = checked.now ? put_record(db, checked.before, *checked.now)
                               : masters::remove_record(db, record);
  return put && append_change(db, wish.kind, wire::record_key(record), row) &&
         store::catalogue_changed(db);
}

/// `too_late`: the catalogue is another one by now, so that the checks have to be made again; the
/// digest then tells whether it was this record. Whoever changes a record changes the revision.
Result<Wrote> write(const MasterRoom& room, const ChangeWish& wish, const Checked& checked) {
  bool is_current = false;
  const store::Written written = room.store.write([&](Connection& db) {
    is_current = store::read_fact(db, store::Fact::catalogue_revision) == checked.revision;
    return is_current && put_all(db, room, wish, checked) ? Keep::yes : Keep::no;
  });
  if (written == store::Written::kept) return Wrote::yes;
  if (written == store::Written::undone && !is_current) return Wrote::too_late;
  return fail(store::write_issue(written));
}

/// What is refused is told by what it is refused for.
Issues errors_first(Issues issues) {
  std::ranges::stable_partition(
      issues, [](const Issue& issue) { return issue.severity == Severity::error; });
  return issues;
}

bool is_within(Reach reach, const Checked& checked) {
  if (reach == Reach::all) return true;
  const auto* was = checked.before ? std::get_if<Customer>(&*checked.before) : nullptr;
  const auto* now = checked.now ? std::get_if<Customer>(&*checked.now) : nullptr;
  if (was == nullptr || now == nullptr) return false;
  Customer allowed = *was;
  allowed.terms = now->terms;
  return allowed == *now;
}

/// A warehouse of which nobody says the place keeps the one it has; a new one comes behind all.
void settle_place(Connection& db, Checked& checked) {
  auto* now = std::get_if<wire::PlacedWarehouse>(&*checked.now);
  if (now == nullptr || now->priority > 0) return;
  if (checked.before) {
    now->priority = std::get<wire::PlacedWarehouse>(*checked.before).priority;
    return;
  }
  store::Query last = db.query("SELECT coalesce(max(priority), 0) + 1 FROM warehouse");
  if (last.step() == wire::Step::row) now->priority = last.integer(0);
}

/// What a wish comes to with the company as it is. Nothing differs: `now` is `before`.
Result<Checked> check(const MasterRoom& room, const ChangeWish& wish) {
  auto known = room.memory.read(room.store);
  if (!known) return std::unexpected(std::move(known.error()));
  Checked checked;
  checked.revision = known->revision;
  auto base = find_base(room.store, wish);
  if (!base) return std::unexpected(std::move(base.error()));
  checked.before = *std::move(base);
  // Removed meanwhile by somebody who wanted the same, and nothing is left to be done.
  if (wish.json.empty() && !checked.before) return fail(unknown(wish));
  if (wish.json.empty()) {
    if (wish.reach != Reach::all) return fail(make_issue(IssueCode::record_beyond_reach, ""));
    Issues issues = wire::check_removal(*known->company, *checked.before);
    if (!issues.empty()) return std::unexpected(std::move(issues));
    return checked;
  }
  const MasterRecord* const before = checked.before ? &*checked.before : nullptr;
  auto change = wire::check_change(*known->company, wish.kind, wish.json, before);
  if (!change.may_be_put) return std::unexpected(errors_first(std::move(change.issues)));
  checked.now = std::move(change.record);
  settle_place(*room.store.read(), checked);
  if (!is_within(wish.reach, checked)) return fail(make_issue(IssueCode::record_beyond_reach, ""));
  return checked;
}

Result<ChangeDone> carry_out(const MasterRoom& room, const ChangeWish& wish) {
  for (int i = 0; i < tries_max; ++i) {
    auto checked = check(room, wish);
    if (!checked) return std::unexpected(std::move(checked.error()));
    ChangeDone done;
    done.key = wire::record_key(checked->now ? *checked->now : *checked->before);
    if (digest_of_record(checked->now) == digest_of_record(checked->before)) return done;
    const auto wrote = write(room, wish, *checked);
    if (!wrote) return std::unexpected(wrote.error());
    done.written = *wrote == Wrote::yes;
    if (done.written) return done;
  }
  return fail(store::write_issue(store::Written::busy));
}

}  // namespace

std::string digest_of(std::string_view json) { return sha256(json).text(); }

Result<RecordCheck> check_record(const MasterRoom& room, const ChangeWish& wish) {
  auto known = room.memory.read(room.store);
  if (!known) return std::unexpected(std::move(known.error()));
  const auto key = wire::parse_record_key(wish.kind, wish.key);
  if (!wish.key.empty() && !key) return fail(unknown(wish));
  const MasterRecord* const before = wish.key.empty() ? nullptr : &*key;
  auto change = wire::check_change(*known->company, wish.kind, wish.json, before);
  return RecordCheck{std::move(change.issues), std::move(change.mends)};
}

Result<ChangeDone> change_record(const MasterRoom& room, const ChangeWish& wish) {
  return carry_out(room, wish);
}

Result<ChangeDone> remove_record(const MasterRoom& room, const ChangeWish& wish) {
  ChangeWish removal = wish;
  removal.json.clear();
  return carry_out(room, removal);
}

}  // namespace tally::server::masters
