#include "server/rulebook/live_book.hpp"

#include <algorithm>

#include "server/rulebook/findings.hpp"
#include "server/rulebook/stages.hpp"
#include "server/store/facts.hpp"
#include "shared/base/text.hpp"
#include "shared/rules/print.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::server::rulebook {

using store::Connection;
using store::Keep;

namespace {

/// So often a change is made anew where others change the rules meanwhile.
constexpr int tries_max = 5;

Issue changed_meanwhile(Connection& db, std::int64_t now, std::int64_t seen) {
  const auto last = find_stage(db, now);
  return make_issue(IssueCode::rules_changed_meanwhile, "",
                    {{"by", last ? "by " + last->by : std::string("by somebody")},
                     {"now", now},
                     {"seen", seen}});
}

/// A change of the book: the book as it shall be, and what the stage says of it.
struct Change {
  RuleBookText book;
  Stage stage;
  /// The stage that it was made from.
  std::int64_t base = 0;
};

bool put_change(Connection& db, const BookRoom& room, const Change& change,
                Stage& written) {
  wire::CatalogueWriter writer(db.database());
  const bool put = writer.put(change.book) && store::catalogue_changed(db) &&
                   keep_sets(db, change.book, "", room.now);
  if (!put) return false;
  written = change.stage;
  written.at = room.now;
  written.has_book = true;
  return append_stage(db, written, wire::rule_book_record(change.book));
}

/// Writes it where the book is still the one that it was made from; nullopt: make it again.
Result<std::optional<Stage>> write(const BookRoom& room, const Change& change,
                                   const BookWish& by) {
  std::optional<Issue> issue;
  bool is_current = false;
  Stage written;
  const store::Written done = room.store.write([&](Connection& db) {
    if (!note_loaded(db, "load", room.now)) return Keep::no;
    const std::int64_t now = current_stage(db);
    if (by.seen && *by.seen != now) issue = changed_meanwhile(db, now, *by.seen);
    is_current = now == change.base;
    if (issue || !is_current) return Keep::no;
    return put_change(db, room, change, written) ? Keep::yes : Keep::no;
  });
  if (issue) return std::unexpected(Issues{*std::move(issue)});
  if (done == store::Written::kept) return written;
  if (done == store::Written::undone && !is_current) return std::nullopt;
  return std::unexpected(Issues{store::write_issue(done)});
}

/// Makes the change from the book as it stands, and writes it; again where somebody was faster.
template <typename Make>
Result<Stage> change_book(const BookRoom& room, const BookWish& by, const Make& make) {
  for (int i = 0; i < tries_max; ++i) {
    // What a load wrote before is a stage of its own, to which one can step back.
    const store::Written noted = room.store.write([&](Connection& db) {
      return note_loaded(db, "load", room.now) ? Keep::yes : Keep::no;
    });
    if (noted != store::Written::kept) return std::unexpected(Issues{store::write_issue(noted)});
    auto live = read_live(room);
    if (!live) return std::unexpected(std::move(live.error()));
    Change change;
    change.base = live->stage;
    change.book = std::move(live->text);
    change.stage.by = by.by;
    change.stage.note = by.note;
    change.stage.before = live->stage;
    if (Issues issues = make(change); !issues.empty()) return std::unexpected(std::move(issues));
    // Older sets are held against the words as they are now.
    if (Issues issues = wire::check_rule_book(change.book, ""); !issues.empty()) {
      return std::unexpected(std::move(issues));
    }
    auto written = write(room, change, by);
    if (!written) return std::unexpected(std::move(written.error()));
    if (*written) return **std::move(written);
  }
  return std::unexpected(Issues{store::write_issue(store::Written::busy)});
}

Issue set_unknown(const std::string& digest) {
  return make_issue(IssueCode::rule_set_unknown, "", {{"set", quote_short(digest)}});
}

/// rule_set_blocked and behind it what blocks; none where the set may go live.
Issues blocking(const RuleBookText& book, const KeptSet& set, Date today) {
  const auto words = rules::make_order_words(book.currency, book.words);
  if (!words) return words.error();
  const auto compiled = rules::compile_set(*words, {set.name, set.text});
  Issues found = compiled ? rules::check_set(words->vocabulary, *compiled, {today})
                          : compiled.error();
  std::erase_if(found, [](const Issue& each) { return each.severity != Severity::error; });
  if (found.empty()) return {};
  found.insert(found.begin(), make_issue(IssueCode::rule_set_blocked, "",
                                         {{"name", set.name}, {"count", std::ssize(found)}}));
  return found;
}

bool contains_channels(const std::vector<Channel>& wide, const std::vector<Channel>& narrow) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::ranges::all_of(narrow, [&](Channel each) {
    return std::ranges::find(wide, each) != wide.end();
  });
}

}  // namespace

std::vector<RuleSetText> put_first(std::vector<RuleSetText> sets, RuleSetText set) {
  std::erase_if(sets, [&](const RuleSetText& each) {
    return contains_channels(set.channels, each.channels) &&
           each.customer_share_percent <= set.customer_share_percent;
  });
  sets.insert(sets.begin(), std::move(set));
  return sets;
}

Result<LiveBook> read_live(const BookRoom& room) {
  // First the stage: where the book changes meanwhile, the write is made again.
  const std::int64_t stage = current_stage(*room.store.read());
  auto known = room.memory.read(room.store);
  if (!known) return std::unexpected(std::move(known.error()));
  const Company& company = *known->company;
  LiveBook live;
  if (company.rules) {
    live.text = *company.rules;
  } else if (!company.price_lists.empty()) {
    live.text.currency = company.price_lists.front().currency;
  }
  wire::complete_words(live.text, company);
  live.stage = stage;
  return live;
}

Result<rules::OrderWords> words_of(const LiveBook& live) {
  return rules::make_order_words(live.text.currency, live.text.words);
}

Result<KeptSet> save_draft(const BookRoom& room, const DraftWish& wish) {
  const auto live = read_live(room);
  if (!live) return std::unexpected(live.error());
  const auto words = words_of(*live);
  if (!words) return std::unexpected(words.error());
  auto compiled = rules::compile_set(*words, {wish.name, wish.text});
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  const KeptSet set{compiled->digest.text(), wish.text, wish.name, wish.by, room.now, wish.note};
  std::optional<KeptSet> kept;
  const store::Written written = room.store.write([&](Connection& db) {
    kept = find_set(db, set.digest);
    if (kept) return Keep::no;
    Stage stage;
    stage.at = room.now;
    stage.by = wish.by;
    stage.what = "draft";
    stage.digest = set.digest;
    stage.name = set.name;
    stage.note = set.note;
    return keep_set(db, set) && append_stage(db, stage, std::nullopt) ? Keep::yes : Keep::no;
  });
  if (kept) return *std::move(kept);
  if (written != store::Written::kept) return std::unexpected(Issues{store::write_issue(written)});
  return set;
}

Result<Stage> publish(const BookRoom& room, const PublishWish& wish, const BookWish& by) {
  const auto set = find_set(*room.store.read(), wish.digest);
  if (!set) return std::unexpected(Issues{set_unknown(wish.digest)});
  return change_book(room, by, [&](Change& change) -> Issues {
    if (Issues issues = blocking(change.book, *set, room.today); !issues.empty()) return issues;
    change.book.sets = put_first(std::move(change.book.sets),
                                 {set->name, set->text, wish.channels, wish.share});
    change.stage.what = "live";
    change.stage.digest = set->digest;
    change.stage.name = set->name;
    change.stage.channels = wish.channels;
    change.stage.share = wish.share;
    return {};
  });
}

Result<Stage> step_back(const BookRoom& room, const BookWish& by) {
  return change_book(room, by, [&](Change& change) -> Issues {
    const store::Reader db = room.store.read();
    const auto now = find_stage(*db, change.base);
    const auto back = now ? find_stage(*db, now->before) : std::nullopt;
    const auto book = back ? book_of_stage(*db, back->number) : std::nullopt;
    if (!book) return {make_issue(IssueCode::rules_nothing_before, "")};
    RuleBookText restored = *book;
    // A word is never taken away: a set that is kept may speak of it.
    for (const RuleWords& list : change.book.words) {
      wire::add_words(restored, list.list, list.words);
    }
    change.book = std::move(restored);
    change.stage.what = "taken back";
    change.stage.digest = now->digest;
    change.stage.name = now->name;
    change.stage.before = back->before;
    return {};
  });
}

Result<Stage> set_automation(const BookRoom& room, std::vector<AutomationRow> rows,
                             const BookWish& by) {
  return change_book(room, by, [&](Change& change) -> Issues {
    change.book.automation = rows;
    change.stage.what = "automation";
    return {};
  });
}

Result<Stage> add_book_words(const BookRoom& room, const RuleWords& words, const BookWish& by) {
  return change_book(room, by, [&](Change& change) -> Issues {
    wire::add_words(change.book, words.list, words.words);
    change.stage.what = "words";
    return {};
  });
}

}  // namespace tally::server::rulebook
